/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "answer/builder.h"

static const char *worded(const char *id, enum lang lang)
{
    struct answer *answer = answer_begin(parlor.ws, lang, "fact");
    const char *text = rulewords_text(answer, room_record(id));
    struct reply reply = {0};

    answer_end(answer, &reply);
    json_decref(reply.body);
    return text;
}

/* What the rule of each type must say. */
static void test_types(void **state)
{
    static const struct {
        const char *id;
        enum lang lang;
        const char *says[4];
    } rows[] = {
        {"suzhou-2020-1.m04-1",
         LANG_EN,
         {"China Quality Award", "Suzhou", "3,000,000", "CNY"}},
        {"suzhou-2020-1.m04-1", LANG_ZH_HANS, {"苏州"}},
        {"suzhou-2020-1.m01-4", LANG_EN, {"up to", "1,000,000"}},
        {"suzhou-2020-1.m05-1", LANG_EN, {"at least", "3,000,000"}},
        {"suzhou-2020-1.m02-4", LANG_EN, {"6%", "3,000,000"}},
        {"suzhou-2020-1.m01-2", LANG_EN, {"5%", "20%", "400,000"}},
        {"suzhou-2020-1.m13-5", LANG_EN, {"0.1", "4%", "40%"}},
        {"suzhou-2020-1.m10-1", LANG_EN, {"200,000,000"}},
        {"suzhou-2020-1.m15-1", LANG_EN, {"at least", "80,000,000,000"}},
        {"suzhou-2020-1.m03-1", LANG_EN, {"case by case"}},
        {"suzhou-2020-1.m21-1", LANG_EN, {"2 working days"}},
        {"suzhou-2020-1.m21-1", LANG_DE, {"2"}},
        {"suzhou-2020-1.m20-4", LANG_EN, {"6 months"}},
        {"suzhou-2020-1.m11-1", LANG_EN, {"12%", "10%", "6%", "10,000,000"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = worded(rows[i].id, rows[i].lang);

        for (size_t j = 0; j < 4 && rows[i].says[j] != NULL; j++)
            if (strstr(text, rows[i].says[j]) == NULL)
                fail_msg("row %zu: no %s: %s", i, rows[i].says[j], text);
    }
}

/* A rule that cannot be worded is left to the summary. */
static void test_silent(void **state)
{
    static const char *const rows[] = {"suzhou-2020-1.m01-1",
                                       "suzhou-2020-1.m09-4",
                                       "suzhou-2020-1.m13-4", "suzhou"};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = worded(rows[i], LANG_EN);

        if (*text != '\0')
            fail_msg("row %zu: %s", i, text);
    }
}

/* Every rule of the corpus that is worded in English is worded in each
 * language, with nothing left unfilled. */
static void test_all(void **state)
{
    struct ids clauses = snapshot_kind(parlor.ws->snapshot, "clause");

    (void)state;
    assert_true(clauses.count > 100);
    for (size_t i = 0; i < clauses.count; i++) {
        const char *id = clauses.items[i]->id;
        bool said = *worded(id, LANG_EN) != '\0';

        for (int lang = 0; lang < LANG_COUNT; lang++) {
            const char *text = worded(id, (enum lang)lang);

            if ((*text != '\0') != said)
                fail_msg("%s in %s: %s", id, lang_code((enum lang)lang), text);
            if (strchr(text, '{') != NULL)
                fail_msg("%s in %s: %s", id, lang_code((enum lang)lang), text);
        }
    }
}

static void test_tier(void **state)
{
    static const struct {
        size_t tier;
        const char *says[3];
    } rows[] = {
        {0, {"12%", "10,000,000", "leading"}},
        {1, {"10%", "8,000,000", "high-tech"}},
        {2, {"6%", "6,000,000", "other"}},
    };
    const struct record *clause = room_record("suzhou-2020-1.m11-1");
    const json_t *tiers = record_get(clause, "rule.tiers");
    struct answer *answer = answer_begin(parlor.ws, LANG_EN, "fact");
    struct reply reply = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text =
            rulewords_tier(answer, clause, json_array_get(tiers, rows[i].tier));

        for (size_t j = 0; j < 3; j++)
            if (strstr(text, rows[i].says[j]) == NULL)
                fail_msg("row %zu: no %s: %s", i, rows[i].says[j], text);
    }
    answer_end(answer, &reply);
    json_decref(reply.body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_silent),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_tier),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
