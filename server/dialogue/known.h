/* SPDX-License-Identifier: GPL-3.0-or-later */
/* known.h - what a conversation has told that an order would ask for.
 *
 * An object {country, city, industry: ids, money, area: as written, amount,
 * currency, area_from, area_to, area_unit: the same as the form takes it,
 * when: an option of the form}, each if it was told. Internal to dialogue/. */
#ifndef DIALOGUE_KNOWN_H
#define DIALOGUE_KNOWN_H

#include "dialogue/moves.h"

/* Put into an object what this turn's message tells, over what was there:
 * is anything new or another? asked is the field that was asked for, "" where
 * an order is told of itself, NULL where it is about something else: a bare
 * time counts where it was asked for, and the first of several cities where
 * an order is told. */
bool known_hear(struct turn *turn, const char *asked, json_t *into);
/* Add what into lacks and from, which may be NULL, has. */
void known_fill(json_t *into, const json_t *from);

/* Keep for later what a turn tells that is not about an order. */
void known_keep(struct turn *turn);

#endif
