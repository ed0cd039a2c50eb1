/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.h - phrases of order/ as text, where no answer is being made.
 *
 * Private to order/. The same texts and rules as server/answer/wording.h,
 * for names, texts, dates and counts only. Threads: one worker's workspace. */
#ifndef ORDER_WORDS_H
#define ORDER_WORDS_H

#include "publish/workspace.h"
#include "turn.h"

/* A new string; "" for a key that is not there. */
json_t *words_of(struct workspace *ws, enum lang lang,
                 const struct phrase *phrase);

#endif
