/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/clause.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/clean_runes.h"
#include "ingest/marker.h"
#include "text/fold.h"

enum {
    ARTICLES_MIN = 2,     /* from so many on a text is one of articles */
    GAP_MAX = 3,          /* numbers that may be missing from a sequence */
    HEADING_MAX = 40,     /* characters */
    HEAD_MAX = 40,        /* paragraphs before the text proper */
    LOOK_MAX = 64 * 1024, /* bytes measured to cut evenly */
    LEVELS = MARKER_DIGIT_PAREN + 1,
    MARKED = 6 /* levels of headings marked # */
};

struct cutter {
    const struct cleaned *text;
    struct arena *arena;
    struct clauses *out;
    struct err *err;
    struct marker *markers; /* of each paragraph; NONE where not to cut */
    const char *above[LEVELS];
    const char *marked[MARKED + 1]; /* headings marked #, by level */
    size_t waiting;                 /* one with nothing below yet, or none */
    const char *section;     /* heading of the paragraphs without numbers */
    enum marker_level level; /* of the open clause; NONE: unnumbered */
    struct document_clause open;
    size_t paragraphs; /* in the open clause; 0: none is open */
    bool failed;
};

static const char *paragraph_text(const struct cutter *cutter, size_t i)
{
    return cutter->text->text.bytes + cutter->text->items[i].from;
}

static size_t paragraph_len(const struct cutter *cutter, size_t i)
{
    return cutter->text->items[i].to - cutter->text->items[i].from;
}

static bool rune_is_stop(int rune)
{
    return rune_in(rune, "。！？；：!?;:.");
}

/* Bytes up to the first stop of a sentence; len if there is none. A point is
 * none inside of a number. */
static size_t sentence_len(const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t from = at;
        int rune = fold_rune(text, len, &at);

        if (rune_is_stop(rune) &&
            (rune >= 0x80 || at >= len || text[at] == ' '))
            return from;
    }
    return len;
}

static bool ends_in_stop(const char *text, size_t len)
{
    int rune = -1, last = -1;

    for (size_t at = 0; at < len;) {
        rune = fold_rune(text, len, &at);
        if (!rune_in(rune, "”’」』)）\""))
            last = rune;
    }
    return last >= 0 && rune_is_stop(last);
}

/* Numbers of a level rise; a first one may begin again. */
static bool number_fits(const struct marker *marker, int last)
{
    if (marker->level <= MARKER_SECTION || marker->value == 1)
        return true;
    return marker->value > last && marker->value <= last + 1 + GAP_MAX;
}

/* Find the numbers, then forget those at which this text is not cut. */
static void markers_read(struct cutter *cutter)
{
    int last[LEVELS] = {0};
    size_t articles = 0;

    for (size_t i = 0; i < cutter->text->count; i++) {
        struct marker *marker = &cutter->markers[i];

        if (!marker_read(paragraph_text(cutter, i), paragraph_len(cutter, i),
                         marker))
            continue;
        if (!number_fits(marker, last[marker->level])) {
            *marker = (struct marker){0};
            continue;
        }
        last[marker->level] = marker->value;
        articles += marker->level == MARKER_ARTICLE;
    }
    for (size_t i = 0; i < cutter->text->count; i++) {
        enum marker_level level = cutter->markers[i].level;
        bool cut = articles >= ARTICLES_MIN
                       ? level <= MARKER_ARTICLE
                       : level != MARKER_ARTICLE && level <= MARKER_DIGIT;

        if (!cut)
            cutter->markers[i] = (struct marker){0};
    }
}

static void clause_add(struct cutter *cutter, size_t from, size_t to)
{
    struct clauses *out = cutter->out;

    if (out->count == DOCUMENT_CLAUSES_MAX) {
        cutter->failed = true;
        return;
    }
    out->items = arena_room(cutter->arena, out->items, out->count,
                            &out->capacity, sizeof *out->items);
    out->items[out->count] = cutter->open;
    out->items[out->count].from = from;
    out->items[out->count++].to = to;
}

/* Borders of a text that is too long: bytes, behind a line break, behind a
 * sentence, behind a character. */
struct borders {
    size_t line, sentence, character;
};

/* A unit in brackets belongs to the sentence before it: no border there, but
 * there is one before （二）. */
static bool border_idle(const char *text, size_t len, size_t at)
{
    struct marker marker;
    size_t next = at;
    int rune = fold_rune(text, len, &next);

    return rune_in(rune, "（(”’」』）)") &&
           !marker_read(text + at, len - at, &marker);
}

/* The last borders before limit characters; len is more than that. */
static struct borders borders_find(const char *text, size_t len, size_t limit)
{
    struct borders found = {0};
    bool unit = false;

    for (size_t at = 0, n = 0; at < len && n < limit; n++) {
        size_t from = at;
        int rune = fold_rune(text, len, &at);
        bool stop = rune_in(rune, "。！？；") ||
                    (rune == ' ' && from > 0 && text[from - 1] == '.');

        found.character = at;
        if (rune == '\n')
            found.line = at;
        if (stop && border_idle(text, len, at))
            unit = true; /* the border is behind the bracket */
        else if (stop || (unit && rune_in(rune, "）)”’」』")))
            found.sentence = at;
        if (found.sentence == at)
            unit = false;
    }
    return found;
}

/* Where to cut, so that pieces are of about one size. */
static size_t border_choose(const char *text, size_t len)
{
    size_t look = len < LOOK_MAX ? len : LOOK_MAX;
    size_t runes = fold_length(text, look);
    size_t pieces = (runes + DOCUMENT_CLAUSE_MAX - 1) / DOCUMENT_CLAUSE_MAX;
    size_t even = runes / pieces + runes / pieces / 4;
    struct borders found = {0};

    if (even > DOCUMENT_CLAUSE_MAX)
        even = DOCUMENT_CLAUSE_MAX;
    found = borders_find(text, len, even);
    if (found.line > found.character / 2)
        return found.line;
    if (found.sentence > found.character / 4)
        return found.sentence;
    return found.line > 0 ? found.line : found.character;
}

static bool is_too_long(const char *text, size_t len)
{
    return len > DOCUMENT_CLAUSE_BYTES_MAX ||
           (len > DOCUMENT_CLAUSE_MAX &&
            fold_length(text, len) > DOCUMENT_CLAUSE_MAX);
}

/* Put what is open among the clauses, in pieces if it is too long. */
static void clause_close(struct cutter *cutter)
{
    const char *text = cutter->text->text.bytes;
    size_t from = cutter->open.from, to = cutter->open.to;

    if (cutter->paragraphs == 0)
        return;
    if (is_too_long(text + from, to - from))
        cutter->open.part = 1;
    while (is_too_long(text + from, to - from) && !cutter->failed) {
        size_t len = border_choose(text + from, to - from);

        clause_add(cutter, from, from + len - (text[from + len - 1] == '\n'));
        cutter->open.part++;
        from += len;
    }
    if (from < to && !cutter->failed)
        clause_add(cutter, from, to);
    cutter->paragraphs = 0;
    cutter->level = MARKER_NONE;
    cutter->open = (struct document_clause){0};
}

static void clause_extend(struct cutter *cutter, size_t i)
{
    if (cutter->paragraphs++ == 0)
        cutter->open.from = cutter->text->items[i].from;
    cutter->open.to = cutter->text->items[i].to;
}

static const char *text_join(struct cutter *cutter, const char *text,
                             const char *more)
{
    if (text == NULL || more == NULL)
        return text != NULL ? text : more;
    return arena_format(cutter->arena, "%s / %s", text, more);
}

/* Headings above level, joined; NULL if there are none. */
static const char *above_text(struct cutter *cutter, enum marker_level level)
{
    const char *text = NULL;

    for (int i = 1; i <= MARKED; i++)
        text = text_join(cutter, text, cutter->marked[i]);
    for (int i = MARKER_PART; i < (int)level; i++)
        text = text_join(cutter, text, cutter->above[i]);
    return text;
}

/* The text behind a number up to its first stop, if that is a heading. */
static const char *heading_of(struct cutter *cutter, size_t i)
{
    const struct marker *marker = &cutter->markers[i];
    const char *text = paragraph_text(cutter, i) + marker->len;
    size_t len = sentence_len(text, paragraph_len(cutter, i) - marker->len);

    if (len == 0 || fold_length(text, len) > HEADING_MAX ||
        marker->level == MARKER_ARTICLE)
        return NULL;
    return arena_text_n(cutter->arena, text, len);
}

static void clause_begin(struct cutter *cutter, size_t i)
{
    const struct marker *marker = &cutter->markers[i];
    const char *text = paragraph_text(cutter, i);
    size_t len = sentence_len(text + marker->len,
                              paragraph_len(cutter, i) - marker->len);

    clause_close(cutter);
    cutter->waiting = SIZE_MAX;
    cutter->section = NULL;
    cutter->level = marker->level;
    cutter->open.number = arena_text_n(cutter->arena, text, marker->number_len);
    cutter->open.heading = heading_of(cutter, i);
    cutter->open.under = above_text(cutter, marker->level);
    if (fold_length(text, marker->len + len) <= 2 * HEADING_MAX)
        cutter->above[marker->level] =
            arena_text_n(cutter->arena, text, marker->len + len);
    else
        cutter->above[marker->level] = NULL;
    for (int deeper = (int)marker->level + 1; deeper < LEVELS; deeper++)
        cutter->above[deeper] = NULL;
    clause_extend(cutter, i);
}

/* A number with a heading and nothing else, as the next number is below. */
static bool is_bare_heading(const struct cutter *cutter, size_t next)
{
    size_t len = cutter->open.to - cutter->open.from;
    const char *text = cutter->text->text.bytes + cutter->open.from;

    return cutter->level != MARKER_NONE && cutter->paragraphs == 1 &&
           cutter->markers[next].level > cutter->level &&
           fold_length(text, len) <= 2 * HEADING_MAX &&
           !ends_in_stop(text, len);
}

/* "本文件自2020年1月1日起执行": speaks of the whole, not of the last clause. */
static bool is_closing(const struct cutter *cutter, size_t i)
{
    static const char *const words[] = {"文件", "意见", "办法", "通知",
                                        "规定", "政策", "措施", "细则",
                                        "方案", "公告", "條例", "条例"};
    const char *text = paragraph_text(cutter, i);
    size_t len = paragraph_len(cutter, i);

    if (len >= 9 && memcmp(text, "特此", 6) == 0)
        return true;
    if (len >= 9 &&
        (memcmp(text, "（此件", 9) == 0 || memcmp(text, "附件：", 9) == 0))
        return true;
    if (cutter->level == MARKER_ARTICLE || len < 12 ||
        memcmp(text, "本", 3) != 0)
        return false;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (memcmp(text + 3, words[w], 6) == 0)
            return memcmp(text + 9, "自", 3) == 0;
    return false;
}

/* A heading behind the last article: a table or a form is joined there. */
static bool is_appendix(const struct cutter *cutter, size_t i)
{
    const char *text = paragraph_text(cutter, i);
    const char *open = cutter->text->text.bytes + cutter->open.from;
    size_t len = paragraph_len(cutter, i);
    size_t open_len = cutter->open.to - cutter->open.from;

    return cutter->level == MARKER_ARTICLE &&
           fold_length(text, len) <= HEADING_MAX && !ends_in_stop(text, len) &&
           memmem(open, open_len, "施行", 6) != NULL;
}

static bool is_head(const struct cutter *cutter, size_t i)
{
    return i < cutter->out->head;
}

/* Without a number: headings go with the paragraph behind them. */
static void paragraph_add(struct cutter *cutter, size_t i)
{
    const char *text = paragraph_text(cutter, i);
    size_t len = paragraph_len(cutter, i);
    bool heading =
        is_head(cutter, i) ||
        (fold_length(text, len) <= HEADING_MAX && !ends_in_stop(text, len));

    cutter->waiting = SIZE_MAX;
    if (cutter->paragraphs == 0)
        cutter->open.under =
            text_join(cutter, above_text(cutter, MARKER_NONE), cutter->section);
    clause_extend(cutter, i);
    if (heading && fold_length(text, len) <= 2 * HEADING_MAX)
        cutter->open.heading =
            arena_text_n(cutter->arena, text, sentence_len(text, len));
    if (heading)
        return;
    if (cutter->open.heading != NULL && cutter->open.from != 0) {
        cutter->section = cutter->open.heading;
        cutter->open.under = above_text(cutter, MARKER_NONE);
    }
    clause_close(cutter);
}

/* A heading marked # stands above all that follows. With nothing below it
 * before the next one, it is a clause. */
static void heading_add(struct cutter *cutter, size_t i)
{
    int level = cutter->text->items[i].level;
    size_t last = cutter->waiting;

    clause_close(cutter);
    if (last != SIZE_MAX && cutter->text->items[last].level >= level) {
        clause_extend(cutter, last);
        clause_close(cutter);
    }
    level = level < MARKED ? level : MARKED;
    for (int deeper = level; deeper <= MARKED; deeper++)
        cutter->marked[deeper] = NULL;
    memset(cutter->above, 0, sizeof cutter->above);
    cutter->section = NULL;
    cutter->waiting = SIZE_MAX;
    if (fold_length(paragraph_text(cutter, i), paragraph_len(cutter, i)) >
        2 * HEADING_MAX) {
        clause_extend(cutter, i);
        clause_close(cutter);
        return;
    }
    cutter->marked[level] = arena_text_n(
        cutter->arena, paragraph_text(cutter, i), paragraph_len(cutter, i));
    cutter->waiting = i;
}

/* The head ends at the first number or the first whole sentence. */
static size_t head_find(const struct cutter *cutter)
{
    size_t i = 0;

    while (i < cutter->text->count && i < HEAD_MAX &&
           cutter->markers[i].level == MARKER_NONE &&
           !ends_in_stop(paragraph_text(cutter, i), paragraph_len(cutter, i)))
        i++;
    return i;
}

static void cutter_step(struct cutter *cutter, size_t i)
{
    if (cutter->markers[i].level != MARKER_NONE) {
        if (is_bare_heading(cutter, i))
            cutter->paragraphs = 0;
        clause_begin(cutter, i);
    } else if (cutter->text->items[i].level != 0 && !is_head(cutter, i)) {
        heading_add(cutter, i);
    } else if (cutter->level != MARKER_NONE && !is_closing(cutter, i) &&
               !is_appendix(cutter, i)) {
        clause_extend(cutter, i);
    } else {
        if (cutter->level != MARKER_NONE)
            clause_close(cutter);
        paragraph_add(cutter, i);
    }
}

int clauses_cut(const struct cleaned *text, struct arena *arena,
                struct clauses *out, struct err *err)
{
    struct cutter cutter = {
        .text = text, .arena = arena, .out = out, .waiting = SIZE_MAX};

    *out = (struct clauses){0};
    cutter.markers = mem_zero((text->count + 1) * sizeof *cutter.markers);
    markers_read(&cutter);
    out->head = head_find(&cutter);
    for (size_t i = 0; i < text->count && !cutter.failed; i++)
        cutter_step(&cutter, i);
    clause_close(&cutter);
    if (cutter.waiting != SIZE_MAX && !cutter.failed) {
        clause_extend(&cutter, cutter.waiting);
        clause_close(&cutter);
    }
    free(cutter.markers);
    if (cutter.failed)
        return err_set(err, ERR_LIMIT, "more than %d clauses",
                       DOCUMENT_CLAUSES_MAX);
    return 0;
}
