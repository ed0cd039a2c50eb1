/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clean_runes.h - damage that shows within a line; inside of clean only.
 *
 * Threads: any; pure. */
#ifndef INGEST_CLEAN_RUNES_H
#define INGEST_CLEAN_RUNES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "ingest/trace.h"

bool rune_is_han(int rune);
bool rune_in(int rune, const char *set); /* is it one of set's runes? */

/* Append bytes without marks, readings, comments and control characters,
 * line breaks of any kind as LF, blanks of any width as one kind. trace says
 * where in bytes each byte of out stood. */
void clean_runes(const char *bytes, size_t len, struct buf *out,
                 struct trace *trace);

/* Append a line, which stood at was, without the blanks that stand at Chinese
 * punctuation. */
void clean_blanks(const char *line, size_t len, size_t was, struct buf *out,
                  struct trace *trace);

#endif
