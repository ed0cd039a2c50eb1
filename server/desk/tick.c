/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What time does, and what staff hear of it. */
#include "desk/calls.h"
#include "desk/fits.h"
#include "order/escalate.h"

/* Items are references, or objects with one. */
static void tell_all(struct outgoing *out, const json_t *list)
{
    json_t *item = NULL;
    size_t i = 0;

    json_array_foreach((json_t *)list, i, item) {
        const char *reference = json_string_value(
            json_is_object(item) ? json_object_get(item, "reference") : item);

        if (reference != NULL)
            outgoing_staff(out, "order", reference);
    }
}

int desk_tick(struct workspace *ws, struct outgoing *out, struct err *err)
{
    json_t *done = NULL;

    if (order_tick(ws, &done, err) < 0)
        return -1;
    tell_all(out, json_object_get(done, "rose"));
    tell_all(out, json_object_get(done, "again"));
    tell_all(out, json_object_get(done, "reminded"));
    json_decref(done);
    return fits_run(ws, out, err) < 0 ? -1 : 0;
}
