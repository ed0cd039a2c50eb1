/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/profile_fields.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "order/fields.h"
#include "order/profile.h"
#include "text/fold.h"
#include "text/typed.h"

/* ---- one value: NULL, or what is wrong with it --------------------------- */

struct rule {
    const char *name, *type; /* of the form */
    const char *(*check)(const struct snapshot *snapshot,
                         const struct rule *rule, const json_t *value);
    size_t max;              /* characters, or the largest number */
    const char *kind;        /* of the records that are named */
    const char *const *list; /* or words */
    bool required;           /* of a new profile */
};

static const char *text_fault(const char *text, size_t len, size_t max)
{
    if (text == NULL || strlen(text) != len || len == 0)
        return "must be a text";
    if (fold_length(text, len) > max)
        return "is too long";
    return typed_clean(text, len, true) ? NULL : "contains control characters";
}

static const char *check_text(const struct snapshot *snapshot,
                              const struct rule *rule, const json_t *value)
{
    (void)snapshot;
    return text_fault(json_string_value(value), json_string_length(value),
                      rule->max);
}

static const char *check_langs(const struct snapshot *snapshot,
                               const struct rule *rule, const json_t *value)
{
    const char *lang = NULL, *fault = NULL;
    json_t *text = NULL;

    if (!json_is_object(value) || json_object_size(value) == 0)
        return "must be texts by language";
    json_object_foreach((json_t *)value, lang, text) {
        if (lang_parse(lang) == LANG_NONE)
            return "names a language that Parlor has not";
        fault = check_text(snapshot, rule, text);
        if (fault != NULL)
            return fault;
    }
    return NULL;
}

static const char *check_number(const struct snapshot *snapshot,
                                const struct rule *rule, const json_t *value)
{
    (void)snapshot;
    return json_is_integer(value) && json_integer_value(value) >= 1 &&
                   json_integer_value(value) <= (json_int_t)rule->max
               ? NULL
               : "must be a whole number in its limits";
}

static const char *check_country(const struct snapshot *snapshot,
                                 const struct rule *rule, const json_t *value)
{
    (void)rule;
    return snapshot_country(snapshot, json_string_value(value)) != NULL
               ? NULL
               : "must be the code of a country, as DE";
}

static bool listed(const struct snapshot *snapshot, const struct rule *rule,
                   const char *word)
{
    const struct record *record = NULL;

    for (const char *const *at = rule->list; at != NULL && *at != NULL; at++)
        if (strcmp(*at, word) == 0)
            return true;
    if (rule->list != NULL)
        return false;
    record = snapshot_record(snapshot, word);
    return record != NULL &&
           (rule->kind == NULL || strcmp(record->kind, rule->kind) == 0);
}

static const char *check_list(const struct snapshot *snapshot,
                              const struct rule *rule, const json_t *value)
{
    json_t *item = NULL;
    size_t i = 0;

    if (!json_is_array(value) || json_array_size(value) == 0 ||
        json_array_size(value) > PROFILE_LIST_MAX)
        return "must be a list of 1 to 20";
    json_array_foreach((json_t *)value, i, item) {
        if (!json_is_string(item) ||
            !listed(snapshot, rule, json_string_value(item)))
            return "holds what is none of the options";
    }
    return NULL;
}

static const char *const purposes[] = {
    "site",         "joint_venture", "research",
    "distribution", "supply",        "customers",
    "talent",       "investment",    NULL};
static const char *const langs[] = {
    "en", "zh-Hans", "zh-Hant", "ja", "ko", "de", "fr", "ru", "es", "ar", NULL};

/* Members of a record of kind enterprise. */
static const struct rule rules[] = {
    {"names", "texts", check_langs, 200, NULL, NULL, true},
    {"summary", "texts", check_langs, 1000, NULL, NULL, true},
    {"country", "select", check_country, 2, NULL, NULL, true},
    {"city", "text", check_text, 80, NULL, NULL, false},
    {"industries", "choices", check_list, 0, "industry", NULL, true},
    {"founded", "number", check_number, 2200, NULL, NULL, false},
    {"staff", "number", check_number, 10000000, NULL, NULL, false},
    {"purposes", "choices", check_list, 0, NULL, purposes, false},
    {"interested_in", "choices", check_list, 0, NULL, NULL, false},
    {"languages", "choices", check_list, 0, NULL, langs, false},
};

enum { RULES = sizeof rules / sizeof *rules };

static const struct rule *rule_find(const char *name)
{
    for (size_t i = 0; i < RULES; i++)
        if (strcmp(rules[i].name, name) == 0)
            return &rules[i];
    return NULL;
}

static int refuse(struct order_refusal *refusal, const char *where,
                  const char *name, const char *what)
{
    char path[64];

    snprintf(path, sizeof path, "%s.%.40s", where, name);
    return order_refuse(refusal, ORDER_REFUSED_FIELD, path, what);
}

static int fields_check(const struct snapshot *snapshot, const json_t *fields,
                        const char *where, bool correcting,
                        struct order_refusal *refusal)
{
    const char *name = NULL, *fault = NULL;
    json_t *value = NULL;

    if (!json_is_object(fields) || json_object_size(fields) == 0)
        return order_refuse(refusal, ORDER_REFUSED_FIELD, where,
                            "must be an object that says something");
    json_object_foreach((json_t *)fields, name, value) {
        const struct rule *rule = rule_find(name);

        if (rule == NULL)
            return order_refuse(refusal, ORDER_REFUSED_FIELD, where,
                                "holds a field that a profile has not");
        fault = rule->check(snapshot, rule, value);
        if (fault != NULL)
            return refuse(refusal, where, name, fault);
    }
    for (size_t i = 0; !correcting && i < RULES; i++)
        if (rules[i].required && json_object_get(fields, rules[i].name) == NULL)
            return refuse(refusal, where, rules[i].name, "is required");
    return 1;
}

/* ---- sources ------------------------------------------------------------- */

enum { SOURCE_MAX = 200 }; /* characters of a text */

static const struct {
    const char *name, *type;
} source_rules[] = {
    {"title", "text"}, {"publisher", "text"}, {"url", "url"}, {"date", "date"}};

enum { SOURCE_RULES = sizeof source_rules / sizeof *source_rules };

static bool url_fine(const char *url)
{
    size_t skip = strncmp(url, "https://", 8) == 0  ? 8
                  : strncmp(url, "http://", 7) == 0 ? 7
                                                    : 0;

    for (const char *at = url; *at != '\0'; at++)
        if ((unsigned char)*at <= 0x20 || strchr("<>\"'\\", *at) != NULL)
            return false;
    return skip > 0 && isalnum((unsigned char)url[skip]);
}

static const char *source_fault(const json_t *source)
{
    const char *name = NULL;
    json_t *value = NULL;
    struct date date;

    if (!json_is_object(source) || json_object_get(source, "title") == NULL)
        return "must have a title";
    json_object_foreach((json_t *)source, name, value) {
        bool known = false;

        for (size_t i = 0; i < SOURCE_RULES; i++)
            known |= strcmp(source_rules[i].name, name) == 0;
        if (!known)
            return "has title, publisher, url and date, and no more";
        if (text_fault(json_string_value(value), json_string_length(value),
                       SOURCE_MAX) != NULL)
            return "has a text that is empty, too long or unclean";
    }
    value = json_object_get(source, "url");
    if (value != NULL && !url_fine(json_string_value(value)))
        return "has an url that is no http or https address";
    value = json_object_get(source, "date");
    if (value != NULL && !date_parse(json_string_value(value), &date))
        return "has a date that is none, as 2026-11-22";
    return NULL;
}

static int sources_check(const json_t *sources, struct order_refusal *refusal)
{
    const char *fault = NULL;
    json_t *source = NULL;
    size_t i = 0;

    if (!json_is_array(sources) || json_array_size(sources) == 0 ||
        json_array_size(sources) > PROFILE_SOURCES_MAX)
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "sources",
                            "must be 1 to 10: where can this be read?");
    json_array_foreach((json_t *)sources, i, source) {
        char number[24];

        fault = source_fault(source);
        snprintf(number, sizeof number, "%zu", i);
        if (fault != NULL)
            return refuse(refusal, "sources", number, fault);
    }
    return 1;
}

int profile_fields_read(const struct snapshot *snapshot, const json_t *params,
                        bool correcting, json_t **out,
                        struct order_refusal *refusal)
{
    json_t *fields = json_object_get(params, "fields");
    json_t *sources = json_object_get(params, "sources");

    *out = NULL;
    if (fields_check(snapshot, fields, "fields", correcting, refusal) == 0 ||
        sources_check(sources, refusal) == 0)
        return 0;
    *out = json_pack("{s:O,s:O}", "fields", fields, "sources", sources);
    return 1;
}

/* ---- the form ------------------------------------------------------------ */

static void option_add(json_t *list, const char *value, const char *label)
{
    json_array_append_new(
        list, json_pack("{s:s,s:s}", "value", value, "label", label));
}

static void options_records(const struct snapshot *snapshot, enum lang lang,
                            const char *kind, const char *member, json_t *list)
{
    struct ids ids = snapshot_kind(snapshot, kind);

    for (size_t i = 0; i < ids.count; i++) {
        const struct record *record = ids.items[i];
        const char *name = record_name(record, lang);
        const char *value =
            member != NULL ? record_string(record, member) : record->id;

        if (name != NULL && value != NULL &&
            !json_is_true(record_get(record, "synthetic")))
            option_add(list, value, name);
    }
}

static json_t *rule_options(const struct snapshot *snapshot, enum lang lang,
                            const struct rule *rule)
{
    const char *prefix =
        rule->list == purposes ? "purpose." : "form.order.language.";
    json_t *list = json_array();

    for (const char *const *at = rule->list; at != NULL && *at != NULL; at++)
        option_add(list, *at, snapshot_word(snapshot, lang, prefix, *at));
    if (rule->check == check_country)
        options_records(snapshot, lang, "country", "code", list);
    else if (rule->list == NULL)
        options_records(snapshot, lang,
                        rule->kind != NULL ? rule->kind : "city", NULL, list);
    return list;
}

static json_t *rule_field(const struct snapshot *snapshot, enum lang lang,
                          const struct rule *rule)
{
    json_t *out = json_pack(
        "{s:s,s:s,s:s,s:b,s:b}", "name", rule->name, "type", rule->type,
        "label", snapshot_word(snapshot, lang, "form.profile.", rule->name),
        "required", rule->required, "contact", false);

    if (rule->check == check_number)
        json_object_set_new(out, "range",
                            json_pack("{s:i,s:i,s:b}", "least", 1, "most",
                                      (int)rule->max, "whole", true));
    else if (rule->check == check_text || rule->check == check_langs)
        json_object_set_new(out, "max", json_integer((int)rule->max));
    else
        json_object_set_new(out, "options", rule_options(snapshot, lang, rule));
    return out;
}

/* Those of the profile, then those of who sends it, as in an order. */
static json_t *form_fields(const json_t *order, const struct snapshot *snapshot,
                           enum lang lang)
{
    json_t *list = json_array(), *field = NULL;
    size_t i = 0;

    for (size_t n = 0; n < RULES; n++)
        json_array_append_new(list, rule_field(snapshot, lang, &rules[n]));
    json_array_foreach(json_object_get(order, "fields"), i, field) {
        if (json_is_true(json_object_get(field, "contact")))
            json_array_append(list, field);
    }
    return list;
}

static json_t *form_sources(const struct snapshot *snapshot, enum lang lang)
{
    json_t *list = json_array();

    for (size_t i = 0; i < SOURCE_RULES; i++)
        json_array_append_new(
            list,
            json_pack("{s:s,s:s,s:s,s:b,s:b,s:i}", "name", source_rules[i].name,
                      "type", source_rules[i].type, "label",
                      snapshot_word(snapshot, lang, "form.profile.source.",
                                    source_rules[i].name),
                      "required", i == 0, "contact", false, "max", SOURCE_MAX));
    return json_pack("{s:i,s:o}", "most", PROFILE_SOURCES_MAX, "fields", list);
}

json_t *profile_form(const struct snapshot *snapshot, enum lang lang,
                     const json_t *responsible)
{
    static const char *const kinds[] = {"enterprise", "partner"};
    json_auto_t *order = order_form(snapshot, lang, NULL);
    json_t *words = json_array(), *corrects = json_array();

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        option_add(
            words, kinds[i],
            snapshot_word(snapshot, lang, "form.profile.kind.", kinds[i]));
    options_records(snapshot, lang, "enterprise", NULL, corrects);
    return json_pack(
        "{s:s,s:s,s:o,s:o,s:o,s:o,s:{s:s,s:s},s:[{s:s,s:s,s:b}],s:O?}", "form",
        "profile", "kind",
        snapshot_word(snapshot, lang, "form.profile.kind", ""), "kinds", words,
        "corrects", corrects, "fields", form_fields(order, snapshot, lang),
        "sources", form_sources(snapshot, lang), "notice", "version",
        order_notice(snapshot), "text",
        snapshot_word(snapshot, lang, "form.profile.notice", ""), "consents",
        "name", "contact", "label",
        snapshot_word(snapshot, lang, "form.profile.consent.contact", ""),
        "required", true, "responsible", responsible);
}

/* ---- the record ---------------------------------------------------------- */

static json_t *text_or_null(const json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);

    return value != NULL ? json_incref(value) : json_null();
}

static json_t *source_make(const struct draft_row *row)
{
    const json_t *source =
        json_array_get(json_object_get(row->json, "sources"), 0);

    return json_pack("{s:o,s:o,s:s,s:o,s:o,s:o,s:o}", "title",
                     text_or_null(source, "title"), "publisher",
                     text_or_null(source, "publisher"), "lang", row->lang,
                     "date", text_or_null(source, "date"), "url",
                     text_or_null(source, "url"), "number", json_null(),
                     "clause", json_null());
}

/* Texts by language are added to, anything else is replaced. */
static void members_put(json_t *record, const json_t *members)
{
    const char *name = NULL;
    json_t *value = NULL;

    json_object_foreach((json_t *)members, name, value) {
        json_t *old = json_object_get(record, name);

        if (json_is_object(value) && json_is_object(old))
            json_object_update(old, value);
        else
            json_object_set_new(record, name, json_deep_copy(value));
    }
}

/* A name is a name in any script; staff may replace it. */
static void names_spread(json_t *record, const char *lang)
{
    static const char *const needed[] = {"en", "zh-Hans"};
    json_t *names = json_object_get(record, "names");
    json_t *own = json_object_get(names, lang);
    void *first = json_object_iter(names);

    if (own == NULL && first != NULL)
        own = json_object_iter_value(first);
    for (size_t i = 0; own != NULL && i < 2; i++)
        if (json_object_get(names, needed[i]) == NULL)
            json_object_set(names, needed[i], own);
}

static json_t *record_base(const struct draft_row *row, const json_t *base)
{
    bool partner = strcmp(row->kind, "partner") == 0;
    char id[ORDER_REFERENCE_MAX + 16];

    if (base != NULL)
        return json_deep_copy(base);
    snprintf(id, sizeof id, "profile-%s", row->reference);
    for (char *at = id; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    return json_pack("{s:s,s:s,s:{},s:{},s:{s:n,s:n},s:s}", "id", id, "kind",
                     "enterprise", "names", "summary", "in_force", "from", "to",
                     "role", partner ? "partner" : "registered");
}

int profile_record(const struct snapshot *snapshot, const struct draft_row *row,
                   const json_t *base, const json_t *extra, json_t **out,
                   struct order_refusal *refusal)
{
    static const char *const needed[] = {"summary.en", "summary.zh-Hans"};
    json_t *record = NULL;

    *out = NULL;
    if (extra != NULL &&
        fields_check(snapshot, extra, "record", true, refusal) == 0)
        return 0;
    record = record_base(row, base);
    members_put(record, json_object_get(row->json, "fields"));
    if (extra != NULL)
        members_put(record, extra);
    names_spread(record, row->lang);
    json_object_set_new(record, "source", source_make(row));
    json_object_set_new(record, "state", json_string("published"));
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (json_object_get(json_object_get(record, "summary"),
                            needed[i] + strlen("summary.")) == NULL) {
            json_decref(record);
            return refuse(refusal, "record", needed[i],
                          "is required: a profile is published in English and "
                          "Chinese");
        }
    }
    *out = record;
    return 1;
}
