/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drafts.h - profiles from outside that wait for review.
 *
 * A draft is no record: what strangers write is in no answer, index or
 * export before staff publish it (records.h), and can be erased as a whole.
 * Its contact comes sealed. Knows no legal moves (order/profile.h).
 * Threads: that of the store. */
#ifndef STORE_DRAFTS_H
#define STORE_DRAFTS_H

#include "store/orders.h"

struct draft_row {
    char reference[ORDER_REFERENCE_MAX];
    char visitor[ORDER_OWNER_MAX], cid[ORDER_OWNER_MAX]; /* "" once erased */
    char kind[ORDER_WORD_MAX];     /* "enterprise" or "partner" */
    char record[ORDER_RECORD_MAX]; /* that it corrects or became, or "" */
    bool corrects;
    char state[ORDER_WORD_MAX]; /* "in_review" "published" "declined" */
    char lang[ORDER_WORD_MAX], notice[ORDER_WORD_MAX];
    char reason[ORDER_WORD_MAX]; /* why it was declined, or "" */
    int64_t created_at, changed_at, erased_at;
    unsigned char secret[ORDER_HASH]; /* hash of the secret */
    json_t *json;          /* owned; {fields, sources}; NULL once erased */
    unsigned char *sealed; /* owned; contact; NULL: erased */
    size_t sealed_len;
};
void draft_row_fini(struct draft_row *row); /* may be called twice */

/* 1 kept, 0 the reference is taken, -1. Needs store_begin(). */
int drafts_add(struct store *store, const struct draft_row *row,
               struct err *err);
/* 1 and *out (draft_row_fini), 0 none, -1. */
int drafts_get(struct store *store, const char *reference,
               struct draft_row *out, struct err *err);
int drafts_of_request(struct store *store, const char *visitor, const char *cid,
                      struct draft_row *out, struct err *err);
/* How many a visitor has sent since; -1 on failure. */
int64_t drafts_count(struct store *store, const char *visitor, int64_t since,
                     struct err *err);

/* State, reason and record as row has them, if it is still in_review: 1, 0,
 * -1. Needs store_begin(). */
int drafts_end(struct store *store, const struct draft_row *row,
               struct err *err);
/* Take away everything personal and what was written: 1, 0 there is none or
 * it was done before, -1. Needs store_begin(). */
int drafts_erase(struct store *store, const char *reference, int64_t now,
                 struct err *err);

typedef int draft_fn(void *context, struct draft_row *row, struct err *err);
/* Those in a state (NULL: any) that are not erased and were last changed
 * before (0: any time), oldest first: 0 or -1. */
int drafts_each(struct store *store, const char *state, int64_t before,
                int limit, draft_fn *fn, void *context, struct err *err);

#endif
