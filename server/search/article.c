/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/article.h"

#include <string.h>

#include "publish/titles.h"
#include "search/hold.h"
#include "search/standing.h"
#include "text/fold.h"

enum { ARTICLE_LAST = 9999 };

/* ---- numbers ------------------------------------------------------------ */

static int digit_of(int rune)
{
    if (rune >= '0' && rune <= '9')
        return rune - '0';
    if (rune >= 0x660 && rune <= 0x669) /* Arabic-Indic */
        return rune - 0x660;
    return -1;
}

/* 0 to 9, or 10, 100, 1000 of a Chinese numeral; -1 for anything else. */
static int numeral_of(int rune)
{
    static const char digits[] = "零一二三四五六七八九";
    size_t at = 0;

    for (int value = 0; value < 10; value++)
        if (fold_rune(digits, sizeof digits - 1, &at) == rune)
            return value;
    switch (rune) {
    case 0x3007:
        return 0;
    case 0x5341:
        return 10;
    case 0x767E:
        return 100;
    case 0x5343:
        return 1000;
    default:
        return -1;
    }
}

static long read_numeral(const char *text, size_t len, size_t *at)
{
    long total = 0, digit = 0;
    bool any = false;

    for (size_t next = *at; next < len; *at = next) {
        int value = numeral_of(fold_rune(text, len, &next));

        if (value < 0 || total > ARTICLE_LAST)
            break;
        any = true;
        if (value >= 10) {
            total += (digit != 0 ? digit : 1) * value;
            digit = 0;
        } else {
            digit = value;
        }
    }
    return any ? total + digit : 0;
}

/* A number at *at, in digits or as a Chinese numeral; 0 if there is none. */
static long read_number(const char *text, size_t len, size_t *at)
{
    long value = 0;
    bool any = false;

    while (*at < len && text[*at] == ' ')
        *at += 1;
    for (size_t next = *at; next < len && value <= ARTICLE_LAST; *at = next) {
        int digit = digit_of(fold_rune(text, len, &next));

        if (digit < 0)
            break;
        value = value * 10 + digit;
        any = true;
    }
    value = any ? value : read_numeral(text, len, at);
    return value <= ARTICLE_LAST ? value : 0;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* "第二十二条", "제22조". */
static long han_article(const char *text)
{
    static const char *const marks[][2] = {{"第", "条"}, {"제", "조"}};
    size_t len = strlen(text);

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (const char *at = text; (at = strstr(at, marks[i][0])) != NULL;) {
            size_t place = (size_t)(at - text) + strlen(marks[i][0]);
            long value = read_number(text, len, &place);

            while (text[place] == ' ')
                place++;
            if (value > 0 && begins(text + place, marks[i][1]))
                return value;
            at += strlen(marks[i][0]);
        }
    return 0;
}

/* "article 22", "§ 22", "ст. 22". */
static long word_article(const char *text)
{
    static const char *const words[] = {
        "article ",  "articles ", "art. ",   "art.",      "artikel ",
        "artikels ", "§ ",        "§",       "artículo ", "articulo ",
        "статья ",   "статьи ",   "статье ", "статью ",   "ст. ",
        "ст.",       "المادة ",   "الماده ", "مادة "};
    size_t len = strlen(text);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (const char *at = text; (at = strstr(at, words[i])) != NULL;) {
            size_t place = (size_t)(at - text) + strlen(words[i]);
            long value = read_number(text, len, &place);

            if (value > 0)
                return value;
            at += strlen(words[i]);
        }
    return 0;
}

long article_asked(const char *plain)
{
    long value = han_article(plain);

    return value != 0 ? value : word_article(plain);
}

long article_number(const char *number)
{
    size_t at = 0, len = number != NULL ? strlen(number) : 0;
    long value = 0;

    if (len == 0)
        return 0;
    if (begins(number, "第"))
        at = strlen("第");
    value = read_number(number, len, &at);
    if (strcmp(number + at, "条") != 0 && strcmp(number + at, "條") != 0 &&
        number[at] != '\0')
        return 0; /* of an item, or "第五条之一" */
    return value;
}

const json_t *article_of(const struct record *document, long number)
{
    const json_t *clauses = record_get(document, "clauses");
    size_t i = 0;
    const json_t *clause = NULL;

    json_array_foreach(clauses, i, clause)
        if (article_number(
                json_string_value(json_object_get(clause, "number"))) == number)
            return clause;
    return NULL;
}

/* ---- documents ---------------------------------------------------------- */

/* A title as plain text has it: marks of full width made narrow. */
static const char *plain_title(struct arena *arena, const char *title)
{
    char *out = arena_text(arena, titles_core(title));
    char *to = out;

    for (const char *from = out; *from != '\0';) {
        bool open = begins(from, "（"), close = begins(from, "）");

        if (open || close) {
            *to++ = open ? '(' : ')';
            from += strlen("（");
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
    return out;
}

/* Of two texts of one title, which is meant: the one in force, else the
 * later one. */
static bool better(const struct record *one, const struct record *two,
                   struct date day)
{
    bool force = standing_of(one, day) == STANDING_FORCE;
    bool other = standing_of(two, day) == STANDING_FORCE;
    const char *date = record_string(one, "source.date");
    const char *later = record_string(two, "source.date");

    if (force != other)
        return force;
    return strcmp(date != NULL ? date : "", later != NULL ? later : "") > 0;
}

/* Add a document, or put it in the place of a worse version. */
static void add(struct workspace *ws, struct ids *out,
                const struct record *document, struct date day)
{
    const char *title = record_string(document, "source.title");

    for (size_t i = 0; i < out->count; i++) {
        if (!record_is(out->items[i], "source.title", title))
            continue;
        if (better(document, out->items[i], day))
            out->items[i] = document;
        return;
    }
    if (out->count < NAMED_MAX)
        ids_add(out, document, ws->arena);
}

/* Named by the longest title that stands in a Chinese question. */
static void by_title(struct workspace *ws, const struct meaning *meaning,
                     struct date day, struct ids *out)
{
    struct ids documents = snapshot_kind(ws->snapshot, "document");
    size_t longest = 0;

    for (size_t i = 0; i < documents.count; i++) {
        const char *title = record_string(documents.items[i], "source.title");
        size_t len = 0;

        if (title == NULL)
            continue;
        title = plain_title(ws->arena, title);
        len = strlen(title);
        if (len < longest || strstr(meaning->plain, title) == NULL)
            continue;
        if (len > longest)
            *out = (struct ids){0};
        longest = len;
        add(ws, out, documents.items[i], day);
    }
}

/* Bytes of the title before one of the term's names in Chinese; -1. */
static long title_before(const char *title, const struct record *term)
{
    const json_t *aliases =
        json_object_get(record_get(term, "aliases"), "zh-Hans");
    const char *name = record_name(term, LANG_ZH_HANS);
    size_t len = strlen(title);

    for (size_t i = 0; name != NULL; i++) {
        size_t size = strlen(name);

        if (size <= len && strcmp(title + len - size, name) == 0)
            return (long)(len - size);
        name = json_string_value(json_array_get(aliases, i));
    }
    return -1;
}

/* Is the place asked about the document's own? */
static bool place_asked(struct workspace *ws, const struct meaning *meaning,
                        const struct record *document)
{
    const struct record *place = hold_place(ws, document);

    return place != NULL &&
           (ids_has(&meaning->cities, place) ||
            ids_has(&meaning->outside, place) ||
            ids_has(&meaning->parks, place) || ids_has(&meaning->terms, place));
}

/* Named by a law term of the lexicon, in any language: texts of that name of
 * the places that are named too, and the nation's. */
static void by_term(struct workspace *ws, const struct meaning *meaning,
                    const struct record *term, struct date day,
                    struct ids *of_place, struct ids *whole)
{
    struct ids documents = snapshot_kind(ws->snapshot, "document");

    for (size_t i = 0; i < documents.count; i++) {
        const struct record *document = documents.items[i];
        const char *title = record_string(document, "source.title");
        long before = -1;

        if (title == NULL)
            continue;
        before = title_before(titles_core(title), term);
        if (before == 0)
            add(ws, whole, document, day);
        else if (before > 0 && place_asked(ws, meaning, document))
            add(ws, of_place, document, day);
    }
}

static bool has_term(const struct terms *terms, const char *text)
{
    for (size_t i = 0; i < terms->count; i++)
        if (strcmp(terms->items[i].text, text) == 0)
            return true;
    return false;
}

/* Does the question say every word of the term's name, and two at least? */
static bool says_name(struct workspace *ws, const struct meaning *meaning,
                      const struct terms *said, const struct record *term)
{
    const char *name = record_name(term, meaning->lang);
    struct terms words = {0};
    size_t count = 0;

    if (name == NULL)
        return false;
    analyser_terms(ws->analyser, name, strlen(name), meaning->lang,
                   TERM_QUESTION, ws->arena, &words);
    for (size_t i = 0; i < words.count; i++) {
        if (!words.items[i].word)
            continue;
        if (!has_term(said, words.items[i].text))
            return false;
        count++;
    }
    return count >= 2;
}

/* "Положение Пекина об иностранных инвестициях": the place's name stands
 * within that of the law. */
static void by_words(struct workspace *ws, const struct meaning *meaning,
                     struct date day, struct ids *of_place)
{
    struct ids terms = snapshot_kind(ws->snapshot, "term");
    struct ids whole = {0};
    struct terms said = {0};

    if (meaning->cities.count + meaning->outside.count == 0 ||
        lang_is_han(meaning->lang))
        return;
    analyser_terms(ws->analyser, meaning->plain, strlen(meaning->plain),
                   meaning->lang, TERM_QUESTION, ws->arena, &said);
    for (size_t i = 0; i < terms.count; i++)
        if (titles_is_law(terms.items[i]) &&
            says_name(ws, meaning, &said, terms.items[i]))
            by_term(ws, meaning, terms.items[i], day, of_place, &whole);
}

struct ids article_documents(struct workspace *ws,
                             const struct meaning *meaning, struct date day)
{
    struct ids of_place = {0}, titled = {0}, whole = {0};

    if (snapshot_kind(ws->snapshot, "document").count == 0)
        return whole;
    for (size_t i = 0; of_place.count == 0 && i < meaning->terms.count; i++)
        if (titles_is_law(meaning->terms.items[i]))
            by_term(ws, meaning, meaning->terms.items[i], day, &of_place,
                    &whole);
    if (of_place.count == 0)
        by_words(ws, meaning, day, &of_place);
    if (of_place.count != 0)
        return of_place;
    if (meaning->lang == LANG_ZH_HANS || meaning->lang == LANG_ZH_HANT)
        by_title(ws, meaning, day, &titled);
    return titled.count != 0 ? titled : whole;
}
