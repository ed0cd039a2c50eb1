/* SPDX-License-Identifier: GPL-3.0-or-later */
/* files.h - folders and files of a corpus, without looking into them.
 *
 * Threads: any; pure but for the file system. */
#ifndef PUBLISH_FILES_H
#define PUBLISH_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"

enum { FILES_PATH_MAX = 4096, FILES_DEPTH_MAX = 8 };

/* Told each regular file below a folder; named: it was asked for by its own
 * path, not found in a folder. -1 stops. */
typedef int files_fn(void *context, const char *path, const struct stat *status,
                     bool named, struct err *err);

/* A file, or all files below a folder in order of name; names that begin
 * with "." and symbolic links inside are passed over. 0, or -1 with *err. */
int files_walk(const char *path, files_fn *fn, void *context, struct err *err);

/* The whole file, at most limit bytes: 0, or -1 with *err saying what. out
 * is initialised by the caller. */
int files_read(const char *path, size_t limit, struct buf *out,
               struct err *err);

/* Write it so that it is there whole or not at all, with this mode. */
int files_write(const char *path, const char *bytes, size_t len, mode_t mode,
                struct err *err);

/* Remove a folder with all there is in it, or a file; what cannot be removed
 * is logged. */
void files_remove(const char *path);

/* 32 hexadecimal digits that change when a file of the folder comes, goes,
 * or gets another size or date. 0 or -1. */
int files_fingerprint(const char *path, char out[33], struct err *err);

/* Where the last component begins. */
const char *files_name(const char *path);
/* The name of its folder: "city" of "corpus/city/suzhou.json"; "" if none. */
void files_folder(const char *path, char *out, size_t size);

#endif
