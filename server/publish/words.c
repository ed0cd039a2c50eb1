/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/words.h"

#include <string.h>

#include "base/arena.h"

/* Kinds whose words are known, and the members that hold them. */
static const struct {
    const char *kind;
    const char *members[3];
    bool place;
    enum pinyin_rank rank;
} kinds[] = {
    {"city", {"names", "aliases"}, true, PINYIN_CITY},
    {"place", {"names", "aliases"}, true, PINYIN_PLACE},
    {"country", {"names", "aliases"}, true, PINYIN_CITY},
    {"landmark", {"names", "aliases"}, true, PINYIN_CITY},
    {"park", {"names", "aliases"}, false, PINYIN_PHRASE},
    {"parlor", {"names", "aliases"}, false, PINYIN_PHRASE},
    {"industry", {"names", "aliases"}, false, PINYIN_PHRASE},
    {"term", {"names", "aliases"}, false, PINYIN_PHRASE},
    {"intent", {"cues"}, false, PINYIN_PHRASE},
    {"clause", {"keywords"}, false, PINYIN_PHRASE},
    {"fact", {"keywords"}, false, PINYIN_PHRASE},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

struct making {
    struct analyser *analyser;
    struct arena *arena;
    struct words *out;
    size_t kind;
};

static void add_text(const struct making *making, const json_t *text,
                     enum lang lang)
{
    const char *name = json_string_value(text);

    if (name == NULL)
        return;
    if (lang == LANG_ZH_HANS) {
        pinyin_add(
            making->out->pinyin,
            analyser_plain(making->analyser, name, strlen(name), making->arena),
            kinds[making->kind].rank);
        arena_reset(making->arena);
    } else if (!lang_is_han(lang) && lang != LANG_KO) {
        vocabulary_add(making->out->vocabulary, making->analyser, name, lang,
                       kinds[making->kind].place);
    }
}

/* Texts by language, each one text or a list. */
static void add_texts(const struct making *making, const json_t *by_lang)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        const json_t *texts =
            json_object_get(by_lang, lang_code((enum lang)lang));
        size_t at = 0;
        json_t *text = NULL;

        add_text(making, texts, (enum lang)lang);
        json_array_foreach((json_t *)texts, at, text)
            add_text(making, text, (enum lang)lang);
    }
}

void words_make(const struct snapshot *snapshot, struct analyser *analyser,
                struct words *out)
{
    struct making making = {.analyser = analyser, .out = out};

    making.arena = arena_new();
    *out = (struct words){vocabulary_new(), pinyin_new()};
    for (; making.kind < KINDS; making.kind++) {
        struct ids ids = snapshot_kind(snapshot, kinds[making.kind].kind);

        for (size_t i = 0; i < ids.count; i++)
            for (const char *const *member = kinds[making.kind].members;
                 *member != NULL; member++)
                add_texts(&making, record_get(ids.items[i], *member));
    }
    vocabulary_seal(out->vocabulary);
    arena_free(&making.arena);
}

void words_free(struct words *words)
{
    vocabulary_free(&words->vocabulary);
    pinyin_free(&words->pinyin);
}
