// SPDX-License-Identifier: GPL-3.0-or-later
// A visitor asks.
import {
  ask, chooseMore, expect, openChat, test,
} from '../support/fixtures.js';

test('greets with three ways to begin, and stores nothing', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Place an order' }))
    .toHaveCount(2);
  await expect(page.locator('.brand-host')).toHaveText('Parlor Test Office');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(await page.context().cookies()).toEqual([]);
});

test('a prompt is asked as it stands', async ({ page, parlor }) => {
  await openChat(page, parlor);
  const prompt = page.locator('.starter').first();
  const text = await prompt.locator('.starter-text').innerText();
  await prompt.click();
  await expect(page.locator('.said.mine')).toHaveText(new RegExp(text
    .replace(/[?]/g, '\\?')));
  await expect(page.locator('article.answer .chip').first()).toBeVisible();
});

test('a sum is answered with figure, steps and a source that opens', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page,
    'How much support for 50 million CNY of equipment in biomedicine in '
    + 'Suzhou?');
  await expect(answer.locator('.figure')).toHaveText(/CNY.6,000,000/);
  await expect(answer.locator('.steps li').first()).toBeVisible();
  await expect(answer.locator('.steps')).toContainText('12%');
  const chip = answer.locator('.chip').first();
  await chip.click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.locator('.quote mark')).toContainText('12%');
  await expect(sheet.locator('.quote')).toHaveAttribute('lang', 'zh-Hans');
  await expect(sheet.locator('.facts')).toContainText('苏委发〔2020〕1号');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(chip).toBeFocused();
});

test('what it does not know it does not say, and offers a person', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page, 'Who will win the football world cup?');
  await expect(answer.locator('.figure')).toHaveCount(0);
  const offer = answer.getByRole('button', { name: 'Talk to a person' });
  await offer.click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('an answer can be called wrong, with a reason', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page, 'Tell me about Suzhou Industrial Park');
  await answer.getByRole('button', { name: 'This is wrong' }).click();
  await answer.getByLabel('What should we know?').fill('The year is old.');
  await answer.getByRole('button', { name: 'Send' }).click();
  await expect(answer.locator('.thanks')).toHaveText('Thank you');
  await expect(answer.getByRole('button', { name: 'This is wrong' }))
    .toHaveAttribute('aria-pressed', 'true');
});

test('matches come with reasons, scores and what is not known', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page,
    'Which parks suit a German company in biomedicine?');
  const cards = answer.locator('.match');
  expect(await cards.count()).toBeGreaterThan(1);
  const first = cards.first();
  await expect(first.locator('.score-n')).toHaveText(/%/);
  await expect(first.locator('.reason').first()).toBeVisible();
  await expect(first.locator('.bar').first()).toHaveAttribute(
    'aria-label', /.+: .+/);
  await expect(first.locator('.chip').first()).toBeVisible();
  await cards.nth(1).locator('summary').click();
  await expect(cards.nth(1).locator('.reason').first()).toBeVisible();
});

test('a hard demand that is not met is said on the card', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const answer = await ask(page,
    'Which parks in Suzhou north of the Yangtze suit biomedicine?');
  const out = answer.locator('.match', { hasText: 'Ruled out' }).first();
  await expect(out).toBeVisible();
  await expect(out.locator('.failed li').first()).toContainText('Yangtze');
});

test('a long answer is read from its question on', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  await ask(page, 'How much subsidy for 50 million RMB of equipment in Suzhou?');
  const answer = await ask(
    page, 'Korean IC packaging company, wants a park near Suzhou');
  await expect(page.locator('.said.mine').last()).toBeInViewport({ ratio: 1 });
  await expect.poll(async () =>
    (await page.locator('.said.mine').last().boundingBox())?.y)
    .toBeLessThan(200);
  await expect(answer.locator('.source')).toHaveCount(3);
  await answer.locator('.sources > button').click();
  await expect(answer.locator('.source').nth(3)).toBeFocused();
});

test('a reload keeps the conversation', async ({ page, parlor }) => {
  await openChat(page, parlor);
  const answer = await ask(page, 'Which agencies help with visas in Suzhou?');
  const text = await answer.locator('.blocks').innerText();
  await page.reload();
  await expect(page.locator('.said.mine')).toHaveCount(1);
  await expect(page.locator('article.answer .blocks')).toHaveText(
    text, { useInnerText: true });
  await expect(page.locator('.greeting')).toHaveCount(0);
});

test('clearing leaves nothing in the browser', async ({ page, parlor }) => {
  await openChat(page, parlor);
  await ask(page, 'Tell me about Kunshan');
  expect(await page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
  page.on('dialog', (dialog) => void dialog.accept());
  await chooseMore(page, 'Clear this conversation');
  await expect(page.locator('.starter')).toHaveCount(3);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('Enter while composing does not send', async ({ page, parlor }) => {
  await openChat(page, parlor, 'zh-Hans');
  const field = page.locator('#say');
  await field.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', {
    text: '补助', selectionStart: 2, selectionEnd: 2,
  });
  await session.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229,
  });
  await expect(page.locator('.said')).toHaveCount(0);
  await session.send('Input.insertText', { text: '补助' });
  await field.press('Shift+Enter');
  await expect(field).toHaveValue('补助\n');
  await field.press('Enter');
  await expect(page.locator('.said.mine')).toHaveCount(1);
});

test('markup is shown as text', async ({ page, parlor }) => {
  await openChat(page, parlor);
  const text = '<img src=x onerror=alert(1)> <b>bold</b>';
  await page.locator('#say').fill(text);
  await page.locator('#say').press('Enter');
  await expect(page.locator('.said.mine p')).toHaveText(text);
  await expect(page.locator('.said img, .said b')).toHaveCount(0);
});
