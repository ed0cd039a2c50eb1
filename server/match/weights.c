/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trials of weights: how much more a criterion would have to count for a
 * candidate that is better in it to pass those ahead.
 *
 * Found by halving on the candidates' own marks; whether others pass too is
 * for the ranking to see. */
#include <math.h>

#include "match/changes.h"

enum { HALVINGS = 12 };

static const double most_share = 0.9;

/* The candidate and those ahead of it, as weights see them. */
struct rivals {
    struct run run; /* with weights to try */
    struct mark own[CRITERIA_MAX];
    struct mark ahead[LIMIT_MAX][CRITERIA_MAX];
    bool bare, ahead_bare[LIMIT_MAX];
    size_t count;
};

static void marks_make(const struct run *run, const struct spot *spot,
                       struct mark *out)
{
    for (size_t i = 0; i < run->criterion_count; i++) {
        struct finding finding =
            run->criteria[i].judge(run, &run->criteria[i], spot);

        out[i] = mark_of(&finding);
    }
}

static void rivals_make(const struct changing *changing, struct rivals *out)
{
    const struct run *run = changing->run;

    out->run = *run;
    out->bare = changing->spot.documents == 0;
    marks_make(run, &changing->spot, out->own);
    for (size_t i = 0; i < changing->ahead_count && i < LIMIT_MAX; i++) {
        const struct record *record = changing->ahead[i].record;
        struct spot spot = spot_of(run->snapshot, spot_kind_of(record), record);

        out->ahead_bare[i] = spot.documents == 0;
        marks_make(run, &spot, out->ahead[i]);
        out->count = i + 1;
    }
}

/* Give a criterion this share of the weight, the others theirs of the rest. */
static void share_set(const struct run *before, size_t criterion, double share,
                      struct run *run)
{
    double rest = 1 - before->criteria[criterion].weight;

    for (size_t i = 0; i < run->criterion_count; i++)
        run->criteria[i].weight =
            i == criterion ? share
                           : before->criteria[i].weight * (1 - share) / rest;
}

static bool passes(const struct changing *changing, struct rivals *rivals,
                   size_t criterion, double share)
{
    double own;

    share_set(changing->run, criterion, share, &rivals->run);
    own = score_of(&rivals->run, rivals->own, rivals->bare).score;
    for (size_t i = 0; i < rivals->count; i++)
        if (score_of(&rivals->run, rivals->ahead[i], rivals->ahead_bare[i])
                .score >= own)
            return false;
    return true;
}

/* The smallest whole percentage that is enough; 0: none is. */
static double share_needed(const struct changing *changing,
                           struct rivals *rivals, size_t criterion)
{
    double low = changing->run->criteria[criterion].weight, high = most_share;

    if (low >= high || !passes(changing, rivals, criterion, high))
        return 0;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;

        if (passes(changing, rivals, criterion, middle))
            high = middle;
        else
            low = middle;
    }
    return ceil(high * 100) / 100;
}

/* Shares as weights of a demand. */
static json_t *weights_of(const struct run *run)
{
    json_t *out = json_object();

    for (size_t i = 0; i < run->criterion_count; i++)
        json_object_set_new(
            out, run->criteria[i].id,
            json_real(round(run->criteria[i].weight * 1e6) / 1e6));
    return out;
}

static void trial_weight(struct changing *changing, struct rivals *rivals,
                         size_t criterion)
{
    const struct criterion *counted = &changing->run->criteria[criterion];
    struct trial trial = {.demand = *changing->run->demand};
    double share = share_needed(changing, rivals, criterion);

    if (share <= 0 || counted->record == NULL)
        return;
    share_set(changing->run, criterion, share, &rivals->run);
    trial.weights = weights_of(&rivals->run);
    trial.demand.weights = trial.weights;
    trial.size = share - counted->weight;
    trial.how = phrase_of("match.how_weight");
    phrase_name(&trial.how, "criterion", counted->record);
    phrase_share(&trial.how, "new", share);
    phrase_share(&trial.how, "old", round(counted->weight * 100) / 100);
    trial_add(changing, &trial);
}

void trials_of_weights(struct changing *changing)
{
    struct rivals *rivals = arena_zero(changing->run->arena, sizeof *rivals);

    rivals_make(changing, rivals);
    for (size_t i = 0; i < changing->run->criterion_count; i++)
        if (rivals->own[i].value > rivals->ahead[0][i].value &&
            !rivals->own[i].silent)
            trial_weight(changing, rivals, i);
}
