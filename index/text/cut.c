/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text is folded and simplified and cut by ICU's word rules (the same for all
 * languages, so one iterator serves). In a question stop words are struck and
 * cut the run, so that no bigram bridges what was not said together. */
#include "text/cut.h"

#include <string.h>

#include "base/mem.h"
#include "text/fold.h"

/* Stands for Han where its words are not sought: a border of words as it is,
 * but not looked up in a dictionary, which is most of what cutting costs. */
enum { NO_WORD = 0x3012 };

/* Make wide and at hold the text; the number of units. */
static int32_t cut_widen(struct analyser *a, struct cut *cut, bool pairs)
{
    int32_t units = 0;

    if (a->room < cut->len + 1) {
        a->room = (cut->len + 1) * 2;
        a->wide = mem_grow(a->wide, a->room, sizeof *a->wide);
        a->at = mem_grow(a->at, a->room, sizeof *a->at);
    }
    for (size_t at = 0; at < cut->len;) {
        size_t from = at;
        int rune = fold_rune(cut->text, cut->len, &at);

        if (rune_is_cjk(rune))
            cut->marks[from] |= MARK_CJK;
        if (pairs && rune_kind(rune) == RUNE_HAN)
            rune = NO_WORD;
        a->at[units] = (uint32_t)from;
        if (rune < 0x10000) {
            a->wide[units++] = (UChar)rune;
            continue;
        }
        a->wide[units++] = (UChar)(0xD7C0 + (rune >> 10));
        a->at[units] = (uint32_t)from;
        a->wide[units++] = (UChar)(0xDC00 | (rune & 0x3FF));
    }
    a->at[units] = (uint32_t)cut->len;
    return units;
}

/* Let ICU mark where words begin and end. */
static void cut_words(struct analyser *a, struct cut *cut, bool pairs)
{
    int32_t units = cut_widen(a, cut, pairs), from = 0, to = 0;
    UErrorCode status = U_ZERO_ERROR;

    ubrk_setText(a->words, a->wide, units, &status);
    if (U_FAILURE(status))
        return;
    for (; (to = ubrk_next(a->words)) != UBRK_DONE; from = to) {
        if (ubrk_getRuleStatus(a->words) >= UBRK_WORD_NONE_LIMIT)
            cut->marks[a->at[from]] |= MARK_WORD;
        cut->marks[a->at[to]] |= MARK_END;
    }
}

size_t cut_word_end(const struct cut *cut, size_t from)
{
    size_t at = from;

    do {
        fold_rune(cut->text, cut->len, &at);
    } while (at < cut->len && (cut->marks[at] & MARK_END) == 0 &&
             (cut->marks[at] & MARK_CJK) == (cut->marks[from] & MARK_CJK));
    return at;
}

static void strike(struct cut *cut, size_t from, size_t len)
{
    for (size_t i = from; i < from + len; i++)
        cut->marks[i] |= MARK_STRUCK;
}

/* Strike what a question says without meaning it: phrases anywhere in a run,
 * single characters only where ICU sees a word of its own. */
static void cut_strike(struct cut *cut)
{
    for (size_t at = 0; at < cut->len;) {
        size_t from = at, len = 0;

        fold_rune(cut->text, cut->len, &at);
        if ((cut->marks[from] & MARK_CJK) != 0)
            len = stop_phrase(cut->lang, cut->text + from, cut->len - from);
        if (len != 0) {
            strike(cut, from, len);
            at = from + len;
        } else if ((cut->marks[from] & MARK_WORD) != 0) {
            len = cut_word_end(cut, from) - from;
            if (stop_word(cut->lang, cut->text + from, len))
                strike(cut, from, len);
        }
    }
}

size_t cut_word_close(const struct cut *cut, size_t from, size_t to, char *out)
{
    size_t len = 0;

    for (size_t at = from; at < to;) {
        size_t here = at;
        int rune = fold_rune(cut->text, to, &at);

        if (rune == '\'' || rune == 0x2019) {
            if (elision(out, len))
                len = 0;
            else if (to - at == 1)
                break;
            continue;
        }
        if (len + (at - here) > TERM_BYTES)
            break;
        memcpy(out + len, cut->text + here, at - here);
        len += at - here;
    }
    return len;
}

bool cut_in_run(const struct cut *cut, size_t at)
{
    return at < cut->len &&
           (cut->marks[at] & (MARK_CJK | MARK_STRUCK)) == MARK_CJK;
}

void cut_text(struct analyser *analyser, const char *text, size_t len,
              enum lang lang, enum term_use use, struct arena *arena,
              struct cut *out)
{
    *out = (struct cut){.lang = lang, .question = use == TERM_QUESTION};
    analyser_plain_buf(analyser, text, len, &analyser->own);
    out->text = analyser->own.bytes;
    out->len = analyser->own.len;
    out->marks = arena_zero(arena, out->len + 1);
    cut_words(analyser, out, use == TERM_PAIRS);
    if (out->question)
        cut_strike(out);
}
