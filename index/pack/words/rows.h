/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.h - what a word table is made from: keys and their ways.
 *
 * Threads: one. */
#ifndef PACK_ROWS_H
#define PACK_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct row {
    uint32_t key;    /* where it stands in keys */
    uint32_t target; /* in a pool, or a concept's number */
    float weight;
};

struct rows {
    struct buf keys;
    struct row *items;
    size_t count, capacity;
};

void rows_init(struct rows *rows);
void rows_fini(struct rows *rows);
void rows_add(struct rows *rows, const char *key, uint32_t target,
              double weight);
/* By key, the best way first; of the same way the best weight; at most so
 * many ways a key. */
void rows_sort(struct rows *rows, size_t most);
/* Rows of a key, once sorted; their number in *count. */
const struct row *rows_find(const struct rows *rows, const char *key,
                            size_t *count);
/* A row as a number of the pack. */
uint32_t row_way(const struct row *row);
/* The section: a word table. */
void rows_table(const struct rows *rows, struct buf *out);

#endif
