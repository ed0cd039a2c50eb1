/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/amount.h"

#include <math.h>

enum { PER_UNIT = 100, PER_ONE = 1000000 };

static const double VALUE_MAX = 1e15;
static const double MEASURE_MAX = 1e9; /* in millionths a long long holds it */
static const long STEPS_MAX = 1000000;

__extension__ typedef __int128 wide;

bool amount_valid(double value)
{
    return isfinite(value) && value >= 0 && value <= VALUE_MAX;
}

double amount_settle(double value)
{
    double parts = value < PER_ONE ? PER_ONE : PER_UNIT;

    return round(value * parts) / parts;
}

double amount_share(double base, double rate)
{
    wide exact = (wide)llround(base * PER_UNIT) * llround(rate * PER_ONE);
    const wide whole = (wide)PER_UNIT * PER_ONE;

    if (exact % whole == 0)
        return (double)(exact / whole);
    return (double)((exact + PER_ONE / 2) / PER_ONE) / PER_UNIT;
}

double amount_convert(double value, double price, double units)
{
    wide exact = (wide)llround(value * PER_UNIT) * llround(price * PER_ONE);
    wide each = llround(units * PER_ONE);
    wide result = each > 0 ? (exact + each / 2) / each : 0;

    return (double)result / PER_UNIT;
}

long amount_steps(double value, double start, double step)
{
    double held = fmin(value, MEASURE_MAX);
    long long above = llround(held * PER_ONE) - llround(start * PER_ONE);
    long long one = llround(step * PER_ONE);
    long long steps = above <= 0 || one <= 0 ? 0 : above / one;

    return steps > STEPS_MAX ? STEPS_MAX : (long)steps;
}

double amount_rates(long count, double rate)
{
    return (double)(count * llround(rate * PER_ONE)) / PER_ONE;
}
