// SPDX-License-Identifier: GPL-3.0-or-later
// A visitor asks for a room and follows it; staff answer.
import type { Locator, Page } from '@playwright/test';
import {
  chooseMore, expect, expectAccessible, openChat, signIn, test, watch,
} from '../support/fixtures.js';

/* A working day well ahead, so that the test does not age. */
function dayAhead(): string {
  const day = new Date(Date.now() + 40 * 24 * 3600 * 1000);
  while (day.getUTCDay() !== 3) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

async function openRoom(page: Page): Promise<Locator> {
  await chooseMore(page, 'Events, rooms and visits');
  const sheet = page.getByRole('dialog');
  const room = sheet.locator('.card', { hasText: 'VIP room' });
  await room.getByRole('button', { name: 'Ask for it' }).click();
  return room;
}

async function request(room: Locator, from: string, to: string) {
  await room.locator('[id^="f-day"]').fill(dayAhead());
  await room.locator('[id^="f-from"]').fill(from);
  await room.locator('[id^="f-to"]').fill(to);
  await expect(room.locator('[id^="f-email"]')).toHaveCount(0);
  await room.locator('[id^="c-contact"]').check();
  await room.locator('[id^="f-name"]').fill('Anna Weber');
  await room.locator('[id^="f-email"]').fill('anna.weber@example.org');
  await room.getByRole('button', { name: 'Ask for it' }).click();
}

test.beforeAll(({ parlor }) => parlor.addStaff());

test('a room is asked for, refused to the second, and approved', async (
  { page, parlor, browser },
) => {
  await openChat(page, parlor);
  const room = await openRoom(page);
  await expectAccessible(page);
  await request(room, '10:00', '12:00');
  const link = await room.locator('.receipt a').getAttribute('href') ?? '';
  expect(link).toMatch(/\/booking\/[\w-]+#.+/);
  await page.keyboard.press('Escape');
  const again = await openRoom(page);
  await request(again, '11:00', '13:00');
  await expect(again.getByRole('alert')).toContainText('taken');

  const staff = await (await browser.newContext()).newPage();
  const faults = watch(staff);
  await signIn(staff, parlor);
  await staff.getByRole('button', { name: /Bookings/ }).click();
  await staff.locator('.item').first().click();
  await expect(staff.locator('.detail')).toContainText('Anna Weber');
  await staff.locator('[data-move="approved"]').click();
  await expect(staff.locator('.state')).toHaveText('Confirmed');
  expect(faults).toEqual([]);
  await staff.context().close();

  await page.goto(link);
  await expect(page.locator('.state')).toHaveText('Confirmed');
  await expect(page.locator('.status')).not.toContainText('Anna Weber');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel the booking' }).click();
  await page.getByLabel('In your own words').fill('Our flight was moved.');
  await page.getByRole('button', { name: 'Cancel the booking' }).click();
  await expect(page.locator('.state')).toHaveText('Cancelled');
});

test('forms that stand open side by side keep their entries apart', async (
  { page, parlor },
) => {
  await openChat(page, parlor);
  await openRoom(page);
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Register' }).first().click();
  const people = sheet.getByLabel('How many people');
  await expect(people).toHaveCount(2);
  await people.first().fill('7');
  await expect(people.last()).toHaveValue('1');
  await expectAccessible(page);
});

test('a route goes through what was kept', async ({ page, parlor }) => {
  await openChat(page, parlor);
  await page.locator('#say').fill(
    'Which parks near Shanghai suit precision manufacturing on 50 mu?');
  await page.locator('#say').press('Enter');
  for (const i of [0, 1])
    await page.locator('.match').nth(i)
      .getByRole('button', { name: 'Keep' }).click();
  await chooseMore(page, 'Events, rooms and visits');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Compose the route' }).click();
  await expect(sheet.locator('.points li')).toHaveCount(2);
});
