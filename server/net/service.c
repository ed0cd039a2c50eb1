/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/server.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static void bad_message(struct net *net, struct peer *peer,
                        enum protocol_fault fault, const json_t *id,
                        const struct rpc_error *error)
{
    static const enum metric metrics[PROTOCOL_FAULTS] = {
        [PROTOCOL_DEEP] = METRIC_BAD_DEEP,
        [PROTOCOL_DUPLICATE] = METRIC_BAD_DUPLICATE,
        [PROTOCOL_JSON] = METRIC_BAD_JSON,
        [PROTOCOL_REQUEST] = METRIC_BAD_REQUEST,
    };

    metrics_add(&net->metrics, metrics[fault]);
    send_error(net, peer, id, error);
    if (++peer->bad >= BAD_MAX)
        send_close(net, peer, CLOSE_BAD, "bad messages");
}

/* Of this connection within a minute; one that goes on regardless is
 * closed. */
static bool within_rate(struct net *net, struct peer *peer, const json_t *id)
{
    unsigned max = net->settings.messages_per_minute;
    char key[LIMITS_KEY_MAX];
    bool fine = false;

    if (net->now - peer->minute >= 60 * 1000) {
        peer->minute = net->now;
        peer->hits = peer->over = 0;
    }
    fine = peer->hits++ < max;
    if (fine && peer->who.visitor[0]) {
        snprintf(key, sizeof key, "v:%.64s", peer->who.visitor);
        fine = limits_hit(net->limits, key, max, net->now);
    }
    if (fine)
        return true;
    metrics_add(&net->metrics, METRIC_LIMITED);
    send_refusal(net, peer, id, RPC_TOO_MANY, "too many messages a minute");
    if (++peer->over > max) {
        metrics_add(&net->metrics, METRIC_DROPPED_FLOOD);
        send_close(net, peer, CLOSE_TOO_MANY, "too many messages");
    }
    return false;
}

static bool address_rate(struct net *net, struct peer *peer, const char *what,
                         unsigned max)
{
    char key[LIMITS_KEY_MAX];

    snprintf(key, sizeof key, "%s:%.48s", what, peer->who.address);
    return limits_hit(net->limits, key, max, net->now);
}

struct refusal {
    int code;
    const char *words;
    int close; /* and then close with this, 0: stay open */
};

static struct refusal hello_refusal(struct net *net, struct peer *peer,
                                    const struct request *request)
{
    const json_t *value = json_object_get(request->params, "key");
    const char *key = json_is_null(value) ? NULL : json_string_value(value);

    if (peer->hello_said)
        return (struct refusal){RPC_REQUEST, "hello was said already", 0};
    if (value && !json_is_null(value) && !key)
        return (struct refusal){RPC_PARAMS, "key: must be a text", 0};
    if (!origin_key_fits(&net->own, net->portals, peer->origin,
                         key ? key : "")) {
        metrics_add(&net->metrics, METRIC_DROPPED_REVOKED);
        return (struct refusal){RPC_NOT_ALLOWED, "key does not fit this site",
                                CLOSE_REFUSED};
    }
    if (!address_rate(net, peer, "h", net->settings.hellos_per_minute))
        return (struct refusal){RPC_TOO_MANY, "too many visitors from there",
                                0};
    snprintf(peer->who.portal, sizeof peer->who.portal, "%s", key ? key : "");
    peer->hello_said = true;
    return (struct refusal){0};
}

static struct refusal desk_refusal(struct net *net, struct peer *peer,
                                   const char *method)
{
    bool sign_in = strcmp(method, "desk.sign_in") == 0 ||
                   strcmp(method, "desk.resume") == 0;

    if (!peer->own)
        return (struct refusal){RPC_NOT_ALLOWED, "not from this site", 0};
    if (!sign_in && !peer->who.staff[0])
        return (struct refusal){RPC_NOT_ALLOWED, "sign in first", 0};
    if (sign_in &&
        !address_rate(net, peer, "s", net->settings.sign_ins_per_minute))
        return (struct refusal){RPC_TOO_MANY,
                                "too many attempts; wait a "
                                "minute",
                                0};
    return (struct refusal){0};
}

/* May this request be done at all, and may it wait: code 0. */
static struct refusal refusal_of(struct net *net, struct peer *peer,
                                 const struct request *request)
{
    struct refusal refusal = {0};

    if (net->stop_at)
        return (struct refusal){RPC_BUSY, "the server is stopping", 0};
    if (peer->waiting_count == PEER_WAITING_MAX)
        return (struct refusal){RPC_BUSY, "too many requests at once", 0};
    if (strcmp(request->method, "hello") == 0)
        refusal = hello_refusal(net, peer, request);
    else if (strncmp(request->method, "desk.", 5) == 0)
        refusal = desk_refusal(net, peer, request->method);
    else if (!peer->room)
        refusal = (struct refusal){RPC_HELLO_FIRST, "say hello first", 0};
    else if (call_is_turn(request->method) &&
             peer->room->asks > TURNS_WAITING_MAX)
        refusal = (struct refusal){RPC_BUSY, "too many questions at once", 0};
    return refusal;
}

static void request_take(struct net *net, struct peer *peer,
                         struct request *request)
{
    struct refusal refusal = {0};

    if (strcmp(request->method, "ping") == 0) {
        json_auto_t *nothing = json_object();

        send_result(net, peer, request->id, nothing);
        return;
    }
    refusal = refusal_of(net, peer, request);
    if (refusal.code) {
        if (refusal.code == RPC_BUSY)
            metrics_add(&net->metrics, METRIC_BUSY);
        send_refusal(net, peer, request->id, refusal.code, refusal.words);
        if (refusal.close)
            send_close(net, peer, refusal.close, refusal.words);
        return;
    }
    if (call_is_turn(request->method))
        peer->room->asks++;
    peer_wait(peer, request);
    *request = (struct request){0}; /* the queue's now */
    service_next(net, peer);
}

void service_message(struct net *net, struct peer *peer, const char *text,
                     size_t len)
{
    struct request request = {0};
    struct rpc_error error = {0};
    enum protocol_fault fault = PROTOCOL_FINE;

    if (peer->close_code)
        return;
    metrics_add(&net->metrics, METRIC_MESSAGES_IN);
    fault = protocol_read(text, len, &request, &error);
    if (fault != PROTOCOL_FINE)
        bad_message(net, peer, fault, request.id, &error);
    else if (within_rate(net, peer, request.id))
        request_take(net, peer, &request);
    request_fini(&request);
    json_decref(error.data);
}

void service_next(struct net *net, struct peer *peer)
{
    struct request request;
    const char *method = NULL;

    while (!peer->busy && !peer->close_code &&
           (method = peer_next_method(peer))) {
        bool turn = call_is_turn(method);
        struct room *room = peer->room;

        if (turn && room->running) {
            peer->busy = true;
            room_wait(room, peer);
            return;
        }
        peer_next(peer, &request);
        if (call_submit(net, peer, &request)) {
            peer->busy = true;
            if (turn)
                room->running = true;
        } else if (turn) {
            room->asks--;
        }
    }
}

void service_turn_over(struct net *net, const char *conversation)
{
    struct room *room = peers_room(net->peers, conversation);
    struct peer *next = NULL;

    room->running = false;
    room->asks--;
    next = room_next(room);
    if (!next) {
        peers_tidy(net->peers, room);
        return;
    }
    next->busy = false;
    service_next(net, next);
}

/* At once; the peer is gone afterwards. Not from within its own callback. */
static void peer_kill(struct peer *peer)
{
    if (peer->killed)
        return; /* once: each call would put libwebsockets' own end off */
    peer->killed = true;
    /* What it still holds of a frame would be flushed first, to somebody who
     * does not read. */
    shutdown(lws_get_socket_fd(peer->wsi), SHUT_RDWR);
    lws_set_timeout(peer->wsi, PENDING_TIMEOUT_USER_REASON_BASE,
                    LWS_TO_KILL_SYNC);
}

static void check_peer(struct net *net, struct peer *peer)
{
    int64_t quiet = net->now - peer->heard;

    if (peer->close_at && net->now >= peer->close_at)
        peer_kill(peer);
    else if (!peer->greeted && net->now - peer->opened >= HELLO_MS &&
             !peer->close_code) {
        metrics_add(&net->metrics, METRIC_DROPPED_SILENT);
        send_close(net, peer, CLOSE_SILENT, "no hello");
    } else if (quiet >= SILENCE_MS)
        peer_kill(peer);
    else if (quiet >= PING_MS && !peer->pinged) {
        peer->pinged = peer->ping_due = true;
        lws_callback_on_writable(peer->wsi);
    }
}

void service_tick(struct net *net)
{
    struct peer *next = NULL;

    for (struct peer *p = peers_first(net->peers); p; p = next) {
        next = p->all_next;
        check_peer(net, p);
    }
}
