/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/http.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char no_cache[] = "no-cache";
static const char no_store[] = "no-store";
static const char for_ever[] = "public, max-age=31536000, immutable";
static const char an_hour[] = "public, max-age=3600";

/* path: exact, or with `below` everything that begins so. asset: the file
 * it stands for, NULL: the one of its own path. */
static const struct route {
    const char *path;
    bool below;
    const char *asset;
    const char *cache;
    bool cors;
    const char *name;
} routes[] = {
    {"/", false, "/index.html", no_cache, false, "/"},
    {"/index.html", false, "/index.html", no_cache, false, "/"},
    {"/c", false, "/index.html", no_cache, false, "/c"},
    {"/c/", true, "/index.html", no_cache, false, "/c"},
    {"/compare", false, "/index.html", no_cache, false, "/compare"},
    {"/order/", true, "/index.html", no_cache, false, "/order"},
    {"/introduction/", true, "/index.html", no_cache, false, "/introduction"},
    {"/shortlist/", true, "/index.html", no_cache, false, "/shortlist"},
    {"/booking/", true, "/index.html", no_cache, false, "/booking"},
    {"/profile/", true, "/index.html", no_cache, false, "/profile"},
    {"/desk", false, "/desk.html", no_cache, false, "/desk"},
    {"/desk/", true, "/desk.html", no_cache, false, "/desk"},
    {"/w/1/", true, NULL, an_hour, true, "/w"},
    {"/w/", true, NULL, for_ever, true, "/w"},
    {"/assets/", true, NULL, for_ever, true, "/assets"},
    {"/locales/", true, NULL, for_ever, true, "/locales"},
    {"/favicon.ico", false, NULL, an_hour, false, "/favicon.ico"},
    {"/favicon.svg", false, NULL, an_hour, false, "/favicon.svg"},
    {"/robots.txt", false, NULL, an_hour, false, "/robots.txt"},
};

static const char not_found[] = "{\"error\":\"not found\"}\n";
static const char not_method[] = "{\"error\":\"only GET and HEAD\"}\n";
static const char no_bodies[] = "{\"error\":\"no body is taken here\"}\n";
static const char upgrade[] = "{\"error\":\"a WebSocket is expected here\"}\n";

static void say(struct http_answer *out, int status, const char *text)
{
    out->status = status;
    out->type = "application/json";
    out->cache = no_store;
    out->bytes = (const unsigned char *)text;
    out->len = strlen(text);
}

bool http_etag_matches(const char *header, const char *etag)
{
    size_t len = strlen(etag);

    for (; *header; header += *header ? 1 : 0) {
        header += strspn(header, " \t,");
        if (header[0] == '*' && header[1 + strspn(header + 1, " \t")] == '\0')
            return true;
        if (strncmp(header, "W/", 2) == 0)
            header += 2;
        if (strncmp(header, etag, len) == 0 &&
            strchr(" \t,", header[len]) != NULL)
            return true;
        header += strcspn(header, ",");
    }
    return false;
}

bool http_takes_gzip(const char *header)
{
    while (*header) {
        size_t len = 0;
        const char *q = NULL;

        header += strspn(header, " \t,");
        len = strcspn(header, ",");
        q = memmem(header, len, "q=", 2);
        if (strncasecmp(header, "gzip", 4) == 0 &&
            strchr(" \t,;", header[4]) != NULL)
            return !q || strtod(q + 2, NULL) > 0;
        header += len;
    }
    return false;
}

static const struct route *route_find(const char *path)
{
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        const struct route *route = &routes[i];

        if (route->below ? strncmp(path, route->path, strlen(route->path)) == 0
                         : strcmp(path, route->path) == 0)
            return route;
    }
    return NULL;
}

static void answer_asset(const struct http_request *request,
                         const struct route *route, const struct asset *asset,
                         struct http_answer *out)
{
    bool gzip = asset->gzip.bytes && http_takes_gzip(request->accept_encoding);
    const struct asset_body *body = gzip ? &asset->gzip : &asset->plain;

    out->status = 200;
    out->type = asset->type;
    out->cache = route->cache;
    out->cors = route->cors;
    out->etag = body->etag;
    out->encoding = gzip ? "gzip" : NULL;
    out->vary = asset->gzip.bytes != NULL;
    out->page = strncmp(asset->type, "text/html", 9) == 0;
    out->bytes = body->bytes;
    out->len = body->len;
    if (http_etag_matches(request->if_none_match, body->etag)) {
        out->status = 304;
        out->bytes = NULL;
        out->len = 0;
    }
}

static bool answer_refusal(const struct http_request *request,
                           struct http_answer *out)
{
    bool method = request->method == HTTP_GET || request->method == HTTP_HEAD;

    if (method && !request->has_body)
        return false;
    say(out, method ? 413 : 405, method ? no_bodies : not_method);
    out->allow = method ? NULL : "GET, HEAD";
    out->close = true;
    return true;
}

void http_answer(const struct http_request *request,
                 const struct assets *assets, struct http_answer *out)
{
    const struct route *route = route_find(request->path);
    const struct asset *asset = NULL;

    *out = (struct http_answer){.route = route ? route->name : "other"};
    if (answer_refusal(request, out))
        return;
    if (strcmp(request->path, "/ws") == 0) {
        say(out, 426, upgrade);
        out->route = "/ws";
        return;
    }
    if (strcmp(request->path, "/healthz") == 0 ||
        strcmp(request->path, "/metrics") == 0) {
        bool health = request->path[1] == 'h';

        say(out, 200, "");
        out->route = health ? "/healthz" : "/metrics";
        out->source = health ? HTTP_HEALTH : HTTP_METRICS;
        out->type = health ? "application/json"
                           : "text/plain; version=0.0.4; charset=utf-8";
        return;
    }
    if (route)
        asset =
            assets_find(assets, route->asset ? route->asset : request->path);
    if (route && !asset && route->asset)
        asset = assets_find(assets, "/index.html");
    if (asset)
        answer_asset(request, route, asset, out);
    else
        say(out, 404, not_found);
}

void http_policy(const struct origins *own, struct buf *out)
{
    buf_text(out, "default-src 'none'; script-src 'self'; style-src 'self'; "
                  "img-src 'self' data:; font-src 'self'; connect-src 'self'");
    /* a source list has no way to write an IPv6 address */
    for (size_t i = 0; i < own->count; i++)
        if (!strchr(own->items[i], '['))
            buf_format(out, " ws%s", own->items[i] + strlen("http"));
    buf_text(out, "; frame-ancestors 'none'; base-uri 'none'; "
                  "form-action 'none'");
}
