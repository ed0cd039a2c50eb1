/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Not empty from here on, whatever happens. */
static int lock_mark(int descriptor)
{
    return pwrite(descriptor, "open\n", 5, 0) == 5 ? fdatasync(descriptor) : -1;
}

int lock_take(const char *data_dir, struct lock *lock, struct err *err)
{
    char path[PATH_MAX];
    struct stat status = {0};
    int descriptor = -1, ret = -1;

    *lock = LOCK_NONE;
    snprintf(path, sizeof path, "%s/index.lock", data_dir);
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (flock(descriptor, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK)
        err_set(err, ERR_BUSY,
                "%s: another process writes the index; stop it or try again",
                data_dir);
    else if (fstat(descriptor, &status) < 0 || lock_mark(descriptor) < 0)
        err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    else
        ret = status.st_size != 0;
    if (ret < 0)
        close(descriptor);
    else
        lock->descriptor = descriptor;
    return ret;
}

void lock_release(struct lock *lock)
{
    if (lock->descriptor < 0)
        return;
    /* if this fails the next one only looks once too often */
    (void)!ftruncate(lock->descriptor, 0);
    lock_drop(lock);
}

void lock_drop(struct lock *lock)
{
    if (lock->descriptor >= 0)
        close(lock->descriptor);
    *lock = LOCK_NONE;
}

bool lock_left(const char *data_dir)
{
    char path[PATH_MAX];
    struct stat status = {0};
    int descriptor = -1;
    bool left = false;

    snprintf(path, sizeof path, "%s/index.lock", data_dir);
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return false;
    if (fstat(descriptor, &status) == 0 && status.st_size != 0)
        left = flock(descriptor, LOCK_SH | LOCK_NB) == 0;
    close(descriptor);
    return left;
}
