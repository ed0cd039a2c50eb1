/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A visitor arrives or comes back. What does not fit (an old token, somebody
 * else's conversation) is not complained of: it begins anew, so that nothing
 * can be learned by trying. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order/order.h"
#include "session/calls.h"

enum { ID_BYTES = 16, SECRET_BYTES = 32, TOKEN_MAX = 64 };

struct arrival {
    char token[TOKEN_MAX];
    const char *wanted; /* conversation asked for, or "" */
    int64_t after;      /* seq the client has seen; -1: none */
    enum lang lang;
    bool known; /* the conversation is the one asked for */
    int64_t seq;
};

static void id_make(const char *prefix, char out[RPC_ID_MAX])
{
    unsigned char random[ID_BYTES];
    char hex[2 * ID_BYTES + 1];

    randombytes_buf(random, sizeof random);
    sodium_bin2hex(hex, sizeof hex, random, sizeof random);
    snprintf(out, RPC_ID_MAX, "%s%s", prefix, hex);
}

static void token_make(char out[TOKEN_MAX])
{
    unsigned char random[SECRET_BYTES];

    randombytes_buf(random, sizeof random);
    sodium_bin2base64(out, TOKEN_MAX, random, sizeof random,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(random, sizeof random);
}

static void token_hash(const char *token, unsigned char out[TOKEN_HASH_BYTES])
{
    crypto_generichash(out, TOKEN_HASH_BYTES, (const unsigned char *)token,
                       strlen(token), NULL, 0);
}

static int arrival_read(const json_t *params, struct arrival *out,
                        struct rpc_error *error)
{
    const json_t *resume = json_object_get(params, "resume");
    const char *token = NULL;

    *out = (struct arrival){.wanted = "", .after = -1};
    if (call_lang(params, LANG_EN, &out->lang, error) < 0)
        return -1;
    if (!resume || json_is_null(resume))
        return 0;
    if (!json_is_object(resume))
        return rpc_bad_param(error, "resume", "must be an object");
    token = rpc_text_or(resume, "token", TOKEN_MAX - 1, "", error);
    out->wanted =
        rpc_text_or(resume, "conversation", RPC_ID_MAX - 1, "", error);
    if (!token || !out->wanted ||
        rpc_integer(resume, "after_seq", 0, INT64_MAX, 0, &out->after, error) <
            0)
        return -1;
    snprintf(out->token, sizeof out->token, "%s", token);
    return 0;
}

/* 0, or -1: who->visitor and arrival->token are then known. */
static int visitor_settle(struct workspace *ws, struct caller *who,
                          struct arrival *arrival, struct err *err)
{
    unsigned char hash[TOKEN_HASH_BYTES];
    char *id = NULL;
    int found = 0;

    token_hash(arrival->token, hash);
    if (arrival->token[0])
        found = visitors_find(ws->store, hash, ws->now, &id, err);
    if (found < 0)
        return -1;
    if (found == 1) {
        snprintf(who->visitor, sizeof who->visitor, "%s", id);
        free(id);
        return 0;
    }
    token_make(arrival->token);
    token_hash(arrival->token, hash);
    id_make("v", who->visitor);
    arrival->wanted = "";
    return visitors_add(ws->store, who->visitor, hash, ws->now, err);
}

/* Is it the visitor's own, of the same site: 1 taken, 0 no, -1. */
static int conversation_take(struct workspace *ws, struct caller *who,
                             const char *id, struct arrival *arrival,
                             struct err *err)
{
    struct conversation found = {0};
    int ret = *id ? conversations_get(ws->store, id, &found, err) : 0;

    if (ret == 1 && (strcmp(found.visitor, who->visitor) != 0 ||
                     strcmp(found.portal, who->portal) != 0))
        ret = 0;
    if (ret == 1) {
        snprintf(who->conversation, sizeof who->conversation, "%s", id);
        arrival->seq = found.seq;
    }
    conversation_fini(&found);
    return ret;
}

static int conversation_settle(struct workspace *ws, struct caller *who,
                               struct arrival *arrival, struct err *err)
{
    char *newest = NULL;
    int ret = conversation_take(ws, who, arrival->wanted, arrival, err);

    if (ret != 0) {
        arrival->known = ret == 1;
        return ret < 0 ? -1 : 0;
    }
    ret = conversations_newest(ws->store, who->visitor, &newest, err);
    if (ret == 1)
        ret = conversation_take(ws, who, newest, arrival, err);
    free(newest);
    if (ret != 0)
        return ret < 0 ? -1 : 0;
    id_make("c", who->conversation);
    return conversations_add(ws->store, who->conversation, who->visitor,
                             who->portal, arrival->lang, ws->now, err);
}

/* The events the client has not seen, if it asked for this conversation. */
static int missed_list(struct workspace *ws, const struct caller *who,
                       const struct arrival *arrival, json_t **missed,
                       bool *gap, struct rpc_error *error)
{
    int more = 0;

    *missed = NULL;
    *gap = arrival->seq > 0;
    if (arrival->known && arrival->after <= arrival->seq) {
        more = call_events(ws, who->conversation, arrival->after,
                           CALLS_LIST_MAX, missed, error);
        *gap = more != 0;
    }
    if (!*missed)
        *missed = json_array();
    return more < 0 ? -1 : 0;
}

int call_hello(struct workspace *ws, struct caller *who, const json_t *params,
               json_t **result, struct rpc_error *error)
{
    struct arrival arrival;
    struct err err = {0};
    json_t *missed = NULL;
    bool gap = false;
    int ret = 0;

    if (arrival_read(params, &arrival, error) < 0)
        return -1;
    ret = store_begin(ws->store, &err);
    if (ret == 0) {
        ret = visitor_settle(ws, who, &arrival, &err);
        if (ret == 0)
            ret = conversation_settle(ws, who, &arrival, &err);
        ret = store_end(ws->store, ret, &err);
    }
    if (ret < 0)
        return call_failed("hello", &err, error);
    who->lang = arrival.lang;
    if (missed_list(ws, who, &arrival, &missed, &gap, error) < 0)
        return -1;
    *result = json_pack(
        "{s:s, s:s, s:s, s:I, s:s, s:{s:i}, s:o, s:b, s:{s:o, s:o}, s:{s:s?}}",
        "visitor", who->visitor, "token", arrival.token, "conversation",
        who->conversation, "seq", (json_int_t)arrival.seq, "lang",
        lang_code(arrival.lang), "limits", "text", CALLS_TEXT_MAX, "missed",
        missed, "gap", gap, "responsible", "name",
        call_setting(ws, "responsible_name"), "contact",
        call_setting(ws, "responsible_contact"), "notice", "version",
        order_notice(ws->snapshot));
    sodium_memzero(arrival.token, sizeof arrival.token);
    return 0;
}
