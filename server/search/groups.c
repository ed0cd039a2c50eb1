/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/groups.h"

#include <string.h>

static const double alias_weight = 0.8; /* against the name itself */
static const double part_weight = 0.35; /* of a word of a name */

/* Groups as they are gathered. */
struct gathering {
    struct workspace *ws;
    enum lang to;
    struct groups *out;
    size_t capacity;
};

static void add_group(struct gathering *gathering, const struct group *group)
{
    struct groups *out = gathering->out;

    out->items = arena_room(gathering->ws->arena, out->items, out->count,
                            &gathering->capacity, sizeof *out->items);
    out->items[out->count++] = *group;
}

static void add_way(struct workspace *ws, struct group *group, size_t *capacity,
                    const char *text, double weight)
{
    const char *plain = text != NULL ? analyser_plain(ws->analyser, text,
                                                      strlen(text), ws->arena)
                                     : "";

    if (*plain == '\0')
        return;
    for (size_t i = 0; i < group->count; i++)
        if (strcmp(group->ways[i].text, plain) == 0)
            return;
    group->ways = arena_room(ws->arena, group->ways, group->count, capacity,
                             sizeof *group->ways);
    group->ways[group->count++] = (struct way){plain, weight};
}

/* What records of one name are called in the language of the texts. */
static struct group named(struct gathering *gathering,
                          const struct lexicon_match *match, const char *asked)
{
    struct workspace *ws = gathering->ws;
    struct group group = {.asked = asked, .weight = 1};
    size_t capacity = 0, i = 0;
    const json_t *item = NULL;

    for (size_t e = 0; e < match->count; e++) {
        const struct record *record =
            snapshot_record(ws->snapshot, match->entries[e]->id);
        const json_t *names =
            record != NULL ? record_get(record, "names") : NULL;
        const char *code = lang_code(gathering->to);

        add_way(ws, &group, &capacity,
                json_string_value(json_object_get(names, code)), 1);
        json_array_foreach(json_object_get(record_get(record, "aliases"), code),
                           i, item)
            add_way(ws, &group, &capacity, json_string_value(item),
                    alias_weight);
    }
    return group;
}

/* Words that no lexicon has stand as they are: names, foreign words. */
static void add_words(struct gathering *gathering, const char *text,
                      enum lang lang)
{
    struct workspace *ws = gathering->ws;
    struct terms terms = {0};

    analyser_terms(ws->analyser, text, strlen(text), lang, TERM_QUESTION,
                   ws->arena, &terms);
    for (size_t i = 0; i < terms.count; i++) {
        const char *word = terms.items[i].text;
        struct group group = {.asked = word, .weight = 1};
        size_t capacity = 0;

        if (!termbook_counts(&terms.items[i], lang))
            continue;
        add_way(ws, &group, &capacity, word, 1);
        add_group(gathering, &group);
    }
}

/* Is one of the ways a way of a group already? */
static bool have_way(const struct groups *groups, const struct group *group)
{
    for (size_t i = 0; i < groups->count; i++)
        for (size_t w = 0; w < groups->items[i].count; w++)
            for (size_t j = 0; j < group->count; j++)
                if (strcmp(groups->items[i].ways[w].text,
                           group->ways[j].text) == 0)
                    return true;
    return false;
}

/* The group of the very words that a name was found in; NULL if there is
 * none. */
static struct group *group_asked(struct groups *groups, const char *asked)
{
    for (size_t i = 0; i < groups->count; i++)
        if (groups->items[i].asked != NULL &&
            strcmp(groups->items[i].asked, asked) == 0)
            return &groups->items[i];
    return NULL;
}

/* A dictionary's ways follow those of the lexicon, which are sure. */
static void lead_ways(struct workspace *ws, struct group *group,
                      const struct group *named)
{
    struct group both = *named;
    size_t capacity = 0;

    both.ways = NULL;
    both.count = 0;
    for (size_t i = 0; i < named->count; i++)
        add_way(ws, &both, &capacity, named->ways[i].text,
                named->ways[i].weight);
    for (size_t i = 0; i < group->count; i++)
        add_way(ws, &both, &capacity, group->ways[i].text,
                group->ways[i].weight);
    group->ways = both.ways;
    group->count = both.count;
}

/* Words of a name count less beside the name. */
static void dampen_parts(struct groups *groups, const char *name)
{
    for (size_t i = 0; i < groups->count; i++)
        if (groups->items[i].asked != NULL &&
            strstr(name, groups->items[i].asked) != NULL)
            groups->items[i].weight *= part_weight;
}

/* What the lexicon as published names; the rest of the text is left in rest,
 * unless the dictionaries know it anyway. */
static void add_lexicon(struct gathering *gathering, const char *text,
                        enum lang lang, char *rest)
{
    struct workspace *ws = gathering->ws;
    struct lexicon_matches found = {0};

    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, text, lang,
                 ws->arena, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct lexicon_match *match = &found.items[i];
        size_t len = match->to - match->from;
        struct group group = named(
            gathering, match, arena_text_n(ws->arena, text + match->from, len));
        struct group *same = NULL;

        if (group.count == 0)
            continue;
        memset(rest + match->from, ' ', len);
        same = group_asked(gathering->out, group.asked);
        if (same != NULL) {
            lead_ways(ws, same, &group);
            continue;
        }
        if (have_way(gathering->out, &group))
            continue;
        dampen_parts(gathering->out, group.asked);
        add_group(gathering, &group);
    }
}

void groups_of(struct workspace *ws, const struct meaning *meaning,
               enum lang to, struct groups *out)
{
    struct gathering gathering = {.ws = ws, .to = to, .out = out};
    char *rest = arena_text(ws->arena, meaning->topic);
    struct groups known = {0};

    *out = (struct groups){0};
    if (ws->pack != NULL)
        translate_question(ws->pack, ws->analyser, meaning->topic,
                           strlen(meaning->topic), meaning->lang, to, ws->arena,
                           &known);
    for (size_t i = 0; i < known.count; i++)
        add_group(&gathering, &known.items[i]);
    add_lexicon(&gathering, meaning->topic, meaning->lang, rest);
    if (ws->pack == NULL)
        add_words(&gathering, rest, meaning->lang);
}
