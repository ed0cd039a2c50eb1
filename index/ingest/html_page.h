/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_page.h - the blocks of a page while it is read, and which of them are
 * its text; inside of html only.
 *
 * Knows no markup: it is told what begins and ends. Threads: one at a
 * time. */
#ifndef INGEST_HTML_PAGE_H
#define INGEST_HTML_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "ingest/trace.h"

/* A paragraph, a heading, a row of a table: bytes of the page's text. */
struct html_block {
    size_t from, to;
    size_t linked; /* bytes of it that are links */
    size_t links;
    int heading; /* its level, or 0 */
};

/* Where a row can be cut if it is no row of figures but layout. */
struct html_cut {
    size_t at, next; /* bytes between are ours */
};

struct html_page {
    struct buf text, name; /* name: what <title> says */
    struct trace trace;    /* text to the source */
    struct html_block *blocks;
    size_t count, capacity;
    struct html_block open; /* what is being written */
    struct html_cut *cuts;  /* of the open row */
    size_t cut_count, cut_capacity;
    size_t cells;
    bool in_row, cut_waits; /* what comes next in the row is cut off */
    bool blank, broken;     /* blanks wait; a line break is among them */
    int last;               /* last rune of the open block; -1 with none */
};

void page_init(struct html_page *page);
void page_fini(struct html_page *page);

/* Text that stood at was in the source; linked: inside of a link. */
void page_text(struct html_page *page, const char *text, size_t len, size_t was,
               bool linked);
void page_break(struct html_page *page); /* what follows is another block */
void page_heading(struct html_page *page, int level);
void page_row(struct html_page *page);       /* a row begins */
void page_cell(struct html_page *page);      /* a cell of it begins */
void page_row_end(struct html_page *page);   /* it ends, if one is open */
void page_row_loose(struct html_page *page); /* it is layout: no row */

/* Append the blocks that are the page's text, a line each. */
void page_write(const struct html_page *page, struct buf *text,
                struct trace *trace);

#endif
