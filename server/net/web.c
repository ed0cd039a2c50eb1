/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "net/http.h"
#include "net/link.h"

enum {
    HEADERS_MAX = 4096,
    LOG_LINES_MAX = 100, /* a second */
    SEND_SECONDS = 30    /* for a piece of a body to be taken */
};

/* What libwebsockets keeps for us while a request is answered. */
struct web_user {
    const unsigned char *at; /* what is left of the body */
    size_t left;
    char *made; /* a body made for this answer; owned */
    bool close;
};

const size_t web_user_size = sizeof(struct web_user);

/* Is the request one, and which: libwebsockets keeps a token a method. */
static enum http_method method_of(struct lws *wsi)
{
    if (lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) > 0)
        return HTTP_GET;
    if (lws_hdr_total_length(wsi, WSI_TOKEN_HEAD_URI) > 0)
        return HTTP_HEAD;
    if (lws_hdr_total_length(wsi, WSI_TOKEN_OPTIONS_URI) > 0)
        return HTTP_OPTIONS;
    return HTTP_OTHER;
}

static bool has_body(struct lws *wsi)
{
    char length[32];

    if (lws_hdr_total_length(wsi, WSI_TOKEN_HTTP_TRANSFER_ENCODING) > 0)
        return true;
    return header_text(wsi, WSI_TOKEN_HTTP_CONTENT_LENGTH, length,
                       sizeof length) != 0 &&
           strcmp(length, "0") != 0;
}

/* Without personal data: prefix of the address, route, never the path. */
static void log_access(struct net *net, struct lws *wsi,
                       enum http_method method,
                       const struct http_answer *answer)
{
    static const char *const names[] = {"GET", "HEAD", "OPTIONS", "other"};
    const struct link *link = lws_get_opaque_user_data(wsi);
    char prefix[RPC_ADDRESS_MAX], header[512];
    struct address client;

    metrics_add(&net->metrics,
                (enum metric)(METRIC_HTTP_2XX + answer->status / 100 - 2));
    if (!link || net->log_lines++ >= LOG_LINES_MAX)
        return;
    header_text(wsi, WSI_TOKEN_X_FORWARDED_FOR, header, sizeof header);
    client = address_client(&link->address, header[0] ? header : NULL,
                            &net->trusted);
    address_prefix(&client, prefix);
    log_info("http %s %s %s %d %zu", prefix, names[method], answer->route,
             answer->status, answer->len);
}

static void make_health(struct net *net, struct buf *out)
{
    bool degraded = net->library && library_degraded(net->library);
    int64_t sequence = 0;

    if (net->library) {
        const struct snapshot *snapshot = library_acquire(net->library);

        sequence = snapshot_sequence(snapshot);
        library_release(net->library, &snapshot);
    }
    metrics_set(&net->metrics, METRIC_SEQUENCE, (uint64_t)sequence);
    metrics_set(&net->metrics, METRIC_DEGRADED, degraded);
    buf_format(out, "{\"status\":\"%s\",\"sequence\":%lld,\"degraded\":%s}\n",
               net->stop_at ? "stopping" : "ok", (long long)sequence,
               degraded ? "true" : "false");
}

static void make_body(struct net *net, struct http_answer *answer,
                      struct web_user *user)
{
    struct buf body;

    if (answer->source == HTTP_BYTES)
        return;
    buf_init(&body);
    make_health(net, &body);
    if (answer->source == HTTP_METRICS) {
        buf_clear(&body);
        metrics_set(&net->metrics, METRIC_CALLS_RUNNING, net->running);
        metrics_print(&net->metrics, (double)(net->now - net->started) / 1000,
                      &body);
    }
    user->made = body.bytes;
    answer->bytes = (const unsigned char *)body.bytes;
    answer->len = body.len;
}

struct headers {
    struct lws *wsi;
    unsigned char bytes[LWS_PRE + HEADERS_MAX];
    unsigned char *at;
    bool full;
};

static void header_add(struct headers *headers, const char *name,
                       const char *value)
{
    if (value &&
        lws_add_http_header_by_name(
            headers->wsi, (const unsigned char *)name,
            (const unsigned char *)value, (int)strlen(value), &headers->at,
            headers->bytes + sizeof headers->bytes - 1) != 0)
        headers->full = true;
}

static int write_headers(struct net *net, struct lws *wsi,
                         const struct http_answer *answer)
{
    struct headers headers = {.wsi = wsi};
    unsigned char *end = headers.bytes + sizeof headers.bytes - 1;
    unsigned char *start = headers.bytes + LWS_PRE;
    char length[32];

    headers.at = start;
    if (lws_add_http_header_status(wsi, (unsigned)answer->status, &headers.at,
                                   end) != 0)
        return -1;
    snprintf(length, sizeof length, "%zu", answer->len);
    header_add(&headers, "content-type:", answer->type);
    if (answer->status != 304)
        header_add(&headers, "content-length:", length);
    header_add(&headers, "content-encoding:", answer->encoding);
    header_add(&headers, "etag:", answer->etag);
    header_add(&headers, "cache-control:", answer->cache);
    header_add(&headers, "allow:", answer->allow);
    header_add(&headers, "vary:", answer->vary ? "Accept-Encoding" : NULL);
    header_add(&headers, "content-security-policy:",
               answer->page ? net->policy
                            : "default-src 'none'; frame-ancestors 'none'");
    header_add(&headers, "x-content-type-options:", "nosniff");
    header_add(&headers, "referrer-policy:", "no-referrer");
    header_add(&headers, "x-frame-options:", "DENY");
    header_add(&headers, "cross-origin-resource-policy:",
               answer->cors ? "cross-origin" : "same-origin");
    header_add(&headers,
               "access-control-allow-origin:", answer->cors ? "*" : NULL);
    header_add(&headers, "connection:", answer->close ? "close" : NULL);
    if (headers.full)
        return -1;
    return lws_finalize_write_http_header(wsi, start, &headers.at, end) ? -1
                                                                        : 0;
}

/* The answer has left: the connection stays for the next request, or not. */
static int finished(struct lws *wsi, struct web_user *user)
{
    bool close = user->close;

    free(user->made);
    *user = (struct web_user){0};
    if (close)
        return -1;
    return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int write_body(struct net *net, struct lws *wsi, struct web_user *user)
{
    size_t len = user->left < WRITE_MAX ? user->left : WRITE_MAX;
    bool last = len == user->left;

    if (len == 0)
        return finished(wsi, user);
    memcpy(net->scratch + LWS_PRE, user->at, len);
    lws_set_timeout(wsi, PENDING_TIMEOUT_HTTP_CONTENT, SEND_SECONDS);
    if (lws_write(wsi, net->scratch + LWS_PRE, len,
                  last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) < (int)len)
        return -1;
    user->at += len;
    user->left -= len;
    if (last)
        return finished(wsi, user);
    lws_callback_on_writable(wsi);
    return 0;
}

static int answer(struct net *net, struct lws *wsi, struct web_user *user,
                  const char *path)
{
    char none_match[256], encoding[256];
    struct http_request request = {.method = method_of(wsi),
                                   .path = path,
                                   .if_none_match = none_match,
                                   .accept_encoding = encoding,
                                   .has_body = has_body(wsi)};
    struct http_answer answer;

    header_text(wsi, WSI_TOKEN_HTTP_IF_NONE_MATCH, none_match,
                sizeof none_match);
    header_text(wsi, WSI_TOKEN_HTTP_ACCEPT_ENCODING, encoding, sizeof encoding);
    http_answer(&request, net->assets, &answer);
    *user = (struct web_user){.close = answer.close || net->stop_at};
    make_body(net, &answer, user);
    log_access(net, wsi, request.method, &answer);
    if (write_headers(net, wsi, &answer) < 0)
        return -1;
    if (request.method == HTTP_HEAD || answer.len == 0)
        return finished(wsi, user);
    user->at = answer.bytes;
    user->left = answer.len;
    lws_callback_on_writable(wsi);
    return 0;
}

/* Upgrades other than to a WebSocket are not for us. The callback's own
 * argument is not looked at: in 4.1 it may point to freed memory. */
static int confirm_upgrade(struct lws *wsi)
{
    char to[32];

    header_text(wsi, WSI_TOKEN_UPGRADE, to, sizeof to);
    return strcasecmp(to, "websocket") == 0 ? 0 : -1;
}

int web_event(struct lws *wsi, enum lws_callback_reasons reason, void *user,
              void *in, size_t len)
{
    struct net *net = lws_context_user(lws_get_context(wsi));
    struct web_user *mine = user;

    (void)len;
    switch (reason) {
    case LWS_CALLBACK_HTTP:
        return answer(net, wsi, mine, in);
    case LWS_CALLBACK_HTTP_WRITEABLE:
        return mine ? write_body(net, wsi, mine) : -1;
    case LWS_CALLBACK_HTTP_BODY:
    case LWS_CALLBACK_HTTP_BODY_COMPLETION:
        return -1;
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
        return confirm_upgrade(wsi);
    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
        return socket_event(wsi, reason, NULL, in, len);
    case LWS_CALLBACK_ESTABLISHED:
        return -1;
    case LWS_CALLBACK_CLOSED_HTTP:
    case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
        if (mine) {
            free(mine->made);
            *mine = (struct web_user){0};
        }
        return 0;
    case LWS_CALLBACK_WSI_DESTROY:
        accept_gone(net, wsi);
        return 0;
    default:
        return 0;
    }
}
