/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parts.h - several questions in one message.
 *
 * "How large is it and what areas does it have?" is two. The words that join
 * are of corpus/intent: `joint` stands between two questions, `joins` between
 * things. Internal to understand/. */
#ifndef UNDERSTAND_PARTS_H
#define UNDERSTAND_PARTS_H

#include "publish/workspace.h"
#include "turn.h"
#include "understand/heard.h"

/* What bytes from to to of a text are about: a copy without words of asking
 * and amounts, blanks in their places. */
const char *topic_of(struct workspace *ws, const struct heard *heard,
                     size_t from, size_t to);

/* Fill in parts of out: cut where a joint stands between two signals of
 * asking, or a mark between two sentences that ask. */
void parts_find(struct workspace *ws, const struct heard *heard,
                struct meaning *out);

#endif
