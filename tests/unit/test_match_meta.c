/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_match_meta.c - what must hold of any ranking, whatever the demand:
 * changed demands and changed corpora against each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "match_many.h"

enum { DEMANDS = 200 };

static struct corpus real, many;

static int setup(void **state)
{
    (void)state;
    many_begin(&real, 1, 0, 0);
    many_begin(&many, 9, 300, 900);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    corpus_end(&real);
    corpus_end(&many);
    return 0;
}

static void find(struct corpus *corpus, const json_t *json,
                 struct proposal *out)
{
    struct demand demand = {0};
    struct err err = {0};

    if (match_demand_read(corpus->snapshot, json, corpus->arena, &demand,
                          &err) < 0)
        fail_msg("%s", err.text);
    match_run(corpus->snapshot, &demand, corpus->arena, out);
}

_Noreturn static void wrong(const json_t *demand, const char *what,
                            const char *id)
{
    fail_msg("%s: %s: %s", json_dumps(demand, JSON_COMPACT), what, id);
    abort();
}

static bool found_has(const struct proposal *found, const struct record *record)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].record == record)
            return true;
    return false;
}

static void same(const json_t *demand, const char *what,
                 const struct proposal *one, const struct proposal *two)
{
    if (one->count != two->count)
        wrong(demand, what, "another number of candidates");
    for (size_t i = 0; i < one->count; i++)
        if (strcmp(one->items[i].record->id, two->items[i].record->id) != 0 ||
            one->items[i].score != two->items[i].score)
            wrong(demand, what, two->items[i].record->id);
}

/* The demand with a member replaced. */
static json_t *demand_with(const json_t *demand, const char *name,
                           json_t *value)
{
    json_t *out = json_deep_copy(demand);

    json_object_set_new(out, name, value);
    return out;
}

/* ---- demands ------------------------------------------------------------ */

/* With everything that fits shown, more of a hard need only takes away. */
static void more_land_adds_nobody(void **state)
{
    static const char *const members[] = {"land_m2", "building_m2",
                                          "plot_ratio", "staff_min"};
    static const char *const kinds[] = {"site", "park"};
    struct dice dice = dice_take(31);

    (void)state;
    for (unsigned i = 0; i < DEMANDS; i++) {
        const char *member = members[i % 4];
        json_t *demand = demand_any(&dice, many.snapshot), *more = NULL;
        double need = i % 4 == 2 ? 0.5 : 500.0;
        struct proposal one, two;

        json_object_set_new(demand, "kind", json_string(kinds[i % 2]));
        json_object_set_new(demand, member, json_real(need));
        json_object_set_new(demand, "within", json_pack("[s]", "suzhou"));
        json_object_set_new(demand, "limit", json_integer(50));
        more = demand_with(demand, member,
                           json_real(need * (2 + dice_throw(&dice, 60))));
        find(&many, demand, &one);
        find(&many, more, &two);
        for (size_t c = 0; one.count < 50 && c < two.count; c++)
            if (!found_has(&one, two.items[c].record))
                wrong(more, "is added by asking for more",
                      two.items[c].record->id);
        json_decref(demand);
        json_decref(more);
        arena_reset(many.arena);
    }
}

static void doubled_weights_change_nothing(void **state)
{
    struct dice dice = dice_take(32);

    (void)state;
    for (unsigned i = 0; i < DEMANDS; i++) {
        json_t *demand = demand_any(&dice, real.snapshot);
        json_t *weights = json_object(), *twice = json_object();
        struct proposal one, two;

        find(&real, demand, &one);
        for (size_t c = 0; c < one.criterion_count; c++) {
            const struct weighing *weighed = &one.criteria[c];

            json_object_set_new(weights, weighed->criterion,
                                json_real(weighed->weight));
            json_object_set_new(twice, weighed->criterion,
                                json_real(2 * weighed->weight));
        }
        json_object_set_new(demand, "weights", weights);
        find(&real, demand, &one);
        json_object_set_new(demand, "weights", twice);
        find(&real, demand, &two);
        same(demand, "double weights", &one, &two);
        json_decref(demand);
        arena_reset(real.arena);
    }
}

static void same_demand_same_ranking(void **state)
{
    struct dice dice = dice_take(33);

    (void)state;
    for (unsigned i = 0; i < DEMANDS; i++) {
        json_t *demand = demand_any(&dice, many.snapshot);
        struct proposal one, two;

        find(&many, demand, &one);
        find(&many, demand, &two);
        same(demand, "again", &one, &two);
        json_decref(demand);
        arena_reset(many.arena);
    }
}

/* ---- corpora ------------------------------------------------------------ */

/* The same records, added in another order: from the last to the first. */
static void order_of_records_is_nothing(void **state)
{
    struct corpus turned;
    struct dice dice = dice_take(34);
    static const char *const kinds[] = {
        "criterion",   "site",        "park",     "city",     "clause",
        "policy",      "cooperation", "fact",     "country",  "industry",
        "parlor",      "enterprise",  "event",    "landmark", "service",
        "opportunity", "place",       "pavilion", "term",     "agency"};

    (void)state;
    corpus_begin(&turned);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct ids records = snapshot_kind(many.snapshot, kinds[k]);

        for (size_t i = records.count; i-- > 0;) {
            char *text = json_dumps(records.items[i]->json, 0);

            corpus_add(&turned, text);
            free(text);
        }
    }
    corpus_seal(&turned);
    for (unsigned i = 0; i < DEMANDS; i++) {
        json_t *demand = demand_any(&dice, many.snapshot);
        struct proposal one, two;

        find(&many, demand, &one);
        find(&turned, demand, &two);
        same(demand, "records in another order", &one, &two);
        json_decref(demand);
        arena_reset(many.arena);
        arena_reset(turned.arena);
    }
    corpus_end(&turned);
}

/* A park with nothing that is asked for leaves the others in their order. */
static void a_worse_park_changes_no_order(void **state)
{
    struct corpus more;
    struct dice dice = dice_take(35);

    (void)state;
    corpus_begin(&more);
    corpus_read(&more);
    corpus_add(&more, "{\"id\":\"aa-worse\",\"kind\":\"park\",\"city\":null,"
                      "\"zone_type\":\"industrial_park\"}");
    corpus_seal(&more);
    for (unsigned i = 0; i < DEMANDS; i++) {
        json_t *demand = demand_any(&dice, real.snapshot);
        struct proposal one, two;
        size_t at = 0;

        json_object_set_new(demand, "limit", json_integer(50));
        find(&real, demand, &one);
        find(&more, demand, &two);
        for (size_t c = 0; c < two.count; c++)
            if (strcmp(two.items[c].record->id, "aa-worse") != 0 &&
                strcmp(two.items[c].record->id, one.items[at++].record->id) !=
                    0)
                wrong(demand, "a worse park moved", two.items[c].record->id);
        if (at + (two.count > at) < one.count)
            wrong(demand, "a worse park drove out", one.items[at].record->id);
        json_decref(demand);
        arena_reset(real.arena);
        arena_reset(more.arena);
    }
    corpus_end(&more);
}

/* ---- the 232 zones ------------------------------------------------------ */

static bool is_zone(const struct record *record)
{
    return strncmp(record->id, "etdz-", 5) == 0;
}

static bool is_empty(const struct record *record)
{
    return is_zone(record) && record_get(record, "evidence") == NULL &&
           record_get(record, "industries") == NULL;
}

/* A park that has a wanted industry by evidence. */
static bool is_documented(const struct candidate *candidate)
{
    for (size_t i = 0; i < candidate->reason_count; i++)
        if (strncmp(candidate->reasons[i].why.key, "match.industry_", 15) ==
                0 &&
            candidate->reasons[i].value >= 0.35)
            return true;
    return false;
}

static void empty_zones_beat_no_documented_park(void **state)
{
    struct ids industries = snapshot_kind(real.snapshot, "industry");
    struct ids parks = snapshot_kind(real.snapshot, "park");
    struct dice dice = dice_take(36);
    size_t zones = 0;

    (void)state;
    for (size_t i = 0; i < parks.count; i++)
        zones += is_zone(parks.items[i]) ||
                 record_get(parks.items[i], "etdz_number") != NULL;
    assert_int_equal(zones, 232);
    for (unsigned i = 0; i < 4 * DEMANDS; i++) {
        json_t *demand = demand_any(&dice, real.snapshot);
        struct proposal found;
        const char *empty = NULL;

        json_object_del(demand, "weights");
        json_object_set_new(demand, "kind", json_string("park"));
        json_object_set_new(demand, "limit", json_integer(50));
        json_object_set_new(demand, "industries",
                            json_pack("[s]", any_of(&dice, &industries)));
        find(&real, demand, &found);
        for (size_t c = 0; c < found.count; c++) {
            if (is_empty(found.items[c].record))
                empty = found.items[c].record->id;
            else if (empty != NULL && is_documented(&found.items[c]))
                wrong(demand, "comes before a documented park", empty);
        }
        json_decref(demand);
        arena_reset(real.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_land_adds_nobody),
        cmocka_unit_test(doubled_weights_change_nothing),
        cmocka_unit_test(same_demand_same_ranking),
        cmocka_unit_test(order_of_records_is_nothing),
        cmocka_unit_test(a_worse_park_changes_no_order),
        cmocka_unit_test(empty_zones_beat_no_documented_park),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
