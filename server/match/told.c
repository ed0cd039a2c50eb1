/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A demand told in a message. */
#include <math.h>
#include <string.h>

#include "match/parts.h"

static const struct record *landmark_of(const struct meaning *meaning)
{
    for (size_t i = 0; i < meaning->others.count; i++)
        if (strcmp(meaning->others.items[i]->kind, "landmark") == 0)
            return meaning->others.items[i];
    return NULL;
}

static double area_of(const struct profile *who, const char *field)
{
    for (size_t i = 0; i < who->input_count; i++)
        if (strcmp(who->inputs[i].field, field) == 0)
            return who->inputs[i].high;
    return 0;
}

/* An area that nothing was said of: of a building if one is spoken of, else
 * of land. */
static void area_assume(const struct meaning *meaning, struct demand *out)
{
    double area = 0;

    for (size_t i = 0; i < meaning->quantities.count; i++)
        if (meaning->quantities.items[i].type == QUANTITY_AREA)
            area = fmax(area, meaning->quantities.items[i].high);
    if (out->land_m2 > 0 || out->building_m2 > 0)
        return;
    if (meaning_says(meaning, "building") || meaning_says(meaning, "office"))
        out->building_m2 = area;
    else
        out->land_m2 = area;
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

/* The unit that an area was said in, if it is not m2: answers use it too. */
static const char *unit_said(const struct meaning *meaning)
{
    static const struct {
        const char *word, *unit;
    } rows[] = {{"亩", "mu"},         {"mu", "mu"},      {"ムー", "mu"},
                {"무", "mu"},         {"му", "mu"},      {"公顷", "ha"},
                {"ha", "ha"},         {"hectare", "ha"}, {"hektar", "ha"},
                {"ヘクタール", "ha"}, {"헥타르", "ha"},  {"га", "ha"}};

    for (size_t i = 0; i < meaning->quantities.count; i++) {
        const struct quantity *one = &meaning->quantities.items[i];
        const char *said = meaning->plain + one->from;
        size_t len = one->to - one->from;

        for (size_t r = 0;
             one->type == QUANTITY_AREA && r < sizeof rows / sizeof *rows; r++)
            if (memmem(said, len, rows[r].word, strlen(rows[r].word)) != NULL)
                return rows[r].unit;
    }
    return NULL;
}

void match_demand_told(const struct meaning *meaning, const struct profile *who,
                       struct demand *out)
{
    *out = (struct demand){
        .industries = meaning->industries,
        .countries = meaning->countries,
        .landmark = landmark_of(meaning),
        .kind = meaning->sought,
        .land_m2 = area_of(who, "land_area"),
        .building_m2 = area_of(who, "building_area"),
        .zone = meaning_says(meaning, "linked_zone") ? "linked" : NULL,
    };
    if (out->landmark != NULL)
        side_take(meaning, out);
    area_assume(meaning, out);
    out->area_unit = unit_said(meaning);
    if (meaning->cities.count != 0)
        out->near_km = reach_of(meaning);
    /* Nearness, or the side of a river that a city itself need not lie on,
     * is asked beside the city; else its name says where it should be. */
    if (meaning_says(meaning, "near") || out->side != SIDE_NONE ||
        out->near_km > 0)
        out->near = meaning->cities;
    else
        out->within = meaning->cities;
}
