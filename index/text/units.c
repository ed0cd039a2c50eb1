/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/units.h"

#include <stdint.h>
#include <string.h>

#include "text/cut.h"
#include "text/fold.h"

/* Units as they are gathered. */
struct row {
    struct analyser *analyser;
    const struct cut *cut;
    const char *text; /* of cut, as long as the arena lives */
    struct arena *arena;
    struct units *out;
    size_t capacity;
};

static struct unit *row_add(struct row *row, enum unit_kind kind)
{
    struct units *out = row->out;

    out->items = arena_room(row->arena, out->items, out->count, &row->capacity,
                            sizeof *out->items);
    out->items[out->count] = (struct unit){.kind = kind};
    return &out->items[out->count++];
}

static void row_word(struct row *row, size_t from, size_t to)
{
    const struct cut *cut = row->cut;
    char word[TERM_BYTES];
    size_t len = cut_word_close(cut, from, to, word);
    struct unit *unit = NULL;
    const char *stem = NULL;

    if (len == 0)
        return;
    unit = row_add(row, UNIT_WORD);
    unit->text = arena_text_n(row->arena, word, len);
    unit->len = len;
    unit->struck = cut->question && stop_word(cut->lang, word, len);
    stem = analyser_stem_n(row->analyser, word, len,
                           word_lang(word, len, cut->lang), &unit->stem_len);
    unit->stem = unit->text;
    if (unit->stem_len != len || memcmp(stem, word, len) != 0)
        unit->stem = arena_text_n(row->arena, stem, unit->stem_len);
}

static bool ends_sentence(int rune)
{
    return rune == '.' || rune == '!' || rune == '?' || rune == ';' ||
           rune == 0x3002 || rune == 0x0964 || rune == 0x061F || rune == 0x06D4;
}

static void row_read(struct row *row)
{
    const struct cut *cut = row->cut;
    size_t rest = SIZE_MAX; /* where a word goes on in another script */

    for (size_t at = 0, next = 0; at < cut->len; at = next) {
        int rune = fold_rune(cut->text, cut->len, &next);
        bool word = (cut->marks[at] & MARK_WORD) != 0 || at == rest;
        struct unit *unit = NULL;

        if ((cut->marks[at] & MARK_CJK) != 0) {
            unit = row_add(row, UNIT_CHARACTER);
            unit->text = row->text + at;
            unit->len = next - at;
            unit->struck = (cut->marks[at] & MARK_STRUCK) != 0;
            if (word)
                rest = cut_word_end(cut, at);
        } else if (word) {
            rest = next = cut_word_end(cut, at);
            row_word(row, at, next);
        } else if (rune != ' ') {
            row_add(row, ends_sentence(rune) ? UNIT_END : UNIT_GAP);
        }
        if (rest == next && (cut->marks[rest] & MARK_END) != 0)
            rest = SIZE_MAX;
    }
}

void analyser_units(struct analyser *analyser, const char *text, size_t len,
                    enum lang lang, enum term_use use, struct arena *arena,
                    struct units *out)
{
    struct cut cut;
    struct row row = {
        .analyser = analyser, .cut = &cut, .arena = arena, .out = out};

    *out = (struct units){0};
    cut_text(analyser, text, len, lang, use, arena, &cut);
    row.text = arena_text_n(arena, cut.text, cut.len);
    row_read(&row);
}
