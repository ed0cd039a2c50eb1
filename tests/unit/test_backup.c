/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor import, backup and restore as an operator uses them. */
#include "test_dir.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/house.h"
#include "publish/index.h"
#include "publish/lock.h"
#include "store/records.h"

static const char schema[] =
    "{\"type\":\"object\",\"properties\":{\"names\":{\"type\":\"object\"}},"
    "\"required\":[\"names\"]}";

static void path_in(void **state, const char *name, char out[512])
{
    snprintf(out, 512, "%s/%s", test_dir(state), name);
}

static void file_put(void **state, const char *name, const char *text)
{
    char path[512];
    FILE *file = NULL;

    path_in(state, name, path);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void corpus_make(void **state)
{
    static const char *const folders[] = {"corpus", "corpus/schema",
                                          "corpus/fact"};
    char path[512];

    for (size_t i = 0; i < 3; i++) {
        path_in(state, folders[i], path);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    file_put(state, "corpus/schema/fact.json", schema);
    file_put(state, "corpus/fact/a.json",
             "{\"id\":\"a\",\"kind\":\"fact\",\"state\":\"published\","
             "\"names\":{\"en\":\"harbour\"}}");
}

/* A subcommand on data directory NAME of the test's own; its exit code. */
static int run(void **state, const char *data,
               int (*command)(const struct cli *), const char *one,
               const char *two)
{
    struct config *config = config_new();
    char corpus[512], path[512], name[] = "command", first[512], second[512];
    char *argv[] = {name, first, second, NULL};
    struct cli cli = {config, 1 + (one != NULL) + (two != NULL), argv};
    struct err err = {0};
    int code = 0, kept = dup(STDOUT_FILENO), null = open("/dev/null", O_WRONLY);

    path_in(state, "corpus", corpus);
    path_in(state, data, path);
    assert_int_equal(config_set(config, "corpus", corpus, "test", &err), 0);
    assert_int_equal(config_set(config, "data", path, "test", &err), 0);
    snprintf(first, sizeof first, "%s", one != NULL ? one : "");
    snprintf(second, sizeof second, "%s", two != NULL ? two : "");
    fflush(stdout);
    dup2(null, STDOUT_FILENO);
    code = command(&cli);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    close(null);
    config_free(&config);
    return code;
}

/* Published records there; -1 if there is no store. */
static int64_t records_in(void **state, const char *data)
{
    char path[512];
    struct store *store = NULL;
    struct err err = {0};
    int64_t count = -1;

    path_in(state, data, path);
    if (store_open(path, &store, &err) == 0)
        count = records_count(store, &err);
    store_close(&store);
    return count;
}

static void goes_and_comes_back(void **state)
{
    char copy[512], path[512];
    struct stat status;

    corpus_make(state);
    path_in(state, "corpus/fact", path);
    path_in(state, "copy.db", copy);
    assert_int_equal(run(state, "one", cli_import, path, NULL), CLI_DONE);
    assert_int_equal(run(state, "one", cli_backup, copy, NULL), CLI_DONE);
    assert_int_equal(stat(copy, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(run(state, "one", cli_backup, copy, NULL), CLI_USAGE);
    assert_int_equal(run(state, "two", cli_restore, copy, NULL), CLI_DONE);
    assert_int_equal(records_in(state, "two"), 1);
    path_in(state, "two", path);
    assert_int_equal(index_sequence(path), 1);
    path_in(state, "--verify", path);
    assert_int_equal(run(state, "two", cli_index, "--verify", NULL), CLI_DONE);
}

static void restore_spares_what_is_there(void **state)
{
    char copy[512], path[512];
    struct lock lock = LOCK_NONE;
    struct err err = {0};

    corpus_make(state);
    path_in(state, "corpus/fact", path);
    path_in(state, "copy.db", copy);
    assert_int_equal(run(state, "one", cli_import, path, NULL), CLI_DONE);
    assert_int_equal(run(state, "one", cli_backup, copy, NULL), CLI_DONE);
    file_put(state, "corpus/fact/b.json",
             "{\"id\":\"b\",\"kind\":\"fact\",\"state\":\"published\","
             "\"names\":{\"en\":\"airport\"}}");
    assert_int_equal(run(state, "one", cli_import, path, NULL), CLI_DONE);
    assert_int_equal(records_in(state, "one"), 2);
    assert_int_equal(run(state, "one", cli_restore, copy, NULL), CLI_NO);
    assert_int_equal(records_in(state, "one"), 2);
    path_in(state, "one", path);
    assert_int_equal(lock_take(path, &lock, &err), 0); /* a server runs */
    assert_int_equal(run(state, "one", cli_restore, copy, "--force"), CLI_NO);
    lock_release(&lock);
    assert_int_equal(run(state, "one", cli_restore, copy, "--force"), CLI_DONE);
    assert_int_equal(records_in(state, "one"), 1);
    assert_int_equal(index_sequence(path), 1);
}

static void restore_refuses_other_files(void **state)
{
    char path[512];

    file_put(state, "other", "this is no backup of a store, whatever it is");
    path_in(state, "other", path);
    assert_int_equal(run(state, "one", cli_restore, path, NULL), CLI_NO);
    path_in(state, "missing", path);
    assert_int_equal(run(state, "one", cli_restore, path, NULL), CLI_USAGE);
    assert_int_equal(run(state, "one", cli_restore, NULL, NULL), CLI_USAGE);
    path_in(state, "one/parlor.db", path);
    assert_int_not_equal(access(path, F_OK), 0); /* nothing was left */
}

static void import_says_no(void **state)
{
    char path[512];

    corpus_make(state);
    path_in(state, "corpus/fact", path);
    assert_int_equal(run(state, "one", cli_import, path, NULL), CLI_DONE);
    file_put(state, "corpus/fact/b.json", "{\"id\":\"b\",\"kind\":\"fact\"}");
    assert_int_equal(run(state, "one", cli_import, path, NULL), CLI_NO);
    assert_int_equal(run(state, "one", cli_check, path, NULL), CLI_NO);
    assert_int_equal(records_in(state, "one"), 1);
    assert_int_equal(run(state, "one", cli_import, "/nowhere", NULL),
                     CLI_USAGE);
    assert_int_equal(run(state, "one", cli_import, "--draught", path),
                     CLI_USAGE);
    assert_int_equal(run(state, "one", cli_import, NULL, NULL), CLI_USAGE);
}

/* A start on data that is there opens although the corpus is broken since. */
static void house_opens_with_a_broken_corpus(void **state)
{
    char path[512];

    corpus_make(state);
    path_in(state, "corpus/fact/a.json", path);
    assert_int_equal(run(state, "one", cli_import, path, NULL), CLI_DONE);
    file_put(state, "corpus/fact/c.json", "{");
    assert_int_equal(run(state, "one", cli_import, path, NULL), CLI_DONE);
    assert_int_equal(run(state, "two", cli_import, path, NULL), CLI_NO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(goes_and_comes_back),
        DIR_TEST(restore_spares_what_is_there),
        DIR_TEST(restore_refuses_other_files),
        DIR_TEST(import_says_no),
        DIR_TEST(house_opens_with_a_broken_corpus),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
