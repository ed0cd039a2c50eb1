/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text is folded and simplified, cut by ICU's word rules (the same for all
 * ten languages, so one iterator serves), and each word told by its script:
 * alphabetic words are stemmed, runs of Han, kana and Hangul give bigrams
 * beside ICU's words. In a question stop words fall out and cut the run, so
 * that no bigram bridges what was not said together. */
#include "text/terms.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libstemmer.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/analyser.h"
#include "text/fold.h"

enum { TERM_BYTES = 200 };

struct analyser {
    struct script *script;
    UBreakIterator *words;
    struct sb_stemmer *stems[LANG_COUNT]; /* made when first needed */
    struct buf folded, plain, own;
    UChar *wide;  /* plain as UTF-16 */
    uint32_t *at; /* byte of plain for each unit of wide, and its end */
    size_t room;
};

/* A plain text under work. */
struct cutting {
    struct analyser *analyser;
    const char *text;
    size_t len;
    enum lang lang;
    bool question;
    unsigned char *marks; /* by byte: MARK_* */
    struct arena *arena;
    struct terms *out;
    size_t capacity;
    uint32_t *slots; /* open hash of items, index + 1 */
    size_t mask;
};

/* Marks on the first byte of a rune. */
enum {
    MARK_CJK = 1,
    MARK_WORD = 2, /* a word of ICU begins here */
    MARK_END = 4,  /* what stands before is no longer of the word */
    MARK_STRUCK = 8
};

int analyser_open(struct analyser **out, struct err *err)
{
    struct analyser *analyser = mem_zero(sizeof *analyser);

    UErrorCode status = U_ZERO_ERROR;

    *out = NULL;
    buf_init(&analyser->folded);
    buf_init(&analyser->plain);
    buf_init(&analyser->own);
    if (script_open(&analyser->script, err) < 0) {
        analyser_close(&analyser);
        return -1;
    }
    analyser->words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    if (U_FAILURE(status)) {
        analyser_close(&analyser);
        return err_set(err, ERR_IO, "ICU: no word rules: %s",
                       u_errorName(status));
    }
    *out = analyser;
    return 0;
}

void analyser_close(struct analyser **analyser)
{
    struct analyser *a = *analyser;

    if (a == NULL)
        return;
    script_close(&a->script);
    if (a->words != NULL)
        ubrk_close(a->words);
    for (size_t i = 0; i < LANG_COUNT; i++) {
        if (a->stems[i] != NULL)
            sb_stemmer_delete(a->stems[i]);
    }
    buf_fini(&a->folded);
    buf_fini(&a->plain);
    buf_fini(&a->own);
    free(a->wide);
    free(a->at);
    free(a);
    *analyser = NULL;
}

void analyser_plain_buf(struct analyser *analyser, const char *text, size_t len,
                        struct buf *out)
{
    buf_clear(&analyser->folded);
    buf_clear(out);
    fold_text(text, len, &analyser->folded);
    script_simplify(analyser->script, analyser->folded.bytes,
                    analyser->folded.len, out);
}

const char *analyser_plain(struct analyser *analyser, const char *text,
                           size_t len, struct arena *arena)
{
    analyser_plain_buf(analyser, text, len, &analyser->plain);
    return arena_text_n(arena, analyser->plain.bytes, analyser->plain.len);
}

enum lang word_lang(const char *word, size_t len, enum lang lang)
{
    size_t at = 0;
    int rune = fold_rune(word, len, &at);

    if (rune >= 0x400 && rune <= 0x52F)
        return LANG_RU;
    if (rune >= 0x600 && rune <= 0x6FF)
        return LANG_AR;
    return lang == LANG_DE || lang == LANG_FR || lang == LANG_ES ? lang
                                                                 : LANG_EN;
}

static struct sb_stemmer *stemmer_of(struct analyser *analyser, enum lang lang)
{
    static const char *const names[LANG_COUNT] = {
        [LANG_EN] = "english", [LANG_DE] = "german",  [LANG_FR] = "french",
        [LANG_RU] = "russian", [LANG_ES] = "spanish", [LANG_AR] = "arabic"};

    if (lang >= LANG_COUNT || names[lang] == NULL)
        return NULL;
    if (analyser->stems[lang] == NULL)
        analyser->stems[lang] = sb_stemmer_new(names[lang], "UTF_8");
    return analyser->stems[lang];
}

const char *analyser_stem_n(struct analyser *analyser, const char *word,
                            size_t len, enum lang lang, size_t *out_len)
{
    struct sb_stemmer *stemmer = stemmer_of(analyser, lang);
    const sb_symbol *made = NULL;

    *out_len = len;
    if (stemmer == NULL || len > TERM_BYTES)
        return word;
    made = sb_stemmer_stem(stemmer, (const sb_symbol *)word, (int)len);
    if (made == NULL)
        return word;
    *out_len = (size_t)sb_stemmer_length(stemmer);
    return (const char *)made;
}

const char *analyser_stem(struct analyser *analyser, const char *word,
                          size_t len, enum lang lang, struct arena *arena)
{
    size_t size = 0;
    const char *stem = analyser_stem_n(analyser, word, len, lang, &size);

    return arena_text_n(arena, stem, size);
}

static uint32_t term_hash(const char *text, size_t len)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static void terms_widen(struct cutting *cut)
{
    size_t size = cut->slots == NULL ? 128 : (cut->mask + 1) * 4;

    cut->slots = arena_zero(cut->arena, size * sizeof *cut->slots);
    cut->mask = size - 1;
    for (size_t i = 0; i < cut->out->count; i++) {
        const char *text = cut->out->items[i].text;
        size_t slot = term_hash(text, strlen(text)) & cut->mask;

        while (cut->slots[slot] != 0)
            slot = (slot + 1) & cut->mask;
        cut->slots[slot] = (uint32_t)(i + 1);
    }
}

static void terms_add(struct cutting *cut, const char *text, size_t len,
                      bool word)
{
    size_t slot = 0;
    struct term *item = NULL;

    if (cut->out->count * 2 >= cut->mask)
        terms_widen(cut);
    if (len > TERM_BYTES) {
        len = TERM_BYTES;
        while (((unsigned char)text[len] & 0xC0) == 0x80)
            len--;
    }
    slot = term_hash(text, len) & cut->mask;
    for (; cut->slots[slot] != 0; slot = (slot + 1) & cut->mask) {
        item = &cut->out->items[cut->slots[slot] - 1];
        if (strncmp(item->text, text, len) == 0 && item->text[len] == '\0') {
            item->count++;
            item->word = item->word || word;
            return;
        }
    }
    cut->out->items = arena_room(cut->arena, cut->out->items, cut->out->count,
                                 &cut->capacity, sizeof *item);
    cut->out->items[cut->out->count++] = (struct term){
        .text = arena_text_n(cut->arena, text, len), .count = 1, .word = word};
    cut->slots[slot] = (uint32_t)cut->out->count;
}

/* Make wide and at hold the text; the number of units. */
static int32_t cut_widen(struct cutting *cut)
{
    struct analyser *a = cut->analyser;
    int32_t units = 0;

    if (a->room < cut->len + 1) {
        a->room = (cut->len + 1) * 2;
        a->wide = mem_grow(a->wide, a->room, sizeof *a->wide);
        a->at = mem_grow(a->at, a->room, sizeof *a->at);
    }
    for (size_t at = 0; at < cut->len;) {
        size_t from = at;
        int rune = fold_rune(cut->text, cut->len, &at);

        if (rune_is_cjk(rune))
            cut->marks[from] |= MARK_CJK;
        a->at[units] = (uint32_t)from;
        if (rune < 0x10000) {
            a->wide[units++] = (UChar)rune;
            continue;
        }
        a->wide[units++] = (UChar)(0xD7C0 + (rune >> 10));
        a->at[units] = (uint32_t)from;
        a->wide[units++] = (UChar)(0xDC00 | (rune & 0x3FF));
    }
    a->at[units] = (uint32_t)cut->len;
    return units;
}

/* Let ICU mark where words begin and end. */
static void cut_words(struct cutting *cut)
{
    struct analyser *a = cut->analyser;
    int32_t units = cut_widen(cut), from = 0, to = 0;
    UErrorCode status = U_ZERO_ERROR;

    ubrk_setText(a->words, a->wide, units, &status);
    if (U_FAILURE(status))
        return;
    for (; (to = ubrk_next(a->words)) != UBRK_DONE; from = to) {
        if (ubrk_getRuleStatus(a->words) >= UBRK_WORD_NONE_LIMIT)
            cut->marks[a->at[from]] |= MARK_WORD;
        cut->marks[a->at[to]] |= MARK_END;
    }
}

/* The end of the word that begins at from: where ICU ended it, or where it
 * goes over from an alphabet to Han, kana or Hangul or back. */
static size_t word_end(const struct cutting *cut, size_t from)
{
    size_t at = from;

    do {
        fold_rune(cut->text, cut->len, &at);
    } while (at < cut->len && (cut->marks[at] & MARK_END) == 0 &&
             (cut->marks[at] & MARK_CJK) == (cut->marks[from] & MARK_CJK));
    return at;
}

static void strike(struct cutting *cut, size_t from, size_t len)
{
    for (size_t i = from; i < from + len; i++)
        cut->marks[i] |= MARK_STRUCK;
}

/* Strike what a question says without meaning it: phrases anywhere in a run,
 * single characters only where ICU sees a word of its own. */
static void cut_strike(struct cutting *cut)
{
    for (size_t at = 0; at < cut->len;) {
        size_t from = at, len = 0;

        fold_rune(cut->text, cut->len, &at);
        if ((cut->marks[from] & MARK_CJK) != 0)
            len = stop_phrase(cut->lang, cut->text + from, cut->len - from);
        if (len != 0) {
            strike(cut, from, len);
            at = from + len;
        } else if ((cut->marks[from] & MARK_WORD) != 0) {
            len = word_end(cut, from) - from;
            if (stop_word(cut->lang, cut->text + from, len))
                strike(cut, from, len);
        }
    }
}

/* The word without apostrophes: "l'entreprise" is entreprise, "park's" park,
 * "Xi'an" xian. Returns its length in out, which holds TERM_BYTES. */
static size_t word_close(const char *text, size_t from, size_t to, char *out)
{
    size_t len = 0;

    for (size_t at = from; at < to;) {
        size_t here = at;
        int rune = fold_rune(text, to, &at);

        if (rune == '\'' || rune == 0x2019) {
            if (elision(out, len))
                len = 0;
            else if (to - at == 1)
                break;
            continue;
        }
        if (len + (at - here) > TERM_BYTES)
            break;
        memcpy(out + len, text + here, at - here);
        len += at - here;
    }
    return len;
}

static void cut_alphabetic(struct cutting *cut, size_t from, size_t to)
{
    char word[TERM_BYTES];
    size_t len = word_close(cut->text, from, to, word);
    enum lang lang = LANG_NONE;
    const char *stem = NULL;

    if (len == 0 || (cut->question && stop_word(cut->lang, word, len)))
        return;
    lang = word_lang(word, len, cut->lang);
    stem = analyser_stem_n(cut->analyser, word, len, lang, &len);
    if (len != 0)
        terms_add(cut, stem, len, true);
}

/* A word of two characters or more; Korean ones without their particle. */
static void cut_characters(struct cutting *cut, size_t from, size_t to)
{
    size_t len = particle_cut(cut->text + from, to - from);

    for (size_t i = from; i < from + len; i++) {
        if ((cut->marks[i] & MARK_STRUCK) != 0)
            return;
    }
    if (fold_length(cut->text + from, len) >= 2)
        terms_add(cut, cut->text + from, len, true);
}

static bool in_run(const struct cutting *cut, size_t at)
{
    return at < cut->len &&
           (cut->marks[at] & (MARK_CJK | MARK_STRUCK)) == MARK_CJK;
}

/* The bigram that begins at a rune of a run, or the rune if it is alone. */
static void cut_bigram(struct cutting *cut, size_t from, size_t to,
                       bool follows)
{
    size_t end = to;

    if (in_run(cut, to)) {
        fold_rune(cut->text, cut->len, &end);
        terms_add(cut, cut->text + from, end - from, false);
    } else if (!follows) {
        terms_add(cut, cut->text + from, to - from, false);
    }
}

static void cut_terms(struct cutting *cut)
{
    size_t rest = SIZE_MAX; /* where a word goes on in another script */
    bool follows = false;

    for (size_t at = 0, next = 0; at < cut->len; at = next) {
        fold_rune(cut->text, cut->len, &next);
        if (in_run(cut, at))
            cut_bigram(cut, at, next, follows);
        follows = in_run(cut, at);
        if ((cut->marks[at] & MARK_WORD) == 0 && at != rest)
            continue;
        rest = word_end(cut, at);
        if ((cut->marks[at] & MARK_CJK) != 0)
            cut_characters(cut, at, rest);
        else if ((cut->marks[at] & MARK_STRUCK) == 0)
            cut_alphabetic(cut, at, rest);
        if ((cut->marks[rest] & MARK_END) != 0)
            rest = SIZE_MAX;
    }
}

void analyser_terms(struct analyser *analyser, const char *text, size_t len,
                    enum lang lang, enum term_use use, struct arena *arena,
                    struct terms *out)
{
    struct cutting cut = {
        .analyser = analyser, .lang = lang, .arena = arena, .out = out};

    *out = (struct terms){0};
    analyser_plain_buf(analyser, text, len, &analyser->own);
    cut.text = analyser->own.bytes;
    cut.len = analyser->own.len;
    cut.question = use == TERM_QUESTION;
    cut.marks = arena_zero(arena, cut.len + 1);
    cut_words(&cut);
    if (cut.question)
        cut_strike(&cut);
    cut_terms(&cut);
}
