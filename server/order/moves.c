/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/moves.h"

#include <string.h>

#define VISITOR (1u << ORDER_VISITOR)
#define STAFF   (1u << ORDER_STAFF)
#define PARTNER (1u << ORDER_PARTNER)

/* received -> assigned -> in_contact -> proposal -> introduced -> closed,
 * each of them also withdrawn by the orderer, and all before an introduction
 * declined by the desk, which has to say why. `introduced` comes of an
 * introduction to which both sides agreed, or of one outside of Parlor, of
 * which staff then say how both agreed. Nothing ends by time alone; `expired`
 * is what orders of former versions may be in. */
static const struct move moves[] = {
    {"received", "assigned", STAFF, .needs_note = false},
    {"received", "in_contact", STAFF, .needs_note = false},
    {"assigned", "in_contact", STAFF, .needs_note = false},
    {"assigned", "received", STAFF, .needs_note = false},
    {"in_contact", "proposal", STAFF, .needs_note = false},
    {"in_contact", "introduced", STAFF | PARTNER, true, .needs_partner = true},
    {"in_contact", "closed", STAFF, true, REASON_CLOSE, false},
    {"proposal", "in_contact", STAFF, .needs_note = false},
    {"proposal", "introduced", STAFF | PARTNER, true, .needs_partner = true},
    {"proposal", "closed", STAFF, true, REASON_CLOSE, false},
    {"introduced", "in_contact", STAFF, .needs_note = false},
    {"introduced", "closed", STAFF, .needs_note = false},
    {"received", "declined", STAFF, true, REASON_DECLINE, false},
    {"assigned", "declined", STAFF, true, REASON_DECLINE, false},
    {"in_contact", "declined", STAFF, true, REASON_DECLINE, false},
    {"proposal", "declined", STAFF, true, REASON_DECLINE, false},
    {"received", "withdrawn", VISITOR, .needs_note = false},
    {"assigned", "withdrawn", VISITOR, .needs_note = false},
    {"in_contact", "withdrawn", VISITOR, .needs_note = false},
    {"proposal", "withdrawn", VISITOR, .needs_note = false},
    {"introduced", "withdrawn", VISITOR, .needs_note = false},
    {.from = NULL},
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
