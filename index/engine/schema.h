/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.h - how passages lie in the index.
 *
 * Terms of text have no prefix: they are folded, so no capital letter starts
 * one. Filters, ids and records have a capital letter before them and count
 * nothing (wdf 0), so they never score. A document's data is
 *
 *     id LF record LF digest
 *
 * so that a hit needs no SQL; digest is the sum of its terms (guard against
 * flipped bits, which Xapian does not notice). No positions, no values.
 * Metadata: "schema" is SCHEMA_VERSION, "sequence" the last commit's and a
 * digest of it.
 *
 * Whoever changes any of this, or the terms that analyser_terms() makes,
 * raises SCHEMA_VERSION: an index of another version is rebuilt.
 * Threads: constants. */
#ifndef ENGINE_SCHEMA_H
#define ENGINE_SCHEMA_H

#define SCHEMA_VERSION       "parlor 1"
#define SCHEMA_KEY_VERSION   "schema"
#define SCHEMA_KEY_SEQUENCE  "sequence"
#define SCHEMA_PREFIX_ID     'Q'
#define SCHEMA_PREFIX_RECORD 'R'
#define SCHEMA_PREFIX_FILTER 'F'

enum {
    SCHEMA_ID_MAX = 200,        /* bytes of an id; longer ones are refused */
    SCHEMA_TERM_MAX = 240,      /* bytes; Xapian throws over 245 */
    SCHEMA_COMMON_FROM = 10000, /* passages from which common terms go */
    SCHEMA_COMMON_SHARE = 20,   /* common: in more than one in so many */
    SCHEMA_QUESTION_TERMS_MAX = 256, /* the rarest stay */
    SCHEMA_HITS_MAX = 1000
};

#endif
