/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/moves.h"

#include <string.h>

#define VISITOR (1u << ORDER_VISITOR)
#define STAFF   (1u << ORDER_STAFF)
#define TIMER   (1u << ORDER_TIMER)

/* received -> assigned -> in_contact -> proposal -> introduced -> closed,
 * each of them also withdrawn by the orderer, declined by the desk (which
 * has to say why) and expired by time. Both sides are introduced only if the
 * orderer agreed to be passed on. */
static const struct move moves[] = {
    {"received", "assigned", STAFF, false, false},
    {"received", "in_contact", STAFF, false, false},
    {"assigned", "in_contact", STAFF, false, false},
    {"assigned", "received", STAFF, false, false},
    {"in_contact", "proposal", STAFF, false, false},
    {"in_contact", "introduced", STAFF, false, true},
    {"in_contact", "closed", STAFF, true, false},
    {"proposal", "in_contact", STAFF, false, false},
    {"proposal", "introduced", STAFF, false, true},
    {"proposal", "closed", STAFF, true, false},
    {"introduced", "in_contact", STAFF, false, false},
    {"introduced", "closed", STAFF, false, false},
    {"received", "declined", STAFF, true, false},
    {"assigned", "declined", STAFF, true, false},
    {"in_contact", "declined", STAFF, true, false},
    {"proposal", "declined", STAFF, true, false},
    {"received", "withdrawn", VISITOR, false, false},
    {"assigned", "withdrawn", VISITOR, false, false},
    {"in_contact", "withdrawn", VISITOR, false, false},
    {"proposal", "withdrawn", VISITOR, false, false},
    {"introduced", "withdrawn", VISITOR, false, false},
    {"received", "expired", TIMER, false, false},
    {"assigned", "expired", TIMER, false, false},
    {"in_contact", "expired", TIMER, false, false},
    {"proposal", "expired", TIMER, false, false},
    {"introduced", "expired", TIMER, false, false},
    {NULL, NULL, 0, false, false},
};

const struct move *move_all(void)
{
    return moves;
}

const struct move *move_find(const char *from, const char *to)
{
    for (const struct move *move = moves; move->from != NULL; move++) {
        if (strcmp(move->from, from) == 0 && strcmp(move->to, to) == 0)
            return move;
    }
    return NULL;
}

bool move_allowed(const struct move *move, enum order_actor actor)
{
    return (move->actors & (1u << actor)) != 0;
}

bool state_ended(const char *state)
{
    for (const struct move *move = moves; move->from != NULL; move++) {
        if (strcmp(move->from, state) == 0)
            return false;
    }
    return true;
}

const char *states_ended(void)
{
    return ",closed,declined,withdrawn,expired,";
}

const char *states_open(void)
{
    return ",received,assigned,in_contact,proposal,introduced,";
}
