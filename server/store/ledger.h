/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger.h - one chain over all entries of all orders.
 *
 * Each link covers the one before and the entry's own hash (timeline.h), so
 * that no entry can be changed, left out or moved. The head keeps how many
 * there are and the last hash, signed with a key from outside the data
 * directory: whoever cuts off the last entries cannot sign what is left.
 * Count and hash may besides be written down elsewhere and held against it
 * later. Threads: that of the store. */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/chain.h"
#include "store/store.h"

enum { LEDGER_KEY = 32 };

struct ledger_head {
    int64_t count;
    unsigned char hash[CHAIN_HASH];
};

/* 0 or -1. */
int ledger_head(struct store *store, struct ledger_head *out, struct err *err);

/* Append entry `number` of an order, whose hash is entry. Those from before
 * there was a ledger come first. For timeline.c. Needs store_begin(). */
int ledger_add(struct store *store, const char *reference, int64_t number,
               const unsigned char entry[CHAIN_HASH], struct err *err);

/* Sign the head; once a transaction, after what was added. Needs
 * store_begin(). */
int ledger_sign(struct store *store, const unsigned char key[LEDGER_KEY],
                struct err *err);

struct ledger_report {
    struct ledger_head head;
    int64_t entries; /* of timelines; more than head.count before the first */
    int64_t broken;  /* position where the chain does not hold; 0: it holds */
    bool cut;        /* there is less or more than the head says */
    bool signed_;    /* the head is signed with this key */
    bool anchored;   /* what was written down stands in it */
};

/* Read all of it and hold it against its hashes; anchor may be NULL. 1 all
 * is as it was written, 0 not (*out says what), -1. */
int ledger_verify(struct store *store, const unsigned char key[LEDGER_KEY],
                  const struct ledger_head *anchor, struct ledger_report *out,
                  struct err *err);

#endif
