/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/hold.h"

#include <string.h>

enum { DEPTH_MAX = 5 };

static const char nation_id[] = "country-cn";

/* How much a document counts for a place that it is not itself of. */
static const double of_larger = 0.9;  /* it lies in the document's land */
static const double of_part = 0.5;    /* the document's place lies in it */
static const double of_words = 0.6;   /* it is only named in the text */
static const double of_nowhere = 0.5; /* no place is asked, and it has one */

static bool is_nation(const struct record *place)
{
    return place != NULL && strcmp(place->id, nation_id) == 0;
}

bool hold_is_province(const struct record *record)
{
    const char *concept = record_string(record, "concept");

    return record_is(record, "level", "province") ||
           (concept != NULL && strncmp(concept, "province_", 9) == 0);
}

/* The province that goes by a name in Chinese; NULL for a city that is its
 * own. */
static const struct record *province_called(struct workspace *ws,
                                            const char *name)
{
    struct lexicon_matches found = {0};

    if (name == NULL)
        return NULL;
    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, name,
                 LANG_ZH_HANS, ws->arena, &found);
    for (size_t i = 0; i < found.count; i++)
        for (size_t j = 0; j < found.items[i].count; j++) {
            const struct record *record =
                snapshot_record(ws->snapshot, found.items[i].entries[j]->id);

            if (record != NULL && hold_is_province(record))
                return record;
        }
    return NULL;
}

/* What a place lies in; NULL above the nation, and abroad. */
static const struct record *above(struct workspace *ws,
                                  const struct record *place)
{
    static const char *const members[] = {"within", "part_of", "city", "host"};
    const struct snapshot *snapshot = ws->snapshot;
    const struct record *province = NULL;
    const json_t *names = record_get(place, "province");

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *id = record_string(place, members[i]);

        if (id != NULL)
            return snapshot_record(snapshot, id);
    }
    if (names != NULL) {
        province = province_called(
            ws, json_string_value(json_object_get(names, "zh-Hans")));
        return province != NULL ? province
                                : snapshot_record(snapshot, nation_id);
    }
    return hold_is_province(place) ? snapshot_record(snapshot, nation_id)
                                   : NULL;
}

/* Does place lie in land? The nation's law stops at lands of their own. */
static bool lies_in(struct workspace *ws, const struct record *place,
                    const struct record *land)
{
    for (int depth = 0; place != NULL && depth < DEPTH_MAX; depth++) {
        if (is_nation(land) && json_is_true(record_get(place, "own_law")))
            return false;
        place = above(ws, place);
        if (place == land)
            return place != NULL;
    }
    return false;
}

/* The first place that the text names, in the language it is written in. */
static const struct record *place_named(struct workspace *ws, const char *text,
                                        enum lang lang)
{
    struct lexicon_matches found = {0};

    if (text == NULL)
        return NULL;
    text = analyser_plain(ws->analyser, text, strlen(text), ws->arena);
    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, text, lang,
                 ws->arena, &found);
    for (size_t i = 0; i < found.count; i++)
        for (size_t j = 0; j < found.items[i].count; j++) {
            const struct lexicon_entry *entry = found.items[i].entries[j];
            const struct record *record =
                snapshot_record(ws->snapshot, entry->id);

            if (record != NULL && (strcmp(entry->kind, "city") == 0 ||
                                   strcmp(entry->kind, "park") == 0 ||
                                   (strcmp(entry->kind, "place") == 0 &&
                                    record_get(record, "own_law") == NULL) ||
                                   hold_is_province(record)))
                return record;
        }
    return NULL;
}

const struct record *hold_place(struct workspace *ws,
                                const struct record *document)
{
    const char *id = record_string(document, "place");
    const char *code = record_string(document, "source.lang");
    const struct record *place = NULL;

    if (id != NULL)
        return snapshot_record(ws->snapshot, id);
    if (record_is(document, "scope", "national"))
        return NULL;
    place = place_named(ws, record_string(document, "source.title"),
                        code != NULL ? lang_parse(code) : LANG_ZH_HANS);
    if (place == NULL)
        place = place_named(ws, record_string(document, "source.publisher"),
                            code != NULL ? lang_parse(code) : LANG_ZH_HANS);
    return place;
}

/* Does the clause, or its document's title, name the place? */
static bool words_name(const struct evidence *evidence,
                       const struct record *place)
{
    const char *code = record_string(evidence->record, "source.lang");
    const char *name =
        record_name(place, code != NULL ? lang_parse(code) : LANG_ZH_HANS);
    const json_t *aliases =
        json_object_get(record_get(place, "aliases"),
                        code != NULL ? code : lang_code(LANG_ZH_HANS));
    const char *title = record_string(evidence->record, "source.title");
    size_t len = 0;
    const char *text = evidence_text(evidence, &len);

    for (size_t i = 0; name != NULL; i++) {
        if ((title != NULL && strstr(title, name) != NULL) ||
            (text != NULL && memmem(text, len, name, strlen(name)) != NULL))
            return true;
        name = json_string_value(json_array_get(aliases, i));
    }
    return false;
}

/* Sums over the places named. */
struct tally {
    struct workspace *ws;
    struct evidence *evidence;
    const struct record *land; /* the document's place, or the nation */
    size_t named;
    double held;
};

static void tally_place(struct tally *tally, const struct record *place)
{
    struct workspace *ws = tally->ws;

    tally->named++;
    if (place == tally->land) {
        tally->held += 1;
    } else if (tally->land != NULL && lies_in(ws, place, tally->land)) {
        bool named = words_name(tally->evidence, place);

        tally->held += named ? 1 : of_larger;
        tally->evidence->holds = named ? NULL : place;
    } else if (tally->land != NULL && lies_in(ws, tally->land, place)) {
        tally->held += of_part;
    } else if (words_name(tally->evidence, place)) {
        tally->held += of_words;
    }
}

static void tally_places(struct tally *tally, const struct ids *places)
{
    for (size_t i = 0; i < places->count; i++)
        tally_place(tally, places->items[i]);
}

double hold_share(struct workspace *ws, const struct meaning *meaning,
                  struct evidence *evidence)
{
    const struct record *nation = snapshot_record(ws->snapshot, nation_id);
    const struct record *place = hold_place(ws, evidence->record);
    bool national = record_is(evidence->record, "scope", "national");
    struct tally tally = {
        .ws = ws, .evidence = evidence, .land = national ? nation : place};

    evidence->holds = NULL;
    tally_places(&tally, &meaning->cities);
    tally_places(&tally, &meaning->parks);
    tally_places(&tally, &meaning->parlors);
    tally_places(&tally, &meaning->outside);
    for (size_t i = 0; i < meaning->terms.count; i++)
        if (hold_is_province(meaning->terms.items[i]))
            tally_place(&tally, meaning->terms.items[i]);
    if (tally.named == 0 && nation != NULL &&
        ids_has(&meaning->countries, nation))
        tally_place(&tally, nation);
    else if (tally.named == 0)
        tally_places(&tally, &meaning->lands);
    tally.named += meaning->strange;
    if (tally.named == 0)
        return place == NULL ? 1 : of_nowhere;
    return tally.held / (double)tally.named;
}
