/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules that pay a share of a base. The limit decides first: where it is
 * missed nothing is paid, whatever else is still unknown. */
#include "policy/rules.h"

#include <math.h>
#include <string.h>

#include "policy/amount.h"

struct rate {
    double low, high; /* shares */
    double cap;       /* INFINITY: none */
};

static bool rate_valid(double rate)
{
    return rate >= 0 && rate <= 1;
}

static double capped(const struct rate *rate, double base, double share)
{
    return fmin(amount_share(base, share), rate->cap);
}

/* What is paid on base; from 0 where a part of it misses the limit. */
static struct span rate_pays(const struct rate *rate, struct span base,
                             enum met met)
{
    struct span out = {capped(rate, base.low, rate->low),
                       capped(rate, base.high, rate->high)};

    if (met == MET_PARTLY)
        out.low = 0;
    return out;
}

/* The rule itself, told where it cannot be computed yet. */
static void rate_tell(struct judge *judge, const struct rate *rate,
                      const char *field)
{
    bool exact = rate->low == rate->high;
    struct phrase *step =
        judge_step(judge, exact ? "step.rule_rate" : "step.rule_rates");

    if (exact) {
        phrase_share(step, "rate", rate->high);
    } else {
        phrase_share(step, "low", rate->low);
        phrase_share(step, "high", rate->high);
    }
    phrase_key(step, "field", judge_term(judge, field));
    if (isfinite(rate->cap))
        phrase_money(judge_step(judge, "step.rule_cap"), "cap", rate->cap,
                     judge->currency);
}

static void product_note(struct judge *judge, double rate, double base)
{
    struct phrase *step = judge_step(judge, "step.rate");

    phrase_share(step, "rate", rate);
    phrase_money(step, "base", base, judge->currency);
    phrase_money(step, "amount", amount_share(base, rate), judge->currency);
}

static void rate_note(struct judge *judge, const struct rate *rate,
                      struct span base)
{
    bool exact = rate->low == rate->high && base.low == base.high;
    bool reached = amount_share(base.high, rate->high) > rate->cap;

    if (!exact)
        product_note(judge, rate->low, base.low);
    product_note(judge, rate->high, base.high);
    if (isfinite(rate->cap))
        phrase_money(judge_step(judge, reached ? "step.cap_reached"
                                               : "step.cap_not_reached"),
                     "cap", rate->cap, judge->currency);
}

/* ---- rate_with_cap ------------------------------------------------------- */

static bool rate_read(const struct judge *judge, struct rate *out)
{
    double rate = judge_number(judge, "rate", -1);

    out->low = judge_number(judge, "rate_min", rate);
    out->high = judge_number(judge, "rate_max", rate);
    out->cap = judge_number(judge, "cap", INFINITY);
    return rate_valid(out->low) && rate_valid(out->high);
}

void rule_rate(struct judge *judge)
{
    const char *field = judge_string(judge, "base");
    struct span base, paid;
    struct rate rate;
    enum met met = MET_YES;

    if (field == NULL || !rate_read(judge, &rate))
        return;
    if (rule_limit(judge, &met))
        return;
    if (judge_input(judge, field, judge->currency, &base) == 0 ||
        met == MET_UNKNOWN) {
        rate_tell(judge, &rate, field);
        judge->out->outcome = OUTCOME_NEEDS;
        return;
    }
    rate_note(judge, &rate, base);
    paid = rate_pays(&rate, base, met);
    rule_pays(judge, paid.low, paid.high);
}

/* ---- tiered_rate_with_cap ------------------------------------------------ */

/* Class of industry under the clause's policy that the profile's industries
 * agree on; NULL if none is known or they differ. */
static const char *class_find(const struct judge *judge,
                              const struct record **industry)
{
    const char *policy = record_string(judge->clause, "policy");
    const char *found = NULL;

    *industry = NULL;
    if (judge->who->class_ != NULL)
        return judge->who->class_;
    for (size_t i = 0; policy != NULL && i < judge->who->industries.count;
         i++) {
        const struct record *item = judge->who->industries.items[i];
        const char *class_ = json_string_value(
            json_object_get(record_get(item, "classes"), policy));

        if (class_ == NULL)
            continue;
        if (found != NULL && strcmp(found, class_) != 0)
            return NULL;
        found = class_;
        *industry = item;
    }
    return found;
}

static const char *tier_class(const json_t *tier)
{
    return json_string_value(json_object_get(tier, "class"));
}

static bool tier_read(const json_t *tier, struct rate *out)
{
    const json_t *cap = json_object_get(tier, "cap");

    out->low = out->high = json_number_value(json_object_get(tier, "rate"));
    out->cap = json_is_number(cap) ? json_number_value(cap) : INFINITY;
    return tier_class(tier) != NULL && rate_valid(out->high);
}

static const json_t *tier_find(const struct judge *judge, const char *class_)
{
    const json_t *tiers = json_object_get(judge->rule, "tiers");
    size_t i = 0;
    json_t *tier = NULL;

    json_array_foreach((json_t *)tiers, i, tier) {
        const char *name = tier_class(tier);

        if (class_ != NULL && name != NULL && strcmp(name, class_) == 0)
            return tier;
    }
    return NULL;
}

static const char *class_key(struct judge *judge, const char *class_)
{
    return arena_format(judge->arena, "class.%s", class_);
}

static void class_note(struct judge *judge, const struct record *industry,
                       const char *class_)
{
    struct phrase *step = NULL;

    judge->out->class_ = class_;
    if (industry == NULL)
        return; /* the class itself was named: nothing to explain */
    step = judge_step(judge, "step.class");
    step->evidence = industry;
    phrase_name(step, "industry", industry);
    phrase_key(step, "class", class_key(judge, class_));
}

/* All tiers side by side. base NULL: as rules, else computed. */
static void tiers_tell(struct judge *judge, const struct span *base,
                       enum met met)
{
    const json_t *tiers = json_object_get(judge->rule, "tiers");
    struct ruling *out = judge->out;
    size_t i = 0, capacity = 0;
    json_t *tier = NULL;

    json_array_foreach((json_t *)tiers, i, tier) {
        struct rate rate;
        struct span paid = {0, 0};
        struct phrase *step = NULL;

        if (!tier_read(tier, &rate))
            continue;
        step = judge_step(judge, base != NULL ? "step.tier" : "step.rule_tier");
        phrase_key(step, "class", class_key(judge, tier_class(tier)));
        phrase_share(step, "rate", rate.high);
        if (isfinite(rate.cap))
            phrase_money(step, "cap", rate.cap, judge->currency);
        if (base == NULL)
            continue;
        paid = rate_pays(&rate, *base, met);
        phrase_money(step, "amount", paid.high, judge->currency);
        out->tiers = arena_room(judge->arena, out->tiers, out->tier_count,
                                &capacity, sizeof *out->tiers);
        out->low = out->tier_count == 0 ? paid.low : fmin(out->low, paid.low);
        out->high = fmax(out->high, paid.high);
        out->tiers[out->tier_count++] =
            (struct tier_result){tier_class(tier), paid.high};
    }
}

static void tiered_open(struct judge *judge, const struct span *base,
                        enum met met)
{
    judge_missing(judge, "industry");
    tiers_tell(judge, base, met);
    if (base == NULL)
        judge->out->outcome = OUTCOME_NEEDS;
    else if (judge->out->tier_count > 0)
        judge->out->outcome = OUTCOME_BY_CLASS;
}

void rule_tiered(struct judge *judge)
{
    const char *field = judge_string(judge, "base");
    const struct record *industry = NULL;
    const char *class_ = class_find(judge, &industry);
    const json_t *tier = tier_find(judge, class_);
    struct span base, paid;
    struct rate rate;
    enum met met = MET_YES;
    bool known = false;

    if (field == NULL || rule_limit(judge, &met))
        return;
    known = judge_input(judge, field, judge->currency, &base) == 1 &&
            met != MET_UNKNOWN;
    if (tier == NULL || !tier_read(tier, &rate)) {
        tiered_open(judge, known ? &base : NULL, met);
        return;
    }
    class_note(judge, industry, class_);
    if (!known) {
        rate_tell(judge, &rate, field);
        judge->out->outcome = OUTCOME_NEEDS;
        return;
    }
    rate_note(judge, &rate, base);
    paid = rate_pays(&rate, base, met);
    rule_pays(judge, paid.low, paid.high);
}

/* ---- step_rate_with_cap -------------------------------------------------- */

struct stair {
    double start, step, rate, cap; /* cap: share of the base */
};

static bool stair_read(const struct judge *judge, struct stair *out)
{
    out->start = judge_number(judge, "start", 0);
    out->step = judge_number(judge, "step", 0);
    out->rate = judge_number(judge, "rate_per_step", -1);
    out->cap = judge_number(judge, "cap_rate", 1);
    return out->step > 0 && rate_valid(out->rate) && rate_valid(out->cap) &&
           judge_string(judge, "base") != NULL &&
           judge_string(judge, "measure") != NULL;
}

static void stair_tell(struct judge *judge, const struct stair *stair)
{
    struct phrase *step = judge_step(judge, "step.rule_steps");

    phrase_share(step, "rate", stair->rate);
    phrase_number(step, "step", stair->step);
    phrase_number(step, "start", stair->start);
    phrase_key(step, "field", judge_term(judge, judge_string(judge, "base")));
    phrase_share(step, "cap", stair->cap);
}

/* Share of the base for a measure, noted step by step. */
static double stair_share(struct judge *judge, const struct stair *stair,
                          double measure)
{
    long count = amount_steps(measure, stair->start, stair->step);
    double share = amount_rates(count, stair->rate);
    struct phrase *step = judge_step(judge, "step.steps");

    phrase_number(step, "value", measure);
    phrase_number(step, "start", stair->start);
    phrase_number(step, "step", stair->step);
    phrase_count(step, "count", (double)count);
    step = judge_step(judge, "step.per_step");
    phrase_count(step, "count", (double)count);
    phrase_share(step, "rate", stair->rate);
    phrase_share(step, "share", share);
    if (share > stair->cap)
        phrase_share(judge_step(judge, "step.cap_rate_reached"), "cap",
                     stair->cap);
    return fmin(share, stair->cap);
}

static void stair_pays(struct judge *judge, const struct stair *stair,
                       struct span base, struct span measure, enum met met)
{
    struct span share = {0, 0}, paid = {0, 0};

    if (measure.low != measure.high)
        share.low = stair_share(judge, stair, measure.low);
    share.high = stair_share(judge, stair, measure.high);
    if (measure.low == measure.high)
        share.low = share.high;
    if (base.low != base.high || share.low != share.high)
        product_note(judge, share.low, base.low);
    product_note(judge, share.high, base.high);
    paid.low = met == MET_PARTLY ? 0 : amount_share(base.low, share.low);
    paid.high = amount_share(base.high, share.high);
    rule_pays(judge, paid.low, paid.high);
    if (paid.high > 0 && json_is_true(json_object_get(judge->rule, "up_to"))) {
        judge_step(judge, "step.up_to");
        judge->out->outcome = OUTCOME_UP_TO;
        judge->out->low = 0;
    }
}

void rule_stepped(struct judge *judge)
{
    struct stair stair;
    struct span base, measure;
    enum met met = MET_YES;
    int known = 0, measured = 0;

    if (!stair_read(judge, &stair) || rule_limit(judge, &met))
        return;
    known =
        judge_input(judge, judge_string(judge, "base"), judge->currency, &base);
    measured =
        judge_input(judge, judge_string(judge, "measure"), NULL, &measure);
    if (known == 0 || measured == 0 || met == MET_UNKNOWN) {
        /* What share of the base it is can be told without the base. */
        if (measured == 1 && measure.low == measure.high)
            stair_share(judge, &stair, measure.high);
        stair_tell(judge, &stair);
        judge->out->outcome = OUTCOME_NEEDS;
        return;
    }
    stair_pays(judge, &stair, base, measure, met);
}
