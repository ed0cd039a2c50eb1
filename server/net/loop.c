/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/server.h"

#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "net/http.h"

/* Heard while it starts. Afterwards each of its lines is a stranger's doing
 * (one a socket, one a bad request), so that the log would be theirs to
 * fill; what matters of that is counted. */
static void log_websockets(int level, const char *line)
{
    (void)level;
    log_error("libwebsockets: %s", line);
}

/* As many files as we may; connections stay FILES_KEPT below. */
static void raise_files(struct net *net)
{
    struct rlimit files;
    size_t room = 0;

    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    if (getrlimit(RLIMIT_NOFILE, &files) < 0 ||
        files.rlim_cur < FILES_KEPT + 64)
        files.rlim_cur = FILES_KEPT + 64;
    room = files.rlim_cur > 1000000 ? 1000000
                                    : (size_t)files.rlim_cur - FILES_KEPT;
    net->max_connections = net->settings.max_connections;
    if (net->max_connections == 0 || net->max_connections > room)
        net->max_connections = room;
}

static void on_mail_posted(void *context)
{
    struct net *net = context;

    ev_async_send(net->loop, &net->mail_watcher);
}

static void on_mail(struct ev_loop *loop, ev_async *watcher, int events)
{
    struct net *net = watcher->data;

    (void)loop;
    (void)events;
    net->now = clock_span(&net->clock);
    mailbox_deliver(net->mailbox, net);
}

/* Everybody is told once; later ticks wait for their closes to go out. */
static void close_all(struct net *net)
{
    for (struct peer *p = peers_first(net->peers); p; p = p->all_next)
        send_close(net, p, CLOSE_GOING_AWAY, "the server is stopping");
}

/* Let turns in flight finish, then close, then end. */
static void stop_step(struct net *net)
{
    bool late = net->now >= net->stop_at + STOP_MS;

    if (net->running > 0 && !late)
        return;
    close_all(net);
    if (peers_count(net->peers) == 0 ||
        net->now >= net->stop_at + STOP_MS + CLOSE_MS)
        ev_break(net->loop, EVBREAK_ALL);
}

static void on_stop_tick(struct ev_loop *loop, ev_timer *watcher, int events)
{
    (void)loop;
    (void)events;
    stop_step(watcher->data);
}

static void on_signal(struct ev_loop *loop, ev_signal *watcher, int events)
{
    struct net *net = watcher->data;

    (void)events;
    if (net->stop_at)
        return;
    log_info("stopping: %zu calls under way, %zu sockets", net->running,
             peers_count(net->peers));
    net->stop_at = net->now = clock_span(&net->clock);
    accept_stop(net);
    ev_timer_init(&net->stop_watcher, on_stop_tick, 0.0, 0.02);
    net->stop_watcher.data = net;
    ev_timer_start(loop, &net->stop_watcher);
}

static void on_tick(struct ev_loop *loop, ev_timer *watcher, int events)
{
    struct net *net = watcher->data;

    (void)loop;
    (void)events;
    net->now = clock_span(&net->clock);
    net->log_lines = 0;
    accept_resume(net);
    service_tick(net);
    limits_sweep(net->limits, net->now);
    watch_start(net);
}

/* The time is asked once a round of the loop. */
static void on_round(struct ev_loop *loop, ev_check *watcher, int events)
{
    struct net *net = watcher->data;

    (void)loop;
    (void)events;
    net->now = clock_span(&net->clock);
}

/* From the start, so that no signal between opening and running is lost: it
 * waits for the loop. */
static void signals_start(struct net *net)
{
    ev_signal_init(&net->term_watcher, on_signal, SIGTERM);
    ev_signal_init(&net->int_watcher, on_signal, SIGINT);
    net->term_watcher.data = net->int_watcher.data = net;
    ev_signal_start(net->loop, &net->term_watcher);
    ev_signal_start(net->loop, &net->int_watcher);
}

static void signals_stop(struct net *net)
{
    ev_signal_stop(net->loop, &net->term_watcher);
    ev_signal_stop(net->loop, &net->int_watcher);
}

static void watchers_start(struct net *net)
{
    ev_timer_init(&net->tick_watcher, on_tick, 0.0, 1.0);
    ev_check_init(&net->round_watcher, on_round);
    ev_set_priority(&net->round_watcher, EV_MAXPRI);
    net->tick_watcher.data = net->round_watcher.data = net;
    ev_timer_start(net->loop, &net->tick_watcher);
    ev_check_start(net->loop, &net->round_watcher);
}

static void watchers_stop(struct net *net)
{
    ev_timer_stop(net->loop, &net->tick_watcher);
    ev_timer_stop(net->loop, &net->stop_watcher);
    ev_check_stop(net->loop, &net->round_watcher);
}

/* No extensions (no compression), HTTP/1.1 only, our own keepalive: theirs
 * keeps one sorted list, which 20,000 sockets make slow. */
static int context_make(struct net *net, struct err *err)
{
    static const lws_retry_bo_t no_keepalive = {0};
    static const struct lws_protocols protocols[] = {
        {"http", web_event, sizeof(void *) * 8, 1024, 0, NULL, 0},
        {"parlor.v1", socket_event, sizeof(struct peer_id), 1024, 1, NULL, 0},
        {NULL, NULL, 0, 0, 0, NULL, 0},
    };
    void *loops[] = {net->loop};
    struct lws_context_creation_info info = {
        .port = CONTEXT_PORT_NO_LISTEN_SERVER,
        .protocols = protocols,
        .options = LWS_SERVER_OPTION_LIBEV | LWS_SERVER_OPTION_VALIDATE_UTF8 |
                   LWS_SERVER_OPTION_EXPLICIT_VHOSTS,
        .foreign_loops = loops,
        .user = net,
        .gid = -1,
        .uid = -1,
        .alpn = "http/1.1",
        .server_string = "parlor",
        .vhost_name = "parlor",
        .max_http_header_data = 8192,
        .pt_serv_buf_size = 16 * 1024,
        .timeout_secs = 10,
        .timeout_secs_ah_idle = 10,
        .keepalive_timeout = 15,
        .retry_and_idle_policy = &no_keepalive,
    };

    lws_set_log_level(LLL_ERR, log_websockets);
    net->context = lws_create_context(&info);
    net->vhost = net->context ? lws_create_vhost(net->context, &info) : NULL;
    return net->vhost ? 0
                      : err_set(err, ERR_IO,
                                "libwebsockets cannot start; is the package "
                                "libwebsockets-evlib-ev installed?");
}

static int texts_make(struct net *net, struct err *err)
{
    struct buf policy;

    if (origins_own(net->settings.public_url, net->settings.listen, net->port,
                    &net->own, err) < 0)
        return -1;
    buf_init(&policy);
    http_policy(&net->own, &policy);
    net->policy = policy.bytes;
    return 0;
}

int net_open(const struct net_settings *settings, struct portals **portals,
             struct net **out, struct err *err)
{
    struct net *net = mem_zero(sizeof *net);

    assert(web_user_size <= sizeof(void *) * 8);
    net->settings = *settings;
    net->clock = clock_system();
    net->now = net->started = clock_span(&net->clock);
    net->listener = -1;
    net->limits = limits_new();
    net->portals = *portals;
    *portals = NULL;
    raise_files(net);
    net->peers = peers_new(net->max_connections);
    net->loop = ev_loop_new(EVFLAG_AUTO);
    ev_async_init(&net->mail_watcher, on_mail);
    net->mail_watcher.data = net;
    ev_async_start(net->loop, &net->mail_watcher);
    signals_start(net);
    net->mailbox = mailbox_new(on_mail_posted, net);
    *out = net;
    if (address_ranges_parse(settings->trusted_proxy, &net->trusted, err) < 0 ||
        assets_load(settings->web, &net->assets, err) < 0 ||
        accept_open(net, err) < 0 || texts_make(net, err) < 0 ||
        context_make(net, err) < 0) {
        net_close(out);
        return -1;
    }
    return 0;
}

void net_close(struct net **net)
{
    struct net *gone = *net;

    if (!gone)
        return;
    accept_stop(gone);
    if (gone->context)
        lws_context_destroy(gone->context);
    while (gone->mailbox && mailbox_deliver(gone->mailbox, gone) > 0)
        ;
    mailbox_free(&gone->mailbox);
    ev_async_stop(gone->loop, &gone->mail_watcher);
    signals_stop(gone);
    ev_loop_destroy(gone->loop);
    peers_free(&gone->peers);
    limits_free(&gone->limits);
    portals_free(&gone->portals);
    assets_free(&gone->assets);
    free(gone->policy);
    free(gone);
    *net = NULL;
}

struct mailbox *net_mailbox(struct net *net)
{
    return net->mailbox;
}

int net_port(const struct net *net)
{
    return net->port;
}

void net_run(struct net *net, struct pool *pool, struct library *library)
{
    net->pool = pool;
    net->library = library;
    net->stop_at = 0;
    lws_set_log_level(0, log_websockets);
    accept_start(net);
    watchers_start(net);
    ev_run(net->loop, 0);
    watchers_stop(net);
    accept_stop(net);
    log_info("stopped");
}
