/* SPDX-License-Identifier: GPL-3.0-or-later */
/* headings.h - what the headings and values of a table mean, as people write
 * them: the names of the form's fields, or their labels in any language.
 *
 * Private to order/. Threads: those of the snapshot; one at a time. */
#ifndef ORDER_HEADINGS_H
#define ORDER_HEADINGS_H

#include <jansson.h>

#include "publish/snapshot.h"

enum column_type {
    COLUMN_UNKNOWN,
    COLUMN_FIELD, /* of the form; "kind", too */
    COLUMN_CONSENT,
    COLUMN_LANG
};

struct column {
    enum column_type type;
    char name[48]; /* of the field or consent */
};

struct headings;

/* Everything the form says in all languages. The caller owns it. */
struct headings *headings_open(const struct snapshot *snapshot);
void headings_close(struct headings **headings);

/* What a heading means. */
struct column headings_find(const struct headings *headings,
                            const char *heading);

/* What stands in a cell of a field as the form would send it: the value of an
 * option by its label in any language, a country by its code, anything else
 * as it is. Borrowed from headings or text. */
const char *headings_value(const struct headings *headings, const char *field,
                           const char *text);

/* "yes", "是", "oui" ...: 1; no or nothing: 0; anything else: -1. */
int headings_yes(const char *text);

/* Type of a field on the wire ("select", "email" ...), "" if there is none;
 * its label in lang, else its name; what it offers, the first few labels with
 * commas between (a new text, NULL if nothing). */
const char *headings_type(const struct headings *headings, const char *field);
const char *headings_label(const struct headings *headings, enum lang lang,
                           const char *field);
char *headings_offers(const struct headings *headings, enum lang lang,
                      const char *field);

#endif
