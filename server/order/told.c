/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/told.h"

#include <stdio.h>
#include <string.h>

#include "store/outbox.h"

/* Who hears of what; NULL: any. Neither side of an introduction is told what
 * the other has answered: that is the desk's to know. */
static const struct hearing {
    const char *action, *actor;
    const char *how; /* last word of the detail */
    const char *kind, *receiver;
} hearings[] = {
    {"placed", NULL, NULL, "receipt", "orderer"},
    {"placed", NULL, NULL, "new_order", "desk"},
    {"moved", "staff", NULL, "status", "orderer"},
    {"moved", "timer", NULL, "status", "orderer"},
    {"moved", "partner", NULL, "status", "orderer"},
    {"moved", "partner", NULL, "status", "desk"},
    {"moved", "visitor", NULL, "status", "desk"},
    {"assigned", NULL, NULL, "status", "orderer"},
    {"rose", NULL, NULL, "escalated", "admin"},
    {"introduction", NULL, "proposed", "introduction", "orderer"},
    {"introduction", "visitor", NULL, "answered", "desk"},
    {"introduction", "partner", NULL, "answered", "desk"},
    {"introduction", "timer", NULL, "answered", "desk"},
    {"consent", "visitor", NULL, "status", "desk"},
};

static bool said_how(const struct order_entry *entry, const char *how)
{
    const char *detail = entry->detail != NULL ? entry->detail : "";
    const char *last = strrchr(detail, ' ');

    return how == NULL || strcmp(last != NULL ? last + 1 : detail, how) == 0;
}

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

    /* given from one to the other it is assigned all the same */
    if (strcmp(hearing->action, "assigned") == 0)
        snprintf(key, sizeof key, "assigned");
    else
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
            said_how(entry, hearing->how) &&
            tell(ws, row, entry, hearing, err) < 0)
            return -1;
    }
    return 0;
}
