/* SPDX-License-Identifier: GPL-3.0-or-later */
/* speech.h - a text in which days are looked for, with the words of its
 * language for them. Internal to calendar/ (spoken.c, spoken_month.c). */
#ifndef CALENDAR_SPEECH_H
#define CALENDAR_SPEECH_H

#include "base/arena.h"
#include "text/language.h"
#include "text/terms.h"
#include "turn.h"

enum { WORDS_MAX = 128, WORD_MAX = 64, WEEK = 7, MONTHS = 12, HALF_YEAR = 182 };

/* The longer kinds first: "next monday" holds "monday". */
enum word_kind { WORD_MONTH, WORD_NEXT, WORD_WEEKDAY, WORD_DAYS };

struct word {
    enum word_kind kind;
    int value; /* month, day of the week from Monday, days from today */
    const char *text;
    size_t len;
};

struct speech {
    struct analyser *analyser;
    struct arena *arena;
    enum lang lang;
    const char *text; /* bare */
    size_t len;
    struct date today;
    struct word words[WORDS_MAX];
    size_t count;
};

/* With the names of months and days of the week. In arena. */
struct speech *speech_open(struct analyser *analyser, const char *plain,
                           enum lang lang, struct date today,
                           struct arena *arena);

bool speech_digit(const struct speech *speech, size_t at);
/* Digits from *at on, at most four: their number, and *at behind them; -1. */
int speech_number(const struct speech *speech, size_t *at);
/* Move on behind text if it stands at *at; behind any of these, as often as
 * they do; words end with NULL. */
bool speech_skip(const struct speech *speech, size_t *at, const char *text);
void speech_skip_any(const struct speech *speech, size_t *at,
                     const char *const *words);
/* A whole word of a kind at at, or NULL. */
const struct word *speech_word(const struct speech *speech, size_t at,
                               enum word_kind kind);
/* The first day that is written with its month: 1 and *out, or 0. */
int speech_date(const struct speech *speech, struct date *out);

#endif
