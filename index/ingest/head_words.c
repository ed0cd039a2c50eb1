/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in the words of alphabets: "March 15, 2019", "1. Januar 2020", and
 * the sentences that say from when a text is in force. */
#include "ingest/head_span.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "ingest/marker.h"
#include "text/fold.h"

enum { AROUND_MAX = 160, MONTHS = 12 };

static const char *const months[][MONTHS] = {
    {"january", "february", "march", "april", "may", "june", "july", "august",
     "september", "october", "november", "december"},
    {"januar", "februar", "märz", "april", "mai", "juni", "juli", "august",
     "september", "oktober", "november", "dezember"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
     "septembre", "octobre", "novembre", "décembre"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
     "septiembre", "octubre", "noviembre", "diciembre"},
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
     "сентября", "октября", "ноября", "декабря"},
};

static bool is_letter(const char *text, size_t len, size_t at)
{
    int rune = at < len ? (unsigned char)text[at] : ' ';

    return rune >= 0x80 || (rune >= 'a' && rune <= 'z') ||
           (rune >= 'A' && rune <= 'Z');
}

/* Does a word or a number go on at a byte? */
static bool is_inside(const char *text, size_t at)
{
    int byte = at > 0 ? (unsigned char)text[at - 1] : ' ';

    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

/* 1 to 12 with the month's name skipped; 0 if there is none. The longest
 * name wins: "mai", not "may" within "mayo". */
static int month_read(const char *text, size_t len, size_t *at)
{
    for (size_t lang = 0; lang < sizeof months / sizeof *months; lang++)
        for (int i = 0; i < MONTHS; i++) {
            size_t n = strlen(months[lang][i]);

            if (len - *at < n ||
                strncasecmp(text + *at, months[lang][i], n) != 0 ||
                is_letter(text, len, *at + n))
                continue;
            *at += n;
            return i + 1;
        }
    return 0;
}

static void fillers_skip(const char *text, size_t len, size_t *at)
{
    static const char *const words[] = {"st ", "nd ",  "rd ", "th ",
                                        "er ", "º ",   ". ",  "of ",
                                        "de ", "del ", "the "};

    span_blank(text, len, at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (len - *at >= strlen(words[i]) &&
            strncasecmp(text + *at, words[i], strlen(words[i])) == 0) {
            *at += strlen(words[i]);
            i = (size_t)-1; /* another may follow */
        }
    span_blank(text, len, at);
}

/* "March 15, 2019", "1. Januar 2020": the first date of a line in words. */
static bool date_words(const char *text, size_t len, size_t *at,
                       char out[DATE_SIZE])
{
    size_t here = *at;
    int day = marker_number(text, len, &here), month = 0, year = 0;

    if (day > 0)
        fillers_skip(text, len, &here);
    month = month_read(text, len, &here);
    if (month == 0)
        return false;
    fillers_skip(text, len, &here);
    if (day <= 0) {
        day = marker_number(text, len, &here);
        if (here < len && text[here] == ',')
            here++;
        fillers_skip(text, len, &here);
    }
    year = marker_number(text, len, &here);
    if (day < 1 || day > 31 || year < 1900 || year > 2199)
        return false;
    snprintf(out, DATE_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000u,
             (unsigned)month % 100u, (unsigned)day % 100u);
    *at = here;
    return true;
}

/* The first date between two bytes of text. */
static bool date_between(const char *text, size_t from, size_t to,
                         char out[DATE_SIZE])
{
    while (from < to) {
        size_t at = from;
        if (!is_inside(text, from) &&
            (date_words(text, to, &at, out) ||
             (date_read(text, to, &at, out) && strlen(out) == DATE_SIZE - 1)))
            return true;
        fold_rune(text, to, &from);
    }
    return false;
}

bool date_in_words(struct span span, char out[DATE_SIZE])
{
    for (size_t from = 0; from < span.len;) {
        size_t at = from;

        if (!is_inside(span.text, from) &&
            date_words(span.text, span.len, &at, out))
            return true;
        fold_rune(span.text, span.len, &from);
    }
    return false;
}

/* In the paragraph around a phrase: behind it, else before it. */
static bool date_around(const struct buf *text, size_t at, size_t len,
                        char out[DATE_SIZE])
{
    size_t from = at, to = at + len;

    while (from > 0 && at - from < AROUND_MAX && text->bytes[from - 1] != '\n')
        from--;
    while (to < text->len && to - at < AROUND_MAX && text->bytes[to] != '\n')
        to++;
    while (from < at && ((unsigned char)text->bytes[from] & 0xC0) == 0x80)
        from++;
    while (to > at && to < text->len &&
           ((unsigned char)text->bytes[to] & 0xC0) == 0x80)
        to--;
    return date_between(text->bytes, at + len, to, out) ||
           date_between(text->bytes, from, at, out);
}

bool begin_in_words(const struct buf *text, char out[DATE_SIZE])
{
    static const char *const phrases[] = {
        "into force",      "take effect", "takes effect", "be effective",
        "in Kraft",        "en vigueur",  "en vigor",     "вступает в силу",
        "вступают в силу", "施行する",    "시행한다"};
    bool found = false;

    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const char *at = text->bytes, *end = text->bytes + text->len;
        size_t len = strlen(phrases[i]);

        while ((at = memmem(at, (size_t)(end - at), phrases[i], len)) != NULL) {
            char date[DATE_SIZE];

            if (date_around(text, (size_t)(at - text->bytes), len, date)) {
                memcpy(out, date, DATE_SIZE); /* the last one said counts */
                found = true;
            }
            at += len;
        }
    }
    return found;
}
