/* SPDX-License-Identifier: GPL-3.0-or-later */
/* standing.h - is a document in force on the day that is asked about?
 * Internal to search/. Threads: any; pure. */
#ifndef SEARCH_STANDING_H
#define SEARCH_STANDING_H

#include "turn.h"

enum standing {
    STANDING_FORCE,  /* in force, or nothing is said of it */
    STANDING_OLD,    /* a newer version, a repeal or its term ended it */
    STANDING_FUTURE, /* not yet in force */
};

/* day: its year alone where only a year is asked about. */
enum standing standing_of(const struct record *record, struct date day);

/* The year that a question names; 0 for none. */
long standing_year(const struct meaning *meaning);
/* The year that an amount of it is; 0 if it is none. */
long standing_year_of(const struct quantity *quantity);

/* The day a question asks about: a past year that it names, or the one before
 * it ("before the amendment of 2023"), else today. */
struct date standing_day(const struct meaning *meaning, struct date today);

/* Is the document's text more than twenty years old? What is later on the
 * same goes before it. */
bool standing_aged(const struct record *record, struct date today);

/* Is a year asked about that is still to come? */
bool standing_ahead(const struct meaning *meaning, struct date today);

#endif
