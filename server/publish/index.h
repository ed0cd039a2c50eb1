/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index.h - keeps the index what the store says, whatever happened to it.
 *
 * The store is the truth: the index knows up to which sequence number it has
 * been told, and what came after is asked of the store. A damaged index is
 * set aside (index.broken-TIME) and made anew.
 * Threads: the one that writes; one process a data directory (locked). */
#ifndef PUBLISH_INDEX_H
#define PUBLISH_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

/* data_dir/index; yours, free(). */
char *index_path(const char *data_dir);

struct index;

/* Open for writing: 1 opened, but what lay there was damaged, of another
 * version or of another store, and is set aside, so that this one is empty;
 * 0 opened; -1 (ERR_BUSY: another process writes). An index whose last writer
 * stopped badly is read and checked as a whole first. now (ms since 1970)
 * goes into the name of what is set aside. */
int index_open(const char *data_dir, struct store *store, int64_t now,
               struct index **out, struct err *err);
void index_close(struct index **index);

/* Close it, and let whoever opens it next check it as a whole. */
void index_doubt(struct index **index);
/* Must whoever opens it next do so? Then it must not be read either. */
bool index_doubted(const char *data_dir);

/* Tell it what the store has published since: 1 something, 0 there was
 * nothing, -1 (close it and open it again). */
int index_apply(struct index *index, struct store *store, struct err *err);

/* Sequence it has been told up to; -1 if there is no index to read. */
int64_t index_sequence(const char *data_dir);

/* Make a new one beside the old and exchange them: 0 or -1. Whoever had the
 * index open for writing has closed it before. */
int index_rebuild(const char *data_dir, struct store *store, int64_t now,
                  struct err *err);

/* Compare it with the store and read all of it: 1 whole, 0 not (*err says
 * what to do), -1 could not be tried. */
int index_verify(const char *data_dir, struct store *store, struct err *err);

#endif
