/* SPDX-License-Identifier: GPL-3.0-or-later */
/* library.h - the snapshot that is in use now, and its exchange.
 *
 * Holds one snapshot for new turns; turns that began with an older one keep
 * it until they end. Also tells workers that the index was exchanged. Builds
 * nothing by itself. Threads: any. */
#ifndef PUBLISH_LIBRARY_H
#define PUBLISH_LIBRARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "publish/snapshot.h"
#include "store/store.h"
#include "text/pack.h"
#include "text/terms.h"

struct classifier;
struct library;

/* Empty: it must be refreshed before anybody acquires. */
struct library *library_new(void);
void library_free(struct library **library); /* nobody holds a snapshot */

/* What was learnt of intents, handed over before anybody else sees the
 * library; NULL if there is no model: signals speak alone. */
void library_learn(struct library *library, struct classifier **intents);
const struct classifier *library_intents(const struct library *library);

/* The newest snapshot, which stays until library_release(). */
const struct snapshot *library_acquire(struct library *library);
/* Gives back and sets *snapshot NULL; NULL is fine. */
void library_release(struct library *library, const struct snapshot **snapshot);

/* Exchange the snapshot; takes it over and sets *snapshot NULL. */
void library_put(struct library *library, struct snapshot **snapshot);

/* Build and exchange if the store has gone on: 1 exchanged, 0 it was the
 * newest, -1 (the old one stays). store and analyser are the caller's. */
int library_refresh(struct library *library, struct store *store,
                    struct analyser *analyser, struct err *err);

/* The words across languages, which outlive the library; NULL (as it begins)
 * if there are none. Set once, before workers begin. */
void library_set_pack(struct library *library, const struct pack *pack);
const struct pack *library_pack(const struct library *library);

/* Which index is in use: goes up when one is exchanged for another. */
int64_t library_index(struct library *library);
void library_index_exchanged(struct library *library);

/* Is the index being rebuilt, so that answers say so? */
bool library_degraded(struct library *library);
void library_set_degraded(struct library *library, bool degraded);

/* A reader has failed: the publisher is to check the index as a whole. */
void library_doubt(struct library *library);
bool library_doubted(struct library *library);
bool library_take_doubt(struct library *library); /* true once */

#endif
