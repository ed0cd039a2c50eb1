/* SPDX-License-Identifier: GPL-3.0-or-later */
/* locale.h - numbers, money and dates as a language writes them (ICU).
 *
 * Money carries its ISO 4217 code; Arabic uses Latin digits.
 * Internal to answer/. Threads: one at a time. */
#ifndef ANSWER_LOCALE_H
#define ANSWER_LOCALE_H

#include "base/buf.h"
#include "text/language.h"
#include "turn.h"

struct locale;

struct locale *locale_open(enum lang lang);
void locale_close(struct locale **locale);

void locale_number(struct locale *locale, double number, struct buf *out);
/* unit: ISO 4217; whole units. */
void locale_money(struct locale *locale, double amount, const char *unit,
                  struct buf *out);
void locale_share(struct locale *locale, double share, struct buf *out);
void locale_date(struct locale *locale, struct date date, struct buf *out);

/* CLDR plural category: "one", "few", "many", "other" ... borrowed. */
const char *locale_plural(struct locale *locale, double number);

#endif
