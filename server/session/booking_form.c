/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/booking_form.h"

#include <stdio.h>
#include <string.h>

#include "text/typed.h"

struct field {
    const char *name;
    const char *type; /* of the wire */
    bool required, contact;
    size_t max; /* characters */
};

static const struct field fields[] = {
    {"purpose", "textarea", false, false, 1000},
    {"organisation", "text", false, true, 200},
    {"name", "text", true, true, 100},
    {"email", "email", true, true, 254},
    {"phone", "tel", false, true, 40},
};

enum { FIELDS = sizeof fields / sizeof *fields };

static const struct {
    const char *name;
    bool required;
} consents[] = {{"contact", true}, {"partner", false}};

/* ---- the form ---------------------------------------------------------------
 */

const char *booking_form_notice(const struct snapshot *snapshot)
{
    return snapshot_word(snapshot, LANG_EN, "form.booking.notice_version", "");
}

json_t *booking_form(const struct snapshot *snapshot, enum lang lang,
                     const json_t *responsible)
{
    json_t *list = json_array(), *asks = json_array();

    for (size_t i = 0; i < FIELDS; i++)
        json_array_append_new(
            list, json_pack("{s:s,s:s,s:s,s:b,s:b,s:i}", "name", fields[i].name,
                            "type", fields[i].type, "label",
                            snapshot_word(snapshot, lang, "form.booking.",
                                          fields[i].name),
                            "required", fields[i].required, "contact",
                            fields[i].contact, "max", (int)fields[i].max));
    for (size_t i = 0; i < sizeof consents / sizeof *consents; i++)
        json_array_append_new(
            asks,
            json_pack("{s:s,s:s,s:b}", "name", consents[i].name, "label",
                      snapshot_word(snapshot, lang, "form.booking.consent.",
                                    consents[i].name),
                      "required", consents[i].required));
    return json_pack("{s:s,s:o,s:{s:s,s:s},s:o,s:O?}", "form", "booking",
                     "fields", list, "notice", "version",
                     booking_form_notice(snapshot), "text",
                     snapshot_word(snapshot, lang, "form.booking.notice", ""),
                     "consents", asks, "responsible", responsible);
}

/* ---- what comes back ----------------------------------------------------- */

static int refuse(const struct field *field, const char *what,
                  struct rpc_error *error)
{
    char path[64];

    snprintf(path, sizeof path, "fields.%s", field->name);
    return rpc_bad_param(error, path, what);
}

static int value_take(const struct field *field, const json_t *value,
                      json_t *out, struct rpc_error *error)
{
    const char *text = json_string_value(value), *fault = NULL;
    size_t len = json_string_length(value);

    if (value == NULL || json_is_null(value))
        len = 0;
    else if (text == NULL || strlen(text) != len)
        return refuse(field, "must be a text", error);
    text = typed_trim(text, &len);
    if (len == 0)
        return field->required ? refuse(field, "is required", error) : 0;
    fault = typed_fault(field->type, field->max, text, len);
    if (fault != NULL)
        return refuse(field, fault, error);
    json_object_set_new(out, field->name, json_stringn(text, len));
    return 0;
}

static int agreed(const struct snapshot *snapshot, const json_t *params,
                  bool *partner, struct rpc_error *error)
{
    const char *seen = json_string_value(json_object_get(params, "notice"));
    const json_t *given = json_object_get(params, "consents");

    if (seen == NULL || strcmp(seen, booking_form_notice(snapshot)) != 0)
        return rpc_fail(error, RPC_CONSENT, NULL,
                        "notice: is not the one in force: show it again");
    if (!json_is_true(json_object_get(given, "contact")))
        return rpc_fail(error, RPC_CONSENT, NULL,
                        "consents.contact: is needed before anything is taken");
    *partner = json_is_true(json_object_get(given, "partner"));
    return 0;
}

static bool known(const char *name)
{
    for (size_t i = 0; i < FIELDS; i++)
        if (strcmp(fields[i].name, name) == 0)
            return true;
    return false;
}

static int values_read(const json_t *given, json_t *plain, json_t *contact,
                       struct rpc_error *error)
{
    const char *name = NULL;
    json_t *value = NULL;

    if (!json_is_object(given))
        return rpc_bad_param(error, "fields", "must be an object");
    json_object_foreach((json_t *)given, name, value) {
        if (!known(name))
            return rpc_bad_param(error, "fields",
                                 "holds a field that the form has not");
    }
    for (size_t i = 0; i < FIELDS; i++)
        if (value_take(&fields[i], json_object_get(given, fields[i].name),
                       fields[i].contact ? contact : plain, error) < 0)
            return -1;
    return 0;
}

int booking_form_read(const struct snapshot *snapshot, const json_t *params,
                      json_t **out, json_t **contact, bool *partner,
                      struct rpc_error *error)
{
    *out = *contact = NULL;
    if (agreed(snapshot, params, partner, error) < 0)
        return -1;
    *out = json_object();
    *contact = json_object();
    if (values_read(json_object_get(params, "fields"), *out, *contact, error) ==
        0)
        return 0;
    json_decref(*out);
    json_decref(*contact);
    *out = *contact = NULL;
    return -1;
}
