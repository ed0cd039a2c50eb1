// SPDX-License-Identifier: GPL-3.0-or-later
// The widget on another origin, under a strict policy of the partner's.
import { statSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, expectAccessible, test } from '../support/fixtures.js';
import { ROOT } from '../support/parlor.js';
import { Partner } from '../support/partner.js';

let partner: Partner;

test.beforeAll(async ({ parlor }) => {
  partner = await Partner.reserve();
  await partner.serve(parlor.url, parlor.addSite(partner.origin));
});
test.afterAll(() => partner.stop());

test('the loader is small', () => {
  const file = join(ROOT, 'clients', 'dist', 'w', '1', 'loader.js');
  expect(statSync(file).size).toBeGreaterThan(0);
  expect(gzipSync(readFileSync(file), { level: 9 }).length)
    .toBeLessThanOrEqual(2048);
});

test('nothing but one request happens before it is used', async (
  { page, parlor },
) => {
  const asked: string[] = [];
  let sockets = 0;
  page.on('request', (request) => {
    if (request.url().startsWith(parlor.url)) asked.push(request.url());
  });
  page.on('websocket', () => sockets++);
  await page.goto(partner.origin);
  await expect(page.locator('parlor-chat button')).toBeVisible();
  await page.waitForTimeout(300);
  expect(asked).toEqual([`${parlor.url}/w/1/loader.js`]);
  expect(sockets).toBe(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(await page.context().cookies()).toEqual([]);
});

test('it opens, answers, cites, and closes with the focus back', async (
  { page },
) => {
  await page.goto(partner.origin);
  const launcher = page.locator('parlor-chat [part=launcher]');
  await launcher.click();
  const panel = page.getByRole('dialog').first();
  await expect(panel.locator('.starter')).toHaveCount(3);
  await expect(panel.locator('#say')).toBeFocused();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await panel.locator('#say').fill('Support for new equipment in Suzhou?');
  await panel.locator('#say').press('Enter');
  await expect(panel.locator('article.answer')).toHaveCount(1);
  await panel.locator('.chip').first().click();
  await expect(panel.locator('.sheet .quote mark')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel.locator('.sheet')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(launcher).toBeFocused();
});

test('axe finds nothing in the open panel, wide and narrow', async (
  { page },
) => {
  for (const width of [1280, 412]) {
    await page.setViewportSize({ width, height: 860 });
    await page.goto(partner.origin);
    await page.locator('parlor-chat [part=launcher]').click();
    await expect(page.locator('parlor-chat .badge.online')).toBeVisible();
    await expectAccessible(page);
  }
  await page.locator('parlor-chat .starter').nth(1).click();
  await expect(page.locator('parlor-chat .match').first()).toBeVisible();
  await expectAccessible(page);
});

test('it carries on after the partner\'s page is loaded again', async (
  { page },
) => {
  await page.goto(partner.origin);
  await page.locator('parlor-chat [part=launcher]').click();
  const say = page.locator('parlor-chat #say');
  await say.fill('Tell me about Kunshan');
  await say.press('Enter');
  await expect(page.locator('parlor-chat article.answer')).toHaveCount(1);
  await page.reload();
  await page.locator('parlor-chat [part=launcher]').click();
  await expect(page.locator('parlor-chat article.answer')).toHaveCount(1);
});

test('methods wait for the panel, events tell no words', async (
  { page },
) => {
  await page.goto(`${partner.origin}/element`);
  await page.evaluate(() => {
    const seen: unknown[] = [];
    Object.assign(window, { seen });
    for (const name of ['ready', 'open', 'message', 'close'])
      addEventListener(`parlor:${name}`, (event) =>
        seen.push([event.type, (event as CustomEvent).detail]));
    const chat = document.querySelector('parlor-chat') as HTMLElement & {
      prefill(text: string): void; open(): void;
    };
    chat.prefill('苏州有哪些园区？');
    chat.open();
  });
  const say = page.locator('parlor-chat #say');
  await expect(say).toHaveValue('苏州有哪些园区？');
  await say.press('Enter');
  await expect(page.locator('parlor-chat article.answer')).toHaveCount(1);
  const told = JSON.stringify(
    await page.evaluate(() => (window as unknown as { seen: unknown }).seen));
  expect(told).toContain('parlor:ready');
  expect(told).toContain('parlor:open');
  expect(told).toContain('"who":"visitor"');
  expect(told).not.toContain('苏州');
});

test('a site that is not on the list gets nothing', async (
  { page, parlor },
) => {
  const other = await Partner.reserve();
  await other.serve(parlor.url, parlor.addSite('https://example.org'));
  await page.goto(other.origin);
  await page.locator('parlor-chat [part=launcher]').click();
  const panel = page.locator('parlor-chat .panel');
  await expect(panel).toBeVisible();
  await page.waitForTimeout(500);
  await expect(panel.locator('.badge.online')).toHaveCount(0);
  await other.stop();
});
