/* SPDX-License-Identifier: GPL-3.0-or-later */
/* protocol.h - text frames of the wire to requests, and answers to text.
 *
 * JSON-RPC 2.0 as clients/PROTOCOL.md narrows it: no batches, no duplicate
 * keys, a depth of 16. Calls nothing and sends nothing. Threads: any; pure. */
#ifndef NET_PROTOCOL_H
#define NET_PROTOCOL_H

#include <jansson.h>
#include <stddef.h>

#include "session/rpc.h"

enum {
    PROTOCOL_FRAME_MAX = 64 * 1024,
    PROTOCOL_DEPTH_MAX = 16,
    PROTOCOL_VALUES_MAX = 4096, /* commas and colons, before it is parsed */
    PROTOCOL_ID_MAX = 128       /* bytes of a request's id */
};

enum protocol_fault {
    PROTOCOL_FINE,
    PROTOCOL_DEEP,      /* nested too deeply, or too many values */
    PROTOCOL_DUPLICATE, /* a key twice in one object */
    PROTOCOL_JSON,      /* not JSON, or NUL or half a surrogate pair in it */
    PROTOCOL_REQUEST,   /* JSON, but not a request of ours */
    PROTOCOL_FAULTS
};

struct request {
    json_t *id; /* text or whole number; owned */
    char method[RPC_METHOD_MAX];
    json_t *params; /* an object, never NULL; owned */
};

/* The fault's name for metrics and logs. */
const char *protocol_fault_name(enum protocol_fault fault);

/* Read one frame. PROTOCOL_FINE with *out (give back with request_fini), or
 * what is wrong, with *error filled in and out->id set if it could be read. */
enum protocol_fault protocol_read(const char *text, size_t len,
                                  struct request *out, struct rpc_error *error);
void request_fini(struct request *request); /* may be called twice */

/* Frames to be sent, on the heap and ended by NUL; *len without it.
 * id may be NULL (null). result and params are borrowed. */
char *protocol_result(const json_t *id, const json_t *result, size_t *len);
char *protocol_error(const json_t *id, const struct rpc_error *error,
                     size_t *len);
char *protocol_event(const char *type, const json_t *params, size_t *len);

/* Depth and number of values, without parsing: is it within the limits? Text
 * that is not JSON may be judged either way. */
int protocol_scan(const char *text, size_t len);

#endif
