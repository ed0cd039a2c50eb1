/* SPDX-License-Identifier: GPL-3.0-or-later */
/* connection.h - the inside of a store; for store.c and sql.c only. */
#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include <sqlite3.h>

#include "base/err.h"
#include "store/store.h"

sqlite3 *connection_db(struct store *store);

/* The prepared statement of a literal, ready to be bound; the store keeps
 * it. 0 or -1. */
int connection_statement(struct store *store, const char *sql,
                         sqlite3_stmt **out, struct err *err);

#endif
