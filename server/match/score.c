/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What findings add up to.
 *
 * What only its city is known for counts three quarters as evidence, and all
 * that is known of a bare name on a list one half. A score shrinks a little
 * faster than its evidence (to the power of one and a half), so that a thin
 * record with one strong point stays behind a full one with several fair
 * points. With a power of 1 or more, evidence of its own never lowers a
 * score. */
#include <math.h>

#include "match/parts.h"

double score_evidence(bool bare, bool inherited)
{
    if (bare)
        return 0.5;
    return inherited ? 0.75 : 1;
}

struct mark mark_of(const struct finding *finding)
{
    return (struct mark){
        .value = finding->value,
        .known = true,
        .silent = finding->why == NULL,
        .inherited = finding->inherited,
        .fails = finding->fails,
    };
}

/* Scores differ when they do so by more than arithmetic noise. */
static double score_round(double score)
{
    return round(score * 1e9) / 1e9;
}

struct score score_of(const struct run *run, const struct mark *marks,
                      bool bare)
{
    struct score out = {0};
    double sum = 0, known = 0, covered = 0, all = 0;

    for (size_t i = 0; i < run->criterion_count; i++) {
        const struct mark *mark = &marks[i];
        double weight = run->criteria[i].weight;

        if (mark->silent)
            continue;
        out.speaks = out.speaks || (run->criteria[i].judge == judge_industry &&
                                    mark->value > 0);
        if (mark->fails) { /* "fits otherwise" */
            out.fails = true;
            continue;
        }
        all += weight;
        if (mark->value < 0)
            continue;
        sum += weight * mark->value;
        known += weight;
        covered += weight * score_evidence(bare, mark->inherited);
        out.fits = out.fits || (mark->value > 0 && run->criteria[i].asked);
    }
    if (all > 0)
        out.coverage = score_round(covered / all);
    if (known > 0)
        out.score =
            score_round(sum / known * out.coverage * sqrt(out.coverage));
    return out;
}

quad score_share(const struct criterion *criterion, const struct mark *mark)
{
    float weight = (float)criterion->weight;

    if (mark->silent || mark->fails)
        return (quad){0};
    if (mark->value < 0)
        return (quad){weight, 0, 0, 0};
    return (quad){weight, weight * (float)mark->value, weight,
                  weight * (float)score_evidence(false, mark->inherited)};
}

/* The best that can come is full value on full evidence, which raises both
 * the mean and the coverage. */
float score_bound(quad sums, bool bare, float weight)
{
    float known = sums[2] + weight, share = 0;

    if (known <= 0)
        return 0;
    share = (bare ? 0.5f * known : sums[3] + weight) / (sums[0] + weight);
    return (sums[1] + weight) / known * share * sqrtf(share);
}
