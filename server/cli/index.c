/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor index [--rebuild|--verify] */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/house.h"
#include "publish/index.h"
#include "publish/publisher.h"
#include "store/records.h"

enum { REBUILD_WAIT_MS = 10 * 60 * 1000, REBUILD_LOOK_MS = 100 };

/* A running server has the index: it does it. */
static int index_ask(struct store *store, const struct clock *clock,
                     struct err *err)
{
    const struct timespec pause = {0, REBUILD_LOOK_MS * 1000000L};
    int64_t until = clock_span(clock) + REBUILD_WAIT_MS;
    int ret = publisher_ask_rebuild(store, err);

    if (ret == 0)
        ret = 1;
    while (ret == 1 && clock_span(clock) < until) {
        nanosleep(&pause, NULL);
        ret = publisher_asked(store, err);
    }
    if (ret == 1)
        return err_set(err, ERR_BUSY,
                       "index: the server has not rebuilt it within 10 "
                       "minutes; see its log");
    return ret;
}

static int index_anew(const char *data_dir, struct store *store,
                      struct err *err)
{
    struct clock clock = clock_system();
    int ret = index_rebuild(data_dir, store, clock_wall(&clock), err);

    if (ret < 0 && err->code == ERR_BUSY)
        ret = index_ask(store, &clock, err);
    if (ret == 0)
        puts("the index is made anew");
    return ret;
}

static int index_whole(const char *data_dir, struct store *store,
                       struct err *err)
{
    int ret = store_verify(store, err);

    if (ret == 1)
        ret = index_verify(data_dir, store, err);
    if (ret != 1)
        return -1;
    puts("store and index are whole and say the same");
    return 0;
}

static int index_tell(const char *data_dir, struct store *store,
                      struct err *err)
{
    int64_t newest = records_sequence(store, err);
    int64_t count = records_count(store, err);

    if (newest < 0 || count < 0)
        return -1;
    printf("%lld records published, change %lld; the index is at %lld\n",
           (long long)count, (long long)newest,
           (long long)index_sequence(data_dir));
    return 0;
}

int cli_index(const struct cli *cli)
{
    static const struct {
        const char *option;
        int (*run)(const char *data_dir, struct store *store, struct err *err);
    } ways[] = {
        {"", index_tell},
        {"--rebuild", index_anew},
        {"--verify", index_whole},
    };
    const char *option = cli->argc > 1 ? cli->argv[1] : "";
    struct store *store = NULL;
    struct err err = {0};
    int ret = -1;

    for (size_t i = 0; i < 3 && cli->argc <= 2; i++) {
        if (strcmp(ways[i].option, option) != 0)
            continue;
        if (house_store(cli->config, &store, &err) == 0)
            ret = ways[i].run(config_text(cli->config, "data"), store, &err);
        store_close(&store);
        return ret < 0 ? cli_fail(&err) : CLI_DONE;
    }
    return cli_misused(cli, "either --rebuild or --verify or nothing");
}
