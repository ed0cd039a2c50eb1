/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of orders and what each asks: names, types, limits. */
#include "order/fields_table.h"

#include <string.h>

static const char *const kinds[] = {"investment", "city_order", "import",
                                    "outbound",   "talent",     "service",
                                    "visit",      NULL};
static const char *const whens[] = {"in_3_months", "in_6_months", "in_a_year",
                                    "later", NULL};
static const char *const sites[] = {"land", "building", "office", "none", NULL};
static const char *const area_units[] = {"mu", "m2", "ha", NULL};
static const char *const currencies[] = {
    "CNY", "USD", "EUR", "JPY", "KRW", "GBP", "HKD", "SGD", "RUB", "AED", NULL};
static const char *const partners[] = {"investor",   "buyer", "supplier",
                                       "technology", "city",  NULL};
static const char *const trade_roles[] = {"buyer", "seller", NULL};
static const char *const activities[] = {
    "plant", "trade", "engineering", "acquisition", "research", NULL};
static const char *const levels[] = {"skilled", "bachelor", "master",
                                     "doctor",  "leading",  NULL};
static const char *const services[] = {"legal", "audit",  "accounting", "tax",
                                       "visa",  "living", NULL};
static const char *const languages[] = {
    "en", "zh-Hans", "zh-Hant", "ja", "ko", "de", "fr", "ru", "es", "ar", NULL};

static const char *const for_investment[] = {"investment", NULL};
static const char *const for_city[] = {"city_order", NULL};
static const char *const for_import[] = {"import", NULL};
static const char *const for_outbound[] = {"outbound", NULL};
static const char *const for_talent[] = {"talent", NULL};
static const char *const for_service[] = {"service", NULL};
static const char *const for_visit[] = {"visit", NULL};
static const char *const for_money[] = {"investment", "city_order", "import",
                                        "outbound", NULL};
static const char *const for_site[] = {"investment", "city_order", NULL};
static const char *const for_languages[] = {"service", "visit", NULL};
static const char *const for_company[] = {"investment", "city_order", "import",
                                          "outbound", NULL};

/* In the order of the form. */
static const struct field fields[] = {
    {.name = "kind",
     .type = "select",
     .required = true,
     .max = 24,
     .options = kinds},
    {.name = "seeks", .type = "textarea", .required = true, .max = 2000},
    {.name = "country", .type = "select", .max = 80, .record = "country"},
    {.name = "city", .type = "select", .max = 80, .record = "city"},
    {.name = "parlor",
     .type = "select",
     .max = 120,
     .record = "parlor",
     .kinds = for_city},
    {.name = "partner_kind",
     .type = "select",
     .max = 24,
     .options = partners,
     .kinds = for_city},
    {.name = "partner_city",
     .type = "select",
     .max = 80,
     .record = "city",
     .kinds = for_city},
    {.name = "industry", .type = "select", .max = 80, .record = "industry"},
    {.name = "product",
     .type = "text",
     .max = 200,
     .kinds = for_import,
     .wanted = true},
    {.name = "hs_code", .type = "text", .max = 12, .kinds = for_import},
    {.name = "quantity", .type = "text", .max = 100, .kinds = for_import},
    {.name = "trade_role",
     .type = "select",
     .max = 24,
     .options = trade_roles,
     .kinds = for_import},
    {.name = "activity",
     .type = "select",
     .max = 24,
     .options = activities,
     .kinds = for_outbound,
     .wanted = true},
    {.name = "position",
     .type = "text",
     .max = 200,
     .kinds = for_talent,
     .wanted = true},
    {.name = "headcount",
     .type = "number",
     .max = 9,
     .least = 1,
     .most = 100000,
     .whole = true,
     .kinds = for_talent},
    {.name = "level",
     .type = "select",
     .max = 24,
     .options = levels,
     .kinds = for_talent},
    {.name = "service",
     .type = "select",
     .max = 24,
     .options = services,
     .kinds = for_service,
     .wanted = true},
    {.name = "amount",
     .type = "number",
     .max = 20,
     .least = 1,
     .most = 1e15,
     .kinds = for_money},
    {.name = "currency",
     .type = "select",
     .max = 3,
     .options = currencies,
     .kinds = for_money},
    {.name = "site",
     .type = "select",
     .max = 24,
     .options = sites,
     .kinds = for_site},
    {.name = "area_from",
     .type = "number",
     .max = 20,
     .least = 0.01,
     .most = 1e9,
     .kinds = for_site},
    {.name = "area_to",
     .type = "number",
     .max = 20,
     .least = 0.01,
     .most = 1e9,
     .kinds = for_site},
    {.name = "area_unit",
     .type = "select",
     .max = 3,
     .options = area_units,
     .kinds = for_site},
    {.name = "jobs",
     .type = "number",
     .max = 9,
     .least = 1,
     .most = 1000000,
     .whole = true,
     .kinds = for_investment},
    {.name = "people",
     .type = "number",
     .max = 4,
     .least = 1,
     .most = 500,
     .whole = true,
     .kinds = for_visit,
     .wanted = true},
    {.name = "visit_from",
     .type = "date",
     .max = 10,
     .kinds = for_visit,
     .wanted = true},
    {.name = "visit_to", .type = "date", .max = 10, .kinds = for_visit},
    {.name = "language",
     .type = "select",
     .max = 8,
     .options = languages,
     .kinds = for_languages},
    {.name = "scale", .type = "text", .max = 200},
    {.name = "when", .type = "select", .max = 24, .options = whens},
    {.name = "company", .type = "text", .max = 200, .kinds = for_company},
    {.name = "company_site", .type = "text", .max = 200, .kinds = for_company},
    {.name = "company_number", .type = "text", .max = 40, .kinds = for_company},
    {.name = "organisation", .type = "text", .max = 200, .contact = true},
    {.name = "name",
     .type = "text",
     .max = 100,
     .contact = true,
     .required = true},
    {.name = "email",
     .type = "email",
     .max = 254,
     .contact = true,
     .required = true},
    {.name = "phone", .type = "tel", .max = 40, .contact = true},
};

enum { FIELDS = sizeof fields / sizeof *fields };

size_t fields_count(void)
{
    return FIELDS;
}

const struct field *fields_at(size_t i)
{
    return &fields[i];
}

const struct field *field_find(const char *name)
{
    for (size_t i = 0; i < FIELDS; i++) {
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
    }
    return NULL;
}

const char *const *field_kinds(void)
{
    return kinds;
}

bool field_word_listed(const char *const *words, const char *text, size_t len)
{
    for (; *words != NULL; words++) {
        if (strlen(*words) == len && memcmp(*words, text, len) == 0)
            return true;
    }
    return false;
}

bool field_asked(const struct field *field, const char *kind)
{
    return field->kinds == NULL ||
           field_word_listed(field->kinds, kind, strlen(kind));
}
