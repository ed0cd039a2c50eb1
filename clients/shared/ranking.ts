// SPDX-License-Identifier: GPL-3.0-or-later
// Rankings as a reader changes them: other weights, another demand. Rules
// only; asks the server through what it is given.

import type {
  Citation, Criterion, Demand, Match, Ranking, Reply, Weights,
} from './protocol.js';

/* What a view shows: those that fit, then those that are ruled out. */
export interface Shown {
  matches: Match[];
  criteria: Criterion[];
  notes: string[];
  citations: readonly Citation[];
  demand: Demand | null;
}

export const shownOfReply = (
  reply: Pick<Reply, 'citations'> & Partial<Reply>,
): Shown => ({
  matches: reply.matches ?? [], criteria: reply.criteria ?? [],
  notes: reply.notes ?? [], citations: reply.citations,
  demand: reply.demand ?? null,
});

export const shownOfRanking = (got: Ranking, demand: Demand): Shown => ({
  matches: [
    ...got.matches,
    ...(got.excluded ?? []).map((match) => ({ ...match, excluded: true })),
  ],
  criteria: got.criteria ?? [], notes: got.notes ?? [],
  citations: got.citations, demand,
});

/* Sliders go from 0 to 100 and mean shares; only proportions matter. */
export const slidersOf = (criteria: readonly Criterion[]): Weights =>
  Object.fromEntries(criteria.map(
    ({ id, weight }) => [id, Math.round(weight * 100)]));

/* All at nothing would rank nothing: then they count alike. */
export const weightsOf = (sliders: Weights): Weights =>
  Object.values(sliders).some((value) => value > 0) ? sliders
    : Object.fromEntries(Object.keys(sliders).map((id) => [id, 1]));
