/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bulk.h - many orders from one table of separated values.
 *
 * Each line becomes an order or a refusal that says how to mend it; a line
 * that is refused takes no other with it, and the same line again is the
 * order it made before. Columns and values are read by headings.h.
 * Threads: one worker's workspace. */
#ifndef ORDER_BULK_H
#define ORDER_BULK_H

#include <stdbool.h>

#include "order/order.h"

enum { BULK_BYTES_MAX = 5 * 1024 * 1024, BULK_LINES_MAX = 5000 };

struct bulk_options {
    enum lang lang; /* of the report, and of orders that say none */
    bool dry_run;   /* look only */
};

/* bytes in UTF-8, GB18030 or whatever else they are known to be in. 1 and
 * *out: `{columns: [names], ignored: [headings], placed, again, refused,
 * dry_run, lines: [{line, reference, again?} | {line, path, what, mend}]}`;
 * 0 nothing of it can be read, with *refusal; -1. Needs ws->key. What was
 * placed before a failure stays. */
int order_bulk(struct workspace *ws, const char *bytes, size_t len,
               const struct bulk_options *options, json_t **out,
               struct order_refusal *refusal, struct err *err);

#endif
