/* SPDX-License-Identifier: GPL-3.0-or-later */
/* seal.h - contact values that only the holder of the key can read.
 *
 * For order/ and what hands out secrets of its own (session/). The key of 32
 * bytes lies outside the data directory; what is derived from it seals
 * (XChaCha20-Poly1305, bound to the order's reference), finds an order again by
 * a contact value (keyed BLAKE2b), and makes the secret of an order, so that a
 * repeated request gets the same one although only its hash is kept. Threads:
 * any. */
#ifndef ORDER_SEAL_H
#define ORDER_SEAL_H

#include <jansson.h>
#include <stddef.h>

#include "base/err.h"
#include "store/orders.h"

enum {
    SEAL_KEY = 32,
    SEAL_SECRET_MAX = 40 /* 192 bits as base64url, and NUL */
};

/* Seal contact for the order of row->reference into row->sealed. */
void seal_contact(const unsigned char key[SEAL_KEY], const json_t *contact,
                  struct order_row *row);
/* 1 and *out (a new object), 0 nothing is sealed, -1 damaged or another
 * key. */
int seal_open(const unsigned char key[SEAL_KEY], const struct order_row *row,
              json_t **out, struct err *err);

/* The same under any name (of an introduction, a booking): *sealed is the
 * caller's, free(). */
void seal_bytes(const unsigned char key[SEAL_KEY], const char *name,
                const json_t *contact, unsigned char **sealed, size_t *len);
int seal_open_bytes(const unsigned char key[SEAL_KEY], const char *name,
                    const unsigned char *sealed, size_t len, json_t **out,
                    struct err *err);

/* What signs the ledger's head. */
void seal_ledger_key(const unsigned char key[SEAL_KEY],
                     unsigned char out[SEAL_KEY]);

/* Hash of any text under a purpose of its own ("lead", "same"). */
void seal_hash(const unsigned char key[SEAL_KEY], const char *purpose,
               const char *text, unsigned char hash[ORDER_HASH]);

/* Hash by which an e-mail address or a telephone number is found, however
 * it is written: 1, or 0 if value is neither. */
int seal_lookup(const unsigned char key[SEAL_KEY], const char *value,
                unsigned char hash[ORDER_HASH]);
enum { SEAL_LOOKUPS = 2 };
/* Those of a contact's address and number: how many. */
size_t seal_lookups(const unsigned char key[SEAL_KEY], const json_t *contact,
                    unsigned char hashes[SEAL_LOOKUPS][ORDER_HASH]);

/* The secret of the order that a visitor places under cid. */
void seal_secret(const unsigned char key[SEAL_KEY], const char *visitor,
                 const char *cid, char out[SEAL_SECRET_MAX]);
/* What is kept of a secret, and whether one fits, in constant time. */
void seal_secret_hash(const char *secret, unsigned char hash[ORDER_HASH]);
int seal_secret_fits(const char *secret, const unsigned char hash[ORDER_HASH]);

/* "P-2611-7KQ4M": a letter, year, month, five letters and digits that are not
 * taken for one another. now in ms since 1970. */
void seal_reference(char letter, int64_t now, char out[ORDER_REFERENCE_MAX]);

#endif
