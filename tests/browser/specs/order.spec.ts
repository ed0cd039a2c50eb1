// SPDX-License-Identifier: GPL-3.0-or-later
// A visitor places an order and follows it.
import type { Locator, Page } from '@playwright/test';
import {
  expect, expectAccessible, openChat, test,
} from '../support/fixtures.js';

async function openForm(page: Page): Promise<Locator> {
  await page.locator('.foot').getByRole('button', { name: 'Place an order' })
    .click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.locator('.privacy')).toBeVisible();
  return sheet;
}

async function place(page: Page, seeks: string): Promise<string> {
  const sheet = await openForm(page);
  await sheet.locator('#f-seeks').fill(seeks);
  await sheet.locator('#c-contact').check();
  await sheet.locator('#f-name').fill('Anna Weber');
  await sheet.locator('#f-email').fill('anna.weber@example.org');
  await sheet.getByRole('button', { name: 'Review the order' }).click();
  await expect(sheet).toContainText('Anna Weber');
  await sheet.getByRole('button', { name: 'Place this order' }).click();
  await expect(sheet.locator('.receipt .reference')).toBeVisible();
  const link = await sheet.locator('.receipt a').getAttribute('href');
  return link ?? '';
}

test('who is responsible stands before any contact field', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const sheet = await openForm(page);
  await expect(sheet.locator('.responsible'))
    .toContainText('Parlor Test Office');
  await expect(sheet.locator('.notice-text')).not.toHaveText('');
  for (const box of await sheet.getByRole('checkbox').all())
    await expect(box).not.toBeChecked();
  await expect(sheet.locator('#f-name, #f-email')).toHaveCount(0);
  await sheet.locator('#c-partner').check();
  await expect(sheet.locator('#f-name, #f-email')).toHaveCount(0);
  await sheet.locator('#c-contact').check();
  await expect(sheet.locator('#f-name')).toBeVisible();
  await sheet.locator('#c-contact').uncheck();
  await expect(sheet.locator('#f-name, #f-email')).toHaveCount(0);
});

test('an incomplete form says what is missing', async ({ page, parlor }) => {
  await openChat(page, parlor);
  const sheet = await openForm(page);
  await sheet.getByRole('button', { name: 'Review the order' }).click();
  await expect(sheet.getByRole('alert')).toContainText('2 entries');
  await expect(sheet.locator('#f-seeks')).toBeFocused();
});

test('a draft outlives the sheet, but who asks does not', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  let sheet = await openForm(page);
  await sheet.locator('#f-seeks').fill('A plot near the port');
  await sheet.locator('#c-contact').check();
  await sheet.locator('#f-email').fill('anna.weber@example.org');
  await page.keyboard.press('Escape');
  sheet = await openForm(page);
  await expect(sheet.locator('#f-seeks')).toHaveValue('A plot near the port');
  await expect(sheet.locator('#c-contact')).not.toBeChecked();
  await sheet.locator('#c-contact').check();
  await expect(sheet.locator('#f-email')).toHaveValue('');
});

test('an order gives a receipt whose link shows its state', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const link = await place(page, 'Partners in Japan for medical devices');
  expect(link).toMatch(/\/order\/[\w-]+#.+/);
  const secret = link.split('#')[1] ?? 'none';
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain(secret);
  expect(kept).not.toContain('anna.weber');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(link);
  await expect(page.locator('.state')).not.toHaveText('');
  await expect(page.locator('.facts')).toContainText('Partners in Japan');
  await expect(page.locator('.status')).not.toContainText('Anna Weber');
  await expectAccessible(page);
  expect(asked.filter((url) => url.includes(secret) && !url.includes('#')))
    .toEqual([]);
});

test('a consent is given later, and taken back, by who holds the link', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  await page.goto(await place(page, 'A supplier of sensors'));
  const partner = page.getByRole('checkbox', { name: /to the partner/ });
  await expect(partner).not.toBeChecked();
  await partner.check();
  await page.reload();
  await expect(partner).toBeChecked();
  await expectAccessible(page);
  await partner.uncheck();
  await page.reload();
  await expect(partner).not.toBeChecked();
});

test('an order can be withdrawn by who holds the link', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  await page.goto(await place(page, 'A visit in spring'));
  await page.getByRole('button', { name: 'Withdraw this order' }).click();
  await page.getByLabel(/^Reason/)
    .selectOption({ label: 'Plans have changed' });
  await page.getByLabel('In your own words').fill('Not before autumn.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(page.locator('.timeline li')).toHaveCount(2);
  await expect(page.locator('.timeline')).toContainText('Plans have changed');
  await expect(page.locator('.timeline')).toContainText('Not before autumn.');
  await expect(page.getByRole('button', { name: 'Withdraw this order' }))
    .toHaveCount(0);
});

test('why an order is withdrawn may be left unsaid', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  await page.goto(await place(page, 'A visit in autumn'));
  await page.getByRole('button', { name: 'Withdraw this order' }).click();
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  await page.getByRole('button', { name: 'Withdraw this order' }).click();
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(page.locator('.timeline li')).toHaveCount(2);
});

test('a wrong secret is told like an order that never was', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const link = await place(page, 'Something secret');
  await page.goto(`${link.split('#')[0]}#wrong`);
  await page.reload();
  const wrong = await page.getByRole('alert').innerText();
  await page.goto(`${parlor.url}/order/P-0000-NEVER#wrong`);
  await page.reload();
  await expect(page.getByRole('alert')).toHaveText(wrong);
});
