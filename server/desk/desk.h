/* SPDX-License-Identifier: GPL-3.0-or-later */
/* desk.h - staff: sign-in, orders, conversations taken over.
 *
 * The methods desk.* of clients/PROTOCOL.md. Every one but sign_in and
 * resume asks first whether the sign-in still holds: 8 hours idle, 24 hours
 * in all, ended by a new password or when the user is disabled. Looking at
 * contact values is put into the audit before they are shown.
 * Threads: any, with that thread's workspace. */
#ifndef DESK_H
#define DESK_H

#include "base/err.h"
#include "publish/workspace.h"
#include "session/rpc.h"

rpc_call desk_call;

/* Does the sign-in of a staff socket still hold: 1 yes, 0 no (close it with
 * 4401), -1. For sockets that only listen; cheap, changes nothing. */
int desk_holds(struct workspace *ws, const struct caller *who, struct err *err);

/* Every so often: forget old sign-ins and attempts, expire and erase old
 * orders. 0 or -1. */
int desk_sweep(struct workspace *ws, struct err *err);

/* Every ten seconds: orders that nobody takes rise, those without progress
 * are reminded of, new fits are found. Events for staff go to out. 0 or
 * -1. */
int desk_tick(struct workspace *ws, struct outgoing *out, struct err *err);

#endif
