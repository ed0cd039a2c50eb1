/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rates.h - which rate of the corpus counts for a currency.
 *
 * Converts nothing and knows no rule. Threads: any; pure. */
#ifndef PUBLISH_RATES_H
#define PUBLISH_RATES_H

#include "ingest/record.h"
#include "turn.h"

/* Every rate is of something in this. */
#define RATES_IN "CNY"

/* Of records of kind `rate` the one to convert a currency at: a real one
 * before an invented one, then the latest; NULL if there is none. It has a
 * `value` and `units` above 0. */
const struct record *rates_find(const struct ids *rates, const char *currency);

#endif
