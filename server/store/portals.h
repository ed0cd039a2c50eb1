/* SPDX-License-Identifier: GPL-3.0-or-later */
/* portals.h - partner sites that may embed the chat: site keys, origins.
 *
 * The key is public (it stands in the partner's page); what protects is the
 * exact list of origins. Does not parse origins: they come as browsers
 * write them. Threads: that of the store; struct portals never changes once
 * loaded. */
#ifndef STORE_PORTALS_H
#define STORE_PORTALS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

enum {
    PORTAL_KEY_MAX = 40,
    PORTAL_NAME_MAX = 120,
    PORTAL_ORIGINS_MAX = 16,
    PORTAL_ORIGIN_MAX = 256
};

struct portal {
    char key[PORTAL_KEY_MAX]; /* "pk_site_..." */
    char *name;
    char **origins;
    size_t origin_count;
    int64_t created_at, revoked_at; /* ms since 1970; 0: not revoked */
};

struct portals {
    struct portal *items;
    size_t count;
};

/* Add a portal under a new random key, which is put into key. name and
 * origins (1 to PORTAL_ORIGINS_MAX) are copied. 0 or -1. */
int portals_add(struct store *store, const char *name,
                const char *const *origins, size_t count, int64_t now,
                char key[PORTAL_KEY_MAX], struct err *err);

/* 1 revoked, 0 there is no such key or it was revoked before, -1. */
int portals_revoke(struct store *store, const char *key, int64_t now,
                   struct err *err);

/* Those in force, or with all also the revoked ones, oldest first: 0 with
 * *out (give back with portals_free), or -1 with *out NULL. */
int portals_load(struct store *store, int all, struct portals **out,
                 struct err *err);
void portals_free(struct portals **portals); /* NULL-safe */

#endif
