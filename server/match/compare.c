/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First the rows of the criteria, then those of the records' own fields, from
 * one table; rows that differ move to the front. */
#include "match/compare.h"

#include <string.h>

#include "match/facets.h"

enum { JUDGED_MAX = 32 };

bool compare_kind(const char *kind)
{
    static const char *const kinds[] = {
        "park",    "city",  "enterprise", "parlor",   "site",
        "service", "event", "room",       "pavilion", "opportunity"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

/* ---- rows ---------------------------------------------------------------- */

static bool known(const struct compared *cell)
{
    return cell->text.key != NULL || cell->names.count != 0;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_arg(const struct arg *a, const struct arg *b)
{
    return a->type == b->type && same_text(a->text, b->text) &&
           a->number == b->number && a->record == b->record &&
           (a->json == b->json || json_equal(a->json, b->json)) &&
           memcmp(&a->date, &b->date, sizeof a->date) == 0;
}

static bool same_phrase(const struct phrase *a, const struct phrase *b)
{
    if (!same_text(a->key, b->key) || a->arg_count != b->arg_count)
        return false;
    for (size_t i = 0; i < a->arg_count; i++)
        if (!same_arg(&a->args[i], &b->args[i]))
            return false;
    return true;
}

static bool same_names(const struct ids *a, const struct ids *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!ids_has(b, a->items[i]))
            return false;
    return true;
}

static bool same_cell(const struct compared *a, const struct compared *b)
{
    return a->value == b->value && same_phrase(&a->text, &b->text) &&
           same_names(&a->names, &b->names);
}

static bool row_differs(const struct compare_row *row, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (!same_cell(&row->cells[0], &row->cells[i]))
            return true;
    return false;
}

static struct compare_row row_new(const struct facing *compare, size_t count)
{
    struct compare_row row = {
        .cells = arena_zero(compare->arena, (count + 1) * sizeof *row.cells)};

    for (size_t i = 0; i < count; i++)
        row.cells[i].value = -1;
    return row;
}

/* A facet that none of the records can have is no row. */
static bool facet_row(const struct facing *compare, const struct facet *facet,
                      const struct ids *records, struct compare_row *out)
{
    bool of_any = false;

    *out = row_new(compare, records->count);
    out->label = facet->label;
    for (size_t i = 0; i < records->count; i++) {
        struct compared *cell = &out->cells[i];

        facet->read(compare, records->items[i], cell);
        if (known(cell) && cell->evidence == NULL &&
            (cell->text.key == NULL ||
             strcmp(cell->text.key, "compare.not_listed") != 0))
            cell->evidence = records->items[i];
        of_any = of_any || !cell->foreign;
    }
    out->differs = row_differs(out, records->count);
    return of_any;
}

/* ---- criteria ------------------------------------------------------------ */

static const struct reason *reason_of(const struct candidate *candidate,
                                      const char *criterion)
{
    for (size_t i = 0; i < candidate->reason_count; i++)
        if (strcmp(candidate->reasons[i].criterion, criterion) == 0)
            return &candidate->reasons[i];
    for (size_t i = 0; i < candidate->failed_count; i++)
        if (strcmp(candidate->failed[i].criterion, criterion) == 0)
            return &candidate->failed[i];
    return NULL;
}

/* Without a demand a zone's status and industries are told as fields. */
static bool told_as_field(const struct facing *compare, const char *criterion)
{
    const struct record *record = snapshot_record(compare->snapshot, criterion);

    return record == NULL || record_is(record, "type", "zone_type") ||
           record_is(record, "type", "industry");
}

struct listed {
    const char *criterion;
    double weight;
};

static void list_reasons(const struct facing *compare,
                         const struct reason *reasons, size_t count,
                         bool demanded, struct listed *list, size_t *listed)
{
    for (size_t i = 0; i < count; i++) {
        const char *id = reasons[i].criterion;
        size_t at = 0;

        while (at < *listed && strcmp(list[at].criterion, id) != 0)
            at++;
        if (at < *listed || at == JUDGED_MAX ||
            (!demanded && told_as_field(compare, id)))
            continue;
        for (at = (*listed)++;
             at > 0 && list[at - 1].weight < reasons[i].weight; at--)
            list[at] = list[at - 1];
        list[at] = (struct listed){id, reasons[i].weight};
    }
}

static struct compare_row criterion_row(const struct facing *compare,
                                        const char *criterion,
                                        const struct candidate *judges,
                                        size_t count)
{
    struct compare_row row = row_new(compare, count);

    row.criterion = criterion;
    for (size_t i = 0; i < count; i++) {
        const struct reason *reason = reason_of(&judges[i], criterion);

        if (reason == NULL)
            continue;
        row.cells[i].text = reason->why;
        row.cells[i].value = reason->value;
        row.cells[i].evidence = reason->why.evidence;
    }
    row.differs = row_differs(&row, count);
    return row;
}

static size_t criterion_rows(const struct facing *compare, bool demanded,
                             const struct candidate *judges, size_t count,
                             struct compare_row *rows)
{
    struct listed list[JUDGED_MAX];
    size_t listed = 0;

    for (size_t i = 0; i < count; i++) {
        list_reasons(compare, judges[i].reasons, judges[i].reason_count,
                     demanded, list, &listed);
        list_reasons(compare, judges[i].failed, judges[i].failed_count,
                     demanded, list, &listed);
    }
    for (size_t i = 0; i < listed; i++)
        rows[i] = criterion_row(compare, list[i].criterion, judges, count);
    return listed;
}

/* What differs first; else as it was. */
static void rows_order(const struct facing *compare, struct compare_table *out)
{
    struct compare_row *rows =
        arena_zero(compare->arena, (out->row_count + 1) * sizeof *rows);
    size_t count = 0;

    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < out->row_count; i++)
            if (out->rows[i].differs == (pass == 0))
                rows[count++] = out->rows[i];
    out->rows = rows;
}

void compare_run(const struct snapshot *snapshot, const struct ids *records,
                 const struct demand *demand, struct arena *arena,
                 struct compare_table *out)
{
    static const struct demand nothing;
    const struct facing compare = {snapshot, arena};
    const struct facet *facets = facets_all();
    bool demanded = demand != NULL;

    *out = (struct compare_table){.records = *records, .judged = demanded};
    out->judges = arena_zero(arena, (records->count + 1) * sizeof *out->judges);
    match_judge(snapshot, demanded ? demand : &nothing, records, arena,
                out->judges);
    out->rows =
        arena_zero(arena, (JUDGED_MAX + FACETS_MAX) * sizeof *out->rows);
    out->row_count = criterion_rows(&compare, demanded, out->judges,
                                    records->count, out->rows);
    for (size_t i = 0; facets[i].label != NULL; i++) {
        if (demanded && facets[i].judged)
            continue;
        out->row_count += facet_row(&compare, &facets[i], records,
                                    &out->rows[out->row_count]);
    }
    rows_order(&compare, out);
}
