/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.h - the subcommands of parlor.
 *
 * One file a subcommand; the table is in commands.c. A subcommand prints its
 * result on standard output and one line on standard error when it fails.
 * Threads: the first one. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "config.h"

/* Exit codes. */
enum { CLI_DONE = 0, CLI_NO = 1, CLI_USAGE = 2 };

/* What a subcommand gets: argv[0] is its own name. */
struct cli {
    const struct config *config;
    int argc;
    char **argv;
};

struct command {
    const char *name;
    const char *usage; /* behind the name: "FILE" */
    const char *what;
    int (*run)(const struct cli *cli); /* an exit code */
};

/* By name; NULL if there is none. */
const struct command *command_find(const char *name);
/* All of them, ended by one without a name. */
const struct command *command_all(void);

/* Print *err as "parlor: text"; the exit code that belongs to it. */
int cli_fail(const struct err *err);
/* Print "parlor: NAME: why" and how it is used; CLI_USAGE. */
int cli_misused(const struct cli *cli, const char *why);
/* This moment, ms since 1970, to date what a command does. */
int64_t cli_now(void);

int cli_check(const struct cli *cli);
int cli_import(const struct cli *cli);
int cli_export(const struct cli *cli);
int cli_index(const struct cli *cli);
int cli_backup(const struct cli *cli);
int cli_restore(const struct cli *cli);
int cli_ask(const struct cli *cli);
int cli_serve(const struct cli *cli);
int cli_portal(const struct cli *cli);
int cli_order(const struct cli *cli);
int cli_report(const struct cli *cli);
int cli_user(const struct cli *cli);
int cli_match(const struct cli *cli);
int cli_clock(const struct cli *cli);
int cli_visit(const struct cli *cli);
int cli_booking(const struct cli *cli);
int cli_bench(const struct cli *cli);
int cli_help(const struct cli *cli);
int cli_version(const struct cli *cli);

#endif
