/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.h - values of a table for spreadsheets (RFC 4180).
 *
 * Knows nothing of what they are. Threads: any. */
#ifndef ANSWER_CSV_H
#define ANSWER_CSV_H

#include "base/buf.h"

/* A file begins with it, so that it is read as UTF-8. */
#define CSV_MARK "\xEF\xBB\xBF"

/* One value of a line, quoted; what a spreadsheet would compute gets a
 * leading apostrophe. */
void csv_value(struct buf *out, const char *text);

#endif
