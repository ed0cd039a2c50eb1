/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/mend.h"

#include <ctype.h>
#include <string.h>

#include "text/fold.h"
#include "text/known.h"
#include "text/pinyin.h"
#include "text/vocabulary.h"
#include "understand/strange.h"

enum {
    LETTERS_MIN = 5,  /* shorter words are too near to others */
    MISTAKEN_MIN = 6, /* the more so where the mistake is ours to guess */
    NAMES_MIN = 2,    /* a word of one name only is rare */
    ENDING = 2,       /* letters that are inflected */
    NAME_MAX = 5,     /* of a person, say */
    TRIES_MAX = 8,    /* words of a message that are looked at closely */
    FAR_MORE = 8      /* so often is a place named that is surely meant */
};

struct mending {
    struct workspace *ws;
    struct meaning *out;
    const struct vocabulary *vocabulary;
    struct buf key;  /* of the word looked at, without accents */
    struct buf text; /* plain as it becomes */
    int tries;
    bool changed;
};

static bool serves(const struct vocabulary_word *word, enum lang lang)
{
    return word->place || (word->langs & (1u << lang | 1u << LANG_EN)) != 0;
}

/* A short word with a capital within a sentence is somebody's name. */
static bool is_name(const struct meaning *meaning, const char *word, size_t len)
{
    const char *text = meaning->text;

    if (meaning->lang == LANG_DE || !isascii(*word) || len > NAME_MAX)
        return false;
    for (const char *at = text; (at = strchr(at, toupper(*word))) != NULL; at++)
        if (at > text && strncasecmp(at, word, len) == 0 &&
            islower((unsigned char)at[1]))
            return true;
    return false;
}

/* What a German word with "oe" for "ö" is, as words without accents are:
 * with "o". */
static const struct vocabulary_word *umlaut(const struct mending *mending)
{
    struct buf *key = (struct buf *)&mending->key;
    const struct vocabulary_word *word = NULL;
    struct buf out;

    if (mending->out->lang != LANG_DE)
        return NULL;
    buf_init(&out);
    for (size_t i = 0; i < key->len; i++) {
        buf_char(&out, key->bytes[i]);
        if (strchr("aou", key->bytes[i]) != NULL && key->bytes[i + 1] == 'e')
            i++;
    }
    if (out.len != key->len)
        word = vocabulary_word(mending->vocabulary, out.bytes, out.len);
    buf_fini(&out);
    return word;
}

/* Do the two differ in their endings alone? Another form of a word is no
 * mistake; English has few. */
static bool inflected(const struct mending *mending,
                      const struct vocabulary_word *word)
{
    const char *key = mending->key.bytes;
    size_t same = 0;

    while (key[same] != '\0' && key[same] == word->key[same])
        same++;
    return mending->out->lang != LANG_EN &&
           fold_length(key + same, mending->key.len - same) <= ENDING;
}

/* Of the words one mistake away the one named most often, *sure if no place
 * comes near it; NULL if none will do. */
static const struct vocabulary_word *
nearest(const struct mending *mending, const char *word, size_t len, bool *sure)
{
    const struct vocabulary_word *near[VOCABULARY_NEAR], *best = NULL;
    size_t letters = fold_length(mending->key.bytes, mending->key.len);
    size_t count = vocabulary_near(mending->vocabulary, mending->key.bytes,
                                   mending->key.len, near);
    bool name = is_name(mending->out, word, len);

    *sure = true;
    for (size_t i = 0; i < count; i++) {
        const struct vocabulary_word *one = near[i];

        if (letters < MISTAKEN_MIN || !serves(one, mending->out->lang) ||
            (!one->place &&
             (name || one->names < NAMES_MIN || inflected(mending, one))))
            continue;
        if (best == NULL || one->names > best->names)
            best = one;
    }
    for (size_t i = 0; best != NULL && best->place && i < count; i++)
        if (near[i] != best && near[i]->place &&
            near[i]->names * FAR_MORE > best->names)
            *sure = false;
    return best;
}

/* A word that is right but for accents, or wrong by one letter: what it
 * should be; NULL if it stands as it is. */
static const struct vocabulary_word *
look(struct mending *mending, const char *word, size_t len, bool *sure)
{
    struct workspace *ws = mending->ws;
    enum lang lang = mending->out->lang;
    const struct vocabulary_word *have = NULL;

    *sure = true;
    buf_clear(&mending->key);
    vocabulary_key(word, len, &mending->key);
    if (fold_length(word, len) < LETTERS_MIN)
        return NULL;
    have = vocabulary_word(mending->vocabulary, mending->key.bytes,
                           mending->key.len);
    if (have != NULL)
        return have->langs == 1u << lang && lang != LANG_EN ? have : NULL;
    if (mending->tries >= TRIES_MAX || terms_stop(lang, word, len))
        return NULL;
    mending->tries++;
    have = umlaut(mending);
    if (have != NULL)
        return have;
    if (strange_known(ws, word, len, lang) ||
        word_known(ws->pack, ws->analyser, word, len, lang, ws->arena))
        return NULL;
    return nearest(mending, word, len, sure);
}

/* Letters beside digits are units, or worse. */
static bool beside_digit(const char *plain, size_t from, size_t to)
{
    return (from > 0 && isdigit((unsigned char)plain[from - 1])) ||
           isdigit((unsigned char)plain[to]);
}

/* The same in the text as it was written, where it was in these letters. */
static void mend_text(struct mending *mending, const char *typed,
                      const char *word)
{
    const char *text = mending->out->text;
    const char *at = strcasestr(text, typed);

    if (at != NULL)
        mending->out->text =
            arena_format(mending->ws->arena, "%.*s%s%s", (int)(at - text), text,
                         word, at + strlen(typed));
}

static void take_word(struct mending *mending, size_t from, size_t to)
{
    const char *plain = mending->out->plain;
    const struct vocabulary_word *word = NULL;
    size_t len = to - from;
    bool sure = true;

    if (!beside_digit(plain, from, to))
        word = look(mending, plain + from, len, &sure);
    if (word == NULL ||
        (strlen(word->text) == len && !memcmp(word->text, plain + from, len))) {
        buf_add(&mending->text, plain + from, len);
        return;
    }
    buf_text(&mending->text, word->text);
    mending->changed = true;
    mend_text(mending, arena_text_n(mending->ws->arena, plain + from, len),
              word->text);
    /* Letters that could be a place of their own were perhaps meant. */
    if (word->place && strcmp(word->key, mending->key.bytes) != 0 &&
        (!sure || pinyin_word(mending->key.bytes, mending->key.len))) {
        mending->out->typed =
            arena_text_n(mending->ws->arena, plain + from, len);
        mending->out->meant = word->text;
    }
}

static void mend_words(struct workspace *ws, struct meaning *out)
{
    struct mending mending = {
        .ws = ws, .out = out, .vocabulary = snapshot_vocabulary(ws->snapshot)};
    size_t len = strlen(out->plain), start = 0;

    buf_init(&mending.key);
    buf_init(&mending.text);
    for (size_t at = 0; at <= len;) {
        size_t here = at;
        int rune = fold_rune(out->plain, len, &at);

        if (rune >= 0 && fold_letter(rune))
            continue;
        if (here > start)
            take_word(&mending, start, here);
        buf_add(&mending.text, out->plain + here, at - here);
        if (rune < 0)
            break;
        start = at;
    }
    if (mending.changed)
        out->plain = arena_text(ws->arena, mending.text.bytes);
    buf_fini(&mending.text);
    buf_fini(&mending.key);
}

static bool mend_pinyin(struct workspace *ws, struct meaning *out)
{
    struct buf chinese;
    bool read = false;

    if (out->lang == LANG_RU || out->lang == LANG_AR)
        return false;
    buf_init(&chinese);
    read = pinyin_read(snapshot_pinyin(ws->snapshot), out->plain,
                       strlen(out->plain), &chinese);
    if (read) {
        out->lang = LANG_ZH_HANS;
        out->plain =
            analyser_plain(ws->analyser, chinese.bytes, chinese.len, ws->arena);
        out->text = out->plain;
    }
    buf_fini(&chinese);
    return read;
}

/* "And the gas": what Arabic writes in one word, at the start of a message. */
static void mend_and(struct workspace *ws, struct meaning *out)
{
    static const char and_the[] = "وال";

    if (strncmp(out->plain, and_the, strlen(and_the)) == 0)
        out->plain = arena_format(ws->arena, "و %s", out->plain + strlen("و"));
}

void mend_message(struct workspace *ws, struct meaning *out)
{
    if (lang_is_han(out->lang) || out->lang == LANG_KO)
        return;
    if (out->lang == LANG_AR)
        mend_and(ws, out);
    if (!mend_pinyin(ws, out))
        mend_words(ws, out);
}
