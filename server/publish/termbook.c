/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/termbook.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"

enum { SLOTS = 65536, ENTRIES_MAX = 32768, PAIR = 2 };

struct entry {
    uint64_t key; /* 0: free */
    struct termset set;
};

struct termbook {
    struct entry slots[SLOTS];
    size_t count;
};

/* Hashes as they are gathered. */
struct pile {
    struct arena *arena;
    uint64_t *items;
    size_t count, capacity;
};

/* FNV-1a. */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ at[i]) * 1099511628211ULL;
    return hash;
}

static const uint64_t hash_start = 14695981039346656037ULL;

uint64_t termbook_hash(const char *term)
{
    return hash_bytes(hash_start, term, strlen(term));
}

uint64_t termbook_hash_n(const char *term, size_t len)
{
    return hash_bytes(hash_start, term, len);
}

struct termbook *termbook_new(void)
{
    return mem_zero(sizeof(struct termbook));
}

static void forget(struct termbook *book)
{
    for (size_t i = 0; i < SLOTS; i++)
        if (book->slots[i].key != 0)
            free(book->slots[i].set.terms);
    memset(book, 0, sizeof *book);
}

void termbook_free(struct termbook **book)
{
    if (*book == NULL)
        return;
    forget(*book);
    free(*book);
    *book = NULL;
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static bool is_number(const char *text)
{
    bool year = strlen(text) == 4 &&
                (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0);

    for (; *text != '\0'; text++)
        if (!isdigit((unsigned char)*text) && strchr(".,%", *text) == NULL)
            return false;
    return !year;
}

static bool by_pairs(enum lang lang)
{
    return lang_is_han(lang) || lang == LANG_KO;
}

bool termbook_counts(const struct term *term, enum lang lang)
{
    if (is_number(term->text))
        return false;
    if (by_pairs(lang))
        return is_ascii(term->text) ||
               fold_length(term->text, strlen(term->text)) == PAIR;
    return term->word;
}

static void pile_text(struct pile *pile, struct analyser *analyser,
                      const char *text, size_t len, enum lang lang,
                      enum term_use use)
{
    struct terms terms = {0};

    if (text == NULL)
        return;
    if (use == TERM_DOCUMENT && by_pairs(lang))
        use = TERM_PAIRS; /* no other is asked for: termbook_counts() */
    analyser_terms(analyser, text, len, lang, use, pile->arena, &terms);
    for (size_t i = 0; i < terms.count; i++) {
        if (use == TERM_QUESTION && !termbook_counts(&terms.items[i], lang))
            continue;
        pile->items = arena_room(pile->arena, pile->items, pile->count,
                                 &pile->capacity, sizeof *pile->items);
        pile->items[pile->count++] = termbook_hash(terms.items[i].text);
    }
}

static void pile_list(struct pile *pile, struct analyser *analyser,
                      const json_t *by_lang, enum lang lang)
{
    const json_t *list = json_object_get(by_lang, lang_code(lang));
    size_t i = 0;
    const json_t *item = NULL;

    if (list == NULL && lang == LANG_ZH_HANT)
        list = json_object_get(by_lang, "zh-Hans");
    json_array_foreach(list, i, item)
        pile_text(pile, analyser, json_string_value(item),
                  json_string_length(item), lang, TERM_DOCUMENT);
}

static void pile_string(struct pile *pile, struct analyser *analyser,
                        const char *text, enum lang lang, enum term_use use)
{
    if (text != NULL)
        pile_text(pile, analyser, text, strlen(text), lang, use);
}

static void pile_record(struct pile *pile, struct analyser *analyser,
                        const struct record *record, enum lang lang)
{
    pile_string(pile, analyser, record_name(record, lang), lang, TERM_DOCUMENT);
    pile_string(pile, analyser, record_summary(record, lang, NULL), lang,
                TERM_DOCUMENT);
    pile_list(pile, analyser, record_get(record, "aliases"), lang);
    pile_list(pile, analyser, record_get(record, "keywords"), lang);
    if (lang_is_han(lang))
        pile_string(pile, analyser, record_string(record, "wording.text"), lang,
                    TERM_DOCUMENT);
}

static int by_value(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

    return left < right ? -1 : left > right;
}

static void pile_sort(struct pile *pile)
{
    size_t kept = 0;

    if (pile->count == 0)
        return;
    qsort(pile->items, pile->count, sizeof *pile->items, by_value);
    for (size_t i = 1; i < pile->count; i++)
        if (pile->items[i] != pile->items[kept])
            pile->items[++kept] = pile->items[i];
    pile->count = kept + 1;
}

/* A clause: its text, and what stands around it. */
static void pile_clause(struct pile *all, struct pile *context,
                        struct analyser *analyser,
                        const struct evidence *evidence, enum lang lang)
{
    static const char *const around[] = {"under", "heading"};
    size_t len = 0;
    const char *text = evidence_text(evidence, &len);

    pile_text(all, analyser, text, len, lang, TERM_DOCUMENT);
    pile_string(context, analyser,
                record_string(evidence->record, "source.title"), lang,
                TERM_DOCUMENT);
    for (size_t i = 0; i < sizeof around / sizeof *around; i++)
        pile_string(
            context, analyser,
            json_string_value(json_object_get(evidence->clause, around[i])),
            lang, TERM_DOCUMENT);
}

/* Copies a pile behind *at. */
static uint64_t *set_part(uint64_t **at, const struct pile *pile)
{
    uint64_t *part = *at;

    if (pile->count != 0)
        memcpy(part, pile->items, pile->count * sizeof *part);
    *at += pile->count;
    return part;
}

static struct termset set_of(const struct pile *all, const struct pile *heading,
                             const struct pile *context)
{
    struct termset set = {.count = all->count,
                          .heading_count = heading->count,
                          .context_count = context->count};
    uint64_t *at = mem_alloc(
        (set.count + set.heading_count + set.context_count + 1) * sizeof *at);

    set.terms = set_part(&at, all);
    set.heading = set_part(&at, heading);
    set.context = set_part(&at, context);
    return set;
}

static struct termset set_make(struct analyser *analyser,
                               const struct evidence *evidence, enum lang lang,
                               struct arena *arena)
{
    struct pile all = {.arena = arena}, heading = all, context = all;
    const char *name = record_name(evidence->record, lang);

    if (evidence->clause == NULL) {
        pile_record(&all, analyser, evidence->record, lang);
    } else {
        name = json_string_value(json_object_get(evidence->clause, "heading"));
        pile_clause(&all, &context, analyser, evidence, lang);
    }
    pile_string(&heading, analyser, name, lang, TERM_QUESTION);
    pile_sort(&all);
    pile_sort(&context);
    return set_of(&all, &heading, &context);
}

/* A revision never changes, so its number and the id say which text. */
static uint64_t key_of(const struct evidence *evidence, enum lang lang)
{
    json_int_t from =
        json_integer_value(json_object_get(evidence->clause, "from"));
    uint64_t key = termbook_hash(evidence->record->id);

    key = hash_bytes(key, &evidence->record->revision,
                     sizeof evidence->record->revision);
    key = hash_bytes(key, &lang, sizeof lang);
    if (evidence->clause != NULL)
        key = hash_bytes(key, &from, sizeof from);
    return key != 0 ? key : 1;
}

/* Where a key is, or has to go; forgets all when full. */
static struct entry *entry_at(struct termbook *book, uint64_t key)
{
    size_t at = 0;

    if (book->count == ENTRIES_MAX)
        forget(book);
    for (at = key % SLOTS; book->slots[at].key != 0; at = (at + 1) % SLOTS)
        if (book->slots[at].key == key)
            return &book->slots[at];
    return &book->slots[at];
}

static const struct termset *entry_fill(struct termbook *book,
                                        struct entry *entry, uint64_t key,
                                        struct termset set)
{
    entry->key = key;
    entry->set = set;
    book->count++;
    return &entry->set;
}

const struct termset *termbook_of(struct termbook *book,
                                  struct analyser *analyser,
                                  const struct evidence *evidence,
                                  enum lang lang, struct arena *arena)
{
    uint64_t key = key_of(evidence, lang);
    struct entry *entry = entry_at(book, key);

    return entry->key == key
               ? &entry->set
               : entry_fill(book, entry, key,
                            set_make(analyser, evidence, lang, arena));
}

const struct termset *termbook_text(struct termbook *book,
                                    struct analyser *analyser, const char *text,
                                    size_t len, enum lang lang,
                                    struct arena *arena)
{
    static const struct pile none;
    uint64_t key =
        hash_bytes(hash_bytes(hash_start, &lang, sizeof lang), text, len);
    struct entry *entry = entry_at(book, key = key != 0 ? key : 1);
    struct pile all = {.arena = arena};

    if (entry->key == key)
        return &entry->set;
    pile_text(&all, analyser, text, len, lang, TERM_DOCUMENT);
    pile_sort(&all);
    return entry_fill(book, entry, key, set_of(&all, &none, &none));
}

static bool hash_in(uint64_t hash, const uint64_t *list, size_t count)
{
    return count != 0 &&
           bsearch(&hash, list, count, sizeof hash, by_value) != NULL;
}

bool termset_has(const struct termset *set, uint64_t hash)
{
    return hash_in(hash, set->terms, set->count);
}

bool termset_around(const struct termset *set, uint64_t hash)
{
    return hash_in(hash, set->context, set->context_count);
}
