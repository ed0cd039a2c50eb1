/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records sorted by kind and id, so that a kind is a stretch of one array,
 * and a hash table over the ids. */
#include "publish/snapshot.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "publish/words.h"
#include "store/records.h"

enum { KEEPSAKES_MAX = 8 };

/* What stages have made of it; the only part that changes later. */
struct kept {
    pthread_mutex_t lock;
    const struct keepsake *keepsakes[KEEPSAKES_MAX];
    void *made[KEEPSAKES_MAX];
};

struct snapshot {
    const struct record **records; /* owned; by kind, then id */
    size_t count, capacity;
    const struct record **slots; /* by hash of id; slot_count a power of two */
    size_t slot_count;
    struct lexicon *lexicon, *cues;
    struct words words;
    json_t *wording[LANG_COUNT];
    int64_t sequence;
    bool sealed;
    struct kept *kept;
};

/* Kinds whose names are looked for in a message. */
static const char *const named_kinds[] = {
    "city",    "park",  "parlor",   "country", "industry",   "term", "agency",
    "service", "event", "landmark", "place",   "enterprise", "room", "province",
};

/* ---- building ---------------------------------------------------------- */

struct snapshot *snapshot_new(void)
{
    struct snapshot *snapshot = mem_zero(sizeof *snapshot);

    snapshot->kept = mem_zero(sizeof *snapshot->kept);
    pthread_mutex_init(&snapshot->kept->lock, NULL);
    return snapshot;
}

static void kept_free(struct kept *kept)
{
    for (size_t i = 0; i < KEEPSAKES_MAX && kept->keepsakes[i] != NULL; i++)
        kept->keepsakes[i]->free(kept->made[i]);
    pthread_mutex_destroy(&kept->lock);
    free(kept);
}

void snapshot_free(struct snapshot **snapshot)
{
    if (*snapshot == NULL)
        return;
    kept_free((*snapshot)->kept);
    for (size_t i = 0; i < (*snapshot)->count; i++) {
        struct record *record = (struct record *)(*snapshot)->records[i];

        record_free(&record);
    }
    for (int lang = 0; lang < LANG_COUNT; lang++)
        json_decref((*snapshot)->wording[lang]);
    lexicon_free(&(*snapshot)->lexicon);
    lexicon_free(&(*snapshot)->cues);
    words_free(&(*snapshot)->words);
    free((*snapshot)->records);
    free((*snapshot)->slots);
    free(*snapshot);
    *snapshot = NULL;
}

void snapshot_add(struct snapshot *snapshot, struct record **record)
{
    assert(!snapshot->sealed);
    snapshot->records =
        mem_room(snapshot->records, snapshot->count, &snapshot->capacity,
                 sizeof *snapshot->records);
    snapshot->records[snapshot->count++] = *record;
    *record = NULL;
}

void snapshot_say(struct snapshot *snapshot, enum lang lang, json_t *wording)
{
    assert(!snapshot->sealed && lang < LANG_NONE);
    json_decref(snapshot->wording[lang]);
    snapshot->wording[lang] = wording;
}

static int record_order(const void *a, const void *b)
{
    const struct record *one = *(const struct record *const *)a;
    const struct record *two = *(const struct record *const *)b;
    int kind = strcmp(one->kind, two->kind);

    return kind != 0 ? kind : strcmp(one->id, two->id);
}

/* FNV-1a. */
static size_t id_hash(const char *id)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (; *id != '\0'; id++)
        hash = (hash ^ (unsigned char)*id) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 32);
}

/* The slot of id: its record's, or the empty one where it would be. */
static const struct record **slot_find(const struct snapshot *snapshot,
                                       const char *id)
{
    size_t at = id_hash(id);

    for (;; at++) {
        const struct record **slot =
            &snapshot->slots[at & (snapshot->slot_count - 1)];

        if (*slot == NULL || strcmp((*slot)->id, id) == 0)
            return slot;
    }
}

/* Fills the table; a second record of the same id goes. */
static void snapshot_hash(struct snapshot *snapshot)
{
    size_t kept = 0;

    snapshot->slot_count = 16;
    while (snapshot->slot_count < snapshot->count * 2)
        snapshot->slot_count *= 2;
    snapshot->slots = mem_zero(snapshot->slot_count * sizeof *snapshot->slots);
    for (size_t i = 0; i < snapshot->count; i++) {
        struct record *record = (struct record *)snapshot->records[i];
        const struct record **slot = slot_find(snapshot, record->id);

        if (*slot == NULL)
            *slot = snapshot->records[kept++] = record;
        else
            record_free(&record);
    }
    snapshot->count = kept;
}

/* Every text of lists by language. */
static void lexicon_add_lists(struct lexicon *lexicon,
                              struct analyser *analyser,
                              const struct record *record, const char *member)
{
    const json_t *lists = record_get(record, member);

    for (int i = 0; i < LANG_COUNT; i++) {
        const json_t *list = json_object_get(lists, lang_code((enum lang)i));
        size_t at = 0;
        json_t *text = NULL;

        json_array_foreach((json_t *)list, at, text) {
            if (json_is_string(text))
                lexicon_add(lexicon, analyser, json_string_value(text),
                            (enum lang)i, record->id, record->kind);
        }
    }
}

static void lexicon_add_record(struct lexicon *lexicon,
                               struct analyser *analyser,
                               const struct record *record)
{
    const json_t *names = record_get(record, "names");

    for (int i = 0; i < LANG_COUNT; i++) {
        const char *name =
            json_string_value(json_object_get(names, lang_code((enum lang)i)));

        if (name != NULL)
            lexicon_add(lexicon, analyser, name, (enum lang)i, record->id,
                        record->kind);
    }
    lexicon_add_lists(lexicon, analyser, record, "aliases");
}

static void snapshot_listen(struct snapshot *snapshot,
                            struct analyser *analyser)
{
    struct ids intents = snapshot_kind(snapshot, "intent");

    snapshot->cues = lexicon_new();
    for (size_t i = 0; i < intents.count; i++)
        lexicon_add_lists(snapshot->cues, analyser, intents.items[i], "cues");
    lexicon_seal(snapshot->cues);
}

/* Invented enterprises are hundreds, and nobody asks for one by name: their
 * names, made of industries, must not be read into what people say. */
static bool invented(const struct record *record)
{
    return strcmp(record->kind, "enterprise") == 0 && record_invented(record);
}

static void snapshot_name(struct snapshot *snapshot, struct analyser *analyser)
{
    snapshot->lexicon = lexicon_new();
    for (size_t k = 0; k < sizeof named_kinds / sizeof named_kinds[0]; k++) {
        struct ids ids = snapshot_kind(snapshot, named_kinds[k]);

        for (size_t i = 0; i < ids.count; i++)
            if (!invented(ids.items[i]))
                lexicon_add_record(snapshot->lexicon, analyser, ids.items[i]);
    }
    lexicon_seal(snapshot->lexicon);
}

void snapshot_seal(struct snapshot *snapshot, struct analyser *analyser,
                   int64_t sequence)
{
    assert(!snapshot->sealed);
    snapshot_hash(snapshot);
    if (snapshot->count != 0)
        qsort(snapshot->records, snapshot->count, sizeof *snapshot->records,
              record_order);
    snapshot->sequence = sequence;
    snapshot->sealed = true;
    snapshot_name(snapshot, analyser);
    snapshot_listen(snapshot, analyser);
    words_make(snapshot, analyser, &snapshot->words);
}

/* ---- from the store ---------------------------------------------------- */

static int build_add(void *context, struct record **record, struct err *err)
{
    (void)err;
    snapshot_add(context, record);
    return 0;
}

static int build_wording(struct snapshot *snapshot, struct store *store,
                         struct err *err)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        json_t *wording = NULL;

        if (wording_get(store, (enum lang)lang, &wording, err) < 0)
            return -1;
        snapshot_say(snapshot, (enum lang)lang, wording);
    }
    return 0;
}

int snapshot_build(struct store *store, struct analyser *analyser,
                   struct snapshot **out, struct err *err)
{
    struct snapshot *snapshot = snapshot_new();
    int64_t sequence = 0;
    int ret = -1;

    *out = NULL;
    if (store_read(store, err) < 0)
        goto out;
    sequence = records_sequence(store, err);
    if (sequence < 0 ||
        records_each(store, NULL, build_add, snapshot, err) < 0 ||
        build_wording(snapshot, store, err) < 0)
        goto out;
    snapshot_seal(snapshot, analyser, sequence);
    *out = snapshot;
    snapshot = NULL; /* the caller's now */
    ret = 0;
out:
    store_rollback(store); /* it only read */
    snapshot_free(&snapshot);
    return ret;
}

/* ---- reading ----------------------------------------------------------- */

const struct record *snapshot_record(const struct snapshot *snapshot,
                                     const char *id)
{
    assert(snapshot->sealed);
    return id != NULL ? *slot_find(snapshot, id) : NULL;
}

/* First record whose kind is not before (or, past: is after) kind. */
static size_t kind_border(const struct snapshot *snapshot, const char *kind,
                          bool past)
{
    size_t low = 0, high = snapshot->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(snapshot->records[middle]->kind, kind);

        if (order < 0 || (past && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct ids snapshot_kind(const struct snapshot *snapshot, const char *kind)
{
    size_t from = 0, to = 0;

    assert(snapshot->sealed);
    from = kind_border(snapshot, kind, false);
    to = kind_border(snapshot, kind, true);
    if (from >= to)
        return (struct ids){NULL, 0};
    assert(snapshot->records != NULL);
    return (struct ids){snapshot->records + from, to - from};
}

/* The first record of a kind whose member says this. */
static const struct record *saying(const struct snapshot *snapshot,
                                   const char *kind, const char *member,
                                   const char *text)
{
    struct ids records = snapshot_kind(snapshot, kind);

    for (size_t i = 0; text != NULL && i < records.count; i++)
        if (record_is(records.items[i], member, text))
            return records.items[i];
    return NULL;
}

const struct record *snapshot_term(const struct snapshot *snapshot,
                                   const char *concept_)
{
    return saying(snapshot, "term", "concept", concept_);
}

const struct record *snapshot_country(const struct snapshot *snapshot,
                                      const char *code)
{
    return saying(snapshot, "country", "code", code);
}

const struct lexicon *snapshot_lexicon(const struct snapshot *snapshot)
{
    return snapshot->lexicon;
}

const struct lexicon *snapshot_cues(const struct snapshot *snapshot)
{
    return snapshot->cues;
}

const struct vocabulary *snapshot_vocabulary(const struct snapshot *snapshot)
{
    return snapshot->words.vocabulary;
}

const struct pinyin *snapshot_pinyin(const struct snapshot *snapshot)
{
    return snapshot->words.pinyin;
}

const json_t *snapshot_wording(const struct snapshot *snapshot, enum lang lang)
{
    return lang < LANG_NONE ? snapshot->wording[lang] : NULL;
}

const char *snapshot_word(const struct snapshot *snapshot, enum lang lang,
                          const char *first, const char *second)
{
    char key[120];
    const char *text = NULL;

    snprintf(key, sizeof key, "%s%s", first, second);
    if (lang < LANG_COUNT)
        text = json_string_value(
            json_object_get(snapshot_wording(snapshot, lang), key));
    if (text == NULL)
        text = json_string_value(
            json_object_get(snapshot_wording(snapshot, LANG_EN), key));
    return text != NULL ? text : second;
}

int64_t snapshot_sequence(const struct snapshot *snapshot)
{
    return snapshot->sequence;
}

/* ---- keeping ----------------------------------------------------------- */

void *snapshot_keep(const struct snapshot *snapshot,
                    const struct keepsake *keepsake)
{
    struct kept *kept = snapshot->kept;
    void *made = NULL;
    size_t i = 0;

    pthread_mutex_lock(&kept->lock);
    while (i < KEEPSAKES_MAX && kept->keepsakes[i] != NULL &&
           kept->keepsakes[i] != keepsake)
        i++;
    assert(i < KEEPSAKES_MAX);
    if (kept->keepsakes[i] == NULL) {
        kept->made[i] = keepsake->make(snapshot);
        kept->keepsakes[i] = keepsake;
    }
    made = kept->made[i];
    pthread_mutex_unlock(&kept->lock);
    return made;
}
