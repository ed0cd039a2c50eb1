/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
    {"help", "[settings]", "this list, or the settings", cli_help},
    {"version", "", "which Parlor this is", cli_version},
    {NULL, NULL, NULL, NULL},
};

const struct command *command_all(void)
{
    return commands;
}

const struct command *command_find(const char *name)
{
    for (const struct command *at = commands; at->name != NULL; at++)
        if (strcmp(at->name, name) == 0)
            return at;
    return NULL;
}

int cli_fail(const struct err *err)
{
    fprintf(stderr, "parlor: %s\n", err->text);
    return err->code == ERR_USAGE ? CLI_USAGE : CLI_NO;
}

int cli_misused(const struct cli *cli, const char *why)
{
    const struct command *command = command_find(cli->argv[0]);

    fprintf(stderr, "parlor: %s: %s; use: parlor %s %s\n", cli->argv[0], why,
            cli->argv[0], command != NULL ? command->usage : "");
    return CLI_USAGE;
}
