// SPDX-License-Identifier: GPL-3.0-or-later
// What axe finds in the main states: nothing.
import {
  ask, expect, expectAccessible, openChat, test,
} from '../support/fixtures.js';

const LOOKS = [
  { lang: 'en', scheme: 'light', width: 1280 },
  { lang: 'zh-Hans', scheme: 'dark', width: 1280 },
  { lang: 'ar', scheme: 'light', width: 412 },
  { lang: 'en', scheme: 'dark', width: 412 },
] as const;

for (const { lang, scheme, width } of LOOKS)
  test(`chat in ${lang}, ${scheme}, ${width} px`, async (
    { page, parlor },
  ) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 860 });
    await openChat(page, parlor, lang);
    await expectAccessible(page);
    await ask(page, 'How much support for 50 million CNY of equipment in '
      + 'biomedicine in Suzhou?');
    await ask(page, 'Which parks suit a German company in biomedicine?');
    await expectAccessible(page);
    const overflow = await page.evaluate(() =>
      document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.locator('.chip').first().click();
    await expect(page.locator('.quote mark')).toBeVisible();
    await expectAccessible(page);
  });

test('the order form', async ({ page, parlor }) => {
  await openChat(page, parlor);
  await page.locator('.foot .link').first().click();
  await expect(page.locator('.privacy')).toBeVisible();
  await expectAccessible(page);
  await page.locator('#c-contact').check();
  await page.locator('.sheet button[type=submit]').click();
  await expect(page.locator('#f-name')).toBeVisible();
  await expectAccessible(page);
});

test('the page works by keyboard alone', async ({ page, parlor }) => {
  await openChat(page, parlor);
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#say')).toBeFocused();
  await page.keyboard.type('Tell me about Suzhou');
  await page.keyboard.press('Enter');
  await expect(page.locator('article.answer')).toHaveCount(1);
  await expect(page.locator('#say')).toBeFocused();
});

test('a finished answer is said to screen readers once', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page, 'Tell me about Suzhou');
  const heard = page.locator('[aria-live=polite]');
  await expect(heard).not.toHaveText('');
  const words = (await heard.innerText()).slice(0, 20);
  expect(await answer.locator('.blocks').innerText()).toContain(words);
  await page.reload();
  await expect(page.locator('article.answer')).toHaveCount(1);
  await expect(heard).toHaveText('');
});

test('the sign-in of the desk', async ({ page, parlor }) => {
  await page.goto(`${parlor.url}/desk?lang=en`);
  await expect(page.getByLabel('Password')).toBeVisible();
  await expectAccessible(page);
});
