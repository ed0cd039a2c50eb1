/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"

enum setting_type { SETTING_TEXT, SETTING_NUMBER, SETTING_FLAG, SETTING_ZONE };

struct setting {
    const char *name;
    enum setting_type type;
    const char *standard;
    int64_t low, high; /* of a number */
    const char *what;
};

static const struct setting settings[] = {
    {"data", SETTING_TEXT, "var", 0, 0, "data directory"},
    {"corpus", SETTING_TEXT, "", 0, 0,
     "what an empty data directory is filled from (corpus/ here or beside "
     "the program)"},
    {"intents", SETTING_TEXT, "", 0, 0,
     "what messages want, as learnt (build/intents.model here or beside the "
     "program)"},
    {"pack", SETTING_TEXT, "", 0, 0,
     "words across languages (build/parlor.pack here or beside the program)"},
    {"key_file", SETTING_TEXT, "", 0, 0,
     "key that seals contact fields (~/.config/parlor/key)"},
    {"time_zone", SETTING_ZONE, "Asia/Shanghai", 0, 0,
     "whose days and hours are meant"},
    {"listen", SETTING_TEXT, "127.0.0.1", 0, 0, "address to listen on"},
    {"port", SETTING_NUMBER, "8080", 0, 65535, "port to listen on"},
    {"public_url", SETTING_TEXT, "", 0, 0,
     "how the world reaches this server (https://parlor.example.org)"},
    {"trusted_proxy", SETTING_TEXT, "", 0, 0,
     "proxies whose X-Forwarded-For is believed (addresses or ranges)"},
    {"web", SETTING_TEXT, "", 0, 0,
     "built web clients (clients/dist here or beside the program)"},
    {"responsible_name", SETTING_TEXT, "", 0, 0,
     "who is responsible for visitors' data, shown to them"},
    {"responsible_contact", SETTING_TEXT, "", 0, 0,
     "where that one is reached"},
    {"notify_file", SETTING_TEXT, "", 0, 0,
     "who is told by mail and webhook (server/notify/README.md); nobody "
     "else is ever connected to"},
    {"workers", SETTING_NUMBER, "0", 0, 64,
     "threads that answer (0: one a core)"},
    {"queue", SETTING_NUMBER, "256", 1, 65536,
     "questions that may wait for a worker"},
    {"max_connections", SETTING_NUMBER, "0", 0, 1000000,
     "open at once (0: what the limit of files allows)"},
    {"max_per_address", SETTING_NUMBER, "200", 1, 1000000,
     "of them from one /24 or /48"},
    {"messages_per_minute", SETTING_NUMBER, "100", 1, 1000000,
     "of one connection, and of one visitor"},
    {"hellos_per_minute", SETTING_NUMBER, "120", 1, 1000000,
     "from one /24 or /48"},
    {"sign_ins_per_minute", SETTING_NUMBER, "20", 1, 1000000,
     "attempts of staff from one /24 or /48"},
    {"keep_days", SETTING_NUMBER, "365", 1, 36500,
     "conversations untouched for so long are forgotten"},
};

enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

struct config {
    char *values[SETTING_COUNT];
};

struct config *config_new(void)
{
    struct config *config = mem_zero(sizeof *config);

    for (size_t i = 0; i < SETTING_COUNT; i++)
        config->values[i] = mem_text(settings[i].standard);
    return config;
}

void config_free(struct config **config)
{
    if (*config == NULL)
        return;
    for (size_t i = 0; i < SETTING_COUNT; i++)
        free((*config)->values[i]);
    free(*config);
    *config = NULL;
}

static int setting_find(const char *name)
{
    for (int i = 0; i < SETTING_COUNT; i++)
        if (strcmp(settings[i].name, name) == 0)
            return i;
    return -1;
}

static int number_read(const char *text, int64_t *out)
{
    char *end = NULL;
    long long number = 0;

    errno = 0;
    number = strtoll(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0)
        return -1;
    *out = number;
    return 0;
}

static bool flag_known(const char *text)
{
    return strcmp(text, "yes") == 0 || strcmp(text, "no") == 0;
}

/* The C library takes a name it does not know for UTC, without a word. */
static bool zone_known(const char *name)
{
    char path[200];
    struct stat status;
    int len = snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);

    return *name != '\0' && *name != '/' && strstr(name, "..") == NULL &&
           len < (int)sizeof path && stat(path, &status) == 0 &&
           S_ISREG(status.st_mode);
}

int config_set(struct config *config, const char *name, const char *value,
               const char *where, struct err *err)
{
    int at = setting_find(name);
    int64_t number = 0;

    if (at < 0)
        return err_set(err, ERR_USAGE,
                       "%s: there is no setting \"%.60s\"; parlor help "
                       "settings lists them",
                       where, name);
    if (settings[at].type == SETTING_NUMBER &&
        (number_read(value, &number) < 0 || number < settings[at].low ||
         number > settings[at].high))
        return err_set(err, ERR_USAGE,
                       "%s: %s must be a whole number from %lld to %lld, not "
                       "\"%.60s\"",
                       where, name, (long long)settings[at].low,
                       (long long)settings[at].high, value);
    if (settings[at].type == SETTING_FLAG && !flag_known(value))
        return err_set(err, ERR_USAGE,
                       "%s: %s must be yes or no, not \"%.60s\"", where, name,
                       value);
    if (settings[at].type == SETTING_ZONE && !zone_known(value))
        return err_set(err, ERR_USAGE,
                       "%s: there is no time zone \"%.60s\"; "
                       "/usr/share/zoneinfo has them, as Europe/Berlin",
                       where, value);
    free(config->values[at]);
    config->values[at] = mem_text(value);
    return 0;
}

/* ---- file -------------------------------------------------------------- */

struct reading {
    struct config *config;
    const char *path;
    struct err *err;
    bool failed; /* *err is filled in */
};

/* One, or zero for libinih to note the line as wrong. */
static int reading_value(void *context, const char *section, const char *name,
                         const char *value)
{
    struct reading *reading = context;

    if (reading->failed)
        return 0;
    if (*section != '\0')
        reading->failed =
            err_set(reading->err, ERR_USAGE,
                    "%s: [%.60s]: settings stand without sections",
                    reading->path, section) < 0;
    else
        reading->failed = config_set(reading->config, name, value,
                                     reading->path, reading->err) < 0;
    return reading->failed ? 0 : 1;
}

int config_read_file(struct config *config, const char *path, struct err *err)
{
    struct reading reading = {config, path, err, false};
    struct stat status;
    char where[32];
    int line = 0;

    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return err_set(err, ERR_USAGE, "--config %s: is a folder, not a file",
                       path);
    line = ini_parse(path, reading_value, &reading);
    if (line == 0)
        return 0;
    if (line < 0)
        return err_set(err, ERR_USAGE, "--config %s: %s", path,
                       strerror(errno));
    snprintf(where, sizeof where, "line %d", line);
    if (reading.failed)
        return err_at(err, where);
    return err_set(err, ERR_USAGE,
                   "%s: %s: is not \"name = value\" of less than 198 bytes",
                   path, where);
}

/* ---- environment ------------------------------------------------------- */

int config_read_environment(struct config *config,
                            char *(*get)(const char *name), struct err *err)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        char name[64];
        const char *value = NULL;
        int len = snprintf(name, sizeof name, "PARLOR_%s", settings[i].name);

        for (int c = 0; c < len; c++)
            name[c] = (char)toupper((unsigned char)name[c]);
        value = get(name);
        if (value != NULL &&
            config_set(config, settings[i].name, value, name, err) < 0)
            return -1;
    }
    return 0;
}

/* ---- reading ----------------------------------------------------------- */

const char *config_text(const struct config *config, const char *name)
{
    int at = setting_find(name);

    assert(at >= 0);
    return config->values[at];
}

int64_t config_number(const struct config *config, const char *name)
{
    int64_t number = 0;

    assert(settings[setting_find(name)].type == SETTING_NUMBER);
    number_read(config_text(config, name), &number);
    return number;
}

bool config_flag(const struct config *config, const char *name)
{
    assert(settings[setting_find(name)].type == SETTING_FLAG);
    return strcmp(config_text(config, name), "yes") == 0;
}

bool config_describe(size_t at, const char **name, const char **standard,
                     const char **what)
{
    if (at >= SETTING_COUNT)
        return false;
    *name = settings[at].name;
    *standard = settings[at].standard;
    *what = settings[at].what;
    return true;
}
