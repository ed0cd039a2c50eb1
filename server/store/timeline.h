/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timeline.h - the entries of an order's timeline; for orders.c only.
 *
 * hash = BLAKE2b-256 over the hash before, the reference, number, time,
 * state, actor, who, the digest of salt and note, and (in entries that have
 * them) action, reason and detail: so a note and its salt can be erased
 * without breaking the chain, and what the note was cannot be tried out from
 * the digest. Every entry goes into the ledger besides (ledger.h). */
#ifndef STORE_TIMELINE_H
#define STORE_TIMELINE_H

#include "store/orders.h"

/* Append; entry->number is filled in. Needs store_begin(). */
int timeline_add(struct store *store, const char *reference,
                 struct order_entry *entry, struct err *err);
int timeline_read(struct store *store, const char *reference,
                  order_entry_fn *fn, void *context, struct err *err);
/* 1 as written, 0 changed, -1. */
int timeline_intact(struct store *store, const char *reference,
                    struct err *err);
/* Take the notes away. */
int timeline_erase(struct store *store, const char *reference, struct err *err);

#endif
