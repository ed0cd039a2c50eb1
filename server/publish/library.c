/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/library.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/records.h"
#include "text/classifier.h"

/* A snapshot and who holds it; the library itself counts for one. */
struct holding {
    struct snapshot *snapshot;
    size_t holders;
    struct holding *older;
};

struct library {
    pthread_mutex_t lock;
    struct holding *newest; /* then older ones that are still held */
    int64_t index;
    bool degraded, doubted;
    struct classifier *intents; /* never changes once learnt */
    const struct pack *pack;
};

struct library *library_new(void)
{
    struct library *library = mem_zero(sizeof *library);

    pthread_mutex_init(&library->lock, NULL);
    return library;
}

static void holding_free(struct holding *holding)
{
    snapshot_free(&holding->snapshot);
    free(holding);
}

void library_free(struct library **library)
{
    if (*library == NULL)
        return;
    if ((*library)->newest != NULL) {
        assert((*library)->newest->holders == 1);
        assert((*library)->newest->older == NULL);
        holding_free((*library)->newest);
    }
    classifier_close(&(*library)->intents);
    pthread_mutex_destroy(&(*library)->lock);
    free(*library);
    *library = NULL;
}

void library_learn(struct library *library, struct classifier **intents)
{
    classifier_close(&library->intents);
    library->intents = *intents;
    *intents = NULL;
}

const struct classifier *library_intents(const struct library *library)
{
    return library->intents;
}

const struct snapshot *library_acquire(struct library *library)
{
    const struct snapshot *snapshot = NULL;

    pthread_mutex_lock(&library->lock);
    assert(library->newest != NULL);
    library->newest->holders++;
    snapshot = library->newest->snapshot;
    pthread_mutex_unlock(&library->lock);
    return snapshot;
}

/* One holder less; the holding itself if that was the last, to be freed
 * outside the lock. */
static struct holding *holding_leave(struct library *library,
                                     const struct snapshot *snapshot)
{
    struct holding **at = &library->newest;
    struct holding *holding = NULL;

    while (*at != NULL && (*at)->snapshot != snapshot)
        at = &(*at)->older;
    holding = *at;
    assert(holding != NULL);
    if (--holding->holders > 0)
        return NULL;
    *at = holding->older;
    return holding;
}

void library_release(struct library *library, const struct snapshot **snapshot)
{
    struct holding *last = NULL;

    if (*snapshot == NULL)
        return;
    pthread_mutex_lock(&library->lock);
    last = holding_leave(library, *snapshot);
    pthread_mutex_unlock(&library->lock);
    *snapshot = NULL;
    if (last != NULL)
        holding_free(last);
}

void library_put(struct library *library, struct snapshot **snapshot)
{
    struct holding *holding = mem_zero(sizeof *holding);
    struct holding *last = NULL;

    holding->snapshot = *snapshot;
    holding->holders = 1;
    *snapshot = NULL;
    pthread_mutex_lock(&library->lock);
    holding->older = library->newest;
    library->newest = holding;
    if (holding->older != NULL)
        last = holding_leave(library, holding->older->snapshot);
    pthread_mutex_unlock(&library->lock);
    if (last != NULL)
        holding_free(last);
}

static int64_t library_sequence(struct library *library)
{
    int64_t sequence = -1;

    pthread_mutex_lock(&library->lock);
    if (library->newest != NULL)
        sequence = snapshot_sequence(library->newest->snapshot);
    pthread_mutex_unlock(&library->lock);
    return sequence;
}

int library_refresh(struct library *library, struct store *store,
                    struct analyser *analyser, struct err *err)
{
    int64_t sequence = records_sequence(store, err);
    struct snapshot *snapshot = NULL;

    if (sequence < 0)
        return -1;
    if (sequence == library_sequence(library))
        return 0;
    if (snapshot_build(store, analyser, &snapshot, err) < 0)
        return -1;
    library_put(library, &snapshot);
    return 1;
}

void library_set_pack(struct library *library, const struct pack *pack)
{
    library->pack = pack;
}

const struct pack *library_pack(const struct library *library)
{
    return library->pack;
}

int64_t library_index(struct library *library)
{
    int64_t index = 0;

    pthread_mutex_lock(&library->lock);
    index = library->index;
    pthread_mutex_unlock(&library->lock);
    return index;
}

void library_index_exchanged(struct library *library)
{
    pthread_mutex_lock(&library->lock);
    library->index++;
    pthread_mutex_unlock(&library->lock);
}

bool library_degraded(struct library *library)
{
    bool degraded = false;

    pthread_mutex_lock(&library->lock);
    degraded = library->degraded;
    pthread_mutex_unlock(&library->lock);
    return degraded;
}

void library_set_degraded(struct library *library, bool degraded)
{
    pthread_mutex_lock(&library->lock);
    library->degraded = degraded;
    pthread_mutex_unlock(&library->lock);
}

void library_doubt(struct library *library)
{
    pthread_mutex_lock(&library->lock);
    library->doubted = true;
    pthread_mutex_unlock(&library->lock);
}

bool library_doubted(struct library *library)
{
    bool doubted = false;

    pthread_mutex_lock(&library->lock);
    doubted = library->doubted;
    pthread_mutex_unlock(&library->lock);
    return doubted;
}

bool library_take_doubt(struct library *library)
{
    bool doubted = false;

    pthread_mutex_lock(&library->lock);
    doubted = library->doubted;
    library->doubted = false;
    pthread_mutex_unlock(&library->lock);
    return doubted;
}
