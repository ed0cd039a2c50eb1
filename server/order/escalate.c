/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/escalate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "order/change.h"
#include "order/moves.h"
#include "order/route.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/waiting.h"

enum { AT_ONCE = 200, PAGE = 500 };

static const int64_t day_ms = 24LL * 60 * 60 * 1000;
static const char waiting_state[] = "received";

struct tick {
    struct workspace *ws;
    json_t *rose, *again, *reminded;
    int timed;
};

/* ---- reminders ----------------------------------------------------------- */

static const int64_t days_of[] = {9, 21, 45};

enum { DAYS = sizeof days_of / sizeof *days_of };

int64_t escalate_day(int64_t days)
{
    int64_t last = 0;

    for (size_t i = 0; i < DAYS; i++)
        last = days >= days_of[i] ? days_of[i] : last;
    if (days >= days_of[DAYS - 1])
        last = days - days % days_of[DAYS - 1];
    return last;
}

int64_t escalate_next(int64_t days)
{
    for (size_t i = 0; i < DAYS; i++)
        if (days < days_of[i])
            return days_of[i];
    return escalate_day(days) + days_of[DAYS - 1];
}

static int notice_add(struct workspace *ws, const struct order_row *row,
                      const char *kind, const char *receiver, const char *key,
                      int64_t days, struct err *err)
{
    json_auto_t *payload =
        json_pack("{s:s,s:s,s:s,s:I}", "desk", row->desk, "kind", row->kind,
                  "state", row->state, "days", (json_int_t)days);
    const struct outbox_notice notice = {kind, row->reference, receiver, key,
                                         "",   payload,        ws->now};

    return outbox_add(ws->store, &notice, err);
}

/* In a transaction. What nobody has taken is told of by rising instead. */
static int remind(struct tick *tick, const struct order_row *row,
                  struct err *err)
{
    int64_t days = (tick->ws->now - row->changed_at) / day_ms;
    int64_t next = row->changed_at + escalate_next(days) * day_ms;
    char key[64];
    int ret = 0;

    snprintf(key, sizeof key, "%lld:%lld", (long long)row->changed_at,
             (long long)escalate_day(days));
    if (strcmp(row->state, waiting_state) != 0)
        ret = notice_add(tick->ws, row, "reminder", "desk", key,
                         escalate_day(days), err);
    if (ret == 1)
        json_array_append_new(
            tick->reminded, json_pack("{s:s,s:I}", "reference", row->reference,
                                      "days", (json_int_t)escalate_day(days)));
    return ret < 0 ? -1 : waiting_reminded(tick->ws->store, row, next, err);
}

/* ---- rising -------------------------------------------------------------- */

/* Who might have it next. */
struct ladder {
    struct person *people;
    size_t count, capacity;
    char (*had)[PERSON_ID_MAX]; /* to whom it rose before */
    size_t had_count, had_capacity;
};

static int ladder_person(void *context, const struct person *person,
                         struct err *err)
{
    struct ladder *ladder = context;

    (void)err;
    if (person->disabled_at != 0)
        return 0;
    ladder->people = mem_room(ladder->people, ladder->count, &ladder->capacity,
                              sizeof *ladder->people);
    ladder->people[ladder->count++] = *person;
    return 0;
}

static int ladder_entry(void *context, const struct order_entry *entry,
                        struct err *err)
{
    struct ladder *ladder = context;

    (void)err;
    if (entry->action == NULL || strcmp(entry->action, "rose") != 0 ||
        entry->detail == NULL)
        return 0;
    ladder->had = mem_room(ladder->had, ladder->had_count,
                           &ladder->had_capacity, sizeof *ladder->had);
    snprintf(ladder->had[ladder->had_count++], PERSON_ID_MAX, "%s",
             entry->detail);
    return 0;
}

static void ladder_fini(struct ladder *ladder)
{
    free(ladder->people);
    free(ladder->had);
}

static bool ladder_had(const struct ladder *ladder, const char *id)
{
    for (size_t i = 0; i < ladder->had_count; i++)
        if (strcmp(ladder->had[i], id) == 0)
            return true;
    return false;
}

/* Of a role, who has the least to do and has not had it: NULL if all have;
 * -1 in *load on failure. */
static const struct person *least_busy(struct workspace *ws,
                                       const struct ladder *ladder,
                                       const char *role, int64_t *load,
                                       struct err *err)
{
    const struct person *best = NULL;

    for (size_t i = 0; i < ladder->count; i++) {
        const struct person *person = &ladder->people[i];
        int64_t busy = 0;

        if (strcmp(person->role, role) != 0 || ladder_had(ladder, person->id))
            continue;
        busy = waiting_with(ws->store, person->id, states_open(), err);
        if (busy < 0) {
            *load = -1;
            return NULL;
        }
        if (best == NULL || busy < *load) {
            best = person;
            *load = busy;
        }
    }
    return best;
}

/* The next person: 1 and *out, 0 all have had it, -1. People come by name,
 * which settles what is equal. */
static int ladder_next(struct workspace *ws, const struct order_row *row,
                       struct person *out, struct err *err)
{
    struct ladder ladder = {0};
    const struct person *next = NULL;
    int64_t load = 0;
    int ret = people_each(ws->store, ladder_person, &ladder, err);

    if (ret == 0)
        ret = orders_timeline(ws->store, row->reference, ladder_entry, &ladder,
                              err);
    if (ret == 0 && ladder.had_count == 0)
        next = least_busy(ws, &ladder, "agent", &load, err);
    if (ret == 0 && next == NULL && load >= 0)
        next = least_busy(ws, &ladder, "admin", &load, err);
    if (load < 0)
        ret = -1;
    if (ret == 0 && next != NULL) {
        *out = *next;
        ret = 1;
    }
    ladder_fini(&ladder);
    return ret;
}

/* In a transaction. */
static int rise_to(struct tick *tick, struct order_row *row,
                   const struct person *person, struct err *err)
{
    struct order_entry entry = {
        .actor = "timer", .who = "", .action = "rose", .detail = person->id};

    snprintf(row->holder, sizeof row->holder, "%s", person->id);
    row->held_at = tick->ws->now;
    row->level++;
    if (orders_hold(tick->ws->store, row, err) < 0 ||
        change_note(tick->ws, row, &entry, err) < 0)
        return -1;
    json_array_append_new(tick->rose, json_pack("{s:s,s:I,s:s}", "reference",
                                                row->reference, "level",
                                                (json_int_t)row->level, "to",
                                                person->name));
    return 0;
}

/* In a transaction: all have had it, so that all hear of it once more. */
static int rise_again(struct tick *tick, const struct order_row *row,
                      struct err *err)
{
    char key[40];

    snprintf(key, sizeof key, "again:%lld", (long long)tick->ws->now);
    json_array_append_new(tick->again, json_string(row->reference));
    if (orders_hold(tick->ws->store, row, err) < 0)
        return -1;
    return notice_add(tick->ws, row, "escalated", "admin", key, 0, err);
}

static int rise(struct tick *tick, struct order_row *row, struct err *err)
{
    struct person person;
    int ret = ladder_next(tick->ws, row, &person, err);

    row->due_at = route_deadline(tick->ws, row->desk, tick->ws->now);
    if (ret == 1)
        return rise_to(tick, row, &person, err);
    return ret < 0 ? -1 : rise_again(tick, row, err);
}

/* ---- one order at a time ------------------------------------------------- */

/* In a transaction, of what the order is now. */
static int step_locked(struct tick *tick, struct order_row *row,
                       struct err *err)
{
    bool waits = strcmp(row->state, waiting_state) == 0;
    int64_t now = tick->ws->now;

    if (waits && row->due_at == 0) {
        tick->timed++;
        row->due_at = route_deadline(tick->ws, row->desk, row->changed_at);
        return orders_hold(tick->ws->store, row, err);
    }
    if (!waits && row->due_at != 0) {
        row->due_at = 0; /* somebody has taken it */
        return orders_hold(tick->ws->store, row, err);
    }
    if (waits && row->due_at <= now)
        return rise(tick, row, err);
    if (!state_ended(row->state) &&
        now - row->changed_at >= days_of[0] * day_ms)
        return remind(tick, row, err);
    return 0;
}

static int step(void *context, struct order_row *listed, struct err *err)
{
    struct tick *tick = context;
    struct order_row row = {0};
    int ret = store_begin(tick->ws->store, err);

    if (ret < 0)
        return -1;
    ret = orders_get(tick->ws->store, listed->reference, &row, err);
    if (ret == 1 && row.erased_at == 0)
        ret = step_locked(tick, &row, err);
    order_row_fini(&row);
    return store_end(tick->ws->store, ret, err) < 0 ? -1 : 0;
}

int order_tick(struct workspace *ws, json_t **out, struct err *err)
{
    struct tick tick = {ws, json_array(), json_array(), json_array(), 0};
    int64_t quiet = ws->now - days_of[0] * day_ms;
    int ret =
        waiting_unset(ws->store, waiting_state, AT_ONCE, step, &tick, err);

    if (ret == 0)
        ret = orders_due(ws->store, ws->now, AT_ONCE, step, &tick, err);
    if (ret == 0)
        ret = waiting_quiet(ws->store, quiet, states_open(), ws->now, AT_ONCE,
                            step, &tick, err);
    *out = json_pack("{s:i,s:o,s:o,s:o}", "timed", tick.timed, "rose",
                     tick.rose, "again", tick.again, "reminded", tick.reminded);
    if (ret < 0) {
        json_decref(*out);
        *out = NULL;
    }
    return ret < 0 ? -1 : 0;
}

struct walk {
    order_row_fn *fn;
    void *context;
    char last[ORDER_REFERENCE_MAX]; /* "": none yet */
    int page;                       /* orders of it so far */
};

static int walk_order(void *context, struct order_row *row, struct err *err)
{
    struct walk *walk = context;

    snprintf(walk->last, sizeof walk->last, "%s", row->reference);
    walk->page++;
    return walk->fn(walk->context, row, err);
}

int order_each_open(struct workspace *ws, order_row_fn *fn, void *context,
                    struct err *err)
{
    struct walk walk = {.fn = fn, .context = context};
    char after[ORDER_REFERENCE_MAX];
    int ret = 0;

    do {
        memcpy(after, walk.last, sizeof after);
        walk.page = 0;
        ret = orders_after(ws->store, after, states_open(), PAGE, walk_order,
                           &walk, err);
    } while (ret == 0 && walk.page == PAGE);
    return ret;
}
