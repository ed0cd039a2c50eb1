/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields_table.h - what the form of an order asks, kind by kind; a table.
 *
 * For fields*.c only. Threads: any; never changes. */
#ifndef ORDER_FIELDS_TABLE_H
#define ORDER_FIELDS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct field {
    const char *name;
    const char *type; /* of the wire */
    bool required, contact;
    bool wanted;                /* asked for first; may be left out */
    bool whole;                 /* number: no decimals */
    size_t max;                 /* characters */
    double least, most;         /* number */
    const char *record;         /* select: kind of the records it offers ... */
    const char *const *options; /* ... or these words */
    const char *const *kinds;   /* of order it is asked for; NULL: all */
};

size_t fields_count(void);
const struct field *fields_at(size_t i);
const struct field *field_find(const char *name); /* NULL: none */

/* The kinds of orders, ended by NULL. */
const char *const *field_kinds(void);
bool field_asked(const struct field *field, const char *kind);
bool field_word_listed(const char *const *words, const char *text, size_t len);

#endif
