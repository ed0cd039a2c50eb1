/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quote.h - what somebody wrote, shown to who reads another language.
 *
 * Private to order/. The words stay as they were written, marked with their
 * language; beside them stand the known terms in them, by their names in the
 * reader's language. Translates nothing. Threads: one worker's workspace. */
#ifndef ORDER_QUOTE_H
#define ORDER_QUOTE_H

#include "order/order.h"

/* {"text", "lang", "terms": [{"term", "meaning", "id"}]}; terms is empty if
 * the reader reads that language. written is what the writer said it was in.
 * A new object; null for NULL. */
json_t *quote_words(struct workspace *ws, const char *text, enum lang written,
                    enum lang reader);

/* Fields of an order as fields_show() makes them, with "lang" and "terms" at
 * those that were written freely. */
json_t *quote_fields(struct workspace *ws, const json_t *values,
                     enum lang written, enum lang reader);

#endif
