/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor restore FILE [--force]: a backup becomes the data directory. What
 * was there before is kept beside it, and the index is made anew. */
#include "cli/cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/house.h"
#include "publish/files.h"
#include "publish/index.h"
#include "publish/lock.h"
#include "store/records.h"

struct restore {
    const char *file;
    const char *data_dir;
    bool force;
    char fresh[FILES_PATH_MAX]; /* folder in which the copy is checked */
    int64_t now;
};

/* 1 nothing is there, 0 something is, -1. */
static int folder_empty(const char *path, struct err *err)
{
    DIR *dir = opendir(path);
    const struct dirent *entry = NULL;
    int empty = 1;

    if (dir == NULL && errno == ENOENT)
        return 1;
    if (dir == NULL)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    while ((entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            empty = 0;
    closedir(dir);
    return empty;
}

static int restore_allowed(const struct restore *restore, struct err *err)
{
    int empty = folder_empty(restore->data_dir, err);
    struct lock lock = LOCK_NONE;

    if (empty != 0)
        return empty < 0 ? -1 : 0;
    if (!restore->force)
        return err_set(err, ERR_DENIED,
                       "%s: is not empty; restore into another --data, or "
                       "say --force: what is there will be kept beside",
                       restore->data_dir);
    if (lock_take(restore->data_dir, &lock, err) < 0)
        return err->code == ERR_BUSY
                   ? err_set(err, ERR_BUSY,
                             "%s: a server runs on it; stop it "
                             "first",
                             restore->data_dir)
                   : -1;
    lock_drop(&lock);
    return 0;
}

static int file_copy(const char *from, const char *to, struct err *err)
{
    FILE *in = fopen(from, "rb");
    FILE *out = NULL;
    char block[65536];
    size_t got = 0;
    int ret = 0;

    if (in == NULL)
        return err_set(err, ERR_USAGE, "%s: %s", from, strerror(errno));
    out = fopen(to, "wbx");
    if (out == NULL) {
        fclose(in);
        return err_set(err, ERR_IO, "%s: %s", to, strerror(errno));
    }
    while (ret == 0 && (got = fread(block, 1, sizeof block, in)) > 0)
        ret = fwrite(block, 1, got, out) == got ? 0 : -1;
    if (ferror(in) || fflush(out) != 0 || fsync(fileno(out)) < 0)
        ret = -1;
    if (fclose(out) != 0)
        ret = -1;
    fclose(in);
    return ret == 0 ? 0
                    : err_set(err, ERR_IO, "%s: cannot be written: %s", to,
                              strerror(errno));
}

/* The copy is opened as a store, brought to this version and read whole. */
static int restore_check(const struct restore *restore, int64_t *records,
                         struct err *err)
{
    char path[FILES_PATH_MAX + 16];
    struct store *store = NULL;
    int ret = -1;

    snprintf(path, sizeof path, "%s/parlor.db", restore->fresh);
    if (file_copy(restore->file, path, err) < 0)
        return -1;
    if (store_open(restore->fresh, &store, err) == 0 &&
        store_verify(store, err) == 1)
        ret = 0;
    else if (err->code == ERR_CORRUPT)
        err_set(err, ERR_INPUT,
                "%s: is no whole backup; name another file, nothing was "
                "changed",
                restore->file);
    else
        err_at(err, restore->file);
    if (ret == 0)
        *records = records_count(store, err);
    store_close(&store);
    return ret == 0 && *records < 0 ? -1 : ret;
}

/* parlor.db, -wal and -shm belong together. */
static int restore_aside(const struct restore *restore, struct err *err)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    char from[FILES_PATH_MAX], to[FILES_PATH_MAX + 64];

    for (size_t i = 0; i < 3; i++) {
        snprintf(from, sizeof from, "%s/parlor.db%s", restore->data_dir,
                 ends[i]);
        snprintf(to, sizeof to, "%s/before-%lld.db%s", restore->data_dir,
                 (long long)restore->now, ends[i]);
        if (rename(from, to) < 0 && errno != ENOENT)
            return err_set(err, ERR_IO, "%s: %s", from, strerror(errno));
    }
    return 0;
}

static int restore_move(const struct restore *restore, struct err *err)
{
    char from[FILES_PATH_MAX + 16], to[FILES_PATH_MAX];

    if (restore_aside(restore, err) < 0)
        return -1;
    snprintf(from, sizeof from, "%s/parlor.db", restore->fresh);
    snprintf(to, sizeof to, "%s/parlor.db", restore->data_dir);
    if (rename(from, to) < 0)
        return err_set(err, ERR_IO, "%s: %s", to, strerror(errno));
    rmdir(restore->fresh);
    return 0;
}

static int restore_index(const struct restore *restore, struct err *err)
{
    struct store *store = NULL;
    int ret = store_open(restore->data_dir, &store, err);

    if (ret == 0)
        ret = index_rebuild(restore->data_dir, store, restore->now, err);
    store_close(&store);
    return ret;
}

static int restore_run(struct restore *restore, int64_t *records,
                       struct err *err)
{
    if (strlen(restore->data_dir) > FILES_PATH_MAX - 128)
        return err_set(err, ERR_USAGE, "--data: the path is too long");
    if (restore_allowed(restore, err) < 0)
        return -1;
    if (mkdir(restore->data_dir, 0700) < 0 && errno != EEXIST)
        return err_set(err, ERR_IO, "%s: %s", restore->data_dir,
                       strerror(errno));
    snprintf(restore->fresh, sizeof restore->fresh, "%s/restore-%ld",
             restore->data_dir, (long)getpid());
    if (mkdir(restore->fresh, 0700) < 0)
        return err_set(err, ERR_IO, "%s: %s", restore->fresh, strerror(errno));
    if (restore_check(restore, records, err) < 0 ||
        restore_move(restore, err) < 0) {
        files_remove(restore->fresh);
        return -1;
    }
    return restore_index(restore, err);
}

int cli_restore(const struct cli *cli)
{
    struct clock clock = clock_system();
    struct restore restore = {
        .data_dir = config_text(cli->config, "data"),
        .now = clock_wall(&clock),
    };
    struct err err = {0};
    int64_t records = 0;

    for (int i = 1; i < cli->argc; i++) {
        if (strcmp(cli->argv[i], "--force") == 0)
            restore.force = true;
        else if (restore.file == NULL && cli->argv[i][0] != '-')
            restore.file = cli->argv[i];
        else
            return cli_misused(cli, "one file");
    }
    if (restore.file == NULL)
        return cli_misused(cli, "which file?");
    if (restore_run(&restore, &records, &err) < 0)
        return cli_fail(&err);
    printf("%s: %lld published records restored; contact fields need the key "
           "that was in use then\n",
           restore.data_dir, (long long)records);
    return CLI_DONE;
}
