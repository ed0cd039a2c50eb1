/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/address.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const unsigned char mapped[12] = {0, 0, 0, 0, 0,    0,
                                         0, 0, 0, 0, 0xFF, 0xFF};

static bool is_v4(const struct address *address)
{
    return memcmp(address->bytes.s6_addr, mapped, sizeof mapped) == 0;
}

static void from_v4(const void *four, struct address *out)
{
    memcpy(out->bytes.s6_addr, mapped, sizeof mapped);
    memcpy(out->bytes.s6_addr + sizeof mapped, four, 4);
}

/* Without brackets and port. */
static void bare(const char *text, size_t len, char *out, size_t size)
{
    const char *end = text + len;
    const char *colon = memchr(text, ':', len);

    if (len > 0 && text[0] == '[') {
        const char *close = memchr(text, ']', len);

        text++;
        end = close ? close : end;
    } else if (colon && !memchr(colon + 1, ':', (size_t)(end - colon - 1))) {
        end = colon;
    }
    snprintf(out, size, "%.*s", (int)(end - text), text);
}

int address_parse(const char *text, size_t len, struct address *out)
{
    char host[64];
    struct in_addr four;

    if (len >= sizeof host)
        return 0;
    bare(text, len, host, sizeof host);
    if (inet_pton(AF_INET, host, &four) == 1) {
        from_v4(&four, out);
        return 1;
    }
    return inet_pton(AF_INET6, host, &out->bytes) == 1;
}

int address_peer(int fd, struct address *out)
{
    struct sockaddr_storage peer = {0};
    socklen_t len = sizeof peer;

    *out = (struct address){0};
    if (getpeername(fd, (struct sockaddr *)&peer, &len) < 0)
        return 0;
    if (peer.ss_family == AF_INET)
        from_v4(&((struct sockaddr_in *)&peer)->sin_addr, out);
    else if (peer.ss_family == AF_INET6)
        out->bytes = ((struct sockaddr_in6 *)&peer)->sin6_addr;
    else
        return 0;
    return 1;
}

void address_prefix(const struct address *address, char out[RPC_ADDRESS_MAX])
{
    const unsigned char *bytes = address->bytes.s6_addr;
    struct in6_addr cut = {0};
    char text[INET6_ADDRSTRLEN];

    if (is_v4(address)) {
        snprintf(out, RPC_ADDRESS_MAX, "%u.%u.%u.0/24", bytes[12], bytes[13],
                 bytes[14]);
        return;
    }
    memcpy(cut.s6_addr, bytes, 6);
    if (!inet_ntop(AF_INET6, &cut, text, sizeof text))
        text[0] = '\0';
    snprintf(out, RPC_ADDRESS_MAX, "%.42s/48", text);
}

static bool same_bits(const struct address *a, const struct address *b,
                      int bits)
{
    int whole = bits / 8, rest = bits % 8;
    unsigned char mask = (unsigned char)(0xFF00 >> rest);

    if (memcmp(a->bytes.s6_addr, b->bytes.s6_addr, (size_t)whole) != 0)
        return false;
    return rest == 0 ||
           ((a->bytes.s6_addr[whole] ^ b->bytes.s6_addr[whole]) & mask) == 0;
}

bool address_in(const struct address *address,
                const struct address_ranges *ranges)
{
    for (size_t i = 0; i < ranges->count; i++)
        if (same_bits(address, &ranges->items[i].base, ranges->items[i].bits))
            return true;
    return false;
}

static int range_parse(const char *text, size_t len, struct address_range *out)
{
    const char *slash = memchr(text, '/', len);
    size_t host = slash ? (size_t)(slash - text) : len;
    char *end = NULL;
    long bits = 0;

    if (!address_parse(text, host, &out->base))
        return 0;
    out->bits = 128;
    if (!slash)
        return 1;
    bits = strtol(slash + 1, &end, 10);
    if (end != text + len || end == slash + 1 || bits < 0 ||
        bits > (is_v4(&out->base) ? 32 : 128))
        return 0;
    out->bits = (int)bits + (is_v4(&out->base) ? 96 : 0);
    return 1;
}

int address_ranges_parse(const char *text, struct address_ranges *out,
                         struct err *err)
{
    static const char blanks[] = " \t,";

    *out = (struct address_ranges){0};
    for (text += strspn(text, blanks); *text; text += strspn(text, blanks)) {
        size_t len = strcspn(text, blanks);

        if (out->count == ADDRESS_PROXIES_MAX ||
            !range_parse(text, len, &out->items[out->count]))
            return err_set(err, ERR_USAGE,
                           "setting trusted_proxy: \"%.*s\" is no address or "
                           "range, or there are over %d of them",
                           (int)len, text, ADDRESS_PROXIES_MAX);
        out->count++;
        text += len;
    }
    return 0;
}

struct address address_client(const struct address *peer, const char *header,
                              const struct address_ranges *trusted)
{
    struct address client = *peer, next;
    const char *end = header ? header + strlen(header) : NULL;

    while (end && address_in(&client, trusted)) {
        const char *start = end;

        while (start > header && start[-1] != ',')
            start--;
        while (start < end && (*start == ' ' || *start == '\t'))
            start++;
        while (end > start && (end[-1] == ' ' || end[-1] == '\t'))
            end--;
        if (!address_parse(start, (size_t)(end - start), &next))
            break;
        client = next;
        while (start > header && start[-1] != ',')
            start--;
        end = start > header ? start - 1 : NULL;
    }
    return client;
}
