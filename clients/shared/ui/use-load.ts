// SPDX-License-Identifier: GPL-3.0-or-later
// Something a view has to fetch first: on its way, here, or failed.

import { useEffect, useState } from 'preact/hooks';

export interface Loading<T> {
  value: T | null;
  error: unknown;
  set(value: T): void;
  again(): void;
}

export function useLoad<T>(
  fetch: () => Promise<T>, inputs: readonly unknown[],
): Loading<T> {
  const [state, setState] = useState<{ value: T | null; error: unknown }>(
    { value: null, error: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    fetch().then(
      (value) => current && setState({ value, error: null }),
      (error: unknown) =>
        current && setState((old) => ({ value: old.value, error })),
    );
    return () => void (current = false);
  }, [...inputs, round]);
  return {
    ...state,
    set: (value) => setState({ value, error: null }),
    again: () => setRound((n) => n + 1),
  };
}
