/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.h - what an order consists of: its form and what fits into it.
 *
 * Private to order/. One table says names, types and limits; the form for
 * the client and the check of what comes back are both made from it.
 * Threads: any; pure. */
#ifndef ORDER_FIELDS_H
#define ORDER_FIELDS_H

#include <jansson.h>

#include "order/order.h"

enum { ORDER_CID_MAX = 64 };

/* Sorted out by who may see it: both are new objects of texts. */
struct order_content {
    char kind[24];
    json_t *fields;
    json_t *contact;
    bool partner, abroad; /* consents; contact is given, or it was refused */
};
void order_content_fini(struct order_content *content);

/* Check the params of order.place and sort them out: 1, or 0 with *refusal,
 * which never repeats a value. */
int fields_read(const struct snapshot *snapshot, struct date today,
                const json_t *params, struct order_content *out,
                struct order_refusal *refusal);
/* The same of a contact alone, for the other side of an introduction. */
int fields_contact(const struct snapshot *snapshot, const json_t *params,
                   struct order_content *out, struct order_refusal *refusal);

/* The name of a request, member cid of params: 1, or 0 with *refusal. */
int fields_cid(const json_t *params, char out[ORDER_CID_MAX + 1],
               struct order_refusal *refusal);

/* May a record be chosen in a form? China as a country may not. */
bool fields_offered(const struct record *record);

/* Values as [{"name", "label", "value"}] in the order of the form, ids as
 * names; contact true: of the contact. A new array. */
json_t *fields_show(const struct snapshot *snapshot, enum lang lang,
                    const json_t *values, bool contact);

/* Do checked values contradict one another: 1, or 0 with *refusal. */
int fields_together(const struct snapshot *snapshot, struct date today,
                    const struct order_content *content,
                    struct order_refusal *refusal);

/* Fill in *refusal and return 0. */
struct field;
int fields_refuse(struct order_refusal *refusal, const struct field *field,
                  const char *what);
int order_refuse(struct order_refusal *refusal, enum order_refusal_code code,
                 const char *path, const char *what);

#endif
