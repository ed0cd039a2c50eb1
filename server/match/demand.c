/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Demands given as JSON, and written as JSON. told.c reads messages. */
#include <stdio.h>
#include <string.h>

#include "match/parts.h"

/* ---- read --------------------------------------------------------------- */

/* What is being read, and into what. */
struct reading {
    const struct snapshot *snapshot;
    const json_t *value;
    const char *name;
    struct arena *arena;
    struct demand *out;
    struct err *err;
};

static int complain(const struct reading *reading, const char *what)
{
    return err_set(reading->err, ERR_INPUT, "demand: %s: %s", reading->name,
                   what);
}

static int read_record(const struct reading *reading, const json_t *value,
                       const char *kinds, const struct record **out)
{
    const char *id = json_string_value(value);

    *out = snapshot_record(reading->snapshot, id);
    if (*out == NULL || strstr(kinds, (*out)->kind) == NULL)
        return err_set(reading->err, ERR_INPUT,
                       "demand: %s: there is no \"%.60s\" of kind %s",
                       reading->name, id != NULL ? id : "?", kinds);
    return 0;
}

static int read_ids(const struct reading *reading, const char *kinds,
                    struct ids *out)
{
    size_t count = json_array_size(reading->value);

    if (!json_is_array(reading->value) || count > PLACES_MAX)
        return complain(reading, "a list of at most 16 ids");
    *out = (struct ids){
        .items = arena_zero(reading->arena, (count + 1) * sizeof *out->items)};
    for (; out->count < count; out->count++)
        if (read_record(reading, json_array_get(reading->value, out->count),
                        kinds, &out->items[out->count]) < 0)
            return -1;
    return 0;
}

static int read_industries(const struct reading *reading)
{
    return read_ids(reading, "industry", &reading->out->industries);
}

static int read_countries(const struct reading *reading)
{
    return read_ids(reading, "country", &reading->out->countries);
}

static int read_counts(const struct reading *reading)
{
    return read_ids(reading, "criterion", &reading->out->counts);
}

static int read_near(const struct reading *reading)
{
    return read_ids(reading, "city park landmark place", &reading->out->near);
}

static int read_within(const struct reading *reading)
{
    return read_ids(reading, "city place province", &reading->out->within);
}

static int read_landmark(const struct reading *reading)
{
    return read_record(reading, reading->value, "landmark",
                       &reading->out->landmark);
}

/* One of a few words, ended by NULL: its number; -1 none of them. */
static int read_word(const struct reading *reading, const char *const *words)
{
    const char *word = json_string_value(reading->value);
    const char *known = "";

    for (int i = 0; word != NULL && words[i] != NULL; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    for (int i = 0; words[i] != NULL; i++)
        known = arena_format(reading->arena, "%s %s", known, words[i]);
    return err_set(reading->err, ERR_INPUT,
                   "demand: %s: \"%.60s\" means nothing here; these do:%s",
                   reading->name, word != NULL ? word : "?", known);
}

static int take_word(const struct reading *reading, const char *const *words,
                     const char **out)
{
    int word = read_word(reading, words);

    if (word < 0)
        return -1;
    *out = words[word];
    return 0;
}

static int read_side(const struct reading *reading)
{
    static const char *const words[] = {"north", "south", NULL};
    int word = -1;

    if (json_array_size(reading->value) > 1)
        return complain(reading, "one side only; leave it out if either does");
    word = read_word(reading, words);
    if (word < 0)
        return -1;
    reading->out->side = word == 0 ? SIDE_NORTH : SIDE_SOUTH;
    return 0;
}

static int read_kind(const struct reading *reading)
{
    static const char *const words[] = {"park", "city", "site", "enterprise",
                                        NULL};

    return take_word(reading, words, &reading->out->kind);
}

static int read_seeks(const struct reading *reading)
{
    static const char *const words[] = {"place",       "partner", "enterprise",
                                        "service",     "event",   "parlor",
                                        "opportunity", NULL};

    return take_word(reading, words, &reading->out->seeks);
}

static int read_asker(const struct reading *reading)
{
    return read_record(reading, reading->value, "city park enterprise",
                       &reading->out->asker);
}

static int read_project(const struct reading *reading)
{
    static const char *const words[] = {"factory",  "rd",    "headquarters",
                                        "services", "trade", NULL};

    return take_word(reading, words, &reading->out->project);
}

static int read_group(const struct reading *reading)
{
    static const char *const words[] = {"sco", "eu", NULL};

    return take_word(reading, words, &reading->out->group);
}

static int read_purpose(const struct reading *reading)
{
    static const char *const words[] = {
        "site",         "joint_venture", "research",
        "distribution", "supply",        "customers",
        "talent",       "investment",    NULL};

    return take_word(reading, words, &reading->out->purpose);
}

static int read_speaks(const struct reading *reading)
{
    const char *code = json_string_value(reading->value);
    enum lang lang = code != NULL ? lang_parse(code) : LANG_NONE;

    if (lang == LANG_NONE)
        return complain(reading, "no language of Parlor's has this code");
    reading->out->speaks = lang_code(lang);
    return 0;
}

/* A word such as records of services have: "legal". */
static int read_role(const struct reading *reading)
{
    const char *role = json_string_value(reading->value);
    size_t len = role != NULL ? strlen(role) : 0;

    if (len == 0 || len > ROLE_MAX ||
        strspn(role, "abcdefghijklmnopqrstuvwxyz0123456789_") != len)
        return complain(reading, "a word of at most 40 small letters");
    reading->out->role = arena_text(reading->arena, role);
    return 0;
}

static int read_by(const struct reading *reading)
{
    if (!date_parse(json_string_value(reading->value), &reading->out->by))
        return complain(reading, "a day as 2026-12-31");
    return 0;
}

static int read_zone(const struct reading *reading)
{
    static const char *const words[] = {"linked",
                                        "industrial_park",
                                        "etdz",
                                        "ftz_area",
                                        "business_district",
                                        "demonstration_zone",
                                        "science_park",
                                        "pilot_zone",
                                        "new_area",
                                        NULL};

    return take_word(reading, words, &reading->out->zone);
}

static int read_number(const struct reading *reading, double least, double most,
                       double *out)
{
    double value = json_number_value(reading->value);

    if (!json_is_number(reading->value) || !(value >= least && value <= most))
        return err_set(reading->err, ERR_INPUT,
                       "demand: %s: a number from %g to %g", reading->name,
                       least, most);
    *out = value;
    return 0;
}

/* More than nothing: who asks for nothing leaves the member out. */
static int read_amount(const struct reading *reading, double most, double *out)
{
    double value = json_number_value(reading->value);

    if (!json_is_number(reading->value) || !(value > 0 && value <= most))
        return err_set(reading->err, ERR_INPUT,
                       "demand: %s: a number above 0, %g at most",
                       reading->name, most);
    *out = value;
    return 0;
}

static int read_area_unit(const struct reading *reading)
{
    static const char *const words[] = {"m2", "mu", "ha", NULL};

    return take_word(reading, words, &reading->out->area_unit);
}

static int read_land(const struct reading *reading)
{
    return read_amount(reading, 1e12, &reading->out->land_m2);
}

static int read_building(const struct reading *reading)
{
    return read_amount(reading, 1e12, &reading->out->building_m2);
}

static int read_near_km(const struct reading *reading)
{
    return read_amount(reading, 20000, &reading->out->near_km);
}

static int read_plot_ratio(const struct reading *reading)
{
    return read_amount(reading, 100, &reading->out->plot_ratio);
}

static int read_investment(const struct reading *reading)
{
    return read_amount(reading, 1e15, &reading->out->investment);
}

static int read_staff(const struct reading *reading)
{
    return read_amount(reading, 1e7, &reading->out->staff_min);
}

static int read_people(const struct reading *reading)
{
    return read_amount(reading, 1e7, &reading->out->staff);
}

static int read_limit(const struct reading *reading)
{
    double limit = 0;

    if (read_number(reading, 1, LIMIT_MAX, &limit) < 0)
        return -1;
    reading->out->limit = (size_t)limit;
    return 0;
}

static bool is_criterion(const struct snapshot *snapshot, const char *name)
{
    const struct record *record = snapshot_record(snapshot, name);

    return type_named(name) != NULL ||
           (record != NULL && strcmp(record->kind, "criterion") == 0);
}

static int read_weights(const struct reading *reading)
{
    const char *key = NULL;
    json_t *weight = NULL;

    if (!json_is_object(reading->value) ||
        json_object_size(reading->value) > CRITERIA_MAX)
        return complain(reading, "at most 96 weights by criterion");
    json_object_foreach((json_t *)reading->value, key, weight) {
        double value = json_number_value(weight);

        if (!is_criterion(reading->snapshot, key))
            return err_set(reading->err, ERR_INPUT,
                           "demand: weights: no criterion is called \"%.60s\"",
                           key);
        if (!json_is_number(weight) ||
            !(value >= 0 && value <= MATCH_WEIGHT_MAX))
            return complain(reading, "a weight is a number from 0 to 1000000");
    }
    reading->out->weights = reading->value;
    return 0;
}

static const struct member {
    const char *name;
    int (*read)(const struct reading *reading);
} members[] = {
    {"industries", read_industries},
    {"countries", read_countries},
    {"near", read_near},
    {"within", read_within},
    {"landmark", read_landmark},
    {"side", read_side},
    {"kind", read_kind},
    {"zone", read_zone},
    {"land_m2", read_land},
    {"building_m2", read_building},
    {"area_unit", read_area_unit},
    {"near_km", read_near_km},
    {"plot_ratio", read_plot_ratio},
    {"investment", read_investment},
    {"staff_min", read_staff},
    {"staff", read_people},
    {"by", read_by},
    {"seeks", read_seeks},
    {"asker", read_asker},
    {"project", read_project},
    {"role", read_role},
    {"purpose", read_purpose},
    {"speaks", read_speaks},
    {"group", read_group},
    {"counts", read_counts},
    {"limit", read_limit},
    {"weights", read_weights},
};

static const struct member *member_named(const char *name)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (strcmp(members[i].name, name) == 0)
            return &members[i];
    return NULL;
}

/* What each member may be and all of them together may not. */
static int demand_check(const struct demand *demand, struct err *err)
{
    const char *seeks = demand->seeks;
    bool place = seeks == NULL || strcmp(seeks, "place") == 0;
    bool partner = seeks != NULL && strcmp(seeks, "partner") == 0;

    if (demand->side != SIDE_NONE && demand->landmark == NULL)
        return err_set(err, ERR_INPUT, "demand: side: of which landmark?");
    if (demand->near_km > 0 && demand->near.count == 0)
        return err_set(err, ERR_INPUT, "demand: near_km: near which place?");
    if (demand->kind != NULL && !place && !partner)
        return err_set(err, ERR_INPUT,
                       "demand: kind: of a place or a partner, not of what "
                       "is sought as \"%s\"",
                       seeks);
    if (demand->kind != NULL && place &&
        strcmp(demand->kind, "enterprise") == 0)
        return err_set(err, ERR_INPUT,
                       "demand: kind: an enterprise is no place; seek one");
    return 0;
}

int match_demand_read(const struct snapshot *snapshot, const json_t *json,
                      struct arena *arena, struct demand *out, struct err *err)
{
    const char *name = NULL;
    json_t *value = NULL;

    if (!json_is_object(json))
        return err_set(err, ERR_INPUT, "demand: an object");
    json_object_foreach((json_t *)json, name, value) {
        const struct member *member = member_named(name);
        struct reading reading = {snapshot, value, name, arena, out, err};

        if (json_is_null(value))
            continue;
        if (member == NULL)
            return complain(&reading, "no demand is called so");
        if (member->read(&reading) < 0)
            return -1;
    }
    return demand_check(out, err);
}

/* ---- written ------------------------------------------------------------ */

static void write_ids(json_t *object, const char *name, const struct ids *ids)
{
    json_t *list = json_array();

    for (size_t i = 0; i < ids->count && i < PLACES_MAX; i++)
        json_array_append_new(list, json_string(ids->items[i]->id));
    json_object_set_new(object, name, list);
}

static void write_text(json_t *object, const char *name, const char *text)
{
    if (text != NULL)
        json_object_set_new(object, name, json_string(text));
}

static void write_number(json_t *object, const char *name, double number)
{
    if (number > 0)
        json_object_set_new(object, name, json_real(number));
}

/* As much of it as is known. */
static void write_day(json_t *object, const char *name, struct date date)
{
    char day[40];
    size_t len = date.day != 0 ? 10 : date.month != 0 ? 7 : 4;

    if (date.year == 0)
        return;
    snprintf(day, sizeof day, "%04d-%02d-%02d", date.year, date.month,
             date.day);
    json_object_set_new(object, name, json_stringn(day, len));
}

static void write_more(json_t *out, const struct demand *demand)
{
    write_number(out, "plot_ratio", demand->plot_ratio);
    write_number(out, "investment", demand->investment);
    write_number(out, "staff_min", demand->staff_min);
    write_number(out, "staff", demand->staff);
    write_text(out, "seeks", demand->seeks);
    if (demand->asker != NULL)
        write_text(out, "asker", demand->asker->id);
    write_text(out, "project", demand->project);
    write_text(out, "role", demand->role);
    write_text(out, "purpose", demand->purpose);
    write_text(out, "speaks", demand->speaks);
    write_text(out, "group", demand->group);
    write_day(out, "by", demand->by);
    if (demand->counts.count != 0)
        write_ids(out, "counts", &demand->counts);
    if (demand->weights != NULL)
        json_object_set(out, "weights", (json_t *)(uintptr_t)demand->weights);
}

json_t *match_demand_write(const struct demand *demand)
{
    static const char *const sides[] = {
        [SIDE_NONE] = NULL, [SIDE_NORTH] = "north", [SIDE_SOUTH] = "south"};
    json_t *out = json_object();

    write_ids(out, "industries", &demand->industries);
    write_ids(out, "countries", &demand->countries);
    write_ids(out, "near", &demand->near);
    write_ids(out, "within", &demand->within);
    if (demand->landmark != NULL)
        write_text(out, "landmark", demand->landmark->id);
    write_text(out, "area_unit", demand->area_unit);
    write_text(out, "side", sides[demand->side]);
    write_text(out, "kind", demand->kind);
    write_text(out, "zone", demand->zone);
    write_number(out, "land_m2", demand->land_m2);
    write_number(out, "building_m2", demand->building_m2);
    write_number(out, "near_km", demand->near_km);
    write_more(out, demand);
    return out;
}
