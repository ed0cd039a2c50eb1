/* SPDX-License-Identifier: GPL-3.0-or-later */
/* http.h - what a plain HTTP request is answered: routes and headers.
 *
 * Decides only; server/net/web.c writes it. No request has a body that is
 * read. Threads: any; pure. */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "net/assets.h"
#include "net/origin.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_OPTIONS, HTTP_OTHER };

/* The request as far as it matters; texts are borrowed, "" if absent. */
struct http_request {
    enum http_method method;
    const char *path; /* decoded, without the query */
    const char *if_none_match;
    const char *accept_encoding;
    bool has_body; /* Content-Length over 0, or chunked */
};

enum http_source {
    HTTP_BYTES,  /* answer.bytes */
    HTTP_HEALTH, /* made by the loop */
    HTTP_METRICS
};

struct http_answer {
    int status;
    enum http_source source;
    const char *route; /* for the log: never an id, reference or query */
    const char *type;
    const char *etag;     /* or NULL */
    const char *encoding; /* "gzip" or NULL */
    const char *cache;    /* Cache-Control */
    const char *allow;    /* Allow, or NULL */
    bool cors;            /* any site may read it, without credentials */
    bool vary;            /* on Accept-Encoding */
    bool page;            /* HTML: the content policy matters */
    bool close;           /* a body may follow that we do not read */
    const unsigned char *bytes;
    size_t len;
};

void http_answer(const struct http_request *request,
                 const struct assets *assets, struct http_answer *out);

/* Value of Content-Security-Policy for our pages. */
void http_policy(const struct origins *own, struct buf *out);

/* Does an If-None-Match (list, weak, or "*") name etag. */
bool http_etag_matches(const char *header, const char *etag);
/* Does an Accept-Encoding take gzip (not with q=0). */
bool http_takes_gzip(const char *header);

#endif
