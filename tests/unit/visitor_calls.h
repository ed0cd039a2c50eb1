/* SPDX-License-Identifier: GPL-3.0-or-later */
/* visitor_calls.h - calls of a visitor's methods on a whole parlor, without a
 * socket. */
#ifndef VISITOR_CALLS_H
#define VISITOR_CALLS_H

#include "test_dir.h"

#include <sodium.h>

#include "session/rpc.h"
#include "tests/support/parlor.h"

/* The group's state is a parlor that its tests share. */
static inline int parlor_make(void **state)
{
    static struct parlor_fixture parlor;

    if (sodium_init() < 0)
        return -1;
    parlor_fixture_open(&parlor);
    *state = &parlor;
    return 0;
}

static inline int parlor_drop(void **state)
{
    parlor_fixture_close(*state);
    return 0;
}

static const unsigned char visitor_key[32] = {7};

/* What one call left behind. */
struct left {
    int ret;
    json_t *result;
    struct rpc_error error;
    struct outgoing out;
};

static inline struct left call(struct parlor_fixture *parlor,
                               struct caller *who, const char *method,
                               json_t *params)
{
    struct left left = {0};

    workspace_begin(parlor->ws, ++parlor->now, parlor->today);
    parlor->ws->key = visitor_key;
    who->out = &left.out;
    left.ret = session_call(parlor->ws, who, method, params, &left.result,
                            &left.error);
    who->out = NULL;
    workspace_end(parlor->ws);
    json_decref(params);
    return left;
}

static inline void left_fini(struct left *left)
{
    json_decref(left->result);
    json_decref(left->error.data);
    outgoing_fini(&left->out);
}

/* The call must succeed: its result, yours. */
static inline json_t *result_of(struct parlor_fixture *parlor,
                                struct caller *who, const char *method,
                                json_t *params)
{
    struct left left = call(parlor, who, method, params);
    json_t *result = json_incref(left.result);

    if (left.ret < 0)
        fail_msg("%s: %d %s", method, left.error.code, left.error.message);
    left_fini(&left);
    return result;
}

static inline int code_of(struct parlor_fixture *parlor, struct caller *who,
                          const char *method, json_t *params)
{
    struct left left = call(parlor, who, method, params);
    int code = left.ret < 0 ? left.error.code : 0;

    assert_int_equal(left.out.count, code ? 0 : left.out.count);
    left_fini(&left);
    return code;
}

static inline const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static inline json_t *cid_params(int number, const char *text)
{
    char cid[40];

    snprintf(cid, sizeof cid, "018f0000-0000-7000-8000-%012d", number);
    return json_pack("{s:s, s:s}", "cid", cid, "text", text);
}

#endif
