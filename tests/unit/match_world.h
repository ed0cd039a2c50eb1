/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match_world.h - a small world to match in, where every number is known. */
#ifndef MATCH_WORLD_H
#define MATCH_WORLD_H

#include <stdio.h>

#include "match_corpus.h"

/* Three cities on a line of latitude, 95 km apart, north of a river that
 * flows from west to east with a bend; a taxonomy; criteria of all types. */
static const char *const world[] = {
    "{'id':'a','kind':'city','position':{'lon':1,'lat':30}}",
    "{'id':'b','kind':'city','position':{'lon':2,'lat':30}}",
    "{'id':'c','kind':'city','position':{'lon':3,'lat':30}}",
    "{'id':'b-county','kind':'city','part_of':'b',"
    "'position':{'lon':2.2,'lat':30.2}}",
    "{'id':'fact','kind':'fact'}",
    "{'id':'other-fact','kind':'fact'}",
    "{'id':'river','kind':'landmark',"
    "'line':[[0,29],[2,29],[3,29.5],[4,29],[6,29]]}",
    "{'id':'root','kind':'industry'}",
    "{'id':'chips','kind':'industry','parent':'root'}",
    "{'id':'packaging','kind':'industry','parent':'chips'}",
    "{'id':'design','kind':'industry','parent':'chips'}",
    "{'id':'software','kind':'industry','parent':'root'}",
    "{'id':'fish','kind':'industry'}",
    "{'id':'ring-1','kind':'industry','parent':'ring-2'}",
    "{'id':'ring-2','kind':'industry','parent':'ring-1'}",
    "{'id':'kr','kind':'country','code':'KR'}",
    "{'id':'cn','kind':'country','code':'CN'}",
    "{'id':'ru','kind':'country','code':'RU','groups':['sco']}",
    "{'id':'w-industry','kind':'criterion','type':'industry','weight':0.4}",
    "{'id':'w-distance','kind':'criterion','type':'distance','weight':0.2,"
    "'scale_km':100}",
    "{'id':'w-side','kind':'criterion','type':'side','weight':0.1,"
    "'hard':true}",
    "{'id':'w-zone','kind':'criterion','type':'zone_type','weight':0.1}",
    "{'id':'w-policy','kind':'criterion','type':'policy','weight':0.1}",
    "{'id':'w-tie','kind':'criterion','type':'cooperation','weight':0.1}",
    "{'id':'w-country','kind':'criterion','type':'country','weight':0.1}",
    "{'id':'w-land','kind':'criterion','type':'land','weight':0.1,"
    "'hard':true}",
    "{'id':'w-new','kind':'criterion','type':'not_known_yet','weight':9}",
};

static inline void world_begin(struct corpus *corpus)
{
    corpus_begin(corpus);
    for (size_t i = 0; i < sizeof world / sizeof *world; i++)
        corpus_write(corpus, world[i]);
}

/* The world with some records more, ended by NULL. */
static inline void world_with(struct corpus *corpus, const char *const *more)
{
    world_begin(corpus);
    for (; *more != NULL; more++)
        corpus_write(corpus, *more);
    corpus_seal(corpus);
}

/* The ids of candidates, "a b c", in the arena. */
static inline const char *ids_of(struct arena *arena,
                                 const struct candidate *items, size_t count)
{
    const char *out = "";

    for (size_t i = 0; i < count; i++)
        out = arena_format(arena, "%s%s%s", out, i != 0 ? " " : "",
                           items[i].record->id);
    return out;
}

/* A park of chips in a city, so many of its facts being known. */
static inline void park_write(struct corpus *corpus, const char *id,
                              const char *city, const char *industry,
                              const char *rest)
{
    char text[320];

    snprintf(text, sizeof text,
             "{'id':'%s','kind':'park','city':'%s',"
             "'zone_type':'industrial_park','industries':[%s%s%s]%s}",
             id, city, *industry ? "{'evidence':'fact','industry':'" : "",
             industry, *industry ? "'}" : "", rest);
    corpus_write(corpus, text);
}

#endif
