/* SPDX-License-Identifier: GPL-3.0-or-later */
/* store.h - the truth at run time: one SQLite file in the data directory.
 *
 * Opens, checks and migrates it, and holds transactions. What is kept there
 * is said by records.h, transcripts.h, orders.h and people.h; SQL stays in
 * this folder. Threads: one struct store a thread, any number at a time. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdint.h>

#include "base/err.h"

struct store;

/* Open data_dir/parlor.db, creating both (0700, 0600) if they are missing,
 * and bring it to this program's version. 0, or -1 with *err: one line that
 * says what, where and what to do. The caller owns *out. */
int store_open(const char *data_dir, struct store **out, struct err *err);
void store_close(struct store **store); /* a transaction is rolled back */

/* The file, for messages. Borrowed. */
const char *store_path(const struct store *store);

/* A transaction that writes; others' writes wait up to 5 s, then ERR_BUSY.
 * They do not nest. After a failed commit nothing has been kept and the
 * transaction is over. */
int store_begin(struct store *store, struct err *err);
int store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store); /* harmless without one */
/* End one way or the other: commit if ret >= 0. Returns ret, or -1. */
int store_end(struct store *store, int ret, struct err *err);

/* One moment for several reads: what others commit meanwhile is not seen
 * until store_rollback(). */
int store_read(struct store *store, struct err *err);

/* Has another connection written since the last call: 1 yes, 0 no, -1. The
 * first call says yes. */
int store_changed(struct store *store, struct err *err);

/* After values have been erased: leave nothing of them in the write-ahead
 * log. 1 done, 0 somebody is still reading an older state (call it again
 * later), -1. */
int store_scrub(struct store *store, struct err *err);

/* Write a whole, compact copy to path, which must not exist. Others may go
 * on reading and writing. */
int store_backup(struct store *store, const char *path, struct err *err);

/* Read everything once and check it: 1 whole, 0 damaged (*err says where),
 * -1 could not be tried. */
int store_verify(struct store *store, struct err *err);

/* A setting of the installation: 1 and *out (yours, free()), 0 none, -1. */
int store_setting(struct store *store, const char *key, char **out,
                  struct err *err);
int store_setting_put(struct store *store, const char *key, const char *value,
                      struct err *err);

#endif
