// SPDX-License-Identifier: GPL-3.0-or-later
// The way an answer leads to a form: which sheet it is on, what stands chosen
// there, and the page's address that opens it from elsewhere.

import type { FormBlock } from './protocol.js';

/* A room or an event, or only which of the two; a room's day. */
export interface Chosen {
  form: 'room' | 'event';
  id?: string;
  day?: string;
}

export type FormSheet =
  | { kind: 'visits'; chosen: Chosen }
  | { kind: 'profile' };

const ID = /^[\w.-]{1,120}$/;

/* A day of the calendar, as a field for dates takes it. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime())
    && moment.toISOString().startsWith(text);
}

function sheetFor(
  form: string | null, id: string, day: string,
): FormSheet | null {
  if (form === 'profile') return { kind: 'profile' };
  if (form !== 'room' && form !== 'event') return null;
  return {
    kind: 'visits',
    chosen: {
      form, ...(ID.test(id) && { id }),
      ...(form === 'room' && isDay(day) && { day }),
    },
  };
}

/* null: a form that this client does not have. */
export const sheetOfBlock = (block: FormBlock): FormSheet | null =>
  sheetFor(block.form, block.record?.id ?? '', block.day ?? '');

/* /?form=room&record=ID&day=2026-11-24 */
export function sheetOfAddress(
  path: string, search: string,
): FormSheet | null {
  const asked = new URLSearchParams(search);
  return path !== '/' ? null : sheetFor(
    asked.get('form'), asked.get('record') ?? '', asked.get('day') ?? '');
}

export function addressOfSheet(sheet: FormSheet, home: string): string {
  const address = new URL('/', home);
  const { form, id, day } = sheet.kind === 'visits'
    ? sheet.chosen : { form: 'profile' };
  for (const [name, value] of Object.entries({ form, record: id, day }))
    if (value) address.searchParams.set(name, value);
  return address.href;
}
