/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/origin.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool host_char(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '.' || c == '_';
}

/* "[::1]" or "name.example": its length, 0 if it is neither. */
static size_t host_length(const char *host)
{
    size_t len = 0;

    if (*host == '[') {
        len = 1 + strspn(host + 1, "0123456789abcdefABCDEF:.");
        return len > 2 && host[len] == ']' ? len + 1 : 0;
    }
    while (host_char(host[len]))
        len++;
    return len > 0 && host[0] != '.' && host[0] != '-' ? len : 0;
}

/* ":8443" to a number; 0 if it is no port, -1 if there is none. */
static int port_number(const char *text, const char **end)
{
    long port = 0;

    *end = text;
    if (*text != ':')
        return -1;
    for (text++; isdigit((unsigned char)*text) && port < 100000; text++)
        port = port * 10 + (*text - '0');
    *end = text;
    return port > 0 && port < 65536 ? (int)port : 0;
}

int origin_parse(const char *text, char out[ORIGIN_MAX])
{
    static const struct {
        const char *scheme;
        int port;
    } schemes[] = {{"http://", 80}, {"https://", 443}};
    const char *rest = NULL, *host = NULL;
    size_t len = 0, used = 0;
    int port = 0, standard = 0;

    for (size_t i = 0; i < 2; i++)
        if (strncasecmp(text, schemes[i].scheme, strlen(schemes[i].scheme)) ==
            0) {
            host = text + strlen(schemes[i].scheme);
            standard = schemes[i].port;
        }
    if (!host || strlen(text) >= ORIGIN_MAX - 8)
        return 0;
    len = host_length(host);
    port = port_number(host + len, &rest);
    if (len == 0 || port == 0 || (*rest && strcmp(rest, "/") != 0))
        return 0;
    used = (size_t)(host - text) + len;
    for (size_t i = 0; i < used; i++)
        out[i] = (char)tolower((unsigned char)text[i]);
    out[used] = '\0';
    if (port > 0 && port != standard)
        snprintf(out + used, ORIGIN_MAX - used, ":%d", port);
    return 1;
}

bool origins_have(const struct origins *origins, const char *origin)
{
    for (size_t i = 0; i < origins->count; i++)
        if (strcmp(origins->items[i], origin) == 0)
            return true;
    return false;
}

static void add_own(struct origins *out, const char *host, int port)
{
    char text[ORIGIN_MAX];

    if (out->count == ORIGIN_OWN_MAX)
        return;
    snprintf(text, sizeof text, "http://%.200s:%d", host, port);
    if (origin_parse(text, out->items[out->count]) &&
        !origins_have(out, out->items[out->count]))
        out->count++;
}

int origins_own(const char *public_url, const char *address, int port,
                struct origins *out, struct err *err)
{
    static const char *const local[] = {"127.0.0.1", "::1", "0.0.0.0",
                                        "::", "localhost"};
    char host[ORIGIN_MAX];

    *out = (struct origins){0};
    if (public_url && *public_url) {
        if (!origin_parse(public_url, out->items[0]))
            return err_set(err, ERR_USAGE,
                           "setting public_url: \"%s\" is no address; write "
                           "it like https://parlor.example.org",
                           public_url);
        out->count = 1;
    }
    snprintf(host, sizeof host, strchr(address, ':') ? "[%s]" : "%s", address);
    add_own(out, host, port);
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        if (strcmp(address, local[i]) == 0) {
            add_own(out, "localhost", port);
            add_own(out, "127.0.0.1", port);
            add_own(out, "[::1]", port);
        }
    return 0;
}

static bool portal_has(const struct portal *portal, const char *origin)
{
    for (size_t i = 0; i < portal->origin_count; i++)
        if (strcmp(portal->origins[i], origin) == 0)
            return true;
    return false;
}

bool origin_allowed(const struct origins *own, const struct portals *portals,
                    const char *origin)
{
    if (origins_have(own, origin))
        return true;
    for (size_t i = 0; i < portals->count; i++)
        if (portal_has(&portals->items[i], origin))
            return true;
    return false;
}

bool origin_key_fits(const struct origins *own, const struct portals *portals,
                     const char *origin, const char *key)
{
    if (!*key)
        return origins_have(own, origin);
    for (size_t i = 0; i < portals->count; i++)
        if (strcmp(portals->items[i].key, key) == 0)
            return origins_have(own, origin) ||
                   portal_has(&portals->items[i], origin);
    return false;
}
