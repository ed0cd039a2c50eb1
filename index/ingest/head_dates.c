/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/head_span.h"

#include <stdio.h>
#include <string.h>

#include "ingest/clean_runes.h"
#include "ingest/marker.h"
#include "text/fold.h"

enum { BACK_MAX = 300 }; /* bytes of a sentence before "起施行" */

struct span span_of(const struct cleaned *text, size_t i)
{
    const struct paragraph *item = &text->items[i];

    return (struct span){text->text.bytes + item->from, item->to - item->from};
}

long span_find(struct span span, const char *what)
{
    const char *at = memmem(span.text, span.len, what, strlen(what));

    return at != NULL ? at - span.text : -1;
}

bool span_has_any(struct span span, const char *const *words)
{
    for (; *words != NULL; words++)
        if (span_find(span, *words) >= 0)
            return true;
    return false;
}

struct span span_from(struct span span, size_t at)
{
    return (struct span){span.text + at, span.len - at};
}

void span_blank(const char *text, size_t len, size_t *at)
{
    while (*at < len && text[*at] == ' ')
        ++*at;
}

bool span_word(const char *text, size_t len, size_t *at, const char *word)
{
    size_t n = strlen(word);

    span_blank(text, len, at);
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

    span_blank(text, len, at);
    value = marker_number(text, len, at);
    return value >= low && value <= high ? value : -1;
}

bool date_read(const char *text, size_t len, size_t *at, char out[DATE_SIZE])
{
    static const char *const marks[][2] = {
        {"年", "月"}, {"년", "월"}, {"-", "-"}, {"/", "/"}, {".", "."}};
    size_t start = *at, next = *at;
    int year = part_read(text, len, &next, 1900, 2199), month = 0, day = 0;

    for (size_t i = 0; year > 0 && i < sizeof marks / sizeof *marks; i++) {
        size_t here = next;

        if (!span_word(text, len, &here, marks[i][0]))
            continue;
        month = part_read(text, len, &here, 1, 12);
        if (month < 0 || !span_word(text, len, &here, marks[i][1]))
            break;
        snprintf(out, DATE_SIZE, "%04d-%02d", year % 10000, month % 100);
        *at = here;
        day = part_read(text, len, &here, 1, 31);
        if (i <= 1 && (day < 0 || (!span_word(text, len, &here, "日") &&
                                   !span_word(text, len, &here, "号") &&
                                   !span_word(text, len, &here, "일"))))
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

bool date_leads(struct span span, size_t *behind, char out[DATE_SIZE])
{
    *behind = 0;
    if (!span_word(span.text, span.len, behind, "（"))
        span_word(span.text, span.len, behind, "(");
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

/* Does a sentence speak of this text itself, not of a permit? */
static bool speaks_of_itself(struct span sentence)
{
    static const char *const words[] = {"起施行", "起实施", "起执行", "起生效",
                                        "起试行", "起實施", "本办法", "本文件",
                                        "本通知", "本规定", "本意见", "本细则",
                                        "本政策", "本措施", "本方案", NULL};

    return span_has_any(sentence, words) ||
           span_find(sentence, "有效期") == 0 ||
           span_find(sentence, "(有效期") == 0;
}

/* "至2025年12月31日", "为5年" behind 有效期: the last day. */
static bool term_read(const char *text, size_t len, const char *from,
                      char out[DATE_SIZE])
{
    static const char *const fillers[] = {"限", "为", "是", "：", ":", "自"};
    size_t at = 0, end = 0;
    int years = 0;

    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        span_word(text, len, &at, fillers[i]);
    end = at;
    if (span_word(text, len, &end, "至") || span_word(text, len, &end, "到"))
        return date_read(text, len, &end, out) && strlen(out) == DATE_SIZE - 1;
    span_blank(text, len, &at);
    years = marker_number(text, len, &at);
    return years > 0 && span_word(text, len, &at, "年") &&
           day_years_end(from, years, out);
}

/* "有效期至2025年12月31日", "有效期五年" */
static void text_end(const struct buf *text, const char *from,
                     char out[DATE_SIZE])
{
    const char *at = text->bytes, *end = text->bytes + text->len;

    while ((at = memmem(at, (size_t)(end - at), "有效期", 9)) != NULL) {
        size_t here = (size_t)(at - text->bytes);
        struct span sentence = sentence_before(text, here + 9);
        char date[DATE_SIZE];

        at += 9;
        if (speaks_of_itself(sentence) &&
            term_read(at, (size_t)(end - at), from, date))
            memcpy(out, date, DATE_SIZE);
    }
}

/* "自2021年1月1日起施行，至2023年12月31日止" */
static void text_until(const struct buf *text, char out[DATE_SIZE])
{
    const char *at = text->bytes, *end = text->bytes + text->len;

    while ((at = memmem(at, (size_t)(end - at), "日止", 6)) != NULL) {
        struct span sentence =
            sentence_before(text, (size_t)(at - text->bytes) + 3);
        long to = span_find(sentence, "至");
        char date[DATE_SIZE];
        size_t from = (size_t)to + 3;

        at += 6;
        if (to >= 0 && speaks_of_itself(sentence) &&
            date_read(sentence.text, sentence.len, &from, date) &&
            strlen(date) == DATE_SIZE - 1)
            memcpy(out, date, DATE_SIZE);
    }
}

/* What a table at the head of an official page states. */
static void label_dates(const struct cleaned *text, size_t head,
                        char version[DATE_SIZE], char stated[DATE_SIZE])
{
    static const char *const dated[] = {"成文日期", "发布日期", "公布日期",
                                        "印发日期", "发文日期", "发布时间",
                                        NULL};
    static const char *const begins[] = {"施行日期", "实施日期", "生效日期",
                                         NULL};
    char date[DATE_SIZE];

    for (size_t i = 0; i < head; i++) {
        struct span line = span_of(text, i), value;
        size_t at = 0;

        if (version[0] == '\0' && span_label(line, dated, &value) &&
            date_read(value.text, value.len, &at, date))
            memcpy(version, date, DATE_SIZE);
        at = 0;
        if (stated[0] == '\0' && span_label(line, begins, &value) &&
            date_read(value.text, value.len, &at, date))
            memcpy(stated, date, DATE_SIZE);
    }
}

const char *head_when(const struct cleaned *text, size_t head,
                      struct arena *arena, struct document *document)
{
    char version[DATE_SIZE] = "", stated[DATE_SIZE] = "", to[DATE_SIZE] = "";
    char word[DATE_SIZE];
    const char *begin = NULL;

    head_dates(text, head, version, stated);
    label_dates(text, head, version, stated);
    for (size_t i = 0; i < head; i++)
        if (date_in_words(span_of(text, i), word))
            date_later(version, word);
    if (version[0] == '\0')
        tail_date(text, version);
    if (stated[0] == '\0')
        text_begin(&text->text, version, stated);
    if (stated[0] == '\0')
        begin_in_words(&text->text, stated);
    begin = stated[0] != '\0' ? arena_text(arena, stated) : NULL;
    /* an amended version keeps the old sentence on its beginning */
    if (stated[0] != '\0')
        date_later(stated, version);
    text_end(&text->text, stated, to);
    text_until(&text->text, to);
    document->date = version[0] != '\0' ? arena_text(arena, version) : NULL;
    document->from = stated[0] != '\0' ? arena_text(arena, stated) : NULL;
    document->to = to[0] != '\0' ? arena_text(arena, to) : NULL;
    return begin;
}
