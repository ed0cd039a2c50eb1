/* SPDX-License-Identifier: GPL-3.0-or-later */
/* signal.h - which signals of corpus/intent a message gives, and what
 * intent they add up to.
 *
 * A signal is a list of phrases by language that mean the same to Parlor
 * ("looking for", "how much"). Internal to understand/. */
#ifndef UNDERSTAND_SIGNAL_H
#define UNDERSTAND_SIGNAL_H

#include "publish/workspace.h"
#include "turn.h"
#include "understand/heard.h"

enum signal {
    SIGNAL_GREETING,
    SIGNAL_THANKS,
    SIGNAL_HELP,
    SIGNAL_PERSON,
    SIGNAL_ORDER,
    SIGNAL_SEEK,
    SIGNAL_PARK_SOUGHT,
    SIGNAL_CITY_SOUGHT,
    SIGNAL_PARTNER_SOUGHT,
    SIGNAL_WE_ARE_CITY,
    SIGNAL_ASKER_SEEKS, /* as who is named says it */
    SIGNAL_PROJECT,
    SIGNAL_SUBSIDY,
    SIGNAL_GROWTH,
    SIGNAL_NEGATION,
    SIGNAL_ASK_PRICE,
    SIGNAL_ASK_MONEY,
    SIGNAL_ASK_SHARE,
    SIGNAL_ASK_COUNT,
    SIGNAL_ASK_TIME,
    SIGNAL_ASK_AREA,
    SIGNAL_ASK_CONTACT,
    SIGNAL_ASK_HOURS,
    SIGNAL_ASK_WHO,
    SIGNAL_ASK_WHICH,
    SIGNAL_FOLLOW_UP,
    SIGNAL_FOLLOW_START,
    SIGNAL_OTHERS,
    SIGNAL_MORE,
    SIGNAL_SUM,
    SIGNAL_NEXT, /* article */
    SIGNAL_PREVIOUS,
    SIGNAL_EARLIER, /* version */
    SIGNAL_FILLER,
    SIGNAL_BEYOND, /* an amount */
    SIGNAL_COMPARE,
    SIGNAL_COMPARE_START, /* only as the first word */
    SIGNAL_FIRST_TWO,     /* of what was ranked */
    SIGNAL_FIRST_THREE,
    SIGNAL_FIRST_FOUR,
    SIGNAL_POLICIES, /* which of them apply */
    SIGNAL_WHY_NOT,
    SIGNAL_PLAN_VISIT,
    SIGNAL_YES, /* as answers to a question of ours */
    SIGNAL_NO,
    SIGNAL_CANCEL,
    SIGNAL_SKIP,
    SIGNAL_FORM,
    SIGNAL_KIND_IMPORT, /* of an order */
    SIGNAL_KIND_OUTBOUND,
    SIGNAL_KIND_TALENT,
    SIGNAL_KIND_SERVICE,
    SIGNAL_KIND_VISIT,
    SIGNAL_WHEN_SOON,
    SIGNAL_WHEN_HALF_YEAR,
    SIGNAL_WHEN_YEAR,
    SIGNAL_WHEN_LATER,
    SIGNAL_BOOK_ROOM, /* forms; each with words of its own */
    SIGNAL_REGISTER_EVENT,
    SIGNAL_OWN_PROFILE,
    SIGNAL_SPEAKS_EN, /* who serves must speak it */
    SIGNAL_SPEAKS_ZH,
    SIGNAL_SPEAKS_JA,
    SIGNAL_SPEAKS_KO,
    SIGNAL_SPEAKS_DE,
    SIGNAL_SPEAKS_FR,
    SIGNAL_SPEAKS_RU,
    SIGNAL_SPEAKS_ES,
    SIGNAL_SPEAKS_AR,
    SIGNAL_COUNT
};

/* Where in a text a signal is given; from and to are bytes. */
struct cue {
    enum signal signal;
    size_t from, to;
};

struct cues {
    struct cue *items; /* in order of from */
    size_t count;
};

struct signals {
    unsigned given[SIGNAL_COUNT]; /* how often */
    size_t bytes[SIGNAL_COUNT];   /* of the text it covers */
    size_t first[SIGNAL_COUNT];   /* where it first stands */
};

/* Is it one of asking (how much, who, which ...)? */
bool signal_asks(enum signal signal);
/* The same of any cue with one name. */
bool signal_asks_any(const struct lexicon_match *match);

/* Cues within bytes from and to of a text, not overlapping; a phrase of two
 * signals is two cues. */
void cues_find(struct workspace *ws, const struct heard *heard, size_t from,
               size_t to, struct cues *out);

/* The signals of these bytes; places count from the first of them. */
void signals_find(struct workspace *ws, const struct heard *heard, size_t from,
                  size_t to, struct signals *out);

/* A copy of these bytes with the words of asking made blank, and those that
 * only say that it is about support: what is left is what is asked about. */
char *signals_blank(struct workspace *ws, const struct heard *heard,
                    size_t from, size_t to);

/* The words of a text that name a cost, with blanks between. */
const char *signals_costs(struct workspace *ws, const struct heard *heard);

/* What the signals ask for. */
enum asked signals_asked(const struct signals *signals);

/* An amount to compute on: money, or a number as large as money is. */
bool signals_amount(const struct meaning *meaning);

/* Intent, asked and follow_up of out, whose entities and
 * quantities are known already. */
void signals_decide(const struct signals *signals, struct meaning *out);

/* What a message says in answer to a question of ours, and what an order is
 * told by: said, order_kind, when (replies.c). */
void replies_decide(const struct signals *signals, struct meaning *out);

#endif
