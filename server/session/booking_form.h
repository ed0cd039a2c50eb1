/* SPDX-License-Identifier: GPL-3.0-or-later */
/* booking_form.h - what is asked of who books a room or registers.
 *
 * One table says names, types and limits; the form and the check of what
 * comes back are made from it. Private to session/. Threads: any; pure. */
#ifndef SESSION_BOOKING_FORM_H
#define SESSION_BOOKING_FORM_H

#include <jansson.h>
#include <stdbool.h>

#include "publish/snapshot.h"
#include "session/rpc.h"

/* What form.get answers for "booking": a new object. responsible is
 * borrowed. */
json_t *booking_form(const struct snapshot *snapshot, enum lang lang,
                     const json_t *responsible);
/* Version of the notice in force; borrowed from the snapshot. */
const char *booking_form_notice(const struct snapshot *snapshot);

/* Check notice, consents and fields of params, and sort them out: 0 with two
 * new objects of texts, or -1 with *error, which never repeats a value. */
int booking_form_read(const struct snapshot *snapshot, const json_t *params,
                      json_t **fields, json_t **contact, bool *partner,
                      struct rpc_error *error);

#endif
