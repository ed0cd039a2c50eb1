/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Positions, and sides of a coarse line.
 *
 * The side is found in a plane that touches the earth at the point itself
 * (equirectangular, good within some hundred km): the nearest part of the
 * line decides, and at a bend the direction half way between its two
 * segments does (the pseudo-normal of Baerentzen and Aanaes, 2005), since
 * either segment alone is wrong for points in the bend's shadow. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sphere.h"
#include "match/parts.h"

enum { LINE_POINTS_MAX = 4096 };

/* A line drawn by hand is that far off: a park known only by its city, and a
 * city that sits on the bank, may well lie on the other side. */
static const double blur_km = 8;

struct position position_of(const struct record *record)
{
    const json_t *at = record != NULL ? record_get(record, "position") : NULL;
    const json_t *lon = json_object_get(at, "lon");
    const json_t *lat = json_object_get(at, "lat");

    if (!json_is_number(lon) || !json_is_number(lat))
        return (struct position){.known = false};
    return (struct position){
        .lon = json_number_value(lon),
        .lat = json_number_value(lat),
        .known = true,
        .of_city = json_object_get(at, "of") != NULL,
    };
}

double position_distance(const struct position *a, const struct position *b)
{
    if (!a->known || !b->known)
        return -1;
    return sphere_distance(a->lon, a->lat, b->lon, b->lat);
}

double match_distance(const struct record *a, const struct record *b)
{
    struct position from = position_of(a), to = position_of(b);

    return position_distance(&from, &to);
}

static void *space(struct arena *arena, size_t size)
{
    return arena != NULL ? arena_zero(arena, size) : mem_zero(size);
}

void line_read(const struct record *landmark, struct arena *arena,
               struct line *out)
{
    const json_t *points =
        landmark != NULL ? record_get(landmark, "line") : NULL;
    size_t count = json_array_size(points);

    *out = (struct line){0};
    if (count < 2 || count > LINE_POINTS_MAX)
        return;
    out->lon = space(arena, count * sizeof *out->lon);
    out->lat = space(arena, count * sizeof *out->lat);
    for (size_t i = 0; i < count; i++) {
        const json_t *point = json_array_get(points, i);
        const json_t *lon = json_array_get(point, 0);
        const json_t *lat = json_array_get(point, 1);

        if (!json_is_number(lon) || !json_is_number(lat))
            continue;
        out->lon[out->count] = json_number_value(lon);
        out->lat[out->count++] = json_number_value(lat);
    }
}

void line_fini(struct line *line)
{
    free(line->lon);
    free(line->lat);
    *line = (struct line){0};
}

struct vector {
    double x, y;
};

/* The plane that touches the earth at a point. */
struct plane {
    double lon, lat;
    double east, north; /* km a degree */
};

static struct plane plane_at(const struct position *position)
{
    double km = SPHERE_KM * sphere_radians(1);

    return (struct plane){position->lon, position->lat,
                          km * cos(sphere_radians(position->lat)), km};
}

static struct vector line_point(const struct line *line, size_t i,
                                const struct plane *plane)
{
    return (struct vector){
        .x = plane->east * (line->lon[i] - plane->lon),
        .y = plane->north * (line->lat[i] - plane->lat),
    };
}

static struct vector line_step(const struct line *line, size_t i,
                               const struct plane *plane)
{
    struct vector from = line_point(line, i, plane);
    struct vector to = line_point(line, i + 1, plane);
    struct vector step = {to.x - from.x, to.y - from.y};
    double length = hypot(step.x, step.y);

    return length > 0 ? (struct vector){step.x / length, step.y / length}
                      : (struct vector){0, 0};
}

/* The part of the line that is nearest to where the plane touches. */
struct nearest {
    double square; /* km2 */
    size_t segment;
    double along; /* 0 to 1 on the segment */
};

static struct nearest line_nearest(const struct line *line,
                                   const struct plane *plane)
{
    struct nearest best = {.square = INFINITY};
    struct vector from = line_point(line, 0, plane);

    for (size_t i = 0; i + 1 < line->count; i++) {
        struct vector to = line_point(line, i + 1, plane);
        double dx = to.x - from.x, dy = to.y - from.y;
        double length = dx * dx + dy * dy, along = 0, x, y;

        if (length > 0)
            along = fmin(1, fmax(0, -(from.x * dx + from.y * dy) / length));
        x = from.x + along * dx;
        y = from.y + along * dy;
        if (x * x + y * y < best.square)
            best = (struct nearest){x * x + y * y, i, along};
        from = to;
    }
    return best;
}

enum side line_side(const struct line *line, const struct position *position)
{
    struct plane plane = plane_at(position);
    struct nearest at;
    struct vector step, on;
    bool eastward, left;

    if (line->count < 2 || !position->known)
        return SIDE_NONE;
    at = line_nearest(line, &plane);
    if ((at.segment == 0 && at.along <= 0) ||
        (at.segment + 2 == line->count && at.along >= 1) ||
        (position->of_city && at.square < blur_km * blur_km))
        return SIDE_NONE;
    on = line_point(line, at.segment, &plane);
    step = line_step(line, at.segment, &plane);
    if (at.along >= 1 || at.along <= 0) {
        size_t beside = at.along >= 1 ? at.segment + 1 : at.segment - 1;
        struct vector other = line_step(line, beside, &plane);

        step = (struct vector){step.x + other.x, step.y + other.y};
        on = line_point(line, at.segment + (at.along >= 1), &plane);
    }
    left = step.x * -on.y - step.y * -on.x > 0;
    eastward = line->lon[line->count - 1] >= line->lon[0];
    return left == eastward ? SIDE_NORTH : SIDE_SOUTH;
}

enum side match_side(const struct record *landmark, const struct record *record)
{
    struct position position = position_of(record);
    struct line line;
    enum side side;

    line_read(landmark, NULL, &line);
    side = line_side(&line, &position);
    line_fini(&line);
    return side;
}
