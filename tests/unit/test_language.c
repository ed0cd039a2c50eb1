/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_language.c - codes, and messages as investors write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "text/language.h"

static const struct {
    const char *code;
    enum lang lang;
} code_rows[] = {
    {"en", LANG_EN},           {"EN-gb", LANG_EN},
    {"zh", LANG_ZH_HANS},      {"zh-CN", LANG_ZH_HANS},
    {"zh-SG", LANG_ZH_HANS},   {"zh-Hans-CN", LANG_ZH_HANS},
    {"zh_tw", LANG_ZH_HANT},   {"zh-HK", LANG_ZH_HANT},
    {"zh-Hant", LANG_ZH_HANT}, {"zh-hant-TW", LANG_ZH_HANT},
    {"zh-MO", LANG_ZH_HANT},   {"ja-JP", LANG_JA},
    {"ko", LANG_KO},           {"de-AT", LANG_DE},
    {"fr-CH", LANG_FR},        {"ru", LANG_RU},
    {"es-419", LANG_ES},       {"ar-SA", LANG_AR},
    {"", LANG_NONE},           {"it", LANG_NONE},
    {"eng", LANG_NONE},        {"english", LANG_NONE},
    {"zhx", LANG_NONE},        {NULL, LANG_NONE},
    {"und", LANG_NONE},        {"en-x-very-long-private-tag", LANG_NONE},
};

static void test_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof code_rows / sizeof *code_rows; i++) {
        enum lang got = lang_parse(code_rows[i].code);

        if (got != code_rows[i].lang)
            fail_msg("row %zu: %s is %s", i, code_rows[i].code, lang_code(got));
    }
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        assert_int_equal(lang_parse(lang_code(lang)), lang);
    assert_string_equal(lang_code(LANG_NONE), "und");
    assert_true(lang_is_han(LANG_ZH_HANT) && lang_is_han(LANG_JA));
    assert_false(lang_is_han(LANG_KO) || lang_is_han(LANG_NONE));
}

static const struct {
    enum lang lang, hint;
    const char *text;
} guess_rows[] = {
    /* sentences */
    {LANG_EN, LANG_NONE, "What incentives are there for biotech in Suzhou?"},
    {LANG_EN, LANG_DE, "How long does it take to get a work permit?"},
    {LANG_ZH_HANS, LANG_NONE, "苏州工业园区对生物医药企业有哪些支持？"},
    {LANG_ZH_HANT, LANG_NONE, "蘇州工業園區對生物醫藥企業有哪些支持？"},
    {LANG_ZH_HANS, LANG_ZH_HANT, "我想在苏州投资建厂"},
    {LANG_ZH_HANT, LANG_ZH_HANS, "我想在蘇州投資建廠"},
    {LANG_JA, LANG_NONE, "蘇州の法人税はいくらですか"},
    {LANG_JA, LANG_NONE, "蘇州工業園区に工場を建てたい"},
    {LANG_KO, LANG_NONE, "쑤저우의 법인세는 얼마인가요?"},
    {LANG_DE, LANG_NONE, "Welche Förderung gibt es für Biotech in Suzhou?"},
    {LANG_DE, LANG_EN, "Wie hoch ist die Steuer im Suzhou Industrial Park?"},
    {LANG_FR, LANG_NONE, "Quelles sont les aides pour l'industrie ?"},
    {LANG_FR, LANG_EN, "Combien coute un terrain a Suzhou pour une usine"},
    {LANG_RU, LANG_NONE, "Какие налоговые льготы есть в Сучжоу?"},
    {LANG_ES, LANG_NONE, "¿Qué incentivos fiscales hay en Suzhou?"},
    {LANG_ES, LANG_EN, "Cuanto cuesta el terreno en la ciudad"},
    {LANG_AR, LANG_NONE, "ما هي الحوافز الضريبية في سوتشو؟"},
    {LANG_FR, LANG_NONE, "Zone pilote de développement de Qingdao"},
    {LANG_FR, LANG_NONE, "Salon international de la mode"},
    {LANG_ES, LANG_NONE, "Festival Internacional de Turismo de Jiangnan"},
    {LANG_DE, LANG_NONE, "Wirtschafts- und Entwicklungszone Ya'an"},
    {LANG_EN, LANG_NONE, "Don't you know Xi'an's zones?"},
    {LANG_JA, LANG_NONE, "中小企業技術交流・展示会"},
    /* short ones */
    {LANG_EN, LANG_NONE, "Hello"},
    {LANG_DE, LANG_NONE, "Guten Tag"},
    {LANG_FR, LANG_NONE, "Bonjour"},
    {LANG_ES, LANG_NONE, "Hola"},
    {LANG_RU, LANG_NONE, "Привет"},
    {LANG_AR, LANG_NONE, "مرحبا"},
    {LANG_KO, LANG_NONE, "안녕하세요"},
    {LANG_JA, LANG_NONE, "こんにちは"},
    {LANG_ZH_HANS, LANG_NONE, "你好"},
    {LANG_ZH_HANT, LANG_NONE, "請問"},
    {LANG_DE, LANG_EN, "und für Chemie?"},
    {LANG_FR, LANG_EN, "et pour le gaz ?"},
    {LANG_ES, LANG_EN, "¿y para el gas?"},
    {LANG_EN, LANG_FR, "and what about gas?"},
    /* the hint decides */
    {LANG_EN, LANG_NONE, ""},
    {LANG_KO, LANG_KO, ""},
    {LANG_ZH_HANT, LANG_ZH_HANT, "5000"},
    {LANG_RU, LANG_RU, "OK"},
    {LANG_DE, LANG_DE, "Suzhou"},
    {LANG_JA, LANG_JA, "BioBAY"},
    {LANG_ZH_HANT, LANG_ZH_HANT, "土地面"},
    {LANG_JA, LANG_JA, "法人税"},
    {LANG_JA, LANG_JA, "投資補助金"},
    {LANG_ZH_HANS, LANG_NONE, "上海"},
    {LANG_EN, LANG_NONE, "?!…"},
    /* a new language after another */
    {LANG_ZH_HANS, LANG_JA, "苏州税收政策"},
    {LANG_ZH_HANS, LANG_EN, "苏州税收政策"},
    {LANG_EN, LANG_ZH_HANS, "investment incentives biotech Suzhou"},
    {LANG_JA, LANG_ZH_HANS, "補助金を教えてください"},
    {LANG_JA, LANG_NONE, "駅前の図書館"},
    {LANG_JA, LANG_NONE, "営業許可"},
    {LANG_JA, LANG_NONE, "国際的企業向けの総合的支援制度"},
    {LANG_ZH_HANS, LANG_NONE, "です是什么意思"},
    {LANG_ZH_HANS, LANG_NONE, "给予支持"},
    /* mixed: function words decide */
    {LANG_EN, LANG_NONE, "What is the policy of 苏州工业园区 for 生物医药?"},
    {LANG_ZH_HANS, LANG_NONE, "Suzhou Industrial Park的税收优惠是什么？"},
    {LANG_ZH_HANS, LANG_NONE, "SIP有哪些biotech company的补贴"},
    {LANG_JA, LANG_NONE, "Suzhou Industrial Parkについて教えて"},
    {LANG_KO, LANG_NONE, "Suzhou Industrial Park 세금 혜택은?"},
    {LANG_RU, LANG_NONE, "Что такое Suzhou Industrial Park и BioBAY?"},
    {LANG_AR, LANG_NONE, "ما هو Suzhou Industrial Park؟"},
    {LANG_DE, LANG_NONE, "Was ist 苏州工业园区?"},
    {LANG_EN, LANG_NONE, "Is Düsseldorf a sister city of Suzhou?"},
    {LANG_FR, LANG_NONE, "Où se trouve le Suzhou Industrial Park ?"},
    {LANG_EN, LANG_NONE, "How do you say です in Chinese?"},
    /* widths and case */
    {LANG_EN, LANG_NONE, "ＷＨＡＴ ＩＳ ＴＨＥ ＴＡＸ"},
    {LANG_DE, LANG_NONE, "WIE HOCH IST DIE FÖRDERUNG"},
    {LANG_RU, LANG_NONE, "КАКИЕ ЕСТЬ ЛЬГОТЫ"},
};

static void test_guess(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < sizeof guess_rows / sizeof *guess_rows; i++) {
        const char *text = guess_rows[i].text;
        enum lang got = lang_guess(text, strlen(text), guess_rows[i].hint);

        if (got == guess_rows[i].lang)
            continue;
        failed++;
        print_error("row %zu: %s: %s, not %s\n", i, text, lang_code(got),
                    lang_code(guess_rows[i].lang));
    }
    assert_int_equal(failed, 0);
}

/* A word or two do not leave the talk's language, grammar and script do. */
static void test_stays(void **state)
{
    static const struct {
        const char *text;
        enum lang lang;
        bool stays;
    } rows[] = {
        {"no, biotech", LANG_EN, true},
        {"OK, biotech", LANG_FR, true},
        {"50 million, AI", LANG_DE, true},
        {"AI", LANG_ZH_HANS, true},
        {"Und in Wuxi?", LANG_EN, false},
        {"et pour Nantong", LANG_EN, false},
        {"生物医药", LANG_EN, false},
        {"биотех", LANG_EN, false},
        {"", LANG_EN, false},
        {"30 million", LANG_NONE, false},
        {"what about high tech", LANG_DE, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (lang_stays(rows[i].text, strlen(rows[i].text), rows[i].lang) !=
            rows[i].stays)
            fail_msg("row %zu: %s", i, rows[i].text);
}

/* A long message is cut inside no character, and takes no long time. */
static void test_long(void **state)
{
    static char text[60000];

    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        memset(text, ' ', sizeof text);
        for (size_t i = shift; i + 3 <= sizeof text; i += 3)
            memcpy(text + i, "苏", 3);
        assert_int_equal(lang_guess(text, sizeof text, LANG_EN), LANG_ZH_HANS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code),
        cmocka_unit_test(test_guess),
        cmocka_unit_test(test_stays),
        cmocka_unit_test(test_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
