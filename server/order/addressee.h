/* SPDX-License-Identifier: GPL-3.0-or-later */
/* addressee.h - where the person who placed an order is reached, for one
 * mail.
 *
 * Opens the seal for as long as the mail is written; the caller keeps
 * nothing and gives the value back with addressee_fini(), which overwrites
 * it. Threads: one worker's workspace. */
#ifndef ORDER_ADDRESSEE_H
#define ORDER_ADDRESSEE_H

#include "publish/workspace.h"
#include "store/orders.h"

struct addressee {
    char email[256];
    char path[128]; /* "/order/REF#SECRET" */
    char desk[ORDER_RECORD_MAX];
};

/* 1 and *out; 0 there is no such order, or nobody to write to any more; -1.
 * Needs ws->key. */
int addressee_of(struct workspace *ws, const char *reference,
                 struct addressee *out, struct err *err);
void addressee_fini(struct addressee *addressee);

#endif
