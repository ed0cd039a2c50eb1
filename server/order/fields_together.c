/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that are fine each by itself and cannot stand together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order/fields.h"
#include "order/fields_table.h"

int fields_refuse(struct order_refusal *refusal, const struct field *field,
                  const char *what)
{
    char path[64];

    snprintf(path, sizeof path, "fields.%s", field->name);
    return order_refuse(refusal, ORDER_REFUSED_FIELD, path, what);
}

struct filled {
    const struct snapshot *snapshot;
    const json_t *fields;
    struct date today;
};

static const char *said(const struct filled *filled, const char *name)
{
    return json_string_value(json_object_get(filled->fields, name));
}

static const char *fault_area(const struct filled *filled)
{
    const char *from = said(filled, "area_from"), *to = said(filled, "area_to");

    if (from != NULL && to != NULL && strtod(to, NULL) < strtod(from, NULL))
        return "is smaller than area_from";
    return NULL;
}

static const char *fault_unit(const struct filled *filled)
{
    bool area =
        said(filled, "area_from") != NULL || said(filled, "area_to") != NULL;

    return area && said(filled, "area_unit") == NULL
               ? "is required with an area"
               : NULL;
}

static const char *fault_site(const struct filled *filled)
{
    const char *site = said(filled, "site");
    bool area =
        said(filled, "area_from") != NULL || said(filled, "area_to") != NULL;

    return site != NULL && strcmp(site, "none") == 0 && area
               ? "contradicts the area asked for"
               : NULL;
}

static const char *fault_currency(const struct filled *filled)
{
    return said(filled, "amount") != NULL && said(filled, "currency") == NULL
               ? "is required with an amount"
               : NULL;
}

static const char *fault_itself(const struct filled *filled)
{
    const char *city = said(filled, "city"),
               *partner = said(filled, "partner_city");

    return city != NULL && partner != NULL && strcmp(city, partner) == 0
               ? "is the city that orders"
               : NULL;
}

static const char *fault_past(const struct filled *filled, const char *name)
{
    struct date day;

    return date_parse(said(filled, name), &day) &&
                   date_order(day, false) < date_order(filled->today, false)
               ? "is in the past"
               : NULL;
}

static const char *fault_from(const struct filled *filled)
{
    return fault_past(filled, "visit_from");
}

static const char *fault_to(const struct filled *filled)
{
    const char *from = said(filled, "visit_from"),
               *to = said(filled, "visit_to");

    if (from != NULL && to != NULL && strcmp(to, from) < 0)
        return "is before visit_from";
    return fault_past(filled, "visit_to");
}

/* A house of some countries does not serve another. */
static const char *fault_parlor(const struct filled *filled)
{
    const char *id = said(filled, "parlor"), *of = said(filled, "country");
    const struct record *parlor = NULL, *country = NULL;
    const json_t *countries = NULL, *groups = NULL, *group = NULL;
    size_t i = 0;

    if (id == NULL || of == NULL)
        return NULL;
    parlor = snapshot_record(filled->snapshot, id);
    country = snapshot_record(filled->snapshot, of);
    countries = record_get(parlor, "countries");
    groups = record_get(parlor, "groups");
    if (json_array_size(countries) == 0 && json_array_size(groups) == 0)
        return NULL;
    of = record_string(country, "code");
    if (of != NULL && record_list_has(countries, of))
        return NULL;
    json_array_foreach((json_t *)record_get(country, "groups"), i, group) {
        if (record_list_has(groups, json_string_value(group)))
            return NULL;
    }
    return "does not serve the country named";
}

static const struct contradiction {
    const char *field;
    const char *(*fault)(const struct filled *filled); /* NULL: none */
} contradictions[] = {
    {"area_to", fault_area},        {"area_unit", fault_unit},
    {"site", fault_site},           {"currency", fault_currency},
    {"partner_city", fault_itself}, {"visit_from", fault_from},
    {"visit_to", fault_to},         {"parlor", fault_parlor},
};

int fields_together(const struct snapshot *snapshot, struct date today,
                    const struct order_content *content,
                    struct order_refusal *refusal)
{
    struct filled filled = {snapshot, content->fields, today};

    for (size_t i = 0; i < sizeof contradictions / sizeof *contradictions;
         i++) {
        const char *fault = contradictions[i].fault(&filled);

        if (fault != NULL)
            return fields_refuse(refusal, field_find(contradictions[i].field),
                                 fault);
    }
    return 1;
}
