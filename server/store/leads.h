/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leads.h - by what an order's enterprise is known, to find its first report.
 *
 * Keyed hashes only: of names, sites and registration numbers, made in
 * order/. Threads: that of the store. */
#ifndef STORE_LEADS_H
#define STORE_LEADS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/orders.h"
#include "store/store.h"

/* Needs store_begin(). how: "name" "sound" "record" "site" "number";
 * reporter: hash of who reported. 0 or -1. */
int leads_add(struct store *store, const unsigned char hash[ORDER_HASH],
              const char *how, const struct order_row *order,
              const unsigned char reporter[ORDER_HASH], struct err *err);

struct lead {
    const char *reference;
    const char *how; /* borrowed; what agrees, the strongest of it */
    int64_t at;
    bool same_reporter;
};
typedef int lead_fn(void *context, const struct lead *lead, struct err *err);

/* Other orders that report the enterprise of this one, oldest first: 0 or
 * -1. */
int leads_of(struct store *store, const char *reference, lead_fn *fn,
             void *context, struct err *err);
/* Orders reported under this hash, oldest first. */
int leads_found(struct store *store, const unsigned char hash[ORDER_HASH],
                lead_fn *fn, void *context, struct err *err);

/* Orders whose enterprise was reported before, oldest first, with the first
 * report and what agrees with it; one that only sounds alike counts where
 * there is no other. */
struct lead_again {
    const char *reference, *first;
    const char *how;
    int64_t at, first_at;
    bool same_reporter;
};
typedef int lead_again_fn(void *context, const struct lead_again *again,
                          struct err *err);
int leads_again(struct store *store, int limit, lead_again_fn *fn,
                void *context, struct err *err);

#endif
