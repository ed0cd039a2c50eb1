/* SPDX-License-Identifier: GPL-3.0-or-later */
/* orders.h - orders, their timelines, and by what an orderer is found again.
 *
 * Contact values come sealed and are never looked into here. A timeline only
 * grows; each entry carries a hash over itself and the one before, so that a
 * change afterwards is seen. Erasing takes away everything personal and
 * leaves the timeline whole. Knows no legal moves (order/).
 * Threads: that of the store. */
#ifndef STORE_ORDERS_H
#define STORE_ORDERS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

enum {
    ORDER_REFERENCE_MAX = 16, /* "P-2611-7KQ4M" */
    ORDER_WORD_MAX = 24,      /* kinds, states, languages, versions */
    ORDER_OWNER_MAX = 65,     /* ids of visitors, conversations, requests */
    ORDER_RECORD_MAX = 121,   /* ids of records */
    ORDER_HASH = 32
};

struct order_row {
    char reference[ORDER_REFERENCE_MAX];
    char visitor[ORDER_OWNER_MAX];      /* "" once erased */
    char conversation[ORDER_OWNER_MAX]; /* "" if placed outside of one */
    char cid[ORDER_OWNER_MAX];          /* of the request that placed it */
    char kind[ORDER_WORD_MAX], state[ORDER_WORD_MAX], lang[ORDER_WORD_MAX];
    char desk[ORDER_RECORD_MAX];    /* parlor or city that has it */
    char instead[ORDER_RECORD_MAX]; /* the one that was meant, or "" */
    char notice[ORDER_WORD_MAX];    /* version of the notice agreed to */
    bool contact, partner, abroad;  /* consents */
    int64_t created_at, changed_at, erased_at; /* ms since 1970; 0: not */
    char holder[ORDER_OWNER_MAX];     /* staff user who holds it, or "" */
    int64_t held_at, due_at;          /* with whom since; taken by; 0: not */
    int64_t level;                    /* how often it rose to the next person */
    char outcome[ORDER_WORD_MAX];     /* the furthest it came, or "" */
    char reason[ORDER_WORD_MAX];      /* why it ended, or "" */
    unsigned char secret[ORDER_HASH]; /* hash of the secret */
    json_t *fields;        /* owned; nothing of the contact; NULL once erased */
    unsigned char *sealed; /* owned; contact; NULL: none or erased */
    size_t sealed_len;
};

/* Free what a row owns; may be called twice. */
void order_row_fini(struct order_row *row);

/* One entry of a timeline. Texts are borrowed. */
struct order_entry {
    int64_t number; /* 1, 2 ... */
    int64_t at;
    const char *state;
    const char *actor; /* "visitor", "staff", "timer", "partner" */
    const char *who;   /* id of the staff user, or "" */
    const char *note;  /* NULL: none or erased */
    /* What was done: "placed" "moved" "assigned" "rose" "outcome" "consent"
     * "introduction" "erased"; "" in entries from before there was more than
     * moves. Then a word of order.reason and what it is about (a user, an
     * outcome, an introduction and how it stands); never personal. */
    const char *action, *reason, *detail; /* NULL: "" */
};

/* Keep a new order with its first entry. 1 kept, 0 the reference is taken,
 * -1. Needs store_begin(). */
int orders_add(struct store *store, const struct order_row *row,
               struct err *err);

/* 1 and *out (order_row_fini), 0 there is none, -1. */
int orders_get(struct store *store, const char *reference,
               struct order_row *out, struct err *err);
/* The hash of its secret alone; zeroes if there is none. 1, 0, -1. */
int orders_secret(struct store *store, const char *reference,
                  unsigned char out[ORDER_HASH], struct err *err);
/* By who placed it under which cid. */
int orders_of_request(struct store *store, const char *visitor, const char *cid,
                      struct order_row *out, struct err *err);

/* Go to state, with an entry: 1 done, 0 the order is no longer in `from`,
 * -1. Needs store_begin(). number and at of *entry are filled in from now. */
int orders_move(struct store *store, const char *reference, const char *from,
                struct order_entry *entry, int64_t now, struct err *err);

/* An entry that changes no state, what entry->action says; entry->state is
 * that of the order, and changed_at what it counts as changed at from now
 * on. 1 done, 0 there is no such order, -1. Needs store_begin(). */
int orders_note(struct store *store, const char *reference,
                struct order_entry *entry, int64_t changed_at, int64_t now,
                struct err *err);

/* Who holds it since when, and by when it must be taken (0: no limit); how
 * often it rose. Goes with an entry of its own (orders_note). 0 or -1. Needs
 * store_begin(). */
int orders_hold(struct store *store, const struct order_row *row,
                struct err *err);
/* The furthest outcome, and why it ended. Needs store_begin(). */
int orders_result(struct store *store, const char *reference,
                  const char *outcome, const char *reason, struct err *err);
/* Consents as they stand now. Needs store_begin(). */
int orders_consent(struct store *store, const char *reference, bool partner,
                   bool abroad, struct err *err);

/* Told one entry or one order; row may be changed but not kept. -1 stops. */
typedef int order_entry_fn(void *context, const struct order_entry *entry,
                           struct err *err);
typedef int order_row_fn(void *context, struct order_row *row, struct err *err);

/* A timeline in its order: 0 or -1. */
int orders_timeline(struct store *store, const char *reference,
                    order_entry_fn *fn, void *context, struct err *err);

/* Does the timeline stand as it was written: 1 yes, 0 it was changed, -1. */
int orders_intact(struct store *store, const char *reference, struct err *err);

/* Orders of a visitor (NULL: of all) that are not erased, newest change
 * first, at most limit: 0 or -1. */
int orders_each(struct store *store, const char *visitor, int limit,
                order_row_fn *fn, void *context, struct err *err);
/* Not changed since `before`, not erased, in one of the states (given as
 * ",closed,declined,"), oldest first. */
int orders_idle(struct store *store, int64_t before, const char *states,
                int limit, order_row_fn *fn, void *context, struct err *err);
/* Not erased, in one of the states, whose reference comes after that one
 * ("": all), in order of it: all of them in pages, whatever changes between. */
int orders_after(struct store *store, const char *after, const char *states,
                 int limit, order_row_fn *fn, void *context, struct err *err);
/* Orders whose due_at has passed, earliest first. */
int orders_due(struct store *store, int64_t now, int limit, order_row_fn *fn,
               void *context, struct err *err);
/* How many a visitor has placed since: -1 on failure. */
int64_t orders_count(struct store *store, const char *visitor, int64_t since,
                     struct err *err);

/* Let a request be known by another name, and an order by the keyed hash of
 * its content; the newest order with this content since. 0/1/-1 as above.
 * The first two need store_begin(). */
int orders_also(struct store *store, const char *visitor, const char *cid,
                const char *reference, struct err *err);
int orders_same_add(struct store *store, const unsigned char hash[ORDER_HASH],
                    const char *reference, int64_t at, struct err *err);
int orders_same(struct store *store, const unsigned char hash[ORDER_HASH],
                int64_t since, struct order_row *out, struct err *err);
/* Forget contents seen before. Needs store_begin(). */
int orders_same_sweep(struct store *store, int64_t before, struct err *err);

/* Let an order be found by a keyed hash of a contact value. Needs
 * store_begin(). */
int orders_find_by(struct store *store, const char *reference,
                   const unsigned char hash[ORDER_HASH], struct err *err);
/* All that are found by it. */
int orders_found(struct store *store, const unsigned char hash[ORDER_HASH],
                 order_row_fn *fn, void *context, struct err *err);

/* Take away contact, fields, notes, visitor and look-ups for good; state and
 * times stay. 1 done, 0 there is none or it was done before, -1. Needs
 * store_begin(). Call orders_forget() after the commit. */
int orders_erase(struct store *store, const char *reference, int64_t now,
                 struct err *err);
/* Empty the write-ahead log, where erased values still stand: 0 or -1. */
int orders_forget(struct store *store, struct err *err);

#endif
