/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates before they are any: what is read of a record of each kind. */
#include <string.h>

#include "match/parts.h"

static const struct kind {
    enum spot_kind kind;
    const char *name; /* of records; demands call it so too */
    const char *host; /* member that names the city */
    bool known;       /* such a record says something even without evidence */
} kinds[] = {
    {SPOT_PARK, "park", "city", false},
    {SPOT_CITY, "city", NULL, true},
    {SPOT_SITE, "site", "city", true},
    {SPOT_ENTERPRISE, "enterprise", "city", false},
    {SPOT_PARLOR, "parlor", "host", true},
    {SPOT_SERVICE, "service", "city", true},
    {SPOT_EVENT, "event", "city", true},
    {SPOT_OPPORTUNITY, "opportunity", "city", true},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* ---- what is sought ----------------------------------------------------- */

static enum spot_kind kind_named(const char *name)
{
    for (size_t i = 0; name != NULL && i < KINDS; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].kind;
    return 0;
}

unsigned spot_kinds(const struct demand *demand)
{
    const char *seeks = demand->seeks;
    enum spot_kind kind = kind_named(demand->kind);

    if (seeks == NULL || strcmp(seeks, "place") == 0)
        return (kind & SPOT_PLACE) != 0 ? kind : SPOT_PARK | SPOT_CITY;
    if (strcmp(seeks, "partner") == 0)
        return kind != 0 ? kind : SPOT_CITY;
    return kind_named(seeks);
}

static const struct kind *kind_row(enum spot_kind kind)
{
    const struct kind *row = kinds;

    while (row->kind != kind)
        row++;
    return row;
}

const char *spot_kind_name(enum spot_kind kind)
{
    return kind_row(kind)->name;
}

enum spot_kind spot_kind_of(const struct record *record)
{
    return kind_named(record->kind);
}

/* ---- what is read of a record ------------------------------------------- */

static const struct record *country_of(const struct snapshot *snapshot,
                                       const struct record *record)
{
    const json_t *codes = record_get(record, "countries");
    const char *code = record_string(record, "country");

    if (code == NULL && json_array_size(codes) == 1)
        code = json_string_value(json_array_get(codes, 0));
    return snapshot_country(snapshot, code);
}

/* Its own, else that of what it lies in. */
static struct position position_found(const struct spot *spot)
{
    struct position position = position_of(spot->record);

    if (!position.known && spot->inside != NULL)
        position = position_of(spot->inside);
    if (!position.known && spot->city != NULL) {
        position = position_of(spot->city);
        position.of_city = true;
    }
    return position;
}

static size_t documents_of(const struct spot *spot, const struct kind *row)
{
    size_t count = json_array_size(record_get(spot->record, "evidence")) +
                   json_array_size(record_get(spot->record, "industries"));

    if (row->known || record_get(spot->record, "linked_to") != NULL)
        count++;
    return count;
}

struct spot spot_of(const struct snapshot *snapshot, enum spot_kind kind,
                    const struct record *record)
{
    const struct kind *row = kind_row(kind);
    struct spot spot = {.record = record, .kind = kind};

    spot.city =
        row->host != NULL
            ? snapshot_record(snapshot, record_string(record, row->host))
            : record;
    if (kind != SPOT_PARK && kind != SPOT_CITY)
        spot.inside = snapshot_record(snapshot, record_string(record, "park"));
    if (spot.city == NULL && spot.inside != NULL)
        spot.city =
            snapshot_record(snapshot, record_string(spot.inside, "city"));
    if (spot.city != NULL)
        spot.region =
            snapshot_record(snapshot, record_string(spot.city, "part_of"));
    if ((kind & (SPOT_ENTERPRISE | SPOT_PARLOR | SPOT_EVENT)) != 0)
        spot.country = country_of(snapshot, record);
    spot.position = position_found(&spot);
    spot.documents = documents_of(&spot, row);
    return spot;
}

const struct record *spot_group(const struct spot *spot)
{
    if (spot->kind == SPOT_CITY)
        return NULL;
    return spot->city != NULL ? spot->city : spot->country;
}

const json_t *spot_industries(const struct spot *spot, bool *lent)
{
    const json_t *own = record_get(spot->record, "industries");

    *lent = json_array_size(own) == 0 && spot->inside != NULL;
    return *lent ? record_get(spot->inside, "industries") : own;
}
