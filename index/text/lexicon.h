/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lexicon.h - names in all languages, found in a message by longest match.
 *
 * Alphabetic scripts are matched token by token on word borders, tokens
 * stemmed in the message's language; Han, kana and Hangul by characters
 * (Hangul names start at a word's start, particles may follow; Arabic words
 * may carry the article and one-letter prefixes). Says which entries a
 * stretch may mean; does not decide between homonyms.
 * Threads: built by one, then read by any; never changes once built. */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include <stddef.h>

#include "base/arena.h"
#include "text/terms.h"

struct lexicon;

struct lexicon_entry {
    const char *id;   /* record id, "suzhou" */
    const char *kind; /* record kind, "city" */
};

struct lexicon_match {
    size_t from, to; /* bytes of the plain text (analyser_plain) */
    const struct lexicon_entry *const *entries; /* all with this name */
    size_t count;
};

struct lexicon_matches {
    struct lexicon_match *items;
    size_t count;
};

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon **lexicon);

/* Add a name as written; lang LANG_NONE if it serves all. id and kind are
 * copied. A name of one Latin letter or empty is left out. */
void lexicon_add(struct lexicon *lexicon, struct analyser *analyser,
                 const char *name, enum lang lang, const char *id,
                 const char *kind);
/* No lexicon_add() after this; must be called once before lexicon_find(). */
void lexicon_seal(struct lexicon *lexicon);

/* Longest matches from the left, not overlapping, in plain (the result of
 * analyser_plain); out lives in arena and borrows from the lexicon. */
void lexicon_find(const struct lexicon *lexicon, struct analyser *analyser,
                  const char *plain, enum lang lang, struct arena *arena,
                  struct lexicon_matches *out);

/* The longest match at every place where one begins, overlapping: what
 * lexicon_choose() takes parts of, so that a text is walked once. */
void lexicon_starts(const struct lexicon *lexicon, struct analyser *analyser,
                    const char *plain, enum lang lang, struct arena *arena,
                    struct lexicon_matches *out);
/* Of these, those within bytes from and to that do not overlap, as
 * lexicon_find() would give them for this stretch. */
void lexicon_choose(const struct lexicon_matches *starts, size_t from,
                    size_t to, struct arena *arena,
                    struct lexicon_matches *out);

#endif
