/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/addressee.h"

#include <sodium.h>
#include <stdio.h>

#include "order/seal.h"

static void path_make(const struct workspace *ws, const struct order_row *row,
                      char *out, size_t size)
{
    char secret[SEAL_SECRET_MAX];

    seal_secret(ws->key, row->visitor, row->cid, secret);
    snprintf(out, size, "/order/%s#%s", row->reference, secret);
    sodium_memzero(secret, sizeof secret);
}

static int row_read(struct workspace *ws, const struct order_row *row,
                    struct addressee *out, struct err *err)
{
    const char *email = NULL;
    json_t *contact = NULL;
    int ret = row->contact ? seal_open(ws->key, row, &contact, err) : 0;

    email = json_string_value(json_object_get(contact, "email"));
    if (ret == 1 && email == NULL)
        ret = 0;
    if (ret == 1) {
        snprintf(out->email, sizeof out->email, "%s", email);
        snprintf(out->desk, sizeof out->desk, "%s", row->desk);
        path_make(ws, row, out->path, sizeof out->path);
    }
    json_decref(contact);
    return ret;
}

int addressee_of(struct workspace *ws, const char *reference,
                 struct addressee *out, struct err *err)
{
    struct order_row row = {0};
    int ret = 0;

    *out = (struct addressee){0};
    if (ws->key == NULL)
        return err_set(err, ERR_USAGE,
                       "nobody can be written to without the key that seals "
                       "contact values: set key_file");
    ret = orders_get(ws->store, reference, &row, err);
    if (ret == 1)
        ret = row_read(ws, &row, out, err);
    order_row_fini(&row);
    return ret;
}

void addressee_fini(struct addressee *addressee)
{
    sodium_memzero(addressee, sizeof *addressee);
}
