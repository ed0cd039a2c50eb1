/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/desk.h"

#include <string.h>

#include "base/log.h"
#include "desk/calls.h"

static const struct desk_entry methods[] = {
    {"desk.sign_in", desk_sign_in, true},
    {"desk.resume", desk_resume, true},
    {"desk.sign_out", desk_sign_out, false},
    {"desk.inbox", desk_inbox, false},
    {"desk.order", desk_order, false},
    {"desk.move", desk_move, false},
    {"desk.assign", desk_assign, false},
    {"desk.introduce", desk_introduce, false},
    {"desk.introduce_end", desk_introduce_end, false},
    {"desk.report", desk_report, false},
    {"desk.conversation", desk_conversation, false},
    {"desk.take", desk_take, false},
    {"desk.reply", desk_reply, false},
    {"desk.close", desk_close, false},
    {"desk.feedback", desk_feedback, false},
    {"desk.bookings", desk_bookings, false},
    {"desk.booking", desk_booking, false},
    {"desk.booking_move", desk_booking_move, false},
    {"desk.booking_hold", desk_booking_hold, false},
    {"desk.event_set", desk_event_set, false},
    {"desk.follow_ups", desk_follow_ups, false},
    {"desk.follow_up_done", desk_follow_up_done, false},
    {"desk.outbox", desk_outbox, false},
    {"desk.bulk", desk_bulk, false},
    {"desk.drafts", desk_drafts, false},
    {"desk.draft_move", desk_draft_move, false},
    {"desk.fits", desk_fits, false},
    {NULL, NULL, false},
};

const struct desk_entry *desk_methods(void)
{
    return methods;
}

/* The one gate: no method behind it asks again who calls. */
static int gate_pass(struct workspace *ws, struct caller *who,
                     struct rpc_error *error)
{
    char staff[RPC_ID_MAX];
    struct err err = {0};
    int ret = 0;

    memcpy(staff, who->staff, sizeof staff);
    if (staff[0] == '\0')
        return rpc_fail(error, RPC_NOT_ALLOWED, NULL, "sign in first");
    ret = desk_signin_holds(ws, who, &err);
    if (ret < 0)
        return desk_failed("sign-in", &err, error);
    if (ret == 0) {
        outgoing_add(who->out, OUTGOING_END_STAFF, staff, NULL, NULL);
        return rpc_fail(error, RPC_NOT_ALLOWED, NULL,
                        "the sign-in has ended; sign in again");
    }
    return 0;
}

int desk_call(struct workspace *ws, struct caller *who, const char *method,
              const json_t *params, json_t **result, struct rpc_error *error)
{
    const struct desk_entry *entry = methods;

    *result = NULL;
    while (entry->name != NULL && strcmp(entry->name, method) != 0)
        entry++;
    if (entry->name == NULL)
        return rpc_fail(error, RPC_METHOD, NULL, "no such method");
    if (!entry->open && gate_pass(ws, who, error) < 0)
        return -1;
    return entry->run(ws, who, params, result, error);
}

/* ---- shared -------------------------------------------------------------- */

int desk_failed(const char *what, const struct err *err,
                struct rpc_error *error)
{
    log_error("desk: %s: %s", what, err->text);
    if (err->code == ERR_BUSY)
        return rpc_fail(error, RPC_BUSY, NULL, "busy; try again in a moment");
    return rpc_fail(error, RPC_INTERNAL, NULL, "internal error");
}

int desk_audit(struct workspace *ws, const struct caller *who,
               const char *action, const char *subject, struct rpc_error *error)
{
    struct audit audit = {.at = ws->now,
                          .actor = who->staff,
                          .action = action,
                          .subject = subject};
    struct err err = {0};
    int ret = store_begin(ws->store, &err);

    if (ret == 0)
        ret = store_end(ws->store, audit_add(ws->store, &audit, &err), &err);
    return ret < 0 ? desk_failed("audit", &err, error) : 0;
}

bool desk_admin(const struct caller *who)
{
    return strcmp(who->staff_role, "admin") == 0;
}

void desk_tell(struct caller *who, const char *what, const char *id)
{
    outgoing_staff(who->out, what, id);
}
