/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shortlist as its reader sees it, and as a table to take along (CSV of RFC
 * 4180, with a byte order mark so that spreadsheets read it as UTF-8). */
#include <stdio.h>
#include <string.h>

#include "answer/builder.h"
#include "answer/csv.h"

static const char *kind_label(struct wording *wording, const char *kind)
{
    char key[64];
    const char *label = NULL;

    snprintf(key, sizeof key, "shortlist.kind.%s", kind);
    label = wording_plain(wording, key);
    return label != NULL ? label : kind;
}

static const char *note_of(struct wording *wording, const struct record *record)
{
    if (record == NULL)
        return wording_plain(wording, "shortlist.gone");
    return record_invented(record)
               ? wording_plain(wording, "shortlist.synthetic")
               : NULL;
}

static json_t *item_json(struct workspace *ws, struct wording *wording,
                         const char *id)
{
    const struct record *record = snapshot_record(ws->snapshot, id);
    const char *name =
        record != NULL ? record_name(record, wording_lang(wording)) : NULL;

    return json_pack("{s:s,s:s?,s:s,s:b,s:s?}", "id", id, "kind",
                     record != NULL ? record->kind : NULL, "name",
                     name != NULL ? name : id, "synthetic",
                     record != NULL && record_invented(record), "note",
                     note_of(wording, record));
}

json_t *answer_shortlist_items(struct workspace *ws, enum lang lang,
                               const json_t *ids)
{
    struct wording *wording =
        wording_open(ws->snapshot, workspace_locale(ws, lang), lang);
    json_t *list = json_array();
    size_t i = 0;
    const json_t *item = NULL;

    json_array_foreach(ids, i, item) {
        const char *id = json_string_value(item);

        if (id != NULL)
            json_array_append_new(list, item_json(ws, wording, id));
    }
    wording_close(&wording);
    return list;
}

/* ---- as CSV -------------------------------------------------------------- */

static void csv_next(struct buf *out, const char *text)
{
    buf_char(out, ',');
    csv_value(out, text != NULL ? text : "");
}

static const char *source_of(const struct record *record, struct arena *arena)
{
    const char *title = record_string(record, "source.title");
    const char *date = record_string(record, "source.date");

    if (title == NULL || date == NULL)
        return title;
    return arena_format(arena, "%s (%s)", title, date);
}

static const char *member(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void csv_head(struct wording *wording, const json_t *table,
                     struct buf *out)
{
    static const char *const before[] = {"shortlist.column.name",
                                         "shortlist.column.kind",
                                         "shortlist.column.note"};
    size_t i = 0;
    const json_t *row = NULL;

    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        if (k != 0)
            buf_char(out, ',');
        csv_value(out, wording_plain(wording, before[k]));
    }
    json_array_foreach(json_object_get(table, "rows"), i, row)
        csv_next(out, member(row, "label"));
    csv_next(out, wording_plain(wording, "shortlist.column.source"));
    buf_text(out, "\r\n");
}

static void csv_row(struct workspace *ws, struct wording *wording,
                    const json_t *table, const json_t *column, size_t at,
                    struct buf *out)
{
    const struct record *record =
        snapshot_record(ws->snapshot, member(column, "id"));
    size_t i = 0;
    const json_t *row = NULL;

    csv_value(out, member(column, "name"));
    csv_next(out, kind_label(wording, member(column, "kind")));
    csv_next(out, note_of(wording, record));
    json_array_foreach(json_object_get(table, "rows"), i, row)
        csv_next(out, member(json_array_get(json_object_get(row, "cells"), at),
                             "text"));
    csv_next(out, source_of(record, ws->arena));
    buf_text(out, "\r\n");
}

json_t *answer_shortlist_csv(struct workspace *ws, enum lang lang,
                             const struct compare_table *table)
{
    struct wording *wording =
        wording_open(ws->snapshot, workspace_locale(ws, lang), lang);
    json_auto_t *citations = json_array();
    json_auto_t *shown = answer_compare_table(ws, lang, table, citations);
    json_t *text = NULL;
    size_t i = 0;
    const json_t *column = NULL;
    struct buf out;

    buf_init(&out);
    buf_text(&out, CSV_MARK);
    csv_head(wording, shown, &out);
    json_array_foreach(json_object_get(shown, "columns"), i, column)
        csv_row(ws, wording, shown, column, i, &out);
    text = json_stringn(out.bytes, out.len);
    buf_fini(&out);
    wording_close(&wording);
    return text;
}
