/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passage.h - what is put into the index, and what is asked of it.
 *
 * Plain values; knows no Xapian. */
#ifndef ENGINE_PASSAGE_H
#define ENGINE_PASSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "text/language.h"
#include "text/pack.h"

struct passage_text {
    enum lang lang;
    const char *text; /* valid UTF-8 */
    size_t len;
    unsigned weight; /* how often each of its terms counts: 1 usual */
};

/* One findable unit: a record, or a clause of an imported document. */
struct passage {
    const char *id;     /* unique, at most 200 bytes: "suzhou-2020-1.m11-1" */
    const char *record; /* the record it belongs to; often the same */
    const struct passage_text *texts;
    size_t text_count;
    const char *const *filters; /* "kind:clause", "place:suzhou" ... */
    size_t filter_count;
};

struct question {
    const char *text;
    size_t len;
    enum lang lang;
    const char *const *any; /* filters, one of which must hold; NULL: no */
    size_t any_count;
    size_t limit; /* at most so many hits, 1 to 1000 */
    /* Words across languages: passages that have no text in lang are found by
     * them. NULL: only by what is the same in both. */
    const struct pack *pack;
};

struct hit {
    const char *id;     /* the passage */
    const char *record; /* its record */
    double score;       /* of score.h; of one question only comparable */
};

struct hits {
    struct hit *items; /* best first */
    size_t count;
};

#endif
