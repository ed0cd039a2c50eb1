/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fits.h - profiles that were found to be what an order seeks, each told
 * once.
 *
 * Finds nothing itself. Threads: that of the store. */
#ifndef STORE_FITS_H
#define STORE_FITS_H

#include "store/orders.h"

struct fit {
    char record[ORDER_RECORD_MAX];
    int64_t revision;
    double score;
    int64_t at; /* when it was found */
};

/* 1 it is new, 0 it was known, -1. Needs store_begin(). */
int fits_add(struct store *store, const char *reference, const struct fit *fit,
             struct err *err);
typedef int fit_fn(void *context, const struct fit *fit, struct err *err);
/* Newest first: 0 or -1. */
int fits_each(struct store *store, const char *reference, fit_fn *fn,
              void *context, struct err *err);

#endif
