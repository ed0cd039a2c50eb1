/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/reasons.h"

#include <string.h>

#include "order/fields.h"

#define DECLINE  REASON_DECLINE
#define CLOSE    REASON_CLOSE
#define LOST     REASON_LOST
#define WITHDRAW REASON_WITHDRAW
#define REFUSE   REASON_REFUSE

static const struct why {
    const char *word;
    unsigned uses;
} reasons[] = {
    {"answered", CLOSE},
    {"not_our_field", DECLINE},
    {"no_partner", DECLINE | CLOSE | LOST},
    {"incomplete", DECLINE},
    {"not_serious", DECLINE},
    {"against_rules", DECLINE | LOST},
    {"duplicate", DECLINE | CLOSE},
    {"no_capacity", DECLINE | REFUSE},
    {"not_fitting", REFUSE},
    {"no_answer", DECLINE | CLOSE | LOST},
    {"other_place", CLOSE | LOST | WITHDRAW},
    {"price", LOST | REFUSE},
    {"site", LOST},
    {"support", LOST},
    {"partner_withdrew", LOST},
    {"timing", CLOSE | LOST | WITHDRAW | REFUSE},
    {"plans_changed", CLOSE | LOST | WITHDRAW | REFUSE},
    {"found_elsewhere", WITHDRAW},
    {"too_slow", LOST | WITHDRAW},
    {"privacy", WITHDRAW | REFUSE},
    {"other", DECLINE | CLOSE | LOST | WITHDRAW | REFUSE},
};

enum { REASONS = sizeof reasons / sizeof *reasons };

static const char *const outcomes[] = {
    "introduced", "meeting_held", "letter_of_intent", "contract", "landed"};

enum { OUTCOMES = sizeof outcomes / sizeof *outcomes };

bool reason_listed(const char *reason, unsigned uses)
{
    for (size_t i = 0; i < REASONS; i++) {
        if (strcmp(reasons[i].word, reason) == 0)
            return (reasons[i].uses & uses) != 0;
    }
    return false;
}

json_t *reasons_show(const struct snapshot *snapshot, enum lang lang,
                     unsigned uses)
{
    json_t *list = json_array();

    for (size_t i = 0; i < REASONS; i++) {
        if ((reasons[i].uses & uses) != 0)
            json_array_append_new(
                list, json_pack("{s:s,s:s}", "value", reasons[i].word, "label",
                                snapshot_word(snapshot, lang, "order.reason.",
                                              reasons[i].word)));
    }
    return list;
}

int outcome_rank(const char *outcome)
{
    for (int i = 0; i < OUTCOMES; i++) {
        if (strcmp(outcomes[i], outcome) == 0)
            return i + 1;
    }
    return 0;
}

const char *outcome_word(int rank)
{
    return rank >= 1 && rank <= OUTCOMES ? outcomes[rank - 1] : NULL;
}

static bool outcome_final(const char *outcome)
{
    return strcmp(outcome, "lost") == 0 || strcmp(outcome, "landed") == 0;
}

bool outcome_follows(const char *from, const char *to)
{
    if (outcome_final(from))
        return false;
    if (strcmp(to, "lost") == 0)
        return true;
    return outcome_rank(to) > outcome_rank(from) && outcome_rank(from) > 0;
}
