/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/server.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/handshake.h"
#include "net/link.h"

/* What libwebsockets keeps for us per connection. */
struct socket_user {
    struct peer_id peer;
};

int header_text(struct lws *wsi, enum lws_token_indexes token, char *out,
                size_t size)
{
    int len = lws_hdr_total_length(wsi, token);

    out[0] = '\0';
    if (len <= 0)
        return 0;
    if ((size_t)len >= size || lws_hdr_copy(wsi, out, (int)size, token) < 0) {
        out[0] = '\0';
        return -1;
    }
    return len;
}

/* Of the client, through proxies that we trust. */
static struct address client_of(struct net *net, struct lws *wsi)
{
    const struct link *link = lws_get_opaque_user_data(wsi);
    char header[512];

    header_text(wsi, WSI_TOKEN_X_FORWARDED_FOR, header, sizeof header);
    return address_client(&link->address, header[0] ? header : NULL,
                          &net->trusted);
}

static bool link_is_proxy(struct lws *wsi)
{
    const struct link *link = lws_get_opaque_user_data(wsi);

    return link->prefix[0] == '\0';
}

static struct verdict judge(struct net *net, struct lws *wsi)
{
    char path[64], http[16], version[16], key[64], protocol[128];
    char origin[ORIGIN_MAX];
    struct handshake said = {
        .get = lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) > 0};

#define FILL(member, token) \
    said.member =           \
        header_text(wsi, token, member, sizeof(member)) > 0 ? (member) : NULL
    FILL(path, WSI_TOKEN_GET_URI);
    FILL(http, WSI_TOKEN_HTTP);
    FILL(version, WSI_TOKEN_VERSION);
    FILL(key, WSI_TOKEN_KEY);
    FILL(protocol, WSI_TOKEN_PROTOCOL);
    FILL(origin, WSI_TOKEN_ORIGIN);
#undef FILL
    if (!said.get)
        said.path = "/ws";
    return handshake_judge(&said, &net->own, net->portals);
}

/* Room for one more of this client; connections that come straight to us
 * were counted when they were accepted. */
static struct verdict room_for(struct net *net, struct lws *wsi)
{
    struct address client = client_of(net, wsi);
    char prefix[RPC_ADDRESS_MAX];

    if (net->stop_at)
        return (struct verdict){503, METRIC_REFUSED_STOPPING};
    address_prefix(&client, prefix);
    if (link_is_proxy(wsi) &&
        limits_open(net->limits, prefix) >= net->settings.max_per_address)
        return (struct verdict){503, METRIC_REFUSED_ADDRESS};
    return (struct verdict){101, METRIC_ACCEPTED};
}

static int filter(struct net *net, struct lws *wsi)
{
    struct verdict verdict = judge(net, wsi);
    char *text = (char *)net->scratch + LWS_PRE;
    int len = 0;

    if (verdict.status == 101)
        verdict = room_for(net, wsi);
    metrics_add(&net->metrics, verdict.metric);
    if (verdict.status == 101)
        return 0;
    len =
        snprintf(text, 256,
                 "HTTP/1.1 %d Refused\r\nContent-Length: 0\r\n%s"
                 "Connection: close\r\n\r\n",
                 verdict.status,
                 verdict.status == 426 ? "Sec-WebSocket-Version: 13\r\n" : "");
    lws_write(wsi, (unsigned char *)text, (size_t)len, LWS_WRITE_HTTP_HEADERS);
    return -1;
}

static int opened(struct net *net, struct lws *wsi, struct socket_user *user)
{
    struct peer *peer = peers_add(net->peers, wsi, net->now);
    struct address client = client_of(net, wsi);
    char origin[ORIGIN_MAX];

    assert(user);
    if (!peer)
        return -1;
    user->peer = peer->id;
    address_prefix(&client, peer->who.address);
    peer->counted = !link_is_proxy(wsi);
    if (!peer->counted &&
        !limits_enter(net->limits, peer->who.address,
                      net->settings.max_per_address, net->now))
        peer->counted = true;
    header_text(wsi, WSI_TOKEN_ORIGIN, origin, sizeof origin);
    peer->origin = mem_text(origin);
    peer->own = origins_have(&net->own, origin);
    metrics_set(&net->metrics, METRIC_SESSIONS, peers_count(net->peers));
    return 0;
}

static void closed(struct net *net, struct socket_user *user)
{
    struct peer *peer = NULL;

    assert(user);
    peer = peers_find(net->peers, user->peer);
    user->peer = (struct peer_id){0};
    if (!peer)
        return;
    if (!peer->counted)
        limits_leave(net->limits, peer->who.address);
    peers_drop(net->peers, peer);
    metrics_set(&net->metrics, METRIC_SESSIONS, peers_count(net->peers));
}

static void received(struct net *net, struct peer *peer, const char *bytes,
                     size_t len)
{
    size_t more = lws_remaining_packet_payload(peer->wsi);

    if (peer->close_code)
        return;
    if (lws_frame_is_binary(peer->wsi)) {
        metrics_add(&net->metrics, METRIC_BAD_BINARY);
        send_close(net, peer, CLOSE_UNSUPPORTED, "text only");
        return;
    }
    if (peer->in.len + len + more > PROTOCOL_FRAME_MAX) {
        metrics_add(&net->metrics, METRIC_BAD_LARGE);
        send_close(net, peer, CLOSE_TOO_LARGE, "message too large");
        return;
    }
    if (peer->in.len == 0 && lws_is_final_fragment(peer->wsi)) {
        service_message(net, peer, bytes, len);
        return;
    }
    buf_add(&peer->in, bytes, len);
    if (!lws_is_final_fragment(peer->wsi))
        return;
    service_message(net, peer, peer->in.bytes, peer->in.len);
    buf_fini(&peer->in);
}

static void heard(struct net *net, struct peer *peer)
{
    peer->heard = net->now;
    peer->pinged = false;
}

int socket_event(struct lws *wsi, enum lws_callback_reasons reason, void *user,
                 void *in, size_t len)
{
    struct net *net = lws_context_user(lws_get_context(wsi));
    struct socket_user *mine = user;
    struct peer *peer = mine ? peers_find(net->peers, mine->peer) : NULL;

    switch (reason) {
    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
        return filter(net, wsi);
    case LWS_CALLBACK_ESTABLISHED:
        return opened(net, wsi, mine);
    case LWS_CALLBACK_CLOSED:
        closed(net, mine);
        return 0;
    case LWS_CALLBACK_RECEIVE:
        if (peer) {
            heard(net, peer);
            received(net, peer, in, len);
        }
        return 0;
    case LWS_CALLBACK_RECEIVE_PONG:
        if (peer)
            heard(net, peer);
        return 0;
    case LWS_CALLBACK_SERVER_WRITEABLE:
        return peer ? send_writeable(net, peer) : 0;
    default:
        return 0;
    }
}
