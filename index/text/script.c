/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenCC segments all text by its dictionaries, which costs more than the
 * whole rest of an analysis. Here each rune is asked once and remembered;
 * only where one of the few runes stands whose reading depends on its
 * neighbours is the text handed to OpenCC as a whole. */
#include "text/analyser.h"

#include <stdlib.h>
#include <string.h>

#include <opencc/opencc.h>

#include "base/mem.h"
#include "text/fold.h"

enum { HAN_FIRST = 0x3400, HAN_LAST = 0x9FFF, KEEP = 1 };

struct script {
    opencc_t opencc;
    int32_t known[HAN_LAST - HAN_FIRST + 1]; /* 0 not asked, KEEP, or a rune */
};

/* Runes that a phrase of OpenCC's TSPhrases reads otherwise than
 * TSCharacters reads them alone; common ones that only old names read
 * otherwise are left out, as both sides of a search read them alike. */
static const char *const by_phrase = "徵鍊藉鍾薹乾畫瞭覆衹沈鉅彷牴傢";

int script_open(struct script **out, struct err *err)
{
    struct script *script = NULL;
    opencc_t opencc = opencc_open("t2s.json");

    *out = NULL;
    if (opencc == NULL || opencc == (opencc_t)-1)
        return err_set(err, ERR_IO, "OpenCC: t2s.json: %s", opencc_error());
    script = mem_zero(sizeof *script);
    script->opencc = opencc;
    for (size_t at = 0, len = strlen(by_phrase); at < len;)
        script->known[fold_rune(by_phrase, len, &at) - HAN_FIRST] = -1;
    *out = script;
    return 0;
}

void script_close(struct script **script)
{
    if (*script == NULL)
        return;
    opencc_close((*script)->opencc);
    free(*script);
    *script = NULL;
}

static int32_t script_ask(struct script *script, const char *rune, size_t len)
{
    char *made = opencc_convert_utf8(script->opencc, rune, len);
    size_t at = 0;
    int32_t out = KEEP;

    if (made == NULL)
        return KEEP;
    if (strlen(made) != len || memcmp(made, rune, len) != 0)
        out = fold_rune(made, strlen(made), &at);
    opencc_convert_utf8_free(made);
    return out > 0 ? out : KEEP;
}

/* 0 if some rune needs its neighbours; out is then as it was. */
static bool script_each(struct script *script, const char *text, size_t len,
                        struct buf *out)
{
    size_t start = out->len, copied = 0;

    for (size_t at = 0; at < len;) {
        size_t from = at;
        int rune = 0;
        int32_t *known = NULL;

        if ((unsigned char)text[at] < 0xE3) {
            at++;
            continue;
        }
        rune = fold_rune(text, len, &at);
        if (rune < HAN_FIRST || rune > HAN_LAST)
            continue;
        known = &script->known[rune - HAN_FIRST];
        if (*known == 0)
            *known = script_ask(script, text + from, at - from);
        if (*known == KEEP)
            continue;
        if (*known < 0) {
            out->len = start;
            out->bytes[start] = '\0';
            return false;
        }
        buf_add(out, text + copied, from - copied);
        buf_rune(out, *known);
        copied = at;
    }
    buf_add(out, text + copied, len - copied);
    return true;
}

void script_simplify(struct script *script, const char *text, size_t len,
                     struct buf *out)
{
    char *made = NULL;

    if (script_each(script, text, len, out))
        return;
    made = opencc_convert_utf8(script->opencc, text, len);
    if (made != NULL)
        buf_text(out, made);
    else
        buf_add(out, text, len);
    opencc_convert_utf8_free(made);
}
