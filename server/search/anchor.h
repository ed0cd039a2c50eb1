/* SPDX-License-Identifier: GPL-3.0-or-later */
/* anchor.h - is a record about the places a message names, and does it have
 * what is asked for? Internal to search/. */
#ifndef SEARCH_ANCHOR_H
#define SEARCH_ANCHOR_H

#include "publish/workspace.h"
#include "turn.h"

/* Share of the named places, parlors and foreign countries that the record
 * is about or names; 1 where none is named. 0 excludes the record: another
 * place's policy never answers. */
double anchor_share(struct workspace *ws, const struct meaning *meaning,
                    const struct evidence *evidence);

/* Does the record grant something: a reward, a subsidy, support? */
bool anchor_supports(const struct record *record);

/* Does the record hold a figure of the kind asked for? */
bool anchor_has_asked(const struct evidence *evidence, enum asked asked);

/* Does it state a span of time, and not only a day? */
bool anchor_has_span(const struct record *record);

#endif
