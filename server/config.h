/* SPDX-License-Identifier: GPL-3.0-or-later */
/* config.h - the operator's settings.
 *
 * Each has a default and may be set in the file of --config ("name = value",
 * one a line), as PARLOR_NAME in the environment, and by an option; the
 * later of these wins. A name that is not in the table of config.c is a
 * mistake. Threads: filled by one, then read by any. */
#ifndef CONFIG_H
#define CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct config;

/* All defaults. The caller owns it. */
struct config *config_new(void);
void config_free(struct config **config);

/* where is for messages: "--data", "parlor.conf:3". 0, or -1 with ERR_USAGE
 * for an unknown name or a value that is not allowed. */
int config_set(struct config *config, const char *name, const char *value,
               const char *where, struct err *err);
int config_read_file(struct config *config, const char *path, struct err *err);
/* Every PARLOR_NAME of a known name; get is getenv but in tests. */
int config_read_environment(struct config *config,
                            char *(*get)(const char *name), struct err *err);

/* Values by a name that is in the table. Text is borrowed, never NULL. */
const char *config_text(const struct config *config, const char *name);
int64_t config_number(const struct config *config, const char *name);
bool config_flag(const struct config *config, const char *name);

/* The table, for help: false behind its end. */
bool config_describe(size_t at, const char **name, const char **standard,
                     const char **what);

#endif
