/* SPDX-License-Identifier: GPL-3.0-or-later */
/* server.h - the inside of net/: what its files share on the loop.
 *
 *   loop.c    opens, runs, stops; timers and signals
 *   accept.c  the listening socket and who is let in at all
 *   socket.c  WebSocket callbacks of libwebsockets
 *   web.c     HTTP callbacks of libwebsockets
 *   service.c what a message causes
 *   deliver.c what a worker's answer causes
 *   send.c    frames out, and closing
 *   watch.c   what changed in the store: portals, staff
 *
 * Threads: the loop; a struct call is the worker's while it runs. */
#ifndef NET_SERVER_H
#define NET_SERVER_H

#include <ev.h>
#include <libwebsockets.h>
#include <stdbool.h>
#include <stdint.h>

#include "net/address.h"
#include "net/assets.h"
#include "net/limits.h"
#include "net/metrics.h"
#include "net/net.h"
#include "net/origin.h"
#include "net/peers.h"
#include "net/protocol.h"
#include "publish/workspace.h"
#include "store/portals.h"
#include "work/clock.h"

enum {
    HELLO_MS = 10 * 1000,
    PING_MS = 25 * 1000,
    SILENCE_MS = 35 * 1000,
    CLOSE_MS = 3 * 1000, /* for a close to be sent */
    STOP_MS = 10 * 1000, /* for turns in flight */
    TURNS_WAITING_MAX = 3,
    BAD_MAX = 3,
    WRITE_MAX = 16 * 1024, /* of a message, at once */
    FILES_KEPT = 256       /* never used for connections */
};

enum close_code {
    CLOSE_GOING_AWAY = 1001,
    CLOSE_UNSUPPORTED = 1003,
    CLOSE_TOO_LARGE = 1009,
    CLOSE_TRY_LATER = 1013,
    CLOSE_BAD = 4400,
    CLOSE_NOT_SIGNED_IN = 4401,
    CLOSE_REFUSED = 4403,
    CLOSE_SILENT = 4408,
    CLOSE_TOO_MANY = 4429
};

/* Everything of the loop. */
struct net {
    struct net_settings settings;
    struct clock clock;
    int64_t now; /* ms of the clock that does not jump */
    int64_t started;
    struct ev_loop *loop;
    struct lws_context *context;
    struct lws_vhost *vhost;
    int listener; /* -1: closed */
    int port;
    ev_io accept_watcher;
    ev_signal term_watcher, int_watcher;
    ev_timer tick_watcher, stop_watcher;
    ev_async mail_watcher;
    ev_check round_watcher;
    struct mailbox *mailbox;
    struct pool *pool;
    struct library *library;
    struct peers *peers;
    struct limits *limits;
    struct metrics metrics;
    struct origins own;
    struct portals *portals; /* owned; exchanged by watch.c */
    struct assets *assets;
    struct address_ranges trusted;
    char *policy; /* Content-Security-Policy */
    size_t max_connections, connections, running;
    int64_t stop_at; /* 0: not stopping */
    bool told_full;  /* logged within this tick */
    bool watching;   /* a watch job is under way */
    int64_t sweep_at;
    int64_t tick_at;    /* when orders that wait are looked at next */
    unsigned log_lines; /* of the access log, this second */
    unsigned char scratch[LWS_PRE + WRITE_MAX];
};

/* ---- accept.c ----------------------------------------------------------- */

int accept_open(struct net *net, struct err *err);
void accept_start(struct net *net);
void accept_stop(struct net *net); /* takes no more, closes the listener */
/* Each tick: listen again after a shortage of files. */
void accept_resume(struct net *net);
/* From libwebsockets: a connection has gone. */
void accept_gone(struct net *net, struct lws *wsi);

/* ---- socket.c, web.c ---------------------------------------------------- */

int socket_event(struct lws *wsi, enum lws_callback_reasons reason, void *user,
                 void *in, size_t len);
int web_event(struct lws *wsi, enum lws_callback_reasons reason, void *user,
              void *in, size_t len);
extern const size_t web_user_size;

/* The whole value of a header, cut to size: its length, 0 if absent, -1 if
 * it does not fit (out is then ""). */
int header_text(struct lws *wsi, enum lws_token_indexes token, char *out,
                size_t size);

/* ---- service.c ---------------------------------------------------------- */

/* A whole message of a peer. */
void service_message(struct net *net, struct peer *peer, const char *text,
                     size_t len);
/* Each tick: deadlines of all peers. */
void service_tick(struct net *net);
/* Start what waits, now that the peer's call is over. */
void service_next(struct net *net, struct peer *peer);
/* A turn of the conversation is over. */
void service_turn_over(struct net *net, const char *conversation);

/* ---- deliver.c ---------------------------------------------------------- */

/* A call on its way to a worker and back. */
struct call {
    struct job job; /* first */
    struct letter letter;
    struct mailbox *mailbox;
    struct clock clock;
    struct peer_id peer;
    struct caller who;
    struct request request;
    json_t *result;
    struct rpc_error error;
    struct outgoing out;
    lws_usec_t begun;
    bool turn; /* an ask: its room runs no other */
};

/* Takes the request over. false: the queue is full, and it is answered. */
bool call_submit(struct net *net, struct peer *peer, struct request *request);
bool call_is_turn(const char *method);

/* ---- send.c ------------------------------------------------------------- */

/* text (heap) is taken over. A peer that does not read is closed. */
void send_text(struct net *net, struct peer *peer, char *text, size_t len);
void send_frame(struct net *net, struct peer *peer, struct frame *frame);
void send_result(struct net *net, struct peer *peer, const json_t *id,
                 const json_t *result);
void send_error(struct net *net, struct peer *peer, const json_t *id,
                const struct rpc_error *error);
void send_refusal(struct net *net, struct peer *peer, const json_t *id,
                  int code, const char *words);
/* why is static text. */
void send_close(struct net *net, struct peer *peer, int code, const char *why);
/* The events that a call left behind, to all that listen. */
void send_outgoing(struct net *net, const struct outgoing *out);
/* Write what waits; -1: the connection ends. */
int send_writeable(struct net *net, struct peer *peer);

/* ---- watch.c ------------------------------------------------------------ */

/* Each tick: let a worker see what changed in the store. */
void watch_start(struct net *net);

#endif
