/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order_walk.h - the model that test_order_walk.c holds orders against: what
 * may be done with orders and introductions, and who may see whom. */
#ifndef ORDER_WALK_H
#define ORDER_WALK_H

#include "order_room.h"

#include "order/seal.h"

enum { STEPS = 100000, ORDERS = 3000, INTRODUCTIONS = 6000, STATES = 8 };

static const char *const states[STATES] = {
    "received",   "assigned", "in_contact", "proposal",
    "introduced", "closed",   "declined",   "withdrawn"};
static const char *const legal[STATES] = {".ai...d.", "r.i...d.", "...picd.",
                                          "..i.ncd.", "..i..c..", "........",
                                          "........", "........"};
static const char *const outcomes[] = {
    "",         "introduced", "meeting_held", "letter_of_intent",
    "contract", "landed",     "lost"};
static const char *const cities[] = {"suzhou", "qingdao", "linyi"};

enum {
    RECEIVED,
    ASSIGNED,
    IN_CONTACT,
    PROPOSAL,
    INTRODUCED,
    CLOSED,
    DECLINED,
    WITHDRAWN
};
enum country { UNKNOWN, GERMANY, CHINA };
enum open { OPEN, MADE, ENDED };

struct walk_order {
    char reference[ORDER_REFERENCE_MAX], secret[SEAL_SECRET_MAX];
    int state, outcome;
    enum country country;
    bool partner, abroad, erased;
};

struct walk_side {
    bool agreed, pass, abroad;
};

struct walk_introduction {
    char id[ORDER_REFERENCE_MAX], secret[SEAL_SECRET_MAX];
    int order, other; /* other: -1 - city, or an order */
    enum open open;
    bool abroad, erased;
    struct walk_side sides[2];
};

struct walk {
    struct room room;
    uint64_t seed, random;
    int step;
    struct walk_order orders[ORDERS];
    struct walk_introduction introductions[INTRODUCTIONS];
    int order_count, introduction_count;
    const char *doing;
};

static inline uint32_t draw(struct walk *walk, uint32_t below)
{
    walk->random = walk->random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(walk->random >> 33) % below;
}

static inline bool chance(struct walk *walk, uint32_t percent)
{
    return draw(walk, 100) < percent;
}

#define WALK_CHECK(walk, holds, ...)                                    \
    do {                                                                \
        if (!(holds)) {                                                 \
            print_error("WALK_SEED=%llu step %d, %s: ",                 \
                        (unsigned long long)(walk)->seed, (walk)->step, \
                        (walk)->doing);                                 \
            fail_msg(__VA_ARGS__);                                      \
        }                                                               \
    } while (0)

static inline void expect(struct walk *walk, int ret, bool wanted,
                          const struct order_refusal *refusal,
                          const struct err *err)
{
    WALK_CHECK(walk, ret >= 0, "failed: %s", err->text);
    WALK_CHECK(walk, (ret == 1) == wanted, "%s, %s %s",
               ret == 1 ? "taken" : "refused", ret == 1 ? "" : refusal->path,
               ret == 1 ? "" : refusal->what);
}

/* ---- the model ----------------------------------------------------------- */

static inline bool stands(const struct walk_order *order)
{
    return !order->erased && order->state >= IN_CONTACT &&
           order->state <= INTRODUCED;
}

static inline bool is_of(const struct walk_introduction *it, int order)
{
    return it->order == order || it->other == order;
}

static inline void model_end(struct walk *walk, int order, bool consent)
{
    const struct walk_order *of = &walk->orders[order];

    for (int i = 0; i < walk->introduction_count; i++) {
        struct walk_introduction *it = &walk->introductions[i];
        const struct walk_side *side = &it->sides[it->order != order];

        if (!is_of(it, order) || it->open != OPEN)
            continue;
        if (!consent ||
            (side->agreed && !(of->partner && (!it->abroad || of->abroad))))
            it->open = ENDED;
    }
}

static inline void model_move(struct walk *walk, int order, int to)
{
    struct walk_order *it = &walk->orders[order];

    it->state = to;
    if (to == INTRODUCED && it->outcome == 0)
        it->outcome = 1;
    if (to >= CLOSED)
        model_end(walk, order, false);
}

static inline void model_made(struct walk *walk, int order)
{
    struct walk_order *it = &walk->orders[order];

    if (it->state == IN_CONTACT || it->state == PROPOSAL)
        model_move(walk, order, INTRODUCED);
}

/* What the steps see of one another's contact. */
static inline bool model_sees(const struct walk *walk,
                              const struct walk_introduction *it, int side)
{
    int there = side == 0 ? it->other : it->order;
    const struct walk_side *other = &it->sides[!side];

    if (it->open != MADE || it->erased)
        return false;
    if (there < 0)
        return other->pass && (!it->abroad || other->abroad);
    return walk->orders[there].partner && !walk->orders[there].erased &&
           (!it->abroad || walk->orders[there].abroad);
}

static inline bool model_running(const struct walk *walk, int order, int other)
{
    for (int i = 0; i < walk->introduction_count; i++) {
        const struct walk_introduction *it = &walk->introductions[i];

        if (it->open != ENDED && ((it->order == order && it->other == other) ||
                                  (it->order == other && it->other == order)))
            return true;
    }
    return false;
}

/* May a side agree, with all consents given now or none; *changes: is it
 * more than saying it again? */
static inline bool model_agrees(const struct walk *walk,
                                const struct walk_introduction *it, int side,
                                bool given, bool *changes)
{
    int own = side == 0 ? it->order : it->other;
    const struct walk_order *order = own >= 0 ? &walk->orders[own] : NULL;

    *changes = false;
    if (it->erased || it->open == ENDED)
        return false;
    if (it->sides[side].agreed)
        return true;
    if (it->open != OPEN)
        return false;
    *changes = true;
    if (given)
        return true;
    return order != NULL && order->partner && (!it->abroad || order->abroad);
}

static inline void model_agree(struct walk *walk, struct walk_introduction *it,
                               int side, bool given)
{
    int own = side == 0 ? it->order : it->other;

    it->sides[side] = (struct walk_side){true, true, given};
    if (own >= 0) {
        walk->orders[own].partner |= given;
        walk->orders[own].abroad |= given;
    }
    if (it->sides[!side].agreed) {
        it->open = MADE;
        model_made(walk, it->order);
        if (it->other >= 0)
            model_made(walk, it->other);
    }
}

#endif
