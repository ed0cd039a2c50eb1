/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Once a second a worker looks at what another process may have changed:
 * portals added and revoked, staff locked out. */
#include "net/server.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"

struct watch {
    struct job job; /* first */
    struct letter letter;
    struct mailbox *mailbox;
    struct portals *portals; /* NULL if it failed */
    struct err err;
};

/* On the worker's thread. */
static void watch_run(struct job *job, void *worker)
{
    struct watch *watch = (struct watch *)job;
    struct workspace *ws = worker;

    portals_load(ws->store, 0, &watch->portals, &watch->err);
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
    net->watching = pool_submit(net->pool, &watch->job);
    if (!net->watching)
        free(watch);
}
