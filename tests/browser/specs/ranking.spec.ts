// SPDX-License-Identifier: GPL-3.0-or-later
// A reader weighs, compares and keeps what was ranked.
import type { Locator } from '@playwright/test';
import {
  ask, chooseMore, expect, expectAccessible, openChat, test,
} from '../support/fixtures.js';

const QUESTION = 'Which parks suit a German precision machinery maker that '
  + 'needs 50 mu near Shanghai?';

async function pickTwo(answer: Locator, button: string): Promise<void> {
  for (const i of [0, 1])
    await answer.locator('.match').nth(i)
      .getByRole('button', { name: button }).click();
}

test('a weight moved by hand ranks anew, and back', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page, QUESTION);
  const scores = answer.locator('.match .score-n');
  const before = await scores.allInnerTexts();
  await answer.locator('.weights summary').click();
  const sliders = answer.getByRole('slider');
  expect(await sliders.count()).toBeGreaterThan(2);
  for (const slider of (await sliders.all()).slice(1)) await slider.fill('0');
  await sliders.first().fill('100');
  await expect.poll(() => scores.allInnerTexts()).not.toEqual(before);
  await answer.getByRole('button', { name: 'Use the standard weights' })
    .click();
  await expect.poll(() => scores.allInnerTexts()).toEqual(before);
  await expectAccessible(page);
});

test('what would change it can be tried', async ({ page, parlor }) => {
  await openChat(page, parlor);
  const answer = await ask(page,
    'Which parks suit precision manufacturing with 200 mu of land?');
  const offer = answer.locator('.changes').first();
  await expect(offer).toBeVisible();
  await offer.getByRole('button', { name: 'Try it' }).first().click();
  await expect(answer.getByRole('button', {
    name: 'Back to the first ranking',
  })).toBeVisible();
});

test('two are set side by side, what differs first', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page, QUESTION);
  await pickTwo(answer, 'Compare');
  await answer.getByRole('button', { name: 'Compare (2)' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.locator('thead th')).toHaveCount(2);
  await expect(sheet.locator('tbody tr').first()).toHaveClass(/differs/);
  await expectAccessible(page);
  await page.setViewportSize({ width: 400, height: 800 });
  const hidden = await sheet.locator('.scroll').evaluate((el) =>
    el.scrollWidth - el.clientWidth);
  expect(hidden, 'two columns fit a telephone').toBeLessThanOrEqual(0);
});

test('a shortlist is shared by a link that its holder keeps', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page, QUESTION);
  await pickTwo(answer, 'Keep');
  const name = await answer.locator('.match h3').first().innerText();
  await answer.getByRole('button', { name: 'Shortlist (2)' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.locator('#short-title').fill('For the board');
  await sheet.getByRole('button', { name: 'Make a secret link' }).click();
  const link = await sheet.locator('.receipt a').getAttribute('href') ?? '';
  expect(link).toMatch(/\/shortlist\/[\w-]+#.+/);
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain(link.split('#')[1]);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 }))
    .toHaveText('For the board');
  await expect(page.locator('.short-items')).toContainText(name);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Take along as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await expectAccessible(page);
  await page.goto(link.slice(0, -1));
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('no such list');
});

test('my orders are told apart from those of others', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  await chooseMore(page, 'My orders');
  await expect(page.getByRole('dialog')).toContainText('No orders yet.');
});

test('on paper an open sheet stands alone, with every column', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page, QUESTION);
  for (const i of [0, 1, 2, 3])
    await answer.locator('.match').nth(i)
      .getByRole('button', { name: 'Compare' }).click();
  await answer.getByRole('button', { name: 'Compare (4)' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.locator('thead th')).toHaveCount(4);
  await page.emulateMedia({ media: 'print' });
  const a4 = 700; /* pixels between its margins */
  await page.setViewportSize({ width: a4, height: 1000 });
  await expect(page.locator('.top, .foot, #main')).toHaveCount(3);
  for (const part of await page.locator('.top, .foot, #main').all())
    await expect(part).toBeHidden();
  for (const column of await sheet.locator('thead th').all()) {
    const box = await column.boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(a4);
  }
  await expect(sheet.locator('.sources li').last()).toBeVisible();
  const tall = await sheet.evaluate((el) =>
    el.clientHeight >= el.scrollHeight);
  expect(tall, 'is not cut off at the end of a page').toBe(true);
});

test('a source opened from a sheet gives the sheet back', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page, QUESTION);
  await pickTwo(answer, 'Keep');
  await answer.getByRole('button', { name: 'Shortlist (2)' }).click();
  const list = page.getByRole('dialog', { name: 'Shortlist' });
  await list.getByRole('button', { name: 'Make a secret link' }).click();
  await expect(list.locator('.receipt')).toBeVisible();
  await list.locator('.chip').first().click();
  const source = page.getByRole('dialog', { name: /^Source/ });
  await expect(source).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(source).toHaveCount(0);
  await expect(list.locator('.receipt')).toBeVisible();
  await expect(list.locator('.chip').first()).toBeFocused();
});
