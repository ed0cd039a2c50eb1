/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and opening hours in any text: the first byte is the language, the
 * rest the text. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "base/arena.h"
#include "calendar/deadline.h"
#include "text/fold.h"

enum { TEXT_MAX = 8000 };

static struct analyser *analyser;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct err err = {0};

    (void)argc;
    (void)argv;
    FUZZ_HOLDS(analyser_open(&analyser, &err) == 0);
    return 0;
}

static void hours_try(const char *text)
{
    struct hours hours;

    if (hours_read(text, &hours) == 0)
        return;
    FUZZ_HOLDS(hours.count >= 1 && hours.count <= HOURS_SPANS_MAX);
    for (size_t i = 0; i < hours.count; i++)
        FUZZ_HOLDS(hours.spans[i].from < hours.spans[i].to &&
                   hours.spans[i].to <= 24 * 60);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct date today = {2026, 11, 21}, day;
    struct arena *arena = NULL;
    const char *text = NULL;

    if (len < 1 || len > TEXT_MAX ||
        !fold_utf8_valid((const char *)bytes + 1, len - 1))
        return 0;
    arena = arena_new();
    text = arena_text_n(arena, (const char *)bytes + 1, len - 1);
    if (spoken_day(analyser,
                   analyser_plain(analyser, text, strlen(text), arena),
                   (enum lang)(bytes[0] % LANG_COUNT), today, arena, &day) == 1)
        FUZZ_HOLDS(day_valid(day));
    hours_try(text);
    arena_free(&arena);
    return 0;
}
