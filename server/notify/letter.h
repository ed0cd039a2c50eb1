/* SPDX-License-Identifier: GPL-3.0-or-later */
/* letter.h - a mail as RFC 5322 wants it, in UTF-8, of plain text.
 *
 * Private to notify/. Nothing that comes in can begin a header of its own:
 * addresses are refused unless every byte is allowed in one, other header
 * texts go in as encoded words (RFC 2047), the body as base64. Sends
 * nothing. Threads: any; pure. */
#ifndef NOTIFY_LETTER_H
#define NOTIFY_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum {
    LETTER_ADDRESS_MAX = 255, /* with NUL: RFC 5321, 4.5.3.1 */
    LETTER_SUBJECT_MAX = 400, /* bytes; what is longer is cut */
    LETTER_BODY_MAX = 64 * 1024
};

struct letter {
    const char *from; /* "Name <address>" or an address */
    const char *to;   /* an address, or several with commas between */
    const char *subject, *body;
    const char *lang; /* code */
    const char *id;   /* the same for each try: letters and digits */
    int64_t at;       /* ms since 1970 */
};

/* The whole message into out, lines ended by CRLF: 0, or -1 if an address or
 * a size will not do. */
int letter_write(const struct letter *letter, struct buf *out, struct err *err);

/* Address of "Name <address>" or of an address alone: false if it is none
 * that may be written to. */
bool letter_address(const char *text, char out[LETTER_ADDRESS_MAX]);

/* Walk "a@b, c@d": length of the next address, copied to out (may be NULL),
 * and *at behind its comma. 0 at the end, where **at is NUL, or at what is no
 * address, where it is not. */
size_t letter_next_address(const char **at, char out[LETTER_ADDRESS_MAX]);

#endif
