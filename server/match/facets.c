/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "match/facets.h"

#include <string.h>

enum { NAMES_MAX = 24 }; /* of one cell */

static bool of_kind(const struct record *record, const char *kind)
{
    return strcmp(record->kind, kind) == 0;
}

static void add_name(const struct facing *compare, const char *id,
                     struct compared *out)
{
    const struct record *record =
        id != NULL ? snapshot_record(compare->snapshot, id) : NULL;

    if (record != NULL && out->names.count < NAMES_MAX)
        ids_add(&out->names, record, compare->arena);
}

static void add_names(const struct facing *compare, const json_t *list,
                      struct compared *out)
{
    size_t i = 0;
    const json_t *item = NULL;

    json_array_foreach(list, i, item)
        add_name(compare, json_string_value(item), out);
}

/* The city that a record lies in; a city itself. */
static const struct record *city_of(const struct facing *compare,
                                    const struct record *record)
{
    const char *id = record_string(record, "city");

    if (of_kind(record, "city"))
        return record;
    if (id == NULL)
        id = record_string(record, "host");
    return id != NULL ? snapshot_record(compare->snapshot, id) : NULL;
}

static void facet_city(const struct facing *compare,
                       const struct record *record, struct compared *out)
{
    const char *host = record_string(record, "host");

    out->foreign =
        of_kind(record, "city") && record_string(record, "part_of") == NULL;
    add_name(compare, record_string(record, "part_of"), out);
    add_name(compare, record_string(record, "city"), out);
    add_name(compare, host, out);
}

static void facet_province(const struct facing *compare,
                           const struct record *record, struct compared *out)
{
    const struct record *city = city_of(compare, record);
    const json_t *province = record_get(record, "province");

    if (province == NULL && city != NULL)
        province = record_get(city, "province");
    if (province == NULL)
        return;
    out->text = phrase_of("compare.text");
    phrase_langs(&out->text, "text", province);
    if (record_get(record, "province") == NULL)
        out->evidence = city;
}

static void facet_status(const struct facing *compare,
                         const struct record *record, struct compared *out)
{
    const char *zone = record_string(record, "zone_type");
    const char *level = record_string(record, "level");
    const char *status = record_string(record, "status");
    const char *prefix = zone != NULL    ? "zone."
                         : level != NULL ? "compare.level."
                                         : "compare.status.";
    const char *name = zone != NULL ? zone : level != NULL ? level : status;

    out->foreign = !of_kind(record, "park") && !of_kind(record, "city") &&
                   !of_kind(record, "parlor");
    if (name == NULL)
        return;
    out->text = phrase_of("compare.text");
    phrase_key(&out->text, "text",
               arena_format(compare->arena, "%s%s", prefix, name));
}

static void facet_etdz(const struct facing *compare,
                       const struct record *record, struct compared *out)
{
    double number = record_number(record, "etdz_number", 0);

    (void)compare;
    out->foreign = !of_kind(record, "park");
    if (out->foreign)
        return;
    out->text = phrase_of(number > 0 ? "compare.etdz" : "compare.not_listed");
    if (number > 0)
        phrase_number(&out->text, "number", number);
}

static void facet_linked(const struct facing *compare,
                         const struct record *record, struct compared *out)
{
    const char *evidence = record_string(record, "linked_to.evidence");

    out->foreign = !of_kind(record, "park");
    add_name(compare, record_string(record, "linked_to.zone"), out);
    if (evidence != NULL)
        out->evidence = snapshot_record(compare->snapshot, evidence);
}

/* Lists of ids, or of {industry, evidence}. */
static void facet_industries(const struct facing *compare,
                             const struct record *record, struct compared *out)
{
    size_t i = 0;
    const json_t *item = NULL;

    out->foreign = of_kind(record, "parlor") || of_kind(record, "room");
    json_array_foreach(record_get(record, "industries"), i, item) {
        const json_t *of = json_object_get(item, "industry");
        const char *evidence =
            json_string_value(json_object_get(item, "evidence"));

        add_name(compare, json_string_value(of != NULL ? of : item), out);
        if (out->evidence == NULL && evidence != NULL)
            out->evidence = snapshot_record(compare->snapshot, evidence);
    }
}

static void facet_cooperation(const struct facing *compare,
                              const struct record *record, struct compared *out)
{
    struct ids pacts = snapshot_kind(compare->snapshot, "cooperation");

    for (size_t i = 0; i < pacts.count; i++) {
        if (!record_list_has(record_get(pacts.items[i], "parties"), record->id))
            continue;
        add_name(compare, pacts.items[i]->id, out);
        if (out->evidence == NULL)
            out->evidence = pacts.items[i];
    }
}

static void facet_parlors(const struct facing *compare,
                          const struct record *record, struct compared *out)
{
    struct ids parlors = snapshot_kind(compare->snapshot, "parlor");
    const struct record *city = city_of(compare, record);

    out->foreign = !of_kind(record, "park") && !of_kind(record, "city");
    for (size_t i = 0; city != NULL && i < parlors.count; i++) {
        const struct record *parlor = parlors.items[i];

        if (!record_is(parlor, "host", city->id) &&
            !record_list_has(record_get(parlor, "serves"), city->id))
            continue;
        add_name(compare, parlor->id, out);
        if (out->evidence == NULL)
            out->evidence = parlor;
    }
}

static void facet_sites(const struct facing *compare,
                        const struct record *record, struct compared *out)
{
    struct ids sites = snapshot_kind(compare->snapshot, "site");

    out->foreign = !of_kind(record, "park") && !of_kind(record, "city");
    for (size_t i = 0; i < sites.count; i++) {
        const struct record *site = sites.items[i];

        if (!record_is(site, "park", record->id) &&
            !record_is(site, "city", record->id))
            continue;
        add_name(compare, site->id, out);
        if (out->evidence == NULL)
            out->evidence = site;
    }
}

static void facet_area(const struct facing *compare,
                       const struct record *record, struct compared *out)
{
    double area = record_number(record, "area_m2", -1);

    (void)compare;
    out->foreign = record_get(record, "use") == NULL &&
                   !of_kind(record, "parlor") && !of_kind(record, "room");
    if (area < 0)
        return;
    out->text = phrase_of("compare.area");
    phrase_number(&out->text, "area", area);
}

static void facet_price(const struct facing *compare,
                        const struct record *record, struct compared *out)
{
    const char *currency = record_string(record, "price.currency");
    struct date date;

    (void)compare;
    out->foreign = !of_kind(record, "site");
    if (currency == NULL)
        return;
    out->text = phrase_of("compare.price");
    phrase_money(&out->text, "price", record_number(record, "price.amount", 0),
                 currency);
    if (record_string(record, "price.per") != NULL)
        phrase_text(&out->text, "per", record_string(record, "price.per"));
    if (date_parse(record_string(record, "price.as_of"), &date))
        phrase_date(&out->text, "date", date);
}

static void add_country(const struct facing *compare, const char *code,
                        struct compared *out)
{
    const struct record *country = snapshot_country(compare->snapshot, code);

    if (country != NULL)
        add_name(compare, country->id, out);
}

static void facet_countries(const struct facing *compare,
                            const struct record *record, struct compared *out)
{
    size_t i = 0;
    const json_t *item = NULL;

    out->foreign = of_kind(record, "park") || of_kind(record, "city") ||
                   of_kind(record, "site") || of_kind(record, "room");
    add_country(compare, record_string(record, "country"), out);
    json_array_foreach(record_get(record, "countries"), i, item)
        add_country(compare, json_string_value(item), out);
}

static void facet_serves(const struct facing *compare,
                         const struct record *record, struct compared *out)
{
    out->foreign = !of_kind(record, "parlor");
    add_names(compare, record_get(record, "serves"), out);
}

static void facet_date(const struct facing *compare,
                       const struct record *record, struct compared *out)
{
    struct date date;

    (void)compare;
    out->foreign = !of_kind(record, "event");
    if (!date_parse(record_string(record, "date"), &date))
        return;
    out->text = phrase_of("compare.date");
    phrase_date(&out->text, "date", date);
}

/* The date of what is told: old news are to be seen as such. */
static void facet_as_of(const struct facing *compare,
                        const struct record *record, struct compared *out)
{
    struct date date;

    (void)compare;
    if (!date_parse(record_string(record, "source.date"), &date))
        return;
    out->text = phrase_of("compare.date");
    phrase_date(&out->text, "date", date);
}

static const struct facet facets[] = {
    {"compare.row.city", facet_city, false},
    {"compare.row.province", facet_province, false},
    {"compare.row.status", facet_status, true},
    {"compare.row.etdz", facet_etdz, false},
    {"compare.row.linked", facet_linked, false},
    {"compare.row.industries", facet_industries, false},
    {"compare.row.cooperation", facet_cooperation, false},
    {"compare.row.parlors", facet_parlors, false},
    {"compare.row.sites", facet_sites, false},
    {"compare.row.area", facet_area, false},
    {"compare.row.price", facet_price, false},
    {"compare.row.countries", facet_countries, false},
    {"compare.row.serves", facet_serves, false},
    {"compare.row.date", facet_date, false},
    {"compare.row.as_of", facet_as_of, false},
    {NULL, NULL, false},
};

const struct facet *facets_all(void)
{
    return facets;
}
