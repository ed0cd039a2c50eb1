/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handshake.h - is a request for a WebSocket one that we take?
 *
 * libwebsockets 4.1 checks neither method, version, key length nor origin,
 * so all of it is checked here. Threads: any; pure. */
#ifndef NET_HANDSHAKE_H
#define NET_HANDSHAKE_H

#include <stdbool.h>

#include "net/metrics.h"
#include "net/origin.h"

/* Header values; NULL: absent or longer than any we would take. */
struct handshake {
    bool get; /* the method */
    const char *path;
    const char *http;     /* "HTTP/1.1" */
    const char *version;  /* Sec-WebSocket-Version */
    const char *key;      /* Sec-WebSocket-Key */
    const char *protocol; /* Sec-WebSocket-Protocol */
    const char *origin;
};

struct verdict {
    int status;         /* of HTTP: 101, or what to refuse with */
    enum metric metric; /* what to count */
};

struct verdict handshake_judge(const struct handshake *handshake,
                               const struct origins *own,
                               const struct portals *portals);

#endif
