/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/booking_link.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "calendar/bookings.h"
#include "order/order.h"

void booking_secret(const struct workspace *ws, const char *visitor,
                    const char *cid, char out[SEAL_SECRET_MAX])
{
    char name[BOOKING_OWNER_MAX + 16];

    /* not that of an order under the same cid */
    snprintf(name, sizeof name, "booking %.64s", cid);
    seal_secret(ws->key, visitor, name, out);
}

void booking_path(const struct workspace *ws, const char *reference,
                  const char *visitor, const char *cid,
                  char out[BOOKING_PATH_MAX])
{
    char secret[SEAL_SECRET_MAX];

    booking_secret(ws, visitor, cid, secret);
    snprintf(out, BOOKING_PATH_MAX, "/booking/%s#%s", reference, secret);
    sodium_memzero(secret, sizeof secret);
}

static int email_open(struct workspace *ws, const struct booking_row *row,
                      char email[BOOKING_EMAIL_MAX], struct err *err)
{
    json_t *contact = NULL;
    const char *value = NULL;
    int ret = order_contact_open(ws, row->reference, row->sealed,
                                 row->sealed_len, &contact, err);

    if (ret == 1)
        value = json_string_value(json_object_get(contact, "email"));
    if (value != NULL)
        snprintf(email, BOOKING_EMAIL_MAX, "%s", value);
    json_decref(contact);
    return ret < 0 ? -1 : value != NULL;
}

int booking_addressee(struct workspace *ws, const char *reference,
                      char email[BOOKING_EMAIL_MAX],
                      char path[BOOKING_PATH_MAX], struct err *err)
{
    struct booking_row row = {0};
    int ret = 0;

    if (ws->key == NULL)
        return 0;
    ret = booking_find(ws, reference, &row, err);
    if (ret == 1)
        ret = row.sealed != NULL && row.contact
                  ? email_open(ws, &row, email, err)
                  : 0;
    if (ret == 1)
        booking_path(ws, row.reference, row.visitor, row.cid, path);
    booking_row_fini(&row);
    return ret;
}
