/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/house.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/fill.h"
#include "publish/index.h"
#include "store/records.h"
#include "text/classifier.h"

/* build/MODE/parlor stands three folders deep. */
enum { FOLDERS_UP = 3 };

enum { INDEX_WAIT_MS = 5000, INDEX_LOOK_MS = 20, INDEX_NEAR = 5000 };

/* ---- places ------------------------------------------------------------ */

static bool is_there(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

char *house_beside(const char *folder)
{
    char program[PATH_MAX], path[2 * PATH_MAX];
    ssize_t len = 0;

    if (is_there(folder))
        return realpath(folder, NULL);
    len = readlink("/proc/self/exe", program, sizeof program - 1);
    program[len > 0 ? len : 0] = '\0';
    for (int up = 0; up < FOLDERS_UP && strrchr(program, '/') != NULL; up++) {
        *strrchr(program, '/') = '\0';
        snprintf(path, sizeof path, "%s/%s", program, folder);
        if (is_there(path))
            return realpath(path, NULL);
    }
    return NULL;
}

char *house_corpus(const struct config *config)
{
    const char *set = config_text(config, "corpus");
    char *corpus = NULL;

    if (*set != '\0')
        return mem_text(set);
    /* A folder of that name without schemas is something else. */
    corpus = house_beside("corpus/schema");
    if (corpus != NULL)
        *strrchr(corpus, '/') = '\0';
    return corpus;
}

char *house_key_path(const struct config *config)
{
    const char *set = config_text(config, "key_file");
    const char *home = getenv("HOME");
    char path[PATH_MAX];

    if (*set != '\0')
        return mem_text(set);
    snprintf(path, sizeof path, "%s/.config/parlor/key",
             home != NULL ? home : "");
    return mem_text(path);
}

int house_key(const struct house *house, struct key *out, struct err *err)
{
    char *path = house_key_path(house->config);
    int ret = key_load(path, house->data_dir, out, err);

    if (ret == 1)
        log_info("a key for contact fields was made: %s; keep a copy apart "
                 "from the data, without it they stay sealed",
                 path);
    free(path);
    return ret < 0 ? -1 : 0;
}

int house_store(const struct config *config, struct store **out,
                struct err *err)
{
    const char *data_dir = config_text(config, "data");
    char path[PATH_MAX];

    *out = NULL;
    snprintf(path, sizeof path, "%s/parlor.db", data_dir);
    if (access(path, F_OK) < 0)
        return err_set(err, ERR_USAGE,
                       "%s: there is no parlor.db; name the data directory "
                       "with --data",
                       data_dir);
    return store_open(data_dir, out, err);
}

/* Without the pack all works but words across languages. */
struct pack *house_words(const struct config *config)
{
    const char *set = config_text(config, "pack");
    char *path =
        *set != '\0' ? mem_text(set) : house_beside("build/parlor.pack");
    struct pack *pack = NULL;
    struct err err = {0};

    if (path == NULL)
        log_warn("there is no build/parlor.pack: a question finds passages of "
                 "its own language only; make build makes it");
    else if (pack_open(path, &pack, &err) < 0)
        log_warn("%s; a question finds passages of its own language only",
                 err.text);
    free(path);
    return pack;
}

static void house_pack(struct house *house)
{
    house->pack = house_words(house->config);
    library_set_pack(house->library, house->pack);
}

/* ---- index ------------------------------------------------------------- */

static int index_catch_up(const char *data_dir, struct store *store,
                          const struct clock *clock, struct err *err)
{
    struct index *index = NULL;
    int ret = index_open(data_dir, store, clock_wall(clock), &index, err);

    if (ret >= 0)
        ret = index_apply(index, store, err);
    index_close(&index);
    return ret < 0 ? -1 : 1;
}

static void index_pause(void)
{
    const struct timespec pause = {0, INDEX_LOOK_MS * 1000000L};

    nanosleep(&pause, NULL);
}

int house_index(const char *data_dir, struct store *store,
                const struct clock *clock, int wait_ms, struct err *err)
{
    int64_t until = clock_span(clock) + wait_ms;
    int64_t newest = records_sequence(store, err);

    if (newest < 0)
        return -1;
    while (index_doubted(data_dir) || index_sequence(data_dir) != newest) {
        int ret = index_catch_up(data_dir, store, clock, err);

        if (ret == 1)
            return 1;
        if (err->code != ERR_BUSY)
            return -1;
        if (clock_span(clock) >= until)
            return 0;
        index_pause(); /* the server is at it */
        newest = records_sequence(store, err);
        if (newest < 0)
            return -1;
    }
    return 1;
}

/* ---- opening ----------------------------------------------------------- */

/* What was learnt of intents; without it signals speak alone. */
static void house_learn(const struct config *config, struct library *library)
{
    const char *set = config_text(config, "intents");
    char *path =
        *set != '\0' ? mem_text(set) : house_beside("build/intents.model");
    struct classifier *intents = NULL;
    struct err err = {0};

    if (path == NULL)
        log_warn("no build/intents.model: what messages want is told by "
                 "phrases alone; make build makes it");
    else if (classifier_open(path, &intents, &err) < 0)
        log_warn("%s", err.text);
    library_learn(library, &intents);
    free(path);
}

static int house_index_now(struct house *house, struct err *err)
{
    int ret = house_index(house->data_dir, house->store, &house->clock,
                          INDEX_WAIT_MS, err);

    if (ret == 0)
        log_warn("the server's index is behind; newest changes may not be "
                 "found yet");
    return ret < 0 ? -1 : 0;
}

/* Is catching up a matter of a moment? */
static bool index_near(const struct house *house, struct err *err)
{
    int64_t newest = records_sequence(house->store, err);
    int64_t have = index_sequence(house->data_dir);

    return newest - (have > 0 ? have : 0) <= INDEX_NEAR;
}

static int house_index_serving(struct house *house, struct err *err)
{
    if (!index_doubted(house->data_dir) && index_near(house, err))
        return house_index_now(house, err);
    library_set_degraded(house->library, true);
    return 0;
}

/* The published corpus into memory, and what is known besides of words: -1 if
 * that fails. */
static int house_read(struct house *house, struct err *err)
{
    house_learn(house->config, house->library);
    house_pack(house);
    if (analyser_open(&house->analyser, err) < 0)
        return -1;
    return library_refresh(house->library, house->store, house->analyser, err);
}

static int house_open_as(const struct config *config,
                         int (*read)(struct house *house, struct err *err),
                         int (*index)(struct house *house, struct err *err),
                         struct house **out, struct err *err)
{
    struct house *house = mem_zero(sizeof *house);

    *out = NULL;
    house->config = config;
    house->data_dir = config_text(config, "data");
    house->clock = clock_system();
    house->library = library_new();
    if (store_open(house->data_dir, &house->store, err) < 0 ||
        fill_from_corpus(config, house->store, &house->clock, err) < 0 ||
        (read != NULL && read(house, err) < 0) || index(house, err) < 0) {
        house_close(&house);
        return -1;
    }
    *out = house;
    return 0;
}

int house_open(const struct config *config, struct house **out, struct err *err)
{
    return house_open_as(config, house_read, house_index_now, out, err);
}

int house_open_writing(const struct config *config, struct house **out,
                       struct err *err)
{
    return house_open_as(config, NULL, house_index_now, out, err);
}

int house_open_serving(const struct config *config, struct house **out,
                       struct err *err)
{
    return house_open_as(config, house_read, house_index_serving, out, err);
}

void house_close(struct house **house)
{
    if (*house == NULL)
        return;
    library_free(&(*house)->library);
    pack_close(&(*house)->pack);
    analyser_close(&(*house)->analyser);
    store_close(&(*house)->store);
    free(*house);
    *house = NULL;
}

int house_workspace(const struct house *house, struct workspace **out,
                    struct err *err)
{
    return workspace_open(house->data_dir, house->library, out, err);
}

void house_begin(const struct house *house, struct workspace *ws)
{
    int64_t now = clock_wall(&house->clock);

    workspace_begin(ws, now, clock_day(now));
}

static int house_run(const struct house *house, bool keyed, house_work *work,
                     void *context, struct err *err)
{
    struct workspace *ws = NULL;
    struct key key = {0};
    int ret = keyed ? house_key(house, &key, err) : 0;

    if (ret == 0)
        ret = house_workspace(house, &ws, err);
    if (ret == 0) {
        ws->key = keyed ? key.bytes : NULL;
        house_begin(house, ws);
        ret = work(house, ws, context, err);
        workspace_end(ws);
    }
    workspace_close(&ws);
    key_fini(&key);
    return ret;
}

int house_do(const struct config *config, bool keyed, house_work *work,
             void *context)
{
    struct house *house = NULL;
    struct err err = {0};
    int ret = house_open(config, &house, &err);

    if (ret == 0)
        ret = house_run(house, keyed, work, context, &err);
    if (ret < 0)
        ret = cli_fail(&err);
    house_close(&house);
    return ret;
}
