/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/head.h"

#include <string.h>

#include "ingest/clean_runes.h"
#include "ingest/head_span.h"
#include "ingest/marker.h"
#include "text/fold.h"

enum {
    NUMBER_MAX = 120,   /* bytes of a document number */
    ISSUER_MAX = 60,    /* characters */
    TITLE_LINE_MAX = 40 /* characters of a line of a title that has two */
};

/* "关于...意见": what official papers are called. */
static bool is_official_title(struct span span)
{
    static const char *const ends[] = {
        "意见", "通知", "办法", "规定", "条例", "方案", "决定", "措施",
        "政策", "细则", "公告", "解释", "规划", "指南", "批复", "纲要"};

    char date[DATE_SIZE];
    size_t at = 0;

    if (span_find(span, "关于") < 0 || date_leads(span, &at, date) ||
        fold_length(span.text, span.len) > DOCUMENT_TITLE_MAX)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (span.len >= 6 && memcmp(span.text + span.len - 6, ends[i], 6) == 0)
            return true;
        /* 规定（一） */
        if (span_find(span, ends[i]) >= 0 && span.len > 3 &&
            memcmp(span.text + span.len - 3, "）", 3) == 0)
            return true;
    }
    return false;
}

static struct span span_cut(struct span span, size_t characters)
{
    size_t at = 0;

    while (characters-- > 0 && fold_rune(span.text, span.len, &at) >= 0)
        ;
    span.len = at < span.len ? at : span.len;
    return span;
}

/* The title: an official one anywhere in the head, else the first line. */
static size_t title_find(const struct cleaned *text, size_t head)
{
    for (size_t i = 0; i < head; i++)
        if (is_official_title(span_of(text, i)))
            return i;
    return 0;
}

/* Does a title run on in paragraph i? */
static bool title_goes_on(const struct cleaned *text, size_t head, size_t i)
{
    struct span first = span_of(text, 0), next;
    char date[DATE_SIZE];
    size_t at = 0;

    if (i >= head)
        return false;
    next = span_of(text, i);
    for (size_t c = 0; c < next.len; c++)
        if (next.text[c] >= '0' && next.text[c] <= '9')
            return false;
    return fold_length(first.text, first.len) <= TITLE_LINE_MAX &&
           fold_length(next.text, next.len) <= TITLE_LINE_MAX &&
           !date_leads(next, &at, date) && span_find(next, "号") < 0;
}

/* Without a head, the first sentence stands for the title. */
static struct span first_sentence(struct span span)
{
    for (size_t at = 0; at < span.len;) {
        size_t from = at;

        if (rune_in(fold_rune(span.text, span.len, &at), "。！？"))
            return (struct span){span.text, from};
    }
    return span;
}

static void head_title(const struct cleaned *text, size_t head,
                       struct arena *arena, struct document *document)
{
    size_t line = title_find(text, head);
    struct span span = span_of(text, line), next;

    span = head > 0 ? span : first_sentence(span);
    span = span_cut(span, DOCUMENT_TITLE_MAX);
    document->title = arena_text_n(arena, span.text, span.len);
    if (line == 0 && !is_official_title(span) && title_goes_on(text, head, 1)) {
        next = span_of(text, 1);
        document->title = arena_format(arena, "%s %.*s", document->title,
                                       (int)next.len, next.text);
    }
}

/* Bytes of "第十三届" in span at from. */
static size_t session_len(struct span span, size_t from)
{
    size_t at = from;

    if (!span_word(span.text, span.len, &at, "第") ||
        marker_number(span.text, span.len, &at) < 0 ||
        !span_word(span.text, span.len, &at, "届"))
        return 0;
    return at - from;
}

/* "上海市第十五届人民代表大会常务委员会第二十次会议通过": the body without
 * its session. */
static const char *congress_of(struct span span, struct arena *arena)
{
    static const char *const bodies[] = {"人民代表大会常务委员会",
                                         "人民代表大会"};
    long from = span_find(span, "第");
    size_t session = 0, at = 0;

    while (from >= 0) {
        at = (size_t)from;
        session = session_len(span, at);
        if (session > 0)
            break;
        from = span_find(span_from(span, at + 3), "第");
        from = from >= 0 ? from + (long)at + 3 : -1;
    }
    if (session == 0)
        return NULL;
    at += session;
    if (span_word(span.text, span.len, &at, "全国"))
        from = -1;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (span_word(span.text, span.len, &at, bodies[i]))
            return from < 0 ? arena_format(arena, "全国%s", bodies[i])
                            : arena_format(arena, "%.*s%s", (int)from,
                                           span.text, bodies[i]);
    return NULL;
}

/* The body that a line "date body act" names. */
static const char *issuer_of_line(struct span line, struct arena *arena)
{
    static const char *const known[] = {"国务院", "最高人民法院",
                                        "最高人民检察院"};
    char date[DATE_SIZE];
    size_t at = 0;
    const char *congress = NULL;

    if (!date_leads(line, &at, date))
        return NULL;
    span_blank(line.text, line.len, &at);
    line = span_from(line, at);
    congress = congress_of(line, arena);
    if (congress != NULL)
        return congress;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        long where = span_find(line, known[i]);

        if (where == 0 ||
            (where > 0 && span_find(line, "中华人民共和国国务院") == 0))
            return known[i];
    }
    return NULL;
}

static void head_issuer(const struct cleaned *text, size_t head,
                        struct arena *arena, struct document *document)
{
    static const char *const labels[] = {"发文机关", "发布机构", "发布机关",
                                         "发布单位", "发文单位", "制定机关",
                                         NULL};
    struct span title = {document->title, strlen(document->title)}, value;
    long about = span_find(title, "关于");

    for (size_t i = 0; i < head && document->issuer == NULL; i++)
        document->issuer = issuer_of_line(span_of(text, i), arena);
    for (size_t i = 0; i < head && document->issuer == NULL; i++)
        if (span_label(span_of(text, i), labels, &value) &&
            fold_length(value.text, value.len) <= ISSUER_MAX)
            document->issuer = arena_text_n(arena, value.text, value.len);
    if (document->issuer != NULL || about <= 0 || !is_official_title(title))
        return;
    title.len = (size_t)about;
    while (title.len > 0 && title.text[title.len - 1] == ' ')
        title.len--;
    if (title.len > 0 && fold_length(title.text, title.len) <= ISSUER_MAX)
        document->issuer = arena_text_n(arena, title.text, title.len);
}

/* "苏委发〔2020〕1号": a line of its own, or the end of one. */
static bool number_bracketed(struct span line, struct span *out)
{
    static const char *const opens[] = {"〔", "［", "[", "（"};

    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        long open = span_find(line, opens[i]), end = -1;
        size_t at = (size_t)open + strlen(opens[i]);
        int year = 0;

        if (open <= 0)
            continue;
        year = marker_number(line.text, line.len, &at);
        end = span_find(span_from(line, at), "号");
        if (year < 1949 || year > 2199 || end < 0 || end > 24 ||
            at + (size_t)end + 3 > NUMBER_MAX)
            continue;
        *out = (struct span){line.text, at + (size_t)end + 3};
        return true;
    }
    return false;
}

/* "中华人民共和国国务院令第707号" */
static bool number_order(struct span line, struct span *out)
{
    static const char *const bodies[] = {"国务院令第", "主席令第"};

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        long from = span_find(line, bodies[i]);
        size_t at = (size_t)from + strlen(bodies[i]);

        if (from < 0 || marker_number(line.text, line.len, &at) < 0 ||
            !span_word(line.text, line.len, &at, "号"))
            continue;
        *out = (struct span){line.text + from, at - (size_t)from};
        return true;
    }
    return false;
}

static void head_number(const struct cleaned *text, size_t head,
                        struct arena *arena, struct document *document)
{
    static const char *const labels[] = {"发文字号", "文号", "发文号", NULL};

    for (size_t i = 0; i < head; i++) {
        struct span line = span_of(text, i), number = {NULL, 0};

        if (span_label(line, labels, &number) && number.len <= NUMBER_MAX) {
            document->number = arena_text_n(arena, number.text, number.len);
            return;
        }
        if (number_order(line, &number) || number_bracketed(line, &number))
            document->number = arena_text_n(arena, number.text, number.len);
    }
}

void head_read(const struct cleaned *text, size_t head, struct arena *arena,
               struct document *document)
{
    const char *begin = NULL;

    head_title(text, head, arena, document);
    begin = head_when(text, head, arena, document);
    head_number(text, head, arena, document);
    head_issuer(text, head, arena, document);
    head_repeals(text, head, begin, arena, document);
    head_rank(document);
}
