/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_terms.c - what text is found by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "text/terms.h"

struct bench {
    struct analyser *analyser;
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
    return analyser_open(&bench.analyser, &err);
}

static int bench_close(void **state)
{
    struct bench *bench = *state;

    analyser_close(&bench->analyser);
    analyser_close(&bench->analyser);
    arena_free(&bench->arena);
    buf_fini(&bench->shown);
    return 0;
}

/* Terms as one line: a word with * behind, a count above 1 with its number. */
static const char *show(struct bench *bench, const char *text, enum lang lang,
                        enum term_use use)
{
    struct terms terms;

    analyser_terms(bench->analyser, text, strlen(text), lang, use, bench->arena,
                   &terms);
    buf_clear(&bench->shown);
    for (size_t i = 0; i < terms.count; i++) {
        buf_format(&bench->shown, "%s%s%s", i != 0 ? " " : "",
                   terms.items[i].text, terms.items[i].word ? "*" : "");
        if (terms.items[i].count > 1)
            buf_format(&bench->shown, "%u", terms.items[i].count);
    }
    return bench->shown.bytes;
}

#define D TERM_DOCUMENT
#define Q TERM_QUESTION

static const struct {
    enum lang lang;
    enum term_use use;
    const char *text, *terms;
} rows[] = {
    /* Latin: folded, stemmed, stop words out of questions only */
    {LANG_EN, D, "", ""},
    {LANG_EN, D, " \n ", ""},
    {LANG_EN, D, "…?!", ""},
    {LANG_EN, D, "The parks", "the* park*"},
    {LANG_EN, Q, "The parks", "park*"},
    {LANG_EN, Q, "what is the tax", "tax*"},
    {LANG_EN, D, "park, parks; Park's PARK", "park*4"},
    {LANG_EN, D, "high-tech", "high* tech*"},
    {LANG_EN, D, "5,000 m2 and 12.5%", "5,000* m2* and* 12.5*"},
    {LANG_EN, Q, "What's Xi'an's tax?", "xian* tax*"},
    {LANG_EN, D, "Xian, Xi’an", "xian*2"},
    {LANG_FR, D, "aujourd'hui qu'il", "aujourdhui* il*"},
    {LANG_DE, D, "Förderungen für Straßen", "forder* fur* strass*"},
    {LANG_DE, Q, "Welche Förderungen gibt es für Straßen?", "forder* strass*"},
    {LANG_FR, D, "l'entreprise d’investissement", "entrepris* invest*"},
    {LANG_FR, Q, "quelles sont les entreprises", "entrepris*"},
    {LANG_ES, Q, "¿Qué incentivos hay para las empresas?", "incent* empres*"},
    {LANG_RU, Q, "Какие налоговые льготы есть в парке?",
     "налогов* льгот* парк*"},
    {LANG_AR, Q, "ما هي الحوافز", "حوافز*"},
    /* words of a foreign script have that script's stem */
    {LANG_ZH_HANS, D, "biotech companies", "biotech* compani*"},
    {LANG_RU, D, "biotech companies", "biotech* compani*"},
    {LANG_EN, D, "парки", "парк*"},
    /* Han: bigrams beside words */
    {LANG_ZH_HANS, D, "苏州工业园区", "苏州*2 州工 工业*2 业园 园区*2"},
    {LANG_ZH_HANT, D, "蘇州工業園區", "苏州*2 州工 工业*2 业园 园区*2"},
    {LANG_JA, D, "蘇州工業園區", "苏州*2 州工 工业*2 业园 园区*2"},
    {LANG_ZH_HANS, D, "税", "税"},
    {LANG_ZH_HANS, D, "税。费", "税 费"},
    {LANG_ZH_HANS, Q, "苏州的税是多少", "苏州*2 税"},
    {LANG_ZH_HANT, Q, "請問蘇州的稅是多少？", "苏州*2 税"},
    {LANG_ZH_HANS, Q, "目的地是哪里", "目的 目的地* 的地"},
    {LANG_ZH_HANS, Q, "有哪些补贴吗", "补贴*2"},
    {LANG_ZH_HANS, D, "有哪些补贴", "有哪 哪些*2 些补 补贴*2"},
    {LANG_ZH_HANS, D, "5G产业", "5g* 产业*2"},
    {LANG_ZH_HANS, D, "BioBAY园区", "biobay* 园区*2"},
    {LANG_ZH_HANS, D, "ＢｉｏＢＡＹ", "biobay*"},
    /* Japanese and Korean */
    {LANG_JA, D, "法人税", "法人*2 人税"},
    {LANG_JA, D, "ガイド", "ガイ ガイド* イド"},
    {LANG_JA, D, "ｶﾞｲﾄﾞ", "ガイ ガイド* イド"},
    {LANG_JA, Q, "補助金を教えてください", "补助*2 助金 金を"},
    {LANG_KO, D, "법인세는", "법인 법인세* 인세 세는"},
    {LANG_KO, Q, "법인세 얼마인가요", "법인 법인세* 인세"},
    {LANG_KO, D, "BMW코리아", "bmw* 코리 코리아* 리아"},
    {LANG_KO, D, "세금", "세금*2"},
    /* nothing is lost between */
    {LANG_EN, D, "tax 税 парк", "tax* 税 парк*"},
    {LANG_EN, D, "😀 a_b x²", "a_b* x2*"},
    {LANG_ZH_HANS, D, "𠮷野家", "𠮷野 野家*2"},
};

static void test_rows(void **state)
{
    struct bench *bench = *state;
    int failed = 0;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *got = show(bench, rows[i].text, rows[i].lang, rows[i].use);

        if (strcmp(got, rows[i].terms) == 0)
            continue;
        failed++;
        print_error("row %zu: %s: %s\n", i, rows[i].text, got);
    }
    assert_int_equal(failed, 0);
}

/* Written either way, the same terms. */
static const struct {
    const char *one, *other;
} pairs[] = {
    {"蘇州工業園區對生物醫藥企業有哪些支持政策",
     "苏州工业园区对生物医药企业有哪些支持政策"},
    {"計畫", "计划"},
    {"瞭解優惠", "了解优惠"},
    {"憑藉答覆", "凭借答复"},
    {"乾隆", "乾隆"},
    {"什麼條件", "什么条件"},
    {"關於臺灣企業", "关于台湾企业"},
    {"徵收土地", "征收土地"},
    {"後續發展與裡程", "后续发展与里程"},
    {"傢俱製造", "家具制造"},
    {"註冊資本", "注册资本"},
    {"Ｔａｘ", "tax"},
    {"TAX\tincentive", "tax incentives"},
    {"Xi’an's parks", "Xi'an park"},
};

static void test_pairs(void **state)
{
    struct bench *bench = *state;
    int failed = 0;

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char *one = arena_text(bench->arena,
                               show(bench, pairs[i].one, LANG_ZH_HANT, D));
        const char *other = show(bench, pairs[i].other, LANG_ZH_HANS, D);

        if (strcmp(one, other) == 0)
            continue;
        failed++;
        print_error("row %zu: %s, but %s\n", i, one, other);
    }
    assert_int_equal(failed, 0);
}

static void test_plain(void **state)
{
    static const char *const plain_rows[][2] = {
        {"", ""},
        {"SUZHOU　工業園區，２０２５", "suzhou 工业园区,2025"},
        {"藉由", "借由"},
        {"乾隆", "乾隆"},
        {"駅前の営業", "駅前の営业"},
        {"Größe", "grösse"},
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof plain_rows / sizeof *plain_rows; i++) {
        const char *got =
            analyser_plain(bench->analyser, plain_rows[i][0],
                           strlen(plain_rows[i][0]), bench->arena);

        if (strcmp(got, plain_rows[i][1]) != 0)
            fail_msg("row %zu: %s", i, got);
    }
}

static void test_stem(void **state)
{
    static const struct {
        enum lang lang;
        const char *word, *stem;
    } stems[] = {
        {LANG_EN, "companies", "compani"},
        {LANG_FR, "entreprises", "entrepris"},
        {LANG_RU, "льготы", "льгот"},
        {LANG_ES, "empresas", "empres"},
        {LANG_ZH_HANS, "税", "税"},
        {LANG_NONE, "parks", "parks"},
        {LANG_EN, "", ""},
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
        const char *got =
            analyser_stem(bench->analyser, stems[i].word, strlen(stems[i].word),
                          stems[i].lang, bench->arena);

        if (strcmp(got, stems[i].stem) != 0)
            fail_msg("row %zu: %s", i, got);
    }
}

/* A term is cut at 200 bytes, at a character; every term is one. */
static void test_long(void **state)
{
    struct bench *bench = *state;
    struct terms terms;
    struct buf text;

    buf_init(&text);
    buf_char(&text, 'x');
    for (int i = 0; i < 3000; i++)
        buf_text(&text, "ø");
    analyser_terms(bench->analyser, text.bytes, text.len, LANG_FR, D,
                   bench->arena, &terms);
    assert_int_equal(terms.count, 1);
    assert_int_equal(strlen(terms.items[0].text), 199);
    buf_clear(&text);
    for (int i = 0; i < 20000; i++)
        buf_format(&text, "w%d 苏%d ", i, i);
    analyser_terms(bench->analyser, text.bytes, text.len, LANG_EN, D,
                   bench->arena, &terms);
    assert_int_equal(terms.count, 40001);
    assert_int_equal(terms.items[1].count, 20000);
    buf_fini(&text);
}

/* Any runes in any order do no harm, and both uses agree on what is left. */
static void test_any(void **state)
{
    static const int borders[] = {' ',    '\'',   0x2019, 0x300,   0x3099,
                                  0x200D, 0xAC00, 0x1100, 0x11A8,  0x4E00,
                                  0x85C9, 0x30FC, 0xFF9E, 0x20BB7, 0x640,
                                  0x627,  'a',    '5',    0x451,   0xFDFA};
    const size_t count = sizeof borders / sizeof *borders;
    struct bench *bench = *state;
    unsigned seed = 1;
    struct buf text;

    buf_init(&text);
    for (int round = 0; round < 2000; round++) {
        struct terms all, some;

        arena_reset(bench->arena);
        buf_clear(&text);
        for (int i = 0; i < 30; i++) {
            seed = seed * 1103515245u + 12345u;
            buf_rune(&text, borders[(seed >> 16) % count]);
        }
        analyser_terms(bench->analyser, text.bytes, text.len, LANG_ZH_HANS, D,
                       bench->arena, &all);
        analyser_terms(bench->analyser, text.bytes, text.len, LANG_EN, Q,
                       bench->arena, &some);
        for (size_t i = 0; i < all.count; i++) {
            if (all.items[i].text[0] == '\0' || all.items[i].count == 0)
                fail_msg("round %d term %zu of %s", round, i, text.bytes);
        }
    }
    buf_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),  cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_plain), cmocka_unit_test(test_stem),
        cmocka_unit_test(test_long),  cmocka_unit_test(test_any),
    };

    return cmocka_run_group_tests(tests, bench_open, bench_close);
}
