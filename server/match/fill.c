/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What industries, distances and sides add, for many candidates at once: the
 * judges' own rules on columns, in single precision and rounded up. */
#include <math.h>
#include <string.h>

#include "base/sphere.h"
#include "match/columns.h"

static void add(const struct criterion *criterion, float value, bool inherited,
                quad *sums)
{
    float weight = (float)criterion->weight;
    float known = value < 0 ? 0 : weight;

    *sums +=
        (quad){weight, known * value, known, (inherited ? 0.75f : 1) * known};
}

/* ---- industries --------------------------------------------------------- */

static float industry_value(const struct run *run, const struct spots *spots,
                            size_t i)
{
    float sum = 0;

    for (size_t w = 0; w < run->wanted_count; w++) {
        const struct fit *fits = run->fits[w];
        double best = 0;

        for (uint32_t at = spots->industry_from[i];
             at < spots->industry_from[i + 1]; at++)
            if (fits[spots->industries[at]].value > best)
                best = fits[spots->industries[at]].value;
        sum += (float)best;
    }
    return sum / (float)run->wanted_count;
}

void fill_industry(const struct run *run, const struct criterion *criterion,
                   const struct spots *spots, size_t from, size_t count,
                   quad *sums, unsigned char *flags)
{
    for (size_t i = 0; i < count; i++) {
        float value = -1;

        if (spots->listed[from + i])
            value = industry_value(run, spots, from + i);
        add(criterion, value, spots->lent[from + i], &sums[i]);
        if (value > 0)
            flags[i] |= FILL_SPEAKS;
    }
}

/* ---- distances ---------------------------------------------------------- */

/* A place to be near to, on the unit sphere. */
struct near {
    float x, y, z;
};

/* 2 to the power of x <= 0, or up to half a percent more: a parabola through
 * the ends of each octave. */
static float power_of_two(float x)
{
    int whole = (int)x - 1;
    float part = x - (float)whole, out;
    uint32_t bits;

    if (whole < -120)
        return 1e-30f;
    bits = (uint32_t)(whole + 127) << 23;
    memcpy(&out, &bits, sizeof out);
    return out * (1.0f + part * (0.6565f + 0.3435f * part)) * 1.005f;
}

/* Kilometres, straight through the earth and therefore never too many; the
 * columns are good to a metre or two. */
static float chord_km(const struct spots *spots, size_t i,
                      const struct near *near)
{
    float x = spots->x[i] - near->x, y = spots->y[i] - near->y,
          z = spots->z[i] - near->z;
    float km = (float)SPHERE_KM * sqrtf(x * x + y * y + z * z) - 0.005f;

    return km > 0 ? km : 0;
}

static size_t nears_of(const struct run *run, struct near *out)
{
    size_t count = 0;

    for (size_t n = 0; n < run->near_count; n++) {
        const struct position *at = &run->near_at[n];
        struct sphere_point point = sphere_point(at->lon, at->lat);

        if (at->known)
            out[count++] =
                (struct near){(float)point.x, (float)point.y, (float)point.z};
    }
    return count;
}

/* Farther than near_km? Near the limit, and far away where a chord is much
 * shorter than the way, the judge has to tell. */
static unsigned char reach(const struct run *run, float km)
{
    float limit = (float)run->demand->near_km;

    if (limit <= 0)
        return 0;
    if (km > limit + 0.02f)
        return FILL_FAILS;
    return km * 1.01f + 0.02f < limit && km < 2000 ? 0 : FILL_MAY_FAIL;
}

static float one_at_most(float value)
{
    return value < 1 ? value : 1;
}

void fill_distance(const struct run *run, const struct criterion *criterion,
                   const struct spots *spots, size_t from, size_t count,
                   quad *sums, unsigned char *flags)
{
    struct near nears[PLACES_MAX];
    size_t near_count = nears_of(run, nears);
    float scale = 1 / (float)criterion->scale_km;

    for (size_t i = 0; i < count; i++) {
        float sum = 0, least = INFINITY;
        unsigned char fails;

        if (near_count == 0 || spots->known[from + i] == KNOWN_NOT) {
            add(criterion, -1, false, &sums[i]);
            continue;
        }
        for (size_t n = 0; n < near_count; n++) {
            float km = chord_km(spots, from + i, &nears[n]);

            sum += power_of_two(-km * scale);
            least = km < least ? km : least;
        }
        fails = reach(run, least);
        flags[i] |= fails;
        if ((fails & FILL_FAILS) == 0)
            add(criterion, one_at_most(sum / (float)near_count),
                spots->known[from + i] == KNOWN_OF_CITY, &sums[i]);
    }
}

/* ---- sides -------------------------------------------------------------- */

void fill_side(const struct run *run, const struct criterion *criterion,
               const struct spots *spots, size_t from, size_t count, quad *sums,
               unsigned char *flags)
{
    const unsigned char *sides =
        columns_sides(run->snapshot, spots->kind, run->demand->landmark);
    quad shares[3][3] = {0}; /* by side, and where it is known from */
    unsigned char fails[3] = {0};

    for (int side = SIDE_NONE; side <= SIDE_SOUTH; side++) {
        bool met = side == (int)run->demand->side || sides == NULL;

        fails[side] = side != SIDE_NONE && !met && criterion->hard;
        for (int known = 0; known < 3 && !fails[side]; known++)
            add(criterion,
                met                 ? 1
                : side == SIDE_NONE ? -1
                                    : 0,
                known == KNOWN_OF_CITY, &shares[side][known]);
    }
    for (size_t i = 0; i < count; i++) {
        size_t side = sides != NULL ? sides[from + i] : SIDE_NONE;

        sums[i] += shares[side][spots->known[from + i]];
        flags[i] |= sides != NULL ? fails[side] : FILL_MAY_FAIL;
    }
}
