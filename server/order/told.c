/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/told.h"

#include <stdio.h>
#include <string.h>

#include "store/outbox.h"

/* Who hears of what: the first row that fits action and actor (NULL: any);
 * several may. */
static const struct hearing {
    const char *action, *actor;
    const char *kind, *receiver;
} hearings[] = {
    {"placed", NULL, "receipt", "orderer"},
    {"placed", NULL, "new_order", "desk"},
    {"moved", "staff", "status", "orderer"},
    {"moved", "timer", "status", "orderer"},
    {"moved", "visitor", "status", "desk"},
    {"moved", "partner", "status", "desk"},
    {"moved", "partner", "status", "orderer"},
    {"rose", NULL, "escalated", "admin"},
    {"introduction", "staff", "introduction", "orderer"},
    {"introduction", "visitor", "status", "desk"},
    {"introduction", "partner", "status", "desk"},
    {"outcome", "visitor", "status", "desk"},
};

static int tell(struct workspace *ws, const struct order_row *row,
                const struct order_entry *entry, const struct hearing *hearing,
                struct err *err)
{
    bool person = strcmp(hearing->receiver, "orderer") == 0;
    bool first = strcmp(hearing->kind, "escalated") == 0 && row->level <= 1;
    const char *state = entry->state != NULL ? entry->state : row->state;
    json_t *payload =
        json_pack("{s:s,s:s,s:s,s:I}", "desk", row->desk, "kind", row->kind,
                  "state", state, "entry", (json_int_t)entry->number);
    char key[24];
    struct outbox_notice notice = {
        .kind = hearing->kind,
        .subject = row->reference,
        .receiver = first ? "desk" : hearing->receiver, /* to an agent */
        .key = key,
        .lang = person ? row->lang : "",
        .payload = payload,
        .at = entry->at,
    };
    int ret = 0;

    snprintf(key, sizeof key, "%lld", (long long)entry->number);
    ret = outbox_add(ws->store, &notice, err);
    json_decref(payload);
    return ret < 0 ? -1 : 0;
}

int told_entry(struct workspace *ws, const struct order_row *row,
               const struct order_entry *entry, struct err *err)
{
    const char *action = entry->action != NULL ? entry->action : "moved";

    for (size_t i = 0; i < sizeof hearings / sizeof *hearings; i++) {
        const struct hearing *hearing = &hearings[i];

        if (strcmp(hearing->action, action) == 0 &&
            (hearing->actor == NULL ||
             strcmp(hearing->actor, entry->actor) == 0) &&
            tell(ws, row, entry, hearing, err) < 0)
            return -1;
    }
    return 0;
}
