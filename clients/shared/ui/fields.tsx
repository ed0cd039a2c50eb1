// SPDX-License-Identifier: GPL-3.0-or-later
// The parts a form is made of.

import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { capital, fieldDir } from '../i18n.js';
import type { Fault } from '../order-draft.js';
import type { Consent, FormField } from '../protocol.js';
import { useApp } from './app.js';

interface FieldProps {
  field: FormField;
  value: string;
  fault: Fault | undefined;
  onInput: (value: string) => void;
}

const LONG = 12; /* a list of so many is searched by name, not by sense */

/* What stands for none of them stays at the head. */
export function sorted(
  options: NonNullable<FormField['options']>, lang: string,
): NonNullable<FormField['options']> {
  if (options.length < LONG) return options;
  const { compare } = new Intl.Collator(lang);
  return [...options].sort((a, b) =>
    Number(b.value === '') - Number(a.value === '')
    || compare(a.label, b.label));
}

/* Keeps the entries of one form apart from those of another on the page. */
export const FormId = createContext('');

export const useEntryId = (name: string): string => name + useContext(FormId);

function Control({ field, value, fault, onInput }: FieldProps): VNode {
  const { i18n } = useApp();
  const id = useEntryId(`f-${field.name}`);
  const common = {
    id, value, dir: fieldDir(value),
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault ? `${id}-fault` : undefined,
    'aria-required': field.required,
    onInput: (event: { currentTarget: { value: string } }) =>
      onInput(event.currentTarget.value),
  };
  if (field.type === 'textarea')
    return <textarea {...common} rows={4} maxLength={field.max} />;
  if (field.type === 'select')
    return (
      <select {...common}>
        {!field.options?.some((o) => o.value === '')
          && <option value="">{i18n.t('form.choose')}</option>}
        {sorted(field.options ?? [], i18n.lang.value).map((option) => (
          <option key={option.value} value={option.value}>
            {capital(option.label, i18n.lang.value)}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...common} list={undefined}
      type={typeFor(field.type)}
      inputMode={field.type === 'number' ? 'decimal' : undefined}
      maxLength={field.max}
      autocomplete={field.contact ? autocompleteFor(field) : 'off'}
    />
  );
}

/* A browser's own field for numbers takes letters and loses them. */
const OWN = ['email', 'tel', 'url', 'date', 'time'] as const;

const typeFor = (type: FormField['type']): (typeof OWN)[number] | 'text' =>
  OWN.find((own) => own === type) ?? 'text';

function autocompleteFor(field: FormField): string {
  if (field.type === 'email') return 'email';
  if (field.type === 'tel') return 'tel';
  if (/company|organi/.test(field.name)) return 'organization';
  return field.name === 'name' ? 'name' : 'on';
}

export function Field(props: FieldProps): VNode {
  const { i18n } = useApp();
  const { field, fault } = props;
  const id = useEntryId(`f-${field.name}`);
  return (
    <div class="field">
      <label for={id}>
        <bdi>{field.label}</bdi>
        {!field.required
          && <span class="muted"> ({i18n.t('form.optional')})</span>}
      </label>
      <Control {...props} />
      {fault && (
        <p id={`${id}-fault`} class="error">
          {i18n.t(`form.fault_${fault}`)}
        </p>
      )}
    </div>
  );
}

/* Something in a writer's own words, which may be left unsaid. */
export function Words({ id, label, text, value, change }: {
  id: string; label: string; text?: string; value: string;
  change: (value: string) => void;
}): VNode {
  const { i18n } = useApp();
  return (
    <div class="field">
      <label for={id}>
        {label} <span class="muted">({i18n.t('form.optional')})</span>
      </label>
      {text && <p class="muted small" id={`${id}-text`}>{text}</p>}
      <textarea
        id={id} rows={2} maxLength={1000} value={value} dir={fieldDir(value)}
        aria-describedby={text && `${id}-text`}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}

export function ConsentBox({ consent, given, fault, onChange }: {
  consent: Consent; given: boolean; fault: boolean;
  onChange: (given: boolean) => void;
}): VNode {
  const { i18n } = useApp();
  const id = useEntryId(`c-${consent.name}`);
  return (
    <div class="consent">
      <input
        type="checkbox" id={id} checked={given} aria-invalid={fault}
        aria-required={consent.required}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>
        <bdi>{consent.label}</bdi>{' '}
        <span class="muted">
          ({i18n.t(consent.required ? 'form.required' : 'form.voluntary')})
        </span>
      </label>
    </div>
  );
}
