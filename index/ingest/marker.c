/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/marker.h"

#include <string.h>

#include "text/fold.h"

enum { NUMBER_MAX = 9999, FIGURES_MAX = 9, HAN_MAX = 99, ROMAN_MAX = 8 };

static bool starts(const char *text, size_t len, size_t at, const char *with)
{
    size_t with_len = strlen(with);

    return len - at >= with_len && memcmp(text + at, with, with_len) == 0;
}

static bool skip(const char *text, size_t len, size_t *at, const char *what)
{
    if (!starts(text, len, *at, what))
        return false;
    *at += strlen(what);
    return true;
}

static void skip_blanks(const char *text, size_t len, size_t *at)
{
    while (*at < len &&
           (skip(text, len, at, " ") || skip(text, len, at, "\t") ||
            skip(text, len, at, "\xE3\x80\x80")))
        ;
}

static int digit_value(int rune)
{
    static const int zeros[] = {'0', 0xFF10, 0x0660, 0x06F0};

    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (rune >= zeros[i] && rune <= zeros[i] + 9)
            return rune - zeros[i];
    return -1;
}

/* 0 to 9, or 10, 100, 1000 for a scale; -1 for anything else. */
static int han_value(int rune)
{
    static const struct {
        int rune, value;
    } rows[] = {
        {0x3007, 0}, {0x96F6, 0}, {0x4E00, 1},  {0x4E8C, 2},   {0x4E24, 2},
        {0x4E09, 3}, {0x56DB, 4}, {0x4E94, 5},  {0x516D, 6},   {0x4E03, 7},
        {0x516B, 8}, {0x4E5D, 9}, {0x5341, 10}, {0x767E, 100}, {0x5343, 1000},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].rune == rune)
            return rows[i].value;
    return -1;
}

static int number_digits(const char *text, size_t len, size_t *at)
{
    size_t next = *at;
    int value = -1;

    for (int figures = 0;; figures++) {
        int rune = fold_rune(text, len, &next);
        int digit = rune >= 0 ? digit_value(rune) : -1;

        if (digit < 0)
            return value;
        value = (value < 0 ? 0 : value) * 10 + digit;
        if (value > NUMBER_MAX || figures == FIGURES_MAX)
            return -1;
        *at = next;
    }
}

/* 二十二 by scales, 二〇二〇 by places. */
static int number_han(const char *text, size_t len, size_t *at)
{
    size_t next = *at;
    int sum = 0, digit = -1;
    bool places = false;
    int figures = 0;

    for (;; figures++) {
        int rune = fold_rune(text, len, &next);
        int value = rune >= 0 ? han_value(rune) : -1;

        if (value < 0)
            break;
        if (value >= 10) {
            sum += (digit < 0 ? 1 : digit) * value;
            digit = -1;
        } else {
            places = places || (digit > 0 && sum == 0);
            digit = places ? digit * 10 + value : value;
        }
        if (sum > NUMBER_MAX || digit > NUMBER_MAX || figures == FIGURES_MAX)
            return -1;
        *at = next;
    }
    if (figures == 0)
        return -1;
    sum += digit > 0 ? digit : 0;
    return sum <= NUMBER_MAX ? sum : -1;
}

int marker_number(const char *text, size_t len, size_t *at)
{
    size_t start = *at;
    int value = number_digits(text, len, at);

    if (value < 0) {
        *at = start;
        value = number_han(text, len, at);
    }
    if (value < 0)
        *at = start;
    return value;
}

static bool marker_done(const char *text, size_t len, size_t number_len,
                        size_t at, struct marker *out)
{
    skip_blanks(text, len, &at);
    out->number_len = number_len;
    out->len = at;
    return true;
}

/* 第 number 条|章|节|编, 条 perhaps with 之一. */
static bool marker_ordinal(const char *text, size_t len, struct marker *out)
{
    static const struct {
        const char *word;
        enum marker_level level;
    } rows[] = {
        {"条", MARKER_ARTICLE}, {"條", MARKER_ARTICLE}, {"章", MARKER_CHAPTER},
        {"节", MARKER_SECTION}, {"節", MARKER_SECTION}, {"编", MARKER_PART},
        {"編", MARKER_PART},    {"조", MARKER_ARTICLE}, {"장", MARKER_CHAPTER},
        {"절", MARKER_SECTION},
    };
    size_t at = 0, more = 0;

    if (!skip(text, len, &at, "第") && !skip(text, len, &at, "제"))
        return false;
    skip_blanks(text, len, &at);
    out->value = marker_number(text, len, &at);
    if (out->value < 0)
        return false;
    skip_blanks(text, len, &at);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!skip(text, len, &at, rows[i].word))
            continue;
        out->level = rows[i].level;
        more = at;
        if ((skip(text, len, &more, "之") || skip(text, len, &more, "의")) &&
            marker_number(text, len, &more) > 0)
            at = more;
        /* 第三条规定 and 第三条第二款 speak of an article, 第三条、 lists */
        if (starts(text, len, at, "规定") || starts(text, len, at, "規定") ||
            starts(text, len, at, "第") || starts(text, len, at, "、"))
            return false;
        return marker_done(text, len, at, at, out);
    }
    return false;
}

/* （一）, (1) */
static bool marker_paren(const char *text, size_t len, struct marker *out)
{
    size_t at = 0, digit = 0;

    if (!skip(text, len, &at, "（") && !skip(text, len, &at, "("))
        return false;
    skip_blanks(text, len, &at);
    digit = at;
    out->value = number_digits(text, len, &digit);
    out->level = out->value >= 0 ? MARKER_DIGIT_PAREN : MARKER_HAN_PAREN;
    if (out->value >= 0)
        at = digit;
    else
        out->value = number_han(text, len, &at);
    skip_blanks(text, len, &at);
    if (out->value < 1 || out->value > HAN_MAX ||
        (!skip(text, len, &at, "）") && !skip(text, len, &at, ")")))
        return false;
    return marker_done(text, len, at, at, out);
}

/* 一、 */
static bool marker_han(const char *text, size_t len, struct marker *out)
{
    size_t at = 0, number = 0;

    out->level = MARKER_HAN;
    out->value = number_han(text, len, &at);
    number = at;
    if (out->value < 1 || out->value > HAN_MAX)
        return false;
    skip_blanks(text, len, &at);
    if (!skip(text, len, &at, "、") && !skip(text, len, &at, "．") &&
        !skip(text, len, &at, "."))
        return false;
    return marker_done(text, len, number, at, out);
}

/* 1. 1． 1、 and no decimal fraction behind it */
static bool marker_digit(const char *text, size_t len, struct marker *out)
{
    size_t at = 0, number = 0, next = 0;

    out->level = MARKER_DIGIT;
    out->value = number_digits(text, len, &at);
    number = at;
    if (out->value < 1 || out->value > 999)
        return false;
    if (!skip(text, len, &at, "、") && !skip(text, len, &at, "．") &&
        !skip(text, len, &at, "."))
        return false;
    next = at;
    if (number_digits(text, len, &next) >= 0)
        return false;
    return marker_done(text, len, number, at, out);
}

/* I to XXXIX; 0 if there is none. */
static int number_roman(const char *text, size_t len, size_t *at)
{
    static const char letters[] = "IVX";
    static const int values[] = {1, 5, 10};
    int sum = 0, last = 0;
    size_t from = *at;

    while (*at < len && *at - from < ROMAN_MAX) {
        const char *letter = memchr(letters, text[*at], 3);
        int value = letter != NULL ? values[letter - letters] : 0;

        if (value == 0)
            break;
        sum += value > last && last != 0 ? value - 2 * last : value;
        last = value;
        ++*at;
    }
    return sum;
}

/* Article 12, § 5, Chapter II */
static bool marker_word(const char *text, size_t len, struct marker *out)
{
    static const struct {
        const char *word;
        enum marker_level level;
    } rows[] = {
        {"Article ", MARKER_ARTICLE},   {"ARTICLE ", MARKER_ARTICLE},
        {"Art. ", MARKER_ARTICLE},      {"Artikel ", MARKER_ARTICLE},
        {"Artículo ", MARKER_ARTICLE},  {"Статья ", MARKER_ARTICLE},
        {"المادة ", MARKER_ARTICLE},    {"§", MARKER_ARTICLE},
        {"Chapter ", MARKER_CHAPTER},   {"CHAPTER ", MARKER_CHAPTER},
        {"Chapitre ", MARKER_CHAPTER},  {"Kapitel ", MARKER_CHAPTER},
        {"Capítulo ", MARKER_CHAPTER},  {"Глава ", MARKER_CHAPTER},
        {"Section ", MARKER_SECTION},   {"SECTION ", MARKER_SECTION},
        {"Abschnitt ", MARKER_SECTION},
    };
    size_t at = 0, number = 0;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!skip(text, len, &at, rows[i].word))
            continue;
        out->level = rows[i].level;
        skip_blanks(text, len, &at);
        out->value = number_digits(text, len, &at);
        if (out->value < 0)
            out->value = number_roman(text, len, &at);
        number = at;
        if (out->value < 1 || (at < len && strchr(" .:-(\t", text[at]) == NULL))
            return false;
        while (at < len && strchr(".:-", text[at]) != NULL)
            at++;
        return marker_done(text, len, number, at, out);
    }
    return false;
}

bool marker_read(const char *text, size_t len, struct marker *out)
{
    /* none begins with a small letter, as most lines in alphabets do */
    bool small = len > 0 && text[0] >= 'a' && text[0] <= 'z';
    bool found =
        !small && (marker_ordinal(text, len, out) ||
                   marker_paren(text, len, out) || marker_han(text, len, out) ||
                   marker_digit(text, len, out) || marker_word(text, len, out));

    if (!found)
        *out = (struct marker){0};
    return found;
}
