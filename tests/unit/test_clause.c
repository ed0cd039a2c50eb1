/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "ingest/document.h"

static struct document *parsed(const char *text, size_t len)
{
    struct document *document = NULL;
    struct err err = {0};

    if (document_read(text, len, LANG_NONE, &document, &err) < 0)
        fail_msg("%.60s: %s", text, err.text);
    return document;
}

/* Clauses as "number{heading}", a blank between. */
static void test_clauses(void **state)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"题\n第一条 为了。\n（一）甲；\n（二）乙。\n第二条 好。",
         "-{题} 第一条{-} 第二条{-}"},
        {"题\n第一章 总则\n第一条 为。\n第一条之一 又。\n第二条 好。",
         "-{题} 第一条{-} 第一条之一{-} 第二条{-}"},
        {"题\n第一条 为。\n第二条 依照\n第九条规定办。\n第三条 好。",
         "-{题} 第一条{-} 第二条{-} 第三条{-}"},
        {"题\n一、总体\n好好学习。\n二、举措\n（一）开放。引进。\n1. "
         "人才。给钱。\n2、企业。给地。",
         "-{题} 一{总体} （一）{开放} 1{人才} 2{企业}"},
        {"题\n1. 甲。\n2020. 乙。\n2. 丙。\n900. 丁。", "-{题} 1{甲} 2{丙}"},
        {"题\n1. 甲。\n3.5万元。\n2. 丙。", "-{题} 1{甲} 2{丙}"},
        {"题\n1. 甲。\n2. 乙。\n本办法自发布之日起施行。",
         "-{题} 1{甲} 2{乙} -{-}"},
        {"题目\n第一段话在这里。\n小标题\n第二段话在这里。",
         "-{题目} -{小标题}"},
        {"Law\nArticle 1 Scope. It is.\nArticle 2. Now.\n§ 3 No.",
         "-{Law} Article 1{-} Article 2{-} § 3{-}"},
        {"법\n제1조 (목적) 이다.\n제2조 뜻.", "-{법} 제1조{-} 제2조{-}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document *document = parsed(rows[i].in, strlen(rows[i].in));
        struct buf told;

        buf_init(&told);
        for (size_t c = 0; c < document->clause_count; c++) {
            const struct document_clause *clause = &document->clauses[c];

            buf_format(&told, "%s%s{%s}", c > 0 ? " " : "",
                       clause->number != NULL ? clause->number : "-",
                       clause->heading != NULL ? clause->heading : "-");
        }
        if (strcmp(told.bytes, rows[i].out) != 0)
            fail_msg("row %zu: %s", i, told.bytes);
        buf_fini(&told);
        document_free(&document);
    }
}

/* Headings stand above what follows them, until the next of their level. */
static void test_under(void **state)
{
    static const struct {
        const char *in, *out; /* number<under> */
    } rows[] = {
        {"# T\n\nText is here.\n\n## A\n\nOne is.\n\nTwo is.\n\n## B\n\n"
         "1. Three is.\n2. Four is.\n### C\nFive is.\n## D\nSix is.",
         "-<-> -<A> -<A> 1<B> 2<B> -<B / C> -<D>"},
        {"# T\nText.\n## A\n## B\nOne.\n## C", "-<-> -<-> -<B> -<->"},
        {"题\n第一章 总则\n第一条 为。\n第二章 促进\n第二条 好。\n第三条 好。",
         "-<-> 第一条<第一章 总则> 第二条<第二章 促进> 第三条<第二章 促进>"},
        {"题\n头一段话在这里。\n联动互补\n第二段话在这里。\n第三段话在这里。\n"
         "分享红利\n第四段话在这里。\n第五段话在这里。",
         "-<-> -<-> -<联动互补> -<-> -<分享红利>"},
        {"题\n一、总体\n（一）思想。好。\n二、举措\n（一）开放。好。\n1. "
         "人才。好。",
         "-<-> （一）<一、总体> （一）<二、举措> 1<二、举措 / （一）开放>"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document *document = parsed(rows[i].in, strlen(rows[i].in));
        struct buf told;

        buf_init(&told);
        for (size_t c = 0; c < document->clause_count; c++) {
            const struct document_clause *clause = &document->clauses[c];

            buf_format(&told, "%s%s<%s>", c > 0 ? " " : "",
                       clause->number != NULL ? clause->number : "-",
                       clause->under != NULL ? clause->under : "-");
        }
        if (strcmp(told.bytes, rows[i].out) != 0)
            fail_msg("row %zu: %s", i, told.bytes);
        buf_fini(&told);
        document_free(&document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clauses),
        cmocka_unit_test(test_under),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
