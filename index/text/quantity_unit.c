/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "text/quantity_parts.h"

bool unit_serves(const char *langs, enum lang lang)
{
    const char *code = lang_code(lang);
    size_t len = strlen(code);

    for (const char *at = langs; at != NULL; at = strchr(at + 1, ' ')) {
        if (strncmp(at + 1, code, len) == 0 && at[1 + len] == ' ')
            return true;
    }
    return langs == NULL;
}

/* Are words of this script written without blanks or with endings? */
static bool is_borderless(const char *text)
{
    return (unsigned char)text[0] >= 0xE3;
}

static size_t letters_end(const struct notation *n, size_t at)
{
    while (at < n->len && notation_letter(n, at)) {
        at++;
        while (((unsigned char)n->text[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

/* The end of the row's word at at, or at. */
static size_t unit_end(const struct notation *n, size_t at,
                       const struct unit *row)
{
    size_t len = strlen(row->text);
    bool open = row->text[len - 1] == '*';
    unsigned char last = 0;

    len -= open;
    if (strncmp(n->text + at, row->text, len) != 0 ||
        !unit_serves(row->langs, n->lang))
        return at;
    if (open)
        return letters_end(n, at + len);
    last = (unsigned char)row->text[len - 1];
    if (is_borderless(row->text) || (last < 'a' && last != '2'))
        return at + len;
    if (last == '2' && n->text[at + len] >= '0' && n->text[at + len] <= '9')
        return at;
    return notation_letter(n, at + len) ? at : at + len;
}

static const struct unit *unit_among(const struct notation *n, size_t at,
                                     const struct unit *rows, size_t *end)
{
    const struct unit *best = NULL;

    for (; rows->text != NULL; rows++) {
        size_t to = 0;

        if (rows->text[0] != n->text[at])
            continue;
        to = unit_end(n, at, rows);
        if (to > at && (best == NULL || to > *end)) {
            best = rows;
            *end = to;
        }
    }
    return best;
}

const struct unit *unit_read(const struct notation *n, size_t at, size_t *end)
{
    static const struct unit *const tables[] = {unit_currencies, unit_measures,
                                                unit_times, unit_lookalikes};
    const struct unit *best = NULL;

    if (at >= n->len)
        return NULL;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        size_t to = 0;
        const struct unit *found = unit_among(n, at, tables[i], &to);

        if (found != NULL && (best == NULL || to > *end)) {
            best = found;
            *end = to;
        }
    }
    return best != NULL && best->unit != NULL ? best : NULL;
}

const struct unit *unit_before(const struct notation *n, size_t at,
                               size_t *from)
{
    const struct unit *best = NULL;
    size_t longest = 0;

    if (at > 0 && n->text[at - 1] == ' ')
        at--;
    for (const struct unit *row = unit_currencies; row->text != NULL; row++) {
        size_t len = strlen(row->text);
        unsigned char first = (unsigned char)row->text[0];

        if (len <= longest || at < n->done + len ||
            !notation_ends(n, at, row->text) ||
            !unit_serves(row->langs, n->lang))
            continue;
        if (first >= 0xE3 && len == 3)
            continue; /* one character (元) only stands behind */
        if (first != '$' && !is_borderless(row->text) &&
            notation_letter(n, at - len) && notation_letter_before(n, at - len))
            continue;
        best = row;
        longest = len;
        *from = at - len;
    }
    return best;
}
