/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/bulk.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/encoding.h"
#include "order/headings.h"
#include "order/fields.h"
#include "order/seal.h"
#include "order/step.h"
#include "order/table.h"
#include "order/words.h"
#include "store/orders.h"

enum { NAME_BYTES = 16 };

struct bulk {
    struct workspace *ws;
    const struct bulk_options *options;
    struct headings *columns;
    struct column heads[TABLE_CELLS_MAX];
    size_t head_count;
    json_t *names, *ignored, *lines; /* of the report */
    int placed, again, refused;
    struct order_refusal *whole; /* why nothing of it can be read */
    bool stopped;
};

/* ---- the first line ------------------------------------------------------ */

static int heads_refuse(struct bulk *bulk, const char *what)
{
    order_refuse(bulk->whole, ORDER_REFUSED_FIELD, "csv", what);
    bulk->stopped = true;
    return 0;
}

static bool head_known(const struct bulk *bulk, const struct column *column)
{
    for (size_t i = 0; i < bulk->head_count; i++)
        if (bulk->heads[i].type == column->type &&
            strcmp(bulk->heads[i].name, column->name) == 0)
            return true;
    return false;
}

static int heads_read(struct bulk *bulk, const struct table_row *row)
{
    if (row->fault != TABLE_FINE)
        return heads_refuse(bulk, "the first line must name the columns");
    for (size_t i = 0; i < row->count; i++) {
        struct column column = headings_find(bulk->columns, row->cells[i]);

        if (column.type == COLUMN_UNKNOWN && row->cells[i][0] != '\0')
            json_array_append_new(bulk->ignored, json_string(row->cells[i]));
        else if (column.type != COLUMN_UNKNOWN && head_known(bulk, &column))
            return heads_refuse(bulk, "two columns mean the same");
        else if (column.type != COLUMN_UNKNOWN)
            json_array_append_new(bulk->names, json_string(column.name));
        bulk->heads[bulk->head_count++] = column;
    }
    if (json_array_size(bulk->names) == 0)
        return heads_refuse(bulk, "the first line names no field of the form");
    return 0;
}

/* ---- one line ------------------------------------------------------------ */

static void mend_add(struct bulk *bulk, json_t *item, const char *key,
                     const char *field)
{
    enum lang lang = bulk->options->lang;
    struct phrase phrase = phrase_of(key);
    char *offers = headings_offers(bulk->columns, lang, field);

    phrase_text(&phrase, "column", headings_label(bulk->columns, lang, field));
    phrase_text(&phrase, "options", offers != NULL ? offers : "");
    json_object_set_new(item, "mend", words_of(bulk->ws, lang, &phrase));
    free(offers);
}

static const char *mend_key(const struct bulk *bulk,
                            const struct order_refusal *refusal,
                            const char *field)
{
    static const struct {
        const char *type, *key;
    } types[] = {
        {"select", "bulk.mend.option"},
        {"email", "bulk.mend.email"},
        {"tel", "bulk.mend.phone"},
        {"number", "bulk.mend.number"},
    };
    const char *type = headings_type(bulk->columns, field);

    if (refusal->code == ORDER_REFUSED_CONSENT)
        return "bulk.mend.consent";
    if (strcmp(refusal->what, "is required") == 0)
        return "bulk.mend.required";
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].type, type) == 0)
            return types[i].key;
    return "bulk.mend.value";
}

static void line_refuse(struct bulk *bulk, size_t line,
                        const struct order_refusal *refusal)
{
    const char *dot = strchr(refusal->path, '.');
    const char *field = dot != NULL ? dot + 1 : refusal->path;
    json_t *item = json_pack("{s:I,s:s,s:s}", "line", (json_int_t)line, "path",
                             refusal->path, "what", refusal->what);

    mend_add(bulk, item, mend_key(bulk, refusal, field), field);
    json_array_append_new(bulk->lines, item);
    bulk->refused++;
}

static void line_broken(struct bulk *bulk, const struct table_row *row)
{
    static const struct {
        const char *what, *key;
    } faults[] = {
        [TABLE_OPEN] = {"a quotation mark is not closed", "bulk.mend.open"},
        [TABLE_QUOTE] = {"a quotation mark stands within a value",
                         "bulk.mend.quote"},
        [TABLE_LARGE] = {"it has too many or too long values",
                         "bulk.mend.value"},
    };
    json_t *item = json_pack("{s:I,s:s,s:s}", "line", (json_int_t)row->line,
                             "path", "", "what", faults[row->fault].what);

    mend_add(bulk, item, faults[row->fault].key, "");
    json_array_append_new(bulk->lines, item);
    bulk->refused++;
}

/* 1, or 0 with *refusal. */
static int cell_take(const struct bulk *bulk, const struct column *column,
                     const char *text, json_t *params,
                     struct order_refusal *refusal)
{
    const char *value = NULL;
    int yes = 0;

    if (column->type == COLUMN_UNKNOWN || *text == '\0')
        return 1;
    if (column->type == COLUMN_LANG) {
        if (lang_parse(text) == LANG_NONE)
            return order_refuse(refusal, ORDER_REFUSED_FIELD, "lang",
                                "is no language of Parlor's");
        json_object_set_new(params, "lang", json_string(text));
        return 1;
    }
    if (column->type == COLUMN_CONSENT) {
        yes = headings_yes(text);
        if (yes < 0)
            return order_refuse(refusal, ORDER_REFUSED_FIELD, column->name,
                                "must be yes or no");
        json_object_set_new(json_object_get(params, "consents"), column->name,
                            json_boolean(yes));
        return 1;
    }
    value = headings_value(bulk->columns, column->name, text);
    if (strcmp(column->name, "kind") == 0)
        json_object_set_new(params, "kind", json_string(value));
    else
        json_object_set_new(json_object_get(params, "fields"), column->name,
                            json_string(value));
    return 1;
}

static int line_params(const struct bulk *bulk, const struct table_row *row,
                       json_t *params, struct order_refusal *refusal)
{
    for (size_t i = 0; i < row->count; i++) {
        if (i >= bulk->head_count) {
            if (row->cells[i][0] != '\0')
                return order_refuse(refusal, ORDER_REFUSED_FIELD, "",
                                    "has more values than there are columns");
            continue;
        }
        if (cell_take(bulk, &bulk->heads[i], row->cells[i], params, refusal) ==
            0)
            return 0;
    }
    return 1;
}

/* The request's name is made from what the line says, so that the same line
 * is the same request; keyed, because the line holds contact values. */
static void line_name(const struct bulk *bulk, json_t *params, char *visitor,
                      size_t size)
{
    char *text = json_dumps(params, JSON_COMPACT | JSON_SORT_KEYS);
    unsigned char hash[ORDER_HASH];
    char name[2 * NAME_BYTES + 1];

    seal_hash(bulk->ws->key, "bulk", text, hash);
    sodium_bin2hex(name, sizeof name, hash, NAME_BYTES);
    json_object_set_new(params, "cid", json_string(name));
    json_object_set_new(params, "notice",
                        json_string(order_notice(bulk->ws->snapshot)));
    snprintf(visitor, size, "bulk-%s", name);
    sodium_memzero(text, strlen(text));
    free(text);
}

static void line_placed(struct bulk *bulk, size_t line, const char *reference,
                        bool again)
{
    json_t *item = json_pack("{s:I}", "line", (json_int_t)line);

    if (reference != NULL)
        json_object_set_new(item, "reference", json_string(reference));
    if (again)
        json_object_set_new(item, "again", json_true());
    json_array_append_new(bulk->lines, item);
    if (again)
        bulk->again++;
    else
        bulk->placed++;
}

/* 1 placed, or would be; 0 refused; -1. */
static int line_place(struct bulk *bulk, size_t line, const json_t *params,
                      const char *visitor, struct order_refusal *refusal,
                      struct err *err)
{
    const char *cid = json_string_value(json_object_get(params, "cid"));
    const char *lang = json_string_value(json_object_get(params, "lang"));
    struct order_owner owner = {
        visitor, "", lang != NULL ? lang_parse(lang) : bulk->options->lang};
    struct order_content content = {0};
    struct order_row before = {0};
    json_t *receipt = NULL;
    int ret = orders_of_request(bulk->ws->store, visitor, cid, &before, err);

    if (ret == 1) {
        line_placed(bulk, line, before.reference, true);
    } else if (ret == 0 && bulk->options->dry_run) {
        ret = fields_read(bulk->ws->snapshot, bulk->ws->today, params, &content,
                          refusal);
        order_content_fini(&content);
        if (ret == 1)
            line_placed(bulk, line, NULL, false);
    } else if (ret == 0) {
        ret = order_place(bulk->ws, &owner, params, &receipt, refusal, err);
        if (ret == 1)
            line_placed(
                bulk, line,
                json_string_value(json_object_get(receipt, "reference")),
                false);
    }
    json_decref(receipt);
    order_row_fini(&before);
    return ret;
}

static int line_read(struct bulk *bulk, const struct table_row *row,
                     struct err *err)
{
    json_auto_t *params = json_pack("{s:{},s:{}}", "fields", "consents");
    struct order_refusal refusal = {0};
    char visitor[64];
    int ret = 0;

    if (row->fault != TABLE_FINE) {
        line_broken(bulk, row);
        return 0;
    }
    ret = line_params(bulk, row, params, &refusal);
    if (ret == 1) {
        line_name(bulk, params, visitor, sizeof visitor);
        ret = line_place(bulk, row->line, params, visitor, &refusal, err);
    }
    if (ret == 0)
        line_refuse(bulk, row->line, &refusal);
    return ret < 0 ? -1 : 0;
}

static int bulk_row(void *context, const struct table_row *row, struct err *err)
{
    struct bulk *bulk = context;

    if (bulk->stopped)
        return 0;
    return bulk->head_count == 0 ? heads_read(bulk, row)
                                 : line_read(bulk, row, err);
}

/* ---- the whole ----------------------------------------------------------- */

/* -1 stops at the first one too many. */
static int row_count(void *context, const struct table_row *row,
                     struct err *err)
{
    size_t *count = context;

    (void)row;
    (void)err;
    return ++*count > 1 + BULK_LINES_MAX ? -1 : 0;
}

static int bulk_run(struct bulk *bulk, const struct buf *text, json_t **out,
                    struct err *err)
{
    bulk->columns = headings_open(bulk->ws->snapshot);
    bulk->names = json_array();
    bulk->ignored = json_array();
    bulk->lines = json_array();
    if (table_each(text->bytes, text->len, bulk_row, bulk, err) < 0)
        return -1;
    if (bulk->head_count == 0)
        heads_refuse(bulk, "is empty");
    if (bulk->stopped)
        return 0;
    *out = json_pack("{s:O,s:O,s:i,s:i,s:i,s:b,s:O}", "columns", bulk->names,
                     "ignored", bulk->ignored, "placed", bulk->placed, "again",
                     bulk->again, "refused", bulk->refused, "dry_run",
                     bulk->options->dry_run, "lines", bulk->lines);
    return 1;
}

int order_bulk(struct workspace *ws, const char *bytes, size_t len,
               const struct bulk_options *options, json_t **out,
               struct order_refusal *refusal, struct err *err)
{
    struct bulk bulk = {.ws = ws, .options = options, .whole = refusal};
    struct decoded text = {0};
    struct err told = {0};
    size_t rows = 0;
    int ret = 0;

    *out = NULL;
    if (step_key(ws, err) < 0)
        return -1;
    if (len > BULK_BYTES_MAX)
        return order_refuse(refusal, ORDER_REFUSED_FIELD, "csv",
                            "is over 5 MB; cut it in parts");
    if (encoding_decode(bytes, len, &text, &told) < 0)
        order_refuse(refusal, ORDER_REFUSED_FIELD, "csv",
                     "is no text in an encoding that is known here");
    else if (table_each(text.text.bytes, text.text.len, row_count, &rows,
                        &told) < 0)
        order_refuse(refusal, ORDER_REFUSED_FIELD, "csv",
                     "has more than 5000 lines; cut it in parts");
    else
        ret = bulk_run(&bulk, &text.text, out, err);
    headings_close(&bulk.columns);
    json_decref(bulk.names);
    json_decref(bulk.ignored);
    json_decref(bulk.lines);
    if (text.text.len > 0)
        sodium_memzero(text.text.bytes, text.text.len);
    decoded_fini(&text);
    return ret;
}
