// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMPARED_MOST, createPicks, has } from '../shared/picks.js';
import type { Match } from '../shared/protocol.js';
import {
  shownOfRanking, slidersOf, weightsOf,
} from '../shared/ranking.js';
import { comparedOf } from '../shared/ui/compare.js';
import { createVault } from '../shared/vault.js';

const match = (id: string): Match => ({
  id, kind: 'park', name: id, score: 0.5, coverage: 1, reasons: [], failed: [],
});

test('what is ruled out stands behind what fits, and says so', () => {
  const { matches } = shownOfRanking({
    matches: [match('a')], excluded: [match('b')], citations: [],
  }, {});
  assert.deepEqual(
    matches.map(({ id, excluded }) => [id, excluded ?? false]),
    [['a', false], ['b', true]]);
});

test('sliders show shares; all at nothing counts alike', () => {
  const criteria = [
    { id: 'a', label: 'A', weight: 0.25, default: 0.5 },
    { id: 'b', label: 'B', weight: 0.75, default: 0.5 },
  ];
  assert.deepEqual(slidersOf(criteria), { a: 25, b: 75 });
  assert.deepEqual(weightsOf({ a: 0, b: 30 }), { a: 0, b: 30 });
  assert.deepEqual(weightsOf({ a: 0, b: 0 }), { a: 1, b: 1 });
});

test('at most four are compared, and picking again lets go', () => {
  const picks = createPicks(createVault('t.', null));
  for (const id of ['a', 'b', 'c', 'd', 'e']) picks.compare(match(id));
  assert.equal(picks.compared.value.length, COMPARED_MOST);
  picks.compare(match('a'));
  assert.equal(has(picks.compared.value, 'a'), false);
});

test('a shortlist is kept with names only', () => {
  const vault = createVault('t.', null);
  createPicks(vault).keep(match('a'));
  assert.deepEqual(createPicks(vault).kept.value,
    [{ id: 'a', kind: 'park', name: 'a' }]);
});

test('an address of a comparison names two to four ids', () => {
  assert.deepEqual(comparedOf('/compare', '?ids=a,b,<x>,c,d,e'),
    ['a', 'b', 'c', 'd']);
  assert.deepEqual(comparedOf('/', '?ids=a,b'), []);
});
