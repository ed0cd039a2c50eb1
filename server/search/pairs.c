/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/pairs.h"

#include <string.h>

#include "text/fold.h"

static const double across = 0.35; /* the border of two words */
static const double counting = 0.15;
static const double ending = 0.06;

static bool is_hiragana(int rune)
{
    return rune >= 0x3041 && rune <= 0x309F;
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static bool one_of(int rune, const char *list)
{
    size_t at = 0, len = strlen(list);

    for (int have = 0; (have = fold_rune(list, len, &at)) >= 0;)
        if (have == rune)
            return true;
    return false;
}

/* Syllables of a Korean word before its verbal ending: 성공하면 has two. A
 * light verb (받나요, 걸리나요) has none. */
static size_t korean_stem(const char *word)
{
    size_t at = 0, count = 0, len = strlen(word);
    int rune = fold_rune(word, len, &at);

    if (one_of(rune, "받있없되하주알걸얼며몇무어"))
        return 0;
    for (count = 1; (rune = fold_rune(word, len, &at)) >= 0; count++)
        if (count >= 2 && one_of(rune, "하한할합해했되된될됩돼나까습입요"))
            break;
    return count;
}

static double korean_weight(const struct terms *terms, const char *pair)
{
    double best = ending;

    for (size_t i = 0; i < terms->count; i++) {
        const char *word = terms->items[i].text;
        const char *found = terms->items[i].word ? strstr(word, pair) : NULL;

        if (found != NULL &&
            fold_length(word, (size_t)(found - word)) + 2 <= korean_stem(word))
            best = 1;
    }
    return best;
}

double pair_weight(enum lang lang, const struct terms *terms,
                   const struct term *pair)
{
    size_t at = 0, len = strlen(pair->text);
    int first = fold_rune(pair->text, len, &at);
    int second = fold_rune(pair->text, len, &at);

    if (is_ascii(pair->text))
        return 1;
    if (lang == LANG_KO)
        return korean_weight(terms, pair->text);
    if (is_hiragana(first) || is_hiragana(second))
        return is_hiragana(first) && is_hiragana(second) ? 0.05 : 0.2;
    if (lang_is_han(lang) && one_of(first, "几哪"))
        return counting; /* "几年" asks */
    if (pair->word)
        return 1;
    if (one_of(first, "一二三四五六七八九十两几个名家所项") ||
        one_of(second, "一二三四五六七八九十两几个名家所项"))
        return counting;
    for (size_t i = 0; i < terms->count; i++)
        if (terms->items[i].word &&
            strstr(terms->items[i].text, pair->text) != NULL)
            return 1;
    return across;
}
