/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amount.h - money and steps without floating error.
 *
 * Shares are read as millionths and money as hundredths before anything is
 * multiplied, so that 12% of 60,000,000 is 7,200,000 and 2.0 - 1.5 is five
 * steps of 0.1. Knows no rules. Threads: any; pure. */
#ifndef POLICY_AMOUNT_H
#define POLICY_AMOUNT_H

#include <stdbool.h>

/* Is it an amount that is computed with: finite, not negative, at most
 * 1e15? Everything else counts as not told. */
bool amount_valid(double value);

/* A valid value freed of what reading "0.3亿" left behind its decimals. */
double amount_settle(double value);

/* rate of base, both valid; whole where the exact value is whole, else
 * rounded to hundredths. */
double amount_share(double base, double rate);

/* value at price for each of units, all valid and units not 0; rounded to
 * hundredths. */
double amount_convert(double value, double price, double units);

/* Whole steps that value lies above start; 0 below it or if step is 0. */
long amount_steps(double value, double start, double step);

/* count * rate, exact to the millionth. */
double amount_rates(long count, double rate);

#endif
