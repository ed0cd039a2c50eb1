/* SPDX-License-Identifier: GPL-3.0-or-later */
/* net.h - the server's face to the world: WebSocket, HTTP, the event loop.
 *
 * One thread runs libwebsockets on a libev loop of our own. It parses,
 * limits and routes; every call is done by a worker of the pool, whose
 * answer comes back through the mailbox. The loop touches no disk, index or
 * database. Threads: that of the loop, but where said. */
#ifndef NET_NET_H
#define NET_NET_H

#include <stdint.h>

#include "base/err.h"
#include "publish/library.h"
#include "store/portals.h"
#include "work/mailbox.h"
#include "work/pool.h"

struct net_settings {
    const char *listen;           /* "127.0.0.1", "::", "0.0.0.0" */
    int port;                     /* 0: any free one */
    const char *public_url;       /* "https://parlor.example.org", or "" */
    const char *trusted_proxy;    /* addresses and ranges, or "" */
    const char *web;              /* folder of the built clients */
    size_t max_connections;       /* 0: what the limit of files allows */
    unsigned max_per_address;     /* connections of a /24 or /48 */
    unsigned messages_per_minute; /* of a connection, and of a visitor */
    unsigned hellos_per_minute;   /* of an address prefix */
    unsigned sign_ins_per_minute; /* of an address prefix */
    int keep_days;                /* conversations nobody has touched since */
};

struct net;

/* Read the web files, raise the limit of files and listen: 0, or -1 with
 * *err. Nothing is accepted before net_run(). *portals is taken over and set
 * NULL; settings are borrowed until net_close(). */
int net_open(const struct net_settings *settings, struct portals **portals,
             struct net **out, struct err *err);
/* After the pool has been stopped. */
void net_close(struct net **net);

/* How workers reach the loop. Borrowed. */
struct mailbox *net_mailbox(struct net *net);
/* The port that is listened on. */
int net_port(const struct net *net);

/* Serve until SIGTERM or SIGINT; turns in flight are let finish (10 s at
 * most) and every socket is closed with 1001. pool's workers have a struct
 * workspace. */
void net_run(struct net *net, struct pool *pool, struct library *library);

#endif
