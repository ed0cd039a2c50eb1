/* SPDX-License-Identifier: GPL-3.0-or-later */
/* locale.h - numbers, money and dates as a language writes them (ICU).
 *
 * Money carries its ISO 4217 code; Arabic uses Latin digits, and its money
 * begins with a mark of direction (U+200F).
 * Does not word sentences. Threads: one at a time; opening is dear, keep it. */
#ifndef TEXT_LOCALE_H
#define TEXT_LOCALE_H

#include "base/buf.h"
#include "text/language.h"

struct locale;

struct locale *locale_open(enum lang lang);
void locale_close(struct locale **locale);

void locale_number(struct locale *locale, double number, struct buf *out);
/* unit: ISO 4217; whole units. */
void locale_money(struct locale *locale, double amount, const char *unit,
                  struct buf *out);
void locale_share(struct locale *locale, double share, struct buf *out);
/* month 0: only the year; day 0: only year and month. */
void locale_date(struct locale *locale, int year, int month, int day,
                 struct buf *out);
/* A whole day with its day of the week. */
void locale_day(struct locale *locale, int year, int month, int day,
                struct buf *out);

/* CLDR plural category: "one", "few", "many", "other" ... borrowed. */
const char *locale_plural(struct locale *locale, double number);

#endif
