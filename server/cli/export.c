/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor export DIR: records and wording as files, as they came. */
#include "cli/cli.h"

#include <stdio.h>

#include "cli/house.h"
#include "publish/import.h"

int cli_export(const struct cli *cli)
{
    struct store *store = NULL;
    struct err err = {0};
    long written = -1;

    if (cli->argc != 2)
        return cli_misused(cli, "to which folder?");
    if (house_store(cli->config, &store, &err) == 0)
        written = export_run(store, cli->argv[1], &err);
    store_close(&store);
    if (written < 0)
        return cli_fail(&err);
    printf("%ld files written, the others are as they were\n", written);
    return CLI_DONE;
}
