/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every nth write, sync or truncate of the store's files is made to fail,
 * once and for good: a publish ends done or with an error and nothing kept,
 * what was acknowledged is there afterwards, and the store is whole. */
#include "test_dir.h"

#include <sqlite3.h>

#include "store/records.h"

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

static int faulty_fails(void)
{
    long call = ++fault.calls;

    return fault.fail_from != 0 && call >= fault.fail_from &&
           call <= fault.fail_to;
}

#define REAL(file) (((struct faulty *)(file))->real)

static int faulty_close(sqlite3_file *file)
{
    return REAL(file)->pMethods->xClose(REAL(file));
}

static int faulty_read(sqlite3_file *file, void *out, int len, sqlite3_int64 at)
{
    return REAL(file)->pMethods->xRead(REAL(file), out, len, at);
}

static int faulty_write(sqlite3_file *file, const void *bytes, int len,
                        sqlite3_int64 at)
{
    if (faulty_fails())
        return fault.code;
    return REAL(file)->pMethods->xWrite(REAL(file), bytes, len, at);
}

static int faulty_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (faulty_fails())
        return SQLITE_IOERR_TRUNCATE;
    return REAL(file)->pMethods->xTruncate(REAL(file), size);
}

static int faulty_sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags; /* no power is cut here, so nothing has to be waited for */
    return faulty_fails() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int faulty_size(sqlite3_file *file, sqlite3_int64 *out)
{
    return REAL(file)->pMethods->xFileSize(REAL(file), out);
}

static int faulty_lock(sqlite3_file *file, int level)
{
    return REAL(file)->pMethods->xLock(REAL(file), level);
}

static int faulty_unlock(sqlite3_file *file, int level)
{
    return REAL(file)->pMethods->xUnlock(REAL(file), level);
}

static int faulty_reserved(sqlite3_file *file, int *out)
{
    return REAL(file)->pMethods->xCheckReservedLock(REAL(file), out);
}

static int faulty_control(sqlite3_file *file, int op, void *value)
{
    return REAL(file)->pMethods->xFileControl(REAL(file), op, value);
}

static int faulty_sector(sqlite3_file *file)
{
    return REAL(file)->pMethods->xSectorSize(REAL(file));
}

static int faulty_device(sqlite3_file *file)
{
    return REAL(file)->pMethods->xDeviceCharacteristics(REAL(file));
}

static int faulty_shm_map(sqlite3_file *file, int page, int size, int extend,
                          void volatile **out)
{
    return REAL(file)->pMethods->xShmMap(REAL(file), page, size, extend, out);
}

static int faulty_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return REAL(file)->pMethods->xShmLock(REAL(file), offset, count, flags);
}

static void faulty_shm_barrier(sqlite3_file *file)
{
    REAL(file)->pMethods->xShmBarrier(REAL(file));
}

static int faulty_shm_unmap(sqlite3_file *file, int remove)
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

static int faulty_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
                       int flags, int *out_flags)
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

static int faulty_install(void **state)
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

/* ---- what is tried ----------------------------------------------------- */

enum { RECORDS = 8, ROUNDS_MAX = 500 };

static struct record *record_of(int number)
{
    char json[6000], filler[5000];
    struct record *record = NULL;
    struct err err = {0};
    int len = 0;

    memset(filler, 'x', sizeof filler - 1); /* more than a page each */
    filler[sizeof filler - 1] = '\0';
    len = snprintf(json, sizeof json,
                   "{\"id\":\"r%d\",\"kind\":\"fact\",\"state\":"
                   "\"published\",\"names\":{\"en\":\"%s\"}}",
                   number, filler);
    if (record_parse(json, (size_t)len, &record, &err) < 0)
        fail_msg("%s", err.text);
    return record;
}

/* One publish of several records: 0, or -1 with nothing kept. */
static int publish(const char *dir, struct err *err)
{
    struct store *store = NULL;
    int ret = store_open(dir, &store, err);

    if (ret == 0)
        ret = store_begin(store, err);
    for (int i = 0; ret == 0 && i < RECORDS; i++) {
        struct record *record = record_of(i);

        if (records_put(store, record, (struct author){"test", 1}, NULL, err) <
            0)
            ret = -1;
        record_free(&record);
    }
    if (store != NULL)
        ret = store_end(store, ret, err);
    store_close(&store);
    return ret;
}

/* With the fault gone: how many records there are, all or none. */
static int64_t look(const char *dir, long round)
{
    struct store *store = NULL;
    struct err err = {0};
    int64_t count = -1, sequence = -1;

    fault.fail_from = 0;
    if (store_open(dir, &store, &err) < 0)
        fail_msg("round %ld: does not open again: %s", round, err.text);
    if (store_verify(store, &err) != 1)
        fail_msg("round %ld: %s", round, err.text);
    count = records_count(store, &err);
    sequence = records_sequence(store, &err);
    if ((count != 0 && count != RECORDS) || sequence != count)
        fail_msg("round %ld: %lld records, sequence %lld", round,
                 (long long)count, (long long)sequence);
    store_close(&store);
    return count;
}

/* Fail call n (to the last, if for_good) until a run needs fewer calls; on a
 * store that is made before, or within the run. */
static void sweep(void **state, int code, bool for_good, bool made)
{
    long failed = 0, done = 0, n = 1;

    for (; n < ROUNDS_MAX; n++) {
        struct err err = {0};
        int64_t count = 0;
        int ret = 0;
        bool reached = false;

        if (made)
            assert_int_equal(look(test_dir(state), n), 0);
        fault.code = code;
        fault.calls = 0;
        fault.fail_from = n;
        fault.fail_to = for_good ? 1000000 : n;
        ret = publish(test_dir(state), &err);
        reached = fault.calls >= n;
        count = look(test_dir(state), n);
        if (ret == 0 && count != RECORDS)
            fail_msg("round %ld: acknowledged and lost", n);
        if (ret < 0 && (err.code == ERR_NONE || err.text[0] == '\0'))
            fail_msg("round %ld: failed without a word", n);
        failed += ret < 0;
        done += ret == 0;
        test_dir_remove(state);
        assert_int_equal(test_dir_make(state), 0);
        if (!reached)
            break;
    }
    assert_true(n < ROUNDS_MAX);
    assert_true(failed > 10);
    assert_true(done > 0);
}

static void write_fails_once(void **state)
{
    sweep(state, SQLITE_IOERR_WRITE, false, false);
}

static void write_fails_for_good(void **state)
{
    sweep(state, SQLITE_IOERR_WRITE, true, true);
}

static void disk_is_full_for_good(void **state)
{
    sweep(state, SQLITE_FULL, true, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(write_fails_once),
        DIR_TEST(write_fails_for_good),
        DIR_TEST(disk_is_full_for_good),
    };

    return cmocka_run_group_tests(tests, faulty_install, NULL);
}
