/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/headings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "order/order.h"
#include "text/fold.h"

enum { OFFERS = 8 };

struct headings {
    json_t *forms[LANG_COUNT]; /* what form.get answers */
    json_t *headings;          /* folded label: "field NAME" */
    json_t *values;            /* field: {folded label: value} */
};

/* Case, width, blanks and underscores, and what a form puts behind a label do
 * not count. */
static void heading_fold(const char *text, struct buf *out)
{
    static const char tail[] = " :*?.";

    buf_clear(out);
    fold_text(text, strlen(text), out);
    while (out->len > 0 && strchr(tail, out->bytes[out->len - 1]) != NULL)
        out->bytes[--out->len] = '\0';
    for (size_t i = 0; i < out->len; i++)
        if (out->bytes[i] == '_' || out->bytes[i] == '.')
            out->bytes[i] = ' ';
}

/* The first who says a word keeps it. */
static void word_add(json_t *to, const char *word, const char *meaning)
{
    struct buf folded;

    buf_init(&folded);
    heading_fold(word, &folded);
    if (folded.len > 0 && json_object_get(to, folded.bytes) == NULL)
        json_object_set_new(to, folded.bytes, json_string(meaning));
    buf_fini(&folded);
}

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text != NULL ? text : "";
}

/* ---- opening ------------------------------------------------------------- */

static void heading_add(struct headings *headings, const char *what,
                        const char *name, const char *label)
{
    char meaning[80];

    snprintf(meaning, sizeof meaning, "%s %s", what, name);
    word_add(headings->headings, label, meaning);
}

static void options_add(struct headings *headings,
                        const struct snapshot *snapshot, const json_t *field)
{
    const json_t *options = json_object_get(field, "options");
    json_t *to = json_object_get(headings->values, text_of(field, "name"));
    json_t *option = NULL;
    size_t i = 0;

    if (to == NULL) {
        to = json_object();
        json_object_set_new(headings->values, text_of(field, "name"), to);
    }
    json_array_foreach((json_t *)options, i, option) {
        const char *value = text_of(option, "value");
        const struct record *record = snapshot_record(snapshot, value);
        const char *code =
            record != NULL ? record_string(record, "code") : NULL;

        word_add(to, value, value);
        word_add(to, text_of(option, "label"), value);
        if (code != NULL)
            word_add(to, code, value);
    }
}

static void form_add(struct headings *headings, const struct snapshot *snapshot,
                     const json_t *form)
{
    json_t *item = NULL;
    size_t i = 0;

    json_array_foreach(json_object_get(form, "fields"), i, item) {
        heading_add(headings, "field", text_of(item, "name"),
                    text_of(item, "label"));
        options_add(headings, snapshot, item);
    }
    json_array_foreach(json_object_get(form, "consents"), i, item)
        heading_add(headings, "consent", text_of(item, "name"),
                    text_of(item, "label"));
}

/* The names first, so that no label takes one. */
static void names_add(struct headings *headings, const json_t *form)
{
    json_t *item = NULL;
    size_t i = 0;

    word_add(headings->headings, "lang", "lang lang");
    json_array_foreach(json_object_get(form, "fields"), i, item)
        heading_add(headings, "field", text_of(item, "name"),
                    text_of(item, "name"));
    json_array_foreach(json_object_get(form, "consents"), i, item) {
        char name[64];

        snprintf(name, sizeof name, "consent %s", text_of(item, "name"));
        heading_add(headings, "consent", text_of(item, "name"), name);
        snprintf(name, sizeof name, "consents %s", text_of(item, "name"));
        heading_add(headings, "consent", text_of(item, "name"), name);
    }
}

struct headings *headings_open(const struct snapshot *snapshot)
{
    struct headings *headings = mem_zero(sizeof *headings);

    headings->headings = json_object();
    headings->values = json_object();
    for (int lang = 0; lang < LANG_COUNT; lang++)
        headings->forms[lang] = order_form(snapshot, (enum lang)lang, NULL);
    names_add(headings, headings->forms[LANG_EN]);
    for (int lang = 0; lang < LANG_COUNT; lang++)
        form_add(headings, snapshot, headings->forms[lang]);
    return headings;
}

void headings_close(struct headings **headings)
{
    if (*headings == NULL)
        return;
    for (int lang = 0; lang < LANG_COUNT; lang++)
        json_decref((*headings)->forms[lang]);
    json_decref((*headings)->headings);
    json_decref((*headings)->values);
    free(*headings);
    *headings = NULL;
}

/* ---- reading ------------------------------------------------------------- */

struct column headings_find(const struct headings *headings,
                            const char *heading)
{
    static const char *const types[] = {[COLUMN_FIELD] = "field ",
                                        [COLUMN_CONSENT] = "consent ",
                                        [COLUMN_LANG] = "lang "};
    struct column column = {0};
    const char *meaning = NULL;
    struct buf folded;

    buf_init(&folded);
    heading_fold(heading, &folded);
    meaning = json_string_value(json_object_get(
        headings->headings, folded.len > 0 ? folded.bytes : ""));
    for (int type = COLUMN_FIELD; meaning != NULL && type <= COLUMN_LANG;
         type++) {
        size_t len = strlen(types[type]);

        if (strncmp(meaning, types[type], len) != 0)
            continue;
        column.type = (enum column_type)type;
        snprintf(column.name, sizeof column.name, "%s", meaning + len);
    }
    buf_fini(&folded);
    return column;
}

const char *headings_value(const struct headings *headings, const char *field,
                           const char *text)
{
    const char *value = NULL;
    struct buf folded;

    buf_init(&folded);
    heading_fold(text, &folded);
    if (folded.len > 0)
        value = json_string_value(json_object_get(
            json_object_get(headings->values, field), folded.bytes));
    buf_fini(&folded);
    return value != NULL ? value : text;
}

int headings_yes(const char *text)
{
    static const struct {
        const char *word;
        int yes;
    } words[] = {
        {"", 0},       {"0", 0},    {"no", 0},     {"n", 0},      {"false", 0},
        {"nein", 0},   {"non", 0},  {"нет", 0},    {"لا", 0},     {"否", 0},
        {"不同意", 0}, {"无", 0},   {"いいえ", 0}, {"아니요", 0}, {"yes", 1},
        {"y", 1},      {"true", 1}, {"1", 1},      {"x", 1},      {"✓", 1},
        {"ja", 1},     {"oui", 1},  {"sí", 1},     {"si", 1},     {"да", 1},
        {"نعم", 1},    {"是", 1},   {"有", 1},     {"同意", 1},   {"はい", 1},
        {"예", 1},     {"네", 1},
    };
    struct buf folded;
    int yes = -1;

    buf_init(&folded);
    heading_fold(text, &folded);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(folded.len > 0 ? folded.bytes : "", words[i].word) == 0)
            yes = words[i].yes;
    buf_fini(&folded);
    return yes;
}

/* ---- telling ------------------------------------------------------------- */

static const json_t *field_of(const struct headings *headings, enum lang lang,
                              const char *name)
{
    json_t *item = NULL;
    size_t i = 0;

    json_array_foreach(json_object_get(headings->forms[lang], "fields"), i,
                       item) {
        if (strcmp(text_of(item, "name"), name) == 0)
            return item;
    }
    return NULL;
}

const char *headings_type(const struct headings *headings, const char *field)
{
    return text_of(field_of(headings, LANG_EN, field), "type");
}

const char *headings_label(const struct headings *headings, enum lang lang,
                           const char *field)
{
    const char *label = text_of(field_of(headings, lang, field), "label");

    return *label != '\0' ? label : field;
}

char *headings_offers(const struct headings *headings, enum lang lang,
                      const char *field)
{
    const json_t *options =
        json_object_get(field_of(headings, lang, field), "options");
    json_t *option = NULL;
    char *text = NULL;
    struct buf out;
    size_t i = 0;

    buf_init(&out);
    json_array_foreach((json_t *)options, i, option) {
        if (i < OFFERS)
            buf_format(&out, "%s%s", i > 0 ? ", " : "",
                       text_of(option, "label"));
        else if (i == OFFERS)
            buf_text(&out, ", ...");
    }
    if (out.len > 0)
        text = mem_text(out.bytes);
    buf_fini(&out);
    return text;
}
