/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes back from the form: each value by itself, then together. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/days.h"
#include "order/fields.h"
#include "order/fields_table.h"
#include "text/typed.h"

static bool record_exists(const struct snapshot *snapshot, const char *kind,
                          const char *text, size_t len)
{
    char id[RECORD_ID_MAX + 1];
    const struct record *record = NULL;

    if (len >= sizeof id)
        return false;
    memcpy(id, text, len);
    id[len] = '\0';
    record = snapshot_record(snapshot, id);
    return record != NULL && strcmp(record->kind, kind) == 0 &&
           fields_offered(record);
}

/* A number as people and JSON write it: digits, and at most one point. */
static const char *number_fault(const struct field *field, const char *text,
                                size_t len)
{
    char copy[32];
    double value = 0;
    size_t digits = strspn(text, "0123456789");

    if (len >= sizeof copy)
        return "is too long";
    memcpy(copy, text, len);
    copy[len] = '\0';
    if (copy[0] == '-' && strspn(copy + 1, "0123456789.") == len - 1)
        return "must be more than 0";
    if (digits < len && text[digits] == '.' && !field->whole)
        digits += 1 + strspn(text + digits + 1, "0123456789");
    if (digits < len || text[0] == '.' || text[len - 1] == '.')
        return field->whole ? "must be a whole number in digits"
                            : "must be a number in digits, with a point "
                              "before decimals and nothing else";
    value = strtod(copy, NULL);
    if (value < field->least)
        return value <= 0 ? "must be more than 0" : "is too small";
    return value > field->most ? "is too large" : NULL;
}

static const char *date_fault(const char *text, size_t len)
{
    struct date date;
    char copy[DAY_TEXT];

    if (len >= sizeof copy)
        return "must be a date such as 2027-03-31";
    memcpy(copy, text, len);
    copy[len] = '\0';
    return day_read(copy, &date) == 1 ? NULL
                                      : "must be a date such as 2027-03-31";
}

/* A host, however it is written, has a point and no blanks. */
static const char *named_fault(const struct field *field, const char *text,
                               size_t len)
{
    size_t digits = 0;

    if (strcmp(field->name, "company_site") == 0)
        return memchr(text, '.', len) == NULL || memchr(text, ' ', len) != NULL
                   ? "is no address of a web site"
                   : NULL;
    if (strcmp(field->name, "hs_code") != 0)
        return NULL;
    for (size_t i = 0; i < len; i++) {
        if (text[i] >= '0' && text[i] <= '9')
            digits++;
        else if (text[i] != '.' && text[i] != ' ')
            return "must be the digits of a customs tariff number";
    }
    return digits < 4 || digits > 10
               ? "must be the digits of a customs tariff number"
               : NULL;
}

/* What is wrong with the trimmed text; NULL if nothing is. */
static const char *value_fault(const struct snapshot *snapshot,
                               const struct field *field, const char *text,
                               size_t len)
{
    const char *fault = typed_fault(field->type, field->max, text, len);

    if (fault != NULL)
        return fault;
    if (strcmp(field->type, "number") == 0)
        return number_fault(field, text, len);
    if (strcmp(field->type, "date") == 0)
        return date_fault(text, len);
    if (field->options != NULL && !field_word_listed(field->options, text, len))
        return "is none of the options";
    if (field->record != NULL &&
        !record_exists(snapshot, field->record, text, len))
        return "is none of the options";
    return named_fault(field, text, len);
}

/* A number of JSON as the text that stands for it. */
static const char *value_text(const struct field *field, const json_t *value,
                              char room[48], size_t *len)
{
    if (strcmp(field->type, "number") == 0 && json_is_integer(value))
        *len = (size_t)snprintf(room, 48, "%lld",
                                (long long)json_integer_value(value));
    else if (strcmp(field->type, "number") == 0 && json_is_real(value))
        *len = (size_t)snprintf(room, 48, "%.10g", json_real_value(value));
    else if ((*len = json_string_length(value),
              json_string_value(value) == NULL ||
                  strlen(json_string_value(value)) != *len))
        return NULL;
    else
        return json_string_value(value);
    return room;
}

static int value_take(const struct snapshot *snapshot,
                      const struct field *field, const json_t *value,
                      struct order_content *out, struct order_refusal *refusal)
{
    char room[48];
    size_t len = 0;
    const char *text = NULL;
    const char *fault = NULL;

    if (json_is_null(value))
        return 1;
    text = value_text(field, value, room, &len);
    if (text == NULL)
        return fields_refuse(refusal, field, "must be a text");
    text = typed_trim(text, &len);
    if (len == 0)
        return 1; /* left empty */
    if (!field_asked(field, out->kind))
        return fields_refuse(refusal, field,
                             "is not asked for orders of this kind");
    fault = value_fault(snapshot, field, text, len);
    if (fault != NULL)
        return fields_refuse(refusal, field, fault);
    if (strcmp(field->name, "kind") != 0)
        json_object_set_new(field->contact ? out->contact : out->fields,
                            field->name, json_stringn(text, len));
    return 1;
}

/* ---- the whole ----------------------------------------------------------- */

static int consents_read(const json_t *params, struct order_content *out,
                         struct order_refusal *refusal)
{
    const json_t *given = json_object_get(params, "consents");

    if (!json_is_true(json_object_get(given, "contact")))
        return order_refuse(refusal, ORDER_REFUSED_CONSENT, "consents.contact",
                            "is needed before anything is taken");
    out->partner = json_is_true(json_object_get(given, "partner"));
    out->abroad = json_is_true(json_object_get(given, "abroad"));
    return 1;
}

static int notice_read(const struct snapshot *snapshot, const json_t *params,
                       struct order_refusal *refusal)
{
    const char *seen = json_string_value(json_object_get(params, "notice"));

    if (seen == NULL || strcmp(seen, order_notice(snapshot)) != 0)
        return order_refuse(refusal, ORDER_REFUSED_CONSENT, "notice",
                            "is not the one in force: show it again");
    return 1;
}

static int kind_read(const json_t *params, struct order_content *out,
                     struct order_refusal *refusal)
{
    const char *kind = json_string_value(json_object_get(params, "kind"));

    if (kind == NULL || !field_word_listed(field_kinds(), kind, strlen(kind)))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "kind",
                            "is none of the options");
    snprintf(out->kind, sizeof out->kind, "%s", kind);
    return 1;
}

static int required_check(const struct order_content *content, bool order,
                          struct order_refusal *refusal)
{
    for (size_t i = 1; i < fields_count(); i++) {
        const struct field *field = fields_at(i);
        const json_t *values =
            field->contact ? content->contact : content->fields;

        if (field->required && (order || field->contact) &&
            json_object_get(values, field->name) == NULL)
            return fields_refuse(refusal, field, "is required");
    }
    return 1;
}

static int values_read(const struct snapshot *snapshot, const json_t *given,
                       bool order, struct order_content *out,
                       struct order_refusal *refusal)
{
    const char *name = NULL;
    json_t *value = NULL;

    if (!json_is_object(given))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "fields",
                            "must be an object");
    json_object_foreach((json_t *)given, name, value) {
        const struct field *field = field_find(name);

        if (field == NULL || (!order && !field->contact))
            return order_refuse(refusal, ORDER_REFUSED_FIELD, "fields",
                                "holds a field that the form has not");
        if (value_take(snapshot, field, value, out, refusal) == 0)
            return 0;
    }
    return required_check(out, order, refusal);
}

int fields_cid(const json_t *params, char out[ORDER_CID_MAX + 1],
               struct order_refusal *refusal)
{
    const char *cid = json_string_value(json_object_get(params, "cid"));
    size_t len = cid != NULL ? strlen(cid) : 0;

    if (len == 0 || len > ORDER_CID_MAX)
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "cid",
                            "must be a text of 1 to 64 characters");
    for (size_t i = 0; i < len; i++) {
        if (!isalnum((unsigned char)cid[i]) && cid[i] != '-')
            return order_refuse(refusal, ORDER_REFUSED_FIELD, "cid",
                                "holds other than letters, digits and -");
    }
    snprintf(out, ORDER_CID_MAX + 1, "%s", cid);
    return 1;
}

int fields_read(const struct snapshot *snapshot, struct date today,
                const json_t *params, struct order_content *out,
                struct order_refusal *refusal)
{
    *out = (struct order_content){.fields = json_object(),
                                  .contact = json_object()};
    if (notice_read(snapshot, params, refusal) == 0 ||
        consents_read(params, out, refusal) == 0 ||
        kind_read(params, out, refusal) == 0 ||
        values_read(snapshot, json_object_get(params, "fields"), true, out,
                    refusal) == 0)
        return 0;
    return fields_together(snapshot, today, out, refusal);
}

int fields_contact(const struct snapshot *snapshot, const json_t *params,
                   struct order_content *out, struct order_refusal *refusal)
{
    *out = (struct order_content){.fields = json_object(),
                                  .contact = json_object()};
    return notice_read(snapshot, params, refusal) == 1 &&
           consents_read(params, out, refusal) == 1 &&
           values_read(snapshot, json_object_get(params, "fields"), false, out,
                       refusal) == 1;
}
