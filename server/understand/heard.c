/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/heard.h"

#include <string.h>

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
    return heard;
}

void heard_names(struct workspace *ws, const struct heard *heard, size_t from,
                 size_t to, struct lexicon_matches *out)
{
    lexicon_choose(&heard->names, from, to, ws->arena, out);
}
