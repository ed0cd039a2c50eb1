/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which criteria apply to a demand, and how much they weigh.
 *
 * Weights come from the corpus's criterion records, by the kind of project
 * where they say so; a demand's own replace them. Only their proportions
 * matter. A hard demand counts even where the corpus has no criterion for
 * it, then without weight. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "match/parts.h"

static const double scale_km_standard = 100;
static const double half_standard = 10;

/* ---- the kind of project ------------------------------------------------ */

/* What the demand says, else what the first industry makes, or what it
 * belongs to. */
static const char *project_of(const struct snapshot *snapshot,
                              const struct demand *demand)
{
    const struct record *industry =
        demand->industries.count != 0 ? demand->industries.items[0] : NULL;

    if (demand->project != NULL)
        return demand->project;
    for (int i = 0; industry != NULL && i < DEPTH_MAX; i++) {
        const char *project = record_string(industry, "project");

        if (project != NULL)
            return project;
        industry = snapshot_record(snapshot, record_string(industry, "parent"));
    }
    return NULL;
}

/* ---- weights ------------------------------------------------------------ */

static double weight_kept(double weight)
{
    return isfinite(weight) ? fmin(MATCH_WEIGHT_MAX, fmax(0, weight)) : 0;
}

static double weight_standard(const struct record *record, const char *project)
{
    const json_t *by_project = record_get(record, "weights");
    const json_t *own =
        project != NULL ? json_object_get(by_project, project) : NULL;

    return weight_kept(json_is_number(own)
                           ? json_number_value(own)
                           : record_number(record, "weight", 0));
}

/* A demand may name the criterion by its id or by its type; NULL: neither. */
static const json_t *weight_own(const struct demand *demand,
                                const struct record *record)
{
    const char *type = record_string(record, "type");
    const json_t *own = json_object_get(demand->weights, record->id);

    if (!json_is_number(own) && type != NULL)
        own = json_object_get(demand->weights, type);
    return json_is_number(own) ? own : NULL;
}

double match_weight(const struct snapshot *snapshot,
                    const struct demand *demand, const struct record *criterion)
{
    const json_t *own = weight_own(demand, criterion);

    return own != NULL
               ? weight_kept(json_number_value(own))
               : weight_standard(criterion, project_of(snapshot, demand));
}

/* ---- which apply -------------------------------------------------------- */

/* What a demand for candidates of a kind is called. */
static const char *sought_as(enum spot_kind kind)
{
    return (kind & SPOT_PLACE) != 0 ? "place" : spot_kind_name(kind);
}

/* A record without the list applies to whatever its type does. */
static bool applies(const struct run *run, const struct record *record)
{
    const json_t *list = record_get(record, "applies_to");

    if (list == NULL)
        return true;
    if (run->demand->seeks != NULL)
        return record_list_has(list, run->demand->seeks);
    for (unsigned kind = 1; kind < SPOT_ANY; kind *= 2)
        if ((run->kinds & kind) != 0 &&
            record_list_has(list, sought_as((enum spot_kind)kind)))
            return true;
    return false;
}

static struct criterion criterion_of(const struct run *run,
                                     const struct record *record,
                                     const struct type *type)
{
    double scale = record_number(record, "scale_km", 0);
    double half = record_number(record, "half", 0);

    return (struct criterion){
        .id = record->id,
        .judge = type->judge,
        .type = type,
        .record = record,
        .weight = match_weight(run->snapshot, run->demand, record),
        .standard =
            weight_standard(record, project_of(run->snapshot, run->demand)),
        .scale_km = scale > 0 ? scale : scale_km_standard,
        .half = half > 0 ? half : half_standard,
        .hard = json_is_true(record_get(record, "hard")),
        .asked = type->asked(run),
    };
}

/* Is it asked for what the criterion measures? Who hires asks for people. */
static bool asked_for(const struct run *run, const struct criterion *criterion)
{
    return ids_has(&run->demand->counts, criterion->record) ||
           (run->demand->staff > 0 &&
            record_is(criterion->record, "unit", "person"));
}

/* A figure counts where one is known of some place; invented ones only for
 * who asks for it. */
static bool counts(const struct run *run, const struct criterion *criterion)
{
    if (criterion->asked || criterion->type->always)
        return true;
    return criterion->type->judge == judge_measure &&
           measure_known(run, criterion->record, asked_for(run, criterion));
}

/* A kind of criterion that code does not know is left out. */
static void criterion_add(struct run *run, const struct record *record,
                          bool *seen)
{
    const struct type *type = type_named(record_string(record, "type"));
    struct criterion criterion;

    if (type == NULL || (type->kinds & run->kinds) == 0 ||
        !applies(run, record) ||
        run->criterion_count >= CRITERIA_MAX - JUDGES_MAX)
        return;
    criterion = criterion_of(run, record, type);
    if (!counts(run, &criterion))
        return;
    seen[type - type_at(0)] = true;
    run->criteria[run->criterion_count++] = criterion;
}

static void criterion_keep(struct run *run, const struct type *type)
{
    run->criteria[run->criterion_count++] = (struct criterion){
        .id = type->name,
        .judge = type->judge,
        .type = type,
        .scale_km = scale_km_standard,
        .half = half_standard,
        .hard = true,
        .asked = true,
    };
}

void criteria_load(struct run *run)
{
    struct ids records = snapshot_kind(run->snapshot, "criterion");
    bool seen[JUDGES_MAX] = {false};
    double sum = 0, standard = 0;

    for (size_t i = 0; i < records.count; i++)
        criterion_add(run, records.items[i], seen);
    for (size_t i = 0; type_at(i) != NULL; i++)
        if (!seen[i] && type_at(i)->hard &&
            (type_at(i)->kinds & run->kinds) != 0 && type_at(i)->asked(run))
            criterion_keep(run, type_at(i));
    for (size_t i = 0; i < run->criterion_count; i++) {
        sum += run->criteria[i].weight;
        standard += run->criteria[i].standard;
    }
    for (size_t i = 0; i < run->criterion_count; i++) {
        run->criteria[i].weight /= sum > 0 ? sum : 1;
        run->criteria[i].standard /= standard > 0 ? standard : 1;
    }
}
