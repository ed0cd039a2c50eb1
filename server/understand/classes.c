/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/classes.h"

#include <string.h>

#include "understand/signal.h"

/* How many bytes before a name a "not" still denies it. */
enum { DENIES_WITHIN = 14 };

enum { LEADING, HIGH_TECH, OTHER, CLASSES };

static const struct {
    const char *concept, *name;
} classes[CLASSES] = {
    [LEADING] = {"leading_industries", "leading"},
    [HIGH_TECH] = {"high_tech_industries", "high_tech"},
    [OTHER] = {"other_industries", "other"},
};

struct naming {
    bool said[CLASSES], denied[CLASSES];
};

static bool denied_at(const struct cues *cues, size_t from)
{
    for (size_t i = 0; i < cues->count; i++) {
        const struct cue *cue = &cues->items[i];

        if (cue->signal == SIGNAL_NEGATION && cue->to <= from &&
            from - cue->to <= DENIES_WITHIN)
            return true;
    }
    return false;
}

static int class_of(struct workspace *ws, const struct lexicon_match *match)
{
    for (size_t i = 0; i < match->count; i++) {
        const struct record *record =
            snapshot_record(ws->snapshot, match->entries[i]->id);
        const char *concept =
            record != NULL ? record_string(record, "concept") : NULL;

        for (int j = 0; concept != NULL && j < CLASSES; j++)
            if (strcmp(classes[j].concept, concept) == 0)
                return j;
    }
    return -1;
}

const char *class_named(struct workspace *ws, const struct heard *heard)
{
    struct lexicon_matches names = {0};
    struct cues cues;
    struct naming naming = {0};

    heard_names(ws, heard, 0, heard->len, &names);
    cues_find(ws, heard, 0, heard->len, &cues);
    for (size_t i = 0; i < names.count; i++) {
        int at = class_of(ws, &names.items[i]);

        if (at < 0)
            continue;
        if (denied_at(&cues, names.items[i].from))
            naming.denied[at] = true;
        else
            naming.said[at] = true;
    }
    for (int i = CLASSES - 1; i >= 0; i--)
        if (naming.said[i] && !naming.denied[i])
            return classes[i].name;
    /* "neither leading nor high-tech" leaves the others. */
    return naming.denied[HIGH_TECH] ? "other" : NULL;
}
