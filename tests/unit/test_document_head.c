/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a text says of its time and its rank, and of others' end. */
#include "test_dir.h"

#include "ingest/day.h"
#include "ingest/document.h"

static struct document *parsed(const char *text)
{
    struct document *document = NULL;
    struct err err = {0};

    if (document_read(text, strlen(text), LANG_NONE, &document, &err) < 0)
        fail_msg("%.60s: %s", text, err.text);
    return document;
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

#define ARTICLES "第一条 好。\n第二条 "

static void times(void **state)
{
    static const struct {
        const char *text, *date, *from, *to;
    } rows[] = {
        {"办法\n" ARTICLES "本办法自2021年3月1日起施行，有效期5年。", NULL,
         "2021-03-01", "2026-02-28"},
        {"办法\n" ARTICLES "本办法自2020年3月1日起施行。有效期为四年。", NULL,
         "2020-03-01", "2024-02-29"},
        {"办法\n" ARTICLES "本办法自2021年1月1日起施行，至2023年12月31日止。",
         NULL, "2021-01-01", "2023-12-31"},
        {"办法\n" ARTICLES
         "本办法自2021年1月1日起施行，有效期至2025年6月30日。",
         NULL, "2021-01-01", "2025-06-30"},
        /* of a permit, not of the rule */
        {"办法\n第一条 许可证有效期3年。\n第二条 本办法自2021年1月1日起施行。",
         NULL, "2021-01-01", NULL},
        {"办法\n第一条 工作许可有效期至2022年1月1日的，可以延期。\n第二条 "
         "本办法自2021年1月1日起施行。",
         NULL, "2021-01-01", NULL},
        {"办法\n" ARTICLES "本办法自公布之日起施行。", NULL, NULL, NULL},
        {"办法\n发布日期：2022-05-06\n" ARTICLES "本办法自发布之日起施行。",
         "2022-05-06", "2022-05-06", NULL},
        {"| 发文机关： | 市政府 | 成文日期： | 2019年10月08日 |\n办法\n"
         "实施日期：2020年1月1日\n" ARTICLES "好。",
         "2019-10-08", "2020-01-01", NULL},
        /* in words */
        {"Foreign Investment Law\n(Adopted at the Second Session on March 15, "
         "2019)\nArticle 1 It is.\nArticle 2 This Law shall come into force "
         "as of January 1, 2020.",
         "2019-03-15", "2020-01-01", NULL},
        {"Förderrichtlinie\nvom 3. März 2021\n§ 1 Zweck.\n§ 2 Diese "
         "Richtlinie tritt am 1. Mai 2021 in Kraft.",
         "2021-03-03", "2021-05-01", NULL},
        {"Décret du 2 août 2020\nArticle 1 Oui.\nArticle 2 Il entre en "
         "vigueur le 1er janvier 2021.",
         "2020-08-02", "2021-01-01", NULL},
        {"Ley\nArtículo 1 Sí.\nArtículo 2 La ley entrará en vigor el 5 de "
         "mayo de 2022.",
         NULL, "2022-05-05", NULL},
        {"Закон\nСтатья 1 Да.\nСтатья 2 Закон вступает в силу с 1 июня 2020 "
         "года.",
         NULL, "2020-06-01", NULL},
        {"法律\n第一条 よい。\n第二条 この法律は、2020年4月1日から施行する。",
         NULL, "2020-04-01", NULL},
        {"법\n제1조 좋다.\n제2조 이 법은 2020년 4월 1일부터 시행한다.", NULL,
         "2020-04-01", NULL},
        {"News\nHe may come into force in 2020.", NULL, NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document *d = parsed(rows[i].text);

        if (!same(d->date, rows[i].date) || !same(d->from, rows[i].from) ||
            !same(d->to, rows[i].to))
            fail_msg("row %zu: %s from %s to %s", i, d->date, d->from, d->to);
        document_free(&d);
    }
}

static void others_end(void **state)
{
    static const struct {
        const char *text, *said; /* "title@from title@from" */
    } rows[] = {
        {"法\n" ARTICLES
         "本法自2020年1月1日起施行。《甲法》、《乙法》同时废止。",
         "甲法@2020-01-01 乙法@2020-01-01"},
        {"条例\n" ARTICLES
         "本条例自2013年9月1日起施行。1986年12月3日国务院批准，1994年7月13日、"
         "2010年4月24日国务院修订的《管理法实施细则》同时废止。",
         "管理法实施细则@2013-09-01"},
        {"条例\n2019年5月1日 国务院令第1号公布\n" ARTICLES
         "本条例自2001年7月1日起施行。1992年批准的《条例》同时废止。",
         "条例@2001-07-01"},
        {"办法\n" ARTICLES
         "根据《立法法》，及时修改、废止《甲》。本办法自2020年1月1日起施行。",
         ""},
        {"办法\n" ARTICLES "根据《丙法》，《丁办法》予以废止。", "丁办法@-"},
        {"某市政府关于废止《戊办法》的决定\n2022年1月2日 公布\n好。",
         "戊办法@2022-01-02"},
        {"某市政府关于废止部分规章的决定\n2022年1月2日 公布\n"
         "下列规章予以废止：\n一、《己办法》（2001年发布）\n二、《庚规定》\n"
         "本决定自2022年3月1日起施行。",
         "己办法@2022-03-01 庚规定@2022-03-01"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document *d = parsed(rows[i].text);
        char said[400] = "";

        for (size_t r = 0; r < d->repeal_count; r++)
            snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s@%s",
                     r > 0 ? " " : "", d->repeals[r].title,
                     d->repeals[r].from != NULL ? d->repeals[r].from : "-");
        if (strcmp(said, rows[i].said) != 0)
            fail_msg("row %zu: %s", i, said);
        document_free(&d);
    }
}

static void rank(void **state)
{
    static const struct {
        const char *text, *title, *issuer, *number;
        bool official, national, repealed;
    } rows[] = {
        {"中华人民共和国外商投资法\n好。", "中华人民共和国外商投资法", NULL,
         NULL, true, true, false},
        {"政府投资条例\n2019年4月14日 中华人民共和国国务院令第712号公布\n好。",
         "政府投资条例", "国务院", "国务院令第712号", true, true, false},
        {"某市奖励办法（已废止）\n好。", "某市奖励办法", NULL, NULL, true,
         false, true},
        {"某市奖励办法\n【失效】\n好。", "某市奖励办法", NULL, NULL, true,
         false, true},
        {"发文机关：某市政府\n发文字号：某政发〔2020〕5号\n有效性：废止\n"
         "关于奖励的意见\n好。",
         "关于奖励的意见", "某市政府", "某政发〔2020〕5号", true, false, true},
        {"某市的好做法\n他们说好。", "某市的好做法", NULL, NULL, false, false,
         false},
        {"会客厅启用\n今天启用。", "会客厅启用", NULL, NULL, false, false,
         false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document *d = parsed(rows[i].text);

        if (!same(d->title, rows[i].title) ||
            !same(d->issuer, rows[i].issuer) ||
            !same(d->number, rows[i].number) ||
            d->official != rows[i].official ||
            d->national != rows[i].national || d->repealed != rows[i].repealed)
            fail_msg("row %zu: %s|%s|%s %d %d %d", i, d->title, d->issuer,
                     d->number, d->official, d->national, d->repealed);
        document_free(&d);
    }
}

static void days(void **state)
{
    static const struct {
        const char *date;
        int years; /* 0: the day before */
        const char *out;
    } rows[] = {
        {"2020-01-01", 0, "2019-12-31"},
        {"2020-03-01", 0, "2020-02-29"},
        {"2100-03-01", 0, "2100-02-28"},
        {"2020-10", 0, "2020-09-30"},
        {"2020", 0, "2019-12-31"},
        {"2020-02-29", 1, "2021-02-28"},
        {"2020-01-01", 3, "2022-12-31"},
        {"0001-01-01", 0, NULL},
        {"", 0, NULL},
        {"x", 0, NULL},
        {"2020-13-01", 0, NULL},
        {NULL, 0, NULL},
        {"2020-01-01", 101, NULL},
        {"2020-01-01", -1, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[DATE_SIZE] = "";
        bool done = rows[i].years == 0
                        ? day_before(rows[i].date, out)
                        : day_years_end(rows[i].date, rows[i].years, out);

        if (done != (rows[i].out != NULL) ||
            (done && strcmp(out, rows[i].out) != 0))
            fail_msg("row %zu: %s", i, out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times),
        cmocka_unit_test(others_end),
        cmocka_unit_test(rank),
        cmocka_unit_test(days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
