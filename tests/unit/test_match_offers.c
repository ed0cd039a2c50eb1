/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Land and buildings on offer: hard demands on one site, or on the park. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "match_world.h"

static const char *const offers[] = {
    "{'id':'one','kind':'park','city':'a','zone_type':'industrial_park',"
    "'industries':[{'industry':'chips','evidence':'fact'}]}",
    "{'id':'two','kind':'park','city':'b','zone_type':'industrial_park',"
    "'industries':[{'industry':'chips','evidence':'fact'}],"
    "'min_investment':{'amount':900,'currency':'CNY','evidence':'other-fact'},"
    "'not_allowed':[{'industry':'fish','evidence':'fact'}]}",
    "{'id':'bare','kind':'park','city':'c','zone_type':'industrial_park',"
    "'industries':[{'industry':'chips','evidence':'fact'}]}",
    /* of one: large but low, and high but small */
    "{'id':'one-large','kind':'site','park':'one','city':'a','use':'land',"
    "'area_m2':1000,'plot_ratio':1,'available_from':'2030-01-01',"
    "'min_investment':{'amount':500,'currency':'CNY'}}",
    "{'id':'one-small','kind':'site','park':'one','city':'a','use':'land',"
    "'area_m2':100,'plot_ratio':3,'available_from':'2026-01-01',"
    "'min_investment':{'amount':50,'currency':'CNY'},"
    "'not_allowed':['root']}",
    "{'id':'one-hall','kind':'site','park':'one','city':'a',"
    "'use':'workshop','area_m2':300,'plot_ratio':null}",
    "{'id':'two-land','kind':'site','park':'two','city':'b','use':'land',"
    "'area_m2':null,'plot_ratio':2}",
    "{'id':'c-plot','kind':'criterion','type':'plot_ratio','weight':0.1,"
    "'hard':true}",
    "{'id':'c-investment','kind':'criterion','type':'investment',"
    "'weight':0.1,'hard':true}",
    "{'id':'c-allowed','kind':'criterion','type':'not_allowed','weight':0,"
    "'hard':true}",
    "{'id':'c-ready','kind':'criterion','type':'ready','weight':0.1,"
    "'hard':true}",
    "{'id':'c-building','kind':'criterion','type':'building','weight':0.1,"
    "'hard':true}",
    NULL};

/* What is demanded, which parks are found in order of id, and which park is
 * left out with what key first. */
static const struct {
    const char *demand, *found, *out, *key;
} rows[] = {
    {"{'industries':['chips'],'land_m2':500}", "bare one two", NULL, NULL},
    {"{'industries':['chips'],'land_m2':2000}", "bare two", "one",
     "match.land_fail"},
    {"{'industries':['chips'],'plot_ratio':2.5}", "bare", "two",
     "match.plot_ratio_fail"},
    /* one site must have both */
    {"{'industries':['chips'],'land_m2':500,'plot_ratio':2}", "bare two", "one",
     "match.plot_ratio_fail"},
    {"{'industries':['chips'],'land_m2':500,'by':'2029-12-31'}", "bare two",
     "one", "match.ready_fail"},
    {"{'industries':['chips'],'land_m2':500,'by':'2030-01'}", "bare one two",
     NULL, NULL},
    {"{'industries':['software'],'kind':'park','land_m2':500,"
     "'investment':100}",
     "bare", "one", "match.investment_fail"},
    {"{'industries':['chips'],'investment':899}", "bare one", "two",
     "match.investment_fail"},
    {"{'industries':['chips'],'investment':900}", "bare one two", NULL, NULL},
    {"{'industries':['chips'],'building_m2':300}", "bare one two", NULL, NULL},
    {"{'industries':['chips'],'building_m2':301}", "bare two", "one",
     "match.building_fail"},
    /* the park's own list */
    {"{'industries':['chips','fish'],'kind':'park'}", "bare one", "two",
     "match.not_allowed"},
};

static const char *sorted(struct arena *arena, const struct proposal *found)
{
    static const char *const ids[] = {"bare", "one", "two"};
    const char *out = "";

    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (candidate_place(found->items, found->count, ids[i]) >= 0)
            out = arena_format(arena, "%s%s%s", out, *out ? " " : "", ids[i]);
    return out;
}

static void offers_are_judged_as_one(void **state)
{
    struct corpus corpus;

    (void)state;
    world_begin(&corpus);
    for (const char *const *text = offers; *text != NULL; text++)
        corpus_write(&corpus, *text);
    corpus_seal(&corpus);
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        struct proposal found;
        int at = -1;

        corpus_match(&corpus, rows[row].demand, &found);
        if (strcmp(sorted(corpus.arena, &found), rows[row].found) != 0)
            fail_msg("row %zu: found %s", row, sorted(corpus.arena, &found));
        if (rows[row].out == NULL)
            continue;
        at = candidate_place(found.excluded, found.excluded_count,
                             rows[row].out);
        if (at < 0 ||
            strcmp(found.excluded[at].failed[0].why.key, rows[row].key) != 0)
            fail_msg("row %zu: %s is not left out by %s", row, rows[row].out,
                     rows[row].key);
    }
    corpus_end(&corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offers_are_judged_as_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
