/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/head.h"

#include <stdio.h>
#include <string.h>

#include "ingest/clean_runes.h"
#include "ingest/marker.h"
#include "text/fold.h"

enum {
    BACK_MAX = 300,     /* bytes of a sentence before "起施行" */
    NUMBER_MAX = 120,   /* bytes of a document number */
    ISSUER_MAX = 60,    /* characters */
    TITLE_LINE_MAX = 40 /* characters of a line of a title that has two */
};

/* A stretch of text. */
struct span {
    const char *text;
    size_t len;
};

static struct span span_of(const struct cleaned *text, size_t i)
{
    const struct paragraph *item = &text->items[i];

    return (struct span){text->text.bytes + item->from, item->to - item->from};
}

/* Where what begins in span, or -1. */
static long span_find(struct span span, const char *what)
{
    const char *at = memmem(span.text, span.len, what, strlen(what));

    return at != NULL ? at - span.text : -1;
}

static bool span_has_any(struct span span, const char *const *words)
{
    for (; *words != NULL; words++)
        if (span_find(span, *words) >= 0)
            return true;
    return false;
}

static struct span span_from(struct span span, size_t at)
{
    return (struct span){span.text + at, span.len - at};
}

static void skip_blank(const char *text, size_t len, size_t *at)
{
    while (*at < len && text[*at] == ' ')
        ++*at;
}

static bool skip_word(const char *text, size_t len, size_t *at,
                      const char *word)
{
    size_t n = strlen(word);

    skip_blank(text, len, at);
    if (len - *at < n || memcmp(text + *at, word, n) != 0)
        return false;
    *at += n;
    return true;
}

/* A number between low and high behind blanks. */
static int part_read(const char *text, size_t len, size_t *at, int low,
                     int high)
{
    int value = 0;

    skip_blank(text, len, at);
    value = marker_number(text, len, at);
    return value >= low && value <= high ? value : -1;
}

bool date_read(const char *text, size_t len, size_t *at, char out[DATE_SIZE])
{
    static const char *const marks[][2] = {
        {"年", "月"}, {"-", "-"}, {"/", "/"}, {".", "."}};
    size_t start = *at, next = *at;
    int year = part_read(text, len, &next, 1900, 2199), month = 0, day = 0;

    for (size_t i = 0; year > 0 && i < sizeof marks / sizeof *marks; i++) {
        size_t here = next;

        if (!skip_word(text, len, &here, marks[i][0]))
            continue;
        month = part_read(text, len, &here, 1, 12);
        if (month < 0 || !skip_word(text, len, &here, marks[i][1]))
            break;
        snprintf(out, DATE_SIZE, "%04d-%02d", year % 10000, month % 100);
        *at = here;
        day = part_read(text, len, &here, 1, 31);
        if (i == 0 && (day < 0 || (!skip_word(text, len, &here, "日") &&
                                   !skip_word(text, len, &here, "号"))))
            return true; /* a month only */
        if (day < 0)
            break;
        snprintf(out, DATE_SIZE, "%04d-%02d-%02d", year % 10000, month % 100,
                 day % 100);
        *at = here;
        return true;
    }
    *at = start;
    return false;
}

/* Does a paragraph begin with a date, perhaps in brackets? */
static bool date_leads(struct span span, size_t *behind, char out[DATE_SIZE])
{
    *behind = 0;
    if (!skip_word(span.text, span.len, behind, "（"))
        skip_word(span.text, span.len, behind, "(");
    return date_read(span.text, span.len, behind, out);
}

static void date_later(char have[DATE_SIZE], const char *date)
{
    if (strcmp(date, have) > 0)
        memcpy(have, date, DATE_SIZE);
}

/* The latest date of a line such as "1990年...通过 根据2004年...修正". */
static void dates_of(struct span span, char latest[DATE_SIZE])
{
    for (size_t at = 0; at < span.len;) {
        char date[DATE_SIZE];

        if (!date_read(span.text, span.len, &at, date))
            fold_rune(span.text, span.len, &at);
        else if (strlen(date) == DATE_SIZE - 1)
            date_later(latest, date);
    }
}

/* Version and stated beginning out of the head's lines. */
static void head_dates(const struct cleaned *text, size_t head,
                       char version[DATE_SIZE], char stated[DATE_SIZE])
{
    static const char *const begins[] = {"施行", "实施", "實施", NULL};
    static const char *const acts[] = {"通过", "通過", "修正", "修订", "修訂",
                                       "公布", "发布", "發布", "批准", NULL};

    for (size_t i = 0; i < head; i++) {
        struct span span = span_of(text, i), rest;
        char date[DATE_SIZE];
        size_t at = 0;

        if (!date_leads(span, &at, date))
            continue;
        rest = span_from(span, at);
        if (span_has_any(rest, begins) && !span_has_any(rest, acts))
            date_later(stated, date);
        else if (span_has_any(rest, acts))
            dates_of(span, version);
        else
            date_later(version, date);
    }
}

/* A date alone on one of the last lines: a signature. */
static void tail_date(const struct cleaned *text, char version[DATE_SIZE])
{
    size_t first = text->count > 6 ? text->count - 6 : 0;

    for (size_t i = text->count; i-- > first && version[0] == '\0';) {
        struct span span = span_of(text, i);
        char date[DATE_SIZE];
        size_t at = 0;

        if (date_leads(span, &at, date) && span.len - at <= 3)
            memcpy(version, date, DATE_SIZE);
    }
}

/* The sentence that ends at end; it begins behind the last stop. */
static struct span sentence_before(const struct buf *text, size_t end)
{
    size_t low = end > BACK_MAX ? end - BACK_MAX : 0, from = end;

    while (low < end && ((unsigned char)text->bytes[low] & 0xC0) == 0x80)
        low++;
    from = low;
    for (size_t at = low; at < end;) {
        int rune = fold_rune(text->bytes, end, &at);

        if (rune == '\n' || rune_in(rune, "。；;"))
            from = at;
    }
    return (struct span){text->bytes + from, end - from};
}

/* "本法自2020年1月1日" or "本办法自公布之日": the day, or false. */
static bool begin_read(struct span sentence, const char *version,
                       char out[DATE_SIZE])
{
    static const char *const itself[] = {"公布之日", "发布之日", "印发之日",
                                         "颁布之日", "通过之日", "發布之日",
                                         NULL};
    long own = span_find(sentence, "本"), since = -1;
    size_t at = 0;

    if (own < 0)
        return false;
    sentence = span_from(sentence, (size_t)own);
    since = span_find(sentence, "自");
    if (since < 0)
        return false;
    sentence = span_from(sentence, (size_t)since + 3);
    if (date_read(sentence.text, sentence.len, &at, out))
        return true;
    if (!span_has_any(sentence, itself) || version[0] == '\0')
        return false;
    memcpy(out, version, DATE_SIZE);
    return true;
}

static void text_begin(const struct buf *text, const char *version,
                       char stated[DATE_SIZE])
{
    static const char *const words[] = {"起施行", "起实施", "起执行",
                                        "起生效", "起试行", "起實施"};
    size_t last = 0;

    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        const char *at = text->bytes, *end = text->bytes + text->len;

        while ((at = memmem(at, (size_t)(end - at), words[w], 9)) != NULL) {
            size_t here = (size_t)(at - text->bytes);
            char date[DATE_SIZE];

            if (here >= last &&
                begin_read(sentence_before(text, here), version, date)) {
                memcpy(stated, date, DATE_SIZE);
                last = here;
            }
            at += 9;
        }
    }
}

/* "有效期至2025年12月31日" */
static void text_end(const struct buf *text, char out[DATE_SIZE])
{
    const char *at = text->bytes, *end = text->bytes + text->len;

    while ((at = memmem(at, (size_t)(end - at), "有效期", 9)) != NULL) {
        size_t behind = 9;
        char date[DATE_SIZE];

        if (skip_word(at, (size_t)(end - at), &behind, "至") &&
            date_read(at, (size_t)(end - at), &behind, date))
            memcpy(out, date, DATE_SIZE);
        at += 9;
    }
}

static void head_when(const struct cleaned *text, size_t head,
                      struct arena *arena, struct document *document)
{
    char version[DATE_SIZE] = "", stated[DATE_SIZE] = "", to[DATE_SIZE] = "";

    head_dates(text, head, version, stated);
    if (version[0] == '\0')
        tail_date(text, version);
    if (stated[0] == '\0')
        text_begin(&text->text, version, stated);
    text_end(&text->text, to);
    /* an amended version keeps the old sentence on its beginning */
    if (stated[0] != '\0')
        date_later(stated, version);
    document->date = version[0] != '\0' ? arena_text(arena, version) : NULL;
    document->from = stated[0] != '\0' ? arena_text(arena, stated) : NULL;
    document->to = to[0] != '\0' ? arena_text(arena, to) : NULL;
}

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

    if (!skip_word(span.text, span.len, &at, "第") ||
        marker_number(span.text, span.len, &at) < 0 ||
        !skip_word(span.text, span.len, &at, "届"))
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
    if (skip_word(span.text, span.len, &at, "全国"))
        from = -1;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (skip_word(span.text, span.len, &at, bodies[i]))
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
    skip_blank(line.text, line.len, &at);
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
    struct span title = {document->title, strlen(document->title)};
    long about = span_find(title, "关于");

    for (size_t i = 0; i < head && document->issuer == NULL; i++)
        document->issuer = issuer_of_line(span_of(text, i), arena);
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
            !skip_word(line.text, line.len, &at, "号"))
            continue;
        *out = (struct span){line.text + from, at - (size_t)from};
        return true;
    }
    return false;
}

static void head_number(const struct cleaned *text, size_t head,
                        struct arena *arena, struct document *document)
{
    for (size_t i = 0; i < head; i++) {
        struct span line = span_of(text, i), number = {NULL, 0};

        if (number_order(line, &number) || number_bracketed(line, &number))
            document->number = arena_text_n(arena, number.text, number.len);
    }
}

void head_read(const struct cleaned *text, size_t head, struct arena *arena,
               struct document *document)
{
    head_title(text, head, arena, document);
    head_when(text, head, arena, document);
    head_number(text, head, arena, document);
    head_issuer(text, head, arena, document);
}
