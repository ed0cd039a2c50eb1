// SPDX-License-Identifier: GPL-3.0-or-later
// Several of a list: boxes to check where it is short, else one after the
// other from a list, each with a button that takes it back.

import type { VNode } from 'preact';
import { capital } from '../i18n.js';
import type { Fault } from '../order-draft.js';
import type { FormField, Option } from '../protocol.js';
import { useApp } from './app.js';
import { sorted, useEntryId } from './fields.js';
import { Icon } from './icons.js';

interface ChoicesProps {
  field: FormField;
  chosen: readonly string[];
  fault: Fault | undefined;
  change: (chosen: readonly string[]) => void;
}

const SHORT = 12;

function Boxes({ field, chosen, change }: ChoicesProps): VNode {
  const { i18n } = useApp();
  return (
    <div class="boxes">
      {field.options?.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox" checked={chosen.includes(value)}
            onChange={(event) => change(event.currentTarget.checked
              ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
          <bdi>{capital(label, i18n.lang.value)}</bdi>
        </label>
      ))}
    </div>
  );
}

function Picker(
  { id, field, chosen, fault, change }: ChoicesProps & { id: string },
): VNode {
  const { i18n } = useApp();
  const options = sorted(field.options ?? [], i18n.lang.value);
  const labelOf = ({ label }: Option): string =>
    capital(label, i18n.lang.value);
  const full = chosen.length >= (field.max ?? Infinity);
  const taken = chosen
    .map((value) => options.find((option) => option.value === value))
    .filter((option) => option !== undefined);
  return (
    <>
      <select
        value="" disabled={full} aria-label={field.label}
        aria-invalid={fault !== undefined} aria-required={field.required}
        aria-describedby={fault && `${id}-fault`}
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = '';
          if (value) change([...chosen, value]);
        }}
      >
        <option value="">{i18n.t('form.add')}</option>
        {options.filter(({ value }) => !chosen.includes(value))
          .map((option) => (
            <option key={option.value} value={option.value}>
              {labelOf(option)}
            </option>
          ))}
      </select>
      {taken.length > 0 && (
        <ul class="taken">
          {taken.map((option) => (
            <li key={option.value}>
              <button
                type="button" class="button small quiet"
                aria-label={i18n.t('remove', { name: labelOf(option) })}
                onClick={() =>
                  change(chosen.filter((one) => one !== option.value))}
              >
                {labelOf(option)}<Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function Choices(props: ChoicesProps): VNode {
  const { i18n } = useApp();
  const { field, fault } = props;
  const id = useEntryId(`f-${field.name}`);
  const short = (field.options?.length ?? 0) <= SHORT;
  return (
    <fieldset class="field choices">
      <legend>
        <bdi>{field.label}</bdi>
        {!field.required
          && <span class="muted"> ({i18n.t('form.optional')})</span>}
      </legend>
      {short ? <Boxes {...props} /> : <Picker {...props} id={id} />}
      {fault && (
        <p id={`${id}-fault`} class="error">
          {i18n.t(`form.fault_${fault}`)}
        </p>
      )}
    </fieldset>
  );
}
