/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "search/anchor.h"

/* Whether a record is about what a question names. */
static void test_share(void **state)
{
    static const struct {
        const char *text, *record;
        double low, high;
    } rows[] = {
        /* of the place, and of nowhere in particular */
        {"equipment award in Suzhou", "suzhou-2020-1.m11-1", 1, 1},
        {"equipment award", "suzhou-2020-1.m11-1", 1, 1},
        {"设备投资奖励", "suzhou-2020-1.m11-1", 1, 1},
        /* another place's policy never answers */
        {"equipment award in Qingdao", "suzhou-2020-1.m11-1", 0, 0},
        {"南通的设备投资奖励", "suzhou-2020-1.m11-1", 0, 0},
        {"equipment award in Vietnam", "suzhou-2020-1.m11-1", 0, 0},
        {"深圳的设备奖励", "suzhou-2020-1.m11-1", 0, 0},
        /* a city's policy holds in its parks */
        {"equipment award in the Suzhou Industrial Park", "suzhou-2020-1.m11-1",
         1, 1},
        /* one of two places */
        {"equipment award in Suzhou and Qingdao", "suzhou-2020-1.m11-1", 0.5,
         0.5},
        /* where somebody is from excludes nothing */
        {"equipment award for a Vietnamese company in Suzhou",
         "suzhou-2020-1.m11-1", 1, 1},
        /* a parlor is its host's, and its country's */
        {"the parlor in Qingdao", "qingdao-korea-parlor", 1, 1},
        {"the parlor for Korea", "qingdao-korea-parlor", 1, 1},
        {"the parlor in Linyi", "qingdao-korea-parlor", 1, 1},
        {"the parlor in Suzhou", "qingdao-korea-parlor", 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        struct evidence evidence = {.record = room_record(rows[i].record)};
        double share = anchor_share(parlor.ws, &meaning, &evidence);

        if (share < rows[i].low - 1e-9 || share > rows[i].high + 1e-9)
            fail_msg("row %zu (%s): %f", i, rows[i].text, share);
    }
}

static void test_has_asked(void **state)
{
    static const struct {
        const char *record;
        enum asked asked;
        bool has;
    } rows[] = {
        {"suzhou-2020-1.m11-1", ASKED_MONEY, true},
        {"suzhou-2020-1.m11-1", ASKED_SHARE, true},
        {"suzhou-2020-1.m11-1", ASKED_AREA, false},
        {"suzhou-2020-1.m11-1", ASKED_PRICE, false},
        {"suzhou-2020-1.m21-1", ASKED_TIME, true},
        {"suzhou-2020-1.m21-1", ASKED_MONEY, false},
        /* "case by case" is an answer to how much */
        {"suzhou-2020-1.m03-1", ASKED_MONEY, true},
        {"qingdao-korea-parlor", ASKED_MONEY, false},
        {"qingdao-korea-parlor", ASKED_ANY, true},
        {"qingdao-korea-parlor", ASKED_WHO, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct evidence evidence = {.record = room_record(rows[i].record)};

        if (anchor_has_asked(&evidence, rows[i].asked) != rows[i].has)
            fail_msg("row %zu: %s", i, rows[i].record);
    }
}

static void test_supports(void **state)
{
    static const struct {
        const char *record;
        bool supports;
    } rows[] = {
        {"suzhou-2020-1.m11-1", true},     {"suzhou-2020-1.m03-1", true},
        {"suzhou-2020-1.m21-1", false},    {"qingdao-korea-parlor", false},
        {"suzhou-industrial-park", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (anchor_supports(room_record(rows[i].record)) != rows[i].supports)
            fail_msg("row %zu: %s", i, rows[i].record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_share),
        cmocka_unit_test(test_has_asked),
        cmocka_unit_test(test_supports),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
