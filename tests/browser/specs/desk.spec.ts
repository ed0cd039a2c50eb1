// SPDX-License-Identifier: GPL-3.0-or-later
// Staff see what visitors want, and answer them.
import type { Page } from '@playwright/test';
import {
  ask, expect, expectAccessible, openChat, signIn, test, watch,
} from '../support/fixtures.js';
import { STAFF } from '../support/parlor.js';

test.beforeAll(({ parlor }) => parlor.addStaff());

async function order(page: Page, seeks: string): Promise<string> {
  await page.locator('.foot').getByRole('button', { name: 'Place an order' })
    .click();
  const sheet = page.getByRole('dialog');
  await sheet.locator('#f-seeks').fill(seeks);
  await sheet.locator('#c-contact').check();
  await sheet.locator('#f-name').fill('Jonas Keller');
  await sheet.locator('#f-email').fill('jonas@example.org');
  await sheet.getByRole('button', { name: 'Review the order' }).click();
  await sheet.getByRole('button', { name: 'Place this order' }).click();
  const reference = await sheet.locator('.receipt .reference').innerText();
  await page.keyboard.press('Escape');
  return reference;
}

test('a wrong password is refused', async ({ page, parlor }) => {
  await page.goto(`${parlor.url}/desk?lang=en`);
  await page.getByLabel('Name').fill(STAFF.name);
  await page.getByLabel('Password').fill('not this one at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('wrong');
  await expect(page.getByLabel('Password')).toHaveValue('');
});

test('an order arrives at the desk at once and can be moved', async (
  { page, parlor, browser },
) => {
  const staff = await (await browser.newContext()).newPage();
  const faults = watch(staff);
  await signIn(staff, parlor);
  await openChat(page, parlor);
  const reference = await order(page, 'A joint venture for robots');
  const item = staff.locator('.item', { hasText: reference });
  await expect(item).toBeVisible();
  await item.click();
  await expect(staff.locator('.detail')).toContainText('Jonas Keller');
  await expect(staff.locator('.detail')).toContainText('A joint venture');
  await expectAccessible(staff);
  const before = await staff.locator('.detail .state').innerText();
  await staff.locator('#move-note').fill('We are looking into it.');
  await staff.locator('.moves .button').first().click();
  await expect(staff.locator('.detail .state')).not.toHaveText(before);
  await expect(staff.locator('.timeline')).toContainText('looking into it');
  await expect(page.locator('.event', { hasText: reference })).toBeVisible();
  expect(faults).toEqual([]);
  await staff.context().close();
});

test('a person takes over, answers, and the visitor sees it', async (
  { page, parlor, browser },
) => {
  const staff = await (await browser.newContext()).newPage();
  await signIn(staff, parlor);
  await openChat(page, parlor);
  await ask(page, 'Tell me about Suzhou Industrial Park');
  await page.locator('.top').getByRole('button', { name: 'Talk to a person' })
    .click();
  await page.locator('#person-text').fill('I need land by June');
  await page.getByRole('button', { name: 'Request a person' }).click();
  await expect(page.locator('.event').first()).toBeVisible();

  await staff.getByRole('button', { name: /^Conversations/ }).click();
  await staff.locator('.item', { hasText: 'I need land by June' }).click();
  await expect(staff.locator('.line.visitor')).toContainText('Suzhou');
  await expect(staff.locator('.line.answered')).toHaveCount(1);
  await expectAccessible(staff);
  await staff.getByRole('button', { name: 'Take over' }).click();
  await staff.locator('#reply').fill('Good morning. How large a plot?');
  await staff.locator('#reply').press('Enter');
  await expect(page.locator('.said.staff')).toContainText('How large a plot');

  await page.locator('#say').fill('About three hectares');
  await page.locator('#say').press('Enter');
  await expect(staff.locator('.line.visitor').last())
    .toContainText('three hectares');
  await expect(page.locator('article.answer')).toHaveCount(1);
  await staff.getByRole('button', { name: 'Close conversation' }).click();
  await expect(page.locator('.event').last()).toContainText('ended');
  await page.reload();
  await expect(page.locator('.said.staff')).toHaveCount(1);
  await staff.context().close();
});

test('a sign-in outlives a reload, and ends when told to', async (
  { page, parlor },
) => {
  await signIn(page, parlor);
  await page.reload();
  await expect(page.locator('.desk-user')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Password')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Password')).toBeVisible();
});

test('feedback reaches the desk', async ({ page, parlor, browser }) => {
  await openChat(page, parlor);
  const answer = await ask(page, 'Tell me about Kunshan');
  await answer.getByRole('button', { name: 'This is wrong' }).click();
  await answer.getByLabel('What should we know?').fill('Kunshan has moved.');
  await answer.getByRole('button', { name: 'Send' }).click();
  await expect(answer.locator('.thanks')).toHaveText('Thank you');
  const staff = await (await browser.newContext()).newPage();
  await signIn(staff, parlor);
  await staff.getByRole('button', { name: /^Feedback/ }).click();
  await expect(staff.locator('.items')).toContainText('Kunshan has moved.');
  await staff.context().close();
});
