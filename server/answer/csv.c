/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer/csv.h"

#include <stdbool.h>
#include <string.h>

/* What a spreadsheet would take for a formula, in half and full width. */
static bool formula(const char *text)
{
    static const char *const marks[] = {"=",  "+",  "-",  "@",  "\t",
                                        "\r", "＝", "＋", "－", "＠"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

void csv_value(struct buf *out, const char *text)
{
    buf_char(out, '"');
    if (formula(text))
        buf_char(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buf_char(out, '"');
        buf_char(out, *text);
    }
    buf_char(out, '"');
}
