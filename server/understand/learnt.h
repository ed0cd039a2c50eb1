/* SPDX-License-Identifier: GPL-3.0-or-later */
/* learnt.h - the intent that examples speak for (corpus/intents), where the
 * phrases of corpus/intent left it open.
 *
 * Internal to understand/. */
#ifndef UNDERSTAND_LEARNT_H
#define UNDERSTAND_LEARNT_H

#include "publish/workspace.h"
#include "turn.h"

/* Signals have decided: what they took for a question of fact, only because
 * nothing else was said, becomes what the model is sure of. INTENT_NONE is
 * what Parlor is not there for. Nothing happens without a model. */
void learnt_decide(struct workspace *ws, struct meaning *out);

#endif
