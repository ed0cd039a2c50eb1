/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

/* One amount: of which field it is taken. */
static void test_amount(void **state)
{
    static const struct {
        const char *text, *field;
        double low, high;
        const char *unit;
        bool assumed;
    } rows[] = {
        {"50 million RMB of equipment", "equipment_investment", 5e7, 5e7, "CNY",
         false},
        {"equipment investment of EUR 3 million", "equipment_investment", 3e6,
         3e6, "EUR", false},
        {"设备投资5000万元", "equipment_investment", 5e7, 5e7, "CNY", false},
        {"设备投资5000万到8000万元", "equipment_investment", 5e7, 8e7, "CNY",
         false},
        {"total investment of 1 billion CNY", "total_investment", 1e9, 1e9,
         "CNY", false},
        {"we would invest 20 million dollars", "total_investment", 2e7, 2e7,
         "USD", true},
        {"land price 50 million RMB", "land_price", 5e7, 5e7, "CNY", false},
        {"拿地4000万，容积率", "land_price", 4e7, 4e7, "", false},
        {"our R&D expenses grew by 5 million RMB", "rd_growth", 5e6, 5e6, "CNY",
         false},
        {"研发费用增长了500万元", "rd_growth", 5e6, 5e6, "CNY", false},
        {"R&D expenses rose from 5 million to 8 million RMB", "rd_growth", 3e6,
         3e6, "CNY", false},
        {"plot ratio of 1.8", "plot_ratio", 1.8, 1.8, "", false},
        {"容积率从1.5提高到2.0", "plot_ratio", 2.0, 2.0, "", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        struct profile who;
        const struct input *input = NULL;

        understand_profile(parlor.ws, &meaning, &who);
        if (who.input_count != 1)
            fail_msg("row %zu: %zu inputs", i, who.input_count);
        input = &who.inputs[0];
        if (strcmp(input->field, rows[i].field) != 0)
            fail_msg("row %zu: field %s", i, input->field);
        if (input->low < rows[i].low - 1e-6 ||
            input->low > rows[i].low + 1e-6 ||
            input->high < rows[i].high - 1e-6 ||
            input->high > rows[i].high + 1e-6)
            fail_msg("row %zu: %f to %f", i, input->low, input->high);
        if (strcmp(input->unit, rows[i].unit) != 0)
            fail_msg("row %zu: unit %s", i, input->unit);
        if (input->assumed != rows[i].assumed)
            fail_msg("row %zu: assumed %d", i, input->assumed);
    }
}

/* What is demanded besides amounts; today is 21 November 2026. */
static void test_demands(void **state)
{
    static const struct {
        const char *text, *speaks;
        struct date by;
        double staff;
    } rows[] = {
        {"a desk that speaks Korean", "ko", {0}, 0},
        {"Korean companies", NULL, {0}, 0},
        {"Please answer in Japanese", NULL, {0}, 0},
        {"russischsprachige Betreuung", "ru", {0}, 0},
        {"用日语回答", NULL, {0}, 0},
        {"懂法语的专员", "fr", {0}, 0},
        {"ready by 1 March 2028", NULL, {2028, 3, 1}, 0},
        {"production starts Q2 2027", NULL, {2027, 6, 0}, 0},
        {"operational by 2028", NULL, {2028, 0, 0}, 0},
        {"a five-year plan 2030", NULL, {0}, 0},
        {"the law of March 2019", NULL, {0}, 0},
        {"prêt pour 09/2027", NULL, {2027, 9, 0}, 0},
        {"к концу июня 2027 года", NULL, {2027, 6, 0}, 0},
        {"2027년 하반기 가동", NULL, {2027, 12, 0}, 0},
        {"2027年上半年投产", NULL, {2027, 6, 0}, 0},
        {"قبل يونيو 2027", NULL, {2027, 6, 0}, 0},
        {"200 skilled workers", NULL, {0}, 200},
        {"a staff of 80", NULL, {0}, 80},
        {"100 to 150 employees", NULL, {0}, 100},
        {"at most 50 employees", NULL, {0}, 0},
        {"员工不超过50人", NULL, {0}, 0},
        {"员工不少于50人", NULL, {0}, 50},
        {"не менее 200 сотрудников", NULL, {0}, 200},
        {"менее 200 сотрудников", NULL, {0}, 0},
        {"no fewer than 30 people", NULL, {0}, 30},
        {"员工约80名", NULL, {0}, 80},
        {"50 mu for our people", NULL, {0}, 0},
        {"500 tonnes, employees unknown", NULL, {0}, 0},
        {"3 million people", NULL, {0}, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        struct profile who;

        understand_profile(parlor.ws, &meaning, &who);
        if ((who.speaks == NULL) != (rows[i].speaks == NULL) ||
            (who.speaks != NULL && strcmp(who.speaks, rows[i].speaks) != 0))
            fail_msg("row %zu: speaks %s", i,
                     who.speaks != NULL ? who.speaks : "nothing");
        if (memcmp(&who.by, &rows[i].by, sizeof who.by) != 0)
            fail_msg("row %zu: by %d-%d-%d", i, who.by.year, who.by.month,
                     who.by.day);
        if (who.staff < rows[i].staff || who.staff > rows[i].staff)
            fail_msg("row %zu: staff %f", i, who.staff);
    }
}

static const struct input *input_of(const struct profile *who,
                                    const char *field)
{
    for (size_t i = 0; i < who->input_count; i++)
        if (strcmp(who->inputs[i].field, field) == 0)
            return &who->inputs[i];
    return NULL;
}

/* Two amounts go to the two fields beside them. */
static void test_two(void **state)
{
    static const struct {
        const char *text;
        struct {
            const char *field;
            double amount;
        } is[2];
    } rows[] = {
        {"equipment of 30 million RMB and a land price of 50 million RMB",
         {{"equipment_investment", 3e7}, {"land_price", 5e7}}},
        {"设备投资3000万元，地价5000万元",
         {{"equipment_investment", 3e7}, {"land_price", 5e7}}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        struct profile who;

        understand_profile(parlor.ws, &meaning, &who);
        for (size_t j = 0; j < 2; j++) {
            const struct input *input = input_of(&who, rows[i].is[j].field);

            if (input == NULL)
                fail_msg("row %zu: no %s", i, rows[i].is[j].field);
            if (input->high != rows[i].is[j].amount)
                fail_msg("row %zu: %s is %f", i, input->field, input->high);
        }
    }
}

static void test_none(void **state)
{
    static const char *const rows[] = {
        "",
        "What does Suzhou pay for equipment?",
        "in 2019",
        "How long is it, 4 working days?",
        "苏州有什么奖励？",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i]);
        struct profile who;

        understand_profile(parlor.ws, &meaning, &who);
        if (who.input_count != 0)
            fail_msg("row %zu: %s of %f", i, who.inputs[0].field,
                     who.inputs[0].low);
    }
}

/* The class of industry that a message names itself. */
static void test_class(void **state)
{
    static const struct {
        const char *text, *class_;
    } rows[] = {
        {"a project in a leading industry", "leading"},
        {"we are in a high-tech industry", "high_tech"},
        {"and for other industries?", "other"},
        {"属于先导产业", "leading"},
        {"高新技术产业", "high_tech"},
        {"其他产业呢？", "other"},
        {"a plant in Suzhou", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *class_ = room_meaning(rows[i].text).class_;

        if (class_ == NULL || rows[i].class_ == NULL
                ? class_ != rows[i].class_
                : strcmp(class_, rows[i].class_) != 0)
            fail_msg("row %zu: %s", i, class_ ? class_ : "none");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_amount), cmocka_unit_test(test_demands),
        cmocka_unit_test(test_two),    cmocka_unit_test(test_none),
        cmocka_unit_test(test_class),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
