/* SPDX-License-Identifier: GPL-3.0-or-later */
/* peers.h - the open sockets, and who listens to which conversation.
 *
 * A peer is addressed by slot and generation: a late answer for a socket
 * that has gone finds nobody, even if its slot was given away again. Sends
 * nothing and decides nothing. Threads: the loop. */
#ifndef NET_PEERS_H
#define NET_PEERS_H

#include <libwebsockets.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "net/origin.h"
#include "net/sendqueue.h"
#include "net/protocol.h"
#include "session/rpc.h"

enum { PEER_WAITING_MAX = 8 };

struct peer_id {
    uint32_t slot, generation; /* generation 0: nobody */
};

struct room;

/* One socket. Plain values; the files of net/ that serve it touch them. */
struct peer {
    struct peer_id id;
    struct lws *wsi;
    struct sendqueue out;
    struct buf in; /* of a message in several frames */
    struct caller who;
    char *origin;    /* owned */
    bool own;        /* one of our own pages */
    bool greeted;    /* said hello or signed in */
    bool busy;       /* a call of it runs, or waits for its room */
    bool hello_said; /* answered or under way */
    bool counted;    /* its address is counted by the socket, not the peer */
    bool pinged;     /* since it was last heard */
    bool ping_due;
    int close_code;        /* to be closed with, 0: not */
    const char *close_why; /* static text */
    unsigned bad;          /* messages that were none */
    unsigned hits, over;   /* messages this minute; refused ones */
    int64_t minute;        /* start of the minute counted */
    int64_t opened, heard; /* ms */
    int64_t close_at;      /* when patience ends; 0: not closing */
    bool killed;           /* its socket was shut, whatever was held */
    struct request waiting[PEER_WAITING_MAX]; /* first come first served */
    size_t waiting_first, waiting_count;
    struct room *room;
    struct peer *room_next, *room_prev;
    struct peer *turn_next; /* waits for its room's turn */
    struct peer *all_next, *all_prev;
    struct peer *staff_next, *staff_prev;
    bool staff; /* in the list of signed-in staff */
};

/* A conversation with somebody listening, or a turn under way. */
struct room {
    char conversation[RPC_ID_MAX];
    struct peer *peers;
    struct peer *turn_first, *turn_last; /* wait for the running turn */
    unsigned asks;                       /* running and waiting */
    bool running;
    struct room *next; /* in its bucket */
};

struct peers;

struct peers *peers_new(size_t max);
void peers_free(struct peers **peers);

/* A new peer, or NULL if there are max. Belongs to peers. */
struct peer *peers_add(struct peers *peers, struct lws *wsi, int64_t now);
/* Gone: leaves its room and gives back all it holds. */
void peers_drop(struct peers *peers, struct peer *peer);
/* By id; NULL if it has gone. */
struct peer *peers_find(const struct peers *peers, struct peer_id id);
size_t peers_count(const struct peers *peers);
/* All, newest first: for (p = peers_first(...); p; p = p->all_next). */
struct peer *peers_first(const struct peers *peers);

/* Listen to a conversation (and no longer to another). */
void peers_join(struct peers *peers, struct peer *peer,
                const char *conversation);
struct room *peers_room(const struct peers *peers, const char *conversation);
/* Forget a room with nobody in it and no turn running. */
void peers_tidy(struct peers *peers, struct room *room);

/* Signed-in staff: in the list or not. */
void peers_set_staff(struct peers *peers, struct peer *peer, bool staff);
struct peer *peers_staff(const struct peers *peers); /* staff_next */

/* Wait for the room's turn; the next one that waits, or NULL. */
void room_wait(struct room *room, struct peer *peer);
struct peer *room_next(struct room *room);

/* Requests that wait for the call that runs. */
bool peer_wait(struct peer *peer, const struct request *request);
/* The oldest one's method; NULL if none waits. */
const char *peer_next_method(const struct peer *peer);
/* The oldest one, taken out: true with *out (yours). */
bool peer_next(struct peer *peer, struct request *out);

#endif
