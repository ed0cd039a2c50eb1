// SPDX-License-Identifier: GPL-3.0-or-later
// Two sides are introduced: each answers on a page of its own, and sees the
// other's contact only after both have agreed.
import type { Locator, Page } from '@playwright/test';
import {
  expect, expectAccessible, openChat, test,
} from '../support/fixtures.js';

const PARTNER = 'libao';
const DESK = 'You both plan for spring.';
const THEIRS = 'We have a hall of our own.';

async function place(page: Page): Promise<string> {
  await page.locator('.foot').getByRole('button', { name: 'Place an order' })
    .click();
  const sheet = page.getByRole('dialog');
  await sheet.locator('#f-seeks').fill('A house for trade shows in Shanghai');
  for (const name of ['contact', 'partner', 'abroad'])
    await sheet.locator(`#c-${name}`).check();
  await sheet.locator('#f-name').fill('Anna Weber');
  await sheet.locator('#f-email').fill('anna.weber@example.org');
  await sheet.getByRole('button', { name: 'Review the order' }).click();
  await sheet.getByRole('button', { name: 'Place this order' }).click();
  return await sheet.locator('.receipt a').getAttribute('href') ?? '';
}

/* What stands under a heading. */
const said = (card: Locator, heading: string): Locator =>
  card.locator('section', {
    has: card.page().getByRole('heading', { name: heading }),
  });

test('contact is seen by both sides after both agreed, not before', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const order = await place(page);
  const reference = /order\/([\w-]+)#/.exec(order)?.[1] ?? '';
  parlor.command('order', 'move', reference, 'in_contact');
  const made = JSON.parse(
    parlor.command(
      'order', 'introduce', reference, PARTNER, '--words', DESK)) as {
      url: string;
    };
  const link = parlor.url + made.url;

  await page.goto(link);
  const card = page.locator('.introduction');
  await expect(card).toContainText('A house for trade shows in Shanghai');
  await expect(card).not.toContainText('Anna Weber');
  await expect(card.locator('[id^="f-email"]')).toHaveCount(0);
  await expect(card.locator('.responsible'))
    .toContainText('Parlor Test Office, privacy@example.org');
  await expectAccessible(page);
  for (const box of await card.getByRole('checkbox').all()) await box.check();
  await expect(said(card, 'desk’s own words')).toContainText(DESK);
  await card.getByLabel('To the other side,').fill(THEIRS);
  await card.locator('[id^="f-name"]').fill('Li Na');
  await card.locator('[id^="f-email"]').fill('li.na@example.org');
  await card.getByRole('button', { name: 'Agree to be introduced' }).click();
  await expect(card.getByRole('button', { name: /Agree/ })).toHaveCount(0);
  await expect(card).not.toContainText('anna.weber@example.org');

  await page.goto(order);
  const mine = page.locator('.introduction');
  await expect(mine).not.toContainText('li.na@example.org');
  await expect(mine).not.toContainText(THEIRS);
  await expect(mine.getByLabel('To the other side,')).toHaveCount(0);
  await mine.getByRole('button', { name: 'Agree to be introduced' }).click();
  await expect(mine).toContainText('li.na@example.org');
  await expect(said(mine, 'desk’s own words')).toContainText(DESK);
  await expect(said(mine, 'other side’s own words')).toContainText(THEIRS);
  await expectAccessible(page);
  await page.goto(link);
  await expect(card).toContainText('anna.weber@example.org');
});

test('a guessed link is told like one that never was', async (
  { page, parlor },
) => {
  await page.goto(`${parlor.url}/introduction/I-2611-AAAAA#guessed?lang=en`);
  await expect(page.getByRole('alert')).toContainText('no such introduction');
});
