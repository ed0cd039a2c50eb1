/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which figures of a sentence are told, and that none is lost. */
#include "parlor_room.h"

#include "document_room.h"

#include "answer/told.h"

#define NB "\xc2\xa0" /* before an amount */

static const struct figures_row {
    const char *text;
    enum asked asked;
    const char *figures;
} rows[] = {
    {"罚款为十万元以上五十万元以下。", ASKED_MONEY,
     "CNY" NB "100,000 to CNY" NB "500,000"},
    {"期限为三年以上五年以下。", ASKED_TIME, "3 years to 5 years"},
    /* the two ends of a time, each in its own unit */
    {"期限为六个月以上三年以下。", ASKED_TIME, "6 months to 3 years"},
    {"期限为六个月以上三年以下。", ASKED_ANY, "6 months to 3 years"},
    /* no two ends of one thing: both are told */
    {"资本为十万元以上五万美元以下。", ASKED_MONEY,
     "At least CNY" NB "100,000, At most USD" NB "50,000"},
    {"出资三年以上五万元以下。", ASKED_ANY,
     "At least 3 years, At most CNY" NB "50,000"},
    {"出资三年以上五万元以下。", ASKED_MONEY, "At most CNY" NB "50,000"},
    {"期限为三年以下。", ASKED_TIME, "At most 3 years"},
};

static void test_figures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record *record = room_document("办法", rows[i].text, "");
        struct evidence evidence = room_clause(record);
        struct told told = {.answer = answer_begin(parlor.ws, LANG_EN, "fact"),
                            .evidence = &evidence,
                            .text = rows[i].text,
                            .len = strlen(rows[i].text),
                            .from = LANG_ZH_HANS,
                            .lang = LANG_EN};
        struct reply reply = {0};
        const char *figures = NULL;

        evidence.asked = rows[i].asked;
        figures = told_figures(&told);
        if (strcmp(figures, rows[i].figures) != 0)
            fail_msg("row %zu: %s", i, figures);
        answer_end(told.answer, &reply);
        json_decref(reply.body);
        record_free(&record);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures)};

    return cmocka_run_group_tests(tests, room_open, room_close);
}
