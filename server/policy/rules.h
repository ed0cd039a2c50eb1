/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules.h - what each type of rule pays.
 *
 * Private to policy/. One function a type; all fill judge->out and note
 * their steps. Threads: those of one turn. */
#ifndef POLICY_RULES_H
#define POLICY_RULES_H

#include "policy/judge.h"

/* The function for a type of rule; one that gives no figure if unknown. */
typedef void rule_fn(struct judge *judge);
rule_fn *rule_find(const char *type);

/* Rules with a base: rate_with_cap, tiered_rate_with_cap,
 * step_rate_with_cap (rates.c). */
rule_fn rule_rate;
rule_fn rule_tiered;
rule_fn rule_stepped;

/* Shared by both files: what the limit alone decides already. true: the
 * outcome is set (nothing, or the input for the limit is needed). */
bool rule_limit(struct judge *judge, enum met *met);

/* Outcome of an amount between low and high. */
void rule_pays(struct judge *judge, double low, double high);

#endif
