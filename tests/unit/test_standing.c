/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "search/standing.h"

/* The year and the day that a question is about. */
static void test_year(void **state)
{
    static const struct {
        const char *text;
        long year;
        int day; /* its year */
        bool ahead;
    } rows[] = {
        {"What did the 2016 version of the law say?", 2016, 2016, false},
        {"2016年版的对外贸易法里怎么说？", 2016, 2016, false},
        {"2023年修订以前的奖金最低多少元？", 2023, 2022, false},
        {"2020년 대외무역법은 무엇을 규정하나요?", 2020, 2020, false},
        {"What was the rate before the 2023 amendment?", 2023, 2022, false},
        {"What will the rate be in 2090?", 2090, 0, true},
        {"2090年的税率是多少？", 2090, 0, true},
        {"What is the tax rate?", 0, 0, false},
        {"奖励2000万元吗？", 0, 0, false},
    };
    struct date today = {2026, 11, 21};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        int day = rows[i].day != 0 ? rows[i].day : today.year;

        if (standing_year(&meaning) != rows[i].year ||
            standing_day(&meaning, today).year != day ||
            standing_ahead(&meaning, today) != rows[i].ahead)
            fail_msg("row %zu: %ld, %d", i, standing_year(&meaning),
                     standing_day(&meaning, today).year);
    }
}

/* "Above 400,000" tells a limit, and no amount to compute on. */
static void test_beyond(void **state)
{
    static const struct {
        const char *text;
        bool beyond;
    } rows[] = {
        {"What does Suzhou pay for salaries of more than 400,000 yuan?", true},
        {"What does Suzhou pay for a salary of 400,000 yuan?", false},
        {"苏州对年薪超过40万元的人才有什么奖励？", true},
        {"苏州对年薪40万元的人才有什么奖励？", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        struct profile who;

        understand_profile(parlor.ws, &meaning, &who);
        if (who.input_count == 0 || who.inputs[0].beyond != rows[i].beyond)
            fail_msg("row %zu", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_year),
        cmocka_unit_test(test_beyond),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
