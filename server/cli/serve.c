/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor serve: everything opened in layer order, and taken down in reverse
 * when the loop has ended. */
#include "cli/cli.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "cli/house.h"
#include "desk/notices.h"
#include "desk/users.h"
#include "net/net.h"
#include "notify/notify.h"
#include "publish/publisher.h"
#include "work/pool.h"

struct service {
    struct house *house;
    struct net *net;
    struct publisher *publisher;
    struct notify *notify; /* NULL: nobody is configured */
    struct pool *pool;
    struct group *group; /* the workers' commits */
    struct key key;
    char password[USER_PASSWORD_MADE]; /* of the first user; "": known */
    char *web;                         /* folder; owned */
};

static void *worker_begin(void *context, struct err *err)
{
    struct service *service = context;
    struct workspace *ws = NULL;

    if (house_workspace(service->house, &ws, err) < 0)
        return NULL;
    ws->key = service->key.bytes;
    ws->group = service->group;
    return ws;
}

static void worker_end(void *context, void *worker)
{
    struct workspace *ws = worker;

    (void)context;
    workspace_close(&ws);
}

/* Setting web, else what was built; yours. */
static char *web_folder(const struct config *config)
{
    const char *set = config_text(config, "web");
    char *built = *set != '\0' ? NULL : house_beside("clients/dist");

    if (built != NULL)
        return built;
    return mem_text(*set != '\0' ? set : "clients/dist");
}

static int open_net(struct service *service, const struct config *config,
                    struct err *err)
{
    struct portals *portals = NULL;
    struct net_settings settings = {
        .listen = config_text(config, "listen"),
        .port = (int)config_number(config, "port"),
        .public_url = config_text(config, "public_url"),
        .trusted_proxy = config_text(config, "trusted_proxy"),
        .web = service->web = web_folder(config),
        .max_connections = (size_t)config_number(config, "max_connections"),
        .max_per_address = (unsigned)config_number(config, "max_per_address"),
        .messages_per_minute =
            (unsigned)config_number(config, "messages_per_minute"),
        .hellos_per_minute =
            (unsigned)config_number(config, "hellos_per_minute"),
        .sign_ins_per_minute =
            (unsigned)config_number(config, "sign_ins_per_minute"),
        .keep_days = (int)config_number(config, "keep_days"),
    };

    if (portals_load(service->house->store, 0, &portals, err) < 0)
        return -1;
    return net_open(&settings, &portals, &service->net, err);
}

static int start_workers(struct service *service, const struct config *config,
                         struct err *err)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int64_t workers = config_number(config, "workers");
    struct pool_options options = {
        .workers = workers > 0 ? (size_t)workers
                   : cores > 0 ? (size_t)cores
                               : 1,
        .queue = (size_t)config_number(config, "queue"),
        .begin = worker_begin,
        .end = worker_end,
        .context = service,
    };

    return pool_start(&options, &service->pool, err);
}

static int start_notify(struct service *service, const struct config *config,
                        struct err *err)
{
    struct notify_options options = {
        .data_dir = service->house->data_dir,
        .file = config_text(config, "notify_file"),
        .clock = service->house->clock,
        .begin = worker_begin,
        .end = worker_end,
        .context = service,
        .words = notices_word,
    };
    int ret = notify_start(&options, &service->notify, err);

    if (ret < 0)
        return -1;
    return store_setting_put(service->house->store, "notify",
                             ret == 1 ? "yes" : "", err);
}

static void announce(const struct service *service, const struct config *config)
{
    const char *listen = config_text(config, "listen");

    printf(strchr(listen, ':') ? "http://[%s]:%d\n" : "http://%s:%d\n", listen,
           net_port(service->net));
    if (service->password[0] != '\0')
        printf("first staff user for /desk: name desk, password %s\n"
               "  (shown this once; change it: parlor user password desk)\n",
               service->password);
    fflush(stdout);
}

/* Workers read these where they read all else. */
static int keep_settings(struct service *service, const struct config *config,
                         struct err *err)
{
    static const char *const names[] = {"responsible_name",
                                        "responsible_contact", "public_url"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (store_setting_put(service->house->store, names[i],
                              config_text(config, names[i]), err) < 0)
            return -1;
    return 0;
}

static int service_open(struct service *service, const struct config *config,
                        struct err *err)
{
    if (house_open_serving(config, &service->house, err) < 0 ||
        house_key(service->house, &service->key, err) < 0 ||
        keep_settings(service, config, err) < 0 ||
        desk_bootstrap(service->house->store,
                       clock_wall(&service->house->clock), service->password,
                       err) < 0 ||
        open_net(service, config, err) < 0)
        return -1;
    service->group = group_new(); /* before any thread that may look at it */
    if (publisher_start(service->house->data_dir, service->house->library,
                        service->house->clock, &service->publisher, err) < 0 ||
        start_notify(service, config, err) < 0)
        return -1;
    return start_workers(service, config, err);
}

static void service_close(struct service *service)
{
    pool_stop(&service->pool);
    notify_stop(&service->notify);
    net_close(&service->net);
    publisher_stop(&service->publisher);
    house_close(&service->house);
    group_free(&service->group);
    key_fini(&service->key);
    free(service->web);
}

int cli_serve(const struct cli *cli)
{
    struct service service = {0};
    struct err err = {0};
    int code = CLI_DONE;

    if (cli->argc != 1)
        return cli_misused(cli, "takes nothing");
    if (service_open(&service, cli->config, &err) < 0) {
        code = cli_fail(&err);
    } else {
        announce(&service, cli->config);
        sodium_memzero(service.password, sizeof service.password);
        net_run(service.net, service.pool, service.house->library);
    }
    service_close(&service);
    return code;
}
