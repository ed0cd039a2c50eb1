/* SPDX-License-Identifier: GPL-3.0-or-later */
/* subjects.h - what besides orders belongs to a person, found by a keyed
 * hash of a contact value.
 *
 * Says that a booking, a profile or the like is somebody's; what it is, is
 * kept elsewhere. Threads: that of the store. */
#ifndef STORE_SUBJECTS_H
#define STORE_SUBJECTS_H

#include "base/err.h"
#include "store/orders.h"
#include "store/store.h"

/* The same again adds nothing. Needs store_begin(). */
int subjects_add(struct store *store, const unsigned char hash[ORDER_HASH],
                 const char *kind, const char *name, struct err *err);
/* Needs store_begin(). */
int subjects_remove(struct store *store, const char *kind, const char *name,
                    struct err *err);

typedef int subject_fn(void *context, const char *name, struct err *err);
/* All names of a kind under a hash: 0 or -1. */
int subjects_found(struct store *store, const unsigned char hash[ORDER_HASH],
                   const char *kind, subject_fn *fn, void *context,
                   struct err *err);

#endif
