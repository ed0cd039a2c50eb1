/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/known.h"

#include <stdio.h>
#include <string.h>

#include "text/packfile.h"
#include "text/translate_parts.h"

static bool table_has(const struct pack *pack, const char *from, const char *to,
                      const struct token *token)
{
    struct wordtable table;
    struct wordways ways;
    char name[24];

    snprintf(name, sizeof name, "%s-%s", from, to);
    return wordtable_open(pack, name, &table) &&
           wordtable_find(&table, token->key, token->key_len, &ways);
}

static bool tongue_has(const struct pack *pack, struct analyser *analyser,
                       const char *word, size_t len, enum lang lang,
                       struct arena *arena)
{
    static const char *const tables[] = {"en", "zh", "de"};
    struct tokens tokens = {0};

    tokens_cut(analyser, word, len, lang, arena, &tokens);
    for (size_t i = 0; tokens.count == 1 && i < 3; i++)
        if (table_has(pack, tongue_code(lang), tables[i], &tokens.items[0]))
            return true;
    return false;
}

bool word_known(const struct pack *pack, struct analyser *analyser,
                const char *word, size_t len, enum lang lang,
                struct arena *arena)
{
    if (pack == NULL)
        return false;
    return tongue_has(pack, analyser, word, len, lang, arena) ||
           (lang != LANG_EN &&
            tongue_has(pack, analyser, word, len, LANG_EN, arena));
}
