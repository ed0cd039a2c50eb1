/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.h - how passages lie in the index.
 *
 * Terms of text are folded, so no capital letter starts one:
 *
 *     characters of Han, kana and Hangul, and pairs of them;
 *     stems of words;
 *     G + four letters within a word of five or more.
 *
 * L + language stands for each language that a passage has text in, counted
 * as often as the text has characters and words: so the index knows how many
 * passages a language has, and their mean length. Filters, ids and records
 * have a capital letter before them and count nothing (wdf 0). A document's
 * data is
 *
 *     id LF record LF digest LF stream
 *
 * so that a hit needs no SQL and no second analysis; stream is stream.h's,
 * mixed with a fixed row of bytes, because Xapian would compress it and
 * unpacking costs more than scoring. digest is the sum of the terms and the
 * stream (guard against flipped bits, which Xapian does not notice). No
 * positions, no values. Metadata: "schema" is SCHEMA_VERSION, "sequence" the
 * last commit's and a digest of it.
 *
 * Whoever changes any of this, or the terms or units of text, raises
 * SCHEMA_VERSION: an index of another version is rebuilt.
 * Threads: constants. */
#ifndef ENGINE_SCHEMA_H
#define ENGINE_SCHEMA_H

#define SCHEMA_VERSION       "parlor 2"
#define SCHEMA_KEY_VERSION   "schema"
#define SCHEMA_KEY_SEQUENCE  "sequence"
#define SCHEMA_PREFIX_ID     'Q'
#define SCHEMA_PREFIX_RECORD 'R'
#define SCHEMA_PREFIX_FILTER 'F'
#define SCHEMA_PREFIX_GRAM   'G'
#define SCHEMA_PREFIX_LANG   'L'

enum {
    SCHEMA_ID_MAX = 200,         /* bytes of an id; longer ones are refused */
    SCHEMA_TERM_MAX = 240,       /* bytes; Xapian throws over 245 */
    SCHEMA_POSTINGS_MAX = 60000, /* read for a question; the rarest terms */
    SCHEMA_CANDIDATES = 64,      /* at least so many are scored exactly */
    SCHEMA_HITS_MAX = 1000
};

#endif
