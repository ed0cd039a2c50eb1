/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records side by side: a table, and what differs in a few sentences. */
#include <math.h>
#include <string.h>

#include "answer/builder.h"

enum { TOLD_MAX = 4 }; /* rows */

struct writer {
    struct workspace *ws;
    struct wording *wording;
    json_t *citations;
};

static const char *plain(const struct writer *writer, const char *key)
{
    const char *text = wording_plain(writer->wording, key);

    return text != NULL ? text : "";
}

static bool known(const struct compared *cell)
{
    return cell->text.key != NULL || cell->names.count != 0;
}

static const char *cell_text(const struct writer *writer,
                             const struct compared *cell)
{
    const char *names = "";

    if (cell->text.key != NULL)
        return wording_text(writer->wording, &cell->text, writer->ws->arena);
    for (size_t i = 0; i < cell->names.count; i++)
        names = wording_join(
            writer->wording, names,
            record_name(cell->names.items[i], wording_lang(writer->wording)),
            writer->ws->arena);
    if (*names != '\0')
        return names;
    return plain(writer, cell->foreign ? "compare.foreign" : "compare.unknown");
}

static const char *row_label(const struct writer *writer,
                             const struct compare_row *row)
{
    const struct record *criterion = NULL;

    if (row->criterion == NULL)
        return plain(writer, row->label);
    criterion = snapshot_record(writer->ws->snapshot, row->criterion);
    return criterion != NULL
               ? record_name(criterion, wording_lang(writer->wording))
               : row->criterion;
}

/* A criterion's id, or the last word of a field's key. */
static const char *row_id(const struct compare_row *row)
{
    return row->criterion != NULL ? row->criterion
                                  : strrchr(row->label, '.') + 1;
}

static json_t *cell_json(const struct writer *writer, bool judged,
                         const struct compared *cell)
{
    int cite = citation_add(writer->citations, cell->evidence,
                            wording_lang(writer->wording));

    return json_pack(
        "{s:s,s:o,s:b,s:o}", "text", cell_text(writer, cell), "value",
        cell->value < 0 ? json_null()
                        : json_real(round(cell->value * 1000) / 1000),
        "known", judged ? cell->value >= 0 : known(cell) || cell->foreign,
        "citation", cite > 0 ? json_integer(cite) : json_null());
}

static json_t *row_json(const struct writer *writer,
                        const struct compare_row *row, size_t count)
{
    json_t *cells = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(
            cells, cell_json(writer, row->criterion != NULL, &row->cells[i]));
    return json_pack("{s:s,s:s,s:b,s:o}", "criterion", row_id(row), "label",
                     row_label(writer, row), "differs", row->differs, "cells",
                     cells);
}

static json_t *column_json(const struct writer *writer,
                           const struct compare_table *table, size_t at)
{
    const struct record *record = table->records.items[at];
    json_t *column =
        json_pack("{s:s,s:s,s:s,s:b}", "id", record->id, "kind", record->kind,
                  "name", record_name(record, wording_lang(writer->wording)),
                  "synthetic", record_invented(record));

    if (table->judged) {
        double score = table->judges[at].score;

        json_object_set_new(column, "score",
                            json_real(round(score * 1000) / 1000));
    }
    return column;
}

static json_t *table_json(const struct writer *writer,
                          const struct compare_table *table)
{
    json_t *columns = json_array(), *rows = json_array();
    size_t count = table->records.count;

    for (size_t i = 0; i < count; i++)
        json_array_append_new(columns, column_json(writer, table, i));
    for (size_t i = 0; i < table->row_count; i++)
        json_array_append_new(rows, row_json(writer, &table->rows[i], count));
    return json_pack("{s:o,s:o}", "columns", columns, "rows", rows);
}

json_t *answer_compare_table(struct workspace *ws, enum lang lang,
                             const struct compare_table *table,
                             json_t *citations)
{
    struct writer writer = {
        ws, wording_open(ws->snapshot, workspace_locale(ws, lang), lang),
        citations};
    json_t *out = table_json(&writer, table);

    wording_close(&writer.wording);
    return out;
}

/* ---- in words ------------------------------------------------------------ */

/* Without the mark that ends it: it goes into a sentence. */
static const char *without_stop(const struct writer *writer, const char *text)
{
    static const char *const stops[] = {".", "。"};
    size_t len = strlen(text);

    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t stop = strlen(stops[i]);

        if (len > stop && strcmp(text + len - stop, stops[i]) == 0)
            return arena_text_n(writer->ws->arena, text, len - stop);
    }
    return text;
}

static struct phrase row_phrase(const struct writer *writer,
                                const struct compare_table *table,
                                const struct compare_row *row)
{
    struct phrase phrase = phrase_of("compare.line");
    struct arena *arena = writer->ws->arena;
    const char *cells = "";

    for (size_t i = 0; i < table->records.count; i++) {
        struct phrase cell = phrase_of("compare.cell");

        phrase_name(&cell, "name", table->records.items[i]);
        phrase_text(&cell, "text",
                    without_stop(writer, cell_text(writer, &row->cells[i])));
        cells = arena_format(arena, "%s%s%s", cells,
                             i != 0 ? plain(writer, "compare.between") : "",
                             wording_text(writer->wording, &cell, arena));
    }
    phrase_text(&phrase, "label", row_label(writer, row));
    phrase_text(&phrase, "cells", cells);
    return phrase;
}

/* Who comes first under the demand; nobody of equals. */
static void say_first(struct answer *answer, const struct compare_table *table)
{
    struct phrase phrase = phrase_of("compare.first");
    size_t best = 0;

    for (size_t i = 1; table->judged && i < table->records.count; i++)
        if (table->judges[i].score > table->judges[best].score)
            best = i;
    for (size_t i = 0; i < table->records.count; i++)
        if (!table->judged ||
            (i != best && table->judges[i].score == table->judges[best].score))
            return;
    phrase_name(&phrase, "name", table->records.items[best]);
    answer_say(answer, &phrase);
}

/* The first few in words; the table has them all. */
static void say_differences(struct answer *answer, const struct writer *writer,
                            const struct compare_table *table)
{
    for (size_t i = 0; i < table->row_count && i < TOLD_MAX; i++) {
        struct phrase line;

        if (!table->rows[i].differs)
            return;
        line = row_phrase(writer, table, &table->rows[i]);
        builder_text(answer,
                     wording_text(answer->wording, &line, answer->ws->arena));
    }
}

void answer_compared(struct answer *answer, const struct compare_table *table)
{
    struct writer writer = {answer->ws, answer->wording, answer->citations};
    struct phrase intro = phrase_of("compare.intro");
    struct phrase none = phrase_of("compare.same");
    const char *names = "";

    for (size_t i = 0; i < table->records.count; i++)
        names = builder_join(answer, names,
                             record_name(table->records.items[i],
                                         wording_lang(answer->wording)));
    phrase_text(&intro, "names", names);
    answer_say(answer, &intro);
    say_first(answer, table);
    say_differences(answer, &writer, table);
    if (table->row_count == 0 || !table->rows[0].differs)
        answer_say(answer, &none);
    json_decref(answer->comparison);
    answer->comparison = table_json(&writer, table);
    json_array_append_new(answer->blocks,
                          json_pack("{s:s}", "type", "compare"));
}
