/* SPDX-License-Identifier: GPL-3.0-or-later */
/* address.h - who is at the other end, and how much of it we may keep.
 *
 * Limits and logs know a prefix only: /24 of IPv4, /48 of IPv6. Threads:
 * any; pure. */
#ifndef NET_ADDRESS_H
#define NET_ADDRESS_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "session/rpc.h"

enum { ADDRESS_PROXIES_MAX = 16 };

/* IPv4 is kept as IPv4-mapped IPv6. */
struct address {
    struct in6_addr bytes;
};

struct address_range {
    struct address base;
    int bits; /* 0 to 128 */
};

struct address_ranges {
    struct address_range items[ADDRESS_PROXIES_MAX];
    size_t count;
};

/* "203.0.113.7", "2001:db8::1", "[2001:db8::1]:80", "203.0.113.7:80":
 * 1 or 0. */
int address_parse(const char *text, size_t len, struct address *out);
/* The peer of a connected socket; 0 if there is none. */
int address_peer(int fd, struct address *out);

/* "203.0.113.0/24", "2001:db8:1::/48". */
void address_prefix(const struct address *address, char out[RPC_ADDRESS_MAX]);

/* Setting trusted_proxy: addresses or ADDRESS/BITS, with blanks or commas
 * between; "" is none. 0, or -1 with *err. */
int address_ranges_parse(const char *text, struct address_ranges *out,
                         struct err *err);
bool address_in(const struct address *address,
                const struct address_ranges *ranges);

/* Whom a request is from: the peer, or if that is a trusted proxy the last
 * address of X-Forwarded-For that is not one of them. header may be NULL. */
struct address address_client(const struct address *peer, const char *header,
                              const struct address_ranges *trusted);

#endif
