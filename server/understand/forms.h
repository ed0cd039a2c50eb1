/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forms.h - which form a message wants: a room, an event, a profile; and
 * which orders are wished without being called so ("arrange a visit").
 * Internal to understand/. */
#ifndef UNDERSTAND_FORMS_H
#define UNDERSTAND_FORMS_H

#include "publish/workspace.h"
#include "turn.h"
#include "understand/signal.h"

/* form of out, and its intent where it is an order; the rest is decided. */
void forms_decide(struct workspace *ws, const struct signals *signals,
                  struct meaning *out);

#endif
