/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders from the other side: enterprises, desks, services, partners; and
 * what places already have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "match_world.h"

static const char *const orders[] = {
    "{'id':'firm-big','kind':'enterprise','country':'KR','staff':900,"
    "'industries':['chips'],'purposes':['site'],'interested_in':['a'],"
    "'languages':['ko','en']}",
    "{'id':'firm-small','kind':'enterprise','country':'KR','staff':20,"
    "'industries':['chips'],'purposes':['supply'],'interested_in':['b'],"
    "'languages':['ko']}",
    "{'id':'firm-ru','kind':'enterprise','country':'RU','staff':500,"
    "'industries':['chips'],'purposes':['site'],'interested_in':['a']}",
    "{'id':'firm-here','kind':'enterprise','country':'CN','city':'b',"
    "'industries':['packaging'],'evidence':['fact']}",
    "{'id':'firm-invented','kind':'enterprise','country':'CN','city':'c',"
    "'industries':['packaging'],'synthetic':true}",
    "{'id':'desk-kr','kind':'parlor','host':'a','serves':['a','b'],"
    "'countries':['KR'],'status':'open','services':['visa'],"
    "'languages':['ko'],'evidence':['fact']}",
    "{'id':'desk-sco','kind':'parlor','host':'a','serves':null,"
    "'countries':[],'groups':['sco'],'status':'not_yet_open',"
    "'services':[],'languages':null,'evidence':['fact']}",
    "{'id':'visa','kind':'service','role':'visa','city':'a'}",
    "{'id':'legal','kind':'service','role':'legal','city':'a'}",
    "{'id':'fair-kr','kind':'event','country':'KR','industries':['chips']}",
    "{'id':'fair-ru','kind':'event','country':'RU','industries':['chips']}",
    "{'id':'pact-ab','kind':'cooperation','parties':['a','b'],"
    "'stage':'signed','evidence':['fact'],'industries':['software']}",
    "{'id':'sister-c','kind':'cooperation','parties':['c'],"
    "'stage':'running','evidence':[],'sister':{'country':'KR'}}",
    "{'id':'port-a','kind':'fact','about':['a'],'as_of':'2020-01-01',"
    "'figures':[{'value':300,'unit':'km','of':'road'}]}",
    "{'id':'port-a-new','kind':'fact','about':['a'],'as_of':'2021-01-01',"
    "'figures':[{'value':100,'unit':'km','of':'road'}]}",
    "{'id':'port-c','kind':'fact','about':['c'],'synthetic':true,"
    "'figures':[{'value':1,'unit':'km','of':'road'}]}",
    "{'id':'c-origin','kind':'criterion','type':'origin','weight':0.3,"
    "'hard':true}",
    "{'id':'c-size','kind':'criterion','type':'size','weight':0.1,"
    "'hard':true}",
    "{'id':'c-purpose','kind':'criterion','type':'purpose','weight':0.1}",
    "{'id':'c-interest','kind':'criterion','type':'interest','weight':0.1}",
    "{'id':'c-language','kind':'criterion','type':'language','weight':0.1,"
    "'hard':true}",
    "{'id':'c-desk','kind':'criterion','type':'desk','weight':0.4,"
    "'hard':true}",
    "{'id':'c-serves','kind':'criterion','type':'serves','weight':0.2}",
    "{'id':'c-open','kind':'criterion','type':'open','weight':0.2}",
    "{'id':'c-role','kind':'criterion','type':'role','weight':0.4,"
    "'hard':true}",
    "{'id':'c-pact','kind':'criterion','type':'pact','weight':0.2,"
    "'applies_to':['partner']}",
    "{'id':'c-cluster','kind':'criterion','type':'cluster','weight':0.2,"
    "'half':1}",
    "{'id':'c-theme','kind':'criterion','type':'theme','weight':0.2}",
    "{'id':'c-sister','kind':'criterion','type':'sister','weight':0.2}",
    "{'id':'c-road','kind':'criterion','type':'measure','weight':0.2,"
    "'measures':['road'],'unit':'km','better':'less','half':100}",
    NULL};

/* A demand, who is found first, and a reason given for it, with its value;
 * or, where the value is -2, a key it is left out by. */
static const struct {
    const char *demand, *id, *key;
    double value;
} rows[] = {
    {"{'seeks':'enterprise','countries':['kr'],'industries':['chips'],"
     "'asker':'a'}",
     "firm-big", "match.interest", 1},
    {"{'seeks':'enterprise','countries':['kr'],'industries':['chips'],"
     "'asker':'b'}",
     "firm-small", "match.origin", 1},
    {"{'seeks':'enterprise','countries':['kr'],'industries':['chips']}",
     "firm-ru", "match.origin_fail", -2},
    {"{'seeks':'enterprise','countries':['kr'],'staff_min':21}", "firm-small",
     "match.size_fail", -2},
    {"{'seeks':'enterprise','industries':['chips'],'purpose':'supply'}",
     "firm-small", "match.purpose", 1},
    {"{'seeks':'enterprise','industries':['chips'],'speaks':'en'}",
     "firm-small", "match.language_fail", -2},
    {"{'seeks':'enterprise','group':'sco','industries':['chips']}", "firm-ru",
     "match.origin", 1},
    {"{'seeks':'event','countries':['kr'],'industries':['chips']}", "fair-kr",
     "match.origin", 1},
    {"{'seeks':'event','countries':['kr'],'industries':['chips']}", "fair-ru",
     "match.origin_fail", -2},
    {"{'seeks':'parlor','countries':['kr'],'asker':'b'}", "desk-kr",
     "match.serves", 1},
    {"{'seeks':'parlor','countries':['kr'],'asker':'b'}", "desk-kr",
     "match.open", 1},
    {"{'seeks':'parlor','group':'sco'}", "desk-sco", "match.not_open", 0.3},
    {"{'seeks':'service','role':'visa','asker':'b'}", "visa", "match.role", 1},
    {"{'seeks':'parlor','role':'visa'}", "desk-kr", "match.role", 1},
    {"{'seeks':'partner','asker':'a','kind':'city'}", "b", "match.cooperation",
     0.8},
    {"{'seeks':'partner','asker':'firm-small','kind':'city'}", "b",
     "match.interest_asker", 1},
    /* one real enterprise; the invented one is no cluster */
    {"{'industries':['packaging'],'kind':'city'}", "b", "match.cluster", 0.5},
    {"{'industries':['software'],'kind':'city'}", "a", "match.theme", 0.8},
    {"{'countries':['kr'],'kind':'city','weights':{'c-sister':5}}", "c",
     "match.sister", 1},
    /* the latest figure; the invented one counts for who asks for it */
    {"{'kind':'city','near':['c'],'weights':{'c-road':100}}", "a",
     "match.measure_km", 0.5},
    {"{'kind':'city','counts':['c-road'],'weights':{'c-road':100}}", "c",
     "match.measure_km", 100.0 / 101},
};

static void expect(size_t row, const struct proposal *found)
{
    bool out = rows[row].value == -2;
    const struct candidate *items = out ? found->excluded : found->items;
    size_t count = out ? found->excluded_count : found->count;
    int at = candidate_place(items, count, rows[row].id);
    const struct reason *reason = NULL;

    if (at < 0 || (!out && at != 0))
        fail_msg("row %zu: %s is at %d", row, rows[row].id, at);
    reason = out ? reason_said(items[at].failed, items[at].failed_count,
                               rows[row].key)
                 : reason_said(items[at].reasons, items[at].reason_count,
                               rows[row].key);
    if (reason == NULL)
        fail_msg("row %zu: %s is not said", row, rows[row].key);
    if (!out && (reason->value < rows[row].value - 1e-9 ||
                 reason->value > rows[row].value + 1e-9))
        fail_msg("row %zu: %g", row, reason->value);
}

static void both_sides_are_judged(void **state)
{
    struct corpus corpus;

    (void)state;
    world_begin(&corpus);
    for (const char *const *text = orders; *text != NULL; text++)
        corpus_write(&corpus, *text);
    corpus_seal(&corpus);
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        struct proposal found;

        corpus_match(&corpus, rows[row].demand, &found);
        expect(row, &found);
    }
    corpus_end(&corpus);
}

/* Of a site, as of a park, a parlor is known by its city alone. */
static void a_site_borrows_its_desk(void **state)
{
    struct corpus corpus;
    struct proposal found;

    (void)state;
    world_begin(&corpus);
    corpus_write(&corpus, "{'id':'desk-kr','kind':'parlor','host':'a',"
                          "'countries':['KR'],'status':'open'}");
    corpus_write(&corpus, "{'id':'plot','kind':'site','city':'a'}");
    corpus_seal(&corpus);
    corpus_match(&corpus,
                 "{'kind':'site','countries':['kr'],"
                 "'weights':{'w-policy':0}}",
                 &found);
    assert_int_equal(found.count, 1);
    assert_true(found.items[0].coverage == 0.75);
    corpus_end(&corpus);
}

/* A record may name what is no industry; then it is none of its own. */
static void an_asker_of_no_industry(void **state)
{
    struct corpus corpus;
    struct proposal found;

    (void)state;
    world_begin(&corpus);
    corpus_write(&corpus, "{'id':'seller','kind':'enterprise',"
                          "'industries':['a','nothing','chips']}");
    corpus_write(&corpus, "{'id':'buyer','kind':'enterprise',"
                          "'industries':['chips']}");
    corpus_seal(&corpus);
    corpus_match(&corpus, "{'seeks':'enterprise','asker':'seller'}", &found);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.items[0].record->id, "buyer");
    assert_true(found.items[0].score == 1);
    corpus_end(&corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_site_borrows_its_desk),
        cmocka_unit_test(an_asker_of_no_industry),
        cmocka_unit_test(both_sides_are_judged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
