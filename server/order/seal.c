/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/seal.h"

#include <ctype.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/reference.h"

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    MAC = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    HEAD = 1 + NONCE, /* version, nonce */
    VERSION = 1,
    PAD = 128, /* lengths tell less */
    VALUE_MAX = 256
};

/* What is derived from the key; the numbers never change. */
enum {
    KEY_SEAL = 1,
    KEY_LOOKUP = 2,
    KEY_SECRET = 3,
    KEY_LEDGER = 4,
    KEY_HASH = 5
};

static void key_derive(const unsigned char key[SEAL_KEY], int use,
                       unsigned char out[SEAL_KEY])
{
    crypto_kdf_derive_from_key(out, SEAL_KEY, (uint64_t)use, "parlor_1", key);
}

/* ---- contact ------------------------------------------------------------- */

static void plain_build(const json_t *contact, struct buf *out)
{
    char *text = json_dumps(contact, JSON_COMPACT | JSON_SORT_KEYS);

    buf_text(out, text);
    while (out->len % PAD != 0)
        buf_char(out, ' ');
    sodium_memzero(text, strlen(text));
    free(text);
}

void seal_bytes(const unsigned char key[SEAL_KEY], const char *name,
                const json_t *contact, unsigned char **sealed, size_t *out_len)
{
    unsigned char derived[SEAL_KEY];
    unsigned long long len = 0;
    struct buf plain;

    buf_init(&plain);
    plain_build(contact, &plain);
    *sealed = mem_alloc(HEAD + plain.len + MAC);
    (*sealed)[0] = VERSION;
    randombytes_buf(*sealed + 1, NONCE);
    key_derive(key, KEY_SEAL, derived);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        *sealed + HEAD, &len, (const unsigned char *)plain.bytes, plain.len,
        (const unsigned char *)name, strlen(name), NULL, *sealed + 1, derived);
    *out_len = HEAD + (size_t)len;
    sodium_memzero(derived, sizeof derived);
    sodium_memzero(plain.bytes, plain.len);
    buf_fini(&plain);
}

void seal_contact(const unsigned char key[SEAL_KEY], const json_t *contact,
                  struct order_row *row)
{
    seal_bytes(key, row->reference, contact, &row->sealed, &row->sealed_len);
}

static int sealed_decrypt(const unsigned char key[SEAL_KEY], const char *name,
                          const unsigned char *sealed, size_t sealed_len,
                          unsigned char *plain, unsigned long long *len)
{
    unsigned char derived[SEAL_KEY];
    int ret = -1;

    key_derive(key, KEY_SEAL, derived);
    ret = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, len, NULL, sealed + HEAD, sealed_len - HEAD,
        (const unsigned char *)name, strlen(name), sealed + 1, derived);
    sodium_memzero(derived, sizeof derived);
    return ret;
}

int seal_open_bytes(const unsigned char key[SEAL_KEY], const char *name,
                    const unsigned char *sealed, size_t sealed_len,
                    json_t **out, struct err *err)
{
    unsigned char *plain = NULL;
    unsigned long long len = 0;

    *out = NULL;
    if (sealed == NULL)
        return 0;
    if (sealed_len > HEAD + MAC && sealed[0] == VERSION) {
        plain = mem_alloc(sealed_len);
        if (sealed_decrypt(key, name, sealed, sealed_len, plain, &len) == 0)
            *out = json_loadb((const char *)plain, (size_t)len, 0, NULL);
        sodium_memzero(plain, sealed_len);
        free(plain);
    }
    if (*out == NULL)
        return err_set(err, ERR_CORRUPT,
                       "%s: its contact cannot be opened; was it sealed with "
                       "another key file?",
                       name);
    return 1;
}

int seal_open(const unsigned char key[SEAL_KEY], const struct order_row *row,
              json_t **out, struct err *err)
{
    return seal_open_bytes(key, row->reference, row->sealed, row->sealed_len,
                           out, err);
}

void seal_ledger_key(const unsigned char key[SEAL_KEY],
                     unsigned char out[SEAL_KEY])
{
    key_derive(key, KEY_LEDGER, out);
}

/* ---- look-ups ------------------------------------------------------------ */

/* The same for every way of writing an address or a number; "" if it is
 * neither. */
static void value_plain(const char *value, char out[VALUE_MAX])
{
    bool mail = strchr(value, '@') != NULL;
    size_t len = 0;

    for (; *value != '\0' && len < VALUE_MAX - 2; value++) {
        unsigned char c = (unsigned char)*value;

        if (mail ? !isspace(c) : isdigit(c) != 0)
            out[len++] = (char)tolower(c);
    }
    out[len] = '\0';
    if (!mail && strncmp(out, "00", 2) == 0)
        memmove(out, out + 2, len - 1);
    if (!mail && strlen(out) < 5)
        out[0] = '\0';
}

int seal_lookup(const unsigned char key[SEAL_KEY], const char *value,
                unsigned char hash[ORDER_HASH])
{
    unsigned char derived[SEAL_KEY];
    char plain[VALUE_MAX];

    value_plain(value, plain);
    if (plain[0] == '\0')
        return 0;
    key_derive(key, KEY_LOOKUP, derived);
    crypto_generichash(hash, ORDER_HASH, (const unsigned char *)plain,
                       strlen(plain), derived, sizeof derived);
    sodium_memzero(derived, sizeof derived);
    sodium_memzero(plain, sizeof plain);
    return 1;
}

size_t seal_lookups(const unsigned char key[SEAL_KEY], const json_t *contact,
                    unsigned char hashes[SEAL_LOOKUPS][ORDER_HASH])
{
    static const char *const by[SEAL_LOOKUPS] = {"email", "phone"};
    size_t count = 0;

    for (size_t i = 0; i < SEAL_LOOKUPS; i++) {
        const char *value = json_string_value(json_object_get(contact, by[i]));

        if (value != NULL && seal_lookup(key, value, hashes[count]) == 1)
            count++;
    }
    return count;
}

void seal_hash(const unsigned char key[SEAL_KEY], const char *purpose,
               const char *text, unsigned char hash[ORDER_HASH])
{
    unsigned char derived[SEAL_KEY];
    crypto_generichash_state state;

    key_derive(key, KEY_HASH, derived);
    crypto_generichash_init(&state, derived, sizeof derived, ORDER_HASH);
    crypto_generichash_update(&state, (const unsigned char *)purpose,
                              strlen(purpose) + 1);
    crypto_generichash_update(&state, (const unsigned char *)text,
                              strlen(text));
    crypto_generichash_final(&state, hash, ORDER_HASH);
    sodium_memzero(derived, sizeof derived);
}

/* ---- secret and reference ------------------------------------------------ */

void seal_secret(const unsigned char key[SEAL_KEY], const char *visitor,
                 const char *cid, char out[SEAL_SECRET_MAX])
{
    unsigned char derived[SEAL_KEY];

    key_derive(key, KEY_SECRET, derived);
    reference_secret(derived, visitor, cid, out);
}

void seal_secret_hash(const char *secret, unsigned char hash[ORDER_HASH])
{
    crypto_generichash(hash, ORDER_HASH, (const unsigned char *)secret,
                       strlen(secret), NULL, 0);
}

int seal_secret_fits(const char *secret, const unsigned char hash[ORDER_HASH])
{
    unsigned char own[ORDER_HASH];

    seal_secret_hash(secret, own);
    return sodium_memcmp(own, hash, sizeof own) == 0;
}

void seal_reference(char letter, int64_t now, char out[ORDER_REFERENCE_MAX])
{
    reference_make(letter, now, out, ORDER_REFERENCE_MAX);
}
