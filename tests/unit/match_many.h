/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match_many.h - as many parks and sites as one likes, and demands of every
 * shape, from a small generator: the same number gives the same again. */
#ifndef MATCH_MANY_H
#define MATCH_MANY_H

#include <stdio.h>

#include "match_corpus.h"

struct dice {
    uint64_t state;
};

/* 0 to sides - 1 (xorshift64*). */
static inline unsigned dice_throw(struct dice *dice, unsigned sides)
{
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return (unsigned)((dice->state * 0x2545f4914f6cdd1du >> 33) % sides);
}

static inline struct dice dice_take(unsigned seed)
{
    struct dice dice = {seed * 0x9e3779b97f4a7c15u + 1};

    for (int i = 0; i < 4; i++)
        dice_throw(&dice, 2);
    return dice;
}

/* Ids of the corpus to choose from, read before it is sealed. */
struct stock {
    struct ids cities, industries, parks;
};

static inline struct stock stock_of(const struct snapshot *snapshot)
{
    return (struct stock){snapshot_kind(snapshot, "city"),
                          snapshot_kind(snapshot, "industry"),
                          snapshot_kind(snapshot, "park")};
}

static inline const char *any_of(struct dice *dice, const struct ids *ids)
{
    return ids->items[dice_throw(dice, (unsigned)ids->count)]->id;
}

/* {"industry":"chips","evidence":"fact"} as often as the dice say. */
static inline void many_industries(struct dice *dice, const struct stock *stock,
                                   bool of_park, char *out, size_t size)
{
    unsigned count = dice_throw(dice, 4);
    size_t len = 0;

    for (unsigned i = 0; i < count; i++)
        len += (size_t)snprintf(
            out + len, size - len, "%s%s\"%s\"%s", i != 0 ? "," : "",
            of_park ? "{\"industry\":" : "", any_of(dice, &stock->industries),
            of_park ? ",\"evidence\":\"s3-04\"}" : "");
    out[len] = '\0';
}

static inline void many_park(struct corpus *corpus, struct dice *dice,
                             const struct stock *stock, unsigned number)
{
    static const char *const zones[] = {"industrial_park", "etdz",
                                        "ftz_area",        "science_park",
                                        "pilot_zone",      "business_district"};
    char text[1024], industries[512], place[96] = "", proof[64] = "";

    many_industries(dice, stock, true, industries, sizeof industries);
    if (dice_throw(dice, 3) != 0)
        snprintf(place, sizeof place,
                 ",\"position\":{\"lon\":%.4f,\"lat\":%.4f%s}",
                 116 + dice_throw(dice, 60000) / 1e4,
                 29 + dice_throw(dice, 90000) / 1e4,
                 dice_throw(dice, 4) == 0 ? ",\"of\":\"city\"" : "");
    if (dice_throw(dice, 2) != 0)
        snprintf(proof, sizeof proof, ",\"evidence\":[\"s3-04\"]");
    snprintf(text, sizeof text,
             "{\"id\":\"many-park-%07u\",\"kind\":\"park\",\"city\":\"%s\","
             "\"zone_type\":\"%s\",\"industries\":[%s]%s%s%s}",
             number, any_of(dice, &stock->cities), zones[dice_throw(dice, 6)],
             industries, place, proof,
             dice_throw(dice, 12) == 0
                 ? ",\"linked_to\":{\"zone\":\"suxitong-park\","
                   "\"evidence\":\"s3-04\"}"
                 : "");
    corpus_add(corpus, text);
}

static inline void many_terms(struct dice *dice, const struct stock *stock,
                              char *out, size_t size)
{
    size_t len = 0;

    *out = '\0';
    if (dice_throw(dice, 2) == 0)
        len += (size_t)snprintf(out + len, size - len,
                                ",\"min_investment\":{\"amount\":%u,"
                                "\"currency\":\"CNY\"}",
                                1000000 * (1 + dice_throw(dice, 40)));
    if (dice_throw(dice, 4) == 0)
        len +=
            (size_t)snprintf(out + len, size - len, ",\"not_allowed\":[\"%s\"]",
                             any_of(dice, &stock->industries));
    if (dice_throw(dice, 2) == 0)
        snprintf(out + len, size - len,
                 ",\"available_from\":\"20%02u-%02u-01\"",
                 20 + dice_throw(dice, 4), 1 + dice_throw(dice, 12));
}

/* Of one park of parks of our own, or of the corpus. */
static inline void many_site(struct corpus *corpus, struct dice *dice,
                             const struct stock *stock, unsigned number,
                             unsigned parks)
{
    static const char *const uses[] = {"industrial_land", "industrial_land",
                                       "standard_workshop", "office"};
    char text[2048], industries[512], park[128], ratio[32] = "null", terms[256];

    many_industries(dice, stock, false, industries, sizeof industries);
    many_terms(dice, stock, terms, sizeof terms);
    if (parks == 0 || dice_throw(dice, 8) == 0)
        snprintf(park, sizeof park, "%s", any_of(dice, &stock->parks));
    else
        snprintf(park, sizeof park, "many-park-%07u", dice_throw(dice, parks));
    if (dice_throw(dice, 2) == 0)
        snprintf(ratio, sizeof ratio, "%.1f",
                 0.5 + dice_throw(dice, 40) / 10.0);
    snprintf(text, sizeof text,
             "{\"id\":\"many-site-%07u\",\"kind\":\"site\",\"park\":\"%s\","
             "\"city\":\"%s\",\"use\":\"%s\",\"area_m2\":%u,"
             "\"plot_ratio\":%s,\"price\":null,\"industries\":[%s]%s}",
             number, park, any_of(dice, &stock->cities),
             uses[dice_throw(dice, 4)], 1000 + dice_throw(dice, 200000), ratio,
             industries, terms);
    corpus_add(corpus, text);
}

/* The corpus with so many parks and sites more. */
static inline void many_begin(struct corpus *corpus, unsigned seed,
                              unsigned parks, unsigned sites)
{
    struct corpus own;
    struct stock stock;
    struct dice dice = dice_take(seed);

    corpus_begin(&own);
    corpus_read(&own);
    corpus_seal(&own);
    stock = stock_of(own.snapshot);
    corpus_begin(corpus);
    corpus_read(corpus);
    for (unsigned i = 0; i < parks; i++)
        many_park(corpus, &dice, &stock, i);
    for (unsigned i = 0; i < sites; i++)
        many_site(corpus, &dice, &stock, i, parks);
    corpus_seal(corpus);
    corpus_end(&own);
}

/* ---- demands ------------------------------------------------------------ */

static inline void demand_ids(struct dice *dice, json_t *out, const char *name,
                              const struct ids *ids, unsigned most)
{
    unsigned count = dice_throw(dice, most + 1);
    json_t *list = json_array();

    for (unsigned i = 0; ids->count != 0 && i < count; i++)
        json_array_append_new(list, json_string(any_of(dice, ids)));
    if (json_array_size(list) != 0)
        json_object_set(out, name, list);
    json_decref(list);
}

/* One of a few words, or none, which "" is. */
static inline void demand_word(struct dice *dice, json_t *out, const char *name,
                               const char *const *words, unsigned count)
{
    const char *word = words[dice_throw(dice, count)];

    if (*word != '\0')
        json_object_set_new(out, name, json_string(word));
}

static inline void demand_number(struct dice *dice, json_t *out,
                                 const char *name, unsigned once, double step,
                                 unsigned most)
{
    if (dice_throw(dice, once) == 0)
        json_object_set_new(out, name,
                            json_real(step * (1 + dice_throw(dice, most))));
}

#define WORDS(...)                      \
    (const char *const[]){__VA_ARGS__}, \
        (unsigned)(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *))

static inline void demand_weights(struct dice *dice, json_t *out,
                                  const struct snapshot *snapshot)
{
    struct ids criteria = snapshot_kind(snapshot, "criterion");
    json_t *weights = json_object();

    for (size_t i = 0; i < criteria.count; i++)
        if (dice_throw(dice, 3) == 0)
            json_object_set_new(weights, criteria.items[i]->id,
                                json_real(dice_throw(dice, 10) / 10.0));
    json_object_set_new(out, "weights", weights);
}

/* A demand of any shape; seeks and kind are the caller's. */
static inline json_t *demand_any(struct dice *dice,
                                 const struct snapshot *snapshot)
{
    struct ids cities = snapshot_kind(snapshot, "city");
    struct ids countries = snapshot_kind(snapshot, "country");
    struct ids industries = snapshot_kind(snapshot, "industry");
    json_t *out = json_object();

    demand_ids(dice, out, "industries", &industries, 2);
    demand_ids(dice, out, "countries", &countries, 1);
    demand_ids(dice, out, "near", &cities, 2);
    if (dice_throw(dice, 4) == 0)
        demand_ids(dice, out, "within", &cities, 2);
    if (dice_throw(dice, 3) == 0) {
        json_object_set_new(out, "landmark", json_string("yangtze"));
        json_object_set_new(
            out, "side",
            json_string(dice_throw(dice, 2) != 0 ? "north" : "south"));
    }
    if (json_object_get(out, "near") != NULL)
        demand_number(dice, out, "near_km", 3, 20, 20);
    demand_number(dice, out, "land_m2", 3, 5000, 40);
    demand_number(dice, out, "building_m2", 5, 1000, 40);
    demand_number(dice, out, "plot_ratio", 5, 0.5, 6);
    demand_number(dice, out, "investment", 4, 1e6, 50);
    demand_word(dice, out, "zone",
                WORDS("", "", "", "", "linked", "etdz", "industrial_park"));
    demand_word(dice, out, "project",
                WORDS("", "", "factory", "rd", "headquarters", "trade"));
    demand_word(dice, out, "by", WORDS("", "", "2021-06-01", "2022-12-31"));
    demand_word(dice, out, "speaks", WORDS("", "", "", "de", "ja"));
    demand_word(dice, out, "purpose",
                WORDS("", "", "", "joint_venture", "research"));
    if (dice_throw(dice, 3) == 0)
        demand_weights(dice, out, snapshot);
    json_object_set_new(out, "limit", json_integer(1 + dice_throw(dice, 50)));
    return out;
}

#endif
