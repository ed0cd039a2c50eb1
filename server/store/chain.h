/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chain.h - hashes that each cover the one before; for store/ only.
 *
 * BLAKE2b-256; texts and bytes go in with their length. Shows that a row was
 * changed or taken out of the middle; not that the last ones were cut off.
 * Threads: any; values. */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include <sodium.h>
#include <stddef.h>
#include <stdint.h>

enum { CHAIN_HASH = 32 };

struct chain {
    crypto_generichash_state state;
};

void chain_begin(struct chain *chain, const unsigned char before[CHAIN_HASH]);
void chain_number(struct chain *chain, int64_t number);
void chain_bytes(struct chain *chain, const void *bytes, size_t len);
void chain_text(struct chain *chain, const char *text); /* NULL: "" */
void chain_end(struct chain *chain, unsigned char out[CHAIN_HASH]);

#endif
