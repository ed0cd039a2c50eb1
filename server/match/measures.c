/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of a place that facts of the corpus state: graduates, prices,
 * kilometres to a port. Which figure, and whether more or less of it is
 * better, says the criterion's record. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/parts.h"

/* How a figure is told, by its unit. */
static const struct telling {
    const char *unit;
    struct why why;
} tellings[] = {
    {"km", {"match.measure_km", "what", NULL, NULL, "value", ARG_NUMBER}},
    {"person",
     {"match.measure_person", "what", NULL, NULL, "value", ARG_NUMBER}},
    {"CNY", {"match.measure_money", "what", NULL, NULL, "value", ARG_MONEY}},
    {NULL, {"match.measure", "what", NULL, NULL, "value", ARG_NUMBER}},
};
static const struct why unknown = {
    "match.unknown_measure", "what", NULL, NULL, NULL, ARG_TEXT};

static const struct why *telling_of(const char *unit)
{
    size_t i = 0;

    while (tellings[i].unit != NULL &&
           (unit == NULL || strcmp(tellings[i].unit, unit) != 0))
        i++;
    return &tellings[i].why;
}

/* Is it one of the figures that the criterion is about, in its unit? */
static bool is_meant(const struct record *criterion, const json_t *figure)
{
    const char *of = json_string_value(json_object_get(figure, "of"));
    const char *unit = record_string(criterion, "unit");
    const char *has = json_string_value(json_object_get(figure, "unit"));

    return of != NULL &&
           record_list_has(record_get(criterion, "measures"), of) &&
           (unit == NULL || (has != NULL && strcmp(has, unit) == 0)) &&
           json_is_number(json_object_get(figure, "value"));
}

/* The figure of a fact that is meant; NULL if there is none. */
static const json_t *figure_of(const struct record *fact,
                               const struct record *criterion)
{
    size_t i = 0;
    json_t *figure = NULL;

    json_array_foreach((json_t *)record_get(fact, "figures"), i, figure) {
        if (is_meant(criterion, figure))
            return figure;
    }
    return NULL;
}

/* Criteria whose figure is known of some place: made once. */
struct known {
    const struct record **real, **any; /* by invented facts too */
    size_t real_count, any_count;
};

static void known_add(struct known *known, const struct snapshot *snapshot,
                      const struct record *criterion)
{
    struct ids facts = snapshot_kind(snapshot, "fact");
    bool real = false, any = false;

    for (size_t i = 0; i < facts.count && !real; i++)
        if (figure_of(facts.items[i], criterion) != NULL) {
            any = true;
            real = !record_invented(facts.items[i]);
        }
    if (real)
        known->real[known->real_count++] = criterion;
    if (any)
        known->any[known->any_count++] = criterion;
}

static void *known_make(const struct snapshot *snapshot)
{
    struct ids criteria = snapshot_kind(snapshot, "criterion");
    struct known *known = mem_zero(sizeof *known);

    known->real = mem_zero((criteria.count + 1) * sizeof *known->real);
    known->any = mem_zero((criteria.count + 1) * sizeof *known->any);
    for (size_t i = 0; i < criteria.count; i++)
        known_add(known, snapshot, criteria.items[i]);
    return known;
}

static void known_free(void *made)
{
    struct known *known = made;

    free(known->real);
    free(known->any);
    free(known);
}

static const struct keepsake keepsake = {known_make, known_free};

bool measure_known(const struct run *run, const struct record *criterion,
                   bool invented)
{
    const struct known *known = snapshot_keep(run->snapshot, &keepsake);
    size_t count = invented ? known->any_count : known->real_count;

    for (size_t i = 0; i < count; i++)
        if ((invented ? known->any : known->real)[i] == criterion)
            return true;
    return false;
}

/* The day a fact is of; year 0 if it names none. */
static struct date day_of(const struct record *fact)
{
    struct date day = {0};

    if (!date_parse(record_string(fact, "as_of"), &day))
        date_parse(record_string(fact, "source.date"), &day);
    return day;
}

/* A real figure before an invented one, then the latest. */
static bool is_later(const struct record *one, const struct record *two)
{
    if (record_invented(one) != record_invented(two))
        return record_invented(two);
    return date_order(day_of(one), true) > date_order(day_of(two), true);
}

static const struct record *fact_about(const struct run *run,
                                       const struct record *criterion,
                                       const struct record *place)
{
    struct ids facts = snapshot_kind(run->snapshot, "fact");
    const struct record *best = NULL;

    for (size_t i = 0; place != NULL && i < facts.count; i++) {
        const struct record *fact = facts.items[i];

        if (record_list_has(record_get(fact, "about"), place->id) &&
            figure_of(fact, criterion) != NULL &&
            (best == NULL || is_later(fact, best)))
            best = fact;
    }
    return best;
}

static double worth(const struct criterion *criterion, double value)
{
    double sum = value + criterion->half;

    if (!(sum > 0))
        return 0;
    return record_is(criterion->record, "better", "less")
               ? criterion->half / sum
               : value / sum;
}

struct finding judge_measure(const struct run *run,
                             const struct criterion *criterion,
                             const struct spot *spot)
{
    const struct record *own = fact_about(run, criterion->record, spot->record);
    const struct record *fact =
        own != NULL ? own : fact_about(run, criterion->record, spot->city);
    double value = 0;

    if (fact == NULL)
        return (struct finding){
            .value = -1, .why = &unknown, .first = criterion->record};
    value = json_number_value(
        json_object_get(figure_of(fact, criterion->record), "value"));
    return (struct finding){
        .value = worth(criterion, value),
        .why = telling_of(record_string(criterion->record, "unit")),
        .first = criterion->record,
        .evidence = fact,
        .number = value,
        .date = day_of(fact),
        .dated = true,
        .inherited = own == NULL && spot->city != spot->record,
    };
}
