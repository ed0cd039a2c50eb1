/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcome.h - what came of a call of order/ or calendar/, in the words of the
 * wire, for whoever asked and for the conversation that it changed.
 *
 * Decides nothing: what is legal is theirs to say. For session/ and desk/.
 * Threads: one worker's workspace. */
#ifndef SESSION_OUTCOME_H
#define SESSION_OUTCOME_H

#include "calendar/bookings.h"
#include "order/order.h"
#include "session/rpc.h"

/* Fill in *error and return -1. */
int outcome_refused(const struct order_refusal *refusal,
                    struct rpc_error *error);
int outcome_booking_refused(const struct booking_refusal *refusal,
                            struct rpc_error *error);

/* The conversation of an order hears of the change, if there still is one:
 * 0, or -1 with *error. */
int outcome_change_tell(struct workspace *ws, struct caller *who,
                        const struct order_change *change,
                        struct rpc_error *error);

#endif
