/* SPDX-License-Identifier: GPL-3.0-or-later */
/* convert.h - money of another currency at the rates of the corpus.
 *
 * Private to policy/. A record of kind `rate` prices one currency in yuan;
 * between two others it goes by way of the yuan, in two steps that are both
 * noted. Invents no rate. Threads: those of one turn. */
#ifndef POLICY_CONVERT_H
#define POLICY_CONVERT_H

#include "policy/judge.h"

/* Is there a way from one currency to the other? */
bool convert_can(const struct judge *judge, const char *from, const char *to);

/* span of from in to, and how as steps; only if convert_can(). */
struct span convert_span(struct judge *judge, struct span span,
                         const char *from, const char *to);

#endif
