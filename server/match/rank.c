/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over all candidates of a kind adds up what each could score at
 * most; a second judges those that could be among the first, the most
 * promising before the others, so that the others soon have no chance.
 *
 * A criterion is a lane of the pass. Where few classes of candidates differ
 * under it, each class is judged once and a candidate looks its class up;
 * where its type knows how, columns are worked through; else it is left to
 * the second pass, and counts as met in full until then. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "match/rank.h"

enum {
    BLOCK = 512, /* candidates added up at a time */
    FEW = 256,   /* so many classes are judged without asking */
    BINS = 1024, /* of bounds */
    SEED = 8     /* more than needed are judged first */
};

struct lane {
    const struct criterion *criterion;
    const struct classes *classes; /* or NULL: every candidate differs */
    struct mark *marks;            /* by class, as far as they are made */
    quad *shares;                  /* by class; NULL: not of the first pass */
    unsigned char *flags;          /* by class; NULL: none ever fails */
    bool fills;                    /* its type works through columns */
    bool late;                     /* left to the second pass */
};

struct pass {
    const struct run *run;
    const struct spots *spots;
    struct ranking *ranking;
    struct lane lanes[CRITERIA_MAX];
    size_t late[CRITERIA_MAX]; /* lanes that are late, the heaviest first */
    size_t late_count;
    float late_weight;
    bool late_fails; /* one of them can fail */
    bool may_fail;   /* of some, only the judge can tell */
    bool asks;
    bool asks_who_speaks; /* cities are looked at if no park speaks */
    float *bounds;
    unsigned char *flags;
    float floor, failing_floor; /* below them a bound has no chance */
};

/* ---- lanes -------------------------------------------------------------- */

static struct mark lane_judge(const struct pass *pass, const struct lane *lane,
                              size_t spot)
{
    struct finding finding = lane->criterion->judge(pass->run, lane->criterion,
                                                    &pass->spots->items[spot]);

    return mark_of(&finding);
}

static struct mark lane_mark(const struct pass *pass, struct lane *lane,
                             size_t spot)
{
    struct mark *mark = NULL;

    if (lane->classes == NULL)
        return lane_judge(pass, lane, spot);
    mark = &lane->marks[lane->classes->of[spot]];
    if (!mark->known)
        *mark = lane_judge(pass, lane, spot);
    return *mark;
}

/* One of a class to judge for all of it: not one that the demand names, of
 * which other things are true. If there is no other, nobody will ask. */
static size_t class_speaker(const struct pass *pass, const struct lane *lane,
                            size_t class_)
{
    size_t spot = lane->classes->first[class_];

    for (; spot < pass->spots->count; spot++)
        if (lane->classes->of[spot] == class_ &&
            !run_names(pass->run, pass->spots->items[spot].record))
            return spot;
    return lane->classes->first[class_];
}

static void lane_table(const struct pass *pass, struct lane *lane)
{
    struct arena *arena = pass->run->arena;
    size_t count = lane->classes->count;
    unsigned char *flags = arena_zero(arena, count + 1);

    lane->shares = arena_zero(arena, (count + 1) * sizeof *lane->shares);
    for (size_t i = 0; i < count; i++) {
        struct mark mark = lane_mark(pass, lane, class_speaker(pass, lane, i));

        lane->shares[i] = score_share(lane->criterion, &mark);
        if (!mark.fails)
            continue;
        flags[i] = FILL_FAILS;
        lane->flags = flags;
    }
}

static void lane_leave(struct pass *pass, struct lane *lane)
{
    const struct criterion *criterion = lane->criterion;
    size_t at = pass->late_count++;

    lane->late = true;
    pass->late_weight += (float)criterion->weight;
    pass->late_fails =
        pass->late_fails || criterion->hard || criterion->type->hard;
    for (; at > 0 && pass->lanes[pass->late[at - 1]].criterion->weight <
                         criterion->weight;
         at--)
        pass->late[at] = pass->late[at - 1];
    pass->late[at] = (size_t)(lane - pass->lanes);
}

static void lane_begin(struct pass *pass, const struct criterion *criterion,
                       struct lane *lane)
{
    const struct type *type = criterion->type;

    *lane = (struct lane){.criterion = criterion};
    if ((type->fills & pass->spots->kind) != 0) {
        lane->fills = true;
        return;
    }
    lane->classes =
        columns_classes(pass->run->snapshot, pass->spots->kind, type);
    if (lane->classes != NULL)
        lane->marks = arena_zero(pass->run->arena, (lane->classes->count + 1) *
                                                       sizeof *lane->marks);
    if (lane->classes != NULL &&
        (lane->classes->count <= FEW ||
         lane->classes->count * 8 <= pass->spots->count))
        lane_table(pass, lane);
    else
        lane_leave(pass, lane);
}

/* ---- the first pass ----------------------------------------------------- */

static void lane_add(const struct lane *lane, size_t from, size_t count,
                     quad *sums, unsigned char *flags)
{
    const uint32_t *of = lane->classes->of + from;

    for (size_t i = 0; i < count; i++)
        sums[i] += lane->shares[of[i]];
    for (size_t i = 0; lane->flags != NULL && i < count; i++)
        flags[i] |= lane->flags[of[i]];
}

static void block_add(struct pass *pass, size_t from, size_t count)
{
    quad sums[BLOCK];
    unsigned char *flags = pass->flags + from;

    memset(sums, 0, count * sizeof *sums);
    for (size_t c = 0; c < pass->run->criterion_count; c++) {
        struct lane *lane = &pass->lanes[c];

        if (lane->shares != NULL)
            lane_add(lane, from, count, sums, flags);
        else if (lane->fills)
            lane->criterion->type->fill(pass->run, lane->criterion, pass->spots,
                                        from, count, sums, flags);
    }
    for (size_t i = 0; i < count; i++)
        pass->may_fail = pass->may_fail || (flags[i] & FILL_MAY_FAIL) != 0;
    for (size_t i = 0; i < count; i++)
        pass->bounds[from + i] = score_bound(
            sums[i], pass->spots->bare[from + i], pass->late_weight);
}

static void pass_add(struct pass *pass)
{
    size_t count = pass->spots->count;

    pass->bounds =
        arena_zero(pass->run->arena, (count + 1) * sizeof *pass->bounds);
    pass->flags = arena_zero(pass->run->arena, count + 1);
    for (size_t from = 0; from < count; from += BLOCK)
        block_add(pass, from, count - from < BLOCK ? count - from : BLOCK);
}

/* ---- the second pass ---------------------------------------------------- */

static bool fits_wanted(const struct pass *pass, size_t spot, float bound)
{
    const struct record *group = spot_group(&pass->spots->items[spot]);

    return tops_want(&pass->ranking->best, bound, group) ||
           tops_want(&pass->ranking->first, bound, group);
}

/* Could it still be shown, or tell that somebody speaks to the industry? */
static bool spot_wanted(const struct pass *pass, size_t spot, float bound,
                        bool fails)
{
    bool unsure = pass->late_fails || (pass->flags[spot] & FILL_MAY_FAIL) != 0;

    if (fails)
        return tops_want(&pass->ranking->failing, bound, NULL);
    if (pass->asks_who_speaks && !pass->ranking->speaks &&
        (pass->flags[spot] & FILL_SPEAKS) != 0)
        return true;
    return fits_wanted(pass, spot, bound) ||
           (unsure && tops_want(&pass->ranking->failing, bound, NULL));
}

/* Judge what was left, as long as there is a chance. */
static bool late_judge(struct pass *pass, size_t spot, struct mark *marks)
{
    bool fails = (pass->flags[spot] & FILL_FAILS) != 0;
    float weight = pass->late_weight;
    quad sums = {0};

    if (pass->late_count == 0)
        return true;
    for (size_t c = 0; c < pass->run->criterion_count; c++) {
        if (pass->lanes[c].late)
            continue;
        sums += score_share(pass->lanes[c].criterion, &marks[c]);
        fails = fails || marks[c].fails;
    }
    for (size_t i = 0; i < pass->late_count; i++) {
        struct lane *lane = &pass->lanes[pass->late[i]];
        struct mark *mark = &marks[pass->late[i]];

        if (!spot_wanted(pass, spot,
                         score_bound(sums, pass->spots->bare[spot], weight),
                         fails))
            return false;
        *mark = lane_mark(pass, lane, spot);
        sums += score_share(lane->criterion, mark);
        weight -= (float)lane->criterion->weight;
        fails = fails || mark->fails;
    }
    return true;
}

static void spot_judge(struct pass *pass, size_t spot)
{
    const struct run *run = pass->run;
    struct mark marks[CRITERIA_MAX];
    struct ranked one = {.spot = &pass->spots->items[spot]};

    if (run_names(run, one.spot->record))
        return;
    for (size_t c = 0; c < run->criterion_count; c++)
        if (!pass->lanes[c].late)
            marks[c] = lane_mark(pass, &pass->lanes[c], spot);
    if (!late_judge(pass, spot, marks))
        return;
    one.score = score_of(run, marks, pass->spots->bare[spot]);
    one.group = spot_group(one.spot);
    if (pass->asks ? !one.score.fits : one.score.score <= 0)
        return;
    if (one.score.fails) {
        tops_add(&pass->ranking->failing, &one);
        return;
    }
    pass->ranking->speaks = pass->ranking->speaks || one.score.speaks;
    tops_add(&pass->ranking->best, &one);
    tops_add(&pass->ranking->first, &one);
}

static void floors_set(struct pass *pass)
{
    const struct ranking *ranking = pass->ranking;
    bool unsure = pass->late_fails || pass->may_fail;

    pass->failing_floor = tops_floor(&ranking->failing);
    pass->floor =
        fminf(tops_floor(&ranking->best), tops_floor(&ranking->first));
    if (unsure)
        pass->floor = fminf(pass->floor, pass->failing_floor);
    if (pass->asks_who_speaks && !ranking->speaks)
        pass->floor = 0;
}

static size_t bin_of(float bound)
{
    return bound >= 1 ? BINS - 1 : (size_t)(bound * BINS);
}

/* The bound that so many candidates reach. */
static float seed_bound(const struct pass *pass, bool fails, size_t enough)
{
    size_t bins[BINS] = {0}, sum = 0, bin = BINS;

    for (size_t i = 0; i < pass->spots->count; i++)
        bins[bin_of(pass->bounds[i])] +=
            ((pass->flags[i] & FILL_FAILS) != 0) == fails;
    while (bin > 0 && sum < enough)
        sum += bins[--bin];
    return (float)bin / BINS;
}

static void pass_judge(struct pass *pass)
{
    float seeds[] = {
        seed_bound(pass, false, pass->ranking->best.limit + SEED),
        seed_bound(pass, true, pass->ranking->failing.limit + SEED)};

    for (size_t i = 0; i < pass->spots->count; i++)
        if (pass->bounds[i] >= seeds[pass->flags[i] & FILL_FAILS])
            spot_judge(pass, i);
    floors_set(pass);
    for (size_t i = 0; i < pass->spots->count; i++) {
        bool fails = (pass->flags[i] & FILL_FAILS) != 0;

        if (pass->bounds[i] < (fails ? pass->failing_floor : pass->floor) ||
            pass->bounds[i] >= seeds[fails] ||
            !spot_wanted(pass, i, pass->bounds[i], fails))
            continue;
        spot_judge(pass, i);
        floors_set(pass);
    }
}

void ranking_add(const struct run *run, enum spot_kind kind,
                 struct ranking *ranking)
{
    struct pass pass = {.run = run,
                        .spots = columns_spots(run->snapshot, kind),
                        .ranking = ranking,
                        .asks = run_asks(run),
                        .asks_who_speaks =
                            run->kinds == (SPOT_PARK | SPOT_CITY)};

    for (size_t c = 0; c < run->criterion_count; c++)
        lane_begin(&pass, &run->criteria[c], &pass.lanes[c]);
    pass_add(&pass);
    pass_judge(&pass);
}
