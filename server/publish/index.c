/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/index.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/mem.h"
#include "engine/reader.h"
#include "engine/writer.h"
#include "publish/files.h"
#include "publish/lock.h"
#include "publish/passages.h"
#include "store/records.h"

enum { BATCH_RECORDS = 500, PATH_BYTES = 4096, VERIFY_TRIES = 5 };

struct index {
    struct writer *writer;
    struct arena *arena; /* passages of one record */
    int64_t sequence;    /* told up to */
    struct lock lock;
};

char *index_path(const char *data_dir)
{
    char path[PATH_BYTES];

    snprintf(path, sizeof path, "%s/index", data_dir);
    return mem_text(path);
}

static int64_t sequence_at(const char *path)
{
    struct reader *reader = NULL;
    struct err err = {0};
    int64_t sequence = -1;

    if (reader_open(path, &reader, &err) == 0)
        sequence = reader_sequence(reader, &err);
    reader_close(&reader);
    return sequence;
}

int64_t index_sequence(const char *data_dir)
{
    char *path = index_path(data_dir);
    int64_t sequence = sequence_at(path);

    free(path);
    return sequence;
}

/* ---- opening ----------------------------------------------------------- */

static int path_set_aside(const char *path, int64_t now, struct err *err)
{
    char aside[PATH_BYTES + 64];

    snprintf(aside, sizeof aside, "%s.broken-%lld", path, (long long)now);
    if (rename(path, aside) < 0)
        return err_set(err, ERR_IO, "%s cannot be set aside: %s", path,
                       strerror(errno));
    log_warn("index set aside as %s; it is made anew from the store", aside);
    return 1;
}

static bool path_there(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

/* Set aside what cannot be trusted: 1 done, 0 there was no need, -1. Before
 * anything of it is opened, because a damaged one may crash its reader. */
static int index_settle(const char *path, bool doubted, struct store *store,
                        int64_t now, struct err *err)
{
    struct err why = {0};
    int64_t newest = records_sequence(store, err);

    if (newest < 0)
        return -1;
    if (!path_there(path))
        return 0;
    if (doubted && reader_verify(path, &why) == 0) {
        log_warn("%s", why.text);
        return path_set_aside(path, now, err);
    }
    if (sequence_at(path) > newest) {
        log_warn("%s: is of another store than %s", path, store_path(store));
        return path_set_aside(path, now, err);
    }
    return 0;
}

static int index_writer(const char *path, int64_t now, struct index *index,
                        struct err *err)
{
    int ret = writer_open(path, &index->writer, err);

    if (ret == 0 || err->code != ERR_CORRUPT)
        return ret;
    log_warn("%s", err->text);
    ret = path_set_aside(path, now, err);
    return ret < 0 || writer_open(path, &index->writer, err) < 0 ? -1 : ret;
}

/* Without the lock. */
static int index_open_at(const char *path, int64_t now, struct index **out,
                         struct err *err)
{
    struct index *index = mem_zero(sizeof *index);
    int ret = index_writer(path, now, index, err);

    *out = NULL;
    if (ret < 0) {
        free(index);
        return -1;
    }
    index->lock = LOCK_NONE;
    index->arena = arena_new();
    index->sequence = sequence_at(path);
    if (index->sequence < 0)
        index->sequence = 0;
    *out = index;
    return ret;
}

int index_open(const char *data_dir, struct store *store, int64_t now,
               struct index **out, struct err *err)
{
    struct lock lock = LOCK_NONE;
    char *path = index_path(data_dir);
    int doubted = lock_take(data_dir, &lock, err);
    int aside =
        doubted < 0 ? -1 : index_settle(path, doubted == 1, store, now, err);
    int ret = aside < 0 ? -1 : index_open_at(path, now, out, err);

    free(path);
    if (ret < 0) {
        *out = NULL;
        lock_drop(&lock); /* what was doubted still is */
        return -1;
    }
    (*out)->lock = lock;
    return ret == 1 || aside == 1;
}

static void index_free(struct index **index)
{
    writer_close(&(*index)->writer);
    arena_free(&(*index)->arena);
    free(*index);
    *index = NULL;
}

void index_close(struct index **index)
{
    struct lock lock = LOCK_NONE;

    if (*index == NULL)
        return;
    lock = (*index)->lock;
    index_free(index);
    lock_release(&lock);
}

void index_doubt(struct index **index)
{
    struct lock lock = LOCK_NONE;

    if (*index == NULL)
        return;
    lock = (*index)->lock;
    index_free(index);
    lock_drop(&lock);
}

bool index_doubted(const char *data_dir)
{
    return lock_left(data_dir);
}

/* ---- applying ---------------------------------------------------------- */

static int index_change(void *context, const char *id, int64_t sequence,
                        const struct record *record, struct err *err)
{
    struct index *index = context;
    struct passages passages = {0};

    if (writer_drop_record(index->writer, id, err) < 0)
        return -1;
    arena_reset(index->arena);
    if (record != NULL)
        passages_of(record, index->arena, &passages);
    for (size_t i = 0; i < passages.count; i++)
        if (writer_put(index->writer, &passages.items[i], err) < 0)
            return -1;
    index->sequence = sequence;
    return 0;
}

int index_apply(struct index *index, struct store *store, struct err *err)
{
    int64_t newest = records_sequence(store, err);
    int64_t before = index->sequence;
    int count = BATCH_RECORDS;

    if (newest < 0)
        return -1;
    if (before >= newest)
        return 0;
    while (count == BATCH_RECORDS) {
        count = records_changes(store, index->sequence, BATCH_RECORDS,
                                index_change, index, err);
        if (count < 0)
            return -1;
        /* wording has numbers too, and no passages */
        if (count < BATCH_RECORDS && index->sequence < newest)
            index->sequence = newest;
        if (writer_commit(index->writer, index->sequence, err) < 0)
            return -1;
    }
    return 1;
}

/* ---- rebuild and verify ------------------------------------------------ */

static int rebuild_fill(const char *path, struct store *store, int64_t now,
                        struct err *err)
{
    struct index *index = NULL;
    int ret = index_open_at(path, now, &index, err);

    if (ret >= 0)
        ret = index_apply(index, store, err);
    index_close(&index);
    return ret < 0 ? -1 : 0;
}

static int rebuild_exchange(const char *path, const char *fresh,
                            const char *old, struct err *err)
{
    if (rename(path, old) < 0 && errno != ENOENT)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (rename(fresh, path) < 0)
        return err_set(err, ERR_IO, "%s: %s", fresh, strerror(errno));
    files_remove(old);
    return 0;
}

int index_rebuild(const char *data_dir, struct store *store, int64_t now,
                  struct err *err)
{
    char *path = index_path(data_dir);
    char fresh[PATH_BYTES + 8], old[PATH_BYTES + 8];
    struct lock lock = LOCK_NONE;
    int ret = lock_take(data_dir, &lock, err);

    snprintf(fresh, sizeof fresh, "%s.new", path);
    snprintf(old, sizeof old, "%s.old", path);
    if (ret >= 0) {
        files_remove(fresh);
        files_remove(old);
        ret = rebuild_fill(fresh, store, now, err);
    }
    if (ret == 0)
        ret = rebuild_exchange(path, fresh, old, err);
    if (ret == 0)
        lock_release(&lock);
    else
        lock_drop(&lock);
    free(path);
    return ret;
}

/* Passages that the store says there are. */
struct tally {
    struct arena *arena;
    long passages;
};

static int tally_record(void *context, struct record **record, struct err *err)
{
    struct tally *tally = context;
    struct passages passages = {0};

    (void)err;
    arena_reset(tally->arena);
    passages_of(*record, tally->arena, &passages);
    tally->passages += (long)passages.count;
    return 0;
}

static int verify_count(const char *path, struct store *store, struct err *err)
{
    struct tally tally = {.arena = arena_new()};
    struct reader *reader = NULL;
    int64_t newest = records_sequence(store, err);
    long have = -1;
    int ret = -1;

    if (newest < 0 || records_each(store, NULL, tally_record, &tally, err) < 0)
        goto out;
    if (reader_open(path, &reader, err) < 0)
        goto out;
    have = reader_count(reader, err);
    if (have < 0)
        goto out;
    ret = have == tally.passages && reader_sequence(reader, err) == newest;
    if (ret == 0)
        err_set(err, ERR_CORRUPT,
                "%s: has %ld passages, the store %ld; make it anew: parlor "
                "index --rebuild",
                path, have, tally.passages);
out:
    reader_close(&reader);
    arena_free(&tally.arena);
    return ret;
}

/* Writing while it is read looks like damage: then once more. */
int index_verify(const char *data_dir, struct store *store, struct err *err)
{
    char *path = index_path(data_dir);
    int ret = 0;

    for (int tries = 0; tries < VERIFY_TRIES; tries++) {
        int64_t before = records_sequence(store, err);

        ret = reader_verify(path, err);
        if (ret == 1)
            ret = verify_count(path, store, err);
        if (ret != 0 || before == records_sequence(store, err))
            break;
    }
    free(path);
    return ret;
}
