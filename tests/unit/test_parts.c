/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include <time.h>

#include "understand/parts.h"

static void test_parts(void **state)
{
    static const struct {
        const char *text;
        size_t count;
        enum asked asked[3];
    } rows[] = {
        {"How long does it take to start a company in Suzhou?",
         1,
         {ASKED_TIME}},
        {"How long does it take to connect power, and who is responsible?",
         2,
         {ASKED_TIME, ASKED_WHO}},
        {"How many working days does registration take? How much is the "
         "headquarters award?",
         2,
         {ASKED_TIME, ASKED_MONEY}},
        {"开办企业需要多久？总部奖励多少钱？", 2, {ASKED_TIME, ASKED_MONEY}},
        {"开办企业需要多久？由谁负责？奖励多少钱？",
         3,
         {ASKED_TIME, ASKED_WHO, ASKED_MONEY}},
        /* "and" within one question */
        {"What do Suzhou and Nantong pay?", 1, {ASKED_ANY}},
        {"I have a company, a plant and a park", 1, {ASKED_ANY}},
        {"", 1, {ASKED_ANY}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);

        if (meaning.part_count != rows[i].count)
            fail_msg("row %zu (%s): %zu parts", i, rows[i].text,
                     meaning.part_count);
        for (size_t p = 0; p < meaning.part_count; p++) {
            const struct part *part = &meaning.parts[p];

            if (rows[i].asked[p] != ASKED_ANY &&
                part->asked != rows[i].asked[p])
                fail_msg("row %zu: part %zu asks %d", i, p, part->asked);
            if (part->text == NULL || part->topic == NULL)
                fail_msg("row %zu: part %zu has no text", i, p);
            if (strlen(part->text) != strlen(part->topic))
                fail_msg("row %zu: part %zu: %s", i, p, part->topic);
        }
    }
}

static void test_topic_of(void **state)
{
    static const struct {
        const char *plain;
        enum lang lang;
        const char *left, *gone;
    } rows[] = {
        {"equipment of 50 million rmb", LANG_EN, "equipment", "50"},
        {"设备投资5000万元", LANG_ZH_HANS, "设备投资", "5000"},
        /* a year says when, it is no amount */
        {"the report of 2019", LANG_EN, "2019", "x"},
        {"2019年的报告", LANG_ZH_HANS, "2019", "x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct heard *heard =
            heard_make(parlor.ws, rows[i].plain, rows[i].lang);
        const char *topic = topic_of(parlor.ws, heard, 0, heard->len);

        if (strstr(topic, rows[i].left) == NULL)
            fail_msg("row %zu: %s is gone: %s", i, rows[i].left, topic);
        if (strstr(topic, rows[i].gone) != NULL)
            fail_msg("row %zu: %s is left: %s", i, rows[i].gone, topic);
    }
}

static void test_joined(void **state)
{
    static const struct {
        const char *text;
        bool joined;
    } rows[] = {
        {"The award and a nomination", true},
        {"奖励和提名", true},
        {"奖励以及提名", true},
        {"The award", false},
        {"android", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (room_meaning(rows[i].text).joined != rows[i].joined)
            fail_msg("row %zu: %s", i, rows[i].text);
}

/* The longest message there is, made of nothing but borders and questions,
 * is taken apart in a moment and into no more parts than others. */
static void test_long(void **state)
{
    static const char *const rows[] = {", ",   "? ",       "how much, ",
                                       "和、", "多少钱？", "a and "};
    enum { LONGEST = 8000 };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[LONGEST + 1] = "";
        size_t len = 0;
        clock_t before = clock();

        while (len + strlen(rows[i]) <= LONGEST) {
            memcpy(text + len, rows[i], strlen(rows[i]) + 1);
            len += strlen(rows[i]);
        }
        if (room_meaning(text).part_count > 3)
            fail_msg("row %zu: too many parts", i);
        if (clock() - before > 2 * CLOCKS_PER_SEC)
            fail_msg("row %zu: %.1f s", i,
                     (double)(clock() - before) / CLOCKS_PER_SEC);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_topic_of),
        cmocka_unit_test(test_joined),
        cmocka_unit_test(test_long),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
