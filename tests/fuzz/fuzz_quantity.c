/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts in any text: the first byte is the language, the rest the text. */
#include "tests/fuzz/fuzz.h"

#include "base/arena.h"
#include "text/fold.h"
#include "text/quantity.h"

enum { TEXT_MAX = 8000 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const char *text = (const char *)bytes + 1;
    struct quantities found = {0};
    struct arena *arena = NULL;

    if (len < 1 || len > TEXT_MAX || !fold_utf8_valid(text, len - 1))
        return 0;
    arena = arena_new();
    quantity_find(text, len - 1, (enum lang)(bytes[0] % LANG_COUNT), arena,
                  &found);
    for (size_t i = 0; i < found.count; i++)
        FUZZ_HOLDS(found.items[i].from < found.items[i].to &&
                   found.items[i].to <= len - 1 &&
                   found.items[i].low <= found.items[i].high);
    arena_free(&arena);
    return 0;
}
