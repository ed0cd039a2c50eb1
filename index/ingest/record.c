/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Where a scan of JSON bytes stands, for messages. */
struct place {
    size_t line, column; /* from 1; column in characters */
};

static void place_step(struct place *place, unsigned char c)
{
    if (c == '\n') {
        place->line++;
        place->column = 0;
    } else if ((c & 0xC0) != 0x80) {
        place->column++;
    }
}

/* Limit depth and number of values before anything is allocated for them.
 * Commas and brackets outside texts are all that has to be known. */
static int record_scan(const char *bytes, size_t len, struct err *err)
{
    struct place at = {1, 0};
    size_t depth = 0, values = 1;
    bool in_text = false;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];

        place_step(&at, c);
        if (in_text) {
            if (c == '\\' && i + 1 < len)
                place_step(&at, (unsigned char)bytes[++i]);
            else if (c == '"')
                in_text = false;
            continue;
        }
        in_text = c == '"';
        depth += c == '{' || c == '[';
        depth -= (c == '}' || c == ']') && depth > 0;
        values += c == ',' || c == '{' || c == '[';
        if (depth > RECORD_DEPTH_MAX)
            return err_set(err, ERR_LIMIT,
                           "line %zu, column %zu: nested deeper than %d",
                           at.line, at.column, RECORD_DEPTH_MAX);
        if (values > RECORD_VALUES_MAX)
            return err_set(err, ERR_LIMIT,
                           "line %zu, column %zu: more than %d values", at.line,
                           at.column, RECORD_VALUES_MAX);
    }
    return 0;
}

static bool id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool id_valid(const char *id)
{
    size_t len = id != NULL ? strlen(id) : 0;

    if (len == 0 || len > RECORD_ID_MAX || !id_char(id[0]))
        return false;
    for (size_t i = 1; i < len; i++)
        if (!id_char(id[i]) && id[i] != '.' && id[i] != '-')
            return false;
    return true;
}

static bool kind_valid(const char *kind)
{
    size_t len = kind != NULL ? strlen(kind) : 0;

    if (len == 0 || len > RECORD_KIND_MAX || kind[0] == '_')
        return false;
    for (size_t i = 0; i < len; i++)
        if ((kind[i] < 'a' || kind[i] > 'z') && kind[i] != '_')
            return false;
    return true;
}

static int record_name_check(const struct record *record, struct err *err)
{
    if (!id_valid(record->id))
        return err_set(err, ERR_INPUT,
                       "line 1, column 1: $.id must be a text of 1 to %d "
                       "lower case letters, digits, \"-\" and \".\"",
                       RECORD_ID_MAX);
    if (!kind_valid(record->kind))
        return err_set(err, ERR_INPUT,
                       "line 1, column 1: $.kind must be a text of 1 to %d "
                       "lower case letters and \"_\"",
                       RECORD_KIND_MAX);
    return 0;
}

static json_t *record_json(const char *bytes, size_t len, struct err *err)
{
    json_error_t where;
    json_t *json = NULL;

    if (len > RECORD_BYTES_MAX) {
        err_set(err, ERR_LIMIT, "%zu bytes, a record has at most %d", len,
                RECORD_BYTES_MAX);
        return NULL;
    }
    if (record_scan(bytes, len, err) < 0)
        return NULL;
    json = json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY,
                      &where);
    if (json == NULL) {
        err_set(err, ERR_INPUT, "line %d, column %d: %s", where.line,
                where.column, where.text);
    } else if (!json_is_object(json)) {
        err_set(err, ERR_INPUT,
                "line 1, column 1: a record must be a JSON object");
        json_decref(json);
        json = NULL;
    }
    return json;
}

int record_parse(const char *bytes, size_t len, struct record **out,
                 struct err *err)
{
    struct record *record = NULL;
    json_t *json = record_json(bytes, len, err);

    *out = NULL;
    if (json == NULL)
        return -1;
    record = mem_zero(sizeof *record);
    record->json = json;
    record->id = json_string_value(json_object_get(json, "id"));
    record->kind = json_string_value(json_object_get(json, "kind"));
    if (record_name_check(record, err) < 0) {
        record_free(&record);
        return -1;
    }
    *out = record;
    return 0;
}

void record_free(struct record **record)
{
    if (*record == NULL)
        return;
    json_decref((*record)->json);
    free(*record);
    *record = NULL;
}

static const char *text_in(const json_t *by_lang, enum lang lang,
                           enum lang *used)
{
    const char *text = NULL;

    if (lang == LANG_NONE)
        return NULL;
    text = json_string_value(json_object_get(by_lang, lang_code(lang)));
    if (text != NULL && used != NULL)
        *used = lang;
    return text;
}

const char *record_text(const json_t *by_lang, enum lang lang, enum lang *used)
{
    const char *text = text_in(by_lang, lang, used);

    if (text == NULL && lang == LANG_ZH_HANT)
        text = text_in(by_lang, LANG_ZH_HANS, used);
    for (int any = LANG_EN; text == NULL && any < LANG_COUNT; any++)
        text = text_in(by_lang, (enum lang)any, used);
    if (text == NULL && used != NULL)
        *used = LANG_NONE;
    return text;
}

const char *record_name(const struct record *record, enum lang lang)
{
    return record_text(record_get(record, "names"), lang, NULL);
}

const char *record_summary(const struct record *record, enum lang lang,
                           enum lang *used)
{
    return record_text(record_get(record, "summary"), lang, used);
}

const json_t *record_get(const struct record *record, const char *path)
{
    const json_t *at = record->json;

    while (at != NULL && *path != '\0') {
        size_t len = strcspn(path, ".");

        at = json_object_getn(at, path, len);
        path += len;
        path += *path == '.';
    }
    return json_is_null(at) ? NULL : at;
}

const char *record_string(const struct record *record, const char *path)
{
    return json_string_value(record_get(record, path));
}

double record_number(const struct record *record, const char *path,
                     double fallback)
{
    const json_t *at = record_get(record, path);

    return json_is_number(at) ? json_number_value(at) : fallback;
}

bool record_is(const struct record *record, const char *path, const char *text)
{
    const char *have = record_string(record, path);

    return have != NULL && strcmp(have, text) == 0;
}

bool record_list_has(const json_t *list, const char *text)
{
    size_t i = 0;
    json_t *item = NULL;

    json_array_foreach((json_t *)list, i, item) {
        const char *have = json_string_value(item);

        if (have != NULL && strcmp(have, text) == 0)
            return true;
    }
    return false;
}

bool record_invented(const struct record *record)
{
    return json_is_true(record_get(record, "synthetic"));
}
