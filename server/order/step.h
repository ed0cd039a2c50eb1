/* SPDX-License-Identifier: GPL-3.0-or-later */
/* step.h - steps of an order inside a transaction that is open.
 *
 * Private to order/. Threads: one worker's workspace. */
#ifndef ORDER_STEP_H
#define ORDER_STEP_H

#include "order/order.h"
#include "store/orders.h"

enum { STEP_NOTE_MAX = 2000 };

/* The order of a reference, as people type it: 1, 0 refused as unknown, -1.
 * Needs no transaction. */
int step_row(struct workspace *ws, const char *reference, struct order_row *row,
             struct order_refusal *refusal, struct err *err);
/* By reference and secret; it takes as long whether there is one or not. */
int step_open(struct workspace *ws, const char *reference, const char *secret,
              struct order_row *row, struct order_refusal *refusal,
              struct err *err);

/* A reference of ours, however it is typed. */
void step_reference(const char *typed, char out[ORDER_REFERENCE_MAX]);

/* The hash of a secret, or zeros: 1, 0 no such thing, -1. */
typedef int step_secret_fn(struct store *store, const char *reference,
                           unsigned char out[ORDER_HASH], struct err *err);
/* Does the secret belong to the reference as people type it: 1 and *out as
 * it is kept, 0 refused, -1. It takes as long whether there is one or not. */
int step_fits(struct workspace *ws, const char *typed, const char *secret,
              step_secret_fn *find, char out[ORDER_REFERENCE_MAX],
              struct order_refusal *refusal, struct err *err);

/* Is it a note that may be kept: 1, or 0 with *refusal at path. */
int step_note(const char *note, const char *path,
              struct order_refusal *refusal);

/* May this user touch an order: 1, or 0 with *refusal: another has
 * taken it. */
int step_held(const struct order_row *row, struct order_staff by,
              struct order_refusal *refusal);

/* Take a step with *row, which follows. Introductions that can no longer be
 * made end with it. */
int step_take(struct workspace *ws, struct order_row *row,
              const struct order_step *step, struct order_refusal *refusal,
              struct err *err);

/* Whom to tell that *row changed. */
void step_tell(struct workspace *ws, const struct order_row *row,
               struct order_change *out);

/* No order is handled without the key. 0 or -1. */
int step_key(const struct workspace *ws, struct err *err);

#endif
