/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_fields.h - what a profile from outside may say, and the record that
 * is made of it.
 *
 * Private to order/. Threads: any; the snapshot's. */
#ifndef ORDER_PROFILE_FIELDS_H
#define ORDER_PROFILE_FIELDS_H

#include "order/order.h"
#include "store/drafts.h"

/* Check `{fields, sources}` of params: 1 and *out (a new object of both), or
 * 0 with *refusal. correcting: nothing is required but one field. */
int profile_fields_read(const struct snapshot *snapshot, const json_t *params,
                        bool correcting, json_t **out,
                        struct order_refusal *refusal);

/* The record a draft becomes: base (what it corrects, or NULL) with what the
 * draft says and then the members of extra (may be NULL). 1 and *out (a new
 * object, state "published"), or 0 with *refusal: what a record needs and
 * this one has not. */
int profile_record(const struct snapshot *snapshot, const struct draft_row *row,
                   const json_t *base, const json_t *extra, json_t **out,
                   struct order_refusal *refusal);

#endif
