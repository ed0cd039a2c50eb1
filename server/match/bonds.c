/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a place already has for an industry or a country: enterprises,
 * cooperation on it, sister cities. */
#include <stdlib.h>
#include <string.h>

#include "match/parts.h"

static const struct why cluster_met = {"match.cluster", "industry", NULL, NULL,
                                       "count",         ARG_COUNT};
static const struct why cluster_unknown = {
    "match.unknown_cluster", "industry", NULL, NULL, NULL, ARG_TEXT};
static const struct why theme_met = {"match.theme", "cooperation", "industry",
                                     NULL,          NULL,          ARG_TEXT};
static const struct why theme_unknown = {
    "match.unknown_theme", "industry", NULL, NULL, NULL, ARG_TEXT};
static const struct why sister_met = {"match.sister", "cooperation", "country",
                                      NULL,           NULL,          ARG_TEXT};
static const struct why sister_unknown = {
    "match.unknown_sister", "country", NULL, NULL, NULL, ARG_TEXT};

/* How near an enterprise, or the theme of a cooperation, must be to the
 * industry of the project to count. */
static const double near_cluster = 0.9, near_theme = 0.5;

/* ---- clusters ----------------------------------------------------------- */

static void cluster_count(struct run *run, const struct record *place,
                          const struct record *enterprise,
                          const struct record *industry)
{
    struct cluster *at = run->clusters;

    while (at < run->clusters + run->cluster_count && at->place != place)
        at++;
    if (at == run->clusters + run->cluster_count) {
        run->cluster_count++;
        *at = (struct cluster){place, industry, enterprise, 0};
    }
    at->count++;
}

/* An enterprise in a park is in its city too. */
static void cluster_add(struct run *run, const struct record *enterprise)
{
    const struct record *park = NULL, *city = NULL, *industry = NULL;

    if (record_invented(enterprise) ||
        industry_best(run, record_get(enterprise, "industries"), &industry) <
            near_cluster)
        return;
    park = snapshot_record(run->snapshot, record_string(enterprise, "park"));
    city = snapshot_record(run->snapshot, record_string(enterprise, "city"));
    if (park != NULL)
        cluster_count(run, park, enterprise, industry);
    if (city != NULL)
        cluster_count(run, city, enterprise, industry);
}

static void clusters_prepare(struct run *run)
{
    struct ids enterprises = snapshot_kind(run->snapshot, "enterprise");

    run->clusters = arena_zero(run->arena, (2 * enterprises.count + 1) *
                                               sizeof *run->clusters);
    for (size_t i = 0; run->wanted_count != 0 && i < enterprises.count; i++)
        cluster_add(run, enterprises.items[i]);
}

static const struct cluster *cluster_at(const struct run *run,
                                        const struct record *place)
{
    for (size_t i = 0; place != NULL && i < run->cluster_count; i++)
        if (run->clusters[i].place == place)
            return &run->clusters[i];
    return NULL;
}

/* Worth one half at the criterion's number of enterprises. */
struct finding judge_cluster(const struct run *run,
                             const struct criterion *criterion,
                             const struct spot *spot)
{
    const struct cluster *own = cluster_at(run, spot->record);
    const struct cluster *has = own != NULL ? own : cluster_at(run, spot->city);

    if (has == NULL)
        return (struct finding){
            .value = -1, .why = &cluster_unknown, .first = run->wanted[0]};
    return (struct finding){
        .value = (double)has->count / ((double)has->count + criterion->half),
        .why = &cluster_met,
        .first = has->industry,
        .evidence = has->first,
        .number = (double)has->count,
        .inherited = own == NULL,
    };
}

/* ---- themes and sister cities ------------------------------------------- */

static void theme_add(struct run *run, const struct record *pact)
{
    const struct record *industry = NULL;
    double fit = industry_best(run, record_get(pact, "industries"), &industry);

    if (fit < near_theme)
        return;
    run->themes[run->theme_count++] = (struct bond){
        .record = pact,
        .topic = industry,
        .evidence = evidence_of(run, pact),
        .parties = record_get(pact, "parties"),
        .value = fit * stage_value(record_string(pact, "stage")),
    };
}

static void sister_add(struct run *run, const struct record *pact)
{
    const char *code = record_string(pact, "sister.country");

    for (size_t i = 0; code != NULL && i < run->country_count; i++)
        if (record_is(run->countries[i], "code", code)) {
            run->sisters[run->sister_count++] = (struct bond){
                .record = pact,
                .topic = run->countries[i],
                .evidence = evidence_of(run, pact),
                .parties = record_get(pact, "parties"),
                .value = stage_value(record_string(pact, "stage")),
            };
            return;
        }
}

void bonds_prepare(struct run *run)
{
    struct ids pacts = snapshot_kind(run->snapshot, "cooperation");
    size_t bytes = (pacts.count + 1) * sizeof *run->themes;

    if (run->wanted_count != 0)
        clusters_prepare(run);
    run->themes = arena_zero(run->arena, bytes);
    run->sisters = arena_zero(run->arena, bytes);
    for (size_t i = 0; i < pacts.count; i++) {
        if (run->wanted_count != 0)
            theme_add(run, pacts.items[i]);
        sister_add(run, pacts.items[i]);
    }
}

/* The best of some bonds for a spot, or for its city. */
static struct finding bond_best(const struct bond *bonds, size_t count,
                                const struct spot *spot, const struct why *why,
                                struct finding unknown)
{
    struct finding best = unknown;

    for (size_t i = 0; i < count; i++) {
        const struct bond *bond = &bonds[i];
        bool own = record_list_has(bond->parties, spot->record->id);
        bool citys = spot->city != NULL &&
                     record_list_has(bond->parties, spot->city->id);

        if ((!own && !citys) || bond->value <= best.value)
            continue;
        best = (struct finding){
            .value = bond->value,
            .why = why,
            .first = bond->record,
            .second = bond->topic,
            .evidence = bond->evidence,
            .inherited = !own,
        };
    }
    return best;
}

struct finding judge_theme(const struct run *run,
                           const struct criterion *criterion,
                           const struct spot *spot)
{
    (void)criterion;
    return bond_best(run->themes, run->theme_count, spot, &theme_met,
                     (struct finding){.value = -1,
                                      .why = &theme_unknown,
                                      .first = run->wanted[0]});
}

struct finding judge_sister(const struct run *run,
                            const struct criterion *criterion,
                            const struct spot *spot)
{
    (void)criterion;
    return bond_best(run->sisters, run->sister_count, spot, &sister_met,
                     (struct finding){.value = -1,
                                      .why = &sister_unknown,
                                      .first = run->countries[0]});
}
