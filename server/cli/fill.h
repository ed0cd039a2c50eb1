/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fill.h - the store from the corpus folder, when that has changed.
 *
 * Looks at names, sizes and dates only, so that a usual start costs little;
 * what staff have changed since is left as it is.
 * Threads: that of the store. */
#ifndef CLI_FILL_H
#define CLI_FILL_H

#include "base/err.h"
#include "config.h"
#include "publish/references.h"
#include "store/store.h"
#include "work/clock.h"

/* Author of what comes from the corpus folder. */
#define FILL_AUTHOR "corpus"

/* 1 something was taken, 0 nothing has changed, -1. A corpus with mistakes
 * fails only if the store is empty; else it is logged and left. */
int fill_from_corpus(const struct config *config, struct store *store,
                     const struct clock *clock, struct err *err);

/* A known_fn; context is the struct store. */
int fill_known(void *context, const char *id, char kind[REFERENCE_KIND_MAX],
               struct err *err);

#endif
