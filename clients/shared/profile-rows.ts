// SPDX-License-Identifier: GPL-3.0-or-later
// What a profile says, label by label, as the form calls it.

import { capital, langName } from './i18n.js';
import type { FormField, Profile, ProfileForm } from './protocol.js';

const labelOf = (field: FormField, value: unknown, lang: string): string => {
  const option = field.options?.find((one) => one.value === value);
  return option ? capital(option.label, lang) : String(value);
};

export function profileRows(
  { fields }: Profile, form: ProfileForm | null, lang: string,
): [string, string][] {
  const rows: [string, string][] = [];
  const list = new Intl.ListFormat(lang, { style: 'narrow' });
  for (const field of form?.fields ?? []) {
    const value = fields[field.name];
    if (value === null || value === undefined || field.contact) continue;
    if (field.type === 'texts')
      for (const [code, text] of Object.entries(value))
        rows.push([`${field.label} (${langName(code)})`, String(text)]);
    else if (Array.isArray(value))
      rows.push([
        field.label, list.format(
          value.map((one) => labelOf(field, one, lang))),
      ]);
    else rows.push([field.label, labelOf(field, value, lang)]);
  }
  return rows;
}
