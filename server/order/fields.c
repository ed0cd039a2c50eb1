/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/fields.h"

#include <stdio.h>
#include <string.h>

struct field {
    const char *name;
    const char *type; /* of the wire */
    bool required, contact;
    size_t max;                 /* characters */
    const char *record;         /* select: kind of the records it offers ... */
    const char *const *options; /* ... or these words */
};

static const char *const kinds[] = {"investment", "city_order", "import",
                                    "outbound",   "talent",     "service",
                                    "visit",      NULL};
static const char *const whens[] = {"in_3_months", "in_6_months", "in_a_year",
                                    "later", NULL};

static const struct field fields[] = {
    {"kind", "select", true, false, 24, NULL, kinds},
    {"seeks", "textarea", true, false, 2000, NULL, NULL},
    {"country", "select", false, false, 80, "country", NULL},
    {"city", "select", false, false, 80, "city", NULL},
    {"industry", "select", false, false, 80, "industry", NULL},
    {"scale", "text", false, false, 200, NULL, NULL},
    {"when", "select", false, false, 24, NULL, whens},
    {"organisation", "text", false, true, 200, NULL, NULL},
    {"name", "text", true, true, 100, NULL, NULL},
    {"email", "email", true, true, 254, NULL, NULL},
    {"phone", "tel", false, true, 40, NULL, NULL},
};

enum { FIELDS = sizeof fields / sizeof *fields };

static const struct consent {
    const char *name;
    bool required;
} consents[] = {{"contact", true}, {"partner", false}, {"abroad", false}};

enum { CONSENTS = sizeof consents / sizeof *consents };

int order_refuse(struct order_refusal *refusal, enum order_refusal_code code,
                 const char *path, const char *what)
{
    refusal->code = code;
    snprintf(refusal->path, sizeof refusal->path, "%s", path);
    snprintf(refusal->what, sizeof refusal->what, "%s", what);
    return 0;
}

void order_content_fini(struct order_content *content)
{
    json_decref(content->fields);
    json_decref(content->contact);
    content->fields = content->contact = NULL;
}

/* ---- words --------------------------------------------------------------- */

const char *fields_word(const struct snapshot *snapshot, enum lang lang,
                        const char *key)
{
    const char *text = NULL;

    if (lang != LANG_NONE)
        text = json_string_value(
            json_object_get(snapshot_wording(snapshot, lang), key));
    if (text == NULL)
        text = json_string_value(
            json_object_get(snapshot_wording(snapshot, LANG_EN), key));
    return text != NULL ? text : key;
}

const char *fields_word2(const struct snapshot *snapshot, enum lang lang,
                         const char *first, const char *second)
{
    char key[120];
    const char *text = NULL;

    snprintf(key, sizeof key, "%s%s", first, second);
    text = fields_word(snapshot, lang, key);
    return text != key ? text : second;
}

const char *order_notice(const struct snapshot *snapshot)
{
    const char *text = json_string_value(json_object_get(
        snapshot_wording(snapshot, LANG_EN), "form.order.notice_version"));

    return text != NULL ? text : "1";
}

/* ---- the form ------------------------------------------------------------ */

static void option_add(json_t *list, const char *value, const char *label)
{
    json_array_append_new(
        list, json_pack("{s:s,s:s}", "value", value, "label", label));
}

static json_t *options_words(const struct snapshot *snapshot, enum lang lang,
                             const struct field *field)
{
    json_t *list = json_array();
    char prefix[40];

    snprintf(prefix, sizeof prefix, "form.order.%s.", field->name);
    for (const char *const *word = field->options; *word != NULL; word++)
        option_add(list, *word, fields_word2(snapshot, lang, prefix, *word));
    return list;
}

/* Where orders are taken is no country to seek something from. */
static bool record_offered(const struct record *record)
{
    const char *code = record_string(record, "code");

    return code == NULL || strcmp(code, "CN") != 0;
}

static json_t *options_records(const struct snapshot *snapshot, enum lang lang,
                               const char *kind)
{
    struct ids ids = snapshot_kind(snapshot, kind);
    json_t *list = json_array();

    for (size_t i = 0; i < ids.count; i++) {
        const char *name = record_name(ids.items[i], lang);

        if (name != NULL && record_offered(ids.items[i]))
            option_add(list, ids.items[i]->id, name);
    }
    return list;
}

static json_t *form_field(const struct snapshot *snapshot, enum lang lang,
                          const struct field *field)
{
    json_t *out = json_pack(
        "{s:s,s:s,s:s,s:b,s:b,s:i}", "name", field->name, "type", field->type,
        "label", fields_word2(snapshot, lang, "form.order.", field->name),
        "required", field->required, "contact", field->contact, "max",
        (int)field->max);

    if (field->options != NULL)
        json_object_set_new(out, "options",
                            options_words(snapshot, lang, field));
    else if (field->record != NULL)
        json_object_set_new(out, "options",
                            options_records(snapshot, lang, field->record));
    return out;
}

json_t *order_form(const struct snapshot *snapshot, enum lang lang,
                   const json_t *responsible)
{
    json_t *list = json_array(), *asks = json_array();

    for (size_t i = 0; i < FIELDS; i++)
        json_array_append_new(list, form_field(snapshot, lang, &fields[i]));
    for (size_t i = 0; i < CONSENTS; i++)
        json_array_append_new(
            asks, json_pack("{s:s,s:s,s:b}", "name", consents[i].name, "label",
                            fields_word2(snapshot, lang, "form.order.consent.",
                                         consents[i].name),
                            "required", consents[i].required));
    return json_pack("{s:s,s:o,s:{s:s,s:s},s:o,s:O?}", "form", "order",
                     "fields", list, "notice", "version",
                     order_notice(snapshot), "text",
                     fields_word(snapshot, lang, "form.order.notice"),
                     "consents", asks, "responsible", responsible);
}

/* ---- showing what was filled in ------------------------------------------ */

static const char *value_name(const struct snapshot *snapshot, enum lang lang,
                              const struct field *field, const char *value)
{
    char prefix[40];

    if (field->record != NULL) {
        const struct record *record = snapshot_record(snapshot, value);
        const char *name = record != NULL ? record_name(record, lang) : NULL;

        return name != NULL ? name : value;
    }
    if (field->options == NULL)
        return value;
    snprintf(prefix, sizeof prefix, "form.order.%s.", field->name);
    return fields_word2(snapshot, lang, prefix, value);
}

json_t *fields_show(const struct snapshot *snapshot, enum lang lang,
                    const json_t *values, bool contact)
{
    json_t *list = json_array();

    for (size_t i = 0; i < FIELDS; i++) {
        const struct field *field = &fields[i];
        const char *value =
            json_string_value(json_object_get(values, field->name));

        if (value == NULL || field->contact != contact)
            continue;
        json_array_append_new(
            list,
            json_pack("{s:s,s:s,s:s}", "name", field->name, "label",
                      fields_word2(snapshot, lang, "form.order.", field->name),
                      "value", value_name(snapshot, lang, field, value)));
    }
    return list;
}

/* ---- checking what comes back -------------------------------------------- */

static const struct field *field_find(const char *name)
{
    for (size_t i = 0; i < FIELDS; i++) {
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
    }
    return NULL;
}

static int field_refuse(struct order_refusal *refusal,
                        const struct field *field, const char *what)
{
    char path[64];

    snprintf(path, sizeof path, "fields.%s", field->name);
    return order_refuse(refusal, ORDER_REFUSED_FIELD, path, what);
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* No control characters; line breaks only where there is room for them. */
static bool text_clean(const char *text, size_t len, bool lines)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        bool line = c == '\n' || c == '\r' || c == '\t';

        if ((c < 0x20 && !(lines && line)) || c == 0x7f)
            return false;
    }
    return true;
}

static size_t text_characters(const char *text, size_t len)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

static bool mail_valid(const char *text, size_t len)
{
    const char *at = memchr(text, '@', len);
    const char *dot =
        at != NULL ? memchr(at, '.', len - (size_t)(at - text)) : NULL;

    return at != NULL && at > text && dot != NULL && dot > at + 1 &&
           dot < text + len - 1 && memchr(text, ' ', len) == NULL &&
           memchr(at + 1, '@', len - (size_t)(at + 1 - text)) == NULL;
}

static bool phone_valid(const char *text, size_t len)
{
    size_t digits = 0;

    for (size_t i = 0; i < len; i++) {
        if (text[i] >= '0' && text[i] <= '9')
            digits++;
        else if (strchr(" +-()./", text[i]) == NULL)
            return false;
    }
    return digits >= 5 && digits <= 20;
}

static bool word_listed(const char *const *words, const char *text, size_t len)
{
    for (; *words != NULL; words++) {
        if (strlen(*words) == len && memcmp(*words, text, len) == 0)
            return true;
    }
    return false;
}

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
    return record != NULL && strcmp(record->kind, kind) == 0;
}

/* What is wrong with the trimmed text; NULL if nothing is. */
static const char *value_fault(const struct snapshot *snapshot,
                               const struct field *field, const char *text,
                               size_t len)
{
    if (text_characters(text, len) > field->max)
        return "is too long";
    if (!text_clean(text, len, strcmp(field->type, "textarea") == 0))
        return "contains control characters";
    if (strcmp(field->type, "email") == 0 && !mail_valid(text, len))
        return "is no e-mail address";
    if (strcmp(field->type, "tel") == 0 && !phone_valid(text, len))
        return "is no telephone number";
    if (field->options != NULL && !word_listed(field->options, text, len))
        return "is none of the options";
    if (field->record != NULL &&
        !record_exists(snapshot, field->record, text, len))
        return "is none of the options";
    return NULL;
}

static int value_take(const struct snapshot *snapshot,
                      const struct field *field, const json_t *value,
                      struct order_content *out, struct order_refusal *refusal)
{
    const char *text = json_string_value(value);
    size_t len = json_string_length(value);
    const char *fault = NULL;

    if (json_is_null(value))
        return 1;
    if (text == NULL || strlen(text) != len)
        return field_refuse(refusal, field, "must be a text");
    while (len > 0 && blank(text[len - 1]))
        len--;
    while (len > 0 && blank(text[0])) {
        text++;
        len--;
    }
    if (len == 0)
        return 1; /* left empty */
    fault = value_fault(snapshot, field, text, len);
    if (fault != NULL)
        return field_refuse(refusal, field, fault);
    if (strcmp(field->name, "kind") != 0)
        json_object_set_new(field->contact ? out->contact : out->fields,
                            field->name, json_stringn(text, len));
    return 1;
}

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

    if (kind == NULL || !word_listed(kinds, kind, strlen(kind)))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "kind",
                            "is none of the options");
    snprintf(out->kind, sizeof out->kind, "%s", kind);
    return 1;
}

static int required_check(const struct order_content *content,
                          struct order_refusal *refusal)
{
    for (size_t i = 1; i < FIELDS; i++) {
        const json_t *values =
            fields[i].contact ? content->contact : content->fields;

        if (fields[i].required &&
            json_object_get(values, fields[i].name) == NULL)
            return field_refuse(refusal, &fields[i], "is required");
    }
    return 1;
}

int fields_read(const struct snapshot *snapshot, const json_t *params,
                struct order_content *out, struct order_refusal *refusal)
{
    const json_t *given = json_object_get(params, "fields");
    const char *name = NULL;
    json_t *value = NULL;

    *out = (struct order_content){.fields = json_object(),
                                  .contact = json_object()};
    if (notice_read(snapshot, params, refusal) == 0 ||
        consents_read(params, out, refusal) == 0 ||
        kind_read(params, out, refusal) == 0)
        return 0;
    if (!json_is_object(given))
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "fields",
                            "must be an object");
    json_object_foreach((json_t *)given, name, value) {
        const struct field *field = field_find(name);

        if (field == NULL)
            return order_refuse(refusal, ORDER_REFUSED_FIELD, "fields",
                                "holds a field that the form has not");
        if (value_take(snapshot, field, value, out, refusal) == 0)
            return 0;
    }
    return required_check(out, refusal);
}
