/* SPDX-License-Identifier: GPL-3.0-or-later */
/* understand.h - a message becomes a meaning.
 *
 * Finds the language, the signals (corpus/intent), the things named
 * (lexicon), the amounts, and from these the intent and what is asked for.
 * Does not search, answer, or look at the conversation: a follow-up is only
 * recognised as one. Threads: one worker's workspace. */
#ifndef UNDERSTAND_H
#define UNDERSTAND_H

#include "publish/workspace.h"
#include "turn.h"

/* out lives in the workspace's arena and borrows from its snapshot. */
void understand_message(struct workspace *ws, const struct message *message,
                        struct meaning *out);

/* Assign the meaning's amounts to the fields they are of, by the field names
 * beside them: "land price 50 million" gives land_price. Two amounts of
 * R&D expenses give their growth. An amount of money without a field is
 * `assumed` to be total_investment. out lives in the arena. */
void understand_profile(struct workspace *ws, const struct meaning *meaning,
                        struct profile *out);

#endif
