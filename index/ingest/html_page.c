/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/html_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/clean_runes.h"
#include "text/fold.h"

enum {
    CELL_MAX = 600,    /* bytes; a longer cell is layout, not a figure */
    LINK_RUN = 3,      /* so many links one after another are a list */
    LINKED_TENTHS = 8, /* of a block that is nothing but links */
    NAME_MIN = 12      /* bytes of a block that the page's title repeats */
};

void page_init(struct html_page *page)
{
    *page = (struct html_page){.last = -1};
    buf_init(&page->text);
    buf_init(&page->name);
}

void page_fini(struct html_page *page)
{
    buf_fini(&page->text);
    buf_fini(&page->name);
    trace_fini(&page->trace);
    free(page->blocks);
    free(page->cuts);
}

static bool rune_is_blank(int rune)
{
    return rune == ' ' || rune == '\t' || rune == '\n' || rune == '\r' ||
           rune == '\f' || rune == 0xA0;
}

static void cut_add(struct html_page *page, size_t at)
{
    page->cuts = mem_room(page->cuts, page->cut_count, &page->cut_capacity,
                          sizeof *page->cuts);
    page->cuts[page->cut_count++] = (struct html_cut){at, page->text.len};
}

/* A line break of the source between Chinese characters is none. */
static void blank_write(struct html_page *page, int next)
{
    size_t at = page->text.len;
    bool idle = page->broken && rune_is_han(page->last) && rune_is_han(next);

    if (page->cut_waits) {
        buf_char(&page->text, ' ');
        cut_add(page, at);
    } else if (page->blank && page->last >= 0 && !idle) {
        buf_char(&page->text, ' ');
    }
    page->blank = page->broken = page->cut_waits = false;
}

void page_text(struct html_page *page, const char *text, size_t len, size_t was,
               bool linked)
{
    size_t before = page->text.len;

    for (size_t at = 0; at < len;) {
        size_t from = at;
        int rune = fold_rune(text, len, &at);

        if (rune_is_blank(rune)) {
            page->blank = true;
            page->broken = page->broken || rune == '\n';
            continue;
        }
        blank_write(page, rune);
        trace_add(&page->trace, page->text.len, was + from);
        buf_rune(&page->text, rune);
        page->last = rune;
    }
    page->open.linked += linked ? page->text.len - before : 0;
}

static void block_add(struct html_page *page, struct html_block block)
{
    if (block.from >= block.to)
        return;
    page->blocks = mem_room(page->blocks, page->count, &page->capacity,
                            sizeof *page->blocks);
    page->blocks[page->count++] = block;
}

/* The next byte begins a block of its own. */
static void block_begin(struct html_page *page)
{
    page->open = (struct html_block){.from = page->text.len};
    page->last = -1;
    page->blank = page->broken = page->cut_waits = false;
}

void page_break(struct html_page *page)
{
    size_t at = page->text.len;

    if (page->in_row) {
        page->cut_waits = page->cut_waits || page->last >= 0;
        return;
    }
    page->open.to = at;
    block_add(page, page->open);
    block_begin(page);
}

void page_heading(struct html_page *page, int level)
{
    page_break(page);
    page->open.heading = page->in_row ? 0 : level;
}

void page_row(struct html_page *page)
{
    page_row_end(page);
    page_break(page);
    page->in_row = true;
    page->cells = page->cut_count = 0;
}

void page_cell(struct html_page *page)
{
    size_t at = page->text.len;

    if (!page->in_row)
        return;
    if (page->cells++ > 0) {
        buf_text(&page->text, " | ");
        cut_add(page, at);
    }
    page->last = -1;
    page->blank = page->broken = page->cut_waits = false;
}

/* Is one of the row's pieces too long for a cell? */
static bool row_is_long(const struct html_page *page)
{
    size_t from = page->open.from;

    for (size_t i = 0; i < page->cut_count; i++) {
        if (page->cuts[i].at - from > CELL_MAX)
            return true;
        from = page->cuts[i].next;
    }
    return page->text.len - from > CELL_MAX;
}

void page_row_loose(struct html_page *page)
{
    struct html_block block = page->open;

    if (!page->in_row)
        return;
    page->in_row = false;
    for (size_t i = 0; i <= page->cut_count; i++) {
        block.to = i < page->cut_count ? page->cuts[i].at : page->text.len;
        block_add(page, block);
        block.from = i < page->cut_count ? page->cuts[i].next : block.to;
    }
    block_begin(page);
}

void page_row_end(struct html_page *page)
{
    if (!page->in_row)
        return;
    if (page->cells < 2 || row_is_long(page)) {
        page_row_loose(page);
        return;
    }
    page->in_row = false;
    page_break(page);
}

/* ---- what is text ------------------------------------------------------ */

static bool block_is_links(const struct html_block *block)
{
    return block->links > 0 &&
           block->linked * 10 >= (block->to - block->from) * LINKED_TENTHS;
}

/* A menu, a path to the page, a list of other pages. */
static bool *blocks_listed(const struct html_page *page)
{
    bool *listed = mem_zero(page->count + 1);

    for (size_t i = 0; i < page->count;) {
        size_t end = i;

        while (end < page->count && block_is_links(&page->blocks[end]))
            end++;
        for (size_t k = i; k < end; k++)
            listed[k] = end - i >= LINK_RUN || page->blocks[k].links > 1;
        i = end > i ? end : i + 1;
    }
    return listed;
}

/* The block that the text begins with: the title, as <title> repeats it or
 * as the first heading; what stands above it belongs to the site. */
static size_t first_block(const struct html_page *page, const bool *listed)
{
    size_t heading = page->count;

    for (size_t i = 0; i < page->count; i++) {
        const struct html_block *block = &page->blocks[i];
        size_t len = block->to - block->from;

        if (listed[i])
            continue;
        if (len >= NAME_MIN && len <= page->name.len &&
            memmem(page->name.bytes, page->name.len,
                   page->text.bytes + block->from, len) != NULL)
            return i;
        if (block->heading == 1 && heading == page->count)
            heading = i;
    }
    return heading < page->count ? heading : 0;
}

/* Steps of one trace between two bytes, moved to at. */
static void trace_move(const struct trace *trace, size_t *step, size_t from,
                       size_t to, size_t at, struct trace *out)
{
    trace_add(out, at, trace_find(trace, from));
    while (*step < trace->count && trace->items[*step].at <= from)
        ++*step;
    for (; *step < trace->count && trace->items[*step].at < to; ++*step)
        trace_add(out, at + (trace->items[*step].at - from),
                  trace->items[*step].was);
}

void page_write(const struct html_page *page, struct buf *text,
                struct trace *trace)
{
    bool *listed = blocks_listed(page);
    size_t step = 0;

    for (size_t i = first_block(page, listed); i < page->count; i++) {
        const struct html_block *block = &page->blocks[i];

        if (listed[i])
            continue;
        for (int level = 0; level < block->heading; level++)
            buf_char(text, '#');
        if (block->heading)
            buf_char(text, ' ');
        trace_move(&page->trace, &step, block->from, block->to, text->len,
                   trace);
        buf_add(text, page->text.bytes + block->from, block->to - block->from);
        buf_char(text, '\n');
    }
    free(listed);
}
