/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 100,000 random steps of orders, introductions and consents beside a model
 * of their own: no step is taken that the model refuses and none refused that
 * it takes, no order is lost, no contact is seen without every consent, and
 * the ledger stands. A failure names the seed (WALK_SEED runs it again) and
 * the step. */
#include "order_walk.h"

#include "store/ledger.h"
#include "store/sql.h"

/* ---- steps --------------------------------------------------------------- */

static void step_place(struct walk *walk)
{
    struct walk_order *it = &walk->orders[walk->order_count];
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *params = NULL, *out = NULL;
    char visitor[24], seeks[40];
    struct order_owner who = {visitor, "", LANG_EN};

    walk->doing = "place";
    if (walk->order_count == ORDERS)
        return;
    *it = (struct walk_order){.country = draw(walk, 3),
                              .partner = chance(walk, 50),
                              .abroad = chance(walk, 30)};
    snprintf(visitor, sizeof visitor, "w%d", walk->order_count);
    snprintf(seeks, sizeof seeks, "number %d", walk->order_count);
    params =
        json_pack("{s:s,s:s,s:s,s:{s:b,s:b,s:b},s:{s:s,s:s,s:s}}", "cid", "c",
                  "kind", it->country == CHINA ? "city_order" : "investment",
                  "notice", "7", "consents", "contact", 1, "partner",
                  it->partner, "abroad", it->abroad, "fields", "seeks", seeks,
                  "name", "canary-name", "email", "canary@mail.example");
    if (it->country == GERMANY)
        json_object_set_new(json_object_get(params, "fields"), "country",
                            json_string("country-de"));
    for (int twice = 0; twice < 2; twice++) { /* once more changes nothing */
        expect(walk,
               order_place(&walk->room.ws, &who, params, &out, &refusal, &err),
               true, &refusal, &err);
        WALK_CHECK(walk,
                   twice == 0 ||
                       strcmp(it->reference, text_of(out, "reference")) == 0,
                   "placed twice");
        snprintf(it->reference, sizeof it->reference, "%s",
                 text_of(out, "reference"));
        snprintf(it->secret, sizeof it->secret, "%s", text_of(out, "secret"));
        json_decref(out);
    }
    json_decref(params);
    walk->order_count++;
}

static void step_move(struct walk *walk, int order)
{
    struct walk_order *it = &walk->orders[order];
    struct order_refusal refusal = {0};
    struct err err = {0};
    int to = (int)draw(walk, STATES);
    bool full = chance(walk, 80);
    bool ended = to == DECLINED || (to == CLOSED && it->state != INTRODUCED);
    bool allowed = legal[it->state][to] != '.' && !it->erased &&
                   (full || (!ended && to != INTRODUCED)) &&
                   (to != INTRODUCED || it->partner);
    struct order_step step = {.to = states[to],
                              .reason = full && ended ? "other" : NULL,
                              .note = full ? "so" : NULL,
                              .actor = ORDER_STAFF,
                              .who = "s"};

    walk->doing = states[to];
    expect(
        walk,
        order_move(&walk->room.ws, it->reference, &step, NULL, &refusal, &err),
        allowed, &refusal, &err);
    if (allowed)
        model_move(walk, order, to);
}

static void step_outcome(struct walk *walk, int order)
{
    struct walk_order *it = &walk->orders[order];
    struct order_refusal refusal = {0};
    struct err err = {0};
    int outcome = 1 + (int)draw(walk, 6);
    bool lost = outcome == 6, reason = chance(walk, 80);
    bool open =
        it->state == INTRODUCED || (it->state == CLOSED && it->outcome != 0);
    bool allowed = !it->erased && open && it->outcome < 5 &&
                   (lost ? reason : outcome > it->outcome && it->outcome > 0);
    struct order_step step = {.outcome = outcomes[outcome],
                              .reason = lost && reason ? "other" : NULL,
                              .actor = ORDER_STAFF,
                              .who = "s"};

    walk->doing = outcomes[outcome];
    expect(
        walk,
        order_move(&walk->room.ws, it->reference, &step, NULL, &refusal, &err),
        allowed, &refusal, &err);
    if (allowed)
        it->outcome = outcome;
}

static void step_withdraw(struct walk *walk, int order)
{
    struct walk_order *it = &walk->orders[order];
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *out = NULL;
    bool right = chance(walk, 80);
    bool allowed = right && !it->erased && it->state <= INTRODUCED;

    walk->doing = "withdraw";
    expect(walk,
           order_withdraw(&walk->room.ws, it->reference,
                          right ? it->secret : "guessed", NULL, NULL, LANG_EN,
                          &out, &refusal, &err),
           allowed, &refusal, &err);
    json_decref(out);
    if (allowed)
        model_move(walk, order, WITHDRAWN);
}

static void step_consent(struct walk *walk, int order)
{
    struct walk_order *it = &walk->orders[order];
    struct order_refusal refusal = {0};
    struct err err = {0};
    bool partner = chance(walk, 60), abroad = chance(walk, 60);
    json_t *out = NULL, *consents = json_pack("{s:b,s:b}", "partner", partner,
                                              "abroad", abroad);

    walk->doing = "consent";
    expect(walk,
           order_consent(&walk->room.ws, it->reference, it->secret, consents,
                         LANG_EN, &out, &refusal, &err),
           !it->erased, &refusal, &err);
    json_decref(out);
    json_decref(consents);
    if (!it->erased) {
        it->partner = partner;
        it->abroad = abroad;
        model_end(walk, order, true);
    }
}

static void step_erase(struct walk *walk, int order)
{
    struct walk_order *it = &walk->orders[order];
    struct order_refusal refusal = {0};
    struct err err = {0};

    walk->doing = "erase";
    expect(walk, order_erase(&walk->room.ws, it->reference, &refusal, &err),
           !it->erased, &refusal, &err);
    if (it->erased)
        return;
    model_end(walk, order, false);
    it->erased = true;
    for (int i = 0; i < walk->introduction_count; i++)
        if (is_of(&walk->introductions[i], order))
            walk->introductions[i].erased = true;
}

static void step_introduce(struct walk *walk, int order)
{
    struct walk_introduction *it =
        &walk->introductions[walk->introduction_count];
    const struct walk_order *of = &walk->orders[order];
    int other = chance(walk, 50) ? -1 - (int)draw(walk, 3)
                                 : (int)draw(walk, (uint32_t)walk->order_count);
    enum country there = other < 0 ? CHINA : walk->orders[other].country;
    bool allowed = stands(of) && other != order &&
                   (other < 0 || stands(&walk->orders[other])) &&
                   !model_running(walk, order, other);
    struct order_staff by = {"s", true};
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *out = NULL, *params = NULL;

    walk->doing = "introduce";
    if (walk->introduction_count == INTRODUCTIONS)
        return;
    params = json_pack("{s:s}", "partner",
                       other < 0 ? cities[-1 - other]
                                 : walk->orders[other].reference);
    expect(walk,
           order_introduce(&walk->room.ws, of->reference, params, by, LANG_EN,
                           &out, &refusal, &err),
           allowed, &refusal, &err);
    json_decref(params);
    if (allowed) {
        *it = (struct walk_introduction){.order = order,
                                         .other = other,
                                         .abroad = of->country == UNKNOWN ||
                                                   of->country != there};
        snprintf(it->id, sizeof it->id, "%s", text_of(out, "id"));
        snprintf(it->secret, sizeof it->secret, "%s", text_of(out, "secret"));
        walk->introduction_count++;
    }
    json_decref(out);
}

static json_t *answer_params(const struct walk_introduction *it, bool agree,
                             bool given, bool link)
{
    json_t *params = json_pack("{s:b,s:s,s:s}", "agree", agree, "introduction",
                               it->id, "reason", agree ? "" : "not_fitting");

    if (given)
        json_object_set_new(params, "consents",
                            json_pack("{s:b,s:b,s:b}", "contact", 1, "partner",
                                      1, "abroad", 1));
    if (given && link) {
        json_object_set_new(params, "notice", json_string("7"));
        json_object_set_new(params, "fields",
                            json_pack("{s:s,s:s}", "name", "canary-other",
                                      "email", "other@mail.example"));
    }
    return params;
}

static void step_answer(struct walk *walk, struct walk_introduction *it)
{
    int side = (int)draw(walk, 2);
    int own = side == 0 ? it->order : it->other;
    bool link = own < 0, agree = chance(walk, 75), given = chance(walk, 60);
    bool changes = false, allowed = false,
         erased = !link && walk->orders[own].erased;
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *out = NULL, *params = answer_params(it, agree, given, link);
    int ret = 0;

    walk->doing = agree ? "agree" : "refuse";
    allowed = agree ? model_agrees(walk, it, side, given, &changes)
                    : it->open == OPEN && !it->erased;
    allowed = allowed && !erased;
    ret = link ? introduction_answer(&walk->room.ws, it->id, it->secret, params,
                                     LANG_EN, &out, NULL, &refusal, &err)
               : order_answer(&walk->room.ws, walk->orders[own].reference,
                              walk->orders[own].secret, params, LANG_EN, &out,
                              NULL, &refusal, &err);
    expect(walk, ret, allowed, &refusal, &err);
    json_decref(params);
    json_decref(out);
    if (allowed && !agree)
        it->open = ENDED;
    else if (allowed && changes)
        model_agree(walk, it, side, given);
}

static void step_unintroduce(struct walk *walk, struct walk_introduction *it)
{
    struct order_staff by = {"s", true};
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *out = NULL;
    bool allowed = it->open == OPEN && !it->erased;

    walk->doing = "end";
    expect(walk,
           order_introduce_end(&walk->room.ws, it->id, by, NULL, LANG_EN, &out,
                               &refusal, &err),
           allowed, &refusal, &err);
    json_decref(out);
    if (allowed)
        it->open = ENDED;
}

/* ---- looking ------------------------------------------------------------- */

static const json_t *introduction_in(const json_t *order, const char *id)
{
    size_t i = 0;
    json_t *it = NULL;

    json_array_foreach(json_object_get(order, "introductions"), i, it) {
        if (strcmp(text_of(it, "id"), id) == 0)
            return it;
    }
    return NULL;
}

static void side_look(struct walk *walk, const struct walk_introduction *it,
                      int side)
{
    static const char *const names[] = {"open", "introduced", "ended"};
    int own = side == 0 ? it->order : it->other;
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *out = NULL;
    const json_t *seen = NULL;
    bool gone = own >= 0 ? walk->orders[own].erased : it->erased;
    int ret = own < 0 ? introduction_get(&walk->room.ws, it->id, it->secret,
                                         LANG_DE, &out, &refusal, &err)
                      : order_get(&walk->room.ws, walk->orders[own].reference,
                                  walk->orders[own].secret, LANG_DE, &out,
                                  &refusal, &err);

    walk->doing = side == 0 ? "orderer looks" : "partner looks";
    expect(walk, ret, !gone, &refusal, &err);
    if (ret == 1) {
        seen = own < 0 ? out : introduction_in(out, it->id);
        WALK_CHECK(walk, strcmp(text_of(seen, "state"), names[it->open]) == 0,
                   "%s is %s", it->id, text_of(seen, "state"));
        WALK_CHECK(walk,
                   json_is_array(json_object_get(seen, "contact")) ==
                       model_sees(walk, it, side),
                   "%s: a contact is %s", it->id,
                   model_sees(walk, it, side) ? "hidden" : "shown");
        WALK_CHECK(walk,
                   json_object_get(seen, "reason") == NULL &&
                       json_object_get(seen, "ended_by") == NULL,
                   "says why");
    }
    json_decref(out);
}

static void order_look(struct walk *walk, int order)
{
    const struct walk_order *it = &walk->orders[order];
    struct order_row row = {0};
    struct err err = {0};

    walk->doing = "look";
    WALK_CHECK(walk,
               orders_get(walk->room.ws.store, it->reference, &row, &err) == 1,
               "%s is lost", it->reference);
    WALK_CHECK(walk, strcmp(row.state, states[it->state]) == 0,
               "%s is %s, not %s", it->reference, row.state, states[it->state]);
    WALK_CHECK(walk, strcmp(row.outcome, outcomes[it->outcome]) == 0,
               "%s came to %s", it->reference, row.outcome);
    WALK_CHECK(walk,
               it->erased ||
                   (row.partner == it->partner && row.abroad == it->abroad),
               "%s: other consents", it->reference);
    order_row_fini(&row);
}

/* ---- the walk ------------------------------------------------------------ */

static void step(struct walk *walk)
{
    uint32_t what = draw(walk, 1000);
    int order = 0;

    walk->room.ws.now += draw(walk, 60000);
    if (walk->order_count < 20 || what < 30) {
        step_place(walk);
        return;
    }
    /* mostly the newest, so that something comes of them */
    order = (int)draw(walk, (uint32_t)walk->order_count);
    if (chance(walk, 80))
        order = walk->order_count - 1 - (int)draw(walk, 20);
    if (what < 430)
        step_move(walk, order);
    else if (what < 520)
        step_outcome(walk, order);
    else if (what < 530)
        step_withdraw(walk, order);
    else if (what < 580)
        step_consent(walk, order);
    else if (what < 583)
        step_erase(walk, order);
    else if (what < 700 || walk->introduction_count < 10)
        step_introduce(walk, order);
    else {
        uint32_t last = (uint32_t)walk->introduction_count;
        uint32_t at = chance(walk, 80) && last > 20 ? last - 1 - draw(walk, 20)
                                                    : draw(walk, last);
        struct walk_introduction *it = &walk->introductions[at];

        if (what < 980)
            step_answer(walk, it);
        else
            step_unintroduce(walk, it);
        if (walk->step % 4 == 0)
            side_look(walk, it, (int)draw(walk, 2));
        order = it->order;
    }
    order_look(walk, order);
}

static void walk_end(struct walk *walk)
{
    struct ledger_report report = {0};
    unsigned char key[SEAL_KEY];
    struct err err = {0};
    int made = 0;

    for (int i = 0; i < walk->order_count; i++)
        order_look(walk, i);
    for (int i = 0; i < walk->introduction_count; i++) {
        side_look(walk, &walk->introductions[i], 0);
        side_look(walk, &walk->introductions[i], 1);
        made += walk->introductions[i].open == MADE;
        arena_reset(walk->room.ws.arena);
    }
    seal_ledger_key(room_key, key);
    walk->doing = "verify";
    WALK_CHECK(
        walk, ledger_verify(walk->room.ws.store, key, NULL, &report, &err) == 1,
        "the ledger is broken at %lld of %lld", (long long)report.broken,
        (long long)report.entries);
    print_message("%d orders, %d introductions (%d made), %lld entries\n",
                  walk->order_count, walk->introduction_count, made,
                  (long long)report.entries);
    assert_true(made > 100 && walk->order_count > 1000);
}

static void test_walk(void **state)
{
    struct walk *walk = calloc(1, sizeof *walk);
    const char *seed = getenv("WALK_SEED");
    struct err err = {0};

    assert_non_null(walk);
    room_open(&walk->room, state);
    /* what a power cut does is not what is tried here */
    assert_int_equal(
        sql_script(walk->room.ws.store, "PRAGMA synchronous = OFF", &err), 0);
    walk->seed = seed != NULL ? strtoull(seed, NULL, 10) : 20261122;
    walk->random = walk->seed;
    for (; walk->step < STEPS; walk->step++) {
        step(walk);
        arena_reset(walk->room.ws.arena);
    }
    walk_end(walk);
    room_close(&walk->room);
    free(walk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {DIR_TEST(test_walk)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
