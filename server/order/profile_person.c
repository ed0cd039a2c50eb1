/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of who sent a profile: to write to, to have, to erase. */
#include <sodium.h>
#include <stdio.h>

#include "order/profile.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "store/subjects.h"

enum { SWEEP_MAX = 100 };

static const int64_t day_ms = 24LL * 60 * 60 * 1000;
static const char subject_kind[] = "profile";

int profile_addressee(struct workspace *ws, const char *reference, char *email,
                      struct err *err)
{
    const char *value = NULL;
    struct draft_row row = {0};
    json_t *contact = NULL;
    int ret = drafts_get(ws->store, reference, &row, err);

    if (ret == 1 && row.sealed == NULL)
        ret = 0;
    if (ret == 1 && order_contact_open(ws, row.reference, row.sealed,
                                       row.sealed_len, &contact, err) < 0)
        ret = -1;
    value = json_string_value(json_object_get(contact, "email"));
    if (ret == 1 && value == NULL)
        ret = 0;
    if (ret == 1)
        snprintf(email, 256, "%s", value);
    json_decref(contact);
    draft_row_fini(&row);
    return ret;
}

struct bundle {
    struct workspace *ws;
    json_t *list;
    int count;
};

static int draft_add(void *context, const char *name, struct err *err)
{
    struct bundle *bundle = context;
    struct order_refusal refusal;
    json_t *draft = NULL;
    int ret = profile_show(bundle->ws, name, LANG_EN, &draft, &refusal, err);

    if (ret == 1)
        json_array_append_new(bundle->list, draft);
    return ret < 0 ? -1 : 0;
}

int profiles_kept(struct workspace *ws, const unsigned char hash[32],
                  json_t *list, struct err *err)
{
    struct bundle bundle = {ws, list, 0};

    return subjects_found(ws->store, hash, subject_kind, draft_add, &bundle,
                          err);
}

static int drop_locked(struct workspace *ws, const char *name, struct err *err)
{
    int ret = drafts_erase(ws->store, name, ws->now, err);

    if (ret == 1 && (subjects_remove(ws->store, subject_kind, name, err) < 0 ||
                     outbox_erase(ws->store, name, err) < 0))
        return -1;
    return ret;
}

/* What was published of it stays: it is of an enterprise, not of a person. */
static int draft_drop(void *context, const char *name, struct err *err)
{
    struct bundle *bundle = context;
    int ret = store_begin(bundle->ws->store, err);

    if (ret == 0)
        ret = store_end(bundle->ws->store, drop_locked(bundle->ws, name, err),
                        err);
    bundle->count += ret == 1;
    return ret < 0 ? -1 : 0;
}

int profiles_drop(struct workspace *ws, const unsigned char hash[32],
                  struct err *err)
{
    struct bundle bundle = {ws, NULL, 0};

    return subjects_found(ws->store, hash, subject_kind, draft_drop, &bundle,
                          err) < 0
               ? -1
               : bundle.count;
}

static int sweep_row(void *context, struct draft_row *row, struct err *err)
{
    return draft_drop(context, row->reference, err);
}

int profile_sweep(struct workspace *ws, struct err *err)
{
    static const char *const ended[] = {"published", "declined"};
    struct bundle bundle = {ws, NULL, 0};

    for (size_t i = 0; i < 2; i++)
        if (drafts_each(ws->store, ended[i],
                        ws->now - PROFILE_KEEP_DAYS * day_ms, SWEEP_MAX,
                        sweep_row, &bundle, err) < 0)
            return -1;
    return bundle.count;
}
