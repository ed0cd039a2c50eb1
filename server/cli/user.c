/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor user add NAME [--role R] [--generate] | list | disable NAME |
 * password NAME [--generate]: who may sign in at the desk. A password is
 * asked for on a terminal, else it is the first line of standard input; it
 * is never an argument, because those can be seen by others. */
#include "cli/cli.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/house.h"
#include "desk/users.h"

enum { LINE_MAX_BYTES = USER_PASSWORD_MAX + 2 };

struct options {
    const char *verb, *name, *role;
    bool generate;
};

/* ---- passwords ----------------------------------------------------------- */

static int line_read(char line[LINE_MAX_BYTES], struct err *err)
{
    if (fgets(line, LINE_MAX_BYTES, stdin) == NULL)
        return err_set(err, ERR_USAGE, "user: no password on standard input");
    line[strcspn(line, "\r\n")] = '\0';
    return 0;
}

/* Without showing it. */
static int line_ask(const char *prompt, char line[LINE_MAX_BYTES],
                    struct err *err)
{
    struct termios before, silent;
    int ret = 0;

    if (tcgetattr(STDIN_FILENO, &before) < 0)
        return line_read(line, err);
    silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    fputs(prompt, stderr);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    ret = line_read(line, err);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputc('\n', stderr);
    return ret;
}

static int password_get(const struct options *options,
                        char password[LINE_MAX_BYTES], struct err *err)
{
    char again[LINE_MAX_BYTES];
    int same = 0;

    if (options->generate) {
        users_make_password(password);
        return 0;
    }
    if (!isatty(STDIN_FILENO))
        return line_read(password, err);
    if (line_ask("password: ", password, err) < 0 ||
        line_ask("again: ", again, err) < 0)
        return -1;
    same = strcmp(password, again) == 0;
    sodium_memzero(again, sizeof again);
    return same ? 0 : err_set(err, ERR_USAGE, "user: that was not the same");
}

/* ---- verbs --------------------------------------------------------------- */

static int user_secret(const struct options *options, struct store *store,
                       struct err *err)
{
    char password[LINE_MAX_BYTES] = "";
    int ret = password_get(options, password, err);

    if (ret == 0 && strcmp(options->verb, "add") == 0)
        ret = users_add(store, options->name, options->role, password, "cli",
                        cli_now(), err);
    else if (ret == 0)
        ret = users_password(store, options->name, password, "cli", cli_now(),
                             err);
    if (ret == 0 && options->generate)
        puts(password);
    sodium_memzero(password, sizeof password);
    return ret < 0 ? -1 : CLI_DONE;
}

static int user_print(void *context, const struct person *person,
                      struct err *err)
{
    (void)context;
    (void)err;
    printf("%s\t%s\t%s\n", person->name, person->role,
           person->disabled_at != 0 ? "disabled" : "enabled");
    return 0;
}

static int user_do(const struct options *options, struct store *store,
                   struct err *err)
{
    if (strcmp(options->verb, "list") == 0)
        return people_each(store, user_print, NULL, err);
    if (strcmp(options->verb, "disable") == 0)
        return users_disable(store, options->name, "cli", cli_now(), err);
    return user_secret(options, store, err);
}

/* ---- words --------------------------------------------------------------- */

static bool verb_known(const char *verb)
{
    return strcmp(verb, "add") == 0 || strcmp(verb, "list") == 0 ||
           strcmp(verb, "disable") == 0 || strcmp(verb, "password") == 0;
}

static int options_read(const struct cli *cli, struct options *out)
{
    bool needs_name = false;

    *out = (struct options){.role = "agent"};
    for (int i = 1; i < cli->argc; i++) {
        const char *word = cli->argv[i];

        if (strcmp(word, "--generate") == 0)
            out->generate = true;
        else if (strcmp(word, "--role") == 0 && i + 1 < cli->argc)
            out->role = cli->argv[++i];
        else if (strncmp(word, "--", 2) == 0)
            return cli_misused(cli, "unknown option");
        else if (out->verb == NULL)
            out->verb = word;
        else if (out->name == NULL)
            out->name = word;
        else
            return cli_misused(cli, "too many words");
    }
    if (out->verb == NULL || !verb_known(out->verb))
        return cli_misused(cli, "add, list, disable or password");
    needs_name = strcmp(out->verb, "list") != 0;
    if (needs_name != (out->name != NULL))
        return cli_misused(cli, needs_name ? "who?" : "list takes no name");
    return CLI_DONE;
}

/* The first user may come before the first start. */
static int store_get(const struct cli *cli, const struct options *options,
                     struct store **out, struct err *err)
{
    assert(options->verb != NULL);
    if (strcmp(options->verb, "add") == 0)
        return store_open(config_text(cli->config, "data"), out, err);
    return house_store(cli->config, out, err);
}

int cli_user(const struct cli *cli)
{
    struct options options;
    struct store *store = NULL;
    struct err err = {0};
    int code = options_read(cli, &options);

    if (code != CLI_DONE)
        return code;
    code = store_get(cli, &options, &store, &err);
    if (code == 0)
        code = user_do(&options, store, &err);
    store_close(&store);
    return code < 0 ? cli_fail(&err) : code;
}
