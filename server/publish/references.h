/* SPDX-License-Identifier: GPL-3.0-or-later */
/* references.h - whether what records name by id is there, and is what a
 * member of that name is for.
 *
 * Changes nothing and knows no store. Threads: one at a time. */
#ifndef PUBLISH_REFERENCES_H
#define PUBLISH_REFERENCES_H

#include "publish/sources.h"

enum { REFERENCE_KIND_MAX = 40 };

/* Is there a record of this id: 1 and its kind, 0, -1 with *err. */
typedef int known_fn(void *context, const char *id,
                     char kind[REFERENCE_KIND_MAX], struct err *err);

/* Tell sources->complain of every reference to a record that is neither
 * among the sources nor known, or is of another kind: how many, or -1. They
 * do not count as mistakes by themselves. */
long references_check(struct sources *sources, known_fn *known, void *context,
                      struct err *err);

#endif
