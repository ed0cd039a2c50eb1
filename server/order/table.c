/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/table.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* ---- lines --------------------------------------------------------------- */

struct lines {
    const char *text;
    size_t len, at, line;
    char separator;
};

/* The one that the first line has most of, outside of quotes. */
static char separator_of(const char *text, size_t len)
{
    static const char separators[] = ",;\t";
    size_t counts[3] = {0};
    size_t best = 0;
    bool quoted = false;

    for (size_t i = 0; i < len && (quoted || text[i] != '\n'); i++) {
        const char *which =
            text[i] != '\0' ? strchr(separators, text[i]) : NULL;

        if (text[i] == '"')
            quoted = !quoted;
        else if (which != NULL && !quoted)
            counts[which - separators]++;
    }
    for (size_t i = 1; i < 3; i++)
        if (counts[i] > counts[best])
            best = i;
    return separators[best];
}

/* Where the line ends that begins at start. */
static size_t line_end(const struct lines *lines, size_t start)
{
    const char *end = memchr(lines->text + start, '\n', lines->len - start);

    return end != NULL ? (size_t)(end - lines->text) : lines->len;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Where the row ends that begins here: behind its last line but for line
 * breaks within quotes; *breaks of them. False if a quote stays open. */
static bool row_end(const struct lines *lines, size_t *end, size_t *breaks)
{
    bool quoted = false, first = true; /* first: a value begins here */
    size_t i = lines->at;

    for (*breaks = 0; i < lines->len; i++) {
        char c = lines->text[i];

        if (c == '\n' && !quoted)
            break;
        if (c == '\n' && ++*breaks > TABLE_ROW_LINES)
            return false;
        if (i - lines->at > TABLE_ROW_MAX)
            return !quoted;
        if (c == '"' && quoted && i + 1 < lines->len &&
            lines->text[i + 1] == '"')
            i++; /* a doubled one is a character */
        else if (c == '"' && (quoted || first))
            quoted = !quoted;
        first = quoted                  ? false
                : c == lines->separator ? true
                                        : first && blank(c);
    }
    *end = i;
    return !quoted;
}

/* ---- cells --------------------------------------------------------------- */

struct cells {
    char *texts[TABLE_CELLS_MAX];
    size_t count;
    bool large;
};

static void cell_add(void *bytes, size_t len, void *context)
{
    struct cells *cells = context;

    if (cells->count == TABLE_CELLS_MAX)
        cells->large = true;
    else
        cells->texts[cells->count++] = mem_text_n(bytes, len);
}

static void cells_fini(struct cells *cells)
{
    for (size_t i = 0; i < cells->count; i++)
        free(cells->texts[i]);
    cells->count = 0;
}

static enum table_fault cells_read(const char *bytes, size_t len,
                                   char separator, struct cells *out)
{
    struct csv_parser parser;
    enum table_fault fault = TABLE_FINE;

    if (len > TABLE_ROW_MAX)
        return TABLE_LARGE;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        abort(); /* out of memory */
    csv_set_delim(&parser, (unsigned char)separator);
    if (csv_parse(&parser, bytes, len, cell_add, NULL, out) != len ||
        csv_fini(&parser, cell_add, NULL, out) != 0)
        fault = TABLE_QUOTE;
    csv_free(&parser);
    return out->large ? TABLE_LARGE : fault;
}

static bool cells_empty(const struct cells *cells)
{
    for (size_t i = 0; i < cells->count; i++)
        if (cells->texts[i][0] != '\0')
            return false;
    return true;
}

/* ---- the whole ----------------------------------------------------------- */

static int row_tell(const struct lines *lines, size_t end, bool closed,
                    table_fn *fn, void *context, struct err *err)
{
    struct cells cells = {0};
    struct table_row row = {.line = lines->line,
                            .fault = closed ? TABLE_FINE : TABLE_OPEN};
    int ret = 0;

    if (closed)
        row.fault = cells_read(lines->text + lines->at, end - lines->at,
                               lines->separator, &cells);
    if (row.fault == TABLE_FINE) {
        row.cells = (const char *const *)cells.texts;
        row.count = cells.count;
    }
    if (row.fault != TABLE_FINE || !cells_empty(&cells))
        ret = fn(context, &row, err);
    cells_fini(&cells);
    return ret;
}

int table_each(const char *text, size_t len, table_fn *fn, void *context,
               struct err *err)
{
    struct lines lines = {text, len, 0, 1, separator_of(text, len)};

    while (lines.at < len) {
        size_t end = 0, breaks = 0;
        bool closed = row_end(&lines, &end, &breaks);

        if (!closed || end == 0) { /* this line alone is spoilt */
            end = line_end(&lines, lines.at);
            breaks = 0;
        }
        if (row_tell(&lines, end, closed, fn, context, err) < 0)
            return -1;
        lines.at = end + 1;
        lines.line += breaks + 1;
    }
    return 0;
}
