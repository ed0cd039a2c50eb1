/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

/* ---- walking ----------------------------------------------------------- */

struct walk {
    files_fn *fn;
    void *context;
    struct err *err;
};

static int walk_folder(const struct walk *walk, const char *path, int depth);

static int walk_entry(const struct walk *walk, const char *folder,
                      const char *name, int depth)
{
    char path[FILES_PATH_MAX];
    struct stat status;

    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return err_set(walk->err, ERR_LIMIT, "%.200s...: path too long",
                       folder);
    if (lstat(path, &status) < 0)
        return err_set(walk->err, ERR_IO, "%s: %s", path, strerror(errno));
    if (S_ISDIR(status.st_mode))
        return walk_folder(walk, path, depth + 1);
    if (!S_ISREG(status.st_mode))
        return 0;
    return walk->fn(walk->context, path, &status, false, walk->err);
}

static int entry_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int entry_order(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int walk_folder(const struct walk *walk, const char *path, int depth)
{
    struct dirent **entries = NULL;
    int count = 0, ret = 0;

    if (depth > FILES_DEPTH_MAX)
        return err_set(walk->err, ERR_LIMIT,
                       "%s: folders are nested deeper than %d", path,
                       FILES_DEPTH_MAX);
    count = scandir(path, &entries, entry_shown, entry_order);
    if (count < 0)
        return err_set(walk->err, ERR_IO, "%s: %s", path, strerror(errno));
    for (int i = 0; i < count; i++) {
        if (ret == 0)
            ret = walk_entry(walk, path, entries[i]->d_name, depth);
        free(entries[i]);
    }
    free(entries);
    return ret;
}

int files_walk(const char *path, files_fn *fn, void *context, struct err *err)
{
    struct walk walk = {fn, context, err};
    struct stat status;
    size_t len = strlen(path);
    char plain[FILES_PATH_MAX];

    while (len > 1 && path[len - 1] == '/')
        len--;
    if (len >= sizeof plain)
        return err_set(err, ERR_USAGE, "%.200s...: path too long", path);
    memcpy(plain, path, len);
    plain[len] = '\0';
    if (stat(plain, &status) < 0)
        return err_set(err, ERR_USAGE, "%s: %s", plain, strerror(errno));
    if (S_ISDIR(status.st_mode))
        return walk_folder(&walk, plain, 0);
    if (!S_ISREG(status.st_mode))
        return err_set(err, ERR_USAGE, "%s: is neither file nor folder", plain);
    return fn(context, plain, &status, true, err);
}

const char *files_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

void files_folder(const char *path, char *out, size_t size)
{
    const char *end = strrchr(path, '/');
    const char *from = end;

    while (from != NULL && from > path && from[-1] != '/')
        from--;
    snprintf(out, size, "%.*s", end != NULL ? (int)(end - from) : 0,
             from != NULL ? from : "");
}

/* ---- reading and writing ----------------------------------------------- */

static int read_all(int descriptor, size_t limit, struct buf *out)
{
    char block[65536];

    for (;;) {
        ssize_t got = read(descriptor, block, sizeof block);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            return 0;
        if ((size_t)got > limit - out->len) {
            errno = EFBIG;
            return -1;
        }
        buf_add(out, block, (size_t)got);
    }
}

int files_read(const char *path, size_t limit, struct buf *out, struct err *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    int ret = 0;

    if (descriptor < 0)
        return err_set(err, ERR_IO, "cannot be opened: %s", strerror(errno));
    if (read_all(descriptor, limit, out) < 0)
        ret = errno == EFBIG
                  ? err_set(err, ERR_LIMIT, "is larger than %zu bytes", limit)
                  : err_set(err, ERR_IO, "cannot be read: %s", strerror(errno));
    close(descriptor);
    return ret;
}

static int write_all(int descriptor, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t put = write(descriptor, bytes, len);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -1;
        bytes += put;
        len -= (size_t)put;
    }
    return fsync(descriptor);
}

int files_write(const char *path, const char *bytes, size_t len, mode_t mode,
                struct err *err)
{
    char fresh[FILES_PATH_MAX];
    int descriptor = -1, ret = -1;

    if (snprintf(fresh, sizeof fresh, "%s.new", path) >= (int)sizeof fresh)
        return err_set(err, ERR_USAGE, "%.200s...: path too long", path);
    descriptor = open(
        fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
    if (descriptor >= 0)
        ret = write_all(descriptor, bytes, len);
    if (descriptor >= 0 && close(descriptor) < 0)
        ret = -1;
    if (ret == 0)
        ret = rename(fresh, path);
    if (ret < 0) {
        err_set(err, ERR_IO, "%s: cannot be written: %s", path,
                strerror(errno));
        if (descriptor >= 0)
            unlink(fresh);
    }
    return ret;
}

/* ---- removing ---------------------------------------------------------- */

static int path_remove(const char *path, const struct stat *status, int type,
                       struct FTW *at)
{
    (void)status;
    (void)type;
    (void)at;
    return remove(path);
}

void files_remove(const char *path)
{
    struct stat status;

    if (lstat(path, &status) == 0 &&
        nftw(path, path_remove, 16, FTW_DEPTH | FTW_PHYS) != 0)
        log_warn("%s: cannot be removed: %s", path, strerror(errno));
}

/* ---- fingerprint ------------------------------------------------------- */

static int fingerprint_file(void *context, const char *path,
                            const struct stat *status, bool named,
                            struct err *err)
{
    const int64_t facts[] = {status->st_size, status->st_mtim.tv_sec,
                             status->st_mtim.tv_nsec};

    (void)named;
    (void)err;
    crypto_generichash_update(context, (const unsigned char *)path,
                              strlen(path) + 1);
    crypto_generichash_update(context, (const unsigned char *)facts,
                              sizeof facts);
    return 0;
}

int files_fingerprint(const char *path, char out[33], struct err *err)
{
    crypto_generichash_state state;
    unsigned char hash[16];

    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    if (files_walk(path, fingerprint_file, &state, err) < 0)
        return -1;
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(out, 33, hash, sizeof hash);
    return 0;
}
