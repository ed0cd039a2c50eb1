/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would change a ranking. Trials are demands with one member replaced,
 * smallest change first (trials.c, weights.c); each is ranked, and only what
 * is seen to let the candidate in, or to put it first, is kept. */
#include "match/changes.h"

#include <string.h>

enum {
    KEPT_MAX = 2,    /* changes of a candidate */
    RUNNERS_MAX = 2, /* of those after the first, who is looked at */
    RANKED_MAX = 6   /* trials of a candidate that are ranked */
};

void trial_add(struct changing *changing, const struct trial *trial)
{
    size_t at = changing->trial_count;

    if (at == TRIALS_MAX) {
        json_decref(trial->weights);
        return;
    }
    changing->trial_count++;
    for (; at > 0 && changing->trials[at - 1].size > trial->size; at--)
        changing->trials[at] = changing->trials[at - 1];
    changing->trials[at] = *trial;
}

/* ---- the members that a trial replaces ---------------------------------- */

/* Of the demand written as JSON, what differs: in the arena. */
static const char *members_of(const struct changing *changing,
                              const struct demand *demand)
{
    json_auto_t *before = match_demand_write(changing->run->demand);
    json_auto_t *after = match_demand_write(demand);
    json_auto_t *out = json_object();
    const char *name = NULL, *text = NULL;
    char *dumped = NULL;
    json_t *value = NULL;

    json_object_foreach(after, name, value) {
        if (!json_equal(json_object_get(before, name), value))
            json_object_set(out, name, value);
    }
    json_object_foreach(before, name, value) {
        if (json_object_get(after, name) == NULL)
            json_object_set_new(out, name, json_null());
    }
    dumped = json_dumps(out, JSON_COMPACT);
    text = arena_text(changing->run->arena, dumped);
    free(dumped);
    return text;
}

/* ---- trying ------------------------------------------------------------- */

static bool run_fails(const struct run *run, const struct spot *spot)
{
    for (size_t i = 0; i < run->criterion_count; i++)
        if (run->criteria[i].judge(run, &run->criteria[i], spot).fails)
            return true;
    return false;
}

/* What comes of a trial: is the candidate in, is it first? */
static void try(const struct changing *changing, const struct demand *demand,
                bool *in, bool *first)
{
    const struct run *before = changing->run;
    struct run run;
    struct ranking ranking;

    *in = *first = false;
    run_begin(&run, before->snapshot, demand, before->kinds, before->arena);
    if (run_fails(&run, &changing->spot))
        return;
    ranking_make(&run, &ranking);
    for (size_t i = 0; i < ranking.best.count; i++)
        *in =
            *in || ranking.best.items[i].spot->record == changing->spot.record;
    *first = ranking.best.count != 0 &&
             ranking.best.items[0].spot->record == changing->spot.record;
}

static void candidate_change(struct changing *changing,
                             struct candidate *candidate)
{
    struct arena *arena = changing->run->arena;

    candidate->changes = arena_zero(arena, KEPT_MAX * sizeof(struct change));
    for (size_t i = 0; i < changing->trial_count && i < RANKED_MAX; i++) {
        const struct trial *trial = &changing->trials[i];
        bool in = false, first = false;

        if (candidate->change_count == KEPT_MAX)
            return;
        try(changing, &trial->demand, &in, &first);
        if (changing->excluded ? in : first)
            candidate->changes[candidate->change_count++] = (struct change){
                trial->how, first, members_of(changing, &trial->demand)};
    }
}

static void changing_end(struct changing *changing)
{
    for (size_t i = 0; i < changing->trial_count; i++)
        json_decref(changing->trials[i].weights);
}

static void changing_begin(const struct run *run, const struct record *record,
                           struct changing *out)
{
    *out = (struct changing){
        .run = run,
        .spot = spot_of(run->snapshot, spot_kind_of(record), record)};
    for (size_t i = 0; i < run->criterion_count; i++)
        out->findings[i] =
            run->criteria[i].judge(run, &run->criteria[i], &out->spot);
}

void match_changes(const struct snapshot *snapshot, const struct demand *demand,
                   struct arena *arena, struct proposal *found)
{
    struct run run;
    struct changing *changing = arena_zero(arena, sizeof *changing);

    run_begin(&run, snapshot, demand, spot_kinds(demand), arena);
    for (size_t i = 0; i < found->excluded_count; i++) {
        changing_begin(&run, found->excluded[i].record, changing);
        changing->excluded = true;
        trials_to_let_in(changing);
        candidate_change(changing, &found->excluded[i]);
        changing_end(changing);
    }
    for (size_t i = 1; i < found->count && i <= RUNNERS_MAX; i++) {
        changing_begin(&run, found->items[i].record, changing);
        changing->ahead = found->items;
        changing->ahead_count = i;
        trials_to_put_first(changing);
        trials_of_weights(changing);
        candidate_change(changing, &found->items[i]);
        changing_end(changing);
    }
}
