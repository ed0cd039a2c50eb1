/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/server.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "desk/desk.h"

bool call_is_turn(const char *method)
{
    return strcmp(method, "ask") == 0;
}

static void call_free(struct call *call)
{
    request_fini(&call->request);
    json_decref(call->result);
    json_decref(call->error.data);
    outgoing_fini(&call->out);
    free(call);
}

/* On the worker's thread. */
static void call_run(struct job *job, void *worker)
{
    struct call *call = (struct call *)job;
    struct workspace *ws = worker;
    int64_t now = clock_wall(&call->clock);
    bool desk = strncmp(call->request.method, "desk.", 5) == 0;
    rpc_call *run = desk ? desk_call : session_call;

    workspace_begin(ws, now, clock_day(now));
    call->who.out = &call->out;
    if (run(ws, &call->who, call->request.method, call->request.params,
            &call->result, &call->error) < 0) {
        json_decref(call->result);
        call->result = NULL;
    }
    call->who.out = NULL;
    workspace_end(ws);
    mailbox_post(call->mailbox, &call->letter);
}

static void count_call(struct net *net, const struct call *call)
{
    metrics_drop(&net->metrics, METRIC_CALLS_RUNNING);
    if (call->result)
        metrics_add(&net->metrics, METRIC_CALLS_DONE);
    else if (call->error.code == RPC_INTERNAL)
        metrics_add(&net->metrics, METRIC_CALLS_FAILED);
    else
        metrics_add(&net->metrics, METRIC_CALLS_REFUSED);
    if (call->turn && call->result)
        metrics_turn(&net->metrics,
                     (double)(lws_now_usecs() - call->begun) / 1e6);
}

/* What a hello or a signing in found out about the peer. */
static void peer_learn(struct net *net, struct peer *peer,
                       const struct call *call)
{
    if (!call->result) {
        if (strcmp(call->request.method, "hello") == 0)
            peer->hello_said = false;
        return;
    }
    peer->who = call->who;
    if (peer->who.conversation[0])
        peers_join(net->peers, peer, peer->who.conversation);
    peers_set_staff(net->peers, peer, peer->who.staff[0] != '\0');
    peer->greeted = peer->greeted || peer->room || peer->staff;
}

/* On the loop again. */
static void call_deliver(struct letter *letter, void *loop)
{
    struct net *net = loop;
    struct call *call =
        (struct call *)((char *)letter - offsetof(struct call, letter));
    struct peer *peer = peers_find(net->peers, call->peer);

    net->running--;
    count_call(net, call);
    if (peer) {
        peer->busy = false;
        peer_learn(net, peer, call);
        if (call->result)
            send_result(net, peer, call->request.id, call->result);
        else
            send_error(net, peer, call->request.id, &call->error);
    }
    send_outgoing(net, &call->out);
    if (call->turn)
        service_turn_over(net, call->who.conversation);
    if (peer)
        service_next(net, peer);
    call_free(call);
}

bool call_submit(struct net *net, struct peer *peer, struct request *request)
{
    struct call *call = mem_zero(sizeof *call);

    *call = (struct call){
        .job = {.run = call_run},
        .letter = {.deliver = call_deliver},
        .mailbox = net->mailbox,
        .clock = net->clock,
        .peer = peer->id,
        .who = peer->who,
        .request = *request,
        .begun = lws_now_usecs(),
        .turn = call_is_turn(request->method),
    };
    if (!pool_submit(net->pool, &call->job)) {
        metrics_add(&net->metrics, METRIC_BUSY);
        if (strcmp(request->method, "hello") == 0)
            peer->hello_said = false;
        send_refusal(net, peer, request->id, RPC_BUSY,
                     "busy; try again in a moment");
        call_free(call);
        return false;
    }
    net->running++;
    metrics_add(&net->metrics, METRIC_CALLS_RUNNING);
    return true;
}
