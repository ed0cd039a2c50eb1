/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/strange.h"

#include <string.h>
#include <utf8proc.h>

#include "text/fold.h"

enum { WORD_MAX = 60, SHORTEST = 4 };

static bool is_capital(const char *word, size_t len)
{
    size_t at = 0;
    int rune = fold_rune(word, len, &at);

    return rune >= 0 && utf8proc_category(rune) == UTF8PROC_CATEGORY_LU;
}

/* Words that stand before a place, as they are written. */
static bool leads_to_place(const char *word, size_t len, enum lang lang)
{
    static const char *const words[LANG_COUNT] = {
        [LANG_EN] = " in near at ",
        [LANG_FR] = " à ",
        [LANG_ES] = " en ",
        [LANG_RU] = " в во ",
    };
    const char *list = words[lang];
    char padded[WORD_MAX + 3];

    if (list == NULL || len > WORD_MAX)
        return false;
    padded[0] = ' ';
    memcpy(padded + 1, word, len);
    padded[len + 1] = ' ';
    padded[len + 2] = '\0';
    return strstr(list, padded) != NULL;
}

bool strange_known(struct workspace *ws, const char *word, size_t len,
                   enum lang lang)
{
    struct lexicon_matches found = {0};
    struct terms terms = {0};
    const char *plain = analyser_plain(ws->analyser, word, len, ws->arena);

    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, plain, lang,
                 ws->arena, &found);
    if (found.count != 0)
        return true;
    if (ws->reader == NULL)
        return false;
    analyser_terms(ws->analyser, word, len, lang, TERM_DOCUMENT, ws->arena,
                   &terms);
    for (size_t i = 0; i < terms.count; i++)
        if (reader_term_passages(ws->reader, terms.items[i].text, NULL) != 0)
            return true;
    return false;
}

static size_t word_length(const char *text)
{
    return strcspn(text, " \t\n,.;:!?()\"'");
}

bool strange_place(struct workspace *ws, const char *text, enum lang lang)
{
    bool led = false;

    if (ws->reader == NULL)
        return false;
    while (*text != '\0') {
        size_t len = word_length(text);

        if (len == 0) {
            led = led && *text == ' ';
            text++;
            continue;
        }
        if (led && len >= SHORTEST && len <= WORD_MAX &&
            is_capital(text, len) && !strange_known(ws, text, len, lang))
            return true;
        led = leads_to_place(text, len, lang);
        text += len;
    }
    return false;
}
