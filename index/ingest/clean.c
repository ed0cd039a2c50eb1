/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines become paragraphs: each is dropped, joined to the one before (where a
 * page break cut a sentence), or begins a paragraph. */
#include "ingest/clean.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/mem.h"
#include "ingest/clean_runes.h"
#include "ingest/marker.h"
#include "text/fold.h"

enum {
    WHOLE_LINE_MIN = 20, /* characters of a line that a page break may cut */
    HEAD_LINES = 8,      /* in which advertising repeats the title */
    TAIL_SHARE = 3,      /* the tail is in the last third */
    TAIL_WORD_MAX = 16,  /* characters of a line that announces links */
    UNIT_MAX = 12        /* characters before the colon of a unit */
};

struct line {
    const char *text;
    size_t len;
    int heading; /* how often marked # */
};

/* The paragraph being written. */
struct joiner {
    struct cleaned *out;
    const char *raw;   /* what the lines are of */
    struct line title; /* first line, as it stands */
    size_t lines;      /* so far */
    size_t seen;       /* so far, those that were dropped too */
    int open;          /* brackets that are still open */
    int last;          /* last rune; -1 with no paragraph */
    bool sentence;     /* has commas or stops */
    bool heading;
    size_t length; /* of its last line in characters */
};

static bool line_has(const struct line *line, const char *what, size_t len)
{
    return len > 0 && memmem(line->text, line->len, what, len) != NULL;
}

static bool line_starts(const struct line *line, const char *with)
{
    size_t len = strlen(with);

    return line->len >= len && memcmp(line->text, with, len) == 0;
}

/* The next line without blanks at its ends; false at the end. */
static bool line_next(const struct buf *raw, size_t *at, struct line *out)
{
    const char *start = raw->bytes + *at, *end = NULL;

    if (*at >= raw->len)
        return false;
    end = memchr(start, '\n', raw->len - *at);
    if (end == NULL)
        end = raw->bytes + raw->len;
    *at = (size_t)(end - raw->bytes) + 1;
    while (start < end && *start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    out->heading = 0;
    while (start < end && (*start == '#' || (out->heading && *start == ' ')))
        out->heading += *start++ == '#';
    out->text = start;
    out->len = (size_t)(end - start);
    return true;
}

/* "- 12 -", "— 3 —", "-----": the number of a page, or a rule. */
static bool is_page_number(const struct line *line)
{
    static const char dashes[] = "-—–－";
    int first = -1, rune = -1;

    for (size_t at = 0; at < line->len;) {
        rune = fold_rune(line->text, line->len, &at);
        first = first < 0 ? rune : first;
        if ((rune < '0' || rune > '9') && rune != ' ' && !rune_in(rune, dashes))
            return false;
    }
    return rune_in(first, dashes) && rune_in(rune, dashes);
}

/* The title again, perhaps with an address: advertising of the page. */
static bool is_repeated_title(const struct joiner *joiner,
                              const struct line *line)
{
    const struct line *title = &joiner->title;

    if (joiner->lines == 0 || joiner->seen >= HEAD_LINES ||
        !line_has(line, title->text, title->len))
        return false;
    return line->len == title->len || line_has(line, "http", 4);
}

static bool is_tail(const struct line *line)
{
    static const struct {
        const char *word;
        bool alone; /* only where nothing else is on the line */
    } rows[] = {
        {"推荐阅读", true},         {"相关阅读", true},
        {"延伸阅读", true},         {"相关链接", true},
        {"相关新闻", true},         {"相关文章", true},
        {"热门推荐", true},         {"猜你喜欢", true},
        {"推薦閱讀", true},         {"相關閱讀", true},
        {"上一篇", false},          {"下一篇", false},
        {"特别声明", false},        {"免责声明", false},
        {"特別聲明", false},        {"免責聲明", false},
        {"版权声明", false},        {"权利保护声明", false},
        {"打印本页", false},        {"扫一扫", false},
        {"Related articles", true}, {"Related links", true},
        {"Read more", true},        {"Disclaimer:", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (line_starts(line, rows[i].word) &&
            (!rows[i].alone ||
             fold_length(line->text, line->len) <= TAIL_WORD_MAX))
            return true;
    return false;
}

/* Where the text ends and its page goes on: bytes of raw. */
static size_t tail_find(const struct buf *raw)
{
    size_t from = raw->len - raw->len / TAIL_SHARE, at = 0, start = 0;
    struct line line;

    while (start = at, line_next(raw, &at, &line))
        if (start >= from && is_tail(&line))
            return start;
    return raw->len;
}

static bool starts_with_date(const struct line *line)
{
    size_t at = 0;
    int year = marker_number(line->text, line->len, &at);

    return year >= 1900 && year <= 2100 && line->len - at >= 3 &&
           (memcmp(line->text + at, "年", 3) == 0 || line->text[at] == '-' ||
            line->text[at] == ' ');
}

/* Brackets opened less brackets closed; *unmatched: one closes that was not
 * opened here, and is not that of "1)" or "a)". */
static int line_open(const struct line *line, bool *unmatched)
{
    int open = 0, runes = 0;

    *unmatched = false;
    for (size_t at = 0; at < line->len; runes++) {
        int rune = fold_rune(line->text, line->len, &at);

        if (rune == '(' || rune == 0xFF08)
            open++;
        if (rune != ')' && rune != 0xFF09)
            continue;
        if (open > 0 || runes >= 4)
            open--;
        *unmatched = *unmatched || open < 0;
    }
    return open;
}

static int line_first(const struct line *line)
{
    size_t at = 0;

    return fold_rune(line->text, line->len, &at);
}

/* "（责任单位：市科技局）": who answers for what stands before it. */
static bool is_unit(const struct line *line)
{
    static const char *const words[] = {"单位", "部门", "單位", "部門"};
    const char *colon = NULL;
    size_t at = 0;
    int first = fold_rune(line->text, line->len, &at), runes = 0;

    if (first != '(' && first != 0xFF08)
        return false;
    while (at < line->len && colon == NULL && runes++ < UNIT_MAX) {
        const char *here = line->text + at;
        int rune = fold_rune(line->text, line->len, &at);

        if (rune == ':' || rune == 0xFF1A)
            colon = here;
    }
    for (size_t i = 0; colon != NULL && i < sizeof words / sizeof *words; i++)
        if (colon - line->text > 6 && memcmp(colon - 6, words[i], 6) == 0)
            return true;
    return false;
}

/* Does line go on where the paragraph was cut? */
static bool line_goes_on(const struct joiner *joiner, const struct line *line)
{
    int first = line_first(line);
    bool unmatched = false;
    struct marker marker;

    if (joiner->last >= 0 && joiner->sentence && is_unit(line))
        return true;
    if (joiner->last < 0 || joiner->heading || line->heading ||
        rune_in(joiner->last, "。！？；：…”’」』.!?;:") ||
        marker_read(line->text, line->len, &marker) || starts_with_date(line))
        return false;
    if (rune_in(joiner->last, ")）") && joiner->open <= 0)
        return false;
    line_open(line, &unmatched);
    if (unmatched)
        return true;
    if (joiner->length < WHOLE_LINE_MIN)
        return false;
    if (utf8proc_category(first) == UTF8PROC_CATEGORY_LL)
        return !rune_is_han(joiner->last);
    if (!joiner->sentence)
        return false;
    if (rune_in(joiner->last, "，、,"))
        return true;
    return rune_is_han(first) &&
           (rune_is_han(joiner->last) || joiner->open > 0);
}

/* A chapter's title of few characters is often set wide: 总　　则. */
static void heading_narrow(const char *line, size_t len, size_t was,
                           struct cleaned *out)
{
    bool alone = true;

    for (size_t at = 0, run = 0; at < len && alone;) {
        int rune = fold_rune(line, len, &at);

        run = rune == ' ' ? 0 : run + 1;
        alone = rune == ' ' || (rune_is_han(rune) && run == 1);
    }
    for (size_t at = 0; at < len;) {
        size_t from = at;
        int rune = fold_rune(line, len, &at);

        if (rune == ' ' && alone)
            continue;
        trace_add(&out->lines, out->text.len, was + from);
        buf_rune(&out->text, rune);
    }
}

static void line_write(struct joiner *joiner, const struct line *line)
{
    struct cleaned *out = joiner->out;
    size_t was = (size_t)(line->text - joiner->raw), skip = 0;
    struct marker marker;

    if (marker_read(line->text, line->len, &marker) &&
        marker.level <= MARKER_SECTION) {
        clean_blanks(line->text, marker.number_len, was, &out->text,
                     &out->lines);
        if (marker.len < line->len)
            buf_char(&out->text, ' ');
        heading_narrow(line->text + marker.len, line->len - marker.len,
                       was + marker.len, out);
        return;
    }
    /* keywords for search engines before a title: "a;b;c|title" */
    if (joiner->lines == 0 && line_has(line, ";", 1)) {
        const char *bar = memchr(line->text, '|', line->len);

        skip = bar != NULL ? (size_t)(bar - line->text) + 1 : 0;
    }
    clean_blanks(line->text + skip, line->len - skip, was + skip, &out->text,
                 &out->lines);
}

static void paragraph_begin(struct joiner *joiner)
{
    struct cleaned *out = joiner->out;

    out->items =
        mem_room(out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = (struct paragraph){.from = out->text.len};
    joiner->open = 0;
    joiner->sentence = false;
}

static void joiner_note(struct joiner *joiner, const struct line *line)
{
    struct marker marker;
    bool unmatched = false;

    joiner->open += line_open(line, &unmatched);
    joiner->heading = line->heading != 0;
    joiner->length = fold_length(line->text, line->len);
    marker_read(line->text, line->len, &marker);
    for (size_t at = 0; at < line->len;) {
        bool behind = at >= marker.len;

        joiner->last = fold_rune(line->text, line->len, &at);
        joiner->sentence =
            joiner->sentence || (behind && rune_in(joiner->last, "，。；、,;"));
    }
    joiner->lines++;
}

/* Written without blanks between: characters and their punctuation. */
static bool rune_is_wide(int rune)
{
    return rune_is_han(rune) || (rune >= 0x3000 && rune <= 0x30FF) ||
           (rune >= 0xFF00 && rune <= 0xFFEF) || rune_in(rune, "“”‘’…—");
}

static void joiner_add(struct joiner *joiner, const struct line *line)
{
    struct cleaned *out = joiner->out;
    struct paragraph *last = NULL;

    if (joiner->lines == 0)
        joiner->title = *line;
    if (line_goes_on(joiner, line)) {
        out->text.len--; /* the line break */
        if (!rune_is_wide(joiner->last) && !rune_is_wide(line_first(line)))
            buf_char(&out->text, ' ');
    } else {
        paragraph_begin(joiner);
        out->items[out->count - 1].level = line->heading;
    }
    line_write(joiner, line);
    last = &out->items[out->count - 1];
    last->to = out->text.len;
    buf_char(&out->text, '\n');
    joiner_note(joiner, line);
    if (last->to == last->from) { /* nothing but keywords */
        out->text.len = last->from;
        out->text.bytes[last->from] = '\0';
        trace_cut(&out->lines, last->from);
        out->count--;
        joiner->last = -1;
    }
}

/* "【title】" that a page repeats inside its text. */
static void line_trim(const struct joiner *joiner, struct line *line)
{
    const char *mark = "【", *end = "】";
    size_t len = strlen(mark), title = joiner->title.len;

    if (title == 0 || line->len < title + 2 * len || !line_starts(line, mark) ||
        memcmp(line->text + len, joiner->title.text, title) != 0 ||
        memcmp(line->text + len + title, end, len) != 0)
        return;
    line->text += title + 2 * len;
    line->len -= title + 2 * len;
}

void clean_text(const char *bytes, size_t len, struct cleaned *out)
{
    struct joiner joiner = {.out = out, .last = -1};
    struct buf raw;
    struct line line;

    *out = (struct cleaned){0};
    buf_init(&out->text);
    buf_init(&raw);
    clean_runes(bytes, len, &raw, &out->runes);
    raw.len = tail_find(&raw);
    raw.bytes[raw.len] = '\0';
    joiner.raw = raw.bytes;
    for (size_t at = 0; line_next(&raw, &at, &line);) {
        line_trim(&joiner, &line);
        joiner.seen += line.len != 0;
        if (line.len == 0 || is_page_number(&line) ||
            is_repeated_title(&joiner, &line))
            continue;
        joiner_add(&joiner, &line);
    }
    buf_fini(&raw);
}

size_t cleaned_place(const struct cleaned *cleaned, size_t at)
{
    return trace_find(&cleaned->runes, trace_find(&cleaned->lines, at));
}

void cleaned_fini(struct cleaned *cleaned)
{
    buf_fini(&cleaned->text);
    trace_fini(&cleaned->lines);
    trace_fini(&cleaned->runes);
    free(cleaned->items);
    *cleaned = (struct cleaned){0};
}
