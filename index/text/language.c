/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points a language: function words weigh most, as they are what a sentence
 * is built with whatever names it carries; letters only some languages have
 * weigh less; the amount of a script least. */
#include "text/language.h"

#include <string.h>
#include <strings.h>

#include "text/analyser.h"
#include "text/fold.h"
#include "text/language_words.h"

enum { GUESS_BYTES = 2000, WORD_BYTES = 48, STAY_WORDS = 3 };
enum { FUNCTION_WORD = 6, TOPIC_WORD = 3, LETTER = 3, ENDING = 2 };

struct guess {
    long points[LANG_COUNT];
    size_t hans, hant; /* characters of one script of Chinese alone */
    size_t ja_only, zh_only;
    size_t han, kana, hangul, cyrillic, arabic, latin_words;
};

static const char *const codes[] = {
    "en", "zh-Hans", "zh-Hant", "ja", "ko", "de", "fr", "ru",
    "es", "ar",      "und",     "el", "hi", "ro", "tr", "it",
    "pt", "nl",      "sv",      "da", "no", "fi", "hu"};

const char *lang_code(enum lang lang)
{
    return codes[lang <= LANG_LAST ? lang : LANG_NONE];
}

/* Does code begin with the subtag, whole? */
static bool code_begins(const char *code, const char *tag)
{
    size_t len = strlen(tag);

    return strncasecmp(code, tag, len) == 0 &&
           (code[len] == '\0' || code[len] == '-' || code[len] == '_');
}

enum lang lang_parse(const char *code)
{
    static const struct {
        const char *tag;
        enum lang lang;
    } rows[] = {{"zh-Hant", LANG_ZH_HANT}, {"zh-TW", LANG_ZH_HANT},
                {"zh-HK", LANG_ZH_HANT},   {"zh-MO", LANG_ZH_HANT},
                {"zh-Hans", LANG_ZH_HANS}, {"zh", LANG_ZH_HANS},
                {"en", LANG_EN},           {"ja", LANG_JA},
                {"ko", LANG_KO},           {"de", LANG_DE},
                {"fr", LANG_FR},           {"ru", LANG_RU},
                {"es", LANG_ES},           {"ar", LANG_AR}};
    char plain[16] = "";

    if (code == NULL || strlen(code) >= sizeof plain)
        return LANG_NONE;
    for (size_t i = 0; code[i] != '\0'; i++)
        plain[i] = code[i] == '_' ? '-' : code[i];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (code_begins(plain, rows[i].tag))
            return rows[i].lang;
    }
    return LANG_NONE;
}

bool lang_is_han(enum lang lang)
{
    return lang == LANG_ZH_HANS || lang == LANG_ZH_HANT || lang == LANG_JA;
}

/* Is the rune one of a list's? Bytes of UTF-8 cannot match across runes. */
static bool list_has(const char *list, const char *rune, size_t len)
{
    return memmem(list, strlen(list), rune, len) != NULL;
}

/* The same for a list of characters of three bytes in order. */
static bool order_has(const char *list, const char *rune, size_t len)
{
    size_t low = 0, high = strlen(list) / 3;

    while (len == 3 && low < high) {
        size_t mid = (low + high) / 2;
        int side = memcmp(list + mid * 3, rune, 3);

        if (side == 0)
            return true;
        if (side < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

static bool words_have(const char *words, const char *word, size_t len)
{
    const char *at = words;

    for (; (at = memmem(at, strlen(at), word, len)) != NULL; at++) {
        if (at > words && at[-1] == ' ' && at[len] == ' ')
            return true;
    }
    return false;
}

/* Does the word end with one of the list's endings, and begin with more? */
static bool endings_have(const char *list, const char *word, size_t len)
{
    for (const char *at = list; at[0] == ' ' && at[1] != '\0';) {
        size_t size = strcspn(at + 1, " ");

        if (len > size + 2 && memcmp(word + len - size, at + 1, size) == 0)
            return true;
        at += size + 1;
    }
    return false;
}

static void guess_word(struct guess *guess, const char *word, size_t len)
{
    size_t at = 0;
    int first = fold_rune(word, len, &at);

    if (first < 0x250)
        guess->latin_words++;
    for (size_t i = 0; i < LANGUAGE_WORD_ROWS; i++) {
        const struct language_words *row = &language_words[i];

        if (words_have(row->function, word, len))
            guess->points[row->lang] += FUNCTION_WORD;
        else if (words_have(row->topic, word, len))
            guess->points[row->lang] += TOPIC_WORD;
        else if (endings_have(row->endings, word, len))
            guess->points[row->lang] += ENDING;
    }
}

static void guess_letter(struct guess *guess, int rune, const char *at,
                         size_t len)
{
    if (rune >= 0x400 && rune <= 0x52F)
        guess->cyrillic++;
    else if (rune >= 0x600 && rune <= 0x6FF)
        guess->arabic++;
    if (rune < 0xA0 || rune > 0x17F)
        return;
    for (size_t i = 0; i < LANGUAGE_WORD_ROWS; i++) {
        if (list_has(language_words[i].letters, at, len))
            guess->points[language_words[i].lang] += LETTER;
    }
}

static void guess_character(struct guess *guess, enum rune_kind kind,
                            const char *at, size_t len)
{
    if (kind == RUNE_HANGUL) {
        guess->hangul++;
        return;
    }
    if (kind != RUNE_HAN) {
        guess->kana++;
        guess->points[LANG_JA] += kind == RUNE_HIRAGANA ? 2 : 1;
        return;
    }
    guess->han++;
    if (order_has(language_hans, at, len)) {
        guess->hans++;
        guess->zh_only += !order_has(language_shinjitai, at, len);
    }
    guess->hant += order_has(language_hant, at, len);
    guess->ja_only += order_has(language_ja, at, len);
    if (order_has(language_zh_function, at, len))
        guess->points[LANG_ZH_HANS] += FUNCTION_WORD / 2;
}

/* A word being gathered. */
struct gathered {
    char bytes[WORD_BYTES];
    size_t len;
    bool broken; /* too long, or what stands behind an apostrophe ("Xi'an") */
};

static void gather(struct gathered *word, const char *rune, size_t len)
{
    if (word->len + len > sizeof word->bytes)
        word->broken = true;
    if (word->broken)
        return;
    memcpy(word->bytes + word->len, rune, len);
    word->len += len;
}

/* The word is over; rune is what ended it. */
static void gather_end(struct guess *guess, struct gathered *word, int rune)
{
    bool apostrophe = rune == '\'' || rune == 0x2019;
    bool elided = word->len != 0 && elision(word->bytes, word->len);
    bool name = apostrophe && word->len != 0 && !elided;

    /* "l" is French before an apostrophe, and a letter elsewhere. */
    if (word->len != 0 && !word->broken && (apostrophe || !elided))
        guess_word(guess, word->bytes, word->len);
    word->len = 0;
    word->broken = name;
}

/* Words go to guess_word, letters and characters to the others. */
static void guess_read(struct guess *guess, const char *text, size_t len)
{
    struct gathered word = {.len = 0};

    for (size_t at = 0; at < len;) {
        size_t from = at;
        int rune = fold_rune(text, len, &at);
        enum rune_kind kind = rune_kind(rune);

        if (kind == RUNE_LETTER) {
            guess_letter(guess, rune, text + from, at - from);
            gather(&word, text + from, at - from);
            continue;
        }
        gather_end(guess, &word, rune);
        if (rune == 0x30FB) /* the middle dot of katakana */
            guess_character(guess, RUNE_KATAKANA, text + from, at - from);
        else if (kind >= RUNE_HAN)
            guess_character(guess, kind, text + from, at - from);
        else if (list_has(language_marks_es, text + from, at - from))
            guess->points[LANG_ES] += FUNCTION_WORD;
    }
    gather_end(guess, &word, -1);
}

/* Simplified or Traditional; hint where the characters are in both. */
static enum lang guess_script(const struct guess *guess, enum lang hint)
{
    if (guess->hant != guess->hans)
        return guess->hant > guess->hans ? LANG_ZH_HANT : LANG_ZH_HANS;
    return hint == LANG_ZH_HANT ? LANG_ZH_HANT : LANG_ZH_HANS;
}

static void guess_scripts(struct guess *guess, enum lang hint)
{
    long *points = guess->points;

    points[LANG_KO] += (long)guess->hangul * 2;
    points[LANG_RU] += (long)guess->cyrillic / 2;
    points[LANG_AR] += (long)guess->arabic / 2;
    points[LANG_JA] += (long)guess->ja_only * 4;
    points[LANG_EN] += guess->latin_words >= 4 ? 1 : 0;
    if (guess->han == 0)
        return;
    if (points[LANG_JA] > 0 && points[LANG_JA] >= points[LANG_ZH_HANS])
        points[LANG_JA] += (long)guess->han;
    else if (points[LANG_ZH_HANS] == 0 && guess->zh_only == 0 &&
             guess->hans > 0 && guess->hant > 0)
        points[LANG_JA] += (long)guess->han + 1; /* 会 beside 業 */
    else if (hint == LANG_JA && guess->zh_only == 0 &&
             points[LANG_ZH_HANS] == 0)
        points[LANG_JA] += (long)guess->han + 1;
    points[LANG_ZH_HANS] += (long)guess->han;
}

/* Where to stop reading: a message tells its language early. */
static size_t guess_limit(const char *text, size_t len)
{
    if (len <= GUESS_BYTES)
        return len;
    len = GUESS_BYTES;
    while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--;
    return len;
}

static void guess_text(struct guess *guess, const char *text, size_t len)
{
    struct buf folded;

    buf_init(&folded);
    fold_text(text, guess_limit(text, len), &folded);
    guess_read(guess, folded.bytes, folded.len);
    buf_fini(&folded);
}

static enum lang guess_best(const struct guess *guess, enum lang first)
{
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        if (guess->points[lang] > guess->points[first])
            first = lang;
    }
    return first;
}

bool lang_stays(const char *text, size_t len, enum lang lang)
{
    struct guess guess = {0};
    enum lang best = LANG_NONE;

    guess_text(&guess, text, len);
    if (lang >= LANG_COUNT || guess.latin_words == 0 ||
        guess.latin_words > STAY_WORDS ||
        guess.han + guess.kana + guess.hangul + guess.cyrillic + guess.arabic !=
            0)
        return false;
    best = guess_best(&guess, lang);
    return guess.points[best] - guess.points[lang] < FUNCTION_WORD;
}

enum lang lang_guess(const char *text, size_t len, enum lang hint)
{
    enum lang known = hint < LANG_COUNT ? hint : LANG_EN;
    /* both scripts of Chinese gather their points in one place */
    enum lang best = known == LANG_ZH_HANT ? LANG_ZH_HANS : known;
    struct guess guess = {0};

    guess_text(&guess, text, len);
    guess_scripts(&guess, known);
    best = guess_best(&guess, best);
    if (guess.points[best] == 0)
        return known;
    return best == LANG_ZH_HANS ? guess_script(&guess, known) : best;
}
