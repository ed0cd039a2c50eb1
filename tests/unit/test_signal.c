/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "understand/signal.h"

static const char *const intents[INTENT_COUNT] = {
    [INTENT_NONE] = "none",     [INTENT_GREETING] = "greeting",
    [INTENT_THANKS] = "thanks", [INTENT_HELP] = "help",
    [INTENT_FACT] = "fact",     [INTENT_AMOUNT] = "amount",
    [INTENT_MATCH] = "match",   [INTENT_ORDER] = "order",
    [INTENT_PERSON] = "person",
};

static void test_intent(void **state)
{
    static const struct {
        const char *text;
        enum intent intent;
    } rows[] = {
        {"Hello!", INTENT_GREETING},
        {"Good morning", INTENT_GREETING},
        {"你好", INTENT_GREETING},
        {"您好！", INTENT_GREETING},
        {"こんにちは", INTENT_GREETING},
        {"안녕하세요", INTENT_GREETING},
        {"Guten Tag", INTENT_GREETING},
        {"Bonjour", INTENT_GREETING},
        {"Здравствуйте", INTENT_GREETING},
        {"Hola", INTENT_GREETING},
        {"مرحبا", INTENT_GREETING},
        {"Thank you very much", INTENT_THANKS},
        {"谢谢", INTENT_THANKS},
        {"What can you do?", INTENT_HELP},
        {"你能做什么？", INTENT_HELP},
        {"I want to talk to a person", INTENT_PERSON},
        {"请转人工", INTENT_PERSON},
        {"Hello, how long does it take to start a company in Suzhou?",
         INTENT_FACT},
        {"Is there a Korean parlor in Qingdao?", INTENT_FACT},
        {"苏州对研发费用有奖励吗？", INTENT_FACT},
        {"How much subsidy do we get for 50 million RMB of equipment?",
         INTENT_AMOUNT},
        {"设备投资5000万元能补贴多少？", INTENT_AMOUNT},
        {"Looking for a park near Suzhou for semiconductors", INTENT_MATCH},
        {"想在苏州附近找一个生物医药园区", INTENT_MATCH},
        {"We are looking for suppliers in Germany", INTENT_ORDER},
        {"I want to place an order", INTENT_ORDER},
        {"我要下订单", INTENT_ORDER},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);

        if (meaning.intent != rows[i].intent)
            fail_msg("row %zu (%s): %s, not %s", i, rows[i].text,
                     intents[meaning.intent], intents[rows[i].intent]);
    }
}

static void test_asked(void **state)
{
    static const struct {
        const char *text;
        enum asked asked;
    } rows[] = {
        {"Tell me about Suzhou", ASKED_ANY},
        {"How much is the award for a headquarters?", ASKED_MONEY},
        {"奖励多少钱？", ASKED_MONEY},
        {"What percentage of the investment is paid?", ASKED_SHARE},
        {"按百分之几奖励？", ASKED_SHARE},
        {"How many pavilions are there?", ASKED_COUNT},
        {"How long does it take?", ASKED_TIME},
        {"需要几个工作日？", ASKED_TIME},
        {"What floor area does the hall have?", ASKED_AREA},
        {"占地面积多大？", ASKED_AREA},
        {"What is the land price there?", ASKED_PRICE},
        {"地价是多少？", ASKED_PRICE},
        {"Who is responsible for it?", ASKED_WHO},
        {"由哪个部门负责？", ASKED_WHO},
        /* a share of a price that is paid is no question of the price */
        {"What share of the rent is paid as a subsidy?", ASKED_SHARE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);

        if (meaning.asked != rows[i].asked)
            fail_msg("row %zu (%s): %d, not %d", i, rows[i].text, meaning.asked,
                     rows[i].asked);
    }
}

static void test_follow_up(void **state)
{
    static const struct {
        const char *text;
        bool follow_up;
        int ordinal;
    } rows[] = {
        {"And for other industries?", true, 0},
        {"其他产业呢？", true, 0},
        {"What about gas?", true, 0},
        {"If it were 200 million?", true, 0},
        {"如果是2000万元呢？", true, 0},
        {"Tell me about the first one", false, 1},
        {"介绍一下第二个", false, 2},
        {"How long does it take to start a company in Suzhou?", false, 0},
        {"苏州开办企业需要多久？", false, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);

        if (rows[i].follow_up && !meaning.follow_up)
            fail_msg("row %zu (%s): no follow-up", i, rows[i].text);
        if (!rows[i].follow_up && rows[i].ordinal == 0 && meaning.follow_up)
            fail_msg("row %zu (%s): a follow-up", i, rows[i].text);
        if (meaning.ordinal != rows[i].ordinal)
            fail_msg("row %zu (%s): ordinal %d", i, rows[i].text,
                     meaning.ordinal);
    }
}

/* What is asked about is left, byte for byte where it stood. */
static void test_blank(void **state)
{
    static const struct {
        const char *plain;
        enum lang lang;
        const char *gone, *left;
    } rows[] = {
        {"how much is the award for a headquarters", LANG_EN, "how much",
         "headquarters"},
        /* the ending that goes on from a cue */
        {"지분은 몇 퍼센트인가요", LANG_KO, "인가요", "지분은"},
        {"地区总部奖励多少钱", LANG_ZH_HANS, "多少", "总部"},
        {"", LANG_EN, "x", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct heard *heard =
            heard_make(parlor.ws, rows[i].plain, rows[i].lang);
        const char *left = signals_blank(parlor.ws, heard, 0, heard->len);

        if (strlen(left) != strlen(rows[i].plain))
            fail_msg("row %zu: %zu bytes", i, strlen(left));
        if (strstr(left, rows[i].gone) != NULL)
            fail_msg("row %zu: %s is left: %s", i, rows[i].gone, left);
        if (strstr(left, rows[i].left) == NULL)
            fail_msg("row %zu: %s is gone: %s", i, rows[i].left, left);
    }
}

static void test_counts(void **state)
{
    struct signals signals;
    const struct heard *heard =
        heard_make(parlor.ws, "how much, how much", LANG_EN);

    (void)state;
    signals_find(parlor.ws, heard, 0, heard->len, &signals);
    assert_int_equal(signals.given[SIGNAL_ASK_MONEY], 2);
    assert_int_equal(signals.first[SIGNAL_ASK_MONEY], 0);
    assert_int_equal(signals.bytes[SIGNAL_ASK_MONEY], 2 * strlen("how much"));
    heard = heard_make(parlor.ws, "", LANG_EN);
    signals_find(parlor.ws, heard, 0, heard->len, &signals);
    for (int i = 0; i < SIGNAL_COUNT; i++)
        if (signals.given[i] != 0)
            fail_msg("signal %d in nothing", i);
}

/* Who wants a route through places, heard as words and not as letters. */
static void test_visits(void **state)
{
    static const struct {
        const char *text;
        bool visits;
    } rows[] = {
        {"Plan a visit to Suxitong and Kunshan", true},
        {"Is there a tour office in Suzhou?", false},
        {"请安排考察苏锡通和昆山", true},
        {"Reiseroute durch Suzhou und Nantong", true},
        {"Préparez un itinéraire : Suzhou, Nantong", true},
        {"Маршрут поездки: Сучжоу, Наньтун", true},
        {"쑤저우와 난퉁 방문 일정", true},
        {"What does Suzhou pay for a visit?", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (room_meaning(rows[i].text).visits != rows[i].visits)
            fail_msg("row %zu: %s", i, rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_visits), cmocka_unit_test(test_intent),
        cmocka_unit_test(test_asked),  cmocka_unit_test(test_follow_up),
        cmocka_unit_test(test_blank),  cmocka_unit_test(test_counts),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
