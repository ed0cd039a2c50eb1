/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tag soup: its text is valid and stood in the page. */
#include "tests/fuzz/fuzz.h"

#include "ingest/html.h"
#include "text/fold.h"

enum { PAGE_MAX = 64 * 1024 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const char *page = (const char *)bytes;
    struct trace trace = {0};
    struct buf text;
    struct err err = {0};

    if (len > PAGE_MAX || !fold_utf8_valid(page, len))
        return 0;
    html_is(page, len);
    buf_init(&text);
    if (html_text(page, len, &text, &trace, &err) == 0) {
        FUZZ_HOLDS(fold_utf8_valid(text.bytes, text.len));
        for (size_t i = 0; i < trace.count; i++)
            FUZZ_HOLDS(trace.items[i].at <= text.len &&
                       trace.items[i].was <= len);
    }
    buf_fini(&text);
    trace_fini(&trace);
    return 0;
}
