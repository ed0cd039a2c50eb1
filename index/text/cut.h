/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cut.h - plain text with the borders of its words marked.
 *
 * What terms.c and units.c both begin with; makes neither terms nor units.
 * Not for other folders. Threads: one analyser a thread. */
#ifndef TEXT_CUT_H
#define TEXT_CUT_H

#include <stdint.h>

#include <libstemmer.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "base/arena.h"
#include "text/analyser.h"
#include "text/terms.h"

enum { TERM_BYTES = 200, STEMMERS = LANG_LAST + 1 };

struct analyser {
    struct script *script;
    UBreakIterator *words;
    struct sb_stemmer *stems[STEMMERS]; /* made when first needed */
    struct buf folded, plain, own;
    UChar *wide;  /* plain as UTF-16 */
    uint32_t *at; /* byte of plain for each unit of wide, and its end */
    size_t room;
};

/* Marks on the first byte of a rune. */
enum {
    MARK_CJK = 1,
    MARK_WORD = 2, /* a word of ICU begins here */
    MARK_END = 4,  /* what stands before is no longer of the word */
    MARK_STRUCK = 8
};

/* A text that is cut; good until the analyser cuts another one. */
struct cut {
    const char *text; /* plain */
    size_t len;
    enum lang lang;
    bool question;
    unsigned char *marks; /* by byte */
};

/* Make text plain and mark its words; in a question strike what it says
 * without meaning it. marks live in arena. */
void cut_text(struct analyser *analyser, const char *text, size_t len,
              enum lang lang, enum term_use use, struct arena *arena,
              struct cut *out);

/* The end of the word that begins at from: where ICU ended it, or where it
 * goes over from an alphabet to Han, kana or Hangul or back. */
size_t cut_word_end(const struct cut *cut, size_t from);

/* The word without apostrophes: "l'entreprise" is entreprise, "park's" park,
 * "Xi'an" xian. Its length; out holds TERM_BYTES. */
size_t cut_word_close(const struct cut *cut, size_t from, size_t to, char *out);

/* Does a rune of a run of Han, kana or Hangul begin at, not struck? */
bool cut_in_run(const struct cut *cut, size_t at);

#endif
