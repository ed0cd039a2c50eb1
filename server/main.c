/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - settings first, then the subcommand.
 *
 * --data and --config may stand before the subcommand or behind it. */
#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "config.h"

/* Options of every subcommand, taken out of argv. */
struct options {
    const char *data;
    const char *config;
    int argc;
    char **argv; /* what is left; argv[0] is the subcommand */
};

/* "--data DIR" or "--data=DIR": words used up, 0 if it is another one. */
static int option_take(int argc, char **argv, const char *name,
                       const char **out, struct err *err)
{
    size_t len = strlen(name);

    if (strncmp(argv[0], name, len) != 0)
        return 0;
    if (argv[0][len] == '=') {
        *out = argv[0] + len + 1;
        return 1;
    }
    if (argv[0][len] != '\0')
        return 0;
    if (argc < 2)
        return err_set(err, ERR_USAGE, "%s: what?", name);
    *out = argv[1];
    return 2;
}

static int options_read(int argc, char **argv, struct options *out,
                        struct err *err)
{
    bool plain = false; /* behind "--" */

    *out = (struct options){.config = getenv("PARLOR_CONFIG")};
    out->argv = mem_zero(((size_t)argc + 1) * sizeof *out->argv);
    for (int i = 1; i < argc;) {
        int used = 0;

        plain = plain || strcmp(argv[i], "--") == 0;
        if (!plain)
            used = option_take(argc - i, argv + i, "--data", &out->data, err);
        if (!plain && used == 0)
            used =
                option_take(argc - i, argv + i, "--config", &out->config, err);
        if (used < 0)
            return -1;
        if (used == 0)
            out->argv[out->argc++] = argv[i++];
        i += used;
    }
    return 0;
}

static int settings_read(const struct options *options, struct config *config,
                         struct err *err)
{
    if (options->config != NULL &&
        config_read_file(config, options->config, err) < 0)
        return -1;
    if (config_read_environment(config, getenv, err) < 0)
        return -1;
    if (options->data != NULL &&
        config_set(config, "data", options->data, "--data", err) < 0)
        return -1;
    setenv("TZ", config_text(config, "time_zone"), 1);
    return 0;
}

static const char *command_name(const struct options *options)
{
    const char *name = options->argc > 0 ? options->argv[0] : "help";

    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return "help";
    return strcmp(name, "--version") == 0 ? "version" : name;
}

static int parlor_run(struct options *options, struct config *config)
{
    static char help[] = "help";
    static char *nothing[] = {help, NULL};
    const char *name = command_name(options);
    const struct command *command = command_find(name);
    struct cli cli = {config, options->argc, options->argv};

    if (command == NULL) {
        fprintf(stderr,
                "parlor: there is no \"%s\"; parlor help lists what "
                "there is\n",
                name);
        return CLI_USAGE;
    }
    if (options->argc == 0)
        cli = (struct cli){config, 1, nothing};
    return command->run(&cli);
}

/* What was printed and could not be kept was not done. */
static int output_end(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fprintf(stderr, "parlor: standard output cannot be written: %s\n",
            strerror(errno));
    return code == CLI_DONE ? CLI_NO : code;
}

int main(int argc, char **argv)
{
    struct config *config = config_new();
    struct options options = {0};
    struct err err = {0};
    int code = CLI_NO;

    if (sodium_init() < 0) {
        fputs("parlor: no source of randomness\n", stderr);
        goto out;
    }
    if (options_read(argc, argv, &options, &err) < 0 ||
        settings_read(&options, config, &err) < 0)
        code = cli_fail(&err);
    else
        code = parlor_run(&options, config);
out:
    free(options.argv);
    config_free(&config);
    return output_end(code);
}
