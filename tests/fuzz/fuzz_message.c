/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody types, over the corpus: the first byte says whether it is
 * only understood or answered too. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

#include "tests/support/parlor.h"
#include "text/fold.h"
#include "understand/understand.h"

enum { MESSAGE_MAX = 2000, WHOLE_TURN = '!' };

static struct parlor_fixture parlor; /* libFuzzer hands no context through */

static void closed(void)
{
    parlor_fixture_close(&parlor);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    parlor_fixture_open(&parlor);
    atexit(closed);
    return 0;
}

static void answered(const char *text)
{
    json_t *reply = NULL;

    parlor_fixture_reset(&parlor);
    reply = parlor_fixture_ask(&parlor, text, LANG_NONE);
    FUZZ_HOLDS(json_is_object(reply));
    json_decref(reply);
}

static void understood(const char *text, size_t len)
{
    struct message message = {.text = text, .len = len, .hint = LANG_NONE};
    struct meaning meaning = {0};
    struct profile profile = {0};

    workspace_begin(parlor.ws, parlor.now, parlor.today);
    understand_message(parlor.ws, &message, &meaning);
    understand_profile(parlor.ws, &meaning, &profile);
    FUZZ_HOLDS(meaning.part_count > 0 && meaning.text != NULL);
    workspace_end(parlor.ws);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char text[MESSAGE_MAX + 1];

    if (len < 1 || len > MESSAGE_MAX ||
        !fold_utf8_valid((const char *)bytes + 1, len - 1))
        return 0;
    for (size_t i = 1; i < len; i++)
        text[i - 1] = (char)bytes[i];
    text[len - 1] = '\0';
    if (bytes[0] == WHOLE_TURN)
        answered(text);
    else
        understood(text, len - 1);
    return 0;
}
