/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/server.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

void send_close(struct net *net, struct peer *peer, int code, const char *why)
{
    if (peer->close_code)
        return;
    peer->close_code = code;
    peer->close_why = why;
    peer->close_at = net->now + CLOSE_MS;
    buf_fini(&peer->in);
    lws_callback_on_writable(peer->wsi);
}

/* What it does not read it will not read later either. */
static void drop_slow(struct net *net, struct peer *peer)
{
    metrics_add(&net->metrics, METRIC_DROPPED_SLOW);
    sendqueue_clear(&peer->out);
    send_close(net, peer, CLOSE_TOO_MANY, "does not read");
}

void send_frame(struct net *net, struct peer *peer, struct frame *frame)
{
    if (peer->close_code)
        return;
    if (!sendqueue_add(&peer->out, frame)) {
        drop_slow(net, peer);
        return;
    }
    metrics_add(&net->metrics, METRIC_MESSAGES_OUT);
    lws_callback_on_writable(peer->wsi);
}

void send_text(struct net *net, struct peer *peer, char *text, size_t len)
{
    struct frame *frame = frame_new(text, len);

    send_frame(net, peer, frame);
    frame_drop(&frame);
}

/* An answer that no socket could hold is our mistake, not the reader's. */
void send_result(struct net *net, struct peer *peer, const json_t *id,
                 const json_t *result)
{
    size_t len = 0;
    char *text = protocol_result(id, result, &len);

    if (len <= SENDQUEUE_MAX) {
        send_text(net, peer, text, len);
        return;
    }
    free(text);
    log_error("an answer of %zu bytes was not sent", len);
    send_refusal(net, peer, id, RPC_INTERNAL, "internal error");
}

void send_error(struct net *net, struct peer *peer, const json_t *id,
                const struct rpc_error *error)
{
    size_t len = 0;
    char *text = protocol_error(id, error, &len);

    send_text(net, peer, text, len);
}

void send_refusal(struct net *net, struct peer *peer, const json_t *id,
                  int code, const char *words)
{
    struct rpc_error error = {0};

    rpc_fail(&error, code, NULL, "%s", words);
    send_error(net, peer, id, &error);
}

static void send_to_room(struct net *net, const char *conversation,
                         struct frame *frame)
{
    struct room *room = peers_room(net->peers, conversation);

    for (struct peer *p = room ? room->peers : NULL; p; p = p->room_next)
        send_frame(net, p, frame);
}

static void send_to_staff(struct net *net, struct frame *frame)
{
    for (struct peer *p = peers_staff(net->peers); p; p = p->staff_next)
        send_frame(net, p, frame);
}

static void end_staff(struct net *net, const char *user)
{
    for (struct peer *p = peers_staff(net->peers); p; p = p->staff_next)
        if (strcmp(p->who.staff, user) == 0) {
            metrics_add(&net->metrics, METRIC_DROPPED_REVOKED);
            send_close(net, p, CLOSE_NOT_SIGNED_IN, "signed out");
        }
}

void send_outgoing(struct net *net, const struct outgoing *out)
{
    for (size_t i = 0; i < out->count; i++) {
        const struct outgoing_event *event = &out->items[i];
        struct frame *frame = NULL;
        char *text = NULL;
        size_t len = 0;

        if (event->to == OUTGOING_END_STAFF) {
            end_staff(net, event->id);
            continue;
        }
        text = protocol_event(event->type, event->params, &len);
        frame = frame_new(text, len);
        if (event->to == OUTGOING_CONVERSATION)
            send_to_room(net, event->id, frame);
        else
            send_to_staff(net, frame);
        frame_drop(&frame);
    }
}

static int write_ping(struct net *net, struct peer *peer)
{
    peer->ping_due = false;
    return lws_write(peer->wsi, net->scratch + LWS_PRE, 0, LWS_WRITE_PING) < 0
               ? -1
               : 0;
}

/* One piece: 1 written, 0 nothing waits, -1. */
static int write_piece(struct net *net, struct peer *peer)
{
    const char *bytes = NULL;
    bool first = false, last = false;
    size_t len = sendqueue_peek(&peer->out, WRITE_MAX, &bytes, &first, &last);
    int kind = first ? LWS_WRITE_TEXT : LWS_WRITE_CONTINUATION;

    if (len == 0)
        return 0;
    memcpy(net->scratch + LWS_PRE, bytes, len);
    if (!last)
        kind |= LWS_WRITE_NO_FIN;
    if (lws_write(peer->wsi, net->scratch + LWS_PRE, len,
                  (enum lws_write_protocol)kind) < (int)len)
        return -1;
    sendqueue_take(&peer->out, len);
    return 1;
}

int send_writeable(struct net *net, struct peer *peer)
{
    int wrote = 1;

    if (peer->ping_due && !peer->close_code && write_ping(net, peer) < 0)
        return -1;
    while (wrote == 1 && !lws_send_pipe_choked(peer->wsi))
        wrote = write_piece(net, peer);
    if (wrote < 0)
        return -1;
    if (!peer->out.first && !peer->close_code)
        return 0;
    /* What libwebsockets still holds of a frame goes out before the close:
     * told to close now it would flush that and leave the close out. */
    if (peer->out.first || lws_send_pipe_choked(peer->wsi)) {
        lws_callback_on_writable(peer->wsi);
        return 0;
    }
    lws_close_reason(peer->wsi, (enum lws_close_status)peer->close_code,
                     (unsigned char *)(uintptr_t)peer->close_why,
                     strlen(peer->close_why));
    return -1;
}
