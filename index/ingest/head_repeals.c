/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a text puts out of force, and whether it is so itself. */
#include "ingest/head_span.h"

#include <string.h>

#include "ingest/marker.h"
#include "text/fold.h"

enum {
    SENTENCE_MAX = 4000, /* bytes before "同时废止" */
    REPEALS_MAX = 200,
    MARK_MAX = 12 /* characters of a line that is nothing but a mark */
};

struct repeals {
    struct document_repeal *items;
    size_t count, capacity;
    const char *begin;
    struct arena *arena;
};

static void repeal_add(struct repeals *repeals, struct span title)
{
    if (title.len == 0 || repeals->count == REPEALS_MAX ||
        fold_length(title.text, title.len) > DOCUMENT_TITLE_MAX)
        return;
    for (size_t i = 0; i < repeals->count; i++)
        if (strlen(repeals->items[i].title) == title.len &&
            memcmp(repeals->items[i].title, title.text, title.len) == 0)
            return;
    repeals->items = arena_room(repeals->arena, repeals->items, repeals->count,
                                &repeals->capacity, sizeof *repeals->items);
    repeals->items[repeals->count++] = (struct document_repeal){
        arena_text_n(repeals->arena, title.text, title.len), repeals->begin};
}

/* "根据《...》": named, but not meant. */
static bool is_ground(struct span sentence, size_t at)
{
    static const char *const words[] = {"根据", "依据", "依照", "按照", "根據"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (at >= 6 && memcmp(sentence.text + at - 6, words[i], 6) == 0)
            return true;
    return false;
}

/* Every 《title》 of a sentence. */
static void titles_add(struct repeals *repeals, struct span sentence)
{
    const char *open = "《", *close = "》";

    for (size_t from = 0; from < sentence.len;) {
        long at = span_find(span_from(sentence, from), open), end = -1;
        struct span title;

        if (at < 0)
            return;
        from += (size_t)at;
        title = span_from(sentence, from + strlen(open));
        end = span_find(title, close);
        if (end < 0)
            return;
        title.len = (size_t)end;
        if (!is_ground(sentence, from))
            repeal_add(repeals, title);
        from += strlen(open) + (size_t)end + strlen(close);
    }
}

/* From the stop before at up to at. */
static struct span sentence_to(const struct buf *text, size_t at)
{
    size_t low = at > SENTENCE_MAX ? at - SENTENCE_MAX : 0, from = at;

    while (from > low && text->bytes[from - 1] != '\n' &&
           (from < 3 || memcmp(text->bytes + from - 3, "。", 3) != 0))
        from--;
    while (from < at && ((unsigned char)text->bytes[from] & 0xC0) == 0x80)
        from++;
    return (struct span){text->bytes + from, at - from};
}

/* "下列规定废止：" and the numbered lines that follow. */
static void listed_add(struct repeals *repeals, const struct cleaned *text,
                       size_t i)
{
    struct marker marker;

    for (i++; i < text->count; i++) {
        struct span line = span_of(text, i);

        if (span_find(line, "《") < 0 ||
            (!marker_read(line.text, line.len, &marker) &&
             span_find(line, "《") != 0))
            return;
        titles_add(repeals, line);
    }
}

static bool ends_with(struct span span, const char *end)
{
    size_t len = strlen(end);

    return span.len >= len && memcmp(span.text + span.len - len, end, len) == 0;
}

static void text_repeals(const struct cleaned *text, struct repeals *repeals)
{
    static const char *const words[] = {
        "同时废止", "即行废止", "予以废止", "一并废止", "相应废止", "起废止",
        "同时失效", "即行失效", "停止执行", "同時廢止", "即行廢止"};
    const char *end = text->text.bytes + text->text.len;

    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        const char *at = text->text.bytes;
        size_t len = strlen(words[w]);

        while ((at = memmem(at, (size_t)(end - at), words[w], len)) != NULL) {
            titles_add(repeals, sentence_to(&text->text,
                                            (size_t)(at - text->text.bytes)));
            at += len;
        }
    }
    for (size_t i = 0; i < text->count; i++) {
        struct span line = span_of(text, i);

        if (span_find(line, "废止") >= 0 &&
            (ends_with(line, "：") || ends_with(line, ":")))
            listed_add(repeals, text, i);
    }
}

/* "办法（已废止）": the mark is none of the title's. */
static bool title_unmark(struct document *document, struct arena *arena)
{
    static const char *const marks[] = {
        "（已废止）", "(已废止)", "【已废止】", "[已废止]", "（废止）",
        "（已失效）", "(已失效)", "【已失效】", "[已失效]", "（失效）",
        "【失效】",   "[失效]",   "【废止】",   "[废止]"};
    struct span title = {document->title, strlen(document->title)};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        long at = span_find(title, marks[i]);
        size_t behind = (size_t)at + strlen(marks[i]);

        if (at < 0)
            continue;
        if (title.len == strlen(marks[i]))
            return true;
        title.len = (size_t)at;
        while (title.len > 0 && title.text[title.len - 1] == ' ')
            title.len--;
        document->title = arena_format(arena, "%.*s%s", (int)title.len,
                                       title.text, title.text + behind);
        return true;
    }
    return false;
}

/* A line at the head that only says so. */
static bool head_says(const struct cleaned *text, size_t head)
{
    static const char *const words[] = {"已废止", "已失效", "失效", "废止",
                                        NULL};
    static const char *const labels[] = {"效力状态", "有效性", "时效性", "效力",
                                         NULL};

    for (size_t i = 0; i < head; i++) {
        struct span line = span_of(text, i), value = line;

        if (span_label(line, labels, &value) ||
            (i > 0 && fold_length(line.text, line.len) <= MARK_MAX &&
             (line.text[0] == '(' || line.text[0] == '[' ||
              span_find(line, "（") == 0 || span_find(line, "【") == 0)))
            if (span_has_any(value, words) && span_find(value, "未") < 0)
                return true;
    }
    return false;
}

void head_repeals(const struct cleaned *text, size_t head, const char *begin,
                  struct arena *arena, struct document *document)
{
    struct repeals repeals = {.begin = begin, .arena = arena};
    struct span title = {document->title, strlen(document->title)};

    if (repeals.begin == NULL)
        repeals.begin =
            document->from != NULL ? document->from : document->date;
    text_repeals(text, &repeals);
    if (span_find(title, "废止《") >= 0)
        titles_add(&repeals,
                   span_from(title, (size_t)span_find(title, "废止《")));
    document->repeals = repeals.items;
    document->repeal_count = repeals.count;
    document->repealed = title_unmark(document, arena) || head_says(text, head);
}

/* ---- labels, and whose it is ------------------------------------------- */

bool span_label(struct span line, const char *const *labels, struct span *value)
{
    for (; *labels != NULL; labels++) {
        long at = span_find(line, *labels), end = -1;
        size_t from = (size_t)at + strlen(*labels);

        /* at the start of the line or of a cell */
        if (at < 0 || (at > 0 && line.text[at - 1] != ' '))
            continue;
        if (!span_word(line.text, line.len, &from, "：") &&
            !span_word(line.text, line.len, &from, ":"))
            continue;
        span_word(line.text, line.len, &from, "|");
        span_blank(line.text, line.len, &from);
        *value = span_from(line, from);
        end = span_find(*value, " | ");
        if (end >= 0)
            value->len = (size_t)end;
        if (value->len > 0)
            return true;
    }
    return false;
}

static bool starts_with_any(const char *text, const char *const *words)
{
    for (; text != NULL && *words != NULL; words++)
        if (strncmp(text, *words, strlen(*words)) == 0)
            return true;
    return false;
}

/* Titles of rules end in what they are. */
static bool is_rule_title(const char *title)
{
    static const char *const ends[] = {
        "法",   "条例", "办法", "规定", "细则", "意见", "通知", "决定", "公告",
        "解释", "方案", "措施", "政策", "规则", "辦法", "條例", "規定", "細則"};
    static const char *const others[] = {"做法", "方法", "想法",
                                         "看法", "说法", "书法"};
    struct span span = {title, strlen(title)};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ends_with(span, others[i]))
            return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(span, ends[i]))
            return true;
    return false;
}

void head_rank(struct document *document)
{
    static const char *const bodies[] = {
        "全国人民代表大会", "国务院",     "最高人民法院",
        "最高人民检察院",   "中共中央",   "国家",
        "中国人民银行",     "海关总署",   "财政部",
        "商务部",           "科学技术部", "科技部",
        "工业和信息化部",   "自然资源部", "生态环境部",
        "交通运输部",       "人力资源",   "公安部",
        "司法部",           "外交部",     "教育部",
        "文化和旅游部",     NULL};
    static const char *const titles[] = {
        "中华人民共和国", "国务院", "最高人民法院", "最高人民检察院", NULL};

    document->official = document->issuer != NULL || document->number != NULL ||
                         document->from != NULL ||
                         document->repeal_count != 0 ||
                         is_rule_title(document->title);
    document->national = starts_with_any(document->issuer, bodies) ||
                         starts_with_any(document->title, titles);
}
