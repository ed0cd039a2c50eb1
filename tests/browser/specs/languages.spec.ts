// SPDX-License-Identifier: GPL-3.0-or-later
// The same page in other languages.
import {
  ask, expect, expectAccessible, openChat, test,
} from '../support/fixtures.js';

const LANGS = [
  'en', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'de', 'fr', 'ru', 'es', 'ar',
];

test('every language greets in its own words', async ({ page, parlor }) => {
  const seen = new Set<string>();
  for (const lang of LANGS) {
    await openChat(page, parlor, lang);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('html')).toHaveAttribute(
      'dir', lang === 'ar' ? 'rtl' : 'ltr');
    seen.add(await page.locator('h1').innerText());
  }
  expect(seen.size).toBe(LANGS.length);
});

test('a Chinese question is answered in Chinese', async (
  { page, parlor },
) => {
  await openChat(page, parlor, 'zh-Hans');
  const answer = await ask(page,
    '苏州生物医药企业买5000万元设备能拿多少奖励？');
  await expect(answer.locator('.blocks')).toHaveAttribute('lang', 'zh-Hans');
  await expect(answer.locator('.figure')).toHaveText(/6,000,000/);
  await answer.locator('.chip').first().click();
  await expect(page.getByRole('dialog')).toContainText('出处 1');
});

test('changing the language keeps the conversation', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  await ask(page, 'Tell me about Suzhou');
  await page.getByLabel('Language').selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('article.answer')).toHaveCount(1);
  await expect(page.locator('.badge.online')).toHaveCount(1);
  const answer = await ask(page, 'ماذا عن سوتشو؟');
  await expect(answer.locator('.blocks')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('article.answer')).toHaveCount(2);
});

test('what can be done fits a telephone, each on a line of its own', async (
  { page, parlor },
) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await openChat(page, parlor);
  const answer = await ask(page,
    'Which parks suit a German company in biomedicine?');
  await answer.locator('.match').first()
    .getByRole('button', { name: 'Keep' }).click();
  for (const lang of LANGS) {
    await page.locator('.lang select').selectOption(lang);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await page.locator('.more > button').click();
    const lines = page.locator('.foot-row > .link, .more > .link, .more-item');
    for (const line of await lines.all()) {
      const box = await line.boundingBox();
      expect(box!.height, `${lang}: ${await line.innerText()}`)
        .toBeLessThan(48);
      expect(box!.x, lang).toBeGreaterThanOrEqual(0);
      expect(box!.x + box!.width, lang).toBeLessThanOrEqual(360);
    }
    await page.keyboard.press('Escape');
    await expect(page.locator('.more-items')).toBeHidden();
    await expect(page.locator('.more > button')).toBeFocused();
  }
  await page.locator('.more > button').click();
  await expectAccessible(page);
});
