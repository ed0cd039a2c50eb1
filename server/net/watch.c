/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Once a second a worker looks at what another process may have changed
 * (portals added and revoked), and now and then lets time do its work:
 * orders expire, what is no longer needed is forgotten. */
#include "net/server.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "order/order.h"
#include "store/transcripts.h"

enum { SWEEP_MS = 10 * 60 * 1000 };
static const int64_t day_ms = 24 * 60 * 60 * (int64_t)1000;

struct watch {
    struct job job; /* first */
    struct letter letter;
    struct mailbox *mailbox;
    struct clock clock;
    int keep_days;           /* of conversations; 0: no sweep this time */
    struct portals *portals; /* NULL if it failed */
    struct err err;
};

static void sweep(struct workspace *ws, const struct watch *watch)
{
    int64_t now = clock_wall(&watch->clock);
    struct err err = {0};
    int orders = 0, gone = 0;

    workspace_begin(ws, now, clock_day(now));
    orders = order_sweep(ws, &err);
    if (orders >= 0)
        gone = transcripts_forget(ws->store, now - watch->keep_days * day_ms,
                                  &err);
    workspace_end(ws);
    if (orders < 0 || gone < 0)
        log_error("what is over could not be put away: %s", err.text);
    else if (orders + gone > 0)
        log_info("put away: %d orders, %d conversations", orders, gone);
}

/* On the worker's thread. */
static void watch_run(struct job *job, void *worker)
{
    struct watch *watch = (struct watch *)job;
    struct workspace *ws = worker;

    portals_load(ws->store, 0, &watch->portals, &watch->err);
    if (watch->keep_days > 0)
        sweep(ws, watch);
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
    free(watch);
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
    if (net->now >= net->sweep_at)
        watch->keep_days = net->settings.keep_days;
    net->watching = pool_submit(net->pool, &watch->job);
    if (!net->watching)
        free(watch);
    else if (net->now >= net->sweep_at)
        net->sweep_at = net->now + SWEEP_MS;
}
