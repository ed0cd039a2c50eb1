/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outbox.h - notices that have to leave, kept until they have.
 *
 * Whoever changes something adds a notice in the same transaction, so that
 * both are kept or neither. A notice says what happened to what and who is
 * to hear it, nothing personal: the words and the address are made when it
 * is sent, from what is kept then. The notifier (notify/) makes a delivery
 * of each way out and tries until it is done or given up; what is delivered
 * twice carries the same id. Sends nothing itself.
 * Threads: that of the store. */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

enum {
    OUTBOX_ID_MAX = 33,      /* 32 hex digits */
    OUTBOX_WORD_MAX = 32,    /* kinds, channels, states, languages */
    OUTBOX_SUBJECT_MAX = 64, /* references */
    OUTBOX_TARGET_MAX = 200,
    OUTBOX_WHY_MAX = 160,
    OUTBOX_PAYLOAD_MAX = 4096 /* bytes of JSON */
};

/* What is to be told. Texts are borrowed. */
struct outbox_notice {
    /* "receipt" "status" "reminder" "new_order" "escalated" "fit" "booking"
     * "introduction" "draft" ... */
    const char *kind;
    const char *subject;   /* reference of the order, booking, draft ... */
    const char *receiver;  /* "orderer", "partner", "desk", "admin" ... */
    const char *key;       /* with the three above: told once */
    const char *lang;      /* of the receiver; "" if not known */
    const json_t *payload; /* object without personal data; NULL: {} */
    int64_t at;            /* ms since 1970 */
};

/* 1 added, 0 was added before under the same kind, subject, receiver and
 * key, -1. Needs store_begin(). */
int outbox_add(struct store *store, const struct outbox_notice *notice,
               struct err *err);

/* Take away all notices about a subject, sent or not: 0 or -1. Needs
 * store_begin(). */
int outbox_erase(struct store *store, const char *subject, struct err *err);

/* ---- for the notifier ---------------------------------------------------- */

/* A notice as it is kept. */
struct outbox_row {
    int64_t number;
    char id[OUTBOX_ID_MAX]; /* the receiver may know it again by this */
    char kind[OUTBOX_WORD_MAX], receiver[OUTBOX_WORD_MAX];
    char subject[OUTBOX_SUBJECT_MAX];
    char lang[OUTBOX_WORD_MAX];
    json_t *payload; /* owned; NULL: it is damaged */
    int64_t at;
};
void outbox_row_fini(struct outbox_row *row); /* may be called twice */

/* The oldest notice nobody has planned: 1 and *out, 0, -1. */
int outbox_unplanned(struct store *store, struct outbox_row *out,
                     struct err *err);
/* One way for it to go, due at once; the same again adds nothing. Needs
 * store_begin(). */
int outbox_way(struct store *store, int64_t notice, const char *channel,
               const char *target, int64_t now, struct err *err);
/* All its ways are there. Needs store_begin(). */
int outbox_planned(struct store *store, int64_t notice, int64_t now,
                   struct err *err);

struct delivery {
    int64_t number;
    char channel[OUTBOX_WORD_MAX];  /* "mail" or "webhook" */
    char target[OUTBOX_TARGET_MAX]; /* name in the operator's file; "" */
    char state[OUTBOX_WORD_MAX];    /* "waiting" "sent" "given_up" */
    int64_t tries;                  /* so far */
    int64_t due, ended_at;          /* 0: not */
    char why[OUTBOX_WHY_MAX];       /* of the last failure; "" */
};

/* What is due first of what is due: 1, with both (outbox_row_fini), 0, -1. */
int outbox_due(struct store *store, int64_t now, struct delivery *delivery,
               struct outbox_row *row, struct err *err);
/* When the next one is due: 1 and *at, 0 none waits, -1. */
int outbox_next(struct store *store, int64_t *at, struct err *err);

/* How a try ended; each in a transaction of its own: 0 or -1. why must hold
 * nothing personal. */
int outbox_sent(struct store *store, int64_t delivery, int64_t now,
                struct err *err);
int outbox_later(struct store *store, int64_t delivery, int64_t due,
                 const char *why, struct err *err);
int outbox_given_up(struct store *store, int64_t delivery, int64_t now,
                    const char *why, struct err *err);
/* Nothing goes to this target (NULL: to any of the channel) before due. */
int outbox_hold(struct store *store, const char *channel, const char *target,
                int64_t due, struct err *err);

/* ---- for staff ----------------------------------------------------------- */

/* Newest first, at most limit; delivery is NULL for a notice without a way
 * out, else it is told once a delivery. */
typedef int outbox_fn(void *context, const struct outbox_row *row,
                      const struct delivery *delivery, struct err *err);
int outbox_each(struct store *store, int limit, outbox_fn *fn, void *context,
                struct err *err);
/* How many deliveries stand in a state; -1 on failure. */
int64_t outbox_count(struct store *store, const char *state, struct err *err);
/* Try what was given up once more: how many, or -1. */
int outbox_again(struct store *store, int64_t now, struct err *err);
/* Forget what ended, or never had a way, before: 0 or -1. */
int outbox_sweep(struct store *store, int64_t before, struct err *err);

#endif
