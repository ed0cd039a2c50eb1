// SPDX-License-Identifier: GPL-3.0-or-later
// What records and orders are called by their kinds.

import type { I18n } from '../i18n.js';
import { ORDER_KINDS, type OrderKind } from '../protocol.js';

const KINDS = [
  'city', 'park', 'parlor', 'site', 'enterprise', 'service', 'event',
  'opportunity',
] as const;
type Kind = (typeof KINDS)[number];

export const kindLabel = (i18n: I18n, kind: string): string =>
  KINDS.includes(kind as Kind) ? i18n.t(`kind.${kind as Kind}`) : kind;

export const orderKindLabel = (i18n: I18n, kind: string): string =>
  ORDER_KINDS.includes(kind as OrderKind)
    ? i18n.t(`order.kind.${kind as OrderKind}`) : kind;
