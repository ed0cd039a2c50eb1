// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests stand on: one server for all of them, and pages that must
// end without an error of script or content policy.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { Parlor, STAFF } from './parlor.js';

interface Shared {
  parlor: Parlor;
}

export const test = base.extend<object, Shared>({
  parlor: [async ({}, use) => {
    const parlor = await Parlor.start();
    await use(parlor);
    await parlor.stop();
  }, { scope: 'worker', timeout: 90_000 }],
  page: async ({ page }, use) => {
    const faults = watch(page);
    await use(page);
    expect(faults, 'errors on the page').toEqual([]);
  },
});

export { expect };

/* Errors of script and policy; a line that falls is not one. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (/WebSocket|net::ERR_/.test(message.text())) return;
    faults.push(message.text());
  });
  return faults;
}

export async function openChat(
  page: Page, parlor: Parlor, lang = 'en',
): Promise<void> {
  await page.goto(`${parlor.url}/?lang=${lang}`);
  await expect(page.locator('.starter')).toHaveCount(3);
  await expect(page.locator('.badge.online')).toBeVisible();
}

/* Choose from what stands behind "More". */
export async function chooseMore(page: Page, name: string): Promise<void> {
  await page.locator('.foot').getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name }).click();
}

/* Sign in at the desk. */
export async function signIn(
  page: Page, parlor: Parlor, { name, password } = STAFF,
): Promise<void> {
  await page.goto(`${parlor.url}/desk?lang=en`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('.desk-user')).toBeVisible();
}

/* Ask, and wait for the whole answer: gives it. */
export async function ask(page: Page, text: string) {
  const answers = page.locator('article.answer');
  const before = await answers.count();
  await page.locator('#say').fill(text);
  await page.locator('#say').press('Enter');
  await expect(answers).toHaveCount(before + 1);
  return answers.last();
}

/* No violation of WCAG 2.2 AA or of best practice. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) =>
    `${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`);
  expect(found).toEqual([]);
}
