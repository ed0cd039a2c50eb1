/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as people save them: rows come in order and within their limits. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "order/table.h"
#include "text/fold.h"

enum { TEXT_MAX = 256 * 1024 };

static int row_check(void *context, const struct table_row *row,
                     struct err *err)
{
    size_t *last = context;

    (void)err;
    FUZZ_HOLDS(row->line > *last && row->count <= TABLE_CELLS_MAX);
    FUZZ_HOLDS((row->fault == TABLE_FINE) == (row->cells != NULL));
    for (size_t i = 0; i < row->count; i++)
        FUZZ_HOLDS(strlen(row->cells[i]) <= TABLE_ROW_MAX);
    *last = row->line;
    return 0;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct err err = {0};
    size_t last = 0;

    if (len > TEXT_MAX || !fold_utf8_valid((const char *)bytes, len))
        return 0;
    FUZZ_HOLDS(table_each((const char *)bytes, len, row_check, &last, &err) ==
               0);
    return 0;
}
