/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request.h - a subcommand that asks what a visitor may ask on the wire.
 *
 * Threads: the first one. */
#ifndef CLI_REQUEST_H
#define CLI_REQUEST_H

#include <jansson.h>
#include <stdbool.h>

#include "cli/cli.h"

/* Print a result for people; the exit code. */
typedef int request_print(const json_t *result);

/* Call a visitors' method with params and print its result: as one line of
 * JSON, or by print. What the method refuses is wrong use, or exit 1 if it
 * is not found. */
int request_run(const struct cli *cli, const char *method, const json_t *params,
                bool json, request_print *print);

/* A text of a result; "" without one. */
const char *request_text(const json_t *object, const char *name);

/* Option "--lang L" into params: 0, or -1 if it is no language of ours. */
int request_lang(json_t *params, const char *code);

#endif
