/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/reference.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SECRET_BYTES = 24 }; /* 192 bits */

void reference_letters(char *out, size_t size)
{
    static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    for (size_t i = 0; i + 1 < size; i++)
        out[i] = letters[randombytes_uniform(sizeof letters - 1)];
    out[size - 1] = '\0';
}

void reference_make(char letter, int64_t now, char *out, size_t size)
{
    time_t seconds = (time_t)(now / 1000);
    char tail[6];
    struct tm day;

    gmtime_r(&seconds, &day);
    reference_letters(tail, sizeof tail);
    snprintf(out, size, "%c-%02d%02d-%s", letter, day.tm_year % 100,
             (day.tm_mon + 1) % 100, tail);
}

void reference_secret(unsigned char derived[REFERENCE_SECRET_KEY],
                      const char *visitor, const char *cid,
                      char out[REFERENCE_SECRET_MAX])
{
    unsigned char bytes[SECRET_BYTES];
    crypto_generichash_state state;

    crypto_generichash_init(&state, derived, REFERENCE_SECRET_KEY,
                            sizeof bytes);
    crypto_generichash_update(&state, (const unsigned char *)visitor,
                              strlen(visitor) + 1);
    crypto_generichash_update(&state, (const unsigned char *)cid,
                              strlen(cid) + 1);
    crypto_generichash_final(&state, bytes, sizeof bytes);
    sodium_bin2base64(out, REFERENCE_SECRET_MAX, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(derived, REFERENCE_SECRET_KEY);
    sodium_memzero(bytes, sizeof bytes);
}
