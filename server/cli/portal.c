/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor portal add NAME ORIGIN... | list | revoke KEY: which partner sites
 * may embed the chat. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

#include "cli/house.h"
#include "net/origin.h"
#include "store/portals.h"

/* Origins as browsers write them; "https://a.example/" is taken too. */
static int origins_read(char **words, size_t count,
                        char texts[PORTAL_ORIGINS_MAX][ORIGIN_MAX],
                        const char *origins[PORTAL_ORIGINS_MAX],
                        struct err *err)
{
    if (count == 0 || count > PORTAL_ORIGINS_MAX)
        return err_set(err, ERR_USAGE, "portal: 1 to %d origins",
                       PORTAL_ORIGINS_MAX);
    for (size_t i = 0; i < count; i++) {
        if (!origin_parse(words[i], texts[i]))
            return err_set(err, ERR_USAGE,
                           "portal: \"%s\" is no origin; write it like "
                           "https://invest.example.org",
                           words[i]);
        origins[i] = texts[i];
    }
    return 0;
}

static int portal_add(const struct cli *cli, struct store *store,
                      struct err *err)
{
    char texts[PORTAL_ORIGINS_MAX][ORIGIN_MAX];
    const char *origins[PORTAL_ORIGINS_MAX];
    char key[PORTAL_KEY_MAX];
    size_t count = (size_t)cli->argc - 3;

    if (strlen(cli->argv[2]) > PORTAL_NAME_MAX || !*cli->argv[2])
        return err_set(err, ERR_USAGE, "portal: a name has 1 to %d bytes",
                       PORTAL_NAME_MAX);
    if (origins_read(cli->argv + 3, count, texts, origins, err) < 0 ||
        portals_add(store, cli->argv[2], origins, count, cli_now(), key, err) <
            0)
        return -1;
    puts(key);
    return CLI_DONE;
}

static int portal_list(struct store *store, struct err *err)
{
    struct portals *portals = NULL;

    if (portals_load(store, 1, &portals, err) < 0)
        return -1;
    for (size_t i = 0; i < portals->count; i++) {
        const struct portal *portal = &portals->items[i];

        printf("%s\t%s\t%s", portal->key,
               portal->revoked_at ? "revoked" : "in force", portal->name);
        for (size_t o = 0; o < portal->origin_count; o++)
            printf("%c%s", o == 0 ? '\t' : ' ', portal->origins[o]);
        putchar('\n');
    }
    portals_free(&portals);
    return CLI_DONE;
}

static int portal_revoke(const char *key, struct store *store, struct err *err)
{
    int done = portals_revoke(store, key, cli_now(), err);

    if (done == 0)
        fprintf(stderr, "parlor: portal: no key %s is in force\n", key);
    return done < 0 ? -1 : done == 1 ? CLI_DONE : CLI_NO;
}

static int portal_do(const struct cli *cli, struct store *store,
                     struct err *err)
{
    const char *verb = cli->argv[1];

    if (strcmp(verb, "add") == 0)
        return portal_add(cli, store, err);
    if (strcmp(verb, "list") == 0)
        return portal_list(store, err);
    return portal_revoke(cli->argv[2], store, err);
}

static int portal_misused(const struct cli *cli)
{
    const char *verb = cli->argc > 1 ? cli->argv[1] : "";

    if (strcmp(verb, "add") == 0)
        return cli->argc < 4;
    if (strcmp(verb, "list") == 0)
        return cli->argc != 2;
    return strcmp(verb, "revoke") != 0 || cli->argc != 3;
}

int cli_portal(const struct cli *cli)
{
    struct store *store = NULL;
    struct err err = {0};
    int code = 0;

    if (portal_misused(cli))
        return cli_misused(cli, "add, list or revoke");
    code = house_store(cli->config, &store, &err);
    if (code == 0)
        code = portal_do(cli, store, &err);
    store_close(&store);
    return code < 0 ? cli_fail(&err) : code;
}
