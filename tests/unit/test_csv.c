/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as they leave for a spreadsheet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "answer/csv.h"

static void values(void **state)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"Suzhou", "\"Suzhou\""},
        {"", "\"\""},
        {"a, b", "\"a, b\""},
        {"say \"yes\"", "\"say \"\"yes\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"=1+1", "\"'=1+1\""},
        {"+49", "\"'+49\""},
        {"-5", "\"'-5\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"\t=1", "\"'\t=1\""},
        {"＝1", "\"'＝1\""},
        {"a=1", "\"a=1\""},
        {"苏州", "\"苏州\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out;

        buf_init(&out);
        csv_value(&out, rows[i].in);
        if (out.len != strlen(rows[i].out) ||
            memcmp(out.bytes, rows[i].out, out.len) != 0)
            fail_msg("row %zu: %.*s", i, (int)out.len, out.bytes);
        buf_fini(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
