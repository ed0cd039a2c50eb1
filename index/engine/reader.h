/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.h - finds passages.
 *
 * Two stages: the posting lists of the question's rarest terms give some
 * candidates, and each is scored exactly from its own text (score.h).
 * QueryParser is never used. reopen() once per search, one retry.
 * Threads: one reader a thread. */
#ifndef ENGINE_READER_H
#define ENGINE_READER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "engine/passage.h"
#include "text/terms.h"

struct reader;

/* -1 with ERR_CORRUPT if it cannot be opened as an index of this schema. */
int reader_open(const char *directory, struct reader **out, struct err *err);
void reader_close(struct reader **reader);

/* Best passages for a question; out in arena; 0 or -1. analyser is the
 * calling thread's. No term known: 0 with no hits. */
int reader_search(struct reader *reader, struct analyser *analyser,
                  const struct question *question, struct arena *arena,
                  struct hits *out, struct err *err);

/* The same of several groups of passages, which are read once for all of
 * them: questions differ in filters and limit alone. count of *out. */
int reader_search_groups(struct reader *reader, struct analyser *analyser,
                         const struct question *questions, size_t count,
                         struct arena *arena, struct hits *out,
                         struct err *err);

/* Processor seconds that Xapian alone takes for the question's query object,
 * the mean of rounds; -1 on failure. What `make bench` compares with. */
double reader_query_seconds(struct reader *reader, struct analyser *analyser,
                            const struct question *question, unsigned rounds,
                            struct arena *arena, struct err *err);

/* In how many passages a term stands, by the commit that was read last: -1 on
 * failure. */
long reader_term_passages(struct reader *reader, const char *term,
                          struct err *err);
/* The same of passages that lack a filter ("kind:document"); of a term that
 * very many have, as if it stood in all kinds alike. What was counted is
 * remembered until the next commit. */
long reader_term_without(struct reader *reader, const char *term,
                         const char *filter, struct err *err);
/* How many passages have text in a language, and lack a filter unless it is
 * NULL. */
long reader_lang_passages(struct reader *reader, enum lang lang,
                          const char *filter, struct err *err);
long reader_count(struct reader *reader, struct err *err);

/* Sequence of the last commit: 0 for a new index, -1 on failure. */
int64_t reader_sequence(struct reader *reader, struct err *err);

/* Read everything once and check it: 1 whole, 0 damaged (*err says where),
 * -1 could not be tried. A child process reads, because libxapian can crash
 * on damaged blocks; for the same reason verify before the first reader or
 * writer is opened after an unclean stop. Not while a writer commits. */
int reader_verify(const char *directory, struct err *err);

#endif
