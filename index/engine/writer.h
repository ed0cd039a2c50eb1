/* SPDX-License-Identifier: GPL-3.0-or-later */
/* writer.h - puts passages into an index directory so that they survive.
 *
 * After commit the index directory itself is fsynced (Xapian does not).
 * Knows nothing of SQL; the caller keeps the truth and the sequence.
 * Threads: the writer thread only; one writer a directory (locked). */
#ifndef ENGINE_WRITER_H
#define ENGINE_WRITER_H

#include <stdint.h>

#include "base/err.h"
#include "engine/passage.h"
#include "text/terms.h"

struct writer;

/* Open or create. -1 with ERR_BUSY if another process writes there,
 * ERR_CORRUPT if what lies there cannot be opened or has another schema
 * version. The writer makes its own analyser. */
int writer_open(const char *directory, struct writer **out, struct err *err);
void writer_close(struct writer **writer); /* what is not committed is lost */

int writer_put(struct writer *writer, const struct passage *passage,
               struct err *err); /* replaces the passage of the same id */
int writer_drop_record(struct writer *writer, const char *record,
                       struct err *err); /* all passages of a record */
/* Make durable; sequence is kept in the index's metadata. On failure the
 * writer must be closed and opened again. */
int writer_commit(struct writer *writer, int64_t sequence, struct err *err);

#endif
