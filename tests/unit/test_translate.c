/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_translate.c - what questions are called in another language, with a
 * small pack made for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"
#include "pack/words/maker.h"
#include "text/translate.h"

static const char *const lines[] = {
    "C\ttax-incentive\ten\ttax incentive\t1",
    "C\ttax-incentive\tzh-Hans\t税收优惠\t1",
    "C\ttax-incentive\tzh-Hant\t稅收優惠\t1",
    "C\ttax-incentive\tde\tSteuervergünstigung\t1",
    "C\ttax-incentive\tfr\tincitation fiscale\t1",
    "C\ttax-incentive\tko\t세제 혜택\t1",
    "C\ttax-incentive\tru\tналоговая льгота\t1",
    "C\ttax-incentive\tar\tحافز ضريبي\t1",
    "W\ten\tzh\ttax\t税\t1",
    "W\ten\tzh\ttax\t纳税\t0.8",
    "W\ten\tzh\tgrant\t补助\t1",
    "W\ten\tzh\tbusiness license\t营业执照\t1",
    "W\ten\tzh\tlicense\t执照\t1",
    "W\ten\tzh\tapply\t申请\t1",
    "W\tzh\ten\t税\ttax\t1",
    "W\tzh\ten\t申请\tapply\t1",
    "W\tzh\ten\t营业执照\tbusiness license\t1",
    "W\tzh\ten\t营业\tdo business\t1",
    "W\tde\ten\tSteuer\ttax\t1",
    "W\tde\ten\tZuschuss\tgrant\t0.5",
    "R\tapplicant\tapply\t0.5",
    "S\tstipend\tgrant\t0.5",
    "S\ttax\tgrant\t0.5", /* has ways of its own */
    "W\ten\tzh\tplant\t工厂\t1",
    "W\tde\ten\tWerk\tplant\t1",
    "W\tes\ten\timpuesto\ttax\t1",
    "W\tfr\tes\timpôt\timpuesto\t1",
    "V\tfr\tes\ten\t0.8",
    "W\tko\tzh\t투자\t投资\t1",
    "W\tko\tzh\t기업\t企业\t1",
    "W\tja\ten\t補助金\tgrant\t1",
    "X\tsound\tlu\t36335\t0.9",   /* 路 */
    "X\tsound\tlu\t40065\t0.8",   /* 鲁 */
    "X\tsound\tther\t24503\t0.9", /* 德 */
    "X\tsound-pair\t路德\t24503\t0.6",
};

/* One question: the ways that must be there, "asked=way" with a blank
 * between; "!" before it: must not be there. */
static const struct {
    enum lang from, to;
    const char *text, *wanted;
} rows[] = {
    {LANG_EN, LANG_ZH_HANS, "What is the tax?", "tax=税 tax=纳税"},
    {LANG_EN, LANG_ZH_HANS, "taxes", "taxes=纳税"},
    {LANG_EN, LANG_ZH_HANS, "the applicants", "applicants=申请"},
    {LANG_EN, LANG_ZH_HANS, "a business license", "license=执照"},
    {LANG_EN, LANG_ZH_HANS, "BMW?", "bmw=bmw"},
    {LANG_EN, LANG_ZH_HANS, "in 2025", "2025=2025 in=!"},
    {LANG_ZH_HANS, LANG_EN, "如何申请营业执照",
     "申请=apply 营业执照=business_license 营业=do_business 如何=!"},
    {LANG_ZH_HANT, LANG_EN, "申請營業執照", "营业执照=business_license"},
    {LANG_DE, LANG_EN, "Welche Steuern?", "steuern=tax welche=!"},
    {LANG_DE, LANG_ZH_HANS, "Steuern, Zuschüsse", "steuern=税 zuschüsse=补助"},
    {LANG_DE, LANG_FR, "Steuervergünstigungen",
     "steuervergünstigungen=incitation_fiscale"},
    {LANG_KO, LANG_ZH_HANS, "세제 혜택은", "세제_혜택은=税收优惠"},
    {LANG_RU, LANG_ZH_HANT, "налоговые льготы", "налоговые_льготы=税收优惠"},
    {LANG_AR, LANG_EN, "حافز ضريبي", "حافز_ضريبي=tax_incentive"},
    {LANG_EN, LANG_ZH_HANS, "stipends, tax", "stipends=补助 tax=补助!"},
    {LANG_EN, LANG_ZH_HANS, "Luther", "luther=路德 luther=鲁德"},
    {LANG_EN, LANG_ZH_HANS, "luther", "luther=luther luther=路德!"},
    {LANG_DE, LANG_ZH_HANS, "Steuerwerke", "steuerwerke=税 steuerwerke=工厂"},
    {LANG_FR, LANG_EN, "l'impôt", "impôt=tax l=!"},
    {LANG_FR, LANG_ZH_HANS, "Les impôts", "impôts=纳税"},
    {LANG_KO, LANG_ZH_HANS, "투자는", "투자는=投资"},
    {LANG_JA, LANG_ZH_HANS, "補助金は", "补助金=补助 は=!"},
    {LANG_JA, LANG_EN, "補助金の", "补助金=grant の=!"},
    {LANG_ZH_HANS, LANG_EN, "BMW的税", "bmw=bmw 税=tax"},
    {LANG_EN, LANG_EN, "the tax", "tax=tax"},
    {LANG_EN, LANG_ZH_HANS, "", ""},
    {LANG_EN, LANG_ZH_HANS, "?! \xF0\x9F\x99\x82", ""},
};

struct fixture {
    struct pack *pack;
    struct analyser *analyser;
    struct arena *arena;
};

static int fixture_make(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    char path[] = "/tmp/parlor-words-XXXXXX", line[200];
    struct maker *maker = NULL;
    struct err err = {0};
    int file = mkstemp(path), ret = maker_open(&maker, &err);

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        snprintf(line, sizeof line, "%s", lines[i]);
        if (!maker_line(maker, line))
            fail_msg("line %zu", i);
    }
    ret = ret == 0 ? maker_write(maker, path, &err) : ret;
    ret = ret == 0 ? pack_open(path, &fixture->pack, &err) : ret;
    maker_close(&maker);
    close(file);
    unlink(path);
    if (ret < 0 || analyser_open(&fixture->analyser, &err) < 0)
        fail_msg("%s", err.text);
    fixture->arena = arena_new();
    *state = fixture;
    return 0;
}

static int fixture_clear(void **state)
{
    struct fixture *fixture = *state;

    pack_close(&fixture->pack);
    analyser_close(&fixture->analyser);
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

/* All groups as " asked=way asked=way ", blanks within made "_". */
static void groups_print(const struct groups *groups, struct buf *out)
{
    buf_clear(out);
    buf_char(out, ' ');
    for (size_t i = 0; i < groups->count; i++) {
        for (size_t j = 0; j < groups->items[i].count; j++) {
            size_t from = out->len;

            buf_format(out, "%s=%s", groups->items[i].asked,
                       groups->items[i].ways[j].text);
            for (; from < out->len; from++)
                if (out->bytes[from] == ' ')
                    out->bytes[from] = '_';
            buf_char(out, ' ');
        }
    }
}

static void wanted_check(size_t row, const char *got)
{
    char wanted[200], *at = wanted, *one = NULL, look[204];

    snprintf(wanted, sizeof wanted, "%s", rows[row].wanted);
    while ((one = strsep(&at, " ")) != NULL && *one != '\0') {
        size_t len = strlen(one);
        bool absent = one[len - 1] == '!';

        if (absent)
            one[len - 1] = '\0';
        snprintf(look, sizeof look, absent ? " %s" : " %s ", one);
        if ((strstr(got, look) == NULL) != absent)
            fail_msg("row %zu (%s): %s of%s", row, rows[row].text, one, got);
    }
    if (*rows[row].wanted == '\0' && strcmp(got, " ") != 0)
        fail_msg("row %zu: %s", row, got);
}

static void test_questions(void **state)
{
    const struct fixture *fixture = *state;
    struct groups groups;
    struct buf got;

    buf_init(&got);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        translate_question(fixture->pack, fixture->analyser, rows[i].text,
                           strlen(rows[i].text), rows[i].from, rows[i].to,
                           fixture->arena, &groups);
        groups_print(&groups, &got);
        wanted_check(i, got.bytes);
        arena_reset(fixture->arena);
    }
    buf_fini(&got);
}

/* Weights are between 0 and 1, the best way first, each text once. */
static void test_order(void **state)
{
    const struct fixture *fixture = *state;
    static const char text[] = "Apply for a tax grant and business license";
    struct groups groups;

    translate_question(fixture->pack, fixture->analyser, text, strlen(text),
                       LANG_EN, LANG_ZH_HANS, fixture->arena, &groups);
    assert_true(groups.count >= 5);
    for (size_t i = 0; i < groups.count; i++) {
        const struct group *group = &groups.items[i];

        assert_true(group->weight > 0 && group->weight <= 1);
        assert_true(group->count > 0);
        for (size_t j = 0; j < group->count; j++) {
            assert_true(group->ways[j].weight > 0);
            assert_true(group->ways[j].weight <= 1);
            if (j > 0)
                assert_true(group->ways[j].weight <= group->ways[j - 1].weight);
            for (size_t k = 0; k < j; k++)
                assert_string_not_equal(group->ways[j].text,
                                        group->ways[k].text);
        }
    }
}

/* Without a pack everything stays as written. */
static void test_no_pack(void **state)
{
    const struct fixture *fixture = *state;
    static const char text[] = "What tax does BMW pay in 苏州?";
    struct groups groups;

    translate_question(NULL, fixture->analyser, text, strlen(text), LANG_EN,
                       LANG_ZH_HANS, fixture->arena, &groups);
    assert_true(groups.count >= 4);
    for (size_t i = 0; i < groups.count; i++) {
        assert_int_equal(groups.items[i].count, 1);
        assert_string_equal(groups.items[i].ways[0].text,
                            groups.items[i].asked);
    }
}

/* Lines that are not understood are said so, and take nothing. */
static void test_lines(void **state)
{
    static const char *const bad[] = {"",
                                      "X\ta\tb",
                                      "W\ten\tzh",
                                      "W\txx\tzh\ta\tb\t1",
                                      "R\ta\tb",
                                      "C\tid\txx\tname\t1",
                                      "V\ta\tb\tc\t1",
                                      "X\ta name longer than any section "
                                      "has\ta\t1\t1"};
    struct maker *maker = NULL;
    struct err err = {0};
    char line[120];

    (void)state;
    assert_int_equal(maker_open(&maker, &err), 0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        snprintf(line, sizeof line, "%s", bad[i]);
        if (maker_line(maker, line))
            fail_msg("line %zu was taken", i);
    }
    assert_int_equal(maker_file(maker, "/tmp/no/such/file", &err), -1);
    maker_close(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_questions), cmocka_unit_test(test_order),
        cmocka_unit_test(test_no_pack), cmocka_unit_test(test_lines)};

    return cmocka_run_group_tests(tests, fixture_make, fixture_clear);
}
