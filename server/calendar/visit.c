/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar/visit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sphere.h"

enum { SETS = 1 << VISIT_STOPS_MAX, HOPS = 3 };

/* ---- where --------------------------------------------------------------- */

static const struct record *within(const struct snapshot *snapshot,
                                   const struct record *record)
{
    static const char *const members[] = {"place", "park", "parlor", "city",
                                          "host"};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *id = record_string(record, members[i]);
        const struct record *in =
            id != NULL ? snapshot_record(snapshot, id) : NULL;

        if (in != NULL && in != record)
            return in;
    }
    return NULL;
}

int visit_position(const struct snapshot *snapshot, const struct record *record,
                   double *lon, double *lat, bool *near)
{
    *near = false;
    for (int hop = 0; record != NULL && hop <= HOPS; hop++) {
        const json_t *lon_json = record_get(record, "position.lon");
        const json_t *lat_json = record_get(record, "position.lat");

        if (json_is_number(lon_json) && json_is_number(lat_json)) {
            *lon = json_number_value(lon_json);
            *lat = json_number_value(lat_json);
            *near = hop != 0 || record_is(record, "position.of", "city");
            return 1;
        }
        record = within(snapshot, record);
    }
    return 0;
}

/* ---- the shortest way ---------------------------------------------------- */

struct legs {
    double km[VISIT_STOPS_MAX][VISIT_STOPS_MAX]; /* -1: not known */
    bool known[VISIT_STOPS_MAX], near[VISIT_STOPS_MAX];
};

static void legs_measure(const struct snapshot *snapshot,
                         const struct visit_wish *wish, struct legs *out)
{
    double lon[VISIT_STOPS_MAX] = {0}, lat[VISIT_STOPS_MAX] = {0};

    for (size_t i = 0; i < wish->count; i++)
        out->known[i] = visit_position(snapshot, wish->stops[i], &lon[i],
                                       &lat[i], &out->near[i]) == 1;
    for (size_t i = 0; i < wish->count; i++)
        for (size_t j = 0; j < wish->count; j++)
            out->km[i][j] =
                out->known[i] && out->known[j]
                    ? sphere_distance(lon[i], lat[i], lon[j], lat[j])
                    : -1;
}

/* Held and Karp: the shortest path through each set of stops that ends at
 * each of them, from smaller sets to larger ones. Of equal ones that which
 * keeps the order asked for. Stops without a position count as no way. */
struct paths {
    double km[SETS][VISIT_STOPS_MAX];
    signed char before[SETS][VISIT_STOPS_MAX];
};

static double leg_or_none(const struct legs *legs, size_t i, size_t j)
{
    return legs->km[i][j] >= 0 ? legs->km[i][j] : 0;
}

static void path_extend(const struct legs *legs, size_t count, size_t set,
                        size_t last, struct paths *paths)
{
    for (size_t next = 0; next < count; next++) {
        size_t grown = set | (size_t)1 << next;
        double km = 0;

        if ((set >> next & 1) != 0)
            continue;
        km = paths->km[set][last] + leg_or_none(legs, last, next);
        if (paths->km[grown][next] >= 0 && paths->km[grown][next] <= km + 1e-9)
            continue;
        paths->km[grown][next] = km;
        paths->before[grown][next] = (signed char)last;
    }
}

static void way_shortest(const struct legs *legs, size_t count,
                         struct paths *paths, size_t way[VISIT_STOPS_MAX])
{
    size_t all = ((size_t)1 << count) - 1, last = 0;

    for (size_t set = 0; set <= all; set++)
        for (size_t i = 0; i < count; i++)
            paths->km[set][i] = set == (size_t)1 << i ? 0 : -1;
    for (size_t set = 1; set <= all; set++)
        for (size_t i = 0; i < count; i++)
            if (paths->km[set][i] >= 0)
                path_extend(legs, count, set, i, paths);
    for (size_t i = 1; i < count; i++)
        if (paths->km[all][i] < paths->km[all][last] - 1e-9)
            last = i;
    for (size_t at = count; at-- > 0;) {
        size_t set = all;

        way[at] = last;
        last = (size_t)paths->before[set][last];
        all = set & ~((size_t)1 << way[at]);
    }
    /* a way and its reverse are as long: begin with what was named first */
    if (way[count - 1] < way[0])
        for (size_t i = 0; i < count / 2; i++) {
            size_t kept = way[i];

            way[i] = way[count - 1 - i];
            way[count - 1 - i] = kept;
        }
}

static void way_find(const struct visit_wish *wish, const struct legs *legs,
                     size_t way[VISIT_STOPS_MAX])
{
    struct paths *paths = NULL;

    for (size_t i = 0; i < wish->count; i++)
        way[i] = i;
    if (wish->in_order || wish->count < 3)
        return;
    paths = mem_zero(sizeof *paths);
    way_shortest(legs, wish->count, paths, way);
    free(paths);
}

/* ---- the days ------------------------------------------------------------ */

struct planner {
    const struct snapshot *snapshot;
    const struct visit_wish *wish;
    struct calendar calendar;
    struct date day;
    int minute; /* when one is free on that day */
    int days;   /* used so far */
};

static int day_end(const struct planner *at)
{
    return VISIT_BEGINS + at->wish->hours * 60;
}

static void day_next(struct planner *at)
{
    at->day = calendar_next_working_day(&at->calendar, day_plus(at->day, 1));
    at->minute = VISIT_BEGINS;
    at->days++;
}

static int stop_hours(const struct planner *at, const struct record *record,
                      struct hours *out)
{
    const char *parlor = record_string(record, "parlor");
    const struct record *house =
        parlor != NULL ? snapshot_record(at->snapshot, parlor) : record;

    return house != NULL ? hours_read(record_string(house, "hours"), out) : 0;
}

/* Put a stop where the planner stands, or on a later day: 1 or 0. */
static int stop_place(struct planner *at, struct visit_stop *stop)
{
    struct hours hours = {0};
    struct hours_span span;
    int known = stop_hours(at, stop->record, &hours);
    int minutes = at->wish->minutes;

    for (; at->days <= VISIT_DAYS_MAX; day_next(at)) {
        int from = at->minute;

        while (known == 1 && hours_next(&hours, at->day, from, &span) == 1 &&
               !hours_hold(&hours, at->day, from, from + minutes))
            from = span.from > from ? span.from : span.to;
        if (from + minutes > day_end(at) ||
            (known == 1 && !hours_hold(&hours, at->day, from, from + minutes)))
            continue;
        stop->day = at->day;
        stop->from = from;
        stop->to = at->minute = from + minutes;
        return 1;
    }
    return 0;
}

/* Would it be open long enough, had the trip all its days for it? */
static bool stop_fits(const struct planner *at, const struct visit_stop *stop)
{
    struct planner fresh = *at;
    struct visit_stop alone = *stop;

    fresh.minute = VISIT_BEGINS;
    fresh.days = 1;
    return stop_place(&fresh, &alone) == 1;
}

/* On the road: over night if the day is too short for it, and on days of
 * their own if it is longer than a day. How many of those. */
static size_t leg_travel(struct planner *at, int travel)
{
    int day = at->wish->hours * 60;
    size_t whole = 0;

    if (at->minute + travel + at->wish->minutes <= day_end(at)) {
        at->minute += travel;
        return 0;
    }
    day_next(at);
    for (; travel + at->wish->minutes > day; travel -= day) {
        whole++;
        day_next(at);
        if (travel <= day)
            return whole; /* arrived in the evening */
    }
    at->minute += travel;
    return whole;
}

/* 1, or 0 with *what. */
static int days_plan(struct planner *at, struct visit *out, const char **what)
{
    for (size_t i = 0; i < out->count; i++) {
        struct visit_stop *stop = &out->stops[i];

        if (stop->km > 0)
            stop->travel =
                (int)ceil(stop->km * VISIT_ROAD * 60 / VISIT_KM_PER_HOUR);
        if (i != 0)
            out->travelled += leg_travel(at, stop->travel);
        if (stop_place(at, stop) == 0) {
            *what = stop_fits(at, stop)
                        ? "make a trip of more than 60 working days"
                        : "has a stop that is not open long enough on any day";
            return 0;
        }
    }
    return 1;
}

/* ---- what is said beside it ---------------------------------------------- */

static struct phrase *note_add(struct visit *visit, const char *key)
{
    struct phrase *note = &visit->notes[visit->note_count];

    *note = phrase_of(key);
    if (visit->note_count < VISIT_NOTES_MAX - 1)
        visit->note_count++;
    return note;
}

static void notes_places(const struct planner *at, const struct legs *legs,
                         struct visit *out)
{
    for (size_t i = 0; i < at->wish->count; i++) {
        const struct record *stop = at->wish->stops[i];
        struct hours hours;

        if (!legs->known[i])
            phrase_name(note_add(out, "visit.note.no_position"), "name", stop);
        else if (legs->near[i])
            phrase_name(note_add(out, "visit.note.near"), "name", stop);
        if ((strcmp(stop->kind, "parlor") == 0 ||
             strcmp(stop->kind, "room") == 0) &&
            stop_hours(at, stop, &hours) == 0)
            phrase_name(note_add(out, "visit.note.hours"), "name", stop);
        if (record_is(stop, "status", "not_yet_open"))
            phrase_name(note_add(out, "visit.note.not_open"), "name", stop);
    }
}

static void notes_make(const struct planner *at, const struct legs *legs,
                       struct visit *out)
{
    struct phrase gaps[CALENDAR_GAPS_MAX];
    struct phrase *note = note_add(out, "visit.note.day");
    size_t count = 0;

    phrase_number(note, "hours", at->wish->hours);
    phrase_number(note, "minutes", at->wish->minutes);
    phrase_number(note, "begins", (double)VISIT_BEGINS / 60);
    if (out->count > 1) {
        note = note_add(out, "visit.note.road");
        phrase_number(note, "factor", VISIT_ROAD);
        phrase_number(note, "speed", VISIT_KM_PER_HOUR);
    }
    if (out->count > 2 && !at->wish->in_order)
        note_add(out, "visit.note.shortest");
    if (out->travelled != 0)
        phrase_count(note_add(out, "visit.note.travel"), "count",
                     (double)out->travelled);
    notes_places(at, legs, out);
    calendar_name(&at->calendar, note_add(out, "visit.note.working_days"));
    count = calendar_gaps(&at->calendar, at->wish->start,
                          out->stops[out->count - 1].day, gaps);
    for (size_t i = 0; i < count; i++)
        *note_add(out, gaps[i].key) = gaps[i];
    note_add(out, "visit.note.proposal");
}

/* ---- all of it ----------------------------------------------------------- */

/* What is wrong with a wish; NULL if nothing is. */
static const char *wish_fault(const struct visit_wish *wish)
{
    if (wish->count < 1 || wish->count > VISIT_STOPS_MAX)
        return "must be 1 to 12 places";
    for (size_t i = 0; i < wish->count; i++)
        for (size_t j = 0; j < i; j++)
            if (wish->stops[i] == wish->stops[j])
                return "names a place twice";
    if (!day_valid(wish->start))
        return "begins on no day";
    if (wish->hours < 2 || wish->hours > 14)
        return "must have days of 2 to 14 hours";
    if (wish->minutes < 15 || wish->minutes > wish->hours * 60)
        return "must have stops of 15 minutes to a day";
    return NULL;
}

static void stops_take(const struct visit_wish *wish, const struct legs *legs,
                       const size_t way[VISIT_STOPS_MAX], struct visit *out)
{
    out->count = wish->count;
    for (size_t i = 0; i < wish->count; i++) {
        struct visit_stop *stop = &out->stops[i];

        stop->record = wish->stops[way[i]];
        stop->km = i != 0 ? legs->km[way[i - 1]][way[i]] : 0;
        if (stop->km > 0)
            out->km += stop->km;
    }
}

int visit_compose(const struct snapshot *snapshot,
                  const struct visit_wish *wish, struct visit *out,
                  const char **what)
{
    struct planner at = {.snapshot = snapshot, .wish = wish, .days = 1};
    size_t way[VISIT_STOPS_MAX];
    struct legs legs;

    *out = (struct visit){0};
    *what = wish_fault(wish);
    if (*what != NULL)
        return 0;
    legs_measure(snapshot, wish, &legs);
    way_find(wish, &legs, way);
    stops_take(wish, &legs, way, out);
    calendar_at(snapshot, out->stops[0].record, &at.calendar);
    at.day = calendar_next_working_day(&at.calendar, wish->start);
    at.minute = VISIT_BEGINS;
    if (days_plan(&at, out, what) == 0)
        return 0;
    notes_make(&at, &legs, out);
    return 1;
}
