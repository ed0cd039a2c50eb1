/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which amount is of what: every amount goes to the field of its type whose
 * name stands nearest, names before the amount counting as nearer. */
#include "understand/understand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "understand/demands.h"
#include "understand/heard.h"
#include "understand/signal.h"

/* Fields that rules and demands know, and the type of their amounts. */
static const struct field {
    const char *concept;
    enum quantity_type type;
} fields[] = {
    {"equipment_investment", QUANTITY_MONEY},
    {"total_investment", QUANTITY_MONEY},
    {"rd_growth", QUANTITY_MONEY},
    {"rd_expenses", QUANTITY_MONEY},
    {"land_price", QUANTITY_MONEY},
    {"annual_salary", QUANTITY_MONEY},
    {"annual_sales", QUANTITY_MONEY},
    {"foreign_capital_arrived", QUANTITY_MONEY},
    {"plot_ratio", QUANTITY_PLAIN},
    {"land_area", QUANTITY_AREA},
    {"building_area", QUANTITY_AREA},
};

struct mention {
    const struct field *field;
    size_t from, to;
};

enum { MENTIONS_MAX = 32, FAR = 1 << 20, NEXT_TO = 2 };

static const struct field *field_of(const struct record *term)
{
    const char *concept = record_string(term, "concept");

    for (size_t i = 0; concept != NULL && i < sizeof fields / sizeof *fields;
         i++)
        if (strcmp(fields[i].concept, concept) == 0)
            return &fields[i];
    return NULL;
}

/* Field names in the message, with their places. */
static size_t mentions_find(struct workspace *ws, const struct meaning *meaning,
                            struct mention mentions[MENTIONS_MAX])
{
    struct lexicon_matches found = {0};
    size_t count = 0;

    if (meaning->heard == NULL)
        return 0;
    heard_names(ws, meaning->heard, 0, meaning->heard->len, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct lexicon_match *match = &found.items[i];

        for (size_t j = 0; j < match->count && count < MENTIONS_MAX; j++) {
            const struct record *record =
                snapshot_record(ws->snapshot, match->entries[j]->id);
            const struct field *field =
                record != NULL ? field_of(record) : NULL;

            if (field != NULL)
                mentions[count++] =
                    (struct mention){field, match->from, match->to};
        }
    }
    return count;
}

static size_t distance(const struct mention *mention,
                       const struct quantity *quantity)
{
    if (mention->to <= quantity->from)
        return quantity->from - mention->to;
    if (quantity->to <= mention->from)
        return (mention->from - quantity->to) * 3 / 2;
    return 0;
}

/* May the amount be of the field? A ratio is never as large as money is. */
static bool may_be(const struct field *field, const struct quantity *quantity)
{
    if (field->type == QUANTITY_PLAIN && quantity->high >= QUANTITY_LARGE)
        return false;
    return field->type == quantity->type ||
           (field->type == QUANTITY_MONEY && quantity->type == QUANTITY_PLAIN &&
            quantity->high >= QUANTITY_LARGE);
}

static const struct field *nearest(const struct mention *mentions, size_t count,
                                   const struct quantity *quantity)
{
    const struct field *best = NULL;
    size_t best_far = FAR;

    for (size_t i = 0; i < count; i++) {
        size_t far = distance(&mentions[i], quantity);

        if (may_be(mentions[i].field, quantity) && far < best_far) {
            best = mentions[i].field;
            best_far = far;
        }
    }
    return best;
}

static struct input *input_of(struct profile *profile, const char *field)
{
    for (size_t i = 0; i < profile->input_count; i++)
        if (strcmp(profile->inputs[i].field, field) == 0)
            return &profile->inputs[i];
    return NULL;
}

/* "from 30 to 50 million yuan" names the currency once. */
static bool same_unit(const char *a, const char *b)
{
    return *a == '\0' || *b == '\0' || strcmp(a, b) == 0;
}

static bool is_expenses(const char *field)
{
    return strcmp(field, "rd_expenses") == 0;
}

/* The later of two amounts of a field stands ("from 1.5 to 2.0"); two of
 * R&D expenses, or a range of them, give their growth. */
static void take_amount(struct profile *profile, const struct field *field,
                        const struct quantity *quantity)
{
    const char *name = field != NULL ? field->concept : "total_investment";
    bool ratio = field != NULL && field->type == QUANTITY_PLAIN;
    struct input *input = input_of(profile, name);

    if (is_expenses(name) && quantity->low != quantity->high) {
        input = &profile->inputs[profile->input_count++];
        *input = (struct input){.field = "rd_growth",
                                .low = fabs(quantity->high - quantity->low),
                                .high = fabs(quantity->high - quantity->low)};
        memcpy(input->unit, quantity->unit, sizeof input->unit);
        return;
    }
    if (input != NULL && is_expenses(name) &&
        same_unit(input->unit, quantity->unit)) {
        input->field = "rd_growth";
        if (*quantity->unit != '\0')
            memcpy(input->unit, quantity->unit, sizeof input->unit);
        input->low = fabs(quantity->low - input->low);
        input->high = fabs(quantity->high - input->high);
        return;
    }
    if (input == NULL)
        input = &profile->inputs[profile->input_count++];
    if (ratio && input->high > quantity->high)
        return; /* "1.8 instead of 1.5" */
    *input = (struct input){.field = name,
                            .low = quantity->low,
                            .high = quantity->high,
                            .assumed = field == NULL};
    memcpy(input->unit, quantity->unit, sizeof input->unit);
    /* A ratio "from 1.5 to 2.0" is what it rises to. */
    if (ratio)
        input->low = input->high;
}

/* "R&D costs grew by 5 million": the one amount is the growth. */
static void take_growth(struct profile *profile)
{
    struct input *expenses = input_of(profile, "rd_expenses");

    if (expenses != NULL && input_of(profile, "rd_growth") == NULL)
        expenses->field = "rd_growth";
}

/* Stands "more than" right at the amount? */
static bool is_beyond(const struct cues *cues, const struct quantity *amount)
{
    for (size_t i = 0; i < cues->count; i++) {
        const struct cue *cue = &cues->items[i];

        if (cue->signal == SIGNAL_BEYOND &&
            ((cue->to <= amount->from && amount->from - cue->to <= NEXT_TO) ||
             (cue->from >= amount->to && cue->from - amount->to <= NEXT_TO)))
            return true;
    }
    return false;
}

static void mark_beyond(const struct quantity *amount, struct profile *profile)
{
    for (size_t i = 0; i < profile->input_count; i++)
        if (profile->inputs[i].low == amount->low)
            profile->inputs[i].beyond = true;
}

void understand_profile(struct workspace *ws, const struct meaning *meaning,
                        struct profile *out)
{
    struct mention mentions[MENTIONS_MAX];
    struct cues cues = {0};
    size_t count = mentions_find(ws, meaning, mentions);

    memset(out, 0, sizeof *out);
    if (meaning->heard != NULL)
        cues_find(ws, meaning->heard, 0, meaning->heard->len, &cues);
    out->inputs = arena_zero(ws->arena, (meaning->quantities.count + 1) *
                                            sizeof *out->inputs);
    out->industries = meaning->industries;
    for (size_t i = 0; i < meaning->quantities.count; i++) {
        const struct quantity *quantity = &meaning->quantities.items[i];
        const struct field *field = nearest(mentions, count, quantity);

        if (field != NULL || may_be(&fields[0], quantity)) {
            take_amount(out, field, quantity);
            if (is_beyond(&cues, quantity))
                mark_beyond(quantity, out);
        }
    }
    if (meaning->grown)
        take_growth(out);
    demands_find(ws, meaning, out);
}
