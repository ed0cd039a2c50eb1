/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/inherit.h"

#include <string.h>

#include "policy/policy.h"

enum { LINKS_MAX = 8, POLICIES_MAX = 16, LISTED_MAX = 12 };

struct inherit {
    const struct snapshot *snapshot;
    struct date day;
    struct arena *arena;
    struct bindings *out;
};

static const struct record *record_at(const struct inherit *inherit,
                                      const json_t *object, const char *name)
{
    const char *id = json_string_value(json_object_get(object, name));

    return id != NULL ? snapshot_record(inherit->snapshot, id) : NULL;
}

static bool in_force(const struct inherit *inherit, const struct record *record)
{
    bool stale = false;

    return policy_in_force(record, inherit->day, &stale) == 1;
}

/* ---- the city's own ------------------------------------------------------ */

static const struct record *city_of(const struct inherit *inherit,
                                    const struct record *zone)
{
    const char *city = record_string(zone, "city");

    if (strcmp(zone->kind, "city") == 0)
        return zone;
    return city != NULL ? snapshot_record(inherit->snapshot, city) : NULL;
}

/* A clause for certain zones only is none for the others. */
static bool for_zone(const struct record *clause, const struct record *zone)
{
    const json_t *in = record_get(clause, "applies_in");

    return in == NULL || record_list_has(in, zone->id);
}

static bool of_policy(const struct record *clause, const struct record *policy)
{
    return record_is(clause, "policy", policy->id);
}

static size_t count_clauses(const struct inherit *inherit,
                            const struct record *policy)
{
    struct ids clauses = snapshot_kind(inherit->snapshot, "clause");
    size_t count = 0;

    for (size_t i = 0; i < clauses.count; i++)
        count += of_policy(clauses.items[i], policy) &&
                 for_zone(clauses.items[i], inherit->out->zone) &&
                 in_force(inherit, clauses.items[i]);
    return count;
}

static void add_policies(const struct inherit *inherit,
                         const struct record *place)
{
    struct ids policies = snapshot_kind(inherit->snapshot, "policy");
    struct bindings *out = inherit->out;

    for (size_t i = 0; i < policies.count; i++) {
        const struct record *policy = policies.items[i];

        if (!record_is(policy, "place", place->id) ||
            !in_force(inherit, policy) || out->policy_count == POLICIES_MAX)
            continue;
        out->policies[out->policy_count++] = (struct binding_policy){
            policy, place, count_clauses(inherit, policy)};
    }
}

/* Clauses that name a zone as the one they are for. */
static struct ids clauses_for(const struct inherit *inherit,
                              const struct record *zone)
{
    struct ids clauses = snapshot_kind(inherit->snapshot, "clause");
    struct ids out = {0};

    for (size_t i = 0; i < clauses.count && out.count < LISTED_MAX; i++)
        if (record_list_has(record_get(clauses.items[i], "applies_in"),
                            zone->id) &&
            in_force(inherit, clauses.items[i]))
            ids_add(&out, clauses.items[i], inherit->arena);
    return out;
}

/* ---- links --------------------------------------------------------------- */

static struct shared_part part_of(const struct inherit *inherit,
                                  const json_t *inherits, const char *name)
{
    const json_t *part = json_object_get(inherits, name);
    const json_t *named = json_object_get(part, "named");

    return (struct shared_part){
        .count = (long)json_integer_value(json_object_get(part, "count")),
        .named = json_array_size(named) != 0 ? named : NULL,
        .evidence = record_at(inherit, part, "evidence"),
    };
}

/* A link that is only planned, has not begun or is over binds nobody. */
static bool link_holds(const struct inherit *inherit, const struct record *link)
{
    struct date since;

    if (!record_is(link, "stage", "running") &&
        !record_is(link, "stage", "signed"))
        return false;
    if (date_parse(record_string(link, "date"), &since) &&
        date_order(since, false) > date_order(inherit->day, true))
        return false;
    return in_force(inherit, link);
}

static void add_link(const struct inherit *inherit, const struct record *link,
                     const json_t *inherits, const struct record *from)
{
    struct bindings *out = inherit->out;
    struct binding_link *one = &out->links[out->link_count++];
    const json_t *fields = json_object_get(inherits, "fields");
    size_t i = 0;
    const json_t *item = NULL;

    *one = (struct binding_link){
        .link = link,
        .from = from,
        .tasks = part_of(inherit, inherits, "joint_tasks"),
        .results = part_of(inherit, inherits, "copied_results"),
        .of_area = clauses_for(inherit, from),
    };
    date_parse(record_string(link, "date"), &one->since);
    json_array_foreach(fields, i, item) {
        const struct record *fact =
            json_is_string(item)
                ? snapshot_record(inherit->snapshot, json_string_value(item))
                : NULL;

        if (fact != NULL && one->fields.count < LISTED_MAX)
            ids_add(&one->fields, fact, inherit->arena);
    }
}

static void add_links(const struct inherit *inherit)
{
    struct ids pacts = snapshot_kind(inherit->snapshot, "cooperation");
    const struct record *zone = inherit->out->zone;

    for (size_t i = 0; i < pacts.count; i++) {
        const json_t *inherits = record_get(pacts.items[i], "inherits");
        const struct record *from = record_at(inherit, inherits, "from");

        if (from != NULL && from != zone &&
            record_list_has(json_object_get(inherits, "to"), zone->id) &&
            link_holds(inherit, pacts.items[i]) &&
            inherit->out->link_count < LINKS_MAX)
            add_link(inherit, pacts.items[i], inherits, from);
    }
}

/* ---- what does not bind, and what is not known --------------------------- */

static bool has_policy(const struct inherit *inherit,
                       const struct record *place)
{
    struct ids policies = snapshot_kind(inherit->snapshot, "policy");

    for (size_t i = 0; i < policies.count; i++)
        if (record_is(policies.items[i], "place", place->id))
            return true;
    return false;
}

static bool binds(const struct bindings *out, const struct record *place)
{
    for (size_t i = 0; i < out->policy_count; i++)
        if (out->policies[i].place == place)
            return true;
    return false;
}

static void add_partners(const struct inherit *inherit)
{
    struct ids pacts = snapshot_kind(inherit->snapshot, "cooperation");
    struct bindings *out = inherit->out;

    for (size_t i = 0; i < pacts.count; i++) {
        const json_t *parties = record_get(pacts.items[i], "parties");
        size_t k = 0;
        const json_t *item = NULL;

        if (!record_list_has(parties, out->zone->id))
            continue;
        json_array_foreach(parties, k, item) {
            const struct record *party =
                json_is_string(item) ? snapshot_record(inherit->snapshot,
                                                       json_string_value(item))
                                     : NULL;

            if (party != NULL && strcmp(party->kind, "city") == 0 &&
                has_policy(inherit, party) && !binds(out, party))
                ids_add(&out->partners, party, inherit->arena);
        }
    }
}

/* "17 linked zones lie in Suzhou": whether this is one of them is not said. */
static void note_unnamed(const struct inherit *inherit,
                         const struct record *region)
{
    struct ids parks = snapshot_kind(inherit->snapshot, "park");
    struct bindings *out = inherit->out;

    if (out->link_count != 0 || strcmp(out->zone->kind, "park") != 0 ||
        record_is(out->zone, "zone_type", "ftz_area"))
        return;
    for (size_t i = 0; i < parks.count && out->unnamed == NULL; i++) {
        const struct record *area = parks.items[i];
        const char *evidence = record_string(area, "linked_zones.evidence");
        const char *city = record_string(area, "city");

        if (evidence == NULL || city == NULL ||
            record_get(area, "linked_zones.names") != NULL ||
            ((out->city == NULL || strcmp(out->city->id, city) != 0) &&
             (region == NULL || strcmp(region->id, city) != 0)))
            continue;
        out->unnamed = snapshot_record(inherit->snapshot, evidence);
        out->unnamed_count = (long)record_number(area, "linked_zones.count", 0);
    }
}

void policy_bindings(const struct snapshot *snapshot, const struct record *zone,
                     struct date day, struct arena *arena, struct bindings *out)
{
    const struct inherit inherit = {snapshot, day, arena, out};
    const struct record *region = NULL;

    *out = (struct bindings){.zone = zone};
    out->policies = arena_zero(arena, POLICIES_MAX * sizeof *out->policies);
    out->links = arena_zero(arena, LINKS_MAX * sizeof *out->links);
    out->city = city_of(&inherit, zone);
    if (out->city != NULL && record_string(out->city, "part_of") != NULL)
        region = snapshot_record(snapshot, record_string(out->city, "part_of"));
    if (out->city != NULL && out->city != zone)
        add_policies(&inherit, zone);
    if (out->city != NULL)
        add_policies(&inherit, out->city);
    if (region != NULL)
        add_policies(&inherit, region);
    out->own = clauses_for(&inherit, zone);
    add_links(&inherit);
    add_partners(&inherit);
    note_unnamed(&inherit, region);
}
