/* SPDX-License-Identifier: GPL-3.0-or-later */
/* house.h - everything a subcommand needs, opened in layer order.
 *
 * Opens or makes the data directory, fills it from the corpus when that is
 * new or has changed, brings the index up to date and the published corpus
 * into memory. Threads: the first one; library and config may be shared. */
#ifndef CLI_HOUSE_H
#define CLI_HOUSE_H

#include <stdbool.h>

#include "base/err.h"
#include "config.h"
#include "publish/library.h"
#include "publish/workspace.h"
#include "store/key.h"
#include "store/store.h"
#include "text/pack.h"
#include "text/terms.h"
#include "work/clock.h"

struct house {
    const struct config *config; /* borrowed */
    const char *data_dir;        /* of config */
    struct store *store;         /* this thread's */
    struct analyser *analyser;   /* this thread's */
    struct library *library;
    struct pack *pack; /* NULL if there is none; the library lends it */
    struct clock clock;
};

/* 0, or -1 with one line for the operator. The caller owns *out. */
int house_open(const struct config *config, struct house **out,
               struct err *err);
/* The same for who only writes: the corpus is not read into memory, library
 * stays empty, analyser and pack NULL. */
int house_open_writing(const struct config *config, struct house **out,
                       struct err *err);
/* As house_open(), for a server: an index that is damaged or far behind is left
 * to the publisher, while answers are marked degraded. */
int house_open_serving(const struct config *config, struct house **out,
                       struct err *err);
void house_close(struct house **house);

/* A worker's workspace; begin it with house_begin(). */
int house_workspace(const struct house *house, struct workspace **out,
                    struct err *err);
/* workspace_begin() with this moment and day. */
void house_begin(const struct house *house, struct workspace *ws);

/* What is done in a house, in a workspace that has begun: an exit code, or
 * -1. */
typedef int house_work(const struct house *house, struct workspace *ws,
                       void *context, struct err *err);
/* Open a house, do it, close the house: the exit code; what failed is told.
 * The workspace has the sealing key if it is keyed. */
int house_do(const struct config *config, bool keyed, house_work *work,
             void *context);

/* The sealing key, made on first use, for a workspace's key: 0 or -1. The
 * caller's, key_fini(). */
int house_key(const struct house *house, struct key *out, struct err *err);

/* Bring the index up to the store: 1 it is; 0 another process has the index
 * and has not done so within wait_ms; -1. */
int house_index(const char *data_dir, struct store *store,
                const struct clock *clock, int wait_ms, struct err *err);

/* Only the store of a data directory that is there already. */
int house_store(const struct config *config, struct store **out,
                struct err *err);

/* A folder or file that comes with the program: here, else beside the program
 * or up to two folders above that; NULL if there is none. Yours, free(). */
char *house_beside(const char *folder);

/* The words across languages, yours to pack_close(); NULL, and a line in the
 * log, if there are none. */
struct pack *house_words(const struct config *config);

/* The corpus folder: setting, ./corpus, or beside the program; NULL if there
 * is none. Yours, free(). */
char *house_corpus(const struct config *config);

/* Where the key lies. Yours, free(). */
char *house_key_path(const struct config *config);

#endif
