/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parts.h - several questions in one message.
 *
 * "How large is it and what areas does it have?" is two. Internal to
 * understand/. */
#ifndef UNDERSTAND_PARTS_H
#define UNDERSTAND_PARTS_H

#include "publish/workspace.h"
#include "turn.h"

/* What a plain text is about: without words of asking and amounts. */
const char *topic_of(struct workspace *ws, const char *plain, enum lang lang);

/* Fill in parts of out, whose plain text and language are known: cut where a
 * mark or a joining word stands between two signals of asking. */
void parts_find(struct workspace *ws, struct meaning *out);

#endif
