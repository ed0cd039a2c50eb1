/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a clause of a document says, as far as rules can tell it in another
 * language: where it stands, the figures of the sentence that answers,
 * whether that sentence forbids, obliges or permits, the terms it speaks of
 * that the lexicon knows, and where it holds. The wording itself is quoted. */
#include <stdlib.h>
#include <string.h>

#include "answer/told.h"
#include "publish/titles.h"
#include "text/fold.h"

/* Names shorter than so many characters of Chinese are of everything. */
enum { TERMS_MAX = 3, TERM_LEAST = 4 };

const char *told_phrase(const struct told *told, const struct phrase *phrase)
{
    return wording_text(told->answer->wording, phrase, told->answer->ws->arena);
}

/* ---- where it stands ---------------------------------------------------- */

static const char *title_of(const struct told *told)
{
    struct workspace *ws = told->answer->ws;
    const struct record *record = told->evidence->record;
    const char *name =
        titles_name(ws->snapshot, ws->analyser, record, told->lang, ws->arena);

    return name != NULL ? name : record_name(record, told->lang);
}

/* 22 of "第二十二条"; 0 where the number is of another form. */
static long article_of(const char *number, struct arena *arena)
{
    struct quantities found = {0};
    size_t len = strlen(number), mark = strlen("第"), end = strlen("条");

    if (len <= mark + end || memcmp(number, "第", mark) != 0 ||
        memcmp(number + len - end, "条", end) != 0)
        return 0;
    quantity_find(number + mark, len - mark - end, LANG_ZH_HANS, arena, &found);
    return found.count == 1 && found.items[0].from == 0 &&
                   found.items[0].to == len - mark - end
               ? (long)found.items[0].low
               : 0;
}

static const char *where(const struct told *told)
{
    const char *number =
        json_string_value(json_object_get(told->evidence->clause, "number"));
    struct phrase article = phrase_of("document.article");
    struct phrase item = phrase_of("document.item");
    struct phrase passage = phrase_of("document.passage_of");
    long value = 0;

    if (number == NULL)
        return told_phrase(told, &passage);
    if (told->lang == LANG_ZH_HANS && strncmp(number, "第", strlen("第")) == 0)
        return number;
    value = article_of(number, told->answer->ws->arena);
    if (value != 0) {
        phrase_number(&article, "number", (double)value);
        return told_phrase(told, &article);
    }
    phrase_text(&item, "number", number);
    return told_phrase(told, &item);
}

/* ---- what kind of sentence ---------------------------------------------- */

static size_t times(const struct told *told, const char *word)
{
    size_t count = 0, len = strlen(word);
    const char *at = told->text, *end = told->text + told->len;

    while ((at = memmem(at, (size_t)(end - at), word, len)) != NULL) {
        count++;
        at += len;
    }
    return count;
}

/* A sentence of one kind only: "document.forbids" ...; else NULL. */
static const char *kind_key(const struct told *told)
{
    static const struct {
        const char *key;
        const char *words[4];
    } rows[] = {{"document.forbids", {"不得", "禁止", "严禁", "不准"}},
                {"document.obliges", {"应当", "必须"}},
                {"document.permits", {"可以", "有权"}}};
    const char *key = NULL;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t count = 0;

        for (size_t j = 0; j < 4 && rows[i].words[j] != NULL; j++)
            count += times(told, rows[i].words[j]);
        if (count != 0 && key != NULL)
            return NULL;
        if (count != 0)
            key = rows[i].key;
    }
    return key;
}

/* ---- terms -------------------------------------------------------------- */

struct mention {
    const char *name;
    size_t at, size; /* in the plain sentence */
};

static int by_size(const void *a, const void *b)
{
    const struct mention *left = a, *right = b;

    if (left->size != right->size)
        return left->size < right->size ? 1 : -1;
    return left->at > right->at ? 1 : -1;
}

static int by_place(const void *a, const void *b)
{
    const struct mention *left = a, *right = b;

    return left->at > right->at ? 1 : -1;
}

/* What a match is called in the reader's language; NULL for what tells
 * nothing: units, places in a row. */
static const char *mention_name(const struct told *told,
                                const struct lexicon_match *match)
{
    static const char *const kinds[] = {"term", "agency", "industry", "park"};

    for (size_t i = 0; i < match->count; i++) {
        const struct lexicon_entry *entry = match->entries[i];
        const struct record *record =
            snapshot_record(told->answer->ws->snapshot, entry->id);

        for (size_t k = 0; record != NULL && k < sizeof kinds / sizeof *kinds;
             k++)
            if (strcmp(entry->kind, kinds[k]) == 0)
                return json_string_value(json_object_get(
                    record_get(record, "names"), lang_code(told->lang)));
    }
    return NULL;
}

static size_t mentions_of(const struct told *told, struct mention *out,
                          size_t room)
{
    struct workspace *ws = told->answer->ws;
    const char *plain =
        analyser_plain(ws->analyser, told->text, told->len, ws->arena);
    struct lexicon_matches found = {0};
    size_t count = 0;

    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, plain,
                 told->from, ws->arena, &found);
    for (size_t i = 0; i < found.count && count < room; i++) {
        const struct lexicon_match *match = &found.items[i];
        const char *name = mention_name(told, match);
        size_t size = match->to - match->from;
        bool have = name == NULL || size < TERM_LEAST * strlen("条");

        for (size_t j = 0; j < count && !have; j++)
            have = strcmp(out[j].name, name) == 0;
        if (!have)
            out[count++] = (struct mention){name, match->from, size};
    }
    return count;
}

/* The longest names say most; they are told in the order of the sentence. */
static const char *terms_of(const struct told *told)
{
    struct mention mentions[4 * TERMS_MAX];
    size_t count =
        mentions_of(told, mentions, sizeof mentions / sizeof *mentions);
    const char *list = "";

    if (count != 0)
        qsort(mentions, count, sizeof *mentions, by_size);
    if (count > TERMS_MAX)
        count = TERMS_MAX;
    if (count != 0)
        qsort(mentions, count, sizeof *mentions, by_place);
    for (size_t i = 0; i < count; i++)
        list = builder_join(told->answer, list, mentions[i].name);
    return list;
}

/* ---- the whole ---------------------------------------------------------- */

static void add(const struct told *told, struct buf *out,
                const struct phrase *phrase)
{
    const char *text = told_phrase(told, phrase);

    if (*text == '\0')
        return;
    if (out->len != 0 && !lang_is_han(told->lang))
        buf_char(out, ' ');
    buf_text(out, text);
}

static void add_first(const struct told *told, struct buf *out)
{
    const char *figures = told_figures(told);
    struct phrase phrase =
        phrase_of(*figures != '\0' ? "document.figures" : "document.clause");
    struct phrase kind = phrase_of(NULL);

    phrase_text(&phrase, "title", title_of(told));
    if (*figures != '\0') {
        phrase_text(&phrase, "where", where(told));
        phrase_text(&phrase, "figures", figures);
        add(told, out, &phrase);
        return;
    }
    phrase_text(&phrase, "number", where(told));
    add(told, out, &phrase);
    if ((kind.key = kind_key(told)) != NULL)
        add(told, out, &kind);
}

static void add_place(const struct told *told, struct buf *out)
{
    const struct record *record = told->evidence->record;
    const char *place = record_string(record, "place");
    struct phrase phrase =
        phrase_of(place != NULL ? "document.larger" : "document.national");

    if (told->evidence->holds == NULL)
        return;
    phrase_name(&phrase, "place", told->evidence->holds);
    if (place != NULL)
        phrase_name(&phrase, "land",
                    snapshot_record(told->answer->ws->snapshot, place));
    add(told, out, &phrase);
}

const char *document_text(struct answer *answer,
                          const struct evidence *evidence)
{
    struct told told = {.answer = answer,
                        .evidence = evidence,
                        .lang = wording_lang(answer->wording)};
    const char *code = record_string(evidence->record, "source.lang");
    struct phrase about = phrase_of("document.terms");
    const char *terms = NULL, *text = NULL;
    struct buf out;

    told.text = evidence_quote(evidence, &told.len);
    told.from = code != NULL ? lang_parse(code) : LANG_ZH_HANS;
    buf_init(&out);
    add_first(&told, &out);
    terms = terms_of(&told);
    phrase_text(&about, "terms", terms);
    if (*terms != '\0')
        add(&told, &out, &about);
    add_place(&told, &out);
    text = arena_text_n(answer->ws->arena, out.bytes, out.len);
    buf_fini(&out);
    return text;
}
