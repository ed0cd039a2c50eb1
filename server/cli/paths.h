/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paths.h - reads the PATH... of check and import.
 *
 * Threads: the first one. */
#ifndef CLI_PATHS_H
#define CLI_PATHS_H

#include "base/err.h"
#include "publish/sources.h"

/* Read and check all paths with the schemas of the first folder among them
 * that has any, else of corpus (may be NULL), and sort them: 0, or -1. */
int paths_read(char **paths, int count, const char *corpus,
               struct sources *sources, struct err *err);

#endif
