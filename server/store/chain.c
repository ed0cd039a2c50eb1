/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/chain.h"

#include <string.h>

void chain_begin(struct chain *chain, const unsigned char before[CHAIN_HASH])
{
    crypto_generichash_init(&chain->state, NULL, 0, CHAIN_HASH);
    crypto_generichash_update(&chain->state, before, CHAIN_HASH);
}

void chain_number(struct chain *chain, int64_t number)
{
    unsigned char bytes[8];

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    crypto_generichash_update(&chain->state, bytes, sizeof bytes);
}

void chain_bytes(struct chain *chain, const void *bytes, size_t len)
{
    chain_number(chain, (int64_t)len);
    crypto_generichash_update(&chain->state, bytes, len);
}

void chain_text(struct chain *chain, const char *text)
{
    const char *known = text != NULL ? text : "";

    chain_bytes(chain, known, strlen(known));
}

void chain_end(struct chain *chain, unsigned char out[CHAIN_HASH])
{
    crypto_generichash_final(&chain->state, out, CHAIN_HASH);
}
