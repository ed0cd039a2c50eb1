/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/demands.h"

#include <string.h>

#include "calendar/deadline.h"

/* Bytes between a number and what it counts ("200 skilled workers"; where
 * no blanks part words, a mark or a character), and around both, where "at
 * most" may stand. */
enum { BESIDE = 16, BESIDE_HAN = 6, AROUND = 24, STAFF_MOST = 100000 };

/* ---- the language -------------------------------------------------------- */

static const struct {
    enum signal signal;
    enum lang lang;
} spoken[] = {
    {SIGNAL_SPEAKS_EN, LANG_EN}, {SIGNAL_SPEAKS_ZH, LANG_ZH_HANS},
    {SIGNAL_SPEAKS_JA, LANG_JA}, {SIGNAL_SPEAKS_KO, LANG_KO},
    {SIGNAL_SPEAKS_DE, LANG_DE}, {SIGNAL_SPEAKS_FR, LANG_FR},
    {SIGNAL_SPEAKS_RU, LANG_RU}, {SIGNAL_SPEAKS_ES, LANG_ES},
    {SIGNAL_SPEAKS_AR, LANG_AR},
};

/* The language that a cue names; LANG_NONE: none. */
static enum lang language_of(const struct cue *cue)
{
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
        if (spoken[i].signal == cue->signal)
            return spoken[i].lang;
    return LANG_NONE;
}

bool demands_language(const struct cues *cues, const struct lexicon_match *name)
{
    for (size_t i = 0; i < cues->count; i++)
        if (language_of(&cues->items[i]) != LANG_NONE &&
            name->from >= cues->items[i].from && name->to <= cues->items[i].to)
            return true;
    return false;
}

static const struct cue *language_cue(const struct cues *cues)
{
    for (size_t i = 0; i < cues->count; i++)
        if (language_of(&cues->items[i]) != LANG_NONE)
            return &cues->items[i];
    return NULL;
}

bool demands_speaker(const struct cues *cues)
{
    return language_cue(cues) != NULL;
}

static const char *language_told(struct workspace *ws,
                                 const struct heard *heard)
{
    const struct cue *cue = NULL;
    struct cues cues;

    cues_find(ws, heard, 0, heard->len, &cues);
    cue = language_cue(&cues);
    return cue != NULL ? lang_code(language_of(cue)) : NULL;
}

/* ---- people -------------------------------------------------------------- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t back(size_t from, size_t bytes)
{
    return from > bytes ? from - bytes : 0;
}

/* A sentence or clause does not end between. */
static bool joined(const struct heard *heard, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++)
        if (strchr(",;.?!", heard->plain[at]) != NULL ||
            (heard->plain[at] >= '0' && heard->plain[at] <= '9'))
            return false;
    return true;
}

/* Does the number count people? "200 employees", "员工80人". */
static bool counts_people(const struct heard *heard, const struct words *units,
                          const struct quantity *number, size_t *end)
{
    bool close = lang_is_han(heard->lang) || heard->lang == LANG_KO;
    size_t beside = close ? BESIDE_HAN : BESIDE;
    size_t to = least(number->to + BESIDE * 2, heard->len);
    size_t at = heard_word(heard, units, number->to, to, end);
    size_t from = back(number->from, BESIDE * 2);

    if (at < to && at - number->to <= (close ? beside / 2 : beside) &&
        joined(heard, number->to, at))
        return true;
    *end = number->to;
    at = heard_word(heard, units, from, number->from, &from);
    return at < number->from && number->from - from <= beside &&
           joined(heard, from, number->from);
}

/* Does one of these words stand before the number or behind what it counts,
 * which ends at end? */
static bool stands_around(const struct heard *heard, const struct words *words,
                          const struct quantity *number, size_t end)
{
    size_t to = least(end + AROUND / 2, heard->len), ignored = 0;

    return heard_word(heard, words, back(number->from, AROUND), number->from,
                      &ignored) != number->from ||
           heard_word(heard, words, end, to, &ignored) != to;
}

static double staff_told(struct workspace *ws, const struct heard *heard)
{
    struct words units = heard_words(ws, heard, "criterion-size", "units");
    struct words most = heard_words(ws, heard, "criterion-size", "at_most");
    struct words fewest = heard_words(ws, heard, "criterion-size", "at_least");

    for (size_t i = 0; i < heard->quantities.count; i++) {
        const struct quantity *one = &heard->quantities.items[i];
        size_t end = 0;

        if (one->type != QUANTITY_PLAIN || one->low < 1 ||
            one->high > STAFF_MOST || !counts_people(heard, &units, one, &end))
            continue;
        if (stands_around(heard, &fewest, one, end) ||
            !stands_around(heard, &most, one, end))
            return one->low;
    }
    return 0;
}

/* ---- the day ------------------------------------------------------------- */

/* Four digits that begin as years of this century do. */
static bool holds_year(const struct heard *heard)
{
    for (size_t at = 0; at + 4 <= heard->len; at++) {
        const char *text = heard->plain + at;

        if (text[0] == '2' && text[1] == '0' &&
            strspn(text, "0123456789") == 4 &&
            (at == 0 || strchr("0123456789", text[-1]) == NULL))
            return true;
    }
    return false;
}

/* A year alone is a day only where something is to be ready. */
static void day_told(struct workspace *ws, const struct heard *heard,
                     struct date *out)
{
    struct words words = heard_words(ws, heard, "criterion-ready", "deadline");
    struct date day = {0};
    size_t end = 0;

    if (!holds_year(heard) ||
        spoken_month(ws->analyser, heard->plain, heard->lang, ws->today,
                     ws->arena, &day) == 0 ||
        date_passed(day, ws->today))
        return;
    if (day.month == 0 &&
        heard_word(heard, &words, 0, heard->len, &end) == heard->len)
        return;
    *out = day;
}

void demands_find(struct workspace *ws, const struct meaning *meaning,
                  struct profile *out)
{
    if (meaning->heard == NULL)
        return;
    out->speaks = language_told(ws, meaning->heard);
    out->staff = staff_told(ws, meaning->heard);
    day_told(ws, meaning->heard, &out->by);
}
