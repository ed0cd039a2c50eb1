/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_dir.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "engine/reader.h"
#include "engine/writer.h"

/* A passage with one text and one filter. */
static int put(struct writer *writer, const char *id, const char *record,
               const char *text, struct err *err)
{
    struct passage_text one = {LANG_EN, text, strlen(text), 1};
    const char *filters[] = {"kind:clause"};
    struct passage passage = {id, record, &one, 1, filters, 1};

    return writer_put(writer, &passage, err);
}

static struct writer *opened(const char *path)
{
    struct writer *writer = NULL;
    struct err err = {0};

    if (writer_open(path, &writer, &err) < 0)
        fail_msg("%s: %s", path, err.text);
    return writer;
}

/* How many passages a fresh reader sees. */
static long count(const char *path, int64_t *sequence)
{
    struct reader *reader = NULL;
    struct err err = {0};
    long passages = 0;

    if (reader_open(path, &reader, &err) < 0)
        fail_msg("%s", err.text);
    passages = reader_count(reader, &err);
    *sequence = reader_sequence(reader, &err);
    reader_close(&reader);
    assert_null(reader);
    return passages;
}

static void test_round(void **state)
{
    const char *path = test_dir(state);
    struct writer *writer = opened(path);
    struct err err = {0};
    int64_t sequence = -1;

    assert_int_equal(count(path, &sequence), 0);
    assert_int_equal(sequence, 0);
    assert_int_equal(put(writer, "a.1", "a", "gas", &err), 0);
    assert_int_equal(put(writer, "a.2", "a", "water", &err), 0);
    assert_int_equal(put(writer, "b.1", "b", "power", &err), 0);
    assert_int_equal(count(path, &sequence), 0); /* not committed yet */
    assert_int_equal(writer_commit(writer, 7, &err), 0);
    assert_int_equal(count(path, &sequence), 3);
    assert_int_equal(sequence, 7);
    assert_int_equal(put(writer, "a.1", "a", "gas again", &err), 0);
    assert_int_equal(writer_commit(writer, 8, &err), 0);
    assert_int_equal(count(path, &sequence), 3); /* replaced */
    assert_int_equal(writer_drop_record(writer, "a", &err), 0);
    assert_int_equal(writer_drop_record(writer, "none", &err), 0);
    assert_int_equal(writer_commit(writer, INT64_MAX, &err), 0);
    assert_int_equal(count(path, &sequence), 1);
    assert_true(sequence == INT64_MAX);
    writer_close(&writer);
    assert_null(writer);
    if (reader_verify(path, &err) != 1)
        fail_msg("%s", err.text);
}

/* What is not committed is lost, also when the writer is closed in peace. */
static void test_uncommitted(void **state)
{
    const char *path = test_dir(state);
    struct err err = {0};
    int64_t sequence = -1;

    for (int round = 0; round < 2; round++) {
        struct writer *writer = opened(path);

        assert_int_equal(put(writer, "a.1", "a", "gas", &err), 0);
        writer_close(&writer);
        assert_int_equal(count(path, &sequence), 0);
        assert_int_equal(sequence, 0);
    }
}

/* A killed writer leaves the last commit, no lock and a whole index. */
static void test_killed(void **state)
{
    const char *path = test_dir(state);
    struct err err = {0};
    int64_t sequence = -1;
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        struct writer *writer = opened(path);

        put(writer, "a.1", "a", "gas", &err);
        writer_commit(writer, 1, &err);
        put(writer, "a.2", "a", "water", &err);
        _exit(err.code);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(count(path, &sequence), 1);
    assert_int_equal(sequence, 1);
    struct writer *writer = opened(path);

    assert_int_equal(put(writer, "a.2", "a", "water", &err), 0);
    assert_int_equal(writer_commit(writer, 2, &err), 0);
    writer_close(&writer);
    assert_int_equal(count(path, &sequence), 2);
    assert_int_equal(reader_verify(path, &err), 1);
}

static void test_busy(void **state)
{
    const char *path = test_dir(state);
    struct writer *writer = opened(path), *second = NULL;
    struct err err = {0};

    assert_int_equal(writer_open(path, &second, &err), -1);
    assert_null(second);
    if (err.code != ERR_BUSY)
        fail_msg("%s: %s", err_name(err.code), err.text);
    writer_close(&writer);
    writer = opened(path);
    writer_close(&writer);
    writer_close(&writer);
}

static void test_refused(void **state)
{
    const char *path = test_dir(state);
    struct writer *writer = opened(path);
    char limit[201], over[202], very[1000];
    const struct {
        const char *id, *record;
        enum err_code code;
    } rows[] = {
        {"", "a", ERR_INPUT},     {"a", "", ERR_INPUT},
        {"a\nb", "a", ERR_INPUT}, {"a", "a\n", ERR_INPUT},
        {over, "a", ERR_LIMIT},   {"a", over, ERR_LIMIT},
        {limit, limit, ERR_NONE}, {"\xe8\x8b\x8f", "a b", ERR_NONE},
    };
    const char *filters[] = {very, "kind:clause"};
    struct passage passage = {"long", "long", NULL, 0, filters, 2};
    struct err err = {0};
    int64_t sequence = 0;

    memset(limit, 'x', sizeof limit - 1);
    memset(over, 'x', sizeof over - 1);
    memset(very, 'y', sizeof very - 1);
    limit[200] = over[201] = very[999] = '\0';
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int want = rows[i].code == ERR_NONE ? 0 : -1;

        err = (struct err){0};
        if (put(writer, rows[i].id, rows[i].record, "gas", &err) != want ||
            err.code != rows[i].code)
            fail_msg("row %zu: %s: %s", i, err_name(err.code), err.text);
    }
    /* filters of any length and passages without text are taken */
    assert_int_equal(writer_put(writer, &passage, &err), 0);
    assert_int_equal(writer_commit(writer, 1, &err), 0);
    writer_close(&writer);
    assert_int_equal(count(path, &sequence), 3);
    assert_int_equal(reader_verify(path, &err), 1);
}

static void file_make(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void test_open_fails(void **state)
{
    char path[200];
    struct writer *writer = NULL;
    struct err err = {0};

    snprintf(path, sizeof path, "%s/none/deeper", test_dir(state));
    assert_int_equal(writer_open(path, &writer, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    snprintf(path, sizeof path, "%s/notes.txt", test_dir(state));
    file_make(path, "mine");
    assert_int_equal(writer_open(path, &writer, &err), -1);
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_int_equal(writer_open(test_dir(state), &writer, &err), -1);
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_non_null(strstr(err.text, "other than an index"));
    /* a new directory below an old one is made */
    snprintf(path, sizeof path, "%s/new/", test_dir(state));
    writer = opened(path);
    writer_close(&writer);
}

/* A commit that fails (no room for a file) is told, the writer refuses to go
 * on, and the index is as it was. */
static void test_commit_fails(void **state)
{
    const char *path = test_dir(state);
    struct err err = {0};
    int64_t sequence = 0;
    int status = 0;
    struct writer *writer = opened(path);

    assert_int_equal(put(writer, "a.1", "a", "gas", &err), 0);
    assert_int_equal(writer_commit(writer, 1, &err), 0);
    writer_close(&writer);
    pid_t child = fork();

    if (child == 0) {
        writer = opened(path);
        put(writer, "a.2", "a", "water", &err);
        /* the next version file cannot replace a directory */
        char block[200];

        snprintf(block, sizeof block, "%s/v.tmp", path);
        if (mkdir(block, 0700) != 0)
            _exit(3);
        if (writer_commit(writer, 2, &err) != -1)
            _exit(4);
        if (put(writer, "a.3", "a", "power", &err) != -1 ||
            writer_commit(writer, 3, &err) != -1)
            _exit(5);
        writer_close(&writer);
        rmdir(block);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(count(path, &sequence), 1);
    assert_int_equal(sequence, 1);
    writer = opened(path);
    assert_int_equal(put(writer, "a.2", "a", "water", &err), 0);
    assert_int_equal(writer_commit(writer, 2, &err), 0);
    writer_close(&writer);
    assert_int_equal(reader_verify(path, &err), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_round),        DIR_TEST(test_uncommitted),
        DIR_TEST(test_killed),       DIR_TEST(test_busy),
        DIR_TEST(test_refused),      DIR_TEST(test_open_fails),
        DIR_TEST(test_commit_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
