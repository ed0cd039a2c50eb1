/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_lexicon.c - names found in messages, homonyms and all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/buf.h"
#include "text/lexicon.h"

static const struct {
    const char *name;
    enum lang lang;
    const char *id, *kind;
} names[] = {
    {"Suzhou", LANG_EN, "suzhou", "city"},
    {"Suzhou", LANG_DE, "suzhou", "city"},
    {"苏州", LANG_ZH_HANS, "suzhou", "city"},
    {"蘇州", LANG_ZH_HANT, "suzhou", "city"},
    {"苏州市", LANG_ZH_HANS, "suzhou", "city"},
    {"Сучжоу", LANG_RU, "suzhou", "city"},
    {"쑤저우", LANG_KO, "suzhou", "city"},
    {"سوتشو", LANG_AR, "suzhou", "city"},
    {"Suzhou", LANG_EN, "suzhou-anhui", "city"}, /* a homonym */
    {"Suzhou Industrial Park", LANG_EN, "sip", "park"},
    {"Industriepark Suzhou", LANG_DE, "sip", "park"},
    {"Parc industriel de Suzhou", LANG_FR, "sip", "park"},
    {"苏州工业园区", LANG_ZH_HANS, "sip", "park"},
    {"蘇州工業園區", LANG_ZH_HANT, "sip", "park"},
    {"SIP", LANG_NONE, "sip", "park"},
    {"工业园区", LANG_ZH_HANS, "industrial-park", "term"},
    {"industrial park", LANG_EN, "industrial-park", "term"},
    {"tax", LANG_EN, "tax", "term"},
    {"налог", LANG_RU, "tax", "term"},
    {"Steuer", LANG_DE, "tax", "term"},
    {"세금", LANG_KO, "tax", "term"},
    {"الضرائب", LANG_AR, "tax", "term"},
    {"税", LANG_ZH_HANS, "tax", "term"},
    {"Шанхай", LANG_RU, "shanghai", "city"},
    {"Xi'an", LANG_EN, "xian", "city"},
    {"Düsseldorf", LANG_DE, "duesseldorf", "city"},
    {"パリ", LANG_JA, "paris", "city"},
    {"北京经济技术开发区", LANG_ZH_HANS, "bda", "park"},
    {"北京", LANG_ZH_HANS, "beijing", "city"},
    {"北京大学", LANG_ZH_HANS, "pku", "agency"},
    {"5G", LANG_NONE, "5g", "industry"},
    {"Zhongguancun Science Park, Beijing", LANG_EN, "zgc", "park"},
    {"X", LANG_EN, "x", "term"},
    {"", LANG_EN, "empty", "term"},
    {"!?", LANG_EN, "marks", "term"},
    {"BMW", LANG_NONE, "bmw", "enterprise"},
    {"Bosch Automotive Products (Suzhou) Co., Ltd.", LANG_EN, "bosch",
     "enterprise"},
    {"المنطقة الصناعية", LANG_AR, "industrial-park", "term"},
    {"biomedicine", LANG_EN, "biomedicine", "industry"},
    {"生物医药", LANG_ZH_HANS, "biomedicine", "industry"},
    {"société", LANG_FR, "company", "term"},
    {"生物", LANG_ZH_HANS, "biology", "industry"},
    {"医药谷", LANG_ZH_HANS, "valley", "park"},
    {"customs", LANG_EN, "customs", "term"},
    {"Canadá", LANG_ES, "canada", "country"},
    {"Mode", LANG_DE, "garments", "industry"},
    {"الأردن", LANG_AR, "jordan", "country"},
    {"بوسطن", LANG_AR, "boston", "place"},
    {"Chine", LANG_FR, "china", "country"},
    {"loyer", LANG_FR, "rent", "term"},
};

struct bench {
    struct analyser *analyser;
    struct lexicon *lexicon;
    struct arena *arena;
    struct buf shown;
};

static int bench_open(void **state)
{
    static struct bench bench;
    struct err err;

    bench.arena = arena_new();
    buf_init(&bench.shown);
    *state = &bench;
    if (analyser_open(&bench.analyser, &err) < 0)
        return -1;
    bench.lexicon = lexicon_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        lexicon_add(bench.lexicon, bench.analyser, names[i].name, names[i].lang,
                    names[i].id, names[i].kind);
    lexicon_seal(bench.lexicon);
    return 0;
}

static int bench_close(void **state)
{
    struct bench *bench = *state;

    lexicon_free(&bench->lexicon);
    lexicon_free(&bench->lexicon);
    analyser_close(&bench->analyser);
    arena_free(&bench->arena);
    buf_fini(&bench->shown);
    return 0;
}

/* "stretch=id,id stretch=id" */
static const char *show(struct bench *bench, const char *text, enum lang lang)
{
    const char *plain =
        analyser_plain(bench->analyser, text, strlen(text), bench->arena);
    struct lexicon_matches found;

    lexicon_find(bench->lexicon, bench->analyser, plain, lang, bench->arena,
                 &found);
    buf_clear(&bench->shown);
    for (size_t i = 0; i < found.count; i++) {
        const struct lexicon_match *match = &found.items[i];

        buf_text(&bench->shown, i != 0 ? "|" : "");
        buf_add(&bench->shown, plain + match->from, match->to - match->from);
        for (size_t k = 0; k < match->count; k++)
            buf_format(&bench->shown, "%s%s", k == 0 ? "=" : ",",
                       match->entries[k]->id);
    }
    return bench->shown.bytes;
}

static const struct {
    enum lang lang;
    const char *text, *found;
} rows[] = {
    {LANG_EN, "", ""},
    {LANG_EN, "nothing here", ""},
    /* homonyms; an entry counts once however often it is named */
    {LANG_EN, "in Suzhou", "suzhou=suzhou,suzhou-anhui"},
    {LANG_ZH_HANS, "在苏州", "苏州=suzhou"},
    /* the longest wins, from the left */
    {LANG_EN, "Suzhou Industrial Park", "suzhou industrial park=sip"},
    {LANG_EN, "Suzhou's industrial parks", "suzhou's industrial parks=sip"},
    {LANG_EN, "the industrial park of Suzhou",
     "industrial park=industrial-park|suzhou=suzhou,suzhou-anhui"},
    {LANG_EN, "Suzhou Industrial estates", "suzhou=suzhou,suzhou-anhui"},
    {LANG_ZH_HANS, "苏州工业园区和工业园区",
     "苏州工业园区=sip|工业园区=industrial-park"},
    {LANG_ZH_HANT, "蘇州市的蘇州工業園區", "苏州市=suzhou|苏州工业园区=sip"},
    {LANG_ZH_HANS, "北京经济技术开发区在北京",
     "北京经济技术开发区=bda|北京=beijing"},
    {LANG_ZH_HANS, "北京经济", "北京=beijing"},
    {LANG_ZH_HANS, "北京大学生", "北京大学=pku"},
    /* overlapping: what the left one took is gone */
    {LANG_ZH_HANS, "生物医药谷", "生物医药=biomedicine"},
    {LANG_ZH_HANS, "生物和医药谷", "生物=biology|医药谷=valley"},
    {LANG_ZH_HANS, "生物医疗", "生物=biology"},
    /* stems of the message's language, and of English */
    {LANG_EN, "taxes", "taxes=tax"},
    {LANG_EN, "taxi", ""},
    {LANG_EN, "customer customers", ""},
    {LANG_EN, "customs", "customs=customs"},
    {LANG_ES, "can", ""},
    {LANG_FR, "la loi", ""}, /* shares its stem with loyer */
    {LANG_FR, "le loyer", "loyer=rent"},
    {LANG_ES, "en Canadá", "canadá=canada"},
    {LANG_DE, "eine moderne Fabrik", ""},
    {LANG_DE, "Moden", "moden=garments"},
    {LANG_AR, "وارد", ""},
    {LANG_AR, "والأردن", "والأردن=jordan"},
    {LANG_AR, "وسط", ""},
    {LANG_AR, "في بوسطن", "بوسطن=boston"},
    {LANG_FR, "l'a chiné", "chiné=china"},
    {LANG_DE, "Steuern in Suzhou", "steuern=tax|suzhou=suzhou,suzhou-anhui"},
    {LANG_DE, "industrial parks", "industrial parks=industrial-park"},
    {LANG_ZH_HANS, "industrial parks有吗", "industrial parks=industrial-park"},
    {LANG_RU, "налоги в Шанхае", "налоги=tax|шанхае=shanghai"},
    {LANG_EN, "налоги", "налоги=tax"},
    {LANG_FR, "les sociétés", "sociétés=company"},
    {LANG_FR, "l'industriel parc industriel de suzhou",
     "parc industriel de suzhou=sip"},
    /* accents, apostrophes, case, widths, what stands between words */
    {LANG_FR, "societe", "societe=company"},
    {LANG_EN, "Dusseldorf", "dusseldorf=duesseldorf"},
    {LANG_EN, "Xi'an, XIAN and Xi’an", "xi'an=xian|xian=xian|xi’an=xian"},
    {LANG_EN, "ｓｉｐ", "sip=sip"},
    {LANG_EN, "suzhou-industrial-park", "suzhou-industrial-park=sip"},
    {LANG_EN, "Suzhou\n industrial  park", "suzhou industrial park=sip"},
    {LANG_ZH_HANS, "苏州 工业园区", "苏州 工业园区=sip"},
    {LANG_EN, "Suzhou. Industrial park", "suzhou. industrial park=sip"},
    {LANG_EN, "Suzhou, industrial park",
     "suzhou=suzhou,suzhou-anhui|industrial park=industrial-park"},
    {LANG_ZH_HANS, "苏州，工业园区", "苏州=suzhou|工业园区=industrial-park"},
    {LANG_EN, "zhongguancun science park, beijing!",
     "zhongguancun science park, beijing=zgc"},
    {LANG_EN, "bosch automotive products (suzhou) co., ltd",
     "bosch automotive products (suzhou) co., ltd=bosch"},
    {LANG_EN, "gossip sips sipx", "sips=sip"},
    /* word borders of alphabets, also beside Han */
    {LANG_ZH_HANS, "在SIP建厂", "sip=sip"},
    {LANG_ZH_HANS, "5G网络", "5g=5g"},
    {LANG_EN, "15G", ""},
    {LANG_EN, "x X", ""},
    /* Korean from a word's start, particles behind */
    {LANG_KO, "쑤저우에서 세금은", "쑤저우=suzhou|세금=tax"},
    {LANG_KO, "저쑤저우", ""},
    {LANG_KO, "BMW쑤저우", "bmw=bmw|쑤저우=suzhou"},
    /* katakana not inside a syllable */
    {LANG_JA, "パリの税", "パリ=paris|税=tax"},
    {LANG_JA, "パリー", ""},
    {LANG_JA, "パリャ", ""},
    /* Arabic with article and prefixes */
    {LANG_AR, "في سوتشو", "سوتشو=suzhou"},
    {LANG_AR, "وبسوتشو", "وبسوتشو=suzhou"},
    {LANG_AR, "بسوتشو", "بسوتشو=suzhou"},
    {LANG_AR, "ضرائب والضرائب للضرائب", "ضرائب=tax|والضرائب=tax|للضرائب=tax"},
    {LANG_AR, "بالمنطقة الصناعية", "بالمنطقة الصناعية=industrial-park"},
    {LANG_AR, "منطقة صناعية", "منطقة صناعية=industrial-park"},
    {LANG_AR, "سُوتشُو", "سُوتشُو=suzhou"},
    /* mixed */
    {LANG_EN, "biomedicine (生物医药) in 苏州",
     "biomedicine=biomedicine|生物医药=biomedicine|苏州=suzhou"},
};

static void test_rows(void **state)
{
    struct bench *bench = *state;
    int failed = 0;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *got = show(bench, rows[i].text, rows[i].lang);

        if (strcmp(got, rows[i].found) == 0)
            continue;
        failed++;
        print_error("row %zu: %s: %s\n", i, rows[i].text, got);
    }
    assert_int_equal(failed, 0);
}

static void test_empty(void **state)
{
    struct bench *bench = *state;
    struct lexicon *lexicon = lexicon_new();
    struct lexicon_matches found;

    lexicon_seal(lexicon);
    lexicon_find(lexicon, bench->analyser, "suzhou 苏州", LANG_EN, bench->arena,
                 &found);
    assert_int_equal(found.count, 0);
    lexicon_free(&lexicon);
}

/* Many names: each is found, and its kind and id are its own. */
static void test_many(void **state)
{
    enum { MANY = 20000 };
    struct bench *bench = *state;
    struct lexicon *lexicon = lexicon_new();
    struct lexicon_matches found;
    struct buf name;
    clock_t start = clock();

    buf_init(&name);
    for (int i = 0; i < MANY; i++) {
        char id[16];

        buf_clear(&name);
        buf_format(&name, i % 2 != 0 ? "Park number %d" : "第%d号园区", i);
        snprintf(id, sizeof id, "id%d", i);
        lexicon_add(lexicon, bench->analyser, name.bytes, LANG_EN, id, "park");
    }
    lexicon_seal(lexicon);
    /* 30 ms on a plain build; sanitizers and a busy machine get room */
    assert_true(clock() - start < CLOCKS_PER_SEC);
    for (int i = 0; i < MANY; i += 777) {
        char id[16];

        buf_clear(&name);
        buf_format(&name, i % 2 != 0 ? "a parks number %d b" : "在第%d号园区",
                   i);
        lexicon_find(lexicon, bench->analyser, name.bytes, LANG_EN,
                     bench->arena, &found);
        snprintf(id, sizeof id, "id%d", i);
        if (found.count != 1 || found.items[0].count != 1 ||
            strcmp(found.items[0].entries[0]->id, id) != 0 ||
            strcmp(found.items[0].entries[0]->kind, "park") != 0)
            fail_msg("name %d: %s", i, name.bytes);
    }
    buf_fini(&name);
    lexicon_free(&lexicon);
}

/* A long message full of beginnings of names takes time in line with it. */
static void test_long(void **state)
{
    struct bench *bench = *state;
    struct lexicon_matches found;
    struct buf text;
    clock_t start = 0;

    buf_init(&text);
    for (int i = 0; i < 20000; i++)
        buf_text(&text, "北京经济技术开发");
    start = clock();
    lexicon_find(bench->lexicon, bench->analyser, text.bytes, LANG_ZH_HANS,
                 bench->arena, &found);
    assert_int_equal(found.count, 20000);
    assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
    buf_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_long),
    };

    return cmocka_run_group_tests(tests, bench_open, bench_close);
}
