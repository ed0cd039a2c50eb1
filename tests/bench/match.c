/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match SITES...: how long ranking so many sites takes, and what the plain
 * reference of the tests takes for the same.
 *
 * A line for each count: sites, criteria of the project, ms for columns made
 * once a snapshot, then the median and the worst of all projects in ms, and
 * the median of the plain ranking. The projects ask for everything a site can
 * be asked for, each in another way. Processor time of one thread. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

_Noreturn static void fail_msg(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    exit(1);
}

#include "tests/unit/match_many.h"
#include "tests/unit/match_reference.h"

enum { PROJECTS = 25, PLAIN_MOST = 100000, SITES_MOST = 5000000 };

static double cpu_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return left < right ? -1 : left > right;
}

static double median(double *taken, size_t count)
{
    qsort(taken, count, sizeof *taken, by_value);
    return taken[count / 2];
}

static void text_set(json_t *object, const char *name, const char *text)
{
    json_object_set_new(object, name, json_string(text));
}

/* Everything that a site is asked for. */
static json_t *project(struct dice *dice, const struct snapshot *snapshot)
{
    struct ids cities = snapshot_kind(snapshot, "city");
    struct ids countries = snapshot_kind(snapshot, "country");
    struct ids industries = snapshot_kind(snapshot, "industry");
    json_t *out =
        json_pack("{s:[s],s:[s],s:[s],s:f,s:f,s:f,s:i}", "industries",
                  any_of(dice, &industries), "countries",
                  any_of(dice, &countries), "near", any_of(dice, &cities),
                  "land_m2", 5000.0 * (1 + dice_throw(dice, 20)), "plot_ratio",
                  0.5 * (1 + dice_throw(dice, 5)), "investment",
                  1e6 * (1 + dice_throw(dice, 40)), "limit", 10);

    text_set(out, "kind", "site");
    text_set(out, "landmark", "yangtze");
    text_set(out, "side", dice_throw(dice, 2) != 0 ? "north" : "south");
    text_set(out, "by", "2022-06-30");
    text_set(out, "project", "factory");
    return out;
}

struct measured {
    double first, median, worst, plain;
    size_t criteria;
};

static double run_ms(struct corpus *corpus, const struct demand *demand,
                     bool plain, size_t *criteria)
{
    struct proposal found;
    struct plain_found *plainly = arena_zero(corpus->arena, sizeof *plainly);
    double start = cpu_ms();

    if (plain)
        plain_run(corpus->snapshot, demand, corpus->arena, plainly);
    else
        match_run(corpus->snapshot, demand, corpus->arena, &found);
    start = cpu_ms() - start;
    if (!plain)
        *criteria = found.criterion_count;
    arena_reset(corpus->arena);
    return start;
}

static void measure(struct corpus *corpus, bool plain, struct measured *out)
{
    struct dice dice = dice_take(7);
    double taken[PROJECTS], plainly[PROJECTS] = {0};

    for (size_t i = 0; i < PROJECTS; i++) {
        json_t *json = project(&dice, corpus->snapshot);
        struct arena *arena = arena_new();
        struct demand demand = {0};
        struct err err = {0};

        if (match_demand_read(corpus->snapshot, json, arena, &demand, &err) < 0)
            fail_msg("%s\n", err.text);
        if (i == 0)
            out->first = run_ms(corpus, &demand, false, &out->criteria);
        taken[i] = run_ms(corpus, &demand, false, &out->criteria);
        if (plain && i % 5 == 0)
            plainly[i / 5] = run_ms(corpus, &demand, true, &out->criteria);
        arena_free(&arena);
        json_decref(json);
    }
    out->first -= taken[0];
    out->median = median(taken, PROJECTS);
    out->worst = taken[PROJECTS - 1];
    out->plain = median(plainly, PROJECTS / 5);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        unsigned sites = (unsigned)strtoul(argv[i], NULL, 10);
        struct corpus corpus;
        struct measured of = {0};

        if (sites == 0 || sites > SITES_MOST)
            fail_msg("bench: match: how many sites?\n");
        many_begin(&corpus, 1, sites / 40 + 10, sites);
        measure(&corpus, sites <= PLAIN_MOST, &of);
        printf("%u %zu %.3f %.3f %.3f %.3f\n", sites, of.criteria, of.first,
               of.median, of.worst, of.plain);
        fflush(stdout);
        corpus_end(&corpus);
    }
    return 0;
}
