/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantity.h - money, area, shares, times and counts in ten languages.
 *
 * "50 million RMB", "5000万元", "50 Mio. CNY", "5 Mrd. Euro", "1,5 млн юаней",
 * "3억 위안", "2.5 млрд", "30 mu", "2ha", "5%~20%", "7 working days",
 * "容积率2.0" (plain). Reads notation only; what the amount is of is for
 * understand/. Threads: any; pure. */
#ifndef TEXT_QUANTITY_H
#define TEXT_QUANTITY_H

#include <stddef.h>

#include "base/arena.h"
#include "text/language.h"

/* A bare number from here on may be money whose currency was left out. */
enum { QUANTITY_LARGE = 10000 };

enum quantity_type {
    QUANTITY_PLAIN,  /* a bare number; scale words are applied */
    QUANTITY_MONEY,  /* unit: ISO 4217 */
    QUANTITY_SHARE,  /* 0.12 for 12% */
    QUANTITY_AREA,   /* m2 */
    QUANTITY_LENGTH, /* m */
    QUANTITY_TIME    /* unit: hour day working_day week month year */
};

struct quantity {
    enum quantity_type type;
    double low, high; /* the same unless a range was written; below 0 only
                         money with a minus right before it */
    char unit[16];    /* as above; "" where unknown or none */
    size_t from, to;  /* bytes of the text given */
};

struct quantities {
    struct quantity *items;
    size_t count;
};

/* All quantities of text (valid UTF-8, at most 64 kB) in order; out in arena.
 * A number inside a word ("4S", "G60", "M11") is none. "1.5" and "1,5" are
 * read by lang; an amount that could be read twice is read as lang writes
 * it. Chinese numerals (五千万, 三) are numbers too. "元" without more is CNY;
 * "円" JPY; "원" KRW; "$" USD; "€" EUR; "RMB", "人民币", "юань", "위안" CNY. */
void quantity_find(const char *text, size_t len, enum lang lang,
                   struct arena *arena, struct quantities *out);

#endif
