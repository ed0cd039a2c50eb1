/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Most runes of a message need no table: ASCII, and letters of the ten
 * languages that are already composed. Text made of these alone is folded
 * rune by rune; anything else goes through utf8proc as a whole. */
#include "text/fold.h"

#include <stdint.h>
#include <stdlib.h>

#include <utf8proc.h>

#include "text/analyser.h"

bool fold_utf8_valid(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        utf8proc_int32_t rune = 0;
        utf8proc_ssize_t step = 0;

        if ((unsigned char)text[at] < 0x80) {
            if (text[at++] == '\0')
                return false;
            continue;
        }
        step = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                (utf8proc_ssize_t)(len - at), &rune);
        if (step <= 0)
            return false;
        at += (size_t)step;
    }
    return true;
}

int fold_rune(const char *text, size_t len, size_t *at)
{
    const unsigned char *s = (const unsigned char *)text + *at;
    size_t left = len - *at;

    if (*at >= len)
        return -1;
    if (s[0] < 0x80 || left < 2) {
        *at += 1;
        return s[0];
    }
    if (s[0] < 0xE0) {
        *at += 2;
        return (s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    }
    if (s[0] < 0xF0 && left >= 3) {
        *at += 3;
        return (s[0] & 0x0F) << 12 | (s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    }
    if (left >= 4) {
        *at += 4;
        return (s[0] & 0x07) << 18 | (s[1] & 0x3F) << 12 | (s[2] & 0x3F) << 6 |
               (s[3] & 0x3F);
    }
    *at = len;
    return 0xFFFD;
}

size_t fold_length(const char *text, size_t len)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* What a rune folds to when it needs no neighbour and becomes one rune;
 * -1 if only utf8proc knows. */
static int fold_alone(int r)
{
    if (r < 0x80)
        return r >= 'A' && r <= 'Z' ? r + 0x20 : r;
    if (r >= 0x4E00 && r <= 0x9FFF)
        return r;
    if (r >= 0xC0 && r <= 0xFE && r != 0xD7 && r != 0xDF && r != 0xF7)
        return r < 0xDF ? r + 0x20 : r;
    if (r >= 0x410 && r <= 0x44F)
        return r < 0x430 ? r + 0x20 : r;
    if (r == 0x401 || r == 0x451)
        return 0x451;
    if ((r >= 0x3041 && r <= 0x3096) || (r >= 0x30A1 && r <= 0x30FC))
        return r;
    if (r >= 0xAC00 && r <= 0xD7A3)
        return r;
    if ((r >= 0x621 && r <= 0x63A) || (r >= 0x641 && r <= 0x64A))
        return r;
    if (r >= 0xFF01 && r <= 0xFF5E)
        return fold_alone(r - 0xFEE0);
    if ((r >= 0x2013 && r <= 0x201D && r != 0x2017) || r == 0x3001 ||
        r == 0x3002)
        return r;
    return r == 0x3000 || r == 0xA0 ? ' ' : -1;
}

static bool rune_is_blank(int r)
{
    return r == ' ' || (r >= '\t' && r <= '\r') || r == 0x85 ||
           (r >= 0x2000 && r <= 0x200A) || r == 0x2028 || r == 0x2029;
}

static void fold_whole(const char *text, size_t len, struct buf *out)
{
    utf8proc_uint8_t *made = NULL;
    utf8proc_ssize_t size = utf8proc_map(
        (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &made,
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
            UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    bool blank = false;

    for (size_t at = 0; size > 0 && at < (size_t)size;) {
        size_t from = at;
        int rune = fold_rune((const char *)made, (size_t)size, &at);

        if (!rune_is_blank(rune))
            buf_add(out, (const char *)made + from, at - from);
        else if (!blank)
            buf_char(out, ' ');
        blank = rune_is_blank(rune);
    }
    free(made);
}

void fold_text(const char *text, size_t len, struct buf *out)
{
    size_t start = out->len;
    bool blank = false;

    for (size_t at = 0; at < len;) {
        int rune = fold_alone(fold_rune(text, len, &at));

        if (rune < 0) {
            out->len = start;
            out->bytes[start] = '\0';
            fold_whole(text, len, out);
            return;
        }
        if (rune_is_blank(rune)) {
            if (!blank)
                buf_char(out, ' ');
            blank = true;
            continue;
        }
        if (rune < 0x80)
            buf_char(out, (char)rune);
        else
            buf_rune(out, rune);
        blank = false;
    }
}

enum rune_kind rune_kind(int r)
{
    if (r < 0x80) {
        if (r >= '0' && r <= '9')
            return RUNE_DIGIT;
        return (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') ? RUNE_LETTER
                                                                : RUNE_OTHER;
    }
    if ((r >= 0x4E00 && r <= 0x9FFF) || (r >= 0x3400 && r <= 0x4DBF) ||
        (r >= 0x20000 && r <= 0x3FFFF) || (r >= 0xF900 && r <= 0xFAFF) ||
        (r >= 0x3005 && r <= 0x3007))
        return RUNE_HAN;
    if ((r >= 0x3041 && r <= 0x309F))
        return RUNE_HIRAGANA;
    if ((r >= 0x30A1 && r <= 0x30FF && r != 0x30FB) ||
        (r >= 0x31F0 && r <= 0x31FF))
        return RUNE_KATAKANA;
    if ((r >= 0xAC00 && r <= 0xD7A3) || (r >= 0x1100 && r <= 0x11FF) ||
        (r >= 0x3131 && r <= 0x318E))
        return RUNE_HANGUL;
    switch (utf8proc_category(r)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
        return RUNE_LETTER;
    case UTF8PROC_CATEGORY_ND:
        return RUNE_DIGIT;
    default:
        return RUNE_OTHER;
    }
}

bool rune_is_cjk(int rune)
{
    enum rune_kind kind = rune_kind(rune);

    return kind >= RUNE_HAN && kind <= RUNE_HANGUL;
}

bool fold_letter(int rune)
{
    return rune_kind(rune) == RUNE_LETTER;
}

int fold_bare(int rune)
{
    utf8proc_int32_t parts[4];

    if (rune < 0xC0)
        return rune;
    if (rune < 0x250 || (rune >= 0x1E00 && rune <= 0x1EFF)) {
        utf8proc_ssize_t count =
            utf8proc_decompose_char(rune, parts, 4, UTF8PROC_DECOMPOSE, NULL);

        return count > 0 && count <= 4 ? parts[0] : rune;
    }
    switch (rune) {
    case 0x451: /* yo */
        return 0x435;
    case 0x622: /* alef with madda, hamza */
    case 0x623:
    case 0x625:
        return 0x627;
    case 0x649: /* alef maksura */
        return 0x64A;
    case 0x629: /* teh marbuta */
        return 0x647;
    case 0x640: /* tatweel */
        return 0;
    default:
        return rune >= 0x64B && rune <= 0x65F ? 0 : rune;
    }
}
