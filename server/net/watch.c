/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Once a second a worker looks at what another process may have changed
 * (portals revoked, staff locked out), and now and then lets time do its
 * work: orders expire, what is no longer needed is forgotten. */
#include "net/server.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "store/transcripts.h"

enum { SWEEP_MS = 10 * 60 * 1000, TICK_MS = 10 * 1000 };
static const int64_t day_ms = 24 * 60 * 60 * (int64_t)1000;

/* A signed-in socket, and whether its sign-in still holds. */
struct staff_seen {
    struct peer_id peer;
    struct caller who;
    bool gone;
};

struct watch {
    struct job job; /* first */
    struct letter letter;
    struct mailbox *mailbox;
    struct clock clock;
    int keep_days;           /* of conversations; 0: no sweep this time */
    bool tick;               /* look at orders that wait */
    struct outgoing out;     /* what staff have to hear of that */
    struct portals *portals; /* NULL if it failed */
    struct staff_seen *staff;
    size_t staff_count;
    struct err err;
};

static void watch_free(struct watch *watch)
{
    outgoing_fini(&watch->out);
    free(watch->staff);
    free(watch);
}

static void sweep(struct workspace *ws, const struct watch *watch)
{
    struct err err = {0};
    int gone = 0;

    if (desk_sweep(ws, &err) < 0 || session_sweep(ws, &err) < 0 ||
        (gone = transcripts_forget(
             ws->store, ws->now - watch->keep_days * day_ms, &err)) < 0)
        log_error("what is over could not be put away: %s", err.text);
    else if (gone > 0)
        log_info("put away: %d conversations", gone);
}

static void look_at_orders(struct workspace *ws, struct watch *watch)
{
    struct err err = {0};

    if (desk_tick(ws, &watch->out, &err) < 0)
        log_error("orders that wait: %s", err.text);
}

static void look_at_staff(struct workspace *ws, struct watch *watch)
{
    struct err err = {0};

    for (size_t i = 0; i < watch->staff_count; i++) {
        int holds = desk_holds(ws, &watch->staff[i].who, &err);

        if (holds < 0)
            log_error("staff: %s", err.text);
        watch->staff[i].gone = holds == 0;
    }
}

/* On the worker's thread. */
static void watch_run(struct job *job, void *worker)
{
    struct watch *watch = (struct watch *)job;
    struct workspace *ws = worker;
    int64_t now = clock_wall(&watch->clock);

    workspace_begin(ws, now, clock_day(now));
    portals_load(ws->store, 0, &watch->portals, &watch->err);
    look_at_staff(ws, watch);
    if (watch->tick)
        look_at_orders(ws, watch);
    if (watch->keep_days > 0)
        sweep(ws, watch);
    workspace_end(ws);
    mailbox_post(watch->mailbox, &watch->letter);
}

static bool portal_known(const struct portals *portals, const char *key)
{
    for (size_t i = 0; i < portals->count; i++)
        if (strcmp(portals->items[i].key, key) == 0)
            return true;
    return false;
}

/* Sockets whose site may no longer speak to us. */
static void close_revoked(struct net *net)
{
    for (struct peer *p = peers_first(net->peers); p; p = p->all_next) {
        bool key =
            !p->who.portal[0] || portal_known(net->portals, p->who.portal);

        if (p->close_code ||
            (key && origin_allowed(&net->own, net->portals, p->origin)))
            continue;
        metrics_add(&net->metrics, METRIC_DROPPED_REVOKED);
        send_close(net, p, CLOSE_REFUSED, "this site may no longer connect");
    }
}

static void close_gone(struct net *net, const struct watch *watch)
{
    for (size_t i = 0; i < watch->staff_count; i++) {
        const struct staff_seen *seen = &watch->staff[i];
        struct peer *peer = peers_find(net->peers, seen->peer);

        if (!seen->gone || !peer || !peer->staff ||
            strcmp(peer->who.staff_signin, seen->who.staff_signin) != 0)
            continue;
        metrics_add(&net->metrics, METRIC_DROPPED_REVOKED);
        send_close(net, peer, CLOSE_NOT_SIGNED_IN, "no longer signed in");
    }
}

static void watch_deliver(struct letter *letter, void *loop)
{
    struct net *net = loop;
    struct watch *watch =
        (struct watch *)((char *)letter - offsetof(struct watch, letter));

    net->watching = false;
    if (watch->portals) {
        portals_free(&net->portals);
        net->portals = watch->portals;
        close_revoked(net);
    } else {
        log_error("portals cannot be read: %s", watch->err.text);
    }
    close_gone(net, watch);
    send_outgoing(net, &watch->out);
    watch_free(watch);
}

static void gather_staff(struct net *net, struct watch *watch)
{
    size_t capacity = 0;

    for (struct peer *p = peers_staff(net->peers); p; p = p->staff_next) {
        watch->staff = mem_room(watch->staff, watch->staff_count, &capacity,
                                sizeof *watch->staff);
        watch->staff[watch->staff_count++] =
            (struct staff_seen){.peer = p->id, .who = p->who};
    }
    metrics_set(&net->metrics, METRIC_STAFF, watch->staff_count);
}

void watch_start(struct net *net)
{
    struct watch *watch = NULL;

    if (net->watching || net->stop_at)
        return;
    watch = mem_zero(sizeof *watch);
    watch->job.run = watch_run;
    watch->letter.deliver = watch_deliver;
    watch->mailbox = net->mailbox;
    watch->clock = net->clock;
    gather_staff(net, watch);
    if (net->now >= net->sweep_at)
        watch->keep_days = net->settings.keep_days;
    watch->tick = net->now >= net->tick_at;
    net->watching = pool_submit(net->pool, &watch->job);
    if (!net->watching) {
        watch_free(watch);
        return;
    }
    if (net->now >= net->sweep_at)
        net->sweep_at = net->now + SWEEP_MS;
    if (net->now >= net->tick_at)
        net->tick_at = net->now + TICK_MS;
}
