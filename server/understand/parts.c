/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/parts.h"

#include <string.h>

#include "understand/signal.h"

/* A word of asking so near to its start begins a question. */
enum { PARTS_MAX = 3, BEGINS_WITHIN = 4, SENTENCE_MIN = 6 };

/* The texts of a record of corpus/intent, matched letter by letter. */
struct joints {
    const json_t *lists;
    bool first[256]; /* may a text begin with this byte? */
};

static void joints_read(struct workspace *ws, const char *id,
                        struct joints *out)
{
    const struct record *record = snapshot_record(ws->snapshot, id);
    const char *lang = NULL;
    json_t *texts = NULL, *text = NULL;
    size_t at = 0;

    memset(out, 0, sizeof *out);
    out->lists = record != NULL ? record_get(record, "cues") : NULL;
    json_object_foreach((json_t *)out->lists, lang, texts)
        json_array_foreach(texts, at, text)
            out->first[(unsigned char)*json_string_value(text)] = true;
}

/* Length of the longest text that stands at at; 0 if none does. */
static size_t joint_at(const struct joints *joints, const char *at)
{
    const char *lang = NULL;
    json_t *texts = NULL, *text = NULL;
    size_t i = 0, best = 0;

    if (!joints->first[(unsigned char)*at])
        return 0;
    json_object_foreach((json_t *)joints->lists, lang, texts)
        json_array_foreach(texts, i, text) {
            size_t len = json_string_length(text);

            if (len > best && strncmp(at, json_string_value(text), len) == 0)
                best = len;
        }
    return best;
}

static bool is_year(const struct quantity *amount)
{
    return amount->type == QUANTITY_PLAIN && amount->low == amount->high &&
           amount->low >= 1900 && amount->low < 2100;
}

const char *topic_of(struct workspace *ws, const struct heard *heard,
                     size_t from, size_t to)
{
    char *topic = signals_blank(ws, heard, from, to);

    for (size_t i = 0; i < heard->quantities.count; i++) {
        const struct quantity *amount = &heard->quantities.items[i];

        if (!is_year(amount) && amount->from >= from && amount->to <= to)
            memset(topic + amount->from - from, ' ', amount->to - amount->from);
    }
    return topic;
}

static void add_part(struct workspace *ws, const struct heard *heard,
                     struct meaning *out, size_t from, size_t to)
{
    struct part *part = &out->parts[out->part_count++];
    struct signals signals;

    part->text = arena_text_n(ws->arena, heard->plain + from, to - from);
    part->topic = topic_of(ws, heard, from, to);
    signals_find(ws, heard, from, to, &signals);
    part->asked = signals_asked(&signals);
}

/* Where the first word of asking from start on ends; past the end: nowhere. */
static size_t asked_by(struct workspace *ws, const struct heard *heard,
                       size_t start)
{
    struct cues cues;

    cues_find(ws, heard, start, heard->len, &cues);
    for (size_t i = 0; i < cues.count; i++)
        if (signal_asks(cues.items[i].signal))
            return cues.items[i].to;
    return heard->len + 1;
}

/* Does a question begin at at? "and what areas" does, "in Suzhou and how"
 * does not. Where the question word comes late, any will do. */
static bool asks_from(const struct heard *heard, size_t at)
{
    bool late = lang_is_han(heard->lang) || heard->lang == LANG_KO;

    for (size_t i = heard->cues.count; i > 0; i--) {
        const struct lexicon_match *match = &heard->cues.items[i - 1];

        if (match->from < at)
            return false;
        if (signal_asks_any(match) &&
            (late || match->from <= at + BEGINS_WITHIN))
            return true;
    }
    return false;
}

static bool ends_sentence(char c)
{
    return c == '?';
}

/* Two sentences that both end as questions are two questions, whatever words
 * they ask with. at is a question mark's place. */
static bool asks_again(const struct heard *heard, size_t start, size_t at)
{
    const char *next = strchr(heard->plain + at + 1, '?');

    return at >= start + SENTENCE_MIN && next != NULL &&
           next >= heard->plain + at + 1 + SENTENCE_MIN;
}

static bool joins(struct workspace *ws, const char *plain)
{
    struct joints joints;

    joints_read(ws, "joins", &joints);
    for (; *plain != '\0'; plain++)
        if (joint_at(&joints, plain) != 0)
            return true;
    return false;
}

void parts_find(struct workspace *ws, const struct heard *heard,
                struct meaning *out)
{
    size_t start = 0, asked = asked_by(ws, heard, 0);
    struct joints joints;

    joints_read(ws, "joint", &joints);
    out->parts = arena_zero(ws->arena, PARTS_MAX * sizeof *out->parts);
    for (size_t at = 0; at < heard->len; at++) {
        bool mark = ends_sentence(heard->plain[at]);
        size_t joint = joint_at(&joints, heard->plain + at);

        joint = joint == 0 && mark ? 1 : joint;
        if (joint == 0 || out->part_count == PARTS_MAX - 1)
            continue;
        if (!(asked <= at && asks_from(heard, at + joint)) &&
            !(mark && asks_again(heard, start, at)))
            continue;
        add_part(ws, heard, out, start, at);
        start = at + joint;
        asked = asked_by(ws, heard, start);
        at = start - 1;
    }
    add_part(ws, heard, out, start, heard->len);
    out->joined = joins(ws, heard->plain);
}
