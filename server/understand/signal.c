/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/signal.h"

#include <ctype.h>
#include <string.h>

#include "text/fold.h"

/* Bytes; a longer message stands alone. */
enum { FOLLOW_UP_MAX = 160, ELLIPTIC_MAX = 70 };
/* Bytes besides the word of comparing that name nothing: "them, please". */
enum { COMPARE_ONLY = 20 };

/* The record of corpus/intent behind each signal. */
static const char *const signal_ids[SIGNAL_COUNT] = {
    [SIGNAL_GREETING] = "greeting",
    [SIGNAL_THANKS] = "thanks",
    [SIGNAL_HELP] = "help",
    [SIGNAL_PERSON] = "person",
    [SIGNAL_ORDER] = "order",
    [SIGNAL_SEEK] = "seek",
    [SIGNAL_PARK_SOUGHT] = "park-sought",
    [SIGNAL_CITY_SOUGHT] = "city-sought",
    [SIGNAL_PARTNER_SOUGHT] = "partner-sought",
    [SIGNAL_WE_ARE_CITY] = "we-are-city",
    [SIGNAL_ASKER_SEEKS] = "asker-seeks",
    [SIGNAL_PROJECT] = "project",
    [SIGNAL_SUBSIDY] = "subsidy",
    [SIGNAL_GROWTH] = "growth",
    [SIGNAL_NEGATION] = "negation",
    [SIGNAL_ASK_PRICE] = "ask-price",
    [SIGNAL_ASK_MONEY] = "ask-money",
    [SIGNAL_ASK_SHARE] = "ask-share",
    [SIGNAL_ASK_COUNT] = "ask-count",
    [SIGNAL_ASK_TIME] = "ask-time",
    [SIGNAL_ASK_AREA] = "ask-area",
    [SIGNAL_ASK_CONTACT] = "ask-contact",
    [SIGNAL_ASK_HOURS] = "ask-hours",
    [SIGNAL_ASK_WHO] = "ask-who",
    [SIGNAL_ASK_WHICH] = "ask-which",
    [SIGNAL_FOLLOW_UP] = "follow-up",
    [SIGNAL_FOLLOW_START] = "follow-start",
    [SIGNAL_OTHERS] = "others",
    [SIGNAL_MORE] = "more",
    [SIGNAL_SUM] = "sum",
    [SIGNAL_NEXT] = "article-next",
    [SIGNAL_PREVIOUS] = "article-previous",
    [SIGNAL_EARLIER] = "version-earlier",
    [SIGNAL_FILLER] = "filler",
    [SIGNAL_BEYOND] = "beyond",
    [SIGNAL_COMPARE] = "compare",
    [SIGNAL_COMPARE_START] = "compare-start",
    [SIGNAL_FIRST_TWO] = "first-two",
    [SIGNAL_FIRST_THREE] = "first-three",
    [SIGNAL_FIRST_FOUR] = "first-four",
    [SIGNAL_POLICIES] = "policies-apply",
    [SIGNAL_WHY_NOT] = "why-not",
    [SIGNAL_PLAN_VISIT] = "plan-visit",
    [SIGNAL_YES] = "answer-yes",
    [SIGNAL_NO] = "answer-no",
    [SIGNAL_CANCEL] = "answer-cancel",
    [SIGNAL_SKIP] = "answer-skip",
    [SIGNAL_FORM] = "answer-form",
    [SIGNAL_KIND_IMPORT] = "kind-import",
    [SIGNAL_KIND_OUTBOUND] = "kind-outbound",
    [SIGNAL_KIND_TALENT] = "kind-talent",
    [SIGNAL_KIND_SERVICE] = "kind-service",
    [SIGNAL_KIND_VISIT] = "kind-visit",
    [SIGNAL_WHEN_SOON] = "when-soon",
    [SIGNAL_WHEN_HALF_YEAR] = "when-half-year",
    [SIGNAL_WHEN_YEAR] = "when-year",
    [SIGNAL_WHEN_LATER] = "when-later",
    [SIGNAL_BOOK_ROOM] = "book-room",
    [SIGNAL_REGISTER_EVENT] = "register-event",
    [SIGNAL_OWN_PROFILE] = "own-profile",
    [SIGNAL_SPEAKS_EN] = "speaks-en",
    [SIGNAL_SPEAKS_ZH] = "speaks-zh",
    [SIGNAL_SPEAKS_JA] = "speaks-ja",
    [SIGNAL_SPEAKS_KO] = "speaks-ko",
    [SIGNAL_SPEAKS_DE] = "speaks-de",
    [SIGNAL_SPEAKS_FR] = "speaks-fr",
    [SIGNAL_SPEAKS_RU] = "speaks-ru",
    [SIGNAL_SPEAKS_ES] = "speaks-es",
    [SIGNAL_SPEAKS_AR] = "speaks-ar",
};

static int signal_of(const char *id)
{
    for (int i = 0; i < SIGNAL_COUNT; i++)
        if (strcmp(signal_ids[i], id) == 0)
            return i;
    return -1; /* a curator's own intent that no code asks for */
}

bool signal_asks(enum signal signal)
{
    return signal >= SIGNAL_ASK_MONEY && signal <= SIGNAL_ASK_WHICH;
}

bool signal_asks_any(const struct lexicon_match *match)
{
    for (size_t i = 0; i < match->count; i++) {
        int signal = signal_of(match->entries[i]->id);

        if (signal >= 0 && signal_asks((enum signal)signal))
            return true;
    }
    return false;
}

void cues_find(struct workspace *ws, const struct heard *heard, size_t from,
               size_t to, struct cues *out)
{
    struct lexicon_matches found = {0};
    size_t room = 0;

    *out = (struct cues){0};
    lexicon_choose(&heard->cues, from, to, ws->arena, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct lexicon_match *match = &found.items[i];

        for (size_t j = 0; j < match->count; j++) {
            int signal = signal_of(match->entries[j]->id);

            if (signal < 0)
                continue;
            out->items = arena_room(ws->arena, out->items, out->count, &room,
                                    sizeof *out->items);
            out->items[out->count++] =
                (struct cue){(enum signal)signal, match->from, match->to};
        }
    }
}

void signals_find(struct workspace *ws, const struct heard *heard, size_t from,
                  size_t to, struct signals *out)
{
    struct cues cues;

    memset(out, 0, sizeof *out);
    cues_find(ws, heard, from, to, &cues);
    for (size_t i = 0; i < cues.count; i++) {
        const struct cue *cue = &cues.items[i];

        if (out->given[cue->signal]++ == 0)
            out->first[cue->signal] = cue->from - from;
        out->bytes[cue->signal] += cue->to - cue->from;
    }
}

/* The end of a cue with the ending that goes on from it: "몇 퍼센트인가요". */
static size_t with_ending(const struct heard *heard, size_t at)
{
    static const char *const endings[] = {"인가요", "입니까", "인지", "이나",
                                          "인가",   "이에요", "예요"};

    for (size_t i = 0;
         heard->lang == LANG_KO && i < sizeof endings / sizeof *endings; i++)
        if (strncmp(heard->plain + at, endings[i], strlen(endings[i])) == 0)
            return at + strlen(endings[i]);
    return at;
}

static void blank_cue(const struct heard *heard, const struct cue *cue,
                      size_t from, size_t to, char *out)
{
    size_t end = with_ending(heard, cue->to);

    memset(out + cue->from - from, ' ', (end < to ? end : to) - cue->from);
}

char *signals_blank(struct workspace *ws, const struct heard *heard,
                    size_t from, size_t to)
{
    char *out = arena_text_n(ws->arena, heard->plain + from, to - from);
    struct cues cues;

    cues_find(ws, heard, from, to, &cues);
    for (size_t i = 0; i < cues.count; i++) {
        const struct cue *cue = &cues.items[i];

        if (cue->signal == SIGNAL_SUBSIDY || cue->signal == SIGNAL_GREETING ||
            cue->signal == SIGNAL_THANKS || signal_asks(cue->signal) ||
            cue->signal == SIGNAL_FOLLOW_UP || cue->signal == SIGNAL_FILLER)
            blank_cue(heard, cue, from, to, out);
    }
    return out;
}

const char *signals_costs(struct workspace *ws, const struct heard *heard)
{
    const char *out = "";
    struct cues cues;

    cues_find(ws, heard, 0, heard->len, &cues);
    for (size_t i = 0; i < cues.count; i++) {
        const struct cue *cue = &cues.items[i];

        if (cue->signal == SIGNAL_ASK_PRICE)
            out = arena_format(ws->arena, "%s %.*s", out,
                               (int)(cue->to - cue->from),
                               heard->plain + cue->from);
    }
    return out;
}

/* The first row whose signal is given says what is asked for. */
enum asked signals_asked(const struct signals *signals)
{
    static const struct {
        enum signal signal;
        enum asked asked;
    } rows[] = {
        {SIGNAL_ASK_CONTACT, ASKED_CONTACT}, {SIGNAL_ASK_HOURS, ASKED_HOURS},
        {SIGNAL_ASK_SHARE, ASKED_SHARE},     {SIGNAL_ASK_TIME, ASKED_TIME},
        {SIGNAL_ASK_AREA, ASKED_AREA},       {SIGNAL_ASK_MONEY, ASKED_MONEY},
        {SIGNAL_ASK_COUNT, ASKED_COUNT},     {SIGNAL_ASK_WHO, ASKED_WHO},
    };

    /* What is paid as a share of a price is no question of the price, and
     * "what per cent of the rent", "when is the fee due" ask for something
     * else of it. */
    if (signals->given[SIGNAL_ASK_PRICE] != 0 &&
        signals->given[SIGNAL_ASK_SHARE] == 0 &&
        signals->given[SIGNAL_ASK_TIME] == 0 &&
        signals->given[SIGNAL_SUBSIDY] == 0)
        return ASKED_PRICE;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (signals->given[rows[i].signal] != 0)
            return rows[i].asked;
    return ASKED_ANY;
}

static bool has_money(const struct meaning *meaning)
{
    for (size_t i = 0; i < meaning->quantities.count; i++) {
        const struct quantity *one = &meaning->quantities.items[i];

        if (one->type == QUANTITY_MONEY ||
            (one->type == QUANTITY_PLAIN && one->high >= QUANTITY_LARGE))
            return true;
    }
    return false;
}

bool signals_amount(const struct meaning *meaning)
{
    if (has_money(meaning))
        return true;
    for (size_t i = 0; i < meaning->quantities.count; i++)
        if (meaning->quantities.items[i].type == QUANTITY_PLAIN)
            return meaning_says(meaning, "plot_ratio");
    return false;
}

/* Only a courtesy: nothing of weight besides it. */
static bool only(const struct signals *signals, enum signal signal,
                 const struct meaning *meaning)
{
    return signals->given[signal] != 0 &&
           strlen(meaning->plain) <= signals->bytes[signal] + 24 &&
           meaning->quantities.count == 0 && meaning->cities.count == 0 &&
           meaning->parks.count == 0 && meaning->industries.count == 0;
}

static bool names_place_sought(const struct signals *s)
{
    return s->given[SIGNAL_PARK_SOUGHT] + s->given[SIGNAL_CITY_SOUGHT] != 0;
}

static bool wants_partner(const struct signals *s, const struct meaning *m)
{
    if (s->given[SIGNAL_SEEK] == 0)
        return false;
    if (s->given[SIGNAL_WE_ARE_CITY] != 0)
        return s->given[SIGNAL_PARTNER_SOUGHT] != 0 ||
               m->countries.count + m->industries.count != 0;
    return s->given[SIGNAL_PARTNER_SOUGHT] != 0 && !names_place_sought(s);
}

static bool is_question(const struct signals *s)
{
    return s->given[SIGNAL_ASK_WHICH] + s->given[SIGNAL_ASK_WHO] +
               s->given[SIGNAL_ASK_COUNT] + s->given[SIGNAL_ASK_MONEY] +
               s->given[SIGNAL_ASK_SHARE] + s->given[SIGNAL_ASK_TIME] !=
           0;
}

/* "50 mu for batteries": who names so much land or floor for an industry, and
 * asks nothing, seeks where it is. */
static bool needs_area(const struct signals *s, const struct meaning *m)
{
    return meaning_area(m) && m->industries.count != 0 &&
           s->given[SIGNAL_SUBSIDY] == 0 &&
           (s->given[SIGNAL_SEEK] != 0 || !is_question(s));
}

/* "North of the river, near Suzhou": where it is to lie. */
static bool names_side(const struct meaning *meaning)
{
    return (meaning_says(meaning, "near") ||
            meaning_says(meaning, "north_of") ||
            meaning_says(meaning, "south_of")) &&
           meaning->cities.count != 0;
}

static bool wants_place(const struct signals *s, const struct meaning *m)
{
    if (needs_area(s, m))
        return true;
    if (!names_place_sought(s))
        return false;
    /* Of a park that is named something else is asked. */
    if (m->parks.count != 0 && s->given[SIGNAL_SEEK] == 0)
        return false;
    /* Nor where a price for so much of it is asked. */
    if (s->given[SIGNAL_ASK_PRICE] != 0 && s->given[SIGNAL_SEEK] == 0)
        return false;
    if (meaning_area(m) && s->given[SIGNAL_SUBSIDY] == 0)
        return true;
    return s->given[SIGNAL_SEEK] != 0 ||
           ((s->given[SIGNAL_ASK_WHICH] != 0 || m->provinces.count != 0) &&
            (m->industries.count != 0 || s->given[SIGNAL_PROJECT] != 0)) ||
           (s->given[SIGNAL_ASK_WHICH] != 0 && names_side(m));
}

/* Names something that a rule counts: an amount of it asks for a result. */
static bool names_base(const struct meaning *meaning)
{
    static const char *const bases[] = {"equipment_investment", "rd_expenses",
                                        "rd_growth", "plot_ratio"};

    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (meaning_says(meaning, bases[i]))
            return true;
    return false;
}

/* What an amount comes to is asked in so many words. */
static bool asks_amount(const struct signals *s, const struct meaning *m)
{
    return signals_amount(m) &&
           s->given[SIGNAL_SUBSIDY] + s->given[SIGNAL_ASK_MONEY] != 0;
}

static enum intent intent_of(const struct signals *s, const struct meaning *m)
{
    if (s->given[SIGNAL_PERSON] != 0)
        return INTENT_PERSON;
    if (s->given[SIGNAL_ORDER] != 0 &&
        (!is_question(s) || s->given[SIGNAL_SEEK] != 0))
        return INTENT_ORDER;
    if (wants_partner(s, m) && !meaning_area(m))
        return INTENT_ORDER;
    if (asks_amount(s, m))
        return INTENT_AMOUNT;
    if (wants_place(s, m))
        return INTENT_MATCH;
    if (names_base(m) && has_money(m))
        return INTENT_AMOUNT;
    if (only(s, SIGNAL_THANKS, m))
        return INTENT_THANKS;
    if (s->given[SIGNAL_HELP] != 0 && !is_question(s) &&
        meaning_firm(m) == NULL)
        return INTENT_HELP;
    if (only(s, SIGNAL_GREETING, m))
        return INTENT_GREETING;
    return INTENT_FACT;
}

/* "¿y ...": a mark before the first word does not count. */
static bool begins(const struct signals *signals, enum signal signal,
                   const char *plain)
{
    static const char mark[] = "¿";
    size_t lead =
        strncmp(plain, mark, sizeof mark - 1) == 0 ? sizeof mark - 1 : 0;

    return signals->given[signal] != 0 && signals->first[signal] <= lead;
}

/* Of a word, or a mark or a picture? */
static bool is_lettered(int rune)
{
    if (rune < 0x80)
        return isalnum(rune) != 0;
    return rune < 0x2000 || (rune >= 0x2E80 && rune < 0xFE00) ||
           (rune >= 0x20000 && rune < 0x40000);
}

static bool has_word(const char *plain)
{
    size_t at = 0, len = strlen(plain);

    for (int rune = 0; (rune = fold_rune(plain, len, &at)) >= 0;)
        if (is_lettered(rune))
            return true;
    return false;
}

/* A few words that ask nothing by themselves: "하이테크 산업은요?" */
static bool elliptic(const struct signals *signals,
                     const struct meaning *meaning)
{
    return strlen(meaning->plain) < ELLIPTIC_MAX && has_word(meaning->plain) &&
           !is_question(signals) &&
           signals->given[SIGNAL_SEEK] + signals->given[SIGNAL_ORDER] +
                   signals->given[SIGNAL_GREETING] +
                   signals->given[SIGNAL_THANKS] + signals->given[SIGNAL_HELP] +
                   signals->given[SIGNAL_PERSON] ==
               0;
}

/* "the first two": how many, or 0. */
static int first_many(const struct signals *signals)
{
    static const enum signal rows[] = {SIGNAL_FIRST_TWO, SIGNAL_FIRST_THREE,
                                       SIGNAL_FIRST_FOUR};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (signals->given[rows[i]] != 0)
            return (int)i + 2;
    return 0;
}

static void decide_compare(const struct signals *signals, struct meaning *out)
{
    size_t bytes =
        signals->bytes[SIGNAL_COMPARE] + signals->bytes[SIGNAL_COMPARE_START];

    out->compares = signals->given[SIGNAL_COMPARE] != 0 ||
                    begins(signals, SIGNAL_COMPARE_START, out->plain);
    out->compares_only =
        out->compares && strlen(out->plain) <= bytes + COMPARE_ONLY;
    out->first = first_many(signals);
}

/* Of two kinds of place the one said first: "which city ... to settle in". */
static const char *place_sought(const struct signals *signals)
{
    bool park = signals->given[SIGNAL_PARK_SOUGHT] != 0;
    bool city = signals->given[SIGNAL_CITY_SOUGHT] != 0;

    if (park && city)
        park = signals->first[SIGNAL_PARK_SOUGHT] <
               signals->first[SIGNAL_CITY_SOUGHT];
    if (park)
        return "park";
    return city ? "city" : NULL;
}

void signals_decide(const struct signals *signals, struct meaning *out)
{
    out->asked = signals_asked(signals);
    out->asks = is_question(signals) || out->asked != ASKED_ANY;
    out->sought = place_sought(signals);
    out->grown = signals->given[SIGNAL_GROWTH] != 0;
    out->more = signals->given[SIGNAL_MORE] != 0;
    out->sum = signals->given[SIGNAL_SUM] != 0;
    out->support = signals->given[SIGNAL_SUBSIDY] != 0;
    out->for_city = signals->given[SIGNAL_WE_ARE_CITY] != 0;
    out->intent = intent_of(signals, out);
    out->step = (signals->given[SIGNAL_NEXT] != 0) -
                (signals->given[SIGNAL_PREVIOUS] != 0);
    out->earlier = signals->given[SIGNAL_EARLIER] != 0;
    out->policies = signals->given[SIGNAL_POLICIES] != 0;
    out->why_not = signals->given[SIGNAL_WHY_NOT] != 0;
    out->visits = signals->given[SIGNAL_PLAN_VISIT] != 0;
    decide_compare(signals, out);
    replies_decide(signals, out);
    out->leans = strlen(out->plain) < FOLLOW_UP_MAX &&
                 (signals->given[SIGNAL_FOLLOW_UP] != 0 ||
                  begins(signals, SIGNAL_FOLLOW_START, out->plain));
    out->follow_up = out->leans || (strlen(out->plain) < FOLLOW_UP_MAX &&
                                    elliptic(signals, out));
    if (out->follow_up && out->class_ == NULL &&
        signals->given[SIGNAL_OTHERS] != 0)
        out->class_ = "other";
}
