/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/peers.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { ROOM_BUCKETS = 4096 };

struct slot {
    struct peer *peer; /* NULL: free */
    uint32_t generation;
    uint32_t next_free; /* slot + 1; 0 ends the list */
};

struct peers {
    struct slot *slots;
    size_t max, used, count;
    uint32_t free; /* slot + 1 */
    struct peer *first, *staff;
    struct room *rooms[ROOM_BUCKETS];
    unsigned char seed[crypto_shorthash_KEYBYTES];
};

struct peers *peers_new(size_t max)
{
    struct peers *peers = mem_zero(sizeof *peers);

    assert(max < UINT32_MAX);
    peers->max = max;
    peers->slots = mem_zero(max * sizeof *peers->slots);
    randombytes_buf(peers->seed, sizeof peers->seed);
    return peers;
}

void peers_free(struct peers **peers)
{
    if (!*peers)
        return;
    while ((*peers)->first)
        peers_drop(*peers, (*peers)->first);
    for (size_t i = 0; i < ROOM_BUCKETS; i++)
        while ((*peers)->rooms[i]) {
            struct room *room = (*peers)->rooms[i];

            (*peers)->rooms[i] = room->next;
            free(room);
        }
    free((*peers)->slots);
    free(*peers);
    *peers = NULL;
}

struct peer *peers_add(struct peers *peers, struct lws *wsi, int64_t now)
{
    uint32_t at = 0;
    struct slot *slot = NULL;
    struct peer *peer = NULL;

    if (peers->free) {
        at = peers->free - 1;
        peers->free = peers->slots[at].next_free;
    } else if (peers->used < peers->max) {
        at = (uint32_t)peers->used++;
    } else {
        return NULL;
    }
    slot = &peers->slots[at];
    slot->generation++;
    peer = slot->peer = mem_zero(sizeof *peer);
    *peer = (struct peer){.id = {at, slot->generation},
                          .wsi = wsi,
                          .opened = now,
                          .minute = now,
                          .heard = now,
                          .all_next = peers->first};
    if (peers->first)
        peers->first->all_prev = peer;
    peers->first = peer;
    peers->count++;
    return peer;
}

static struct room **room_place(struct peers *peers, const char *conversation)
{
    unsigned char hash[crypto_shorthash_BYTES];
    uint32_t number = 0;
    struct room **at = NULL;

    crypto_shorthash(hash, (const unsigned char *)conversation,
                     strlen(conversation), peers->seed);
    memcpy(&number, hash, sizeof number);
    at = &peers->rooms[number % ROOM_BUCKETS];
    while (*at && strcmp((*at)->conversation, conversation) != 0)
        at = &(*at)->next;
    return at;
}

struct room *peers_room(const struct peers *peers, const char *conversation)
{
    return *room_place((struct peers *)peers, conversation);
}

void peers_tidy(struct peers *peers, struct room *room)
{
    struct room **at = NULL;

    if (room->peers || room->running || room->turn_first)
        return;
    at = room_place(peers, room->conversation);
    assert(*at == room);
    *at = room->next;
    free(room);
}

static void turn_forget(struct room *room, struct peer *peer)
{
    struct peer *before = NULL;

    for (struct peer *p = room->turn_first; p; before = p, p = p->turn_next) {
        if (p != peer)
            continue;
        if (before)
            before->turn_next = p->turn_next;
        else
            room->turn_first = p->turn_next;
        if (room->turn_last == p)
            room->turn_last = before;
        p->turn_next = NULL;
        return;
    }
}

static void room_leave(struct peers *peers, struct peer *peer)
{
    struct room *room = peer->room;
    bool asked = false;

    if (!room)
        return;
    for (size_t i = 0; i < peer->waiting_count; i++) {
        size_t at = (peer->waiting_first + i) % PEER_WAITING_MAX;

        asked = strcmp(peer->waiting[at].method, "ask") == 0;
        room->asks -= asked ? 1 : 0;
    }
    turn_forget(room, peer);
    if (peer->room_prev)
        peer->room_prev->room_next = peer->room_next;
    else
        room->peers = peer->room_next;
    if (peer->room_next)
        peer->room_next->room_prev = peer->room_prev;
    peer->room = NULL;
    peer->room_next = peer->room_prev = NULL;
    peers_tidy(peers, room);
}

void peers_drop(struct peers *peers, struct peer *peer)
{
    struct slot *slot = &peers->slots[peer->id.slot];
    struct request request;

    assert(slot->peer == peer);
    room_leave(peers, peer);
    peers_set_staff(peers, peer, false);
    while (peer_next(peer, &request))
        request_fini(&request);
    if (peer->all_prev)
        peer->all_prev->all_next = peer->all_next;
    else
        peers->first = peer->all_next;
    if (peer->all_next)
        peer->all_next->all_prev = peer->all_prev;
    sendqueue_clear(&peer->out);
    buf_fini(&peer->in);
    free(peer->origin);
    free(peer);
    slot->peer = NULL;
    slot->next_free = peers->free;
    peers->free = (uint32_t)(slot - peers->slots) + 1;
    peers->count--;
}

struct peer *peers_find(const struct peers *peers, struct peer_id id)
{
    const struct slot *slot = NULL;

    if (id.generation == 0 || id.slot >= peers->max)
        return NULL;
    slot = &peers->slots[id.slot];
    return slot->generation == id.generation ? slot->peer : NULL;
}

size_t peers_count(const struct peers *peers)
{
    return peers->count;
}

struct peer *peers_first(const struct peers *peers)
{
    return peers->first;
}

void peers_join(struct peers *peers, struct peer *peer,
                const char *conversation)
{
    struct room **at = NULL;

    if (peer->room && strcmp(peer->room->conversation, conversation) == 0)
        return;
    room_leave(peers, peer);
    at = room_place(peers, conversation);
    if (!*at) {
        *at = mem_zero(sizeof **at);
        snprintf((*at)->conversation, RPC_ID_MAX, "%s", conversation);
    }
    peer->room = *at;
    peer->room_next = (*at)->peers;
    if ((*at)->peers)
        (*at)->peers->room_prev = peer;
    (*at)->peers = peer;
}

void peers_set_staff(struct peers *peers, struct peer *peer, bool staff)
{
    if (staff == peer->staff)
        return;
    peer->staff = staff;
    if (staff) {
        peer->staff_prev = NULL;
        peer->staff_next = peers->staff;
        if (peers->staff)
            peers->staff->staff_prev = peer;
        peers->staff = peer;
        return;
    }
    if (peer->staff_prev)
        peer->staff_prev->staff_next = peer->staff_next;
    else
        peers->staff = peer->staff_next;
    if (peer->staff_next)
        peer->staff_next->staff_prev = peer->staff_prev;
}

struct peer *peers_staff(const struct peers *peers)
{
    return peers->staff;
}

void room_wait(struct room *room, struct peer *peer)
{
    if (room->turn_last)
        room->turn_last->turn_next = peer;
    else
        room->turn_first = peer;
    room->turn_last = peer;
}

struct peer *room_next(struct room *room)
{
    struct peer *peer = room->turn_first;

    if (peer)
        turn_forget(room, peer);
    return peer;
}

bool peer_wait(struct peer *peer, const struct request *request)
{
    size_t at = (peer->waiting_first + peer->waiting_count) % PEER_WAITING_MAX;

    if (peer->waiting_count == PEER_WAITING_MAX)
        return false;
    peer->waiting[at] = *request;
    peer->waiting_count++;
    return true;
}

const char *peer_next_method(const struct peer *peer)
{
    return peer->waiting_count > 0 ? peer->waiting[peer->waiting_first].method
                                   : NULL;
}

bool peer_next(struct peer *peer, struct request *out)
{
    if (peer->waiting_count == 0)
        return false;
    *out = peer->waiting[peer->waiting_first];
    peer->waiting_first = (peer->waiting_first + 1) % PEER_WAITING_MAX;
    peer->waiting_count--;
    return true;
}
