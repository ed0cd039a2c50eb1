/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/vocabulary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "text/analyser.h"
#include "text/fold.h"
#include "text/lexicon_parts.h"

enum { LETTERS_MIN = 4, LETTERS_MAX = 24, SLOTS_FIRST = 1 << 12 };

/* A word, or a word with a letter left out. */
struct trace {
    uint32_t hash, word;
};

struct vocabulary {
    struct arena *arena;
    struct vocabulary_word *words;
    size_t count, capacity;
    uint32_t *slots; /* word + 1, by hash of key; a power of two */
    size_t slot_mask;
    struct trace *traces; /* by hash */
    size_t trace_count, trace_capacity;
    struct buf plain, key; /* while building */
    bool sealed;
};

/* A word as letters. */
struct letters {
    int items[LETTERS_MAX];
    size_t count;
};

struct vocabulary *vocabulary_new(void)
{
    struct vocabulary *vocabulary = mem_zero(sizeof *vocabulary);

    vocabulary->arena = arena_new();
    vocabulary->slot_mask = SLOTS_FIRST - 1;
    vocabulary->slots = mem_zero(SLOTS_FIRST * sizeof *vocabulary->slots);
    buf_init(&vocabulary->plain);
    buf_init(&vocabulary->key);
    return vocabulary;
}

void vocabulary_free(struct vocabulary **vocabulary)
{
    struct vocabulary *old = *vocabulary;

    if (old == NULL)
        return;
    arena_free(&old->arena);
    free(old->words);
    free(old->slots);
    free(old->traces);
    buf_fini(&old->plain);
    buf_fini(&old->key);
    free(old);
    *vocabulary = NULL;
}

static uint32_t hash_bytes(const char *bytes, size_t len)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash ^ hash >> 15;
}

void vocabulary_key(const char *word, size_t len, struct buf *out)
{
    for (size_t at = 0; at < len;) {
        int letter = fold_bare(fold_rune(word, len, &at));

        if (letter != 0)
            buf_rune(out, letter);
    }
}

static void letters_read(const char *key, size_t len, struct letters *out)
{
    out->count = 0;
    for (size_t at = 0; at < len && out->count < LETTERS_MAX;)
        out->items[out->count++] = fold_rune(key, len, &at);
}

/* The hash of a word without its letter at skip; skip past the end: whole. */
static uint32_t trace_hash(const struct letters *letters, size_t skip)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < letters->count; i++)
        if (i != skip)
            hash = (hash ^ (uint32_t)letters->items[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static uint32_t *slot_find(const struct vocabulary *v, const char *key,
                           size_t len)
{
    size_t at = hash_bytes(key, len);

    for (;; at++) {
        uint32_t *slot = &v->slots[at & v->slot_mask];
        const char *have = *slot != 0 ? v->words[*slot - 1].key : NULL;

        if (have == NULL || (strlen(have) == len && !memcmp(have, key, len)))
            return slot;
    }
}

static void slots_grow(struct vocabulary *v)
{
    if (v->count * 2 < v->slot_mask)
        return;
    v->slot_mask = v->slot_mask * 4 + 3;
    free(v->slots);
    v->slots = mem_zero((v->slot_mask + 1) * sizeof *v->slots);
    for (size_t i = 0; i < v->count; i++)
        *slot_find(v, v->words[i].key, strlen(v->words[i].key)) =
            (uint32_t)i + 1;
}

static void traces_add(struct vocabulary *v, uint32_t word)
{
    struct letters letters;

    letters_read(v->words[word].key, strlen(v->words[word].key), &letters);
    for (size_t skip = 0; skip <= letters.count; skip++) {
        v->traces = mem_room(v->traces, v->trace_count, &v->trace_capacity,
                             sizeof *v->traces);
        v->traces[v->trace_count++] =
            (struct trace){trace_hash(&letters, skip), word};
    }
}

static void word_add(struct vocabulary *v, const char *word, size_t len,
                     enum lang lang, bool place)
{
    uint32_t *slot = NULL;
    size_t letters = 0;

    buf_clear(&v->key);
    vocabulary_key(word, len, &v->key);
    letters = fold_length(v->key.bytes, v->key.len);
    if (letters < LETTERS_MIN || letters > LETTERS_MAX)
        return;
    slots_grow(v);
    slot = slot_find(v, v->key.bytes, v->key.len);
    if (*slot == 0) {
        v->words = mem_room(v->words, v->count, &v->capacity, sizeof *v->words);
        v->words[v->count] = (struct vocabulary_word){
            .text = arena_text_n(v->arena, word, len),
            .key = arena_text_n(v->arena, v->key.bytes, v->key.len)};
        *slot = (uint32_t)++v->count;
        traces_add(v, *slot - 1);
    }
    v->words[*slot - 1].names++;
    v->words[*slot - 1].langs |= (uint16_t)(1u << lang);
    v->words[*slot - 1].place |= place;
}

void vocabulary_add(struct vocabulary *v, struct analyser *analyser,
                    const char *name, enum lang lang, bool place)
{
    size_t start = 0;

    assert(!v->sealed);
    analyser_plain_buf(analyser, name, strlen(name), &v->plain);
    for (size_t at = 0; at <= v->plain.len;) {
        size_t here = at;
        int rune = fold_rune(v->plain.bytes, v->plain.len, &at);

        if (rune >= 0 && rune_kind(rune) == RUNE_LETTER)
            continue;
        if (here > start)
            word_add(v, v->plain.bytes + start, here - start, lang, place);
        if (rune < 0)
            break;
        start = at;
    }
}

static int by_hash(const void *a, const void *b)
{
    const struct trace *one = a, *two = b;

    if (one->hash != two->hash)
        return one->hash < two->hash ? -1 : 1;
    return (one->word > two->word) - (one->word < two->word);
}

void vocabulary_seal(struct vocabulary *vocabulary)
{
    if (vocabulary->trace_count != 0)
        qsort(vocabulary->traces, vocabulary->trace_count,
              sizeof *vocabulary->traces, by_hash);
    buf_fini(&vocabulary->plain);
    buf_fini(&vocabulary->key);
    vocabulary->sealed = true;
}

const struct vocabulary_word *vocabulary_word(const struct vocabulary *v,
                                              const char *key, size_t len)
{
    uint32_t slot = *slot_find(v, key, len);

    return slot != 0 ? &v->words[slot - 1] : NULL;
}

/* Is b what a becomes by exactly one mistake, not of its first letter? */
static bool one_mistake(const struct letters *a, const struct letters *b)
{
    const struct letters *longer = a->count >= b->count ? a : b;
    const struct letters *other = longer == a ? b : a;
    size_t same = 0, tail = 0;

    while (same < other->count && a->items[same] == b->items[same])
        same++;
    while (tail < other->count - same &&
           longer->items[longer->count - 1 - tail] ==
               other->items[other->count - 1 - tail])
        tail++;
    if (longer->count == other->count + 1)
        return same + tail == other->count && same != 0;
    if (longer->count != other->count)
        return false;
    if (same + tail + 1 == other->count)
        return same != 0;
    return same + tail + 2 == other->count &&
           a->items[same] == b->items[same + 1] &&
           a->items[same + 1] == b->items[same];
}

/* The first trace of a hash or of one after it. */
static size_t trace_find(const struct vocabulary *v, uint32_t hash)
{
    size_t low = 0, high = v->trace_count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (v->traces[mid].hash < hash)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool among(const struct vocabulary_word *const *words, size_t count,
                  const struct vocabulary_word *word)
{
    for (size_t i = 0; i < count; i++)
        if (words[i] == word)
            return true;
    return false;
}

size_t vocabulary_near(const struct vocabulary *v, const char *key, size_t len,
                       const struct vocabulary_word *out[VOCABULARY_NEAR])
{
    struct letters letters, other;
    size_t count = 0;

    assert(v->sealed);
    letters_read(key, len, &letters);
    if (fold_length(key, len) > LETTERS_MAX)
        return 0;
    for (size_t skip = 0; skip <= letters.count; skip++) {
        uint32_t hash = trace_hash(&letters, skip);

        for (size_t at = trace_find(v, hash);
             at < v->trace_count && v->traces[at].hash == hash; at++) {
            const struct vocabulary_word *word = &v->words[v->traces[at].word];

            letters_read(word->key, strlen(word->key), &other);
            if (count < VOCABULARY_NEAR && one_mistake(&letters, &other) &&
                !among(out, count, word))
                out[count++] = word;
        }
    }
    return count;
}
