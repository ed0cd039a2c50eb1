/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listening and accepting are our own, so that who is too many costs
 * libwebsockets nothing, a shortage of files makes no storm of log lines,
 * and stopping is closing one descriptor. */
#include "net/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "net/link.h"

enum { BACKLOG = 1024, ACCEPT_AT_ONCE = 64 };

static int bind_failed(const struct net_settings *settings, struct err *err)
{
    if (errno == EADDRINUSE)
        return err_set(err, ERR_BUSY,
                       "%s port %d is in use by another program: stop it, or "
                       "choose another with the setting port",
                       settings->listen, settings->port);
    return err_set(err, ERR_IO, "cannot listen on %s port %d: %s",
                   settings->listen, settings->port, strerror(errno));
}

static int listen_on(struct net *net, const struct addrinfo *where,
                     struct err *err)
{
    int one = 1, zero = 0;
    int fd =
        socket(where->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return bind_failed(&net->settings, err);
    net->listener = fd;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (where->ai_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero);
    if (bind(fd, where->ai_addr, where->ai_addrlen) < 0 ||
        listen(fd, BACKLOG) < 0)
        return bind_failed(&net->settings, err);
    return 0;
}

static int port_of(int fd)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } here = {.v6 = {0}};
    socklen_t len = sizeof here;

    if (getsockname(fd, &here.any, &len) < 0)
        return 0;
    return ntohs(here.any.sa_family == AF_INET ? here.v4.sin_port
                                               : here.v6.sin6_port);
}

int accept_open(struct net *net, struct err *err)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_PASSIVE,
                             .ai_socktype = SOCK_STREAM};
    struct addrinfo *where = NULL;
    char port[16];
    int ret = 0;

    snprintf(port, sizeof port, "%d", net->settings.port);
    if (getaddrinfo(net->settings.listen, port, &hints, &where) != 0)
        return err_set(err, ERR_USAGE,
                       "setting listen: \"%s\" is no IP address",
                       net->settings.listen);
    ret = listen_on(net, where, err);
    freeaddrinfo(where);
    if (ret == 0)
        net->port = port_of(net->listener);
    return ret;
}

/* Too many: said in HTTP, which a WebSocket client understands too. */
static void turn_away(struct net *net, int fd, enum metric metric)
{
    static const char words[] =
        "HTTP/1.1 503 Service Unavailable\r\n"
        "Content-Type: application/json\r\nContent-Length: 16\r\n"
        "Retry-After: 10\r\nConnection: close\r\n\r\n"
        "{\"error\":\"full\"}";

    metrics_add(&net->metrics, metric);
    (void)!send(fd, words, sizeof words - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    close(fd);
    if (!net->told_full)
        log_warn("turning connections away: too many %s",
                 metric == METRIC_REFUSED_FULL ? "in all" : "from one address");
    net->told_full = true;
}

/* Counts the connection if it may come in. */
static bool let_in(struct net *net, int fd, struct link *link)
{
    if (net->connections >= net->max_connections) {
        turn_away(net, fd, METRIC_REFUSED_FULL);
        return false;
    }
    if (!address_peer(fd, &link->address)) {
        close(fd);
        return false;
    }
    if (address_in(&link->address, &net->trusted))
        return true;
    address_prefix(&link->address, link->prefix);
    if (!limits_enter(net->limits, link->prefix, net->settings.max_per_address,
                      net->now)) {
        turn_away(net, fd, METRIC_REFUSED_ADDRESS);
        return false;
    }
    return true;
}

static void take(struct net *net, int fd)
{
    struct link link = {0};
    struct link *kept = NULL;
    struct lws *wsi = NULL;
    int one = 1;

    if (!let_in(net, fd, &link))
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    wsi = lws_adopt_socket_vhost(net->vhost, fd);
    if (!wsi) {
        if (link.prefix[0])
            limits_leave(net->limits, link.prefix);
        return;
    }
    kept = mem_zero(sizeof *kept);
    *kept = link;
    lws_set_opaque_user_data(wsi, kept);
    net->connections++;
    metrics_set(&net->metrics, METRIC_CONNECTIONS, net->connections);
}

static void on_accept(struct ev_loop *loop, ev_io *watcher, int events)
{
    struct net *net = watcher->data;

    (void)events;
    for (int i = 0; i < ACCEPT_AT_ONCE; i++) {
        int fd =
            accept4(net->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

        if (fd >= 0) {
            take(net, fd);
            continue;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM ||
            errno == ENOBUFS) {
            ev_io_stop(loop, watcher); /* until the next tick */
            log_error("cannot accept connections: %s", strerror(errno));
        }
        return;
    }
}

void accept_start(struct net *net)
{
    ev_io_init(&net->accept_watcher, on_accept, net->listener, EV_READ);
    net->accept_watcher.data = net;
    ev_io_start(net->loop, &net->accept_watcher);
}

void accept_stop(struct net *net)
{
    if (net->listener < 0)
        return;
    if (net->loop)
        ev_io_stop(net->loop, &net->accept_watcher);
    close(net->listener);
    net->listener = -1;
}

void accept_resume(struct net *net)
{
    net->told_full = false;
    if (net->listener >= 0 && !ev_is_active(&net->accept_watcher))
        ev_io_start(net->loop, &net->accept_watcher);
}

void accept_gone(struct net *net, struct lws *wsi)
{
    struct link *link = lws_get_opaque_user_data(wsi);

    if (!link)
        return;
    lws_set_opaque_user_data(wsi, NULL);
    if (link->prefix[0])
        limits_leave(net->limits, link->prefix);
    free(link);
    net->connections--;
    metrics_set(&net->metrics, METRIC_CONNECTIONS, net->connections);
}
