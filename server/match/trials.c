/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trials of demands with a number changed, or with a member less. */
#include <math.h>
#include <string.h>

#include "match/changes.h"

/* To do without something is more than to want a little less of it. */
static const double size_less = 1, size_other = 0.9;

/* ---- numbers ------------------------------------------------------------ */

/* Areas are said in the unit that the investor used. */
static const struct unit {
    const char *name, *key;
    double m2;
} units[] = {
    {"m2", "unit.m2", 1},
    {"mu", "unit.mu", 2000.0 / 3},
    {"ha", "unit.ha", 10000},
};

static const struct unit *unit_of(const struct demand *demand)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (demand->area_unit != NULL &&
            strcmp(units[i].name, demand->area_unit) == 0)
            return &units[i];
    return units;
}

/* A demand for a number. */
static const struct measure {
    const char *type; /* of criterion */
    size_t at;        /* of the number in a demand */
    const char *how;
    bool least; /* at least so much is demanded; else at most */
    bool area, money;
    double step; /* numbers are said in such steps */
} measures[] = {
    {"land", offsetof(struct demand, land_m2), "match.how_land", true, true,
     false, 1},
    {"building", offsetof(struct demand, building_m2), "match.how_building",
     true, true, false, 1},
    {"plot_ratio", offsetof(struct demand, plot_ratio), "match.how_plot_ratio",
     true, false, false, 0.1},
    {"distance", offsetof(struct demand, near_km), "match.how_km", false, false,
     false, 5},
    {"investment", offsetof(struct demand, investment), "match.how_investment",
     false, false, true, 10000},
    {"size", offsetof(struct demand, staff_min), "match.how_staff", true, false,
     false, 1},
};

static const struct measure *measure_of(const struct criterion *criterion)
{
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (strcmp(measures[i].type, criterion->type->name) == 0)
            return &measures[i];
    return NULL;
}

static double *number_in(struct demand *demand, const struct measure *measure)
{
    return (double *)((char *)demand + measure->at);
}

static struct phrase phrase_numbers(const struct changing *changing,
                                    const struct measure *measure, double old,
                                    double new)
{
    const struct unit *unit = unit_of(changing->run->demand);
    struct phrase how = phrase_of(measure->how);

    if (measure->money) {
        phrase_money(&how, "new", new, "CNY");
        phrase_money(&how, "old", old, "CNY");
        return how;
    }
    phrase_number(&how, "new", measure->area ? new / unit->m2 : new);
    phrase_number(&how, "old", measure->area ? old / unit->m2 : old);
    if (measure->area)
        phrase_key(&how, "unit", unit->key);
    return how;
}

/* A number as one says it, not above (or, up: not below) value. */
static double said(const struct changing *changing,
                   const struct measure *measure, double value, bool up)
{
    double step = measure->step;

    if (measure->area)
        step = unit_of(changing->run->demand)->m2;
    value = value / step;
    value = up ? ceil(value - 1e-9) : floor(value + 1e-9);
    return value * step;
}

static void trial_number(struct changing *changing,
                         const struct measure *measure, double value)
{
    struct trial trial = {.demand = *changing->run->demand};
    double *number = number_in(&trial.demand, measure);
    double old = *number;

    if (!(value > 0) || !(old > 0) || value == old)
        return;
    *number = value;
    trial.size = fabs(value - old) / old;
    trial.how = phrase_numbers(changing, measure, old, value);
    trial_add(changing, &trial);
}

/* ---- what a demand can do without --------------------------------------- */

static struct ids ids_without(const struct changing *changing,
                              const struct ids *ids, size_t left)
{
    struct ids out = {0};

    for (size_t i = 0; i < ids->count; i++)
        if (i != left)
            ids_add(&out, ids->items[i], changing->run->arena);
    return out;
}

static void trial_less(struct changing *changing, struct trial *trial,
                       const char *how)
{
    trial->how = phrase_of(how);
    trial->size = size_less;
    trial_add(changing, trial);
}

static void without_zone(struct changing *changing)
{
    struct trial trial = {.demand = *changing->run->demand};

    trial.demand.zone = NULL;
    trial_less(changing, &trial, "match.how_any_zone");
}

static void without_side(struct changing *changing)
{
    struct trial trial = {.demand = *changing->run->demand};

    trial.how = phrase_of("match.how_any_side");
    phrase_name(&trial.how, "landmark", trial.demand.landmark);
    trial.size = size_less;
    trial.demand.side = SIDE_NONE;
    trial.demand.landmark = NULL;
    trial_add(changing, &trial);
}

static void with_its_city(struct changing *changing)
{
    struct trial trial = {.demand = *changing->run->demand};
    const struct record *city = changing->spot.city;
    struct ids within = ids_without(changing, &trial.demand.within, SIZE_MAX);

    if (city == NULL || within.count >= PLACES_MAX)
        return;
    ids_add(&within, city, changing->run->arena);
    trial.demand.within = within;
    trial.how = phrase_of("match.how_city_too");
    phrase_name(&trial.how, "place", city);
    trial.size = size_other;
    trial_add(changing, &trial);
}

static void without_language(struct changing *changing)
{
    struct trial trial = {.demand = *changing->run->demand};

    trial.demand.speaks = NULL;
    trial_less(changing, &trial, "match.how_any_language");
}

static void without_country(struct changing *changing)
{
    struct trial trial = {.demand = *changing->run->demand};

    trial.demand.countries = (struct ids){0};
    trial_less(changing, &trial, "match.how_any_country");
}

/* Each of several industries may be the one too many. */
static void without_industry(struct changing *changing)
{
    const struct ids *industries = &changing->run->demand->industries;

    for (size_t i = 0; industries->count > 1 && i < industries->count; i++) {
        struct trial trial = {.demand = *changing->run->demand};

        trial.demand.industries = ids_without(changing, industries, i);
        trial.how = phrase_of("match.how_without");
        phrase_name(&trial.how, "thing", industries->items[i]);
        trial.size = size_less;
        trial_add(changing, &trial);
    }
}

static void without_place(struct changing *changing)
{
    const struct ids *near = &changing->run->demand->near;

    for (size_t i = 0; i < near->count; i++) {
        struct trial trial = {.demand = *changing->run->demand};

        trial.demand.near = ids_without(changing, near, i);
        if (near->count == 1)
            trial.demand.near_km = 0;
        trial.how = phrase_of("match.how_not_near");
        phrase_name(&trial.how, "place", near->items[i]);
        trial.size = size_less;
        trial_add(changing, &trial);
    }
}

static void until_ready(struct changing *changing, struct date date)
{
    struct trial trial = {.demand = *changing->run->demand};

    if (date.year == 0)
        return;
    trial.how = phrase_of("match.how_by");
    phrase_date(&trial.how, "new", date);
    phrase_date(&trial.how, "old", trial.demand.by);
    trial.size =
        (double)(date_order(date, false) - date_order(trial.demand.by, true)) /
        10000; /* years, about */
    trial.demand.by = date;
    trial_add(changing, &trial);
}

/* ---- trials ------------------------------------------------------------- */

static const struct lack {
    const char *type; /* of criterion */
    void (*add)(struct changing *changing);
} lacks[] = {
    {"zone_type", without_zone},    {"side", without_side},
    {"within", with_its_city},      {"language", without_language},
    {"origin", without_country},    {"not_allowed", without_industry},
    {"industry", without_industry}, {"country", without_country},
    {"distance", without_place},
};

enum { LACKS = sizeof lacks / sizeof *lacks };

static void lack_add(struct changing *changing, const char *type)
{
    for (size_t i = 0; i < LACKS; i++)
        if (strcmp(lacks[i].type, type) == 0)
            lacks[i].add(changing);
}

/* As much less as it falls short. */
static void less_of_it(struct changing *changing, size_t criterion,
                       const struct measure *measure)
{
    double own = changing->findings[criterion].number;

    if (!measure->least && !measure->money) /* kilometres are rounded */
        own += measure->step / 2;
    trial_number(changing, measure,
                 said(changing, measure, own, !measure->least));
}

void trials_to_let_in(struct changing *changing)
{
    for (size_t i = 0; i < changing->run->criterion_count; i++) {
        const struct criterion *criterion = &changing->run->criteria[i];
        const struct finding *finding = &changing->findings[i];
        const struct measure *measure = measure_of(criterion);

        if (!finding->fails)
            continue;
        if (measure != NULL)
            less_of_it(changing, i, measure);
        if (strcmp(criterion->type->name, "ready") == 0)
            until_ready(changing, finding->date);
        lack_add(changing, criterion->type->name);
    }
}

/* The most (or least) that those ahead have of what is measured; false if
 * one of them has as much as the candidate, or it is not known. */
static bool ahead_most(const struct changing *changing, size_t criterion,
                       const struct measure *measure, double *out)
{
    const struct run *run = changing->run;
    double own = changing->findings[criterion].number;

    *out = measure->least ? 0 : INFINITY;
    for (size_t i = 0; i < changing->ahead_count; i++) {
        const struct record *record = changing->ahead[i].record;
        struct spot spot = spot_of(run->snapshot, spot_kind_of(record), record);
        struct finding finding = run->criteria[criterion].judge(
            run, &run->criteria[criterion], &spot);

        if (finding.value < 0 ||
            (measure->least ? finding.number >= own : finding.number <= own))
            return false;
        *out = measure->least ? fmax(*out, finding.number)
                              : fmin(*out, finding.number);
    }
    return changing->ahead_count != 0;
}

static void more_of_it(struct changing *changing, size_t criterion,
                       const struct measure *measure)
{
    double own = changing->findings[criterion].number, most = 0, value;

    if (changing->findings[criterion].value <= 0 ||
        !ahead_most(changing, criterion, measure, &most))
        return;
    value = said(changing, measure, most, measure->least);
    if (value == most || measure->area)
        value = said(changing, measure,
                     most + (measure->least ? 1 : -1) *
                                (measure->area ? 1 : measure->step),
                     measure->least);
    if (measure->least ? value <= own : value >= own)
        trial_number(changing, measure, value);
}

void trials_to_put_first(struct changing *changing)
{
    for (size_t i = 0; i < changing->run->criterion_count; i++) {
        const struct criterion *criterion = &changing->run->criteria[i];
        const struct measure *measure = measure_of(criterion);

        if (measure != NULL && changing->findings[i].value == 0)
            less_of_it(changing, i, measure);
        if (measure != NULL && criterion->hard)
            more_of_it(changing, i, measure);
        if (criterion->asked)
            lack_add(changing, criterion->type->name);
    }
}
