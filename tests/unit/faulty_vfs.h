/* SPDX-License-Identifier: GPL-3.0-or-later */
/* faulty_vfs.h - SQLite's files with a fault: calls are counted, and fail
 * from the nth on. faulty_install() is a set-up of a cmocka group. */
#ifndef FAULTY_VFS_H
#define FAULTY_VFS_H

#include <sqlite3.h>

/* A VFS over the usual one that counts calls and fails from the nth on. */
static struct {
    sqlite3_vfs *real;
    long calls, fail_from, fail_to; /* failing ones; 0: none */
    int code;
} fault;

struct faulty {
    sqlite3_file base;
    sqlite3_file *real; /* behind it in the same memory */
};

static inline int faulty_fails(void)
{
    long call = ++fault.calls;

    return fault.fail_from != 0 && call >= fault.fail_from &&
           call <= fault.fail_to;
}

#define REAL(file) (((struct faulty *)(file))->real)

static inline int faulty_close(sqlite3_file *file)
{
    return REAL(file)->pMethods->xClose(REAL(file));
}

static inline int faulty_read(sqlite3_file *file, void *out, int len,
                              sqlite3_int64 at)
{
    return REAL(file)->pMethods->xRead(REAL(file), out, len, at);
}

static inline int faulty_write(sqlite3_file *file, const void *bytes, int len,
                               sqlite3_int64 at)
{
    if (faulty_fails())
        return fault.code;
    return REAL(file)->pMethods->xWrite(REAL(file), bytes, len, at);
}

static inline int faulty_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (faulty_fails())
        return SQLITE_IOERR_TRUNCATE;
    return REAL(file)->pMethods->xTruncate(REAL(file), size);
}

static inline int faulty_sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags; /* no power is cut here, so nothing has to be waited for */
    return faulty_fails() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static inline int faulty_size(sqlite3_file *file, sqlite3_int64 *out)
{
    return REAL(file)->pMethods->xFileSize(REAL(file), out);
}

static inline int faulty_lock(sqlite3_file *file, int level)
{
    return REAL(file)->pMethods->xLock(REAL(file), level);
}

static inline int faulty_unlock(sqlite3_file *file, int level)
{
    return REAL(file)->pMethods->xUnlock(REAL(file), level);
}

static inline int faulty_reserved(sqlite3_file *file, int *out)
{
    return REAL(file)->pMethods->xCheckReservedLock(REAL(file), out);
}

static inline int faulty_control(sqlite3_file *file, int op, void *value)
{
    return REAL(file)->pMethods->xFileControl(REAL(file), op, value);
}

static inline int faulty_sector(sqlite3_file *file)
{
    return REAL(file)->pMethods->xSectorSize(REAL(file));
}

static inline int faulty_device(sqlite3_file *file)
{
    return REAL(file)->pMethods->xDeviceCharacteristics(REAL(file));
}

static inline int faulty_shm_map(sqlite3_file *file, int page, int size,
                                 int extend, void volatile **out)
{
    return REAL(file)->pMethods->xShmMap(REAL(file), page, size, extend, out);
}

static inline int faulty_shm_lock(sqlite3_file *file, int offset, int count,
                                  int flags)
{
    return REAL(file)->pMethods->xShmLock(REAL(file), offset, count, flags);
}

static inline void faulty_shm_barrier(sqlite3_file *file)
{
    REAL(file)->pMethods->xShmBarrier(REAL(file));
}

static inline int faulty_shm_unmap(sqlite3_file *file, int remove)
{
    return REAL(file)->pMethods->xShmUnmap(REAL(file), remove);
}

static const sqlite3_io_methods faulty_methods = {
    .iVersion = 2,
    .xClose = faulty_close,
    .xRead = faulty_read,
    .xWrite = faulty_write,
    .xTruncate = faulty_truncate,
    .xSync = faulty_sync,
    .xFileSize = faulty_size,
    .xLock = faulty_lock,
    .xUnlock = faulty_unlock,
    .xCheckReservedLock = faulty_reserved,
    .xFileControl = faulty_control,
    .xSectorSize = faulty_sector,
    .xDeviceCharacteristics = faulty_device,
    .xShmMap = faulty_shm_map,
    .xShmLock = faulty_shm_lock,
    .xShmBarrier = faulty_shm_barrier,
    .xShmUnmap = faulty_shm_unmap,
};

static inline int faulty_open(sqlite3_vfs *vfs, const char *name,
                              sqlite3_file *file, int flags, int *out_flags)
{
    struct faulty *faulty = (struct faulty *)file;
    int code = 0;

    (void)vfs;
    faulty->base.pMethods = NULL;
    faulty->real = (sqlite3_file *)(faulty + 1);
    code = fault.real->xOpen(fault.real, name, faulty->real, flags, out_flags);
    if (faulty->real->pMethods != NULL)
        faulty->base.pMethods = &faulty_methods;
    return code;
}

static inline int faulty_install(void **state)
{
    static sqlite3_vfs vfs;

    (void)state;
    fault.real = sqlite3_vfs_find(NULL);
    vfs = *fault.real; /* everything else is passed on as it is */
    vfs.zName = "faulty";
    vfs.szOsFile = (int)sizeof(struct faulty) + fault.real->szOsFile;
    vfs.xOpen = faulty_open;
    return sqlite3_vfs_register(&vfs, 1);
}

#endif
