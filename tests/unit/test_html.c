/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a page is its text. */
#include "test_dir.h"

#include "ingest/html.h"

static const struct {
    const char *page, *text;
} pages[] = {
    {"<html><body><p>好。</p><p>再好。</p>", "好。\n再好。\n"},
    {"<p>a <b>b</b>\n c&nbsp;d<br>e</p>", "a b c d\ne\n"},
    {"<p>外商\n  投资&lt;法&gt;&#x6CD5;</p>", "外商投资<法>法\n"},
    {"<html><head><title>网</title><style>p{}</style><script>var "
     "a='<p>';</script></head><p>好。",
     "好。\n"},
    {"<div>一<div>二</div>三</div><span>四</span>五", "一\n二\n三\n四五\n"},
    /* around the text */
    {"<nav><a href=/>首页</a></nav><p>好。</p><footer>版权</footer>", "好。\n"},
    {"<div class='top-nav x'><p>菜单</div><p>好。<div id=footer>脚</div>",
     "好。\n"},
    {"<div role=navigation>x</div><p hidden>y</p><p style='display:none'>z</p>"
     "<p>好。",
     "好。\n"},
    {"<div class=menubar2>是</div>", "是\n"},
    {"<body class=nav><p>好。", "好。\n"},
    {"<p><a href=/>首页</a> &gt; <a href=/a>政策</a></p><p>好。", "好。\n"},
    {"<p>好。<ul><li><a href=1>甲</a><li><a href=2>乙</a><li><a "
     "href=3>丙</a></ul>",
     "好。\n"},
    {"<p>好。<p><a href=1>附件：目录</a>", "好。\n附件：目录\n"},
    {"<p>依照<a href=1>本法</a>办理。", "依照本法办理。\n"},
    {"<a name=a>第一条 好。</a>", "第一条 好。\n"},
    {"<p>站名站名<h1>关于投资的办法</h1><p>好。", "# 关于投资的办法\n好。\n"},
    {"<title>关于投资的办法_某市政府</"
     "title><p>某市某市<p>关于投资的办法<p>好。",
     "关于投资的办法\n好。\n"},
    {"<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字", "漢字\n"},
    /* tables */
    {"<table><tr><th>项目<th>金额<tr><td>甲<td><p>100万元</p></table>末",
     "项目 | 金额\n甲 | 100万元\n末\n"},
    {"<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a b | c\n"},
    {"<table><tr><td><p>一。</p><p>二。</p></td></tr></table>", "一。\n二。\n"},
    {"<table><tr><td>左<td><table><tr><td>甲<td>乙</table>右</table>",
     "左\n甲 | 乙\n右\n"},
    {"<table><tr><td></td><td></td></tr></table><p>好。", " | \n好。\n"},
    /* soup */
    {"<p>a<b>b<i>c</b>d</i><li>e</ul>", "abcd\ne\n"},
    {"<p>x<!-- <p>y -->z</p>", "xz\n"},
    {"<", "<\n"},
    {"", ""},
};

static void text_of_pages(void **state)
{
    struct buf text;

    (void)state;
    buf_init(&text);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct trace trace = {0};
        struct err err = {0};

        buf_clear(&text);
        if (html_text(pages[i].page, strlen(pages[i].page), &text, &trace,
                      &err) < 0)
            fail_msg("row %zu: %s", i, err.text);
        if (strcmp(text.bytes, pages[i].text) != 0)
            fail_msg("row %zu: %s", i, text.bytes);
        trace_fini(&trace);
    }
    buf_fini(&text);
}

/* What is no entity stands in the page where the trace says, in pages longer
 * than the parser's own blocks too. */
static void places_of_pages(void **state)
{
    struct buf page, text;
    struct trace trace = {0};
    struct err err = {0};

    (void)state;
    buf_init(&page);
    buf_init(&text);
    buf_text(&page, "<html><title>x</title><body>");
    for (int i = 0; i < 3000; i++)
        buf_format(&page,
                   "<div><p class=a>第%d条 为了<b>开放</b>，\n &amp; x%d。</p>"
                   "<!-- 注 --><table><tr><td>甲%d<td>乙</table></div>",
                   i, i, i);
    for (int i = 0; i < 2000; i++)
        buf_text(&page, "很长的一段话没有标签，");
    assert_int_equal(html_text(page.bytes, page.len, &text, &trace, &err), 0);
    for (size_t at = 0; at < text.len; at++) {
        size_t was = trace_find(&trace, at);

        if (strchr(" &|\n", text.bytes[at]) != NULL)
            continue;
        if (was >= page.len || page.bytes[was] != text.bytes[at])
            fail_msg("byte %zu: %.20s is not at %zu: %.20s", at,
                     text.bytes + at, was, page.bytes + was);
    }
    trace_fini(&trace);
    buf_fini(&page);
    buf_fini(&text);
}

static void deep_is_refused(void **state)
{
    struct buf page, text;
    struct trace trace = {0};
    struct err err = {0};

    (void)state;
    buf_init(&page);
    buf_init(&text);
    for (int i = 0; i < 200000; i++)
        buf_text(&page, "<div>");
    assert_int_equal(html_text(page.bytes, page.len, &text, &trace, &err), -1);
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.text, "deeper"));
    trace_fini(&trace);
    buf_fini(&page);
    buf_fini(&text);
}

static void page_or_text(void **state)
{
    static const struct {
        const char *text;
        bool page;
    } rows[] = {
        {"<!DOCTYPE html><p>x", true},
        {"\n <HTML>", true},
        {"<?xml version=\"1.0\"?><html>", true},
        {"<!-- saved --><html>", true},
        {"<div>x</div>", true},
        {"<p>x", false},
        {"# 题\n<div>x</div>", false},
        {"<!-- INFO --># 题 <b>x</b></p>", false},
        {"<5%的</p>", true},
        {"a < b", false},
        {"", false},
        {"<", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (html_is(rows[i].text, strlen(rows[i].text)) != rows[i].page)
            fail_msg("row %zu: %s", i, rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_pages),
        cmocka_unit_test(places_of_pages),
        cmocka_unit_test(deep_is_refused),
        cmocka_unit_test(page_or_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
