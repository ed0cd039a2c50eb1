// SPDX-License-Identifier: GPL-3.0-or-later
// An enterprise from outside registers or corrects its profile; staff decide.
import type { Locator, Page } from '@playwright/test';
import {
  chooseMore, expect, expectAccessible, openChat, signIn, test, watch,
} from '../support/fixtures.js';
import { ADMIN } from '../support/parlor.js';

test.beforeAll(({ parlor }) => {
  parlor.addStaff();
  parlor.addStaff(ADMIN);
});

async function openForm(page: Page): Promise<Locator> {
  await chooseMore(page, 'Register or correct a profile');
  const sheet = page.getByRole('dialog');
  await expect(sheet.locator('.privacy')).toBeVisible();
  return sheet;
}

const send = (sheet: Locator): Promise<void> =>
  sheet.getByRole('button', { name: 'Send for review' }).click();

async function fillContact(sheet: Locator): Promise<void> {
  await sheet.locator('#c-contact').check();
  await sheet.getByLabel('Your name').fill('Sato Yuki');
  await sheet.getByLabel('E-mail').fill('sato@example.org');
}

async function fill(sheet: Locator, name: string): Promise<void> {
  await sheet.getByLabel('Name', { exact: true }).fill(name);
  await sheet.getByLabel('What it does').fill('Makes frozen seafood.');
  await sheet.getByLabel('Country').selectOption({ label: 'Japan' });
  await sheet.getByLabel('Industries')
    .selectOption({ label: 'Food processing' });
  await sheet.getByLabel('A joint venture').check();
  await sheet.getByLabel('Title').fill('Company register');
  await sheet.getByLabel('Web address').fill('https://register.example/1');
  await fillContact(sheet);
}

/* Send it: gives the secret link to its page. */
async function register(page: Page, name: string): Promise<string> {
  const sheet = await openForm(page);
  await fill(sheet, name);
  await send(sheet);
  await expect(sheet.locator('.receipt .reference')).toBeVisible();
  return await sheet.locator('.receipt a').getAttribute('href') ?? '';
}

async function openDraft(staff: Page, name: string): Promise<Locator> {
  await staff.getByRole('button', { name: /^Profiles/ }).click();
  await staff.locator('.item', { hasText: name }).click();
  const detail = staff.locator('.detail');
  await expect(detail).toContainText(name);
  return detail;
}

test('what is missing is said at each field, contact after consent', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  const sheet = await openForm(page);
  await expect(sheet.locator('.responsible'))
    .toContainText('Parlor Test Office');
  await expect(sheet.locator('#c-contact')).not.toBeChecked();
  await expect(sheet.getByLabel('E-mail')).toHaveCount(0);
  await expectAccessible(page);
  await send(sheet);
  await expect(sheet.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(sheet.getByRole('alert')).toContainText('6 entries');
  await fill(sheet, 'Hokkai Frozen Works');
  await sheet.getByLabel('Web address').fill('register.example');
  await sheet.getByLabel('E-mail').fill('sato');
  await send(sheet);
  await expect(sheet.getByRole('alert')).toContainText('2 entries');
  await expect(sheet.getByLabel('Web address')).toBeFocused();
  await expect(sheet.getByLabel('Web address'))
    .toHaveAccessibleDescription(/https/);
  await expectAccessible(page);
});

test('a draft outlives the sheet, but who sends it does not', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  let sheet = await openForm(page);
  await fill(sheet, 'Hokkai Frozen Works');
  await sheet.getByRole('button', { name: 'Remove Food processing' }).click();
  await page.keyboard.press('Escape');
  sheet = await openForm(page);
  await expect(sheet.getByLabel('Name', { exact: true }))
    .toHaveValue('Hokkai Frozen Works');
  await expect(sheet.locator('.taken')).toHaveCount(0);
  await expect(sheet.locator('#c-contact')).not.toBeChecked();
  await sheet.locator('#c-contact').check();
  await expect(sheet.getByLabel('E-mail')).toHaveValue('');
});

test('a profile is checked by staff before anybody sees it', async (
  { page, parlor, browser },
) => {
  await openChat(page, parlor);
  const link = await register(page, 'Hokkai Frozen Works');
  expect(link).toMatch(/\/profile\/[\w-]+#.+/);
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  for (const secret of [link.split('#')[1] ?? '', 'sato@example.org'])
    expect(kept).not.toContain(secret);
  await page.goto(link);
  await expect(page.locator('.state')).toHaveText('In review');
  await expect(page.locator('.facts')).toContainText('Food processing');
  await expect(page.locator('.status')).not.toContainText('sato@');
  await expect(page.getByRole('link', { name: 'Company register' }))
    .toHaveAttribute('href', 'https://register.example/1');
  await expectAccessible(page);

  const staff = await (await browser.newContext()).newPage();
  const faults = watch(staff);
  await signIn(staff, parlor);
  let detail = await openDraft(staff, 'Hokkai Frozen Works');
  await expect(detail).toContainText('sato@example.org');
  await expect(detail.getByRole('button', { name: 'Publish' })).toHaveCount(0);
  await expectAccessible(staff);
  await staff.getByRole('button', { name: 'Sign out' }).click();
  await signIn(staff, parlor, ADMIN);
  detail = await openDraft(staff, 'Hokkai Frozen Works');
  await detail.getByLabel('简体中文').fill('生产冷冻海鲜。');
  await expectAccessible(staff);
  await detail.getByRole('button', { name: 'Publish' }).click();
  await expect(detail.locator('.state')).toHaveText('Published');
  await expect(detail.getByRole('button', { name: 'Publish' })).toHaveCount(0);
  expect(faults).toEqual([]);
  await staff.context().close();

  await page.reload();
  await expect(page.locator('.state')).toHaveText('Published');
});

test('a correction says only what changes, and is refused with a reason',
  async ({ page, parlor, browser }) => {
    await openChat(page, parlor);
    const sheet = await openForm(page);
    await sheet.getByLabel('What is this about?')
      .selectOption({ label: 'Correct “Libao”' });
    await sheet.getByLabel('Title').fill('Our own site');
    await fillContact(sheet);
    await send(sheet);
    await expect(sheet.getByLabel('What is this about?')).toBeFocused();
    await sheet.getByLabel('Employees').fill('420');
    await send(sheet);
    const link = await sheet.locator('.receipt a').getAttribute('href') ?? '';
    await page.goto(link);
    await expect(page.locator('.facts')).toContainText('Libao');

    const staff = await (await browser.newContext()).newPage();
    await signIn(staff, parlor);
    const detail = await openDraft(staff, 'Libao');
    await detail.getByRole('button', { name: 'Decline' }).click();
    await expect(detail.getByLabel('Reason')).toHaveAttribute(
      'aria-invalid', 'true');
    await detail.getByLabel('Reason')
      .selectOption({ label: 'What it says could not be verified' });
    await detail.getByRole('button', { name: 'Decline' }).click();
    await expect(detail.locator('.state')).toHaveText('Not published');
    await expect(staff.locator('.side')).toContainText('No profile waits');
    await staff.context().close();

    await page.reload();
    await expect(page.locator('.state')).toHaveText('Not published');
    await expect(page.locator('.facts'))
      .toContainText('What it says could not be verified');
    await expectAccessible(page);
  });

test('a guessed link is told like one that never was', async (
  { page, parlor },
) => {
  await page.goto(`${parlor.url}/profile/F-2611-AAAAA#guessed?lang=en`);
  await expect(page.getByRole('alert')).toContainText('no such profile');
});
