/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contact for what is no order: the same notice, consents, form and seal. */
#include "order/order.h"

#include "order/fields.h"
#include "order/seal.h"
#include "store/subjects.h"

int order_contact_read(const struct snapshot *snapshot, const json_t *params,
                       json_t **contact, struct order_refusal *refusal)
{
    struct order_content content = {0};
    int ret = fields_contact(snapshot, params, &content, refusal);

    *contact = ret == 1 ? json_incref(content.contact) : NULL;
    order_content_fini(&content);
    return ret;
}

void order_contact_seal(const struct workspace *ws, const char *name,
                        const json_t *contact, unsigned char **sealed,
                        size_t *len)
{
    seal_bytes(ws->key, name, contact, sealed, len);
}

int order_contact_open(const struct workspace *ws, const char *name,
                       const unsigned char *sealed, size_t len,
                       json_t **contact, struct err *err)
{
    return seal_open_bytes(ws->key, name, sealed, len, contact, err);
}

int order_contact_find_by(struct workspace *ws, const char *kind,
                          const char *name, const json_t *contact,
                          struct err *err)
{
    unsigned char hashes[SEAL_LOOKUPS][ORDER_HASH];
    size_t count = seal_lookups(ws->key, contact, hashes);

    for (size_t i = 0; i < count; i++)
        if (subjects_add(ws->store, hashes[i], kind, name, err) < 0)
            return -1;
    return 0;
}

json_t *order_contact_show(const struct snapshot *snapshot, enum lang lang,
                           const json_t *contact)
{
    return fields_show(snapshot, lang, contact, true);
}
