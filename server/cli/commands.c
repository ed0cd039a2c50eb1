/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "text/fold.h"
#include "work/clock.h"

static const struct command commands[] = {
    {"serve", "", "answer at http://127.0.0.1:8080", cli_serve},
    {"portal", "add NAME ORIGIN... | list | revoke KEY",
     "sites that may embed the chat", cli_portal},
    {"ask", "[--json] [--lang L] [--state FILE] TURN...",
     "answer, as the chat does; FILE keeps the talk", cli_ask},
    {"match", "[--json] [--demand FILE|-] [--near ID] ... [TEXT]",
     "which place, partner, enterprise or desk fits, and why", cli_match},
    {"clock", "[--json] [--lang L] [--answer NAME=VALUE] START [CLOCK]",
     "by when it is done, started on START (2026-11-23)", cli_clock},
    {"visit", "[--json] [--start DAY] [--hours N] [--minutes N] STOP...",
     "a route through places, day by day", cli_visit},
    {"booking", "list | rooms | events | show REF | move REF STATE | ...",
     "rooms, events, and the year after a fair", cli_booking},
    {"order",
     "form | place | list | show REF | "
     "move REF [STATE] [--reason R] [--note N] [--outcome O] | "
     "assign REF USER | introduce REF PARTNER [--words W] | "
     "unintroduce ID [--note N] | answer REF|ID SECRET | "
     "report funnel|first [NAME] | verify [--head COUNT:HASH] | "
     "export CONTACT | erase REF|CONTACT | bulk FILE [--dry-run] | tick",
     "orders, JSON in and out", cli_order},
    {"report", "fairness|funnel [--since DATE] [--lang L] [--json|--csv]",
     "how cities are shown, and what becomes of orders", cli_report},
    {"user",
     "add NAME [--role agent|admin] [--generate] | list | disable NAME | "
     "password NAME [--generate]",
     "who may sign in at the desk", cli_user},
    {"check", "PATH...", "every mistake in files of a corpus", cli_check},
    {"import", "[--draft] [--retire-missing] PATH...",
     "publish files of a corpus, or leave them to review", cli_import},
    {"export", "DIR", "write the corpus back as files", cli_export},
    {"index", "[--rebuild|--verify]", "how the index stands", cli_index},
    {"backup", "FILE", "copy the store, also of a running server", cli_backup},
    {"restore", "FILE [--force]", "a backup becomes the data directory",
     cli_restore},
    {"bench",
     "retrieval [--merge] [--queries DIR] [--lang L] [--query-lang L] DIR...",
     "how well questions find their passages", cli_bench},
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

/* One line, and nothing that moves a terminal: err may quote a file. */
static void print_line(const char *text)
{
    bool valid = fold_utf8_valid(text, strlen(text));

    fputs("parlor: ", stderr);
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        bool plain = byte >= 0x20 && byte != 0x7f && (byte < 0x80 || valid);

        fputc(plain ? byte : '?', stderr);
    }
    fputc('\n', stderr);
}

int cli_fail(const struct err *err)
{
    print_line(err->text);
    return err->code == ERR_USAGE ? CLI_USAGE : CLI_NO;
}

int cli_misused(const struct cli *cli, const char *why)
{
    const struct command *command = command_find(cli->argv[0]);

    const char *usage = command != NULL ? command->usage : "";

    fprintf(stderr, "parlor: %s: %s; use: parlor %s%s%s\n", cli->argv[0], why,
            cli->argv[0], *usage ? " " : "", usage);
    return CLI_USAGE;
}

int64_t cli_now(void)
{
    struct clock clock = clock_system();

    return clock_wall(&clock);
}
