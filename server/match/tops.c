/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short lists of the best so far. A list that is spread over groups holds
 * what the sorted whole would show first: who is put in displaces the worse
 * of its own group, if that has its share, else the last. */
#include <math.h>
#include <string.h>

#include "match/rank.h"

/* Bounds are in single precision. */
static const float slack = 2e-5f;

int ranked_order(const struct ranked *a, const struct ranked *b)
{
    if (a->score.score != b->score.score)
        return a->score.score > b->score.score ? -1 : 1;
    if (a->spot->documents != b->spot->documents)
        return a->spot->documents > b->spot->documents ? -1 : 1;
    return strcmp(a->spot->record->id, b->spot->record->id);
}

/* The one to go if another of this group comes; tops->count: none has to. */
static size_t tops_loser(const struct tops *tops, const struct record *group)
{
    size_t same = 0, last = 0;

    for (size_t i = 0; tops->spread && group != NULL && i < tops->count; i++)
        if (tops->items[i].group == group) {
            same++;
            last = i;
        }
    if (same >= OF_ONE_GROUP)
        return last;
    return tops->count < tops->limit ? tops->count : tops->count - 1;
}

float tops_floor(const struct tops *tops)
{
    if (tops->limit == 0)
        return INFINITY;
    if (tops->count < tops->limit)
        return 0;
    return (float)tops->items[tops->count - 1].score.score - slack;
}

bool tops_want(const struct tops *tops, float bound, const struct record *group)
{
    size_t loser = 0;

    if (tops->limit == 0)
        return false;
    loser = tops_loser(tops, group);
    return loser == tops->count ||
           bound + slack >= (float)tops->items[loser].score.score;
}

void tops_add(struct tops *tops, const struct ranked *one)
{
    size_t at = 0;

    if (tops->limit == 0)
        return;
    at = tops_loser(tops, one->group);
    if (at == tops->count)
        tops->count++;
    else if (ranked_order(one, &tops->items[at]) > 0)
        return;
    for (; at > 0 && ranked_order(one, &tops->items[at - 1]) < 0; at--)
        tops->items[at] = tops->items[at - 1];
    tops->items[at] = *one;
}

static void tops_begin(struct tops *tops, size_t limit, bool spread,
                       struct arena *arena)
{
    *tops = (struct tops){.limit = limit, .spread = spread};
    tops->items = arena_zero(arena, (limit + 1) * sizeof *tops->items);
}

void ranking_begin(const struct run *run, size_t limit, struct ranking *out)
{
    bool spread = run->demand->within.count == 0;
    size_t first = limit < FIRST ? limit : FIRST;

    *out = (struct ranking){0};
    tops_begin(&out->best, limit, false, run->arena);
    tops_begin(&out->first, spread ? first : 0, true, run->arena);
    tops_begin(&out->failing, EXCLUDED_MAX, false, run->arena);
}

void ranking_join(struct ranking *ranking, const struct ranking *other)
{
    for (size_t i = 0; i < other->best.count; i++)
        tops_add(&ranking->best, &other->best.items[i]);
    for (size_t i = 0; i < other->first.count; i++)
        tops_add(&ranking->first, &other->first.items[i]);
    for (size_t i = 0; i < other->failing.count; i++)
        tops_add(&ranking->failing, &other->failing.items[i]);
    ranking->speaks = ranking->speaks || other->speaks;
}

/* Places of the first FIRST that one group may not fill go to the next best
 * elsewhere, as long as there is any; then comes who is left. */
size_t ranking_choose(const struct ranking *ranking, const struct ranked **out)
{
    size_t count = 0;

    for (; count < ranking->first.count; count++)
        out[count] = &ranking->first.items[count];
    for (size_t i = 0; i < ranking->best.count && count < ranking->best.limit;
         i++) {
        bool taken = false;

        for (size_t f = 0; f < ranking->first.count; f++)
            taken = taken ||
                    ranking->first.items[f].spot == ranking->best.items[i].spot;
        if (!taken)
            out[count++] = &ranking->best.items[i];
    }
    return count;
}
