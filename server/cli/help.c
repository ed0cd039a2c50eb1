/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

#include "engine/schema.h"

static const char version[] = "0.1";

enum { HEAD = 44 }; /* columns before what a command is for */

static int help_settings(void)
{
    const char *name = NULL, *standard = NULL, *what = NULL;

    puts("Settings: \"name = value\" in the file of --config, or PARLOR_NAME "
         "in the\nenvironment, which wins.\n");
    for (size_t i = 0; config_describe(i, &name, &standard, &what); i++)
        printf("  %-12s %s%s%s%s\n", name, what, *standard ? " [" : "",
               standard, *standard ? "]" : "");
    return CLI_DONE;
}

int cli_help(const struct cli *cli)
{
    if (cli->argc > 2 ||
        (cli->argc == 2 && strcmp(cli->argv[1], "settings") != 0))
        return cli_misused(cli, "there is help and help settings");
    if (cli->argc == 2)
        return help_settings();
    puts("usage: parlor [--data DIR] [--config FILE] COMMAND ...\n");
    for (const struct command *at = command_all(); at->name != NULL; at++) {
        int used = printf("  %s %s", at->name, at->usage);

        printf("%s%*s%s\n", used > HEAD ? "\n" : "",
               used > HEAD ? HEAD + 1 : HEAD + 1 - used, "", at->what);
    }
    puts("\nExit status: 0 done, 1 said no, 2 wrong use.");
    return CLI_DONE;
}

int cli_version(const struct cli *cli)
{
    if (cli->argc != 1)
        return cli_misused(cli, "takes nothing");
    printf("parlor %s (index: %s)\n", version, SCHEMA_VERSION);
    return CLI_DONE;
}
