/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/heard.h"

#include <string.h>

/* "5 million US dollars" speaks of no country, and Arabic "billion" is not
 * "in Lyon": names of places within an amount are part of it. */
static void drop_in_amounts(struct heard *heard)
{
    static const char *const kinds[] = {"city", "country", "place"};
    struct lexicon_matches *names = &heard->names;
    size_t kept = 0;

    for (size_t i = 0; i < names->count; i++) {
        const struct lexicon_match *match = &names->items[i];
        bool place = false, within = false;

        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            place = place || strcmp(match->entries[0]->kind, kinds[k]) == 0;
        for (size_t k = 0; place && k < heard->quantities.count; k++)
            within = within || (match->from > heard->quantities.items[k].from &&
                                match->to <= heard->quantities.items[k].to);
        if (!within)
            names->items[kept++] = *match;
    }
    names->count = kept;
}

const struct heard *heard_make(struct workspace *ws, const char *plain,
                               enum lang lang)
{
    struct heard *heard = arena_zero(ws->arena, sizeof *heard);

    heard->plain = plain;
    heard->len = strlen(plain);
    heard->lang = lang;
    lexicon_starts(snapshot_lexicon(ws->snapshot), ws->analyser, plain, lang,
                   ws->arena, &heard->names);
    lexicon_starts(snapshot_cues(ws->snapshot), ws->analyser, plain, lang,
                   ws->arena, &heard->cues);
    quantity_find(plain, heard->len, lang, ws->arena, &heard->quantities);
    drop_in_amounts(heard);
    return heard;
}

void heard_names(struct workspace *ws, const struct heard *heard, size_t from,
                 size_t to, struct lexicon_matches *out)
{
    lexicon_choose(&heard->names, from, to, ws->arena, out);
}
