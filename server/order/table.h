/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - a text of separated values, line by line, where one broken line
 * takes no other with it.
 *
 * Private to order/. Lines are cut before libcsv reads each by itself: a
 * quotation mark that is never closed spoils the line it stands in and not
 * all that follows. Knows no columns. Threads: any; pure. */
#ifndef ORDER_TABLE_H
#define ORDER_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum {
    TABLE_CELLS_MAX = 64,
    TABLE_ROW_MAX = 32 * 1024, /* bytes of a row */
    TABLE_ROW_LINES = 200      /* line breaks in one, within quotes */
};

enum table_fault {
    TABLE_FINE,
    TABLE_OPEN,  /* a quotation mark is not closed */
    TABLE_QUOTE, /* one stands within a value */
    TABLE_LARGE  /* too many cells or bytes */
};

struct table_row {
    size_t line; /* of the text, from 1 */
    enum table_fault fault;
    const char *const *cells; /* without blanks around; NULL if at fault */
    size_t count;
};

/* Told each row that is not blank, in order; -1 stops. */
typedef int table_fn(void *context, const struct table_row *row,
                     struct err *err);

/* text is valid UTF-8 without a mark at its start. The separator (comma,
 * semicolon or tab) is the one that the first line has most of. 0 or -1. */
int table_each(const char *text, size_t len, table_fn *fn, void *context,
               struct err *err);

#endif
