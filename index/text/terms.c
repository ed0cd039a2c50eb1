/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each word of a cut text is told by its script: alphabetic words are stemmed,
 * runs of Han, kana and Hangul give bigrams beside ICU's words. */
#include "text/terms.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/cut.h"
#include "text/fold.h"

/* Terms as they are gathered. */
struct gathering {
    struct analyser *analyser;
    const struct cut *cut;
    struct arena *arena;
    struct terms *out;
    size_t capacity;
    uint32_t *slots; /* open hash of items, index + 1 */
    size_t mask;
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
    for (size_t i = 0; i < STEMMERS; i++) {
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
    static const struct {
        int first, last;
        enum lang lang;
    } scripts[] = {{0x370, 0x3FF, LANG_EL},
                   {0x400, 0x52F, LANG_RU},
                   {0x600, 0x6FF, LANG_AR},
                   {0x900, 0x97F, LANG_HI}};
    size_t at = 0;
    int rune = fold_rune(word, len, &at);

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (rune >= scripts[i].first && rune <= scripts[i].last)
            return scripts[i].lang;
    if (lang == LANG_DE || lang == LANG_FR || lang == LANG_ES ||
        (lang >= LANG_RO && lang <= LANG_LAST))
        return lang;
    return LANG_EN;
}

static struct sb_stemmer *stemmer_of(struct analyser *analyser, enum lang lang)
{
    static const char *const names[STEMMERS] = {
        [LANG_EN] = "english",  [LANG_DE] = "german",
        [LANG_FR] = "french",   [LANG_RU] = "russian",
        [LANG_ES] = "spanish",  [LANG_AR] = "arabic",
        [LANG_EL] = "greek",    [LANG_HI] = "hindi",
        [LANG_RO] = "romanian", [LANG_TR] = "turkish",
        [LANG_IT] = "italian",  [LANG_PT] = "portuguese",
        [LANG_NL] = "dutch",    [LANG_SV] = "swedish",
        [LANG_DA] = "danish",   [LANG_NO] = "norwegian",
        [LANG_FI] = "finnish",  [LANG_HU] = "hungarian"};

    if ((int)lang >= STEMMERS || names[lang] == NULL)
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

static void terms_widen(struct gathering *all)
{
    size_t size = all->slots == NULL ? 128 : (all->mask + 1) * 4;

    all->slots = arena_zero(all->arena, size * sizeof *all->slots);
    all->mask = size - 1;
    for (size_t i = 0; i < all->out->count; i++) {
        const char *text = all->out->items[i].text;
        size_t slot = term_hash(text, strlen(text)) & all->mask;

        while (all->slots[slot] != 0)
            slot = (slot + 1) & all->mask;
        all->slots[slot] = (uint32_t)(i + 1);
    }
}

static void terms_add(struct gathering *all, const char *text, size_t len,
                      bool word)
{
    size_t slot = 0;
    struct term *item = NULL;

    if (all->out->count * 2 >= all->mask)
        terms_widen(all);
    if (len > TERM_BYTES) {
        len = TERM_BYTES;
        while (((unsigned char)text[len] & 0xC0) == 0x80)
            len--;
    }
    slot = term_hash(text, len) & all->mask;
    for (; all->slots[slot] != 0; slot = (slot + 1) & all->mask) {
        item = &all->out->items[all->slots[slot] - 1];
        if (strncmp(item->text, text, len) == 0 && item->text[len] == '\0') {
            item->count++;
            item->word = item->word || word;
            return;
        }
    }
    all->out->items = arena_room(all->arena, all->out->items, all->out->count,
                                 &all->capacity, sizeof *item);
    all->out->items[all->out->count++] = (struct term){
        .text = arena_text_n(all->arena, text, len), .count = 1, .word = word};
    all->slots[slot] = (uint32_t)all->out->count;
}

static void cut_alphabetic(struct gathering *all, size_t from, size_t to)
{
    const struct cut *cut = all->cut;
    char word[TERM_BYTES];
    size_t len = cut_word_close(cut, from, to, word);
    enum lang lang = LANG_NONE;
    const char *stem = NULL;

    if (len == 0 || (cut->question && stop_word(cut->lang, word, len)))
        return;
    lang = word_lang(word, len, cut->lang);
    stem = analyser_stem_n(all->analyser, word, len, lang, &len);
    if (len != 0)
        terms_add(all, stem, len, true);
}

/* A word of two characters or more; Korean ones without their particle. */
static void cut_characters(struct gathering *all, size_t from, size_t to)
{
    const struct cut *cut = all->cut;
    size_t len = particle_cut(cut->text + from, to - from);

    for (size_t i = from; i < from + len; i++) {
        if ((cut->marks[i] & MARK_STRUCK) != 0)
            return;
    }
    if (fold_length(cut->text + from, len) >= 2)
        terms_add(all, cut->text + from, len, true);
}

/* The bigram that begins at a rune of a run, or the rune if it is alone. */
static void cut_bigram(struct gathering *all, size_t from, size_t to,
                       bool follows)
{
    const struct cut *cut = all->cut;
    size_t end = to;

    if (cut_in_run(cut, to)) {
        fold_rune(cut->text, cut->len, &end);
        terms_add(all, cut->text + from, end - from, false);
    } else if (!follows) {
        terms_add(all, cut->text + from, to - from, false);
    }
}

static void cut_terms(struct gathering *all)
{
    const struct cut *cut = all->cut;
    size_t rest = SIZE_MAX; /* where a word goes on in another script */
    bool follows = false;

    for (size_t at = 0, next = 0; at < cut->len; at = next) {
        fold_rune(cut->text, cut->len, &next);
        if (cut_in_run(cut, at))
            cut_bigram(all, at, next, follows);
        follows = cut_in_run(cut, at);
        if ((cut->marks[at] & MARK_WORD) == 0 && at != rest)
            continue;
        rest = cut_word_end(cut, at);
        if ((cut->marks[at] & MARK_CJK) != 0)
            cut_characters(all, at, rest);
        else if ((cut->marks[at] & MARK_STRUCK) == 0)
            cut_alphabetic(all, at, rest);
        if ((cut->marks[rest] & MARK_END) != 0)
            rest = SIZE_MAX;
    }
}

void analyser_terms(struct analyser *analyser, const char *text, size_t len,
                    enum lang lang, enum term_use use, struct arena *arena,
                    struct terms *out)
{
    struct cut cut;
    struct gathering all = {
        .analyser = analyser, .cut = &cut, .arena = arena, .out = out};

    *out = (struct terms){0};
    cut_text(analyser, text, len, lang, use, arena, &cut);
    cut_terms(&all);
}
