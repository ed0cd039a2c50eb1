/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order.h - orders from both sides: intake, routing, legal moves.
 *
 * Works on drafts and on orders of the store; knows no socket and writes no
 * text. Contact fields are taken only after consent and are sealed before
 * they reach the store. Threads: any, with that thread's store. */
#ifndef ORDER_H
#define ORDER_H

#include "base/arena.h"
#include "base/err.h"
#include "publish/snapshot.h"
#include "publish/workspace.h"
#include "turn.h"

/* Who takes it: the parlor of the named country, if it is open; else the
 * parlor of the city, else the city's own desk. out->desk is never NULL if
 * the snapshot has any city. */
void order_route(const struct snapshot *snapshot,
                 const struct order_draft *draft, struct order_desk *out);

/* Field names a draft still lacks, most important first: "seeks",
 * "country", "industry", "city". The array lives in arena. */
size_t order_missing(const struct order_draft *draft, struct arena *arena,
                     const char ***out);

#endif
