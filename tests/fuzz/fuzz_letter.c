/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stands in an address, a subject or a body, a mail has the headers
 * that Parlor gives it and no other. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "notify/letter.h"

enum { TEXT_MAX = 4000 };

static const char *const headers[] = {
    "Date: ",
    "From: ",
    "To: ",
    "Subject: ",
    "Message-ID: ",
    "MIME-Version: ",
    "Content-Type: ",
    "Content-Transfer-Encoding: ",
    "Auto-Submitted: ",
    "Content-Language: ",
};

static bool header_known(const char *line)
{
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (strncmp(line, headers[i], strlen(headers[i])) == 0)
            return true;
    return line[0] == ' ';
}

static void check(const struct buf *out)
{
    const char *end = strstr(out->bytes, "\r\n\r\n");

    FUZZ_HOLDS(end != NULL && strlen(out->bytes) == out->len);
    for (const char *at = out->bytes; at < end + 2;) {
        const char *next = strstr(at, "\r\n");

        FUZZ_HOLDS(next != NULL && header_known(at));
        at = next + 2;
    }
    for (size_t i = 0; i < out->len; i++)
        FUZZ_HOLDS(
            (unsigned char)out->bytes[i] < 0x7f &&
            (out->bytes[i] != '\n' || (i > 0 && out->bytes[i - 1] == '\r')));
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

/* The first byte says where the rest goes. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct letter letter = {
        "P <p@e.example>", "a@b.example", "s", "b", "en", "1a", 1795248000000};
    struct err err = {0};
    char *text = NULL;
    struct buf out;

    if (len < 1 || len > TEXT_MAX)
        return 0;
    text = mem_text_n((const char *)bytes + 1, len - 1);
    switch (bytes[0] % 4) {
    case 0:
        letter.subject = text;
        break;
    case 1:
        letter.body = text;
        break;
    case 2:
        letter.to = text;
        break;
    default:
        letter.from = text;
        break;
    }
    buf_init(&out);
    if (letter_write(&letter, &out, &err) == 0)
        check(&out);
    buf_fini(&out);
    free(text);
    return 0;
}
