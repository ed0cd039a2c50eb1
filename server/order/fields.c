/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form as the client shows it, and what was filled in as others see it. */
#include "order/fields.h"

#include <stdio.h>
#include <string.h>

#include "order/fields_table.h"

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
        option_add(list, *word, snapshot_word(snapshot, lang, prefix, *word));
    return list;
}

/* Where orders are taken is no country to seek something from. */
bool fields_offered(const struct record *record)
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

        if (name != NULL && fields_offered(ids.items[i]))
            option_add(list, ids.items[i]->id, name);
    }
    return list;
}

static json_t *words_list(const char *const *words)
{
    json_t *list = json_array();

    for (; *words != NULL; words++)
        json_array_append_new(list, json_string(*words));
    return list;
}

static json_t *form_field(const struct snapshot *snapshot, enum lang lang,
                          const struct field *field)
{
    json_t *out = json_pack(
        "{s:s,s:s,s:s,s:b,s:b,s:i}", "name", field->name, "type", field->type,
        "label", snapshot_word(snapshot, lang, "form.order.", field->name),
        "required", field->required, "contact", field->contact, "max",
        (int)field->max);

    if (field->options != NULL)
        json_object_set_new(out, "options",
                            options_words(snapshot, lang, field));
    else if (field->record != NULL)
        json_object_set_new(out, "options",
                            options_records(snapshot, lang, field->record));
    if (field->wanted)
        json_object_set_new(out, "wanted", json_true());
    if (field->kinds != NULL)
        json_object_set_new(out, "kinds", words_list(field->kinds));
    if (strcmp(field->type, "number") == 0)
        json_object_set_new(out, "range",
                            json_pack("{s:f,s:f,s:b}", "least", field->least,
                                      "most", field->most, "whole",
                                      field->whole));
    return out;
}

json_t *order_form(const struct snapshot *snapshot, enum lang lang,
                   const json_t *responsible)
{
    json_t *list = json_array(), *asks = json_array();

    for (size_t i = 0; i < fields_count(); i++)
        json_array_append_new(list, form_field(snapshot, lang, fields_at(i)));
    for (size_t i = 0; i < CONSENTS; i++)
        json_array_append_new(
            asks, json_pack("{s:s,s:s,s:b}", "name", consents[i].name, "label",
                            snapshot_word(snapshot, lang, "form.order.consent.",
                                          consents[i].name),
                            "required", consents[i].required));
    return json_pack("{s:s,s:o,s:{s:s,s:s},s:o,s:O?}", "form", "order",
                     "fields", list, "notice", "version",
                     order_notice(snapshot), "text",
                     snapshot_word(snapshot, lang, "form.order.notice", ""),
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
    return snapshot_word(snapshot, lang, prefix, value);
}

json_t *fields_show(const struct snapshot *snapshot, enum lang lang,
                    const json_t *values, bool contact)
{
    json_t *list = json_array();

    for (size_t i = 0; i < fields_count(); i++) {
        const struct field *field = fields_at(i);
        const char *value =
            json_string_value(json_object_get(values, field->name));

        if (value == NULL || field->contact != contact)
            continue;
        json_array_append_new(
            list,
            json_pack("{s:s,s:s,s:s}", "name", field->name, "label",
                      snapshot_word(snapshot, lang, "form.order.", field->name),
                      "value", value_name(snapshot, lang, field, value)));
    }
    return list;
}
