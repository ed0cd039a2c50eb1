/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What bookings keep of a person, shown to them. */
#include "calendar/bookings.h"
#include "order/person.h"

struct showing {
    struct workspace *ws;
    json_t *list;
};

static int booking_add(void *context, struct booking_row *row, struct err *err)
{
    struct showing *to = context;
    enum lang lang = lang_parse(row->lang);
    json_t *view = NULL, *contact = NULL;
    int ret = 0;

    if (booking_view(to->ws, row, lang, true, &view, err) < 0)
        return -1;
    json_object_del(view, "moves");
    json_array_append_new(to->list, view);
    if (row->sealed != NULL)
        ret = order_contact_open(to->ws, row->reference, row->sealed,
                                 row->sealed_len, &contact, err);
    if (ret == 1)
        json_object_set_new(
            view, "contact",
            order_contact_show(to->ws->snapshot, lang, contact));
    json_decref(contact);
    return ret < 0 ? -1 : 0;
}

int person_bookings_show(struct workspace *ws,
                         const unsigned char hash[ORDER_HASH], json_t *list,
                         struct err *err)
{
    struct showing to = {ws, list};

    return bookings_found(ws->store, hash, booking_add, &to, err);
}
