/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor booking list | rooms | events | show REF | move REF STATE
 * [--note N] | hold ROOM FROM TO [--note N] | event ID [--places N]
 * [--first DAY] [--last DAY] [--open yes|no] | tasks [--until DAY] |
 * done REF DAYS [--note N] | erase CONTACT
 *
 * Rooms, events and the year after a fair, for staff at the command line;
 * JSON out. Contact values are shown by the desk alone, where looks are
 * recorded. */
#include "calendar/bookings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/house.h"
#include "order/seal.h"
#include "store/people.h"

enum { ARGS_MAX = 3, LIST_MAX = 1000 };

struct options {
    enum lang lang;
    const char *verb, *args[ARGS_MAX];
    size_t count;
    const char *note, *until;
    json_t *setting; /* owned */
};

struct work {
    struct options options;
    struct workspace *ws;
    struct booking_refusal refusal;
};

/* ---- verbs: 1 and *out, 0 refused, -1 ------------------------------------ */

static int audited(struct work *work, const char *action, const char *subject,
                   struct err *err)
{
    struct audit audit = {.at = work->ws->now,
                          .actor = "cli",
                          .action = action,
                          .subject = subject};

    if (store_begin(work->ws->store, err) < 0)
        return -1;
    return store_end(work->ws->store, audit_add(work->ws->store, &audit, err),
                     err);
}

static int list_add(void *context, struct booking_row *row, struct err *err)
{
    void **both = context;
    struct work *work = both[0];
    json_t *view = NULL;

    if (booking_view(work->ws, row, work->options.lang, true, &view, err) < 0)
        return -1;
    json_array_append_new(both[1], view);
    return 0;
}

static int verb_list(struct work *work, json_t **out, struct err *err)
{
    struct booking_filter filter = {.limit = LIST_MAX};
    json_t *list = json_array();
    void *both[] = {work, list};

    if (bookings_each(work->ws->store, &filter, list_add, both, err) < 0) {
        json_decref(list);
        return -1;
    }
    *out = json_pack("{s:o}", "bookings", list);
    return 1;
}

static int verb_rooms(struct work *work, json_t **out, struct err *err)
{
    json_t *list = NULL;

    if (booking_rooms(work->ws, work->options.lang, &list, err) < 0)
        return -1;
    *out = json_pack("{s:o}", "rooms", list);
    return 1;
}

static int verb_events(struct work *work, json_t **out, struct err *err)
{
    json_t *list = NULL;

    if (booking_events(work->ws, work->options.lang, NULL, NULL, &list, err) <
        0)
        return -1;
    *out = json_pack("{s:o}", "events", list);
    return 1;
}

static int show(struct work *work, const char *reference, json_t **out,
                struct err *err)
{
    struct booking_row row = {0};
    int ret = booking_find(work->ws, reference, &row, err);

    if (ret == 1 &&
        booking_view(work->ws, &row, work->options.lang, true, out, err) < 0)
        ret = -1;
    booking_row_fini(&row);
    return ret;
}

static int verb_show(struct work *work, json_t **out, struct err *err)
{
    return show(work, work->options.args[0], out, err);
}

static int verb_move(struct work *work, json_t **out, struct err *err)
{
    const char *reference = work->options.args[0];
    int ret =
        booking_move(work->ws, reference, work->options.args[1], BOOKING_STAFF,
                     "cli", work->options.note, &work->refusal, err);

    if (ret == 1 && audited(work, "booking.move", reference, err) < 0)
        ret = -1;
    return ret == 1 ? show(work, reference, out, err) : ret;
}

static int verb_hold(struct work *work, json_t **out, struct err *err)
{
    const char *const *args = work->options.args;
    struct booking_row row = {0};
    int ret = booking_hold(work->ws, "cli", args[0], args[1], args[2],
                           work->options.note, &row, &work->refusal, err);

    if (ret == 1 && audited(work, "booking.hold", row.reference, err) < 0)
        ret = -1;
    if (ret == 1)
        ret = show(work, row.reference, out, err);
    booking_row_fini(&row);
    return ret;
}

static int verb_event(struct work *work, json_t **out, struct err *err)
{
    const char *event = work->options.args[0];
    int ret = event_set(work->ws, event, work->options.setting, "cli",
                        &work->refusal, err);

    if (ret == 1 && audited(work, "event.set", event, err) < 0)
        ret = -1;
    return ret == 1 ? verb_events(work, out, err) : ret;
}

static int task_add(void *context, const struct follow_up *task,
                    struct err *err)
{
    char due[DAY_TEXT];

    (void)err;
    day_write(task->due, due);
    json_array_append_new(context, json_pack("{s:s,s:s,s:i,s:s}", "reference",
                                             task->row->reference, "event",
                                             task->event->id, "after_days",
                                             task->after_days, "due", due));
    return 0;
}

static int verb_tasks(struct work *work, json_t **out, struct err *err)
{
    struct date until = work->ws->today;
    json_t *list = NULL;

    if (work->options.until != NULL &&
        day_read(work->options.until, &until) == 0)
        return err_set(err, ERR_USAGE, "--until is no day (2026-11-23)");
    list = json_array();
    if (follow_ups_each(work->ws, until, false, LIST_MAX, task_add, list, err) <
        0) {
        json_decref(list);
        return -1;
    }
    *out = json_pack("{s:o}", "tasks", list);
    return 1;
}

static int verb_done(struct work *work, json_t **out, struct err *err)
{
    const char *reference = work->options.args[0];
    int ret = follow_up_done(work->ws, reference,
                             (int)strtol(work->options.args[1], NULL, 10),
                             "cli", work->options.note, &work->refusal, err);

    if (ret == 1 && audited(work, "booking.follow_up", reference, err) < 0)
        ret = -1;
    return ret == 1 ? show(work, reference, out, err) : ret;
}

static int verb_erase(struct work *work, json_t **out, struct err *err)
{
    unsigned char hash[BOOKING_HASH];
    int erased = 0;

    if (seal_lookup(work->ws->key, work->options.args[0], hash) == 0)
        return err_set(err, ERR_USAGE,
                       "neither an e-mail address nor a telephone number");
    erased = booking_erase_person(work->ws, hash, err);
    if (erased < 0 || audited(work, "booking.erase", "", err) < 0)
        return -1;
    *out = json_pack("{s:i}", "erased", erased);
    return 1;
}

static const struct verb {
    const char *name;
    size_t args;
    int (*run)(struct work *work, json_t **out, struct err *err);
} verbs[] = {
    {"list", 0, verb_list},     {"rooms", 0, verb_rooms},
    {"events", 0, verb_events}, {"show", 1, verb_show},
    {"move", 2, verb_move},     {"hold", 3, verb_hold},
    {"event", 1, verb_event},   {"tasks", 0, verb_tasks},
    {"done", 2, verb_done},     {"erase", 1, verb_erase},
};

static const struct verb *verb_find(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}

/* ---- the command line ---------------------------------------------------- */

static json_t *places_of(const char *text)
{
    char *end = NULL;
    long places = strtol(text, &end, 10);

    if (strcmp(text, "unknown") == 0)
        return json_null();
    return end != text && *end == '\0' ? json_integer(places) : json_true();
}

static json_t *day_of_text(const char *text)
{
    return strcmp(text, "unknown") == 0 ? json_null() : json_string(text);
}

/* An option with its value: 0, or -1. */
static int option_take(struct options *out, const char *name, const char *value)
{
    if (strcmp(name, "--note") == 0)
        out->note = value;
    else if (strcmp(name, "--until") == 0)
        out->until = value;
    else if (strcmp(name, "--lang") == 0)
        out->lang = lang_parse(value);
    else if (strcmp(name, "--places") == 0)
        json_object_set_new(out->setting, "places", places_of(value));
    else if (strcmp(name, "--first") == 0 || strcmp(name, "--last") == 0)
        json_object_set_new(out->setting, name + 2, day_of_text(value));
    else if (strcmp(name, "--open") == 0)
        json_object_set_new(out->setting, "open",
                            strcmp(value, "yes") == 0  ? json_true()
                            : strcmp(value, "no") == 0 ? json_false()
                                                       : json_string(value));
    else
        return -1;
    return out->lang < LANG_COUNT ? 0 : -1;
}

static int options_read(const struct cli *cli, struct options *out)
{
    const struct verb *verb = NULL;

    for (int i = 1; i < cli->argc; i++) {
        const char *arg = cli->argv[i];

        if (strncmp(arg, "--", 2) == 0) {
            if (i + 1 == cli->argc || option_take(out, arg, cli->argv[++i]) < 0)
                return cli_misused(cli, arg);
        } else if (out->verb == NULL) {
            out->verb = arg;
        } else if (out->count < ARGS_MAX) {
            out->args[out->count++] = arg;
        } else {
            return cli_misused(cli, arg);
        }
    }
    verb = verb_find(out->verb);
    if (verb == NULL || verb->args != out->count)
        return cli_misused(cli, "which verb, with what?");
    return CLI_DONE;
}

static int refused(const struct booking_refusal *refusal)
{
    if (refusal->code == 0 || refusal->code == BOOKING_REFUSED_UNKNOWN)
        fprintf(stderr, "parlor: booking: not found\n");
    else
        fprintf(stderr, "parlor: booking: %s: %s\n", refusal->path,
                refusal->what);
    return refusal->code == BOOKING_REFUSED_FIELD ? CLI_USAGE : CLI_NO;
}

static int run(const struct house *house, struct workspace *ws, void *context,
               struct err *err)
{
    struct work *work = context;
    json_t *out = NULL;
    int ret = 0;

    (void)house;
    work->ws = ws;
    ret = verb_find(work->options.verb)->run(work, &out, err);
    if (ret == 1) {
        json_dumpf(out, stdout, JSON_COMPACT);
        putchar('\n');
        ret = CLI_DONE;
    } else if (ret == 0) {
        ret = refused(&work->refusal);
    }
    json_decref(out);
    return ret;
}

int cli_booking(const struct cli *cli)
{
    struct work work = {.options = {.lang = LANG_EN, .setting = json_object()}};
    int ret = options_read(cli, &work.options);

    if (ret == CLI_DONE)
        ret = house_do(cli->config, true, run, &work);
    json_decref(work.options.setting);
    return ret;
}
