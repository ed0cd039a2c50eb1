/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A demand told in a message. */
#include <math.h>
#include <string.h>

#include "match/parts.h"
#include "publish/rates.h"

/* The first record of a kind that the message names beside places. */
static const struct record *named_of(const struct meaning *meaning,
                                     const char *kind)
{
    for (size_t i = 0; i < meaning->others.count; i++)
        if (strcmp(meaning->others.items[i]->kind, kind) == 0)
            return meaning->others.items[i];
    return NULL;
}

static double input_of(const struct profile *who, const char *field)
{
    for (size_t i = 0; i < who->input_count; i++)
        if (strcmp(who->inputs[i].field, field) == 0)
            return who->inputs[i].high;
    return 0;
}

/* The unit an area was said in, as demands name it; NULL: m2, or some other
 * that buildings are measured in too. */
static const char *land_unit(const struct meaning *meaning,
                             const struct quantity *area)
{
    static const struct {
        const char *said, *unit;
    } rows[] = {
        {"mu", "mu"},     {"亩", "mu"},         {"ムー", "mu"},
        {"무", "mu"},     {"му", "mu"},         {"مو", "mu"},
        {"ha", "ha"},     {"hect", "ha"},       {"hekt", "ha"},
        {"公顷", "ha"},   {"ヘクタール", "ha"}, {"헥타르", "ha"},
        {"гектар", "ha"}, {"га", "ha"},         {"هكتار", "ha"},
    };
    const char *end = NULL;

    if (meaning->plain == NULL || area->to > strlen(meaning->plain))
        return NULL;
    end = meaning->plain + area->to;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (const char *at = meaning->plain + area->from; at < end; at++)
            if (strncmp(at, rows[i].said, strlen(rows[i].said)) == 0)
                return rows[i].unit;
    return NULL;
}

/* An area that nothing was said of: of land if it is told as land is, or
 * land alone is spoken of; else of a building if one is. */
static void area_assume(const struct meaning *meaning, struct demand *out)
{
    const struct quantity *most = NULL;
    bool building =
        meaning_says(meaning, "building") || meaning_says(meaning, "office");

    for (size_t i = 0; i < meaning->quantities.count; i++) {
        const struct quantity *one = &meaning->quantities.items[i];

        if (one->type == QUANTITY_AREA &&
            (most == NULL || one->high > most->high))
            most = one;
    }
    if (most == NULL)
        return;
    out->area_unit = land_unit(meaning, most);
    if (out->land_m2 > 0 || out->building_m2 > 0)
        return;
    if (building && out->area_unit == NULL && !meaning_says(meaning, "land"))
        out->building_m2 = most->high;
    else
        out->land_m2 = most->high;
}

/* "within 100 km": the longest distance of some length, in km. */
static double reach_of(const struct meaning *meaning)
{
    double reach = 0;

    for (size_t i = 0; i < meaning->quantities.count; i++) {
        const struct quantity *one = &meaning->quantities.items[i];

        if (one->type == QUANTITY_LENGTH && one->high >= 1000 &&
            one->high <= 2e6)
            reach = fmax(reach, one->high / 1000);
    }
    return reach;
}

static void side_take(const struct meaning *meaning, struct demand *out)
{
    bool north = meaning_says(meaning, "north_of");
    bool south = meaning_says(meaning, "south_of");

    out->both_sides = north && south;
    if (north != south)
        out->side = north ? SIDE_NORTH : SIDE_SOUTH;
}

/* ---- orders ------------------------------------------------------------- */

/* A word that a message has, and what it means to a demand. */
struct row {
    const char *concept, *word;
};

static const char *word_said(const struct meaning *meaning,
                             const struct row *rows)
{
    for (; rows->concept != NULL; rows++)
        if (meaning_says(meaning, rows->concept))
            return rows->word;
    return NULL;
}

static const struct row purposes[] = {
    {"joint_venture", "joint_venture"},
    {"supplier", "supply"},
    {"technology_transfer", "research"},
    {"industry_university", "research"},
    {NULL, NULL},
};

static const struct row projects[] = {
    {"headquarters", "headquarters"},
    {"functional_headquarters", "headquarters"},
    {"headquarters_enterprise", "headquarters"},
    {"rd_centre", "rd"},
    {"foreign_rd_centre", "rd"},
    {"logistics_park", "trade"},
    {NULL, NULL},
};

/* People that are spoken of where enterprises are sought are theirs. */
static void staff_told(struct demand *out)
{
    if (strcmp(out->seeks, "enterprise") == 0)
        out->staff_min = out->staff;
    out->staff = 0;
}

/* A city or park that speaks: what else would it order but enterprises? */
static void order_told(const struct meaning *meaning, struct demand *out)
{
    const struct record *service = named_of(meaning, "service");
    bool firms = meaning->industries.count != 0 ||
                 meaning_says(meaning, "enterprise") ||
                 meaning_says(meaning, "partner");

    out->asker = meaning->asker != NULL       ? meaning->asker
                 : meaning->parks.count != 0  ? meaning->parks.items[0]
                 : meaning->cities.count != 0 ? meaning->cities.items[0]
                                              : NULL;
    out->kind = NULL;
    if (meaning_says(meaning, "city_partner") ||
        meaning_says(meaning, "sister_city") ||
        (meaning->sought != NULL && strcmp(meaning->sought, "city") == 0 &&
         meaning->industries.count == 0)) {
        out->seeks = "partner";
        out->kind = "city";
    } else if (service != NULL && !firms) {
        out->seeks = "service";
        out->role = record_string(service, "role");
    } else if (meaning_says(meaning, "trade_fair") && !firms) {
        out->seeks = "event";
    } else {
        out->seeks = "enterprise";
    }
    staff_told(out);
}

/* ---- money -------------------------------------------------------------- */

/* In CNY; 0 if no rate is known. */
static double in_yuan(const struct profile *who, const struct input *input)
{
    const struct record *rate = NULL;

    if (*input->unit == '\0' || strcmp(input->unit, RATES_IN) == 0)
        return input->high;
    rate = rates_find(&who->rates, input->unit);
    return rate != NULL ? input->high * record_number(rate, "value", 0) /
                              record_number(rate, "units", 1)
                        : 0;
}

static double investment_of(const struct profile *who)
{
    for (size_t i = 0; i < who->input_count; i++)
        if (strcmp(who->inputs[i].field, "total_investment") == 0)
            return in_yuan(who, &who->inputs[i]);
    return 0;
}

/* ---- all of it ---------------------------------------------------------- */

/* Nearness, or the side of a river that a city itself need not lie on, is
 * asked beside the city; else its name says where it should be, or that of a
 * province. */
static void where_told(const struct meaning *meaning, struct demand *out)
{
    if (meaning->cities.count != 0)
        out->near_km = reach_of(meaning);
    if (meaning_says(meaning, "near") || out->side != SIDE_NONE ||
        out->near_km > 0)
        out->near = meaning->cities;
    else
        out->within = meaning->cities;
    if (out->within.count == 0)
        out->within = meaning->provinces;
}

static void all_told(const struct meaning *meaning, const struct profile *who,
                     struct demand *out)
{
    *out = (struct demand){
        .industries = meaning->industries,
        .countries = meaning->countries,
        .landmark = named_of(meaning, "landmark"),
        .kind = meaning->sought,
        .land_m2 = input_of(who, "land_area"),
        .building_m2 = input_of(who, "building_area"),
        .plot_ratio = input_of(who, "plot_ratio"),
        .investment = investment_of(who),
        .staff = who->staff,
        .by = who->by,
        .speaks = who->speaks,
        .zone = meaning_says(meaning, "linked_zone") ? "linked" : NULL,
        .project = word_said(meaning, projects),
        .purpose = word_said(meaning, purposes),
    };
    if (meaning->countries.count == 0 && meaning_says(meaning, "sco"))
        out->group = "sco";
    if (out->landmark != NULL)
        side_take(meaning, out);
    area_assume(meaning, out);
}

void match_demand_told(const struct meaning *meaning, const struct profile *who,
                       struct demand *out)
{
    all_told(meaning, who, out);
    if (meaning->for_city)
        order_told(meaning, out);
    else
        where_told(meaning, out);
}

int match_order_told(const struct meaning *meaning, const struct profile *who,
                     const char *kind, struct demand *out)
{
    const struct record *service = named_of(meaning, "service");

    all_told(meaning, who, out);
    out->kind = NULL;
    if (strcmp(kind, "city_order") == 0) {
        order_told(meaning, out);
        return 1;
    }
    if (strcmp(kind, "service") == 0) {
        out->seeks = "service";
        out->role = service != NULL ? record_string(service, "role") : NULL;
        return 1;
    }
    out->seeks = "enterprise";
    staff_told(out);
    return strcmp(kind, "import") == 0 || strcmp(kind, "outbound") == 0;
}
