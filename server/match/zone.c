/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status of a spot as a zone. */
#include <string.h>

#include "match/parts.h"

static const struct why zone_linked = {
    "match.linked_zone", "zone", NULL, NULL, NULL, ARG_TEXT};
static const struct why zone_status = {"match.zone", NULL, NULL,
                                       "status",     NULL, ARG_TEXT};
static const struct why zone_fail = {"match.zone_fail", NULL, NULL,
                                     "status",          NULL, ARG_TEXT};
static const struct why zone_unlinked = {
    "match.unknown_linked", NULL, NULL, NULL, NULL, ARG_TEXT};
static const struct why zone_unknown = {
    "match.unknown_zone", NULL, NULL, NULL, NULL, ARG_TEXT};

/* The standing of a zone by itself, as wording keys say it. One that gives
 * no privilege is not here: whether such a park is linked to a free trade
 * area has to be known. */
static const struct standing {
    const char *type, *key;
    double value;
} standings[] = {
    {"ftz_area", "zone.ftz_area", 1},
    {"etdz", "zone.etdz", 0.5},
    {"new_area", "zone.new_area", 0.5},
    {"pilot_zone", "zone.pilot_zone", 0.5},
    {"demonstration_zone", "zone.demonstration_zone", 0.5},
    {"industrial_park", "zone.industrial_park", -1},
    {"science_park", "zone.science_park", -1},
    {"business_district", "zone.business_district", -1},
};

static const struct standing *standing_of(const char *type)
{
    for (size_t i = 0; i < sizeof standings / sizeof *standings; i++)
        if (type != NULL && strcmp(standings[i].type, type) == 0)
            return &standings[i];
    return NULL;
}

/* A park may be on the list of national zones whatever it is called. */
static bool is_etdz(const struct spot *spot)
{
    return record_get(spot->record, "etdz_number") != NULL;
}

static struct finding linked(const struct run *run, const struct spot *spot)
{
    const char *zone = record_string(spot->record, "linked_to.zone");
    const char *evidence = record_string(spot->record, "linked_to.evidence");
    struct finding out = {
        .value = 1,
        .why = &zone_linked,
        .first = snapshot_record(run->snapshot, zone),
        .evidence = snapshot_record(run->snapshot, evidence),
    };

    if (out.evidence == NULL)
        out.evidence = spot->record;
    return out.first != NULL ? out : (struct finding){.value = -1};
}

/* The zone status that the demand insists on. */
static struct finding zone_demanded(const struct run *run,
                                    const struct spot *spot)
{
    const char *zone = run->demand->zone;
    const char *type = record_string(spot->record, "zone_type");
    const struct standing *has = standing_of(type);

    if (has == NULL)
        return (struct finding){.value = -1, .why = &zone_unknown};
    if (strcmp(zone, "linked") == 0)
        return (struct finding){.value = -1, .why = &zone_unlinked};
    if (strcmp(type, zone) == 0)
        return (struct finding){.value = 1,
                                .why = &zone_status,
                                .text = has->key,
                                .evidence = spot->record};
    if (strcmp(zone, "etdz") == 0 && is_etdz(spot))
        return (struct finding){.value = 1,
                                .why = &zone_status,
                                .text = "zone.etdz",
                                .evidence = spot->record};
    return (struct finding){.why = &zone_fail,
                            .text = has->key,
                            .evidence = spot->record,
                            .fails = true};
}

struct finding judge_zone(const struct run *run,
                          const struct criterion *criterion,
                          const struct spot *spot)
{
    const struct standing *has = NULL;
    struct finding link = linked(run, spot);

    (void)criterion;
    if (spot->kind != SPOT_PARK) /* a city has none */
        return (struct finding){.value = -1};
    if (run->demand->zone != NULL)
        return link.value > 0 && strcmp(run->demand->zone, "linked") == 0
                   ? link
                   : zone_demanded(run, spot);
    if (link.value > 0)
        return link;
    has = standing_of(record_string(spot->record, "zone_type"));
    if (is_etdz(spot) && (has == NULL || has->value < 0))
        has = standing_of("etdz");
    if (has == NULL || has->value < 0)
        return (struct finding){.value = -1, .why = &zone_unlinked};
    return (struct finding){.value = has->value,
                            .why = &zone_status,
                            .text = has->key,
                            .evidence = spot->record};
}
