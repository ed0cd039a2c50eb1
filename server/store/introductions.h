/* SPDX-License-Identifier: GPL-3.0-or-later */
/* introductions.h - an order and the other side it is to be introduced to.
 *
 * The other side is a published record (enterprise, park, city) or another
 * order. Its contact comes sealed, as that of an order does. Knows no legal
 * moves and nobody's consent (order/). Threads: that of the store. */
#ifndef STORE_INTRODUCTIONS_H
#define STORE_INTRODUCTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/orders.h"
#include "store/store.h"

struct introduction_row {
    char id[ORDER_REFERENCE_MAX];
    char reference[ORDER_REFERENCE_MAX];
    char partner_kind[ORDER_WORD_MAX]; /* "record" or "order" */
    char partner[ORDER_RECORD_MAX];    /* id or reference */
    char state[ORDER_WORD_MAX];
    char lang[ORDER_WORD_MAX];        /* of the other side's page */
    unsigned char secret[ORDER_HASH]; /* hash of its link's secret */
    char *words;                      /* owned; the desk's; NULL: none */
    char words_lang[ORDER_WORD_MAX];
    char *partner_words; /* owned; the other side's own */
    char partner_lang[ORDER_WORD_MAX];
    bool abroad;                       /* they are of different countries */
    int64_t orderer_at, partner_at;    /* when each agreed; 0: not */
    bool orderer_pass, orderer_abroad; /* consents they agreed with */
    bool partner_pass, partner_abroad;
    char notice[ORDER_WORD_MAX];   /* version the other side agreed to */
    char reason[ORDER_WORD_MAX];   /* why it was declined; for staff */
    char ended_by[ORDER_WORD_MAX]; /* "orderer", "partner", "staff", "" */
    int64_t created_at, changed_at, erased_at;
    unsigned char *sealed; /* owned; contact of the other side, or NULL */
    size_t sealed_len;
};
void introduction_row_fini(struct introduction_row *row); /* twice is fine */

/* 1 kept, 0 the id is taken, -1. Needs store_begin(). */
int introductions_add(struct store *store, const struct introduction_row *row,
                      struct err *err);
/* Everything but id, reference, partner, secret and created_at. 1, 0 there
 * is none, -1. Needs store_begin(). */
int introductions_put(struct store *store, const struct introduction_row *row,
                      struct err *err);

/* 1 and *out (introduction_row_fini), 0 none, -1. */
int introductions_get(struct store *store, const char *id,
                      struct introduction_row *out, struct err *err);

/* The hash of its secret alone; zeroes if there is none. 1, 0, -1. */
int introductions_secret(struct store *store, const char *id,
                         unsigned char out[ORDER_HASH], struct err *err);

typedef int introduction_fn(void *context, struct introduction_row *row,
                            struct err *err);
/* Those of an order, on either side, oldest first: 0 or -1. */
int introductions_each(struct store *store, const char *reference,
                       introduction_fn *fn, void *context, struct err *err);

/* Let one be found by a keyed hash of the other side's contact. Needs
 * store_begin(). */
int introductions_find_by(struct store *store, const char *id,
                          const unsigned char hash[ORDER_HASH],
                          struct err *err);
int introductions_found(struct store *store,
                        const unsigned char hash[ORDER_HASH],
                        introduction_fn *fn, void *context, struct err *err);
/* Ended before, with a contact still kept, at most limit. */
int introductions_ended(struct store *store, int64_t before, int limit,
                        introduction_fn *fn, void *context, struct err *err);

/* Take away the other side's contact and what both wrote. 1 done, 0 there is
 * none or it was done before, -1. Needs store_begin(). */
int introductions_erase(struct store *store, const char *id, int64_t now,
                        struct err *err);

#endif
