/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile.h - profiles that enterprises and partners write themselves.
 *
 * Somebody outside registers an enterprise, or corrects a published one, and
 * says where what they say can be read. It waits as a draft until staff
 * publish it, which makes a record's revision, or decline it with a reason;
 * before that it is in no answer. Contact is sealed as an order's.
 * Threads: one worker's workspace. */
#ifndef ORDER_PROFILE_H
#define ORDER_PROFILE_H

#include "order/order.h"

enum {
    PROFILE_SOURCES_MAX = 10,
    PROFILE_LIST_MAX = 20,  /* of industries, places ... in one */
    PROFILES_A_DAY = 5,     /* of one visitor */
    PROFILE_KEEP_DAYS = 365 /* the contact, after it has ended */
};

/* All need ws->key and answer as the functions of order.h: 1 and *out, 0
 * refused, -1. */

/* What form.get answers for "profile": a new object, of which responsible is
 * borrowed. Its notice has the version of that of orders. */
json_t *profile_form(const struct snapshot *snapshot, enum lang lang,
                     const json_t *responsible);

/* profile.submit: params `{cid, kind, id?, fields, sources, contact,
 * consents, notice}`; *out: `{reference, secret, state, state_label}`. The
 * same cid of the same visitor is the same draft. */
int profile_submit(struct workspace *ws, const struct order_owner *owner,
                   const json_t *params, json_t **out,
                   struct order_refusal *refusal, struct err *err);
/* profile.get: `{reference, kind, state, state_label, at, record?, reason?,
 * reason_label?, fields, sources}`. */
int profile_get(struct workspace *ws, const char *reference, const char *secret,
                enum lang lang, json_t **out, struct order_refusal *refusal,
                struct err *err);

/* desk.drafts: `{drafts: [...], reasons: [{value, label}]}`, oldest first,
 * without contact; one with its contact, once the look is in the audit. */
int profile_list(struct workspace *ws, enum lang lang, json_t **out,
                 struct err *err);
int profile_show(struct workspace *ws, const char *reference, enum lang lang,
                 json_t **out, struct order_refusal *refusal, struct err *err);

/* desk.draft_move: params `{to: "published"|"declined", reason?, record?}`.
 * Declining needs a reason; record's members replace those of the record that
 * is made. author signs the revision. *out as profile_show. */
int profile_move(struct workspace *ws, const char *reference,
                 const json_t *params, const char *author, enum lang lang,
                 json_t **out, struct order_refusal *refusal, struct err *err);

/* Where who sent it is reached, for one mail: 1, 0 nobody, -1. email has room
 * for 256 bytes. */
int profile_addressee(struct workspace *ws, const char *reference, char *email,
                      struct err *err);

/* Rows of the table of person.c: what is kept under a hash of a contact
 * value, and erasing it; how many, or -1. */
int profiles_kept(struct workspace *ws, const unsigned char hash[32],
                  json_t *list, struct err *err);
int profiles_drop(struct workspace *ws, const unsigned char hash[32],
                  struct err *err);
/* Erase what ended PROFILE_KEEP_DAYS ago: how many, or -1. */
int profile_sweep(struct workspace *ws, struct err *err);

#endif
