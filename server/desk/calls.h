/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calls.h - the methods of desk/, for its files only.
 *
 * Each has the shape of rpc_call without the method's name. Threads: one
 * worker's workspace. */
#ifndef DESK_CALLS_H
#define DESK_CALLS_H

#include <stdbool.h>

#include "desk/desk.h"
#include "order/order.h"
#include "store/people.h"
#include "store/transcripts.h"

typedef int desk_method(struct workspace *ws, struct caller *who,
                        const json_t *params, json_t **result,
                        struct rpc_error *error);

desk_method desk_sign_in, desk_resume, desk_sign_out, desk_inbox, desk_order,
    desk_move, desk_assign, desk_introduce, desk_introduce_end, desk_report,
    desk_conversation, desk_take, desk_reply, desk_close, desk_feedback,
    desk_outbox, desk_bulk, desk_drafts, desk_draft_move, desk_fits,
    desk_bookings, desk_booking, desk_booking_move, desk_booking_hold,
    desk_event_set, desk_follow_ups, desk_follow_up_done;

struct desk_entry {
    const char *name;
    desk_method *run;
    bool open; /* to whoever has not signed in */
};

/* All methods, ended by one without a name: tests are made from it. */
const struct desk_entry *desk_methods(void);

/* Ours to mend: log err, say no more than "internal error"; -1. */
int desk_failed(const char *what, const struct err *err,
                struct rpc_error *error);

/* Put into the audit what who does to subject: 0, or -1 with *error. */
int desk_audit(struct workspace *ws, const struct caller *who,
               const char *action, const char *subject,
               struct rpc_error *error);

/* May the caller do what admins may? */
bool desk_admin(const struct caller *who);

/* Tell all staff: desk.changed {what, id}. */
void desk_tell(struct caller *who, const char *what, const char *id);

/* Does the sign-in hold; fills in name and role anew, and keeps it from
 * idling out. 1, 0, -1. */
int desk_signin_holds(struct workspace *ws, struct caller *who,
                      struct err *err);

#endif
