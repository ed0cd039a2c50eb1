/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/notices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer/wording.h"
#include "base/buf.h"
#include "base/mem.h"
#include "order/addressee.h"
#include "order/profile.h"
#include "publish/workspace.h"
#include "session/booking_link.h"
#include "work/clock.h"

/* What a kind of notice says. */
struct kind {
    const char *kind;
    bool staff;          /* to them, or to the person */
    const char *subject; /* keys */
    const char *body;
    const char *states; /* before the state, to word it; NULL: has none */
    const char *path;   /* behind the address of the server; NULL: the
                           person's own page */
};

static const struct kind kinds[] = {
    {"receipt", false, "notice.receipt.subject", "notice.receipt.body",
     "order.state.", NULL},
    {"status", false, "notice.status.subject", "notice.status.body",
     "order.state.", NULL},
    {"profile", false, "notice.profile.subject", "notice.profile.body",
     "profile.state.", ""},
    {"booking", false, "notice.booked.subject", "notice.booked.body",
     "booking.state.", NULL},
    {"introduction", false, "notice.introduction.subject",
     "notice.introduction.body", NULL, NULL},
    {"new_order", true, "notice.new_order.subject", "notice.new_order.body",
     NULL, "/desk"},
    {"status", true, "notice.status.subject", "notice.status.body",
     "order.state.", "/desk"},
    {"answered", true, "notice.answered.subject", "notice.answered.body", NULL,
     "/desk"},
    {"escalated", true, "notice.escalated.subject", "notice.escalated.body",
     NULL, "/desk"},
    {"reminder", true, "notice.reminder.subject", "notice.reminder.body", NULL,
     "/desk"},
    {"fit", true, "notice.fit.subject", "notice.fit.body", NULL, "/desk"},
    {"draft", true, "notice.draft.subject", "notice.draft.body", NULL, "/desk"},
    {"booking", true, "notice.booking.subject", "notice.booking.body", NULL,
     "/desk"},
};

static const struct kind *kind_find(const char *name, bool staff)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].kind, name) == 0 && kinds[i].staff == staff)
            return &kinds[i];
    return NULL;
}

/* One notice being worded. */
struct job {
    struct workspace *ws;
    const struct outbox_row *row;
    const struct kind *kind;
    struct addressee person; /* of a notice that is not for staff */
    struct wording *wording;
    char order_kind[64], state[64]; /* keys */
};

static const char *payload_text(const struct job *job, const char *name)
{
    return json_string_value(json_object_get(job->row->payload, name));
}

static void record_arg(const struct job *job, struct phrase *phrase,
                       const char *arg, const char *id)
{
    const struct record *record =
        id != NULL ? snapshot_record(job->ws->snapshot, id) : NULL;

    if (record != NULL)
        phrase_name(phrase, arg, record);
    else
        phrase_text(phrase, arg, id != NULL ? id : "");
}

static const char *say(struct job *job, const char *key)
{
    const json_t *days = json_object_get(job->row->payload, "days");
    const char *desk = payload_text(job, "desk");
    struct phrase phrase = phrase_of(key);

    phrase_text(&phrase, "reference", job->row->subject);
    record_arg(job, &phrase, "desk", desk != NULL ? desk : job->person.desk);
    record_arg(job, &phrase, "name", payload_text(job, "record"));
    if (json_is_integer(days))
        phrase_count(&phrase, "days", (double)json_integer_value(days));
    if (job->order_kind[0] != '\0')
        phrase_key(&phrase, "kind", job->order_kind);
    if (job->state[0] != '\0')
        phrase_key(&phrase, "state", job->state);
    return wording_text(job->wording, &phrase, job->ws->arena);
}

/* Where the receiver can go on; nothing if nobody has said how the world
 * reaches this server. */
static int link_add(struct job *job, struct buf *out, struct err *err)
{
    const char *path =
        job->kind->path != NULL ? job->kind->path : job->person.path;
    struct phrase phrase = phrase_of("notice.link");
    char *base = NULL;
    size_t len = 0;
    struct buf url;
    int ret = store_setting(job->ws->store, "public_url", &base, err);

    len = ret == 1 ? strlen(base) : 0;
    while (len > 0 && base[len - 1] == '/')
        len--;
    if (len > 0 && *path != '\0') {
        buf_init(&url);
        buf_add(&url, base, len);
        buf_text(&url, path);
        phrase_text(&phrase, "url", url.bytes);
        buf_format(out, "\n\n%s",
                   wording_text(job->wording, &phrase, job->ws->arena));
        buf_fini(&url);
    }
    free(base);
    return ret < 0 ? -1 : 0;
}

static int words_make(struct job *job, struct notify_words *out,
                      struct err *err)
{
    struct buf body;
    int ret = 0;

    buf_init(&body);
    buf_text(&body, say(job, job->kind->body));
    ret = link_add(job, &body, err);
    buf_format(&body, "\n\n-- \n%s\n", say(job, "notice.footer"));
    *out = (struct notify_words){
        .to = job->kind->staff ? NULL : mem_text(job->person.email),
        .subject = mem_text(say(job, job->kind->subject)),
        .body = mem_text(body.bytes)};
    buf_fini(&body);
    return ret < 0 ? -1 : 1;
}

static void keys_make(struct job *job)
{
    const char *order_kind = payload_text(job, "kind");
    const char *state = payload_text(job, "state");

    if (order_kind != NULL)
        snprintf(job->order_kind, sizeof job->order_kind, "form.order.kind.%s",
                 order_kind);
    if (state != NULL && job->kind->states != NULL)
        snprintf(job->state, sizeof job->state, "%s%s", job->kind->states,
                 state);
}

static int job_run(struct job *job, enum lang lang, struct notify_words *out,
                   struct err *err)
{
    int ret = 1;

    if (strcmp(job->kind->kind, "profile") == 0)
        ret = profile_addressee(job->ws, job->row->subject, job->person.email,
                                err);
    else if (strcmp(job->kind->kind, "booking") == 0 && !job->kind->staff)
        ret = booking_addressee(job->ws, job->row->subject, job->person.email,
                                job->person.path, err);
    else if (!job->kind->staff)
        ret = addressee_of(job->ws, job->row->subject, &job->person, err);
    if (ret == 1) {
        keys_make(job);
        job->wording = wording_open(job->ws->snapshot,
                                    workspace_locale(job->ws, lang), lang);
        ret = words_make(job, out, err);
        wording_close(&job->wording);
    }
    addressee_fini(&job->person);
    return ret;
}

int notices_word(void *worker, const struct outbox_row *row, const char *code,
                 bool for_staff, struct notify_words *out, struct err *err)
{
    struct job job = {
        .ws = worker, .row = row, .kind = kind_find(row->kind, for_staff)};
    struct clock clock = clock_system();
    int64_t now = clock_wall(&clock);
    enum lang lang = lang_parse(code);
    int ret = 0;

    *out = (struct notify_words){0};
    if (job.kind == NULL)
        return 0;
    workspace_begin(job.ws, now, clock_day(now));
    ret = job_run(&job, lang != LANG_NONE ? lang : LANG_EN, out, err);
    workspace_end(job.ws);
    return ret;
}
