/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A route through places: for a conversation, and for the wire. */
#include "calendar/visit.h"

#include <math.h>

#include "answer/builder.h"

/* Stops i to the last of the same day; the first after them. */
static size_t day_last(const struct visit *visit, size_t i)
{
    size_t next = i + 1;

    while (next < visit->count &&
           day_compare(visit->stops[next].day, visit->stops[i].day) == 0)
        next++;
    return next;
}

/* "09:00" */
static const char *time_text(struct arena *arena, int minute)
{
    return arena_format(arena, "%02d:%02d", minute / 60, minute % 60);
}

static struct phrase stop_phrase(struct arena *arena,
                                 const struct visit_stop *stop)
{
    struct phrase phrase =
        phrase_of(stop->km > 0 ? "visit.stop_km" : "visit.stop");

    phrase_name(&phrase, "name", stop->record);
    phrase_text(&phrase, "from", time_text(arena, stop->from));
    phrase_text(&phrase, "to", time_text(arena, stop->to));
    if (stop->km > 0)
        phrase_number(&phrase, "km", round(stop->km));
    return phrase;
}

static struct phrase total_phrase(const struct visit *visit)
{
    struct phrase phrase = phrase_of("visit.total");
    size_t days = 0;

    for (size_t i = 0; i < visit->count; i = day_last(visit, i))
        days++;
    phrase_number(&phrase, "stops", (double)visit->count);
    phrase_number(&phrase, "km", round(visit->km));
    phrase_count(&phrase, "count", (double)days);
    return phrase;
}

/* ---- a conversation ------------------------------------------------------ */

static const char *day_text(struct answer *answer, const struct visit *visit,
                            size_t from, size_t to)
{
    struct phrase phrase = phrase_of("visit.day");
    const char *stops = "";

    for (size_t i = from; i < to; i++) {
        struct phrase stop = stop_phrase(answer->ws->arena, &visit->stops[i]);

        stops = builder_join(
            answer, stops,
            wording_text(answer->wording, &stop, answer->ws->arena));
    }
    phrase_day(&phrase, "day", visit->stops[from].day);
    phrase_text(&phrase, "stops", stops);
    return wording_text(answer->wording, &phrase, answer->ws->arena);
}

void answer_visit(struct answer *answer, const struct visit *visit)
{
    struct phrase total = total_phrase(visit);
    json_t *days = json_array(), *notes = json_array();

    answer_say(answer, &total);
    for (size_t i = 0; i < visit->count; i = day_last(visit, i)) {
        const char *text = day_text(answer, visit, i, day_last(visit, i));

        builder_text(answer, text);
        json_array_append_new(
            days,
            builder_item(text, builder_cite(answer, visit->stops[i].record)));
    }
    builder_list(answer, days);
    for (size_t i = 0; i < visit->note_count; i++) {
        const char *text =
            wording_text(answer->wording, &visit->notes[i], answer->ws->arena);

        builder_text(answer, text);
        json_array_append_new(notes, builder_item(text, 0));
    }
    builder_list(answer, notes);
}

/* ---- the wire ------------------------------------------------------------ */

static json_t *stop_json(struct workspace *ws, enum lang lang,
                         const struct visit_stop *stop)
{
    return json_pack(
        "{s:s,s:s,s:s,s:o,s:i,s:i,s:s,s:s}", "id", stop->record->id, "kind",
        stop->record->kind, "name", record_name(stop->record, lang), "km",
        stop->km >= 0 ? json_integer((json_int_t)round(stop->km)) : json_null(),
        "minutes", stop->to - stop->from, "travel", stop->travel, "from",
        time_text(ws->arena, stop->from), "to", time_text(ws->arena, stop->to));
}

static json_t *days_json(struct workspace *ws, enum lang lang,
                         const struct visit *visit)
{
    json_t *days = json_array();

    for (size_t i = 0; i < visit->count;) {
        size_t end = day_last(visit, i);
        json_t *stops = json_array();

        json_array_append_new(days, json_pack("{s:o,s:o}", "date",
                                              day_json(visit->stops[i].day),
                                              "stops", stops));
        for (; i < end; i++)
            json_array_append_new(stops, stop_json(ws, lang, &visit->stops[i]));
    }
    return days;
}

json_t *answer_visit_json(struct workspace *ws, enum lang lang,
                          const struct visit *visit)
{
    struct wording *wording =
        wording_open(ws->snapshot, workspace_locale(ws, lang), lang);
    struct phrase total = total_phrase(visit);
    json_t *notes = json_array(), *out = NULL;

    for (size_t i = 0; i < visit->note_count; i++)
        json_array_append_new(
            notes,
            json_string(wording_text(wording, &visit->notes[i], ws->arena)));
    out = json_pack("{s:s,s:o,s:I,s:o}", "text",
                    wording_text(wording, &total, ws->arena), "days",
                    days_json(ws, lang, visit), "km",
                    (json_int_t)round(visit->km), "notes", notes);
    wording_close(&wording);
    return out;
}
