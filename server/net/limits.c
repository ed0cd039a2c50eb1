/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/limits.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BUCKETS = 4096, MINUTE = 60 * 1000 };

struct entry {
    struct entry *next;
    unsigned open, hits;
    int64_t since; /* start of the minute that is counted */
    char key[LIMITS_KEY_MAX];
};

struct limits {
    struct entry *buckets[BUCKETS];
    size_t count;
    unsigned char seed[crypto_shorthash_KEYBYTES];
};

struct limits *limits_new(void)
{
    struct limits *limits = mem_zero(sizeof *limits);

    randombytes_buf(limits->seed, sizeof limits->seed);
    return limits;
}

void limits_free(struct limits **limits)
{
    if (!*limits)
        return;
    for (size_t i = 0; i < BUCKETS; i++)
        while ((*limits)->buckets[i]) {
            struct entry *entry = (*limits)->buckets[i];

            (*limits)->buckets[i] = entry->next;
            free(entry);
        }
    free(*limits);
    *limits = NULL;
}

/* Seeded, so that nobody outside can choose keys that share a bucket. */
static struct entry **place(struct limits *limits, const char *key)
{
    unsigned char hash[crypto_shorthash_BYTES];
    uint32_t number = 0;
    struct entry **at = NULL;

    assert(strlen(key) < LIMITS_KEY_MAX);
    crypto_shorthash(hash, (const unsigned char *)key, strlen(key),
                     limits->seed);
    memcpy(&number, hash, sizeof number);
    at = &limits->buckets[number % BUCKETS];
    while (*at && strcmp((*at)->key, key) != 0)
        at = &(*at)->next;
    return at;
}

static struct entry *entry_of(struct limits *limits, const char *key,
                              int64_t now)
{
    struct entry **at = place(limits, key);

    if (*at || limits->count == LIMITS_KEYS_MAX)
        return *at;
    *at = mem_zero(sizeof **at);
    (*at)->since = now;
    snprintf((*at)->key, sizeof(*at)->key, "%s", key);
    limits->count++;
    return *at;
}

bool limits_enter(struct limits *limits, const char *key, unsigned max,
                  int64_t now)
{
    struct entry *entry = entry_of(limits, key, now);

    if (!entry || entry->open >= max)
        return false;
    entry->open++;
    return true;
}

void limits_leave(struct limits *limits, const char *key)
{
    struct entry *entry = *place(limits, key);

    assert(entry && entry->open > 0);
    entry->open--;
}

unsigned limits_open(struct limits *limits, const char *key)
{
    struct entry *entry = *place(limits, key);

    return entry ? entry->open : 0;
}

bool limits_hit(struct limits *limits, const char *key, unsigned max,
                int64_t now)
{
    struct entry *entry = entry_of(limits, key, now);

    if (!entry)
        return false;
    if (now - entry->since >= MINUTE) {
        entry->since = now;
        entry->hits = 0;
    }
    if (entry->hits >= max)
        return false;
    entry->hits++;
    return true;
}

void limits_sweep(struct limits *limits, int64_t now)
{
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct entry **at = &limits->buckets[i]; *at;) {
            struct entry *entry = *at;

            if (entry->open > 0 || now - entry->since < MINUTE) {
                at = &entry->next;
                continue;
            }
            *at = entry->next;
            free(entry);
            limits->count--;
        }
}

size_t limits_count(const struct limits *limits)
{
    return limits->count;
}
