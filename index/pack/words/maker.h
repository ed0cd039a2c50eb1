/* SPDX-License-Identifier: GPL-3.0-or-later */
/* maker.h - a pack made out of lines.
 *
 * Each line is one thing known, its members divided by tabs:
 *
 *   W from to phrase translation weight   (of the languages from and to)
 *   C concept lang name weight            (lines of a concept together)
 *   R word word weight                    (English words that are related)
 *   S word word weight                    (the same, for a word without ways)
 *   V from by to weight                   (words of from by way of by)
 *   X table key number weight             (a table of its own, as given)
 *
 * Keys are made by the very functions that cut questions, so that both sides
 * agree. Threads: one. */
#ifndef PACK_MAKER_H
#define PACK_MAKER_H

#include <stdbool.h>

#include "base/err.h"

struct maker;

int maker_open(struct maker **out, struct err *err);
void maker_close(struct maker **maker);
/* Take a line, which is cut up; false if it is none of the three. */
bool maker_line(struct maker *maker, char *line);
int maker_file(struct maker *maker, const char *path, struct err *err);
/* Write all that was taken; nothing may be taken after it. */
int maker_write(struct maker *maker, const char *path, struct err *err);

#endif
