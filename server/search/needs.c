/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Levels are records of corpus/intent, so that curators say which words mean
 * them. */
#include "search/needs.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "search/anchor.h"
#include "search/standing.h"
#include "search/wanted.h"

static const struct level {
    const char *id;
    unsigned bit;
} levels[] = {{"level-nation", 1}, {"level-province", 2}, {"level-city", 4}};

static const unsigned level_province = 2;
static const double other_level = 0.6;

unsigned needs_levels(struct workspace *ws, const char *plain, enum lang lang)
{
    struct lexicon_matches found = {0};
    unsigned bits = 0;

    lexicon_find(snapshot_cues(ws->snapshot), ws->analyser, plain, lang,
                 ws->arena, &found);
    for (size_t i = 0; i < found.count; i++)
        for (size_t j = 0; j < found.items[i].count; j++)
            for (size_t k = 0; k < sizeof levels / sizeof *levels; k++)
                if (strcmp(found.items[i].entries[j]->id, levels[k].id) == 0)
                    bits |= levels[k].bit;
    return bits;
}

static const char *plain_summary(struct workspace *ws, enum lang lang,
                                 const struct record *record)
{
    const char *text = record_summary(record, lang, NULL);

    return text != NULL
               ? analyser_plain(ws->analyser, text, strlen(text), ws->arena)
               : "";
}

static unsigned levels_of(struct workspace *ws, enum lang lang,
                          const struct record *record)
{
    const char *name = record_name(record, lang);
    unsigned bits = needs_levels(ws, plain_summary(ws, lang, record), lang);

    if (name != NULL)
        bits |= needs_levels(
            ws, analyser_plain(ws->analyser, name, strlen(name), ws->arena),
            lang);
    return bits;
}

double needs_level(struct workspace *ws, unsigned asked, enum lang lang,
                   const struct record *record)
{
    unsigned of = asked != 0 ? levels_of(ws, lang, record) : 0;

    return of == 0 || (of & asked) != 0 ? 1 : other_level;
}

/* What a city gives it need not call the city's; what the province gives is
 * told apart. */
static bool level_met(struct workspace *ws, unsigned asked, enum lang lang,
                      const struct record *record)
{
    unsigned of = asked != 0 ? levels_of(ws, lang, record) : 0;

    if (asked == 0 || (of & asked) != 0)
        return true;
    return of == 0 && asked != level_province;
}

static bool has_member(const struct record *record, const char *member)
{
    const json_t *value = record_get(record, member);

    return value != NULL && !json_is_null(value);
}

/* Does the record's own text state an amount of this type? */
static bool states(struct workspace *ws, enum lang lang,
                   const struct record *record, enum quantity_type type)
{
    const char *plain = plain_summary(ws, lang, record);
    struct quantities found = {0};

    quantity_find(plain, strlen(plain), lang, ws->arena, &found);
    for (size_t i = 0; i < found.count; i++)
        if (found.items[i].type == type)
            return true;
    return false;
}

static bool asked_met(struct workspace *ws, const struct meaning *meaning,
                      const struct evidence *evidence)
{
    const struct record *record = evidence->record;

    switch (meaning->asked) {
    case ASKED_CONTACT:
        return has_member(record, "phone") || has_member(record, "email");
    case ASKED_HOURS:
        return has_member(record, "hours");
    case ASKED_AREA:
        return anchor_has_asked(evidence, ASKED_AREA) ||
               states(ws, meaning->lang, record, QUANTITY_AREA);
    case ASKED_MONEY: /* "how much" may be of land, or a share */
        return anchor_supports(record) ||
               anchor_has_asked(evidence, ASKED_MONEY) ||
               anchor_has_asked(evidence, ASKED_AREA) ||
               anchor_has_asked(evidence, ASKED_SHARE) ||
               states(ws, meaning->lang, record, QUANTITY_MONEY);
    case ASKED_TIME: /* "how many years" is not answered by a date */
        return wanted_unit(ws, meaning) == NULL || anchor_has_span(record) ||
               states(ws, meaning->lang, record, QUANTITY_TIME);
    default:
        return true;
    }
}

/* A year that is yet to come, or was over before the rule began, must be
 * spoken of. */
static bool year_told(struct workspace *ws, enum lang lang,
                      const struct record *record, long year)
{
    struct date from = {0};
    char name[24];

    date_parse(record_string(record, "in_force.from"), &from);
    if (year <= ws->today.year && (from.year == 0 || year >= from.year))
        return true;
    snprintf(name, sizeof name, "%ld", year);
    return strstr(plain_summary(ws, lang, record), name) != NULL;
}

static bool year_met(struct workspace *ws, const struct meaning *meaning,
                     const struct record *record)
{
    long year = standing_year(meaning);

    if (year != 0 && !year_told(ws, meaning->lang, record, year))
        return false;
    for (size_t i = 0; i < meaning->quantities.count; i++) {
        year = standing_year_of(&meaning->quantities.items[i]);
        if (year != 0 && !year_told(ws, meaning->lang, record, year))
            return false;
    }
    return true;
}

/* So many digits in a row, or nearly so, make a telephone number. */
enum { PHONE_DIGITS = 7, PHONE_GAP = 3 };

static bool has_contact(const char *text, size_t len)
{
    size_t digits = 0, gap = 0;

    if (memchr(text, '@', len) != NULL)
        return true;
    for (size_t i = 0; i < len && digits < PHONE_DIGITS; i++) {
        bool digit = isdigit((unsigned char)text[i]) != 0;

        gap = digit ? 0 : gap + 1;
        digits = gap > PHONE_GAP ? 0 : digits + digit;
    }
    return digits >= PHONE_DIGITS;
}

/* "9:00", "9点". */
static bool has_hours(const char *text, size_t len)
{
    static const char *const marks[] = {":", "：", "点", "點", "时", "時"};

    for (size_t i = 1; i < len; i++)
        for (size_t j = 0; j < sizeof marks / sizeof *marks; j++)
            if (isdigit((unsigned char)text[i - 1]) &&
                len - i >= strlen(marks[j]) &&
                memcmp(text + i, marks[j], strlen(marks[j])) == 0)
                return true;
    return false;
}

static bool clause_met(const struct meaning *meaning,
                       const struct evidence *evidence)
{
    size_t len = 0;
    const char *text = evidence_text(evidence, &len);

    if (text == NULL)
        return false;
    switch (meaning->asked) {
    case ASKED_CONTACT:
        return has_contact(text, len);
    case ASKED_HOURS:
        return has_hours(text, len);
    default:
        return true;
    }
}

bool needs_met(struct workspace *ws, const struct meaning *meaning,
               unsigned asked, const struct evidence *evidence)
{
    if (evidence->clause != NULL)
        return clause_met(meaning, evidence);
    return asked_met(ws, meaning, evidence) &&
           level_met(ws, asked, meaning->lang, evidence->record) &&
           year_met(ws, meaning, evidence->record);
}
