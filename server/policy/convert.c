/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/convert.h"

#include <string.h>

#include "policy/amount.h"
#include "publish/rates.h"

/* "CNY 5 for 100 JPY": what is paid for how many. */
static double price_of(const struct record *rate)
{
    return record_number(rate, "value", 0);
}

static double units_of(const struct record *rate)
{
    return record_number(rate, "units", 0);
}

static const struct record *rate_of(const struct judge *judge,
                                    const char *currency)
{
    return rates_find(&judge->who->rates, currency);
}

static bool can(const struct judge *judge, const char *currency)
{
    return strcmp(currency, RATES_IN) == 0 || rate_of(judge, currency) != NULL;
}

bool convert_can(const struct judge *judge, const char *from, const char *to)
{
    return can(judge, from) && can(judge, to);
}

static void note(struct judge *judge, const struct record *rate,
                 const char *from, double amount, const char *to, double result)
{
    struct phrase *step =
        judge_step(judge, record_invented(rate) ? "step.converted_demo"
                                                : "step.converted");
    struct date date;

    date_parse(record_string(rate, "as_of"), &date);
    step->evidence = rate;
    phrase_money(step, "amount", amount, from);
    phrase_money(step, "result", result, to);
    phrase_money(step, "units", units_of(rate), record_string(rate, "base"));
    phrase_money(step, "price", price_of(rate), RATES_IN);
    phrase_date(step, "date", date);
}

/* One amount to or from yuan. */
static double step(struct judge *judge, double amount, const char *from,
                   const char *to)
{
    bool sells = strcmp(to, RATES_IN) == 0;
    const struct record *rate = rate_of(judge, sells ? from : to);
    double result =
        sells ? amount_convert(amount, price_of(rate), units_of(rate))
              : amount_convert(amount, units_of(rate), price_of(rate));

    note(judge, rate, from, amount, to, result);
    return result;
}

static double convert(struct judge *judge, double amount, const char *from,
                      const char *to)
{
    if (strcmp(from, RATES_IN) != 0 && strcmp(to, RATES_IN) != 0) {
        amount = step(judge, amount, from, RATES_IN);
        from = RATES_IN;
    }
    return step(judge, amount, from, to);
}

struct span convert_span(struct judge *judge, struct span span,
                         const char *from, const char *to)
{
    struct span out = {0, 0};

    out.low = convert(judge, span.low, from, to);
    out.high =
        span.low == span.high ? out.low : convert(judge, span.high, from, to);
    return out;
}
