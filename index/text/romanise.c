/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/romanise.h"

#include <ctype.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { UNITS_MAX = 2048 };

/* ICU changes text in place and says when it does not fit. */
static int32_t to_latin(UChar *text, int32_t len)
{
    static const UChar id[] = u"Any-Latin; Latin-ASCII; Lower";
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *latin =
        utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    int32_t limit = len;

    if (U_SUCCESS(status))
        utrans_transUChars(latin, text, &len, UNITS_MAX, 0, &limit, &status);
    if (latin != NULL)
        utrans_close(latin);
    return U_SUCCESS(status) ? len : -1;
}

/* Most names need no table: 1 done, 0 some letter is not of ASCII. */
static int plain_latin(const char *text, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] >= 0x80)
            return 0;
    }
    for (size_t i = 0; i < len; i++) {
        if (isalnum((unsigned char)text[i]))
            buf_char(out, (char)tolower((unsigned char)text[i]));
    }
    return 1;
}

void romanise(const char *text, size_t len, struct buf *out)
{
    UChar units[UNITS_MAX];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = 0;

    if (len > UNITS_MAX / 8) /* a character may become several letters */
        len = UNITS_MAX / 8;
    if (plain_latin(text, len, out) == 1)
        return;
    u_strFromUTF8WithSub(units, UNITS_MAX, &count, text, (int32_t)len, 0xFFFD,
                         NULL, &status);
    if (U_FAILURE(status))
        return;
    count = to_latin(units, count);
    for (int32_t i = 0; i < count; i++) {
        if (units[i] < 0x80 && isalnum((int)units[i]))
            buf_char(out, (char)tolower((int)units[i]));
    }
}
