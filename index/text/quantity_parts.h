/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantity_parts.h - how a quantity is read: text, number, scale, unit.
 *
 * Shared by the quantity_*.c files alone. Threads: any; pure. */
#ifndef TEXT_QUANTITY_PARTS_H
#define TEXT_QUANTITY_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "text/quantity.h"

/* The text in one notation: lower case, ASCII digits, plain blanks and
 * dashes, Simplified numerals and units. at says for each byte, and for the
 * end, where in the text given its rune begins. */
struct notation {
    char *text;
    size_t len;
    uint32_t *at;
    const char *given;
    enum lang lang;
    size_t done; /* what stands before belongs to an earlier quantity */
};

void notation_make(const char *text, size_t len, enum lang lang,
                   struct arena *arena, struct notation *out);
/* Does the word stand at at? */
bool notation_has(const struct notation *n, size_t at, const char *word);
/* Does it end before at? */
bool notation_ends(const struct notation *n, size_t at, const char *word);
/* Is there a letter of an alphabet at at, or ending before it? */
bool notation_letter(const struct notation *n, size_t at);
bool notation_letter_before(const struct notation *n, size_t at);
size_t notation_blank(const struct notation *n, size_t at); /* skip one */

struct number {
    double value;
    double scale; /* the last scale word's; 1 if none was written */
    size_t from, to;
    bool digits;  /* written with digits, not as numerals */
    bool words;   /* numerals of more than one character */
    bool spelled; /* in words of an alphabet */
    bool article; /* namely "a": it counts only before a scale word */
};

/* Read the number at at with its scale words: 1; or 0, and number->to is
 * where to go on reading. */
int number_read(const struct notation *n, size_t at, struct number *number);

/* A scale word at at: its factor and end; 0 if there is none. */
double scale_read(const struct notation *n, size_t at, size_t *end);
/* Numerals of Chinese or of Korean at at: their end; at if there are none. */
size_t numeral_read(const struct notation *n, size_t at, double *value);

/* The end of the date that the number belongs to; 0 if it is none. */
size_t date_end(const struct notation *n, const struct number *number);
/* A number in words of an alphabet at at: its end; at if there is none. */
size_t words_read(const struct notation *n, size_t at, double *value,
                  bool *article);

struct unit {
    const char *text;  /* * at the end: letters may follow */
    const char *langs; /* " de fr "; NULL for all */
    enum quantity_type type;
    const char *unit; /* NULL: a word that only begins like a unit */
    double factor;
};

/* The longest unit at at and its end, or NULL. */
const struct unit *unit_read(const struct notation *n, size_t at, size_t *end);
/* The currency written before at and where it begins, or NULL. */
const struct unit *unit_before(const struct notation *n, size_t at,
                               size_t *from);
/* Does a row that is only for some languages serve this one? */
bool unit_serves(const char *langs, enum lang lang);

/* One side of a range, or all there is. */
struct side {
    struct number number;
    const struct unit *unit; /* NULL for a plain number */
    size_t from, to;         /* of the notation */
};

/* May a number begin at at? */
bool number_starts(const struct notation *n, size_t at);
/* Read a number with its unit at at: 1; 0 and side->to is where to go on.
 * money says that the other side of the range is money. */
int side_read(const struct notation *n, size_t at, bool money,
              struct side *side);
/* Does the number begin where a word does ("M11" and 第5条 do not)? */
bool side_is_free(const struct notation *n, const struct side *side);
/* Is the number a quantity by itself, without a range around it? */
bool side_counts(const struct notation *n, const struct side *side);

extern const struct unit unit_currencies[];
extern const struct unit unit_measures[];
extern const struct unit unit_times[];
extern const struct unit unit_lookalikes[];

#endif
