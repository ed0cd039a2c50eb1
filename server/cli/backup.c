/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor backup FILE: one SQLite file, made while a server may run. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/house.h"
#include "store/records.h"

int cli_backup(const struct cli *cli)
{
    struct store *store = NULL;
    struct err err = {0};
    char *key = NULL;
    int ret = -1;

    if (cli->argc != 2)
        return cli_misused(cli, "to which file?");
    if (house_store(cli->config, &store, &err) == 0)
        ret = store_backup(store, cli->argv[1], &err);
    store_close(&store);
    if (ret < 0)
        return cli_fail(&err);
    key = house_key_path(cli->config);
    printf("%s: everything but the key that opens contact fields (%s), which "
           "is to be kept apart; the index is made anew from it\n",
           cli->argv[1], key);
    free(key);
    return CLI_DONE;
}
