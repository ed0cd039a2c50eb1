/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_dir.h"

#include <dirent.h>
#include <time.h>

#include "base/buf.h"
#include "ingest/document.h"
#include "ingest/schema_check.h"
#include "text/fold.h"

static struct document *parsed(const char *text, size_t len)
{
    struct document *document = NULL;
    struct err err = {0};

    if (document_read(text, len, LANG_NONE, &document, &err) < 0)
        fail_msg("%.60s: %s", text, err.text);
    return document;
}

/* What every document must keep, whatever its bytes were. */
static void check_sane(const struct document *document, const char *name)
{
    size_t last = 0;

    if (!fold_utf8_valid(document->text, document->len) ||
        document->title == NULL ||
        fold_length(document->title, strlen(document->title)) >
            2 * DOCUMENT_TITLE_MAX)
        fail_msg("%s: text or title", name);
    for (size_t i = 0; i < document->clause_count; i++) {
        const struct document_clause *clause = &document->clauses[i];

        if (clause->from < last || clause->from >= clause->to ||
            clause->to > document->len ||
            fold_length(document->text + clause->from,
                        clause->to - clause->from) > DOCUMENT_CLAUSE_MAX ||
            !fold_utf8_valid(document->text + clause->from,
                             clause->to - clause->from))
            fail_msg("%s: clause %zu: %zu to %zu", name, i, clause->from,
                     clause->to);
        /* each piece of a long clause carries these */
        if ((clause->heading != NULL && strlen(clause->heading) > 400) ||
            (clause->under != NULL && strlen(clause->under) > 2000) ||
            (clause->number != NULL && strlen(clause->number) > 80))
            fail_msg("%s: clause %zu: heading without bound", name, i);
        last = clause->to;
    }
}

static const struct {
    const char *in, *out;
} damages[] = {
    {"a\r\nb\rc\fd", "a\nb\nc\nd\n"},
    {"\xEF\xBB\xBF#  题\n", "题\n"},
    {"商務(wù)區(qū)與個(gè)城", "商務區與個城\n"},
    {"商務(CBD)區(abc)", "商務(CBD)區(abc)\n"},
    {"高地 , 自贸 。 我市 “试验田” 、 好", "高地,自贸。我市“试验田”、好\n"},
    {"到 2022 年末, IPO 企业", "到 2022 年末, IPO 企业\n"},
    {"Supreme Service, Super Suzhou", "Supreme Service, Super Suzhou\n"},
    {"3. **建设载体。**集聚", "3. 建设载体。集聚\n"},
    {"前<!-- x\ny -->后", "前后\n"},
    {"前<!-- 后", "前<!-- 后\n"},
    {"见[公告](https://a.b/c)全文", "见公告全文\n"},
    {"见[公告]全文(1)", "见[公告]全文(1)\n"},
    {"事宜。????\n好。", "事宜。\n好。\n"},
    {"好?", "好?\n"},
    {"好。\n- 12 -\n— 3 —\n-----\n再。", "好。\n再。\n"},
    {"2020-01-01", "2020-01-01\n"},
    {"# 第一章　总　　则\n第一条　为", "第一章 总则\n第一条 为\n"},
    {"第二章 监管 执法", "第二章 监管 执法\n"},
    /* page breaks */
    {"大力弘扬三大法宝，全力塑造四自理念，即自觉对标、自闯新路、再造\n\n优"
     "势"
     "；好。",
     "大力弘扬三大法宝，全力塑造四自理念，即自觉对标、自闯新路、再造优势；"
     "好"
     "。\n"},
    {"推动外资企业拓展研发功能，助力产业转型升级。（责任单位：市工信局、市"
     "商"
     "\n\n务局)鼓励",
     "推动外资企业拓展研发功能，助力产业转型升级。（责任单位：市工信局、市"
     "商"
     "务局)鼓励\n"},
    {"2019年3月15日 全国人大第二次\n\n<!-- E -->\n\n会议通过）",
     "2019年3月15日 全国人大第二次会议通过）\n"},
    {"the investor shall be\nliable for it.\nNext one",
     "the investor shall be liable for it.\nNext one\n"},
    {"联动互补\n共享成果\n据了解，好。", "联动互补\n共享成果\n据了解，好。\n"},
    {"1) one thing\n2) another", "1) one thing\n2) another\n"},
    {"扩大利用外商投资的规模，提升利用外商投资的质量和效益\n（一）好。",
     "扩大利用外商投资的规模，提升利用外商投资的质量和效益\n（一）好。\n"},
    /* pages around the text */
    {"苏州;创新|会客厅\n好。\n【苏州;创新|会客厅】分享",
     "会客厅\n好。\n分享\n"},
    {"会客厅\n出租网http://a.b/):会客厅\n会客厅\n好。", "会客厅\n好。\n"},
    {"题\n第一段好。\n第二段好。\n第三段好。\n推荐阅读\n别的",
     "题\n第一段好。\n第二段好。\n第三段好。\n"},
    {"推荐阅读\n第一段好。\n第二段好。\n第三段好。",
     "推荐阅读\n第一段好。\n第二段好。\n第三段好。\n"},
    {"a\x01\x7f\xC2\xAD\xE2\x80\x8B"
     "b",
     "ab\n"},
};

static void test_damage(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        struct document *document =
            parsed(damages[i].in, strlen(damages[i].in));

        if (strcmp(document->text, damages[i].out) != 0)
            fail_msg("row %zu: %s", i, document->text);
        check_sane(document, damages[i].in);
        document_free(&document);
        assert_null(document);
    }
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static void test_head(void **state)
{
    static const struct {
        const char *in, *title, *issuer, *number, *date, *from, *to;
    } rows[] = {
        {"市委文件\n苏委发〔2020〕1号\n苏州市委 关于开放的意见\n(2020年1月1日)"
         "\n好。\n本文件自 2020 年 2 月 1 日起执行。",
         "苏州市委 关于开放的意见", "苏州市委", "苏委发〔2020〕1号",
         "2020-01-01", "2020-02-01", NULL},
        {"外商投资法\n2019年3月15日 "
         "第十三届全国人民代表大会第二次会议通过\n第一"
         "条 好。\n第二条 本法自2020年1月1日起施行。",
         "外商投资法", "全国人民代表大会", NULL, "2019-03-15", "2020-01-01",
         NULL},
        {"条例\n2010年1月1日 上海市第十五届人民代表大会常务委员会第二次会议通过"
         "\n2019年3月15日 "
         "上海市第十六届人民代表大会常务委员会第八次会议《关于修"
         "改〈条例〉的决定》修正）\n第一条 好。\n第二条 本条例自2010年5月1日起"
         "施行。",
         "条例", "上海市人民代表大会常务委员会", NULL, "2019-03-15",
         "2019-03-15", NULL},
        {"细则\n2018年12月18日 中华人民共和国国务院令第707号公布\n2019年1月1日 "
         "施行\n第一条 好。",
         "细则", "国务院", "国务院令第707号", "2018-12-18", "2019-01-01", NULL},
        {"市政府关于奖励的办法\n一、好。\n本办法自发布之日起施行，有效期至2025"
         "年"
         "12月31日。\n二〇二〇年十月三日",
         "市政府关于奖励的办法", "市政府", NULL, "2020-10-03", "2020-10-03",
         "2025-12-31"},
        {"新闻一则\n2020年08月15日 11:46 新浪网\n他说自2021年5月1日起施行新"
         "政。",
         "新闻一则", NULL, NULL, "2020-08-15", NULL, NULL},
        {"只有一句话。后面还有。", "只有一句话", NULL, NULL, NULL, NULL, NULL},
        {"题\n2020年13月40日\n好。", "题", NULL, NULL, NULL, NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document *d = parsed(rows[i].in, strlen(rows[i].in));

        if (!same(d->title, rows[i].title) ||
            !same(d->issuer, rows[i].issuer) ||
            !same(d->number, rows[i].number) || !same(d->date, rows[i].date) ||
            !same(d->from, rows[i].from) || !same(d->to, rows[i].to))
            fail_msg("row %zu: %s|%s|%s|%s|%s|%s", i, d->title, d->issuer,
                     d->number, d->date, d->from, d->to);
        document_free(&d);
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *says;
    } rows[] = {
        {"ab\xff", 3, "byte 3 (0xff)"},
        {"\xc3", 1, "byte 1 (0xc3)"},
        {"a\0b", 3, "byte 2 (0x00)"},
        {"\xed\xa0\x80", 3, "byte 1 (0xed)"},
        {"\xc0\xaf", 2, "byte 1 (0xc0)"},
        {"\xf4\x90\x80\x80", 4, "byte 1 (0xf4)"},
        {"", 0, "no text"},
        {" \n\t\n\xE3\x80\x80", 7, "no text"},
        {"-----\n", 6, "no text"},
    };
    struct document *document = NULL;
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (document_read(rows[i].bytes, rows[i].len, LANG_NONE, &document,
                          &err) != -1 ||
            err.code != ERR_INPUT || strstr(err.text, rows[i].says) == NULL)
            fail_msg("row %zu: %s", i, err.text);
    assert_int_equal(
        document_read("", DOCUMENT_BYTES_MAX + 1, LANG_NONE, &document, &err),
        -1);
    assert_int_equal(err.code, ERR_LIMIT);
    assert_null(document);
}

/* Repeat unit to size bytes. */
static void repeated(struct buf *buf, const char *unit, size_t size)
{
    buf_clear(buf);
    while (buf->len < size)
        buf_text(buf, unit);
}

/* What would take for ever if any step looked at the rest again and again. */
static void test_hostile(void **state)
{
    static const char *const units[] = {
        "0",        "〇",       "一",
        "[",        "[](",      "[a](b",
        "<!--",     "(",        "（",
        "第",       "第一",     "?",
        "*",        "#",        " ",
        "-",        "務(",      "務(wù",
        "【",       "|;",       "。",
        "a ",       "，",       "年",
        "自",       "起施行",   "有效期",
        "本自",     "200",      "2020年",
        "Article ", "\xCC\x81", "\xF0\x9F\x98\x80",
        "الم",
    };
    struct buf buf;

    (void)state;
    buf_init(&buf);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct document *document = NULL;
        struct err err = {0};
        clock_t start = clock();

        repeated(&buf, units[i], 1000000);
        buf_text(&buf, "x");
        if (document_read(buf.bytes, buf.len, LANG_NONE, &document, &err) < 0)
            fail_msg("row %zu: %s", i, err.text);
        check_sane(document, units[i]);
        document_free(&document);
        if (clock() - start > 5 * CLOCKS_PER_SEC)
            fail_msg("row %zu: %s: too slow", i, units[i]);
    }
    buf_fini(&buf);
}

static void test_limits(void **state)
{
    struct document *document = NULL;
    struct err err = {0};
    struct buf buf;

    (void)state;
    buf_init(&buf);
    repeated(&buf, "好好。\n", 10 * (DOCUMENT_CLAUSES_MAX + 20));
    assert_int_equal(
        document_read(buf.bytes, buf.len, LANG_NONE, &document, &err), -1);
    assert_int_equal(err.code, ERR_LIMIT);
    buf_clear(&buf);
    buf_text(&buf, "题\n1. 甲。\n2. 乙");
    for (size_t i = 0; i < 20000; i++)
        buf_text(&buf, i % 50 == 0 ? "。" : "长");
    document = parsed(buf.bytes, buf.len);
    assert_in_range(document->clause_count, 2 + 25, 2 + 32);
    for (size_t i = 2; i < document->clause_count; i++) {
        assert_string_equal(document->clauses[i].number, "2");
        assert_int_equal(document->clauses[i].part, i - 1);
    }
    check_sane(document, "long clause");
    document_free(&document);
    buf_fini(&buf);
}

static void complain(void *context, const char *path, const char *what)
{
    (void)context;
    print_message("%s: %s\n", path, what);
}

/* The record of a document holds what was read and fits its schema. */
static void check_record(const struct document *document,
                         const struct schemas *schemas, const char *name)
{
    struct record *record = NULL, *again = NULL;
    struct err err = {0};

    if (document_record(document, "draft", &record, &err) < 0)
        fail_msg("%s: %s", name, err.text);
    assert_string_equal(record->kind, "document");
    assert_string_equal(record_string(record, "text"), document->text);
    assert_string_equal(record_string(record, "source.title"), document->title);
    assert_int_equal(json_array_size(record_get(record, "clauses")),
                     document->clause_count);
    if (schemas != NULL && schemas_check(schemas, record, complain, NULL) != 0)
        fail_msg("%s: does not fit its schema", name);
    assert_int_equal(document_record(document, "published", &again, &err), 0);
    assert_string_equal(record->id, again->id);
    record_free(&record);
    record_free(&again);
}

static struct schemas *schemas_ours(void)
{
    struct schemas *schemas = NULL;
    struct err err = {0};

    if (access("corpus/schema/document.json", R_OK) == 0 &&
        schemas_load("corpus/schema", &schemas, &err) < 0)
        fail_msg("%s", err.text);
    return schemas;
}

/* How many lines of a law begin an article. */
static size_t articles_of(const struct buf *raw)
{
    size_t count = 0;

    for (size_t at = 0; at < raw->len; at++) {
        const char *line = raw->bytes + at, *end = NULL;

        if ((at > 0 && line[-1] != '\n') || strncmp(line, "第", 3) != 0)
            continue;
        end = strpbrk(line, " \n");
        while (end != NULL && end > line && memcmp(end - 3, "条", 3) != 0 &&
               memcmp(end - 3, "\xE3\x80\x80", 3) != 0)
            end = strstr(line, "条　");
        count += end != NULL && end - line < 30;
    }
    return count;
}

/* Read every file of a folder; each must be read and fit its schema. */
static size_t folder_read(const char *path, bool laws)
{
    struct schemas *schemas = schemas_ours();
    DIR *dir = opendir(path);
    struct dirent *entry = NULL;
    struct buf raw;
    size_t files = 0;

    buf_init(&raw);
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char name[1024];
        struct document *document = NULL;
        size_t articles = 0;

        if (entry->d_name[0] == '.' || entry->d_name[0] == 'R')
            continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        file_load(name, &raw);
        document = parsed(raw.bytes, raw.len);
        check_sane(document, entry->d_name);
        check_record(document, schemas, entry->d_name);
        for (size_t i = 0; i < document->clause_count; i++)
            articles += document->clauses[i].number != NULL &&
                        document->clauses[i].part <= 1 &&
                        strstr(document->clauses[i].number, "条") != NULL;
        if (laws && articles != articles_of(&raw))
            fail_msg("%s: %zu articles of %zu", entry->d_name, articles,
                     articles_of(&raw));
        if (laws && strncmp(document->title, "20", 2) == 0)
            fail_msg("%s: called %s", entry->d_name, document->title);
        document_free(&document);
        files++;
    }
    if (dir != NULL)
        closedir(dir);
    buf_fini(&raw);
    schemas_free(&schemas);
    return files;
}

static void test_statutes(void **state)
{
    (void)state;
    if (access("../shared/statutes", R_OK) != 0)
        skip();
    assert_true(folder_read("../shared/statutes", true) > 60);
}

static void test_seeds(void **state)
{
    static const char seed[] = "../shared/seeds/004_4ab648cdb3ed3e85.txt";
    struct document *document = NULL;
    struct buf raw;
    int next = 1;

    (void)state;
    if (access(seed, R_OK) != 0)
        skip();
    assert_int_equal(folder_read("../shared/seeds", false), 5);
    buf_init(&raw);
    file_load(seed, &raw);
    document = parsed(raw.bytes, raw.len);
    assert_string_equal(document->number, "苏委发〔2020〕1号");
    assert_string_equal(document->from, "2020-01-01");
    for (size_t i = 0; i < document->clause_count; i++) {
        const char *number = document->clauses[i].number;

        if (number != NULL && number[0] >= '0' && number[0] <= '9')
            assert_int_equal(atoi(number), next++);
    }
    assert_int_equal(next, 31);
    document_free(&document);
    buf_fini(&raw);
}

/* Seeds with bytes replaced, cut and doubled: refused or sane. */
static void test_mutations(void **state)
{
    static const char text[] =
        "市委文件\n苏委发〔2020〕1号\n关于开放的意见\n(2020年1月1日)\n一、"
        "总体\n（一）**好**。\n1. 人才(wù)，即再造\n\n优势。\n第一条 "
        "为\n第二条 "
        "[a](b)<!-- c -->\n本办法自2020年1月1日起施行，有效期至2025年1月1日。";
    uint32_t seed = 12345;
    char bytes[sizeof text * 2];

    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t len = sizeof text - 1;
        struct document *document = NULL;
        struct err err = {0};

        memcpy(bytes, text, len);
        for (int change = 0; change < 4; change++) {
            seed = seed * 1664525u + 1013904223u;
            size_t at = (seed >> 8) % len, to = (seed >> 4) % len;

            if (seed % 3 == 0)
                bytes[at] = (char)(seed >> 24);
            else if (seed % 3 == 1)
                memmove(bytes + at, bytes + to, len - (at > to ? at : to));
            else
                len = at > len / 2 ? at : len;
        }
        if (document_read(bytes, len, LANG_NONE, &document, &err) < 0) {
            assert_int_equal(err.code, ERR_INPUT);
            continue;
        }
        check_sane(document, "mutation");
        check_record(document, NULL, "mutation");
        document_free(&document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damage),  cmocka_unit_test(test_head),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_limits),  cmocka_unit_test(test_statutes),
        cmocka_unit_test(test_seeds),   cmocka_unit_test(test_mutations),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
