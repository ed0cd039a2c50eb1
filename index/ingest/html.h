/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html.h - what a web page says, as lines of text; inside of document only.
 *
 * Parsed by libxml2, which reads any tag soup. Scripts, menus, footers, forms
 * and lists of links are left out, tables become a line a row. Knows nothing
 * of clauses. Threads: any; pure. */
#ifndef INGEST_HTML_H
#define INGEST_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "ingest/trace.h"

enum { HTML_DEPTH_MAX = 2000 };

/* Is valid UTF-8 a page, not a text that merely has a tag in it? */
bool html_is(const char *bytes, size_t len);

/* The text of a page, which is valid UTF-8, and where in it each byte stood:
 * 0, or -1 with ERR_INPUT (nested deeper than HTML_DEPTH_MAX). text is
 * initialised by the caller, trace empty. */
int html_text(const char *bytes, size_t len, struct buf *text,
              struct trace *trace, struct err *err);

#endif
