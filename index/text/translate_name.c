/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A beam over chunks of letters: each chunk is one character, likely by how
 * it sounds and by what stands before it, as learnt from CC-CEDICT. Nobody
 * writes all names alike, so pairs of characters count besides the whole. */
#include "text/translate_name.h"

#include <math.h>
#include <string.h>

#include <utf8proc.h>

#include "text/fold.h"

enum {
    LETTERS = 20, /* of a name; longer ones are not tried */
    RUNES = 8,
    BEAM = 14,
    CHUNK = 4,
    CHUNK_WAYS = 8,
    WHOLES = 6 /* names that are ways as a whole */
};

static const double SPREAD = 14;   /* of a weight: e to the minus this is 0 */
static const double FOLLOWS = 0.5; /* what stands before, against the sound */
static const double WHOLE = 0.9, PAIR = 0.5, PAIR_LEAST = 0.06;

struct guess {
    double score;
    unsigned count;
    int runes[RUNES];
};

struct names {
    struct wordtable chunks, follows;
    char letters[LETTERS + 1];
    size_t count;
    struct guess beams[LETTERS + 1][BEAM]; /* by letters used */
    size_t sizes[LETTERS + 1];
};

static int cyrillic(int rune, char *out)
{
    static const char *const latin[] = {
        "a",  "b",  "v",  "g",   "d", "e", "zh", "z", "i",  "y", "k",
        "l",  "m",  "n",  "o",   "p", "r", "s",  "t", "u",  "f", "h",
        "ts", "ch", "sh", "sch", "",  "y", "",   "e", "yu", "ya"};
    const char *text = rune == 0x451 ? "yo" : NULL;

    if (rune >= 0x430 && rune <= 0x44F)
        text = latin[rune - 0x430];
    if (text == NULL)
        return -1;
    memcpy(out, text, strlen(text));
    return (int)strlen(text);
}

/* A rune as letters a to z; their number. */
static int rune_letters(int rune, char out[4])
{
    utf8proc_int32_t parts[4];

    if (rune >= 'a' && rune <= 'z') {
        out[0] = (char)rune;
        return 1;
    }
    if (rune >= 0x400)
        return cyrillic(rune, out) < 0 ? 0 : cyrillic(rune, out);
    if (rune == 0xF8) { /* o with a stroke */
        out[0] = 'o';
        return 1;
    }
    if (rune < 0xC0 ||
        utf8proc_decompose_char(rune, parts, 4, UTF8PROC_DECOMPOSE, NULL) < 1 ||
        parts[0] < 'a' || parts[0] > 'z')
        return 0;
    out[0] = (char)parts[0];
    return 1;
}

/* Letters of a word as a to z, Cyrillic too, at most room - 1 of them; their
 * number. */
static size_t name_letters(const char *word, size_t len, char *out, size_t room)
{
    size_t count = 0;

    for (size_t at = 0; at < len && count + 4 < room;)
        count += (size_t)rune_letters(fold_rune(word, len, &at), out + count);
    out[count] = '\0';
    return count;
}

static double likely(unsigned weight)
{
    return (weight / 255.0 - 1) * SPREAD;
}

static size_t rune_put(int rune, char *out)
{
    return (size_t)utf8proc_encode_char(rune, (utf8proc_uint8_t *)out);
}

/* How much likelier a rune is behind another, in logarithms. */
static double follows(const struct names *names, int before, int rune)
{
    struct wordways ways;
    char key[8];
    size_t first = rune_put(before == 0 ? '^' : before, key);
    size_t both = first + rune_put(rune, key + first);

    if (!wordtable_find(&names->follows, key, both, &ways) &&
        !wordtable_find(&names->follows, key, first, &ways))
        return 0;
    return likely(way_weight(ways.items[0])) + SPREAD / 2;
}

static void beam_put(struct names *names, size_t at, const struct guess *guess)
{
    struct guess *beam = names->beams[at];
    size_t size = names->sizes[at], worst = 0;

    if (size < BEAM) {
        beam[names->sizes[at]++] = *guess;
        return;
    }
    for (size_t i = 1; i < size; i++)
        worst = beam[i].score < beam[worst].score ? i : worst;
    if (beam[worst].score < guess->score)
        beam[worst] = *guess;
}

static void guess_widen(struct names *names, size_t at,
                        const struct guess *guess)
{
    for (size_t len = 1; len <= CHUNK && at + len <= names->count; len++) {
        struct wordways ways;

        if (!wordtable_find(&names->chunks, names->letters + at, len, &ways))
            continue;
        for (size_t i = 0; i < ways.count && i < CHUNK_WAYS; i++) {
            struct guess more = *guess;
            int before = guess->count > 0 ? guess->runes[guess->count - 1] : 0;
            int rune = (int)way_target(ways.items[i]);

            more.score += likely(way_weight(ways.items[i])) +
                          FOLLOWS * follows(names, before, rune);
            more.runes[more.count++] = rune;
            beam_put(names, at + len, &more);
        }
    }
}

static void names_guess(struct names *names)
{
    names->beams[0][0] = (struct guess){.score = 0};
    names->sizes[0] = 1;
    for (size_t at = 0; at < names->count; at++) {
        for (size_t i = 0; i < names->sizes[at]; i++) {
            if (names->beams[at][i].count < RUNES)
                guess_widen(names, at, &names->beams[at][i]);
        }
    }
}

static void guess_add(const struct guess *guess, size_t from, size_t count,
                      double weight, struct bag *bag)
{
    struct buf text;

    buf_init(&text);
    for (size_t i = from; i < from + count; i++)
        buf_rune(&text, guess->runes[i]);
    bag_add(bag, arena_text_n(bag->arena, text.bytes, text.len), weight);
    buf_fini(&text);
}

/* The weight of a pair is the sum of what is likely of its names. */
static void pairs_add(const struct names *names, const double *shares,
                      double factor, struct bag *bag)
{
    const struct guess *beam = names->beams[names->count];

    for (size_t i = 0; i < names->sizes[names->count]; i++) {
        for (size_t at = 0; at + 1 < beam[i].count; at++) {
            double sum = 0;

            for (size_t j = 0; j < names->sizes[names->count]; j++) {
                for (size_t k = 0; k + 1 < beam[j].count; k++) {
                    if (beam[j].runes[k] == beam[i].runes[at] &&
                        beam[j].runes[k + 1] == beam[i].runes[at + 1]) {
                        sum += shares[j];
                        break;
                    }
                }
            }
            if (sum >= PAIR_LEAST)
                guess_add(&beam[i], at, 2, factor * PAIR * sum, bag);
        }
    }
}

static void wholes_add(const struct names *names, const double *shares,
                       double factor, struct bag *bag)
{
    const struct guess *beam = names->beams[names->count];
    double best = 0;

    for (size_t i = 0; i < names->sizes[names->count]; i++)
        best = shares[i] > best ? shares[i] : best;
    for (size_t i = 0; i < names->sizes[names->count]; i++) {
        if (beam[i].count >= 2 && shares[i] * 20 > best)
            guess_add(&beam[i], 0, beam[i].count,
                      factor * WHOLE * sqrt(shares[i] / best), bag);
    }
}

void name_ways(const struct pack *pack, const char *word, size_t len,
               double factor, struct bag *bag)
{
    struct names names = {.count = 0};
    double shares[BEAM], sum = 0, best = -1e9;
    size_t size = 0;

    wordtable_open(pack, "sound-pair", &names.follows);
    names.count = name_letters(word, len, names.letters, sizeof names.letters);
    if (names.count < 3 || names.count + 4 >= sizeof names.letters ||
        !wordtable_open(pack, "sound", &names.chunks))
        return;
    names_guess(&names);
    size = names.sizes[names.count];
    for (size_t i = 0; i < size; i++)
        best = names.beams[names.count][i].score > best
                   ? names.beams[names.count][i].score
                   : best;
    for (size_t i = 0; i < size; i++)
        sum += shares[i] = exp(names.beams[names.count][i].score - best);
    for (size_t i = 0; i < size; i++)
        shares[i] /= sum;
    pairs_add(&names, shares, factor, bag);
    wholes_add(&names, shares, factor, bag);
}
