/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/rates.h"

/* A real rate before an invented one, then the later one. */
static bool better(const struct record *one, const struct record *than)
{
    struct date left, right;

    if (than == NULL || record_invented(one) != record_invented(than))
        return than == NULL || !record_invented(one);
    date_parse(record_string(one, "as_of"), &left);
    date_parse(record_string(than, "as_of"), &right);
    return date_order(left, true) > date_order(right, true);
}

const struct record *rates_find(const struct ids *rates, const char *currency)
{
    const struct record *best = NULL;

    for (size_t i = 0; i < rates->count; i++) {
        const struct record *rate = rates->items[i];

        if (record_is(rate, "base", currency) &&
            record_is(rate, "currency", RATES_IN) &&
            record_number(rate, "value", 0) > 0 &&
            record_number(rate, "units", 0) > 0 && better(rate, best))
            best = rate;
    }
    return best;
}
