/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/fairness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer/csv.h"
#include "base/buf.h"
#include "base/mem.h"
#include "store/shown.h"

enum { MONTH_LEN = 7 }; /* "2026-11" */

/* Partner cities that are being assisted. */
static const char assisted_group[] = "sd-partner";

struct fairness {
    struct workspace *ws;
    enum lang lang;
    json_t *by_id; /* places */
    json_t *total;
};

static void counts_zero(json_t *object)
{
    json_object_set_new(object, "shown", json_integer(0));
    json_object_set_new(object, "first", json_integer(0));
    json_object_set_new(object, "ordered", json_integer(0));
}

static void raise_by(json_t *object, const char *name, int64_t by)
{
    json_int_t had = json_integer_value(json_object_get(object, name));

    json_object_set_new(object, name, json_integer(had + (json_int_t)by));
}

static void counts_add(json_t *object, const struct shown_row *row)
{
    raise_by(object, "shown", row->shown);
    raise_by(object, "first", row->first);
    raise_by(object, "ordered", row->ordered);
}

static const char *name_of(const struct fairness *fairness, const char *id)
{
    const struct record *record = snapshot_record(fairness->ws->snapshot, id);
    const char *name =
        record != NULL ? record_name(record, fairness->lang) : NULL;

    return name != NULL ? name : id;
}

static json_t *place_new(const struct fairness *fairness, const char *id)
{
    const struct record *record = snapshot_record(fairness->ws->snapshot, id);
    json_t *place = json_pack(
        "{s:s,s:s?,s:s,s:b}", "id", id, "kind",
        record != NULL ? record->kind : NULL, "name", name_of(fairness, id),
        "assisted",
        record != NULL &&
            record_list_has(record_get(record, "groups"), assisted_group));

    counts_zero(place);
    json_object_set_new(place, "themes", json_array());
    json_object_set_new(place, "months", json_array());
    json_object_set_new(place, "rows", json_array());
    return place;
}

static json_t *place_of(struct fairness *fairness, const char *id)
{
    json_t *place = json_object_get(fairness->by_id, id);

    if (place == NULL) {
        place = place_new(fairness, id);
        json_object_set_new(fairness->by_id, id, place);
    }
    return place;
}

/* The entry of a list under a name; a new one is made. */
static json_t *entry_of(json_t *list, const char *member, const char *name)
{
    size_t i = 0;
    json_t *entry = NULL;

    json_array_foreach(list, i, entry)
        if (strcmp(json_string_value(json_object_get(entry, member)), name) ==
            0)
            return entry;
    entry = json_pack("{s:s}", member, name);
    counts_zero(entry);
    json_array_append_new(list, entry);
    return entry;
}

static int row_add(void *context, const struct shown_row *row, struct err *err)
{
    struct fairness *fairness = context;
    json_t *place = place_of(fairness, row->record);
    json_t *theme =
        entry_of(json_object_get(place, "themes"), "theme", row->theme);
    json_t *line =
        json_pack("{s:s,s:s}", "month", row->month, "theme", row->theme);

    (void)err;
    json_object_set_new(theme, "label",
                        json_string(name_of(fairness, row->theme)));
    counts_add(theme, row);
    counts_add(entry_of(json_object_get(place, "months"), "month", row->month),
               row);
    counts_add(place, row);
    counts_add(fairness->total, row);
    counts_zero(line);
    counts_add(line, row);
    json_array_append_new(json_object_get(place, "rows"), line);
    return 0;
}

static json_int_t number_at(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

/* Most shown first, then by id. */
static int place_order(const void *a, const void *b)
{
    const json_t *one = *(json_t *const *)a, *two = *(json_t *const *)b;
    json_int_t left = number_at(one, "shown"), right = number_at(two, "shown");

    if (left != right)
        return left > right ? -1 : 1;
    return strcmp(json_string_value(json_object_get(one, "id")),
                  json_string_value(json_object_get(two, "id")));
}

static json_t *places_sorted(struct fairness *fairness)
{
    size_t count = json_object_size(fairness->by_id), at = 0;
    json_t **items = mem_zero((count + 1) * sizeof *items);
    json_t *list = json_array(), *place = NULL;
    json_int_t all = number_at(fairness->total, "shown");
    const char *id = NULL;

    json_object_foreach(fairness->by_id, id, place) {
        double share =
            all > 0 ? (double)number_at(place, "shown") / (double)all : 0;

        json_object_set_new(place, "share", json_real(share));
        items[at++] = place;
    }
    qsort(items, at, sizeof(json_t *), place_order);
    for (size_t i = 0; i < at; i++)
        json_array_append(list, items[i]);
    free(items);
    return list;
}

int fairness_report(struct workspace *ws, const char *since, enum lang lang,
                    json_t **out, struct err *err)
{
    struct fairness fairness = {ws, lang, json_object(), json_object()};
    struct ids cities = snapshot_kind(ws->snapshot, "city");
    char month[MONTH_LEN + 1];
    int ret = 0;

    *out = NULL;
    snprintf(month, sizeof month, "%.*s", MONTH_LEN, since);
    counts_zero(fairness.total);
    for (size_t i = 0; i < cities.count; i++)
        place_of(&fairness, cities.items[i]->id);
    /* what this worker has counted is shown too */
    ret = shown_flush(ws->store, ws->shown, err);
    if (ret == 0)
        ret = shown_each(ws->store, month, row_add, &fairness, err);
    if (ret == 0)
        *out = json_pack("{s:s,s:O,s:o}", "since", month, "total",
                         fairness.total, "places", places_sorted(&fairness));
    json_decref(fairness.by_id);
    json_decref(fairness.total);
    return ret < 0 ? -1 : 0;
}

/* ---- as CSV -------------------------------------------------------------- */

static void put_text(struct buf *out, const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    csv_value(out, text != NULL ? text : "");
    buf_char(out, ',');
}

static void put_line(struct buf *out, const json_t *place, const json_t *row)
{
    put_text(out, place, "id");
    put_text(out, place, "name");
    put_text(out, place, "kind");
    buf_text(out,
             json_is_true(json_object_get(place, "assisted")) ? "1," : "0,");
    put_text(out, row, "month");
    put_text(out, row, "theme");
    buf_format(out, "%lld,%lld,%lld\r\n", (long long)number_at(row, "shown"),
               (long long)number_at(row, "first"),
               (long long)number_at(row, "ordered"));
}

char *fairness_csv(const json_t *report)
{
    struct buf out;
    size_t i = 0, k = 0;
    const json_t *place = NULL, *row = NULL;

    buf_init(&out);
    buf_text(&out, CSV_MARK
             "id,name,kind,assisted,month,theme,shown,first,ordered\r\n");
    json_array_foreach(json_object_get(report, "places"), i, place) {
        const json_t *rows = json_object_get(place, "rows");

        if (json_array_size(rows) == 0)
            put_line(&out, place, NULL);
        json_array_foreach(rows, k, row)
            put_line(&out, place, row);
    }
    buf_char(&out, '\0');
    return out.bytes;
}
