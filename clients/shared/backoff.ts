// SPDX-License-Identifier: GPL-3.0-or-later
// How long to wait before the next try: full jitter between 0.5 and 30 s, so
// that a restarted server is not met by all its visitors at the same moment.

const LEAST_MS = 500;
const MOST_MS = 30_000;

export function backoff(tries: number, random: () => number): number {
  const roof = Math.min(MOST_MS, LEAST_MS * 2 ** Math.min(tries, 16));
  return Math.round(LEAST_MS + random() * (roof - LEAST_MS));
}
