/* SPDX-License-Identifier: GPL-3.0-or-later */
/* migrations.h - the steps from an empty file to today's tables.
 *
 * Step n brings user_version from n - 1 to n. A step is never changed once
 * it has been released; what is new goes behind. For store/ only. */
#ifndef STORE_MIGRATIONS_H
#define STORE_MIGRATIONS_H

#include <stddef.h>

#include "base/err.h"
#include "store/store.h"

/* Bring the open store to the newest step, each in a transaction of its own;
 * -1 if it is newer than this program. */
int migrations_run(struct store *store, struct err *err);

/* The newest step there is. */
size_t migrations_newest(void);

#endif
