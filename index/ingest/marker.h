/* SPDX-License-Identifier: GPL-3.0-or-later */
/* marker.h - the numbering that a line of a document begins with.
 *
 * "第二十二条", "一、", "（一）", "11.", "Article 12", "제12조". Looks at one
 * line only; whether its number fits the ones before is for clause.h.
 * Threads: any; pure. */
#ifndef INGEST_MARKER_H
#define INGEST_MARKER_H

#include <stdbool.h>
#include <stddef.h>

enum marker_level {
    MARKER_NONE,
    MARKER_PART,       /* 第一编 */
    MARKER_CHAPTER,    /* 第一章, Chapter 1 */
    MARKER_SECTION,    /* 第一节, Section 1 */
    MARKER_ARTICLE,    /* 第一条, Article 1, § 1 */
    MARKER_HAN,        /* 一、 */
    MARKER_HAN_PAREN,  /* （一） */
    MARKER_DIGIT,      /* 1. 1、 */
    MARKER_DIGIT_PAREN /* (1) */
};

struct marker {
    enum marker_level level;
    size_t number_len; /* bytes of the number as the source writes it, from
                        * the line's start: "第二十二条", "（一）", "11" */
    size_t len;        /* bytes up to the text behind it */
    int value;         /* 22, 1, 11 */
};

/* Does text (valid UTF-8) begin with a marker? */
bool marker_read(const char *text, size_t len, struct marker *out);

/* A number at *at in digits of any width, Chinese numerals or digits
 * (二〇二〇, 二十二); -1 if there is none or it is over 9999. Moves *at. */
int marker_number(const char *text, size_t len, size_t *at);

#endif
