/* SPDX-License-Identifier: GPL-3.0-or-later */
/* link.h - what is known of a connection before it is anything else; for
 * accept.c, socket.c and web.c. Threads: the loop. */
#ifndef NET_LINK_H
#define NET_LINK_H

#include "net/address.h"

/* Hangs on the wsi as its opaque user data. */
struct link {
    struct address address;       /* of the other end of the TCP connection */
    char prefix[RPC_ADDRESS_MAX]; /* counted under; "" for a trusted proxy */
};

#endif
