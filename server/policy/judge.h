/* SPDX-License-Identifier: GPL-3.0-or-later */
/* judge.h - one clause being judged: its inputs, its limit, its notes.
 *
 * Private to policy/. Finds what the investor brought for a field, compares
 * it with the limit and notes both as phrases. Pays nothing (rules.h).
 * Threads: those of one turn. */
#ifndef POLICY_JUDGE_H
#define POLICY_JUDGE_H

#include "policy/phrases.h"

/* A value as far as it is known; the same twice if it is exact. */
struct span {
    double low, high;
};

enum met {
    MET_YES,
    MET_NO,
    MET_PARTLY, /* a part of the range brought reaches the limit */
    MET_UNKNOWN /* nothing brought to compare */
};

struct judge {
    const struct record *clause;
    const json_t *rule;
    const struct profile *who;
    const char *currency; /* of the rule */
    struct arena *arena;
    struct ruling *out;
    struct phrases steps, assumptions;
    size_t missing_capacity, used_capacity;
};

/* Member of the rule: NULL, or the fallback, if it is not there. */
const char *judge_string(const struct judge *judge, const char *name);
double judge_number(const struct judge *judge, const char *name,
                    double fallback);

struct phrase *judge_step(struct judge *judge, const char *key);
struct phrase *judge_assume(struct judge *judge, const char *key);

/* Does the clause carry this code among its assumptions? */
bool judge_has_code(const struct judge *judge, const char *code);

/* "term.CONCEPT", in the arena. */
const char *judge_term(struct judge *judge, const char *concept);

/* The value brought for a field: 1 and *out, noted among `used`; or 0, noted
 * among `missing`. currency NULL: a bare number (plot ratio). */
int judge_input(struct judge *judge, const char *field, const char *currency,
                struct span *out);
void judge_missing(struct judge *judge, const char *field);

/* Compare with the rule's threshold (MET_YES if it has none) and note it. */
enum met judge_threshold(struct judge *judge);

#endif
