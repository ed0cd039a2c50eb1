/* SPDX-License-Identifier: GPL-3.0-or-later */
/* key.h - the key that seals contact fields; it lies outside the data
 * directory, so that a copy of the data does not open them.
 *
 * Seals nothing itself. Threads: never changes once loaded. */
#ifndef STORE_KEY_H
#define STORE_KEY_H

#include "base/err.h"

enum { KEY_BYTES = 32 }; /* crypto_secretbox and crypto_generichash keys */

struct key {
    unsigned char bytes[KEY_BYTES];
};

/* Read path, or make it (mode 0600, its folders 0700) with random bytes if
 * it is not there: 1 made, 0 read, -1. Refused if others than its owner may
 * read or write it, if it is another user's, or if it lies in data_dir. */
int key_load(const char *path, const char *data_dir, struct key *out,
             struct err *err);
/* Overwrite it in memory; may be called twice. */
void key_fini(struct key *key);

#endif
