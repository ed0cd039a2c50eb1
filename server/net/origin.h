/* SPDX-License-Identifier: GPL-3.0-or-later */
/* origin.h - which pages may open a socket: origins, compared exactly.
 *
 * An origin is scheme, host and port as browsers send them (RFC 6454):
 * "https://invest.example.org", lower case, no default port, no path.
 * Threads: any; a list never changes once it is shared. */
#ifndef NET_ORIGIN_H
#define NET_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "store/portals.h"

enum { ORIGIN_MAX = 256, ORIGIN_OWN_MAX = 8 };

/* What a header or a setting says, as browsers write it: 1 with out, 0 if
 * it is none. "null", wildcards, user names and paths are none; an URL of a
 * setting may end in one slash. */
int origin_parse(const char *text, char out[ORIGIN_MAX]);

/* Our own pages. */
struct origins {
    char items[ORIGIN_OWN_MAX][ORIGIN_MAX];
    size_t count;
};

/* public_url (may be NULL or "") and the address listened on; a loopback or
 * wildcard address adds localhost, 127.0.0.1 and [::1]. 0, or -1 with *err
 * if public_url is not one. */
int origins_own(const char *public_url, const char *address, int port,
                struct origins *out, struct err *err);
bool origins_have(const struct origins *origins, const char *origin);

/* May a page of this origin connect at all: ours, or any portal's. */
bool origin_allowed(const struct origins *own, const struct portals *portals,
                    const char *origin);

/* Does a hello's site key fit the origin: ours needs none, a portal's page
 * its own. A key on one of our own pages must exist and is kept. */
bool origin_key_fits(const struct origins *own, const struct portals *portals,
                     const char *origin, const char *key);

#endif
