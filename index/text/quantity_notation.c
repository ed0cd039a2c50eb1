/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <utf8proc.h>

#include "base/buf.h"
#include "text/analyser.h"
#include "text/fold.h"
#include "text/quantity_parts.h"

/* Characters of numerals and units as one of them is looked for. */
static const char same[][2][4] = {
    {"萬", "万"}, {"億", "亿"}, {"兩", "两"}, {"畝", "亩"}, {"頃", "顷"},
    {"個", "个"}, {"圓", "元"}, {"圆", "元"}, {"壹", "一"}, {"貳", "二"},
    {"贰", "二"}, {"弐", "二"}, {"參", "三"}, {"叁", "三"}, {"参", "三"},
    {"肆", "四"}, {"伍", "五"}, {"陸", "六"}, {"陆", "六"}, {"柒", "七"},
    {"捌", "八"}, {"玖", "九"}, {"拾", "十"}, {"佰", "百"}, {"仟", "千"},
    {"點", "点"}, {"歐", "欧"}, {"韓", "韩"}, {"鎊", "镑"}, {"幣", "币"},
    {"時", "时"}, {"間", "间"}, {"週", "周"}, {"營", "营"}, {"営", "营"},
    {"業", "业"}, {"裡", "里"}, {"ヶ", "か"}, {"ヵ", "か"}, {"ケ", "か"},
    {"カ", "か"}, {"箇", "个"}, {"臺", "台"}, {"紐", "纽"}, {"數", "数"},
    {"幾", "几"}, {"條", "条"}, {"項", "项"}, {"倂", "并"}, {"對", "对"}};

static int rune_figure(int r)
{
    if (r >= 0x660 && r <= 0x669)
        return r - 0x660 + '0';
    if (r >= 0x6F0 && r <= 0x6F9)
        return r - 0x6F0 + '0';
    return r;
}

static int rune_mark(int r)
{
    switch (r) {
    case 0xA0:
    case 0x2007:
    case 0x2009:
    case 0x200A:
    case 0x202F:
    case 0x3000:
        return ' ';
    case 0x66A:
        return '%';
    case 0x66B:
        return '.';
    case 0x66C:
        return ',';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return '-';
    case 0x301C:
    case 0x223C:
        return '~';
    case 0x2019:
        return '\'';
    case 0xFFE1:
        return 0xA3;
    case 0xFFE5:
        return 0xA5;
    case 0xFFE6:
        return 0x20A9;
    default:
        return r;
    }
}

static int rune_one(int r)
{
    r = rune_mark(rune_figure(r));
    if (r >= 0xFF01 && r <= 0xFF5E)
        r -= 0xFEE0;
    if (r < 0x80)
        return r >= 'A' && r <= 'Z' ? r + 0x20 : r;
    return r < 0x600 ? (int)utf8proc_tolower(r) : r;
}

/* Write one rune in its notation. */
static void notation_put(struct buf *buf, int r, const char *given, size_t len)
{
    if (r >= 0x3000 && r < 0xA000 && len == 3) {
        if (r == 0x33A1 || r == 0x33A2) { /* the signs for m2 and km2 */
            buf_text(buf, r == 0x33A1 ? "m²" : "km²");
            return;
        }
        for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
            if (memcmp(same[i][0], given, 3) == 0) {
                buf_add(buf, same[i][1], 3);
                return;
            }
        }
    }
    buf_rune(buf, rune_one(r));
}

void notation_make(const char *text, size_t len, enum lang lang,
                   struct arena *arena, struct notation *out)
{
    struct buf buf;
    size_t from = 0, made = 0;

    buf_init(&buf);
    /* a rune becomes at most five bytes, of three or more */
    out->at = arena_zero(arena, (len * 2 + 8) * sizeof *out->at);
    for (size_t at = 0; at < len; from = at) {
        int rune = fold_rune(text, len, &at);

        notation_put(&buf, rune, text + from, at - from);
        for (; made < buf.len; made++)
            out->at[made] = (uint32_t)from;
    }
    out->at[made] = (uint32_t)len;
    out->text = arena_text_n(arena, buf.bytes, buf.len);
    out->len = buf.len;
    out->given = text;
    out->lang = lang;
    out->done = 0;
    buf_fini(&buf);
}

bool notation_has(const struct notation *n, size_t at, const char *word)
{
    const char *text = n->text + at;

    /* text ends with NUL, which no word has inside; most differ at once */
    for (; *word != '\0'; word++, text++)
        if (*text != *word)
            return false;
    return true;
}

bool notation_ends(const struct notation *n, size_t at, const char *word)
{
    size_t len = strlen(word);

    return at >= len && memcmp(n->text + at - len, word, len) == 0;
}

static bool is_letter(int rune)
{
    return rune_kind(rune) == RUNE_LETTER || rune == '_';
}

bool notation_letter(const struct notation *n, size_t at)
{
    int rune = fold_rune(n->text, n->len, &at);

    return rune >= 0 && is_letter(rune);
}

bool notation_letter_before(const struct notation *n, size_t at)
{
    if (at == 0)
        return false;
    for (at--; at > 0 && ((unsigned char)n->text[at] & 0xC0) == 0x80;)
        at--;
    return notation_letter(n, at);
}

size_t notation_blank(const struct notation *n, size_t at)
{
    return at < n->len && n->text[at] == ' ' ? at + 1 : at;
}
