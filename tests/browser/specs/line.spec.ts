// SPDX-License-Identifier: GPL-3.0-or-later
// The line falls, the server goes: nothing is lost and nothing doubled.
import { ask, expect, openChat, test } from '../support/fixtures.js';
import { Parlor } from '../support/parlor.js';

test('a killed server costs nothing that was said', async ({ page }) => {
  test.setTimeout(90_000);
  const parlor = await Parlor.start();
  try {
    await openChat(page, parlor);
    await ask(page, 'Tell me about Suzhou');
    await parlor.kill('SIGKILL');
    await expect(page.locator('.badge.offline, .badge.connecting'))
      .toBeVisible();
    for (const text of ['Tell me about Kunshan', 'Tell me about Taicang']) {
      await page.locator('#say').fill(text);
      await page.locator('#say').press('Enter');
    }
    await expect(page.locator('.said.waiting')).toHaveCount(2);
    await parlor.run();
    await expect(page.locator('article.answer')).toHaveCount(3,
      { timeout: 45_000 });
    await expect(page.locator('.said.waiting')).toHaveCount(0);
    const said = await page.locator('.said.mine > p').allInnerTexts();
    expect(said).toEqual([
      'Tell me about Suzhou', 'Tell me about Kunshan',
      'Tell me about Taicang',
    ]);
  } finally {
    await parlor.stop();
  }
});

test('what waits outlives a reload without a server', async ({ page }) => {
  test.setTimeout(90_000);
  const parlor = await Parlor.start();
  try {
    await openChat(page, parlor);
    await ask(page, 'Tell me about Suzhou');
    await page.context().setOffline(true);
    await parlor.kill('SIGKILL');
    await page.locator('#say').fill('Tell me about Kunshan');
    await page.locator('#say').press('Enter');
    await expect(page.locator('.said.waiting')).toHaveCount(1);
    await parlor.run();
    await page.context().setOffline(false);
    await page.reload();
    await expect(page.locator('article.answer')).toHaveCount(2);
    await expect(page.locator('.said.mine')).toHaveCount(2);
  } finally {
    await parlor.stop();
  }
});

test('two tabs show one conversation', async ({ page, parlor }) => {
  await openChat(page, parlor);
  await ask(page, 'Tell me about Suzhou');
  const other = await page.context().newPage();
  await other.goto(parlor.url);
  await expect(other.locator('article.answer')).toHaveCount(1);
  await ask(page, 'Tell me about Kunshan');
  await expect(other.locator('article.answer')).toHaveCount(2);
  await expect(other.locator('.said.mine')).toHaveCount(2);
  await other.close();
});
