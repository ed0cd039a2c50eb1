/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack/words/rows.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/packfile.h"

void rows_init(struct rows *rows)
{
    *rows = (struct rows){.count = 0};
    buf_init(&rows->keys);
}

void rows_fini(struct rows *rows)
{
    buf_fini(&rows->keys);
    free(rows->items);
}

static const char *row_key(const struct rows *rows, size_t number)
{
    return rows->keys.bytes + rows->items[number].key;
}

void rows_add(struct rows *rows, const char *key, uint32_t target,
              double weight)
{
    size_t len = strlen(key);
    uint32_t at = (uint32_t)rows->keys.len;

    if (len == 0 || len > PACKFILE_KEY_BYTES || weight <= 0)
        return;
    if (rows->count > 0 && strcmp(row_key(rows, rows->count - 1), key) == 0)
        at = rows->items[rows->count - 1].key;
    else
        buf_add(&rows->keys, key, len + 1);
    rows->items =
        mem_room(rows->items, rows->count, &rows->capacity, sizeof(struct row));
    rows->items[rows->count++] =
        (struct row){at, target, (float)(weight < 1 ? weight : 1)};
}

static int by_key_and_target(const void *left, const void *right, void *keys)
{
    const struct row *a = left, *b = right;
    int order =
        strcmp((const char *)keys + a->key, (const char *)keys + b->key);

    if (order != 0)
        return order;
    if (a->target != b->target)
        return a->target < b->target ? -1 : 1;
    return a->weight > b->weight ? -1 : a->weight < b->weight;
}

static int by_key_and_weight(const void *left, const void *right, void *keys)
{
    const struct row *a = left, *b = right;
    int order =
        strcmp((const char *)keys + a->key, (const char *)keys + b->key);

    if (order != 0)
        return order;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->target < b->target ? -1 : a->target > b->target;
}

static bool same_key(const struct rows *rows, size_t a, size_t b)
{
    return strcmp(row_key(rows, a), row_key(rows, b)) == 0;
}

void rows_sort(struct rows *rows, size_t most)
{
    size_t kept = 0, of_key = 0;

    if (rows->count == 0)
        return;
    qsort_r(rows->items, rows->count, sizeof *rows->items, by_key_and_target,
            rows->keys.bytes);
    for (size_t i = 0; i < rows->count; i++) {
        if (kept > 0 && rows->items[kept - 1].target == rows->items[i].target &&
            same_key(rows, kept - 1, i))
            continue;
        rows->items[kept++] = rows->items[i];
    }
    rows->count = kept;
    qsort_r(rows->items, rows->count, sizeof *rows->items, by_key_and_weight,
            rows->keys.bytes);
    kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        of_key = kept > 0 && same_key(rows, kept - 1, i) ? of_key + 1 : 1;
        if (of_key <= most)
            rows->items[kept++] = rows->items[i];
    }
    rows->count = kept;
}

const struct row *rows_find(const struct rows *rows, const char *key,
                            size_t *count)
{
    size_t low = 0, high = rows->count, end = 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(row_key(rows, middle), key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < rows->count && strcmp(row_key(rows, end), key) == 0;)
        end++;
    *count = end - low;
    return rows->items + low;
}

/* ---- the section -------------------------------------------------------- */

uint32_t row_way(const struct row *row)
{
    unsigned weight = (unsigned)(row->weight * 255 + 0.5F);

    return (weight > 0 ? weight : 1) << 24 | (row->target & 0xFFFFFF);
}

static void entry_add(const struct rows *rows, size_t from, size_t count,
                      struct buf *out)
{
    const char *key = row_key(rows, from);
    size_t len = strlen(key);

    buf_char(out, (char)len);
    buf_char(out, (char)count);
    buf_add(out, key, len);
    while (out->len % 4 != 0)
        buf_char(out, '\0');
    for (size_t i = from; i < from + count; i++) {
        uint32_t way = row_way(&rows->items[i]);

        buf_add(out, (const char *)&way, sizeof way);
    }
}

static size_t rows_keys(const struct rows *rows)
{
    size_t keys = 0;

    for (size_t i = 0; i < rows->count; i++)
        keys += i == 0 || !same_key(rows, i - 1, i);
    return keys;
}

void rows_table(const struct rows *rows, struct buf *out)
{
    struct wordtable_head head = {.slots = 4,
                                  .keys = (uint32_t)rows_keys(rows)};
    struct buf entries;
    uint32_t *slots = NULL;

    while (head.slots < head.keys * 3 / 2 + 1)
        head.slots *= 2;
    slots = mem_zero(head.slots * sizeof *slots);
    buf_init(&entries);
    for (size_t from = 0, to = 0; from < rows->count; from = to) {
        const char *key = row_key(rows, from);
        uint32_t slot = packfile_hash(key, strlen(key)) & (head.slots - 1);

        for (to = from + 1; to < rows->count && same_key(rows, from, to);)
            to++;
        while (slots[slot] != 0)
            slot = (slot + 1) & (head.slots - 1);
        slots[slot] = (uint32_t)(entries.len / 4) + 1;
        entry_add(rows, from, to - from, &entries);
    }
    head.len = (uint32_t)entries.len;
    buf_add(out, (const char *)&head, sizeof head);
    buf_add(out, (const char *)slots, head.slots * sizeof *slots);
    buf_add(out, entries.bytes, entries.len);
    buf_fini(&entries);
    free(slots);
}
