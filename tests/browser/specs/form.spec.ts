// SPDX-License-Identifier: GPL-3.0-or-later
// An answer leads to the form that was asked for, by keyboard; in a partner's
// panel, which has no such form, to the page that has it.
import {
  ask, expect, expectAccessible, openChat, test,
} from '../support/fixtures.js';
import { Partner } from '../support/partner.js';

const TUESDAY = 2;

test('an answer opens the form of the room, its day filled in', async (
  { page, parlor, context },
) => {
  await openChat(page, parlor);
  const answer = await ask(page, 'Book the VIP room on Tuesday');
  const button = answer.getByRole('button', { name: /^Events, rooms/ });
  await expect(button).toContainText('VIP room');
  await button.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  const room = sheet.locator('.card', { hasText: 'VIP room' });
  await expect(room.getByLabel('How many people')).toBeFocused();
  const day = await room.getByLabel('Day').inputValue();
  expect(new Date(day).getUTCDay()).toBe(TUESDAY);
  await expect(room.getByLabel('From')).toHaveValue('');
  await expect(sheet.locator('form [id^="f-people"]')).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(button).toBeFocused();

  const partner = await Partner.reserve();
  await partner.serve(parlor.url, parlor.addSite(partner.origin));
  const site = await context.newPage();
  await site.goto(partner.origin);
  await site.locator('parlor-chat [part=launcher]').click();
  await site.locator('#say').fill('Book the VIP room on Tuesday');
  await site.locator('#say').press('Enter');
  const opened = context.waitForEvent('page');
  await site.locator('article.answer').getByRole('link', { name: 'VIP room' })
    .press('Enter');
  const there = await opened;
  await expect(there.getByRole('dialog').locator('[id^="f-day"]'))
    .toHaveValue(day);
  await partner.stop();
});

test('without a name it leads to the events, and to the profile', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const fair = await ask(page, 'Register for the fair');
  await fair.getByRole('button', { name: 'Events, rooms and visits' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('heading', { name: 'Events', exact: true }))
    .toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const own = await ask(page, "We want to register our company's profile");
  await own.getByRole('button', { name: 'Register or correct a profile' })
    .click();
  await expect(sheet.getByLabel('What is this about?')).toBeVisible();
});
