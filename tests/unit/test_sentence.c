/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "document_room.h"

#include "search/sentence.h"

/* Which sentence of a clause answers. */
static void test_choose(void **state)
{
    static const struct {
        const char *question;
        enum asked asked;
        const char *text, *chosen; /* the beginning of what was chosen */
    } rows[] = {
        /* what shares most words */
        {"投诉受理", ASKED_ANY, "企业依法纳税。投诉应当受理。", "投诉"},
        /* the figure asked for, and not that of a condition */
        {"健康证明有效", ASKED_TIME,
         "申请有效期1年以上的居留证件的，应当提交健康证明。"
         "健康证明自开具之日起6个月内有效。",
         "健康证明自"},
        {"税率", ASKED_SHARE, "税率由法律规定。税率为25%。", "税率为"},
        /* a condition before what it is one of */
        {"项目核准", ASKED_TIME,
         "项目核准后2年内未开工，需要延期的，应当申请。"
         "项目核准应当在20日内办结。",
         "项目核准应当"},
        /* what is due, its subject said before; not its extension */
        {"投诉处理", ASKED_TIME,
         "投诉机构接到投诉后，应当在5日内决定是否受理。"
         "受理的，应当在20日内处理；复杂的，可以延长至50日处理。",
         "受理的"},
        /* what must be done before a time is not done within it */
        {"机关申请", ASKED_TIME,
         "企业应当在期满30日前向机关申请。机关应当在20日内答复申请。",
         "机关应当"},
        /* who: the sentence that names a body */
        {"清单发布", ASKED_WHO, "清单发布后执行。清单由国务院发布。", "清单由"},
        /* of several parts the one that answers */
        {"增值业务资本", ASKED_MONEY,
         "基础业务的，资本为100万元；增值业务的，资本为10万元。", "增值业务的"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].question);
        struct record *record = room_document("办法", rows[i].text, "");
        struct evidence evidence = room_clause(record);
        struct topic topic;
        struct said said;
        struct err err = {0};

        meaning.topic = rows[i].question;
        assert_int_equal(
            topic_make(parlor.ws, &meaning, TOPIC_OF_CLAUSES, &topic, &err), 0);
        sentence_choose(parlor.ws, &topic, rows[i].asked, &evidence, &said);
        if (strncmp(rows[i].text + evidence.core_from, rows[i].chosen,
                    strlen(rows[i].chosen)) != 0)
            fail_msg("row %zu: %s", i, rows[i].text + evidence.core_from);
        record_free(&record);
    }
}

/* How long something holds is not by when something is due: where only the
 * latter is said, no figure of it may be told. */
static void test_lasts(void **state)
{
    static const struct {
        const char *text;
        bool lasts, silent;
    } rows[] = {
        {"商标保护申请应当自收到之日起3个月内提交。", true, true},
        {"商标保护申请应当自收到之日起3个月内提交。", false, false},
        {"商标保护期限为10年。", true, false},
        {"商标保护证明自开具之日起6个月内有效。", true, false},
        {"商标保护有效期10年，自核准之日起计算。", true, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning("商标保护");
        struct record *record = room_document("办法", rows[i].text, "");
        struct evidence evidence = room_clause(record);
        struct topic topic;
        struct said said;
        struct err err = {0};

        meaning.topic = "商标保护";
        assert_int_equal(
            topic_make(parlor.ws, &meaning, TOPIC_OF_CLAUSES, &topic, &err), 0);
        topic.lasts = rows[i].lasts;
        sentence_choose(parlor.ws, &topic, ASKED_TIME, &evidence, &said);
        if (evidence.silent != rows[i].silent)
            fail_msg("row %zu: %s", i, rows[i].text);
        record_free(&record);
    }
}

static void test_has_asked(void **state)
{
    static const struct {
        const char *text;
        enum asked asked;
        bool has;
    } rows[] = {
        {"税率为25%。", ASKED_SHARE, true},
        {"税率为25%。", ASKED_TIME, false},
        {"处十万元以上五十万元以下的罚款。", ASKED_MONEY, true},
        {"最长不得超过五年。", ASKED_TIME, true},
        {"依法处理。", ASKED_MONEY, false},
        {"依法处理。", ASKED_ANY, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record *record = room_document("办法", rows[i].text, "");
        struct evidence evidence = room_clause(record);
        bool has = sentence_has_asked(parlor.ws, &evidence, rows[i].asked);

        record_free(&record);
        if (has != rows[i].has)
            fail_msg("row %zu (%s)", i, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choose),
        cmocka_unit_test(test_lasts),
        cmocka_unit_test(test_has_asked),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
