/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assets.h - the files of the web clients, held in memory.
 *
 * Read once at start with their gzip forms and strong ETags; serving them
 * touches no disk. What is not in the list does not exist, so no path can
 * lead out of the folder. Threads: any; never changes once loaded. */
#ifndef NET_ASSETS_H
#define NET_ASSETS_H

#include <stddef.h>

#include "base/err.h"

enum {
    ASSETS_MAX = 2000,
    ASSET_BYTES_MAX = 8 * 1024 * 1024,
    ASSETS_BYTES_MAX = 64 * 1024 * 1024,
    ASSET_PATH_MAX = 200,
    ASSET_ETAG_MAX = 48
};

struct asset_body {
    unsigned char *bytes;
    size_t len;
    char etag[ASSET_ETAG_MAX]; /* with its quotes */
};

struct asset {
    char path[ASSET_PATH_MAX]; /* "/assets/chat-3f2a.js" */
    const char *type;          /* Content-Type */
    struct asset_body plain;
    struct asset_body gzip; /* bytes NULL if it would not be smaller */
};

struct assets;

/* Read every file below dir (no hidden ones, no links): 0, or -1 with *err.
 * A dir that is missing or empty gives one plain page at /index.html that
 * says how the clients are built. */
int assets_load(const char *dir, struct assets **out, struct err *err);
void assets_free(struct assets **assets); /* NULL-safe */

/* By path, or NULL. Borrowed. */
const struct asset *assets_find(const struct assets *assets, const char *path);

/* Were the clients there. */
int assets_built(const struct assets *assets);

#endif
