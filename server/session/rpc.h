/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rpc.h - who calls, what came of it, and what others have to hear.
 *
 * One request of the wire (clients/PROTOCOL.md) is one call on a worker:
 *
 *   session_call()  visitors' methods       server/session
 *   desk_call()     methods named desk.*    server/desk
 *
 * Both have the same shape. A call answers with a result or an error, and
 * may leave events for conversations and staff in caller.out, which the
 * mailbox carries to the event loop. Knows no socket and no JSON-RPC
 * envelope. Threads: values of one worker, then of the loop. */
#ifndef SESSION_RPC_H
#define SESSION_RPC_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/language.h"

enum {
    RPC_ID_MAX = 64,      /* ids of visitors, conversations, portals, staff */
    RPC_NAME_MAX = 128,   /* bytes of a person's name */
    RPC_ADDRESS_MAX = 48, /* "203.0.113.0/24" */
    RPC_METHOD_MAX = 64
};

enum rpc_code {
    RPC_PARSE = -32700,
    RPC_REQUEST = -32600,
    RPC_METHOD = -32601,
    RPC_PARAMS = -32602, /* data: [{"path", "what"}] */
    RPC_INTERNAL = -32603,
    RPC_BUSY = -32000,
    RPC_NOT_FOUND = -32001,
    RPC_NOT_ALLOWED = -32002,
    RPC_TOO_MANY = -32003,
    RPC_HELLO_FIRST = -32004,
    RPC_CONSENT = -32005,
    RPC_NOT_LEGAL = -32006
};

struct rpc_error {
    int code; /* enum rpc_code */
    char message[200];
    json_t *data; /* owned, or NULL */
};

/* Fill in *error and return -1. data is taken over, and may be NULL. */
int rpc_fail(struct rpc_error *error, int code, json_t *data,
             const char *format, ...) __attribute__((format(printf, 4, 5)));

/* "Not found": the same words whether it never was or is another's. */
int rpc_not_found(struct rpc_error *error);

/* A parameter is wrong: path as in the JSON ("fields.text"). */
int rpc_bad_param(struct rpc_error *error, const char *path, const char *what);

/* Member of params: required text of 1 to max bytes; NULL with *error. */
const char *rpc_text(const json_t *params, const char *name, size_t max,
                     struct rpc_error *error);
/* Optional: fallback if absent or null; NULL with *error if it is wrong.
 * fallback may be NULL: look at error->code, 0 says that all is well. */
const char *rpc_text_or(const json_t *params, const char *name, size_t max,
                        const char *fallback, struct rpc_error *error);
/* Whole number from low to high, fallback if absent; 0, or -1 with *error. */
int rpc_integer(const json_t *params, const char *name, int64_t low,
                int64_t high, int64_t fallback, int64_t *out,
                struct rpc_error *error);

/* ---- what others hear --------------------------------------------------- */

enum outgoing_to {
    OUTGOING_CONVERSATION, /* every socket that has said hello to it */
    OUTGOING_STAFF,        /* every signed-in staff socket */
    OUTGOING_END_STAFF     /* sockets of staff user `id` close with 4401 */
};

struct outgoing_event {
    enum outgoing_to to;
    char id[RPC_ID_MAX]; /* conversation or staff user; "" for all staff */
    const char *type;    /* static text: "message", "desk.changed" ... */
    json_t *params;      /* owned; NULL for OUTGOING_END_STAFF */
};

struct outgoing {
    struct outgoing_event *items;
    size_t count, capacity;
};

/* Append; params is taken over. type must be static text. */
void outgoing_add(struct outgoing *out, enum outgoing_to to, const char *id,
                  const char *type, json_t *params);
/* Append desk.changed {what, id} for all staff. */
void outgoing_staff(struct outgoing *out, const char *what, const char *id);
void outgoing_fini(struct outgoing *out); /* may be called twice */

/* ---- who calls ---------------------------------------------------------- */

/* hello and desk.sign_in fill in what they found out; the loop keeps it
 * for the next call of the same socket. "" is: not said. */
struct caller {
    char visitor[RPC_ID_MAX];
    char conversation[RPC_ID_MAX];
    char portal[RPC_ID_MAX]; /* site key it came by; "" on own pages */
    char staff[RPC_ID_MAX];  /* id of the staff user */
    char staff_name[RPC_NAME_MAX];
    char staff_role[16];           /* "agent" or "admin" */
    char staff_signin[RPC_ID_MAX]; /* id of the sign-in, no secret */
    char address[RPC_ADDRESS_MAX]; /* prefix, never the whole address */
    enum lang lang;
    struct outgoing *out; /* borrowed for the call */
};

/* A worker's call: 0 with *result (a new reference), or -1 with *error.
 * Whatever it acknowledges is in the store before it returns. */
struct workspace;
typedef int rpc_call(struct workspace *ws, struct caller *who,
                     const char *method, const json_t *params, json_t **result,
                     struct rpc_error *error);

rpc_call session_call;
/* server/desk/desk.h declares: rpc_call desk_call; */

/* Let time do its work on what visitors left: shortlists not changed for a
 * year are forgotten. 0 or -1. */
struct err;
int session_sweep(struct workspace *ws, struct err *err);

/* ---- for server/desk ---------------------------------------------------- */

/* Keep an event in the conversation's transcript under its next seq (put
 * into params together with "at") and hand it to who->out. type: "message",
 * "presence", "order.updated". params is taken over. 0 with *seq (may be
 * NULL), or -1 with *error. */
int session_event(struct workspace *ws, struct caller *who,
                  const char *conversation, const char *type, json_t *params,
                  int64_t *seq, struct rpc_error *error);

#endif
