/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/key.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static_assert(KEY_BYTES == crypto_secretbox_KEYBYTES &&
                  KEY_BYTES == crypto_generichash_KEYBYTES,
              "one size serves both");

/* Every folder above path that is missing. */
static int folders_make(const char *path, struct err *err)
{
    char folder[PATH_MAX];

    if (snprintf(folder, sizeof folder, "%s", path) >= (int)sizeof folder)
        return err_set(err, ERR_USAGE, "key_file: the path is too long");
    for (char *at = strchr(folder + 1, '/'); at != NULL;
         at = strchr(at + 1, '/')) {
        *at = '\0';
        if (mkdir(folder, 0700) < 0 && errno != EEXIST)
            return err_set(err, ERR_IO, "key_file: %s: %s", folder,
                           strerror(errno));
        *at = '/';
    }
    return 0;
}

static int folder_sync(const char *path)
{
    char folder[PATH_MAX];
    char *slash = NULL;
    int descriptor = -1, ret = -1;

    snprintf(folder, sizeof folder, "%s", path);
    slash = strrchr(folder, '/');
    if (slash == NULL)
        snprintf(folder, sizeof folder, ".");
    else
        slash[slash == folder] = '\0';
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return -1;
    ret = fsync(descriptor);
    close(descriptor);
    return ret;
}

/* Durable before anything is sealed with it. 0, 1 another was faster. */
static int key_make(const char *path, struct err *err)
{
    struct key key;
    char fresh[PATH_MAX];
    int descriptor = -1, ret = -1;

    if (folders_make(path, err) < 0)
        return -1;
    if (snprintf(fresh, sizeof fresh, "%s.%ld", path, (long)getpid()) >=
        (int)sizeof fresh)
        return err_set(err, ERR_USAGE, "key_file: the path is too long");
    randombytes_buf(key.bytes, sizeof key.bytes);
    descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0 &&
        write(descriptor, key.bytes, sizeof key.bytes) == KEY_BYTES &&
        fsync(descriptor) == 0)
        ret = 0;
    key_fini(&key);
    /* link() does not replace, as rename() would */
    if (ret == 0 && link(fresh, path) < 0)
        ret = errno == EEXIST ? 1 : -1;
    if (ret == 0)
        ret = folder_sync(path);
    if (ret < 0)
        err_set(err, ERR_IO, "%s: the key cannot be made: %s", path,
                strerror(errno));
    if (descriptor >= 0) {
        close(descriptor);
        unlink(fresh);
    }
    return ret;
}

static int key_check(int descriptor, const char *path, struct err *err)
{
    struct stat status;

    if (fstat(descriptor, &status) < 0 || !S_ISREG(status.st_mode))
        return err_set(err, ERR_IO, "%s: is no file", path);
    if (status.st_uid != geteuid())
        return err_set(err, ERR_DENIED,
                       "%s: belongs to another user; the key must be owned "
                       "by the one who runs parlor",
                       path);
    if ((status.st_mode & 077) != 0)
        return err_set(err, ERR_DENIED,
                       "%s: others may read it (mode %04o); chmod 600 %s", path,
                       status.st_mode & 07777, path);
    if (status.st_size != KEY_BYTES)
        return err_set(err, ERR_CORRUPT,
                       "%s: is no key of parlor (%d bytes); put the right "
                       "file there, without it contact fields stay sealed",
                       path, KEY_BYTES);
    return 0;
}

static int key_read(const char *path, struct key *out, struct err *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    int ret = 0;

    if (descriptor < 0)
        return err_set(err, ERR_IO, "%s: the key cannot be read: %s", path,
                       strerror(errno));
    ret = key_check(descriptor, path, err);
    if (ret == 0 &&
        read(descriptor, out->bytes, sizeof out->bytes) != KEY_BYTES)
        ret = err_set(err, ERR_IO, "%s: the key cannot be read", path);
    close(descriptor);
    return ret;
}

/* Both after links are followed; the key's own file may not exist yet. */
static int key_outside(const char *path, const char *data_dir, struct err *err)
{
    char data[PATH_MAX], folder[PATH_MAX];
    char near[PATH_MAX];
    size_t len = 0;
    char *slash = NULL;

    if (realpath(data_dir, data) == NULL)
        return 0;
    snprintf(near, sizeof near, "%s", path);
    do {
        slash = strrchr(near, '/');
        if (slash == NULL)
            snprintf(near, sizeof near, ".");
        else
            slash[slash == near] = '\0';
    } while (realpath(near, folder) == NULL && strcmp(near, "/") != 0 &&
             strcmp(near, ".") != 0);
    len = strlen(data);
    if (strncmp(folder, data, len) != 0 ||
        (folder[len] != '/' && folder[len] != '\0'))
        return 0;
    return err_set(err, ERR_USAGE,
                   "%s: the key must not lie in the data directory; set "
                   "key_file to another place",
                   path);
}

int key_load(const char *path, const char *data_dir, struct key *out,
             struct err *err)
{
    int made = 0;

    if (key_outside(path, data_dir, err) < 0)
        return -1;
    if (access(path, F_OK) < 0 && errno == ENOENT) {
        made = key_make(path, err);
        if (made < 0)
            return -1;
        made = made == 0;
    }
    return key_read(path, out, err) < 0 ? -1 : made;
}

void key_fini(struct key *key)
{
    sodium_memzero(key->bytes, sizeof key->bytes);
}
