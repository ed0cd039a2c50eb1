/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/pinyin.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "text/analyser.h"
#include "text/fold.h"
#include "text/lexicon_parts.h"
#include "text/pinyin_table.h"

enum {
    CHARACTERS_MIN = 2,
    CHARACTERS_MAX = 12,
    READINGS_MAX = 4,  /* of a name, where characters have several */
    LETTERS_MAX = 400, /* of a message that are read */
    KEY_MAX = 6 * CHARACTERS_MAX,
    SYLLABLE_MAX = 6,
    SLOTS_FIRST = 1 << 12
};

/* A character and one of its readings. */
struct reading {
    int rune;
    const char *syllable; /* of the table, ended by a blank */
};

struct phrase {
    const char *key, *text; /* letters; Chinese */
    enum pinyin_rank rank;
};

struct pinyin {
    struct arena *arena;
    struct reading *readings; /* by rune */
    size_t reading_count, reading_room;
    struct phrase *phrases;
    size_t count, room;
    uint32_t *slots; /* phrase + 1, by hash of key; a power of two */
    size_t slot_mask;
};

/* Words of one syllable that stand between names. */
static const struct particle {
    const char *letters, *text;
} particles[] = {
    {"wo", "我"},  {"you", "有"}, {"de", "的"},  {"zai", "在"},
    {"ma", "吗"},  {"ne", "呢"},  {"na", "那"},  {"he", "和"},
    {"shi", "是"}, {"gei", "给"}, {"hui", "会"}, {"neng", "能"},
    {"dui", "对"}, {"qu", "区"},  {"shi", "市"}, {"jian", "建"},
};

/* ---- how characters are read ------------------------------------------- */

static int by_rune(const void *a, const void *b)
{
    const struct reading *one = a, *two = b;

    return (one->rune > two->rune) - (one->rune < two->rune);
}

static void readings_make(struct pinyin *pinyin)
{
    for (size_t i = 0; i < PINYIN_SYLLABLES; i++) {
        const char *row = pinyin_table[i];
        size_t len = strlen(row);

        for (size_t at = strcspn(row, " ") + 1; at < len;) {
            pinyin->readings =
                mem_room(pinyin->readings, pinyin->reading_count,
                         &pinyin->reading_room, sizeof *pinyin->readings);
            pinyin->readings[pinyin->reading_count++] =
                (struct reading){fold_rune(row, len, &at), row};
        }
    }
    qsort(pinyin->readings, pinyin->reading_count, sizeof *pinyin->readings,
          by_rune);
}

/* The first reading of a rune; they lie together. The end if there is none. */
static size_t reading_find(const struct pinyin *pinyin, int rune)
{
    size_t low = 0, high = pinyin->reading_count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (pinyin->readings[mid].rune < rune)
            low = mid + 1;
        else
            high = mid;
    }
    return low < pinyin->reading_count && pinyin->readings[low].rune == rune
               ? low
               : pinyin->reading_count;
}

/* ---- the book ----------------------------------------------------------- */

struct pinyin *pinyin_new(void)
{
    struct pinyin *pinyin = mem_zero(sizeof *pinyin);

    pinyin->arena = arena_new();
    pinyin->slot_mask = SLOTS_FIRST - 1;
    pinyin->slots = mem_zero(SLOTS_FIRST * sizeof *pinyin->slots);
    readings_make(pinyin);
    return pinyin;
}

void pinyin_free(struct pinyin **pinyin)
{
    if (*pinyin == NULL)
        return;
    arena_free(&(*pinyin)->arena);
    free((*pinyin)->readings);
    free((*pinyin)->phrases);
    free((*pinyin)->slots);
    free(*pinyin);
    *pinyin = NULL;
}

static uint32_t *slot_find(const struct pinyin *pinyin, const char *key,
                           size_t len)
{
    uint32_t at = 2166136261u;

    for (size_t i = 0; i < len; i++)
        at = (at ^ (unsigned char)key[i]) * 16777619u;
    for (at ^= at >> 15;; at++) {
        uint32_t *slot = &pinyin->slots[at & pinyin->slot_mask];
        const char *have = *slot != 0 ? pinyin->phrases[*slot - 1].key : NULL;

        if (have == NULL || (strlen(have) == len && !memcmp(have, key, len)))
            return slot;
    }
}

static void slots_grow(struct pinyin *pinyin)
{
    if (pinyin->count * 2 < pinyin->slot_mask)
        return;
    pinyin->slot_mask = pinyin->slot_mask * 4 + 3;
    free(pinyin->slots);
    pinyin->slots = mem_zero((pinyin->slot_mask + 1) * sizeof *pinyin->slots);
    for (size_t i = 0; i < pinyin->count; i++)
        *slot_find(pinyin, pinyin->phrases[i].key,
                   strlen(pinyin->phrases[i].key)) = (uint32_t)i + 1;
}

static void phrase_add(struct pinyin *pinyin, const char *key,
                       const char *plain, enum pinyin_rank rank)
{
    uint32_t *slot = NULL;

    slots_grow(pinyin);
    slot = slot_find(pinyin, key, strlen(key));
    if (*slot == 0) {
        pinyin->phrases = mem_room(pinyin->phrases, pinyin->count,
                                   &pinyin->room, sizeof *pinyin->phrases);
        pinyin->phrases[pinyin->count++] =
            (struct phrase){arena_text(pinyin->arena, key),
                            arena_text(pinyin->arena, plain), rank};
        *slot = (uint32_t)pinyin->count;
    } else if (pinyin->phrases[*slot - 1].rank < rank) {
        pinyin->phrases[*slot - 1].text = arena_text(pinyin->arena, plain);
        pinyin->phrases[*slot - 1].rank = rank;
    }
}

/* Keys of a name: every reading of its characters, so many at the most. */
struct keys {
    char items[READINGS_MAX][KEY_MAX + 1];
    size_t count;
};

static void key_append(char *key, const char *syllable)
{
    size_t have = strlen(key), len = strcspn(syllable, " ");

    if (have + len > KEY_MAX)
        return;
    memcpy(key + have, syllable, len);
    key[have + len] = '\0';
}

/* Each key with each reading of a rune behind it; false if it has none. */
static bool keys_append(const struct pinyin *pinyin, struct keys *keys,
                        int rune)
{
    size_t first = reading_find(pinyin, rune), had = keys->count;

    if (first == pinyin->reading_count)
        return false;
    for (size_t i = first + 1;
         i < pinyin->reading_count && pinyin->readings[i].rune == rune; i++)
        for (size_t k = 0; k < had && keys->count < READINGS_MAX; k++) {
            memcpy(keys->items[keys->count], keys->items[k], KEY_MAX + 1);
            key_append(keys->items[keys->count++],
                       pinyin->readings[i].syllable);
        }
    for (size_t k = 0; k < had; k++)
        key_append(keys->items[k], pinyin->readings[first].syllable);
    return true;
}

void pinyin_add(struct pinyin *pinyin, const char *plain, enum pinyin_rank rank)
{
    struct keys keys = {.count = 1};
    size_t len = strlen(plain), count = fold_length(plain, len);

    if (count < CHARACTERS_MIN || count > CHARACTERS_MAX)
        return;
    for (size_t at = 0; at < len;)
        if (!keys_append(pinyin, &keys, fold_rune(plain, len, &at)))
            return;
    for (size_t k = 0; k < keys.count; k++)
        phrase_add(pinyin, keys.items[k], plain, rank);
}

/* ---- reading ------------------------------------------------------------ */

static bool is_syllable(const char *text, size_t len)
{
    size_t low = 0, high = PINYIN_SYLLABLES;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        size_t have = strcspn(pinyin_table[mid], " ");
        size_t least = have < len ? have : len;
        int side = memcmp(pinyin_table[mid], text, least);

        if (side == 0 && have == len)
            return true;
        if (side < 0 || (side == 0 && have < len))
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

bool pinyin_word(const char *word, size_t len)
{
    bool reached[KEY_MAX + 1] = {true};

    if (len > KEY_MAX)
        return false;
    for (size_t at = 0; at < len; at++)
        for (size_t size = 1; reached[at] && size <= SYLLABLE_MAX; size++)
            if (at + size <= len && is_syllable(word + at, size))
                reached[at + size] = true;
    return reached[len];
}

/* The letters of a message without what stands between, and where its words
 * begin; a word that is none of pinyin is a gap. */
struct letters {
    char text[LETTERS_MAX + 1];
    bool begins[LETTERS_MAX + 1];
    size_t count;
    size_t words, right;        /* words; those of syllables */
    size_t phrases, understood; /* phrases; letters that were names of any */
};

static size_t word_end(const char *text, size_t len, size_t at)
{
    while (at < len && text[at] >= 'a' && text[at] <= 'z')
        at++;
    return at;
}

/* False if there are too many letters. */
static bool letters_read(const char *plain, size_t len, struct letters *out)
{
    memset(out, 0, sizeof *out);
    for (size_t at = 0; at < len; at++) {
        size_t end = word_end(plain, len, at);

        if (end == at)
            continue;
        if (out->count + (end - at) > LETTERS_MAX)
            return false;
        out->words++;
        out->right += pinyin_word(plain + at, end - at);
        out->begins[out->count] = true;
        memcpy(out->text + out->count, plain + at, end - at);
        out->count += end - at;
        at = end;
    }
    out->begins[out->count] = true;
    return true;
}

/* How many of the letters at at are left of their word. */
static size_t word_rest(const struct letters *letters, size_t at)
{
    size_t end = at + 1;

    while (!letters->begins[end])
        end++;
    return end - at;
}

/* The longest phrase from at on whose end leaves no piece of a word that is
 * no syllable; its length, or 0. */
static size_t phrase_at(const struct pinyin *pinyin,
                        const struct letters *letters, size_t at,
                        const struct phrase **out)
{
    size_t most = letters->count - at < KEY_MAX ? letters->count - at : KEY_MAX;

    for (size_t len = most; len >= 3; len--) {
        uint32_t slot = *slot_find(pinyin, letters->text + at, len);

        if (slot == 0)
            continue;
        if (!letters->begins[at + len] &&
            !pinyin_word(letters->text + at + len,
                         word_rest(letters, at + len)))
            continue;
        *out = &pinyin->phrases[slot - 1];
        return len;
    }
    return 0;
}

static const struct particle *particle_at(const char *text, size_t len)
{
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (strlen(particles[i].letters) == len &&
            memcmp(particles[i].letters, text, len) == 0)
            return &particles[i];
    return NULL;
}

/* Chinese for the letters, blanks around what has none. */
static void letters_say(const struct pinyin *pinyin, struct letters *letters,
                        struct buf *out)
{
    for (size_t at = 0; at < letters->count;) {
        const struct phrase *phrase = NULL;
        size_t len = phrase_at(pinyin, letters, at, &phrase);
        const struct particle *particle = NULL;

        if (len != 0) {
            buf_text(out, phrase->text);
            letters->understood += len;
            letters->phrases += phrase->rank == PINYIN_PHRASE;
            at += len;
            continue;
        }
        len = word_rest(letters, at);
        particle = particle_at(letters->text + at, len);
        if (particle != NULL) {
            buf_text(out, particle->text);
            letters->understood += len;
        } else {
            buf_char(out, ' ');
            buf_add(out, letters->text + at, len);
            buf_char(out, ' ');
        }
        at += len;
    }
}

/* Small letters without tone marks; all else stays. */
static void tones_drop(const char *plain, size_t len, struct buf *out)
{
    for (size_t at = 0; at < len;) {
        int rune = fold_rune(plain, len, &at);
        int letter = fold_bare(rune);

        buf_rune(out, letter >= 'a' && letter <= 'z' ? letter : rune);
    }
}

/* Chinese for every stretch of letters; digits and marks between them stay. */
static void text_say(const struct pinyin *pinyin, const char *text, size_t len,
                     struct letters *sum, struct buf *out)
{
    for (size_t at = 0; at < len;) {
        struct letters letters;
        size_t end = at;

        while (end < len && (text[end] == ' ' || text[end] == '\'' ||
                             word_end(text, len, end) != end))
            end++;
        if (end == at) {
            buf_char(out, text[at++]);
            continue;
        }
        if (letters_read(text + at, end - at, &letters))
            letters_say(pinyin, &letters, out);
        sum->phrases += letters.phrases;
        sum->understood += letters.understood;
        at = end;
    }
}

bool pinyin_read(const struct pinyin *pinyin, const char *plain, size_t len,
                 struct buf *out)
{
    struct letters letters;
    struct buf text, said;
    bool sure = false;

    buf_init(&text);
    buf_init(&said);
    tones_drop(plain, len, &text);
    if (letters_read(text.bytes, text.len, &letters) && letters.words >= 1 &&
        letters.right * 5 >= letters.words * 4) {
        text_say(pinyin, text.bytes, text.len, &letters, &said);
        sure =
            letters.phrases != 0 && letters.understood * 5 >= letters.count * 3;
    }
    if (sure)
        buf_add(out, said.bytes, said.len);
    buf_fini(&said);
    buf_fini(&text);
    return sure;
}
