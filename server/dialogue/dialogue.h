/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dialogue.h - one turn of a conversation: what to do next.
 *
 * Calls the stages, keeps what the conversation knows so far in state, and
 * leaves the whole reply. Knows no socket, no session and no clock of its
 * own. Threads: one worker, with its workspace. */
#ifndef DIALOGUE_H
#define DIALOGUE_H

#include <jansson.h>

#include "base/err.h"
#include "publish/workspace.h"
#include "turn.h"

/* Answer message. state is a JSON object (empty at first) which the caller
 * keeps per conversation and hands in again; it is changed in place.
 * out->body becomes the reply object of clients/PROTOCOL.md, owned by the
 * caller. 0, or -1 with *err. */
int dialogue_turn(struct workspace *ws, json_t *state,
                  const struct message *message, struct reply *out,
                  struct err *err);

#endif
