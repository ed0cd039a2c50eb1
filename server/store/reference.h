/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reference.h - names and secrets under which people find again what they
 * left here.
 *
 * Keeps nothing and asks no table whether a name is free. Threads: any. */
#ifndef STORE_REFERENCE_H
#define STORE_REFERENCE_H

#include <stddef.h>
#include <stdint.h>

enum {
    REFERENCE_SECRET_KEY = 32,
    REFERENCE_SECRET_MAX = 40 /* 192 bits as base64url, and NUL */
};

/* Letters and digits that are not taken for one another, by chance, as many
 * as there is room for before the NUL. */
void reference_letters(char *out, size_t size);
/* "P-2611-7KQ4M": letter, year, month, five letters. */
void reference_make(char letter, int64_t now, char *out, size_t size);
/* The same for the same request, so that it can be told again; derived is
 * wiped. */
void reference_secret(unsigned char derived[REFERENCE_SECRET_KEY],
                      const char *visitor, const char *cid,
                      char out[REFERENCE_SECRET_MAX]);

#endif
