/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_mend.c - mistyped words, missing accents, pinyin; and what must stay
 * as it is. */
#include "parlor_room.h"

#include <time.h>

#include "text/pinyin.h"
#include "text/vocabulary.h"

static void test_words(void **state)
{
    static const struct {
        const char *text, *has, *not_has;
    } rows[] = {
        {"Sushou incentves for biotech", "suzhou incentives", "sushou"},
        {"Which parks does Qingdoa have?", "qingdao", "qingdoa"},
        {"What is the subsdy for equipment in Suzhou", "subsidy", "subsdy"},
        {"¿Qué subvencion hay en Suzhou?", "subvención", "subvencion"},
        {"Welche Foerderung gibt es in Suzhou?", "förderung", "foerderung"},
        /* places of their own */
        {"Which parks does Fuzhou have?", "fuzhou", "suzhou"},
        {"Which parks does Xuzhou have?", "xuzhou", "suzhou"},
        {"Which parks does Huzhou have?", "huzhou", "suzhou"},
        {"Which parks does Changzhou have?", "changzhou", " hangzhou"},
        {"Which parks does Suizhou have?", "suizhou", "suzhou"},
        {"Which parks does Zurich have?", "zurich", "jurich"},
        {"Which parks does Jurich have?", "jurich", "zurich"},
        {"Which parks does Hebei have?", "hebei", "hefei"},
        /* words, and somebody's name */
        {"We plan to plant trees in Suzhou", "plan to plant", "suzou"},
        {"Mr Grand asks about Suzhou", "grand", "grant"},
        /* numbers are never mended */
        {"50milion RMB of equipment in Suzhou", "50milion", "50million"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);

        if (strstr(meaning.plain, rows[i].has) == NULL)
            fail_msg("row %zu: %s: lacks %s", i, meaning.plain, rows[i].has);
        if (strstr(meaning.plain, rows[i].not_has) != NULL)
            fail_msg("row %zu: %s: has %s", i, meaning.plain, rows[i].not_has);
    }
}

/* What could have been another place is said back, what could not is not. */
static void test_meant(void **state)
{
    static const struct {
        const char *text, *typed, *meant;
    } rows[] = {
        {"Sushou incentives", "sushou", "Suzhou"},
        {"Qingdoa incentives", NULL, NULL},
        {"Suzhou incentves", NULL, NULL},
        {"Fuzhou incentives", NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);

        if ((meaning.meant == NULL) != (rows[i].meant == NULL))
            fail_msg("row %zu (%s): meant %s", i, rows[i].text, meaning.meant);
        if (rows[i].meant != NULL) {
            assert_string_equal(meaning.typed, rows[i].typed);
            assert_string_equal(meaning.meant, rows[i].meant);
        }
    }
}

static void test_pinyin(void **state)
{
    static const struct {
        const char *text, *plain; /* NULL: it is none */
    } rows[] = {
        {"suzhou waishang touzi butie", "苏州外商投资补贴"},
        {"Suzhou waishang touzi butie", "苏州外商投资补贴"},
        {"suzhouwaishangtouzibutie", "苏州外商投资补贴"},
        {"sūzhōu wàishāng tóuzī bǔtiē", "苏州外商投资补贴"},
        {"qingdao gongye yuan", "青岛工业园"},
        {"can you guide me", NULL},
        {"Suzhou and Qingdao", NULL},
        {"Suzhou Nantong Wuxi", NULL},
        {"men", NULL},
        {"hello", NULL},
        {"bonjour", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);

        if (rows[i].plain == NULL && meaning.lang == LANG_ZH_HANS)
            fail_msg("row %zu (%s): %s", i, rows[i].text, meaning.plain);
        if (rows[i].plain == NULL)
            continue;
        if (meaning.lang != LANG_ZH_HANS ||
            strcmp(meaning.plain, rows[i].plain) != 0)
            fail_msg("row %zu (%s): %s", i, rows[i].text, meaning.plain);
    }
}

static void test_pinyin_word(void **state)
{
    static const struct {
        const char *word;
        bool is;
    } rows[] = {
        {"suzhou", true},   {"xian", true},    {"waishangtouzi", true},
        {"qingdoa", false}, {"street", false}, {"", true},
        {"zh", false},      {"v", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (pinyin_word(rows[i].word, strlen(rows[i].word)) != rows[i].is)
            fail_msg("row %zu: %s", i, rows[i].word);
}

static void test_near(void **state)
{
    static const struct {
        const char *word;
        bool near;
    } rows[] = {
        {"suzhu", true},   {"suzhhou", true}, {"suhzou", true},
        {"suzhow", true},  {"fuzhou", false}, {"suzhou", false},
        {"szuhuo", false}, {"su", false},
    };
    struct vocabulary *vocabulary = vocabulary_new();
    const struct vocabulary_word *near[VOCABULARY_NEAR];

    (void)state;
    vocabulary_add(vocabulary, parlor.ws->analyser, "Suzhou Park", LANG_EN,
                   true);
    vocabulary_seal(vocabulary);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t count = vocabulary_near(vocabulary, rows[i].word,
                                       strlen(rows[i].word), near);

        if ((count != 0) != rows[i].near)
            fail_msg("row %zu: %s: %zu near", i, rows[i].word, count);
    }
    assert_non_null(vocabulary_word(vocabulary, "suzhou", 6));
    assert_null(vocabulary_word(vocabulary, "wuxi", 4));
    vocabulary_free(&vocabulary);
    assert_null(vocabulary);
}

/* However odd a message is, it is understood at once. */
static void test_quick(void **state)
{
    static const char *const rows[] = {
        "a?b,c;d and how much ",
        "xqzv wplk ",
        "Fuzhou Xuzhou Sushou ",
        "1 million 2 million ",
        "苏州 equip ",
        "suzhou waishang touzi ",
        "🏭",
        "( , ",
        "من كم و",
    };
    enum { BYTES = 7900, MOST_MS = 200 };
    static char text[BYTES + 64];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        clock_t start = clock();
        double ms = 0;

        *text = '\0';
        for (size_t at = 0; at < BYTES; at += strlen(rows[i]))
            memcpy(text + at, rows[i], strlen(rows[i]) + 1);
        room_meaning(text);
        ms = 1e3 * (double)(clock() - start) / CLOCKS_PER_SEC;
        if (ms > MOST_MS)
            fail_msg("row %zu (%s): %.0f ms", i, rows[i], ms);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),       cmocka_unit_test(test_meant),
        cmocka_unit_test(test_pinyin),      cmocka_unit_test(test_near),
        cmocka_unit_test(test_pinyin_word), cmocka_unit_test(test_quick),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
