/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/handshake.h"

#include <ctype.h>
#include <string.h>

#include "net/protocol.h"

static bool text_is(const char *text, const char *wanted)
{
    return text && strcmp(text, wanted) == 0;
}

/* 16 bytes as base64: 22 characters and "==", the last of which carries four
 * bits of zero (RFC 6455, 4.1). */
static bool key_fits(const char *key)
{
    if (!key || strlen(key) != 24 || strcmp(key + 22, "==") != 0)
        return false;
    for (size_t i = 0; i < 22; i++)
        if (!isalnum((unsigned char)key[i]) && key[i] != '+' && key[i] != '/')
            return false;
    return strchr("AQgw", key[21]) != NULL;
}

/* Is parlor.v1 in the list. */
static bool protocol_offered(const char *list)
{
    static const char ours[] = "parlor.v1";

    while (list && *list) {
        size_t len = 0;

        list += strspn(list, " \t,");
        len = strcspn(list, " \t,");
        if (len == sizeof ours - 1 && strncmp(list, ours, len) == 0)
            return true;
        list += len;
    }
    return false;
}

struct verdict handshake_judge(const struct handshake *handshake,
                               const struct origins *own,
                               const struct portals *portals)
{
    if (!text_is(handshake->path, "/ws"))
        return (struct verdict){404, METRIC_REFUSED_PATH};
    if (!handshake->get)
        return (struct verdict){405, METRIC_REFUSED_METHOD};
    if (!text_is(handshake->http, "HTTP/1.1"))
        return (struct verdict){505, METRIC_REFUSED_HTTP};
    if (!text_is(handshake->version, "13"))
        return (struct verdict){426, METRIC_REFUSED_VERSION};
    if (!key_fits(handshake->key))
        return (struct verdict){400, METRIC_REFUSED_KEY};
    if (!protocol_offered(handshake->protocol))
        return (struct verdict){400, METRIC_REFUSED_PROTOCOL};
    if (!handshake->origin || !*handshake->origin ||
        !origin_allowed(own, portals, handshake->origin))
        return (struct verdict){403, METRIC_REFUSED_ORIGIN};
    return (struct verdict){101, METRIC_ACCEPTED};
}
