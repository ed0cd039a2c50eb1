/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shortlists.h - what visitors have set aside, to be opened by a secret link.
 *
 * Of a secret only the hash is kept; whether one fits is asked without
 * looking at anything else of the list, so that a wrong secret and an id that
 * never was take the same way. Knows nothing of what the items are.
 * Threads: that of the store. */
#ifndef STORE_SHORTLISTS_H
#define STORE_SHORTLISTS_H

#include <jansson.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

enum {
    SHORTLIST_ID_MAX = 24,
    SHORTLIST_OWNER_MAX = 65,  /* ids of visitors and requests */
    SHORTLIST_TITLE_MAX = 480, /* bytes */
    SHORTLIST_HASH = 32
};

struct shortlist {
    char id[SHORTLIST_ID_MAX];
    char visitor[SHORTLIST_OWNER_MAX];
    char cid[SHORTLIST_OWNER_MAX]; /* of the request that made it */
    unsigned char secret[SHORTLIST_HASH];
    char title[SHORTLIST_TITLE_MAX + 1]; /* "" without one */
    json_t *items;                       /* owned: ids */
    json_t *demand;                      /* owned, or NULL */
    int64_t created_at, changed_at;      /* ms since 1970 */
};

/* Free what it owns; may be called twice. */
void shortlist_fini(struct shortlist *list);

/* Keep a new one: 1 kept, 0 the id is taken, -1. Needs store_begin(). */
int shortlists_add(struct store *store, const struct shortlist *list,
                   struct err *err);
/* Title, items, demand and changed_at of the one with list's id: 1, 0 there
 * is none, -1. */
int shortlists_change(struct store *store, const struct shortlist *list,
                      struct err *err);

/* The hash kept for an id: 1, 0 with all zeros, -1. */
int shortlists_secret(struct store *store, const char *id,
                      unsigned char out[SHORTLIST_HASH], struct err *err);
/* 1 and *out (shortlist_fini), 0 there is none, -1. */
int shortlists_get(struct store *store, const char *id, struct shortlist *out,
                   struct err *err);
/* The id of what a visitor made under this cid: 1, 0, -1. */
int shortlists_of_request(struct store *store, const char *visitor,
                          const char *cid, char out[SHORTLIST_ID_MAX],
                          struct err *err);
/* How many a visitor has; -1 on failure. */
int64_t shortlists_count(struct store *store, const char *visitor,
                         struct err *err);
/* Forget those not changed since before: 0 or -1. */
int shortlists_sweep(struct store *store, int64_t before, struct err *err);

#endif
