/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int err_set(struct err *err, enum err_code code, const char *format, ...)
{
    va_list args;

    if (err == NULL)
        return -1;
    err->code = code;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return -1;
}

int err_at(struct err *err, const char *where)
{
    char text[sizeof err->text];

    if (err == NULL)
        return -1;
    snprintf(text, sizeof text, "%.200s: %.300s", where, err->text);
    memcpy(err->text, text, sizeof text);
    return -1;
}

const char *err_name(enum err_code code)
{
    static const char *const names[] = {
        [ERR_NONE] = "none",   [ERR_USAGE] = "usage",
        [ERR_INPUT] = "input", [ERR_LIMIT] = "limit",
        [ERR_IO] = "io",       [ERR_STORE] = "store",
        [ERR_INDEX] = "index", [ERR_CORRUPT] = "corrupt",
        [ERR_BUSY] = "busy",   [ERR_DENIED] = "denied",
    };

    return names[code];
}
