/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

void log_line(enum log_level level, const char *format, ...)
{
    static const char *const names[] = {"error", "warn", "info"};
    char line[1024];
    struct tm now;
    time_t seconds = time(NULL);
    int head = 0, body = 0;
    size_t len = 0;
    va_list args;

    gmtime_r(&seconds, &now);
    head = (int)strftime(line, 64, "%Y-%m-%dT%H:%M:%SZ ", &now);
    head += snprintf(line + head, 16, "%s ", names[level]);
    va_start(args, format);
    body = vsnprintf(line + head, sizeof line - (size_t)head - 1, format, args);
    va_end(args);
    len = (size_t)head + (body > 0 ? (size_t)body : 0);
    if (len > sizeof line - 2)
        len = sizeof line - 2;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)line[i] < 0x20 || line[i] == 0x7F)
            line[i] = ' ';
    line[len++] = '\n';
    (void)!write(STDERR_FILENO, line, len);
}
