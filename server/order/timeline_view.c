/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline of an order. Staff see every entry; the orderer sees what
 * concerns them, and of an introduction only that it was proposed, made or
 * ended, never by whom or why. */
#include <string.h>

#include "order/fields.h"
#include "order/introduce.h"
#include "order/view.h"
#include "store/people.h"

struct timeline {
    struct workspace *ws;
    enum lang lang;
    bool staff; /* say who made an entry */
    json_t *list;
};

static const char *word(const struct timeline *timeline, const char *prefix,
                        const char *name)
{
    return snapshot_word(timeline->ws->snapshot, timeline->lang, prefix, name);
}

/* The state of the introduction that an entry is about. */
static const char *introduction_state(const struct order_entry *entry)
{
    const char *blank = strchr(entry->detail, ' ');

    return blank != NULL ? blank + 1 : "";
}

static const char *introduction_label(const struct timeline *timeline,
                                      const struct order_entry *entry)
{
    const char *state = introduction_state(entry);

    if (!timeline->staff && !introduce_open(state) &&
        strcmp(state, "introduced") != 0)
        state = "ended";
    return word(timeline, "introduction.state.", state);
}

static const char *entry_label(const struct timeline *timeline,
                               const struct order_entry *entry)
{
    if (strcmp(entry->action, "introduction") == 0)
        return introduction_label(timeline, entry);
    if (strcmp(entry->action, "outcome") == 0)
        return word(timeline, "order.outcome.", entry->detail);
    if (entry->action[0] == '\0' || strcmp(entry->action, "moved") == 0 ||
        strcmp(entry->action, "placed") == 0)
        return word(timeline, "order.state.", entry->state);
    return word(timeline, "order.action.", entry->action);
}

/* One side's answer is not the other's to see. */
static bool entry_hidden(const struct timeline *timeline,
                         const struct order_entry *entry)
{
    return !timeline->staff && strcmp(entry->action, "introduction") == 0 &&
           strncmp(introduction_state(entry), "agreed", 6) == 0;
}

/* Name of a staff user; what is no user ("cli", "") as it is. */
static int person_name(const struct timeline *timeline, const char *id,
                       json_t *item, const char *member, struct err *err)
{
    struct person person;
    int ret = people_by_id(timeline->ws->store, id, &person, err);

    if (ret < 0)
        return -1;
    json_object_set_new(item, member, json_string(ret == 1 ? person.name : id));
    return 0;
}

static int staff_add(const struct timeline *timeline,
                     const struct order_entry *entry, json_t *item,
                     struct err *err)
{
    bool user = strcmp(entry->action, "assigned") == 0 ||
                strcmp(entry->action, "rose") == 0;

    json_object_set_new(item, "actor", json_string(entry->actor));
    json_object_set_new(item, "action", json_string(entry->action));
    if (person_name(timeline, entry->who, item, "who", err) < 0)
        return -1;
    if (user)
        return person_name(timeline, entry->detail, item, "detail", err);
    if (entry->detail[0] != '\0')
        json_object_set_new(item, "detail", json_string(entry->detail));
    return 0;
}

static int entry_add(void *context, const struct order_entry *entry,
                     struct err *err)
{
    struct timeline *timeline = context;
    bool said = timeline->staff || strcmp(entry->action, "introduction") != 0;
    json_t *item = NULL;

    if (entry_hidden(timeline, entry))
        return 0;
    item = json_pack("{s:o,s:s,s:s}", "at", order_time(entry->at), "state",
                     entry->state, "label", entry_label(timeline, entry));
    json_array_append_new(timeline->list, item);
    if (said && entry->note != NULL)
        json_object_set_new(item, "note", json_string(entry->note));
    if (said && entry->reason[0] != '\0') {
        json_object_set_new(item, "reason", json_string(entry->reason));
        json_object_set_new(
            item, "reason_label",
            json_string(word(timeline, "order.reason.", entry->reason)));
    }
    return timeline->staff ? staff_add(timeline, entry, item, err) : 0;
}

int view_timeline(struct workspace *ws, const struct order_row *row,
                  enum lang lang, bool staff, json_t **out, struct err *err)
{
    struct timeline timeline = {ws, lang, staff, json_array()};

    *out = NULL;
    if (orders_timeline(ws->store, row->reference, entry_add, &timeline, err) <
        0) {
        json_decref(timeline.list);
        return -1;
    }
    *out = timeline.list;
    return 1;
}
