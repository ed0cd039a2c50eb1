/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack/words/maker.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "pack/words/file.h"
#include "pack/words/pool.h"
#include "pack/words/rows.h"
#include "text/translate_parts.h"

enum {
    WAYS_MOST = 24,    /* of a key */
    VIA_MOST = 4,      /* ways of a word on the way */
    RELATED_MOST = 12, /* ways taken over from a related word */
    TEXT_BYTES = 100   /* of a way */
};

/* A language's place here: both Chinese scripts are one. */
static enum lang tongue_of(const char *code)
{
    enum lang lang = lang_parse(code);

    return lang == LANG_ZH_HANT ? LANG_ZH_HANS : lang;
}

struct related {
    const char *word, *of; /* keys, in the arena */
    double weight;
    bool spare; /* only for a word that has no ways of its own */
};

enum { RAW_TABLES = 16, VIAS = 32 };

/* What is known from a language to another by way of a third. */
struct via {
    enum lang from, by, to;
    double weight;
};

/* A table whose keys and targets are numbers and texts as given. */
struct raw {
    char name[24];
    struct rows rows;
};

struct maker {
    struct analyser *analyser;
    struct arena *lines, *line; /* what is kept; what a line needs */
    struct pool_maker pools[LANG_COUNT];
    struct rows tables[LANG_COUNT][LANG_COUNT];
    struct rows concepts[LANG_COUNT]; /* key to concept */
    struct rows names[LANG_COUNT];    /* concept, as key, to text */
    uint32_t concept_count;
    char concept_id[200];
    struct buf key, key_text; /* the last phrase, and its key */
    enum lang key_lang;
    struct raw raws[RAW_TABLES];
    size_t raw_count;
    struct via vias[VIAS];
    size_t via_count;
    struct related *related;
    size_t related_count, related_capacity;
};

/* Good until the next call; lines of the same phrase stand together. */
static const char *key_of(struct maker *maker, enum lang lang, const char *text)
{
    struct tokens tokens;

    if (maker->key_lang == lang && strcmp(maker->key_text.bytes, text) == 0)
        return maker->key.bytes;
    maker->key_lang = lang;
    buf_clear(&maker->key_text);
    buf_text(&maker->key_text, text);
    buf_clear(&maker->key);
    tokens_cut(maker->analyser, text, strlen(text), lang, maker->line, &tokens);
    tokens_key(&tokens, 0, tokens.count, &maker->key);
    return maker->key.bytes;
}

static uint32_t text_put(struct maker *maker, enum lang lang, const char *text)
{
    const char *plain =
        analyser_plain(maker->analyser, text, strlen(text), maker->line);

    uint32_t there = pool_maker_find(&maker->pools[lang], plain);

    if (there != 0 || *plain == '\0' || strlen(plain) > TEXT_BYTES)
        return there;
    return pool_maker_put(&maker->pools[lang], plain,
                          key_of(maker, lang, text));
}

static bool pair_line(struct maker *maker, char **part)
{
    enum lang from = tongue_of(part[1]), to = tongue_of(part[2]);
    uint32_t target = 0;

    if (from == LANG_NONE || to == LANG_NONE)
        return false;
    target = text_put(maker, to, part[4]);
    if (target != 0)
        rows_add(&maker->tables[from][to], key_of(maker, from, part[3]), target,
                 strtod(part[5], NULL));
    return true;
}

/* Concepts are numbered; as a key a number is its own eight digits. */
static void concept_key(uint32_t number, char key[12])
{
    snprintf(key, 12, "%08u", number);
}

static bool concept_line(struct maker *maker, char **part)
{
    enum lang lang = tongue_of(part[2]);
    uint32_t text = 0;
    char key[12];

    if (lang == LANG_NONE)
        return false;
    if (maker->concept_count == 0 || strcmp(part[1], maker->concept_id) != 0) {
        snprintf(maker->concept_id, sizeof maker->concept_id, "%s", part[1]);
        maker->concept_count++;
    }
    concept_key(maker->concept_count - 1, key);
    text = text_put(maker, lang, part[3]);
    if (text == 0)
        return true;
    rows_add(&maker->names[lang], key, text, strtod(part[4], NULL));
    rows_add(&maker->concepts[lang], key_of(maker, lang, part[3]),
             maker->concept_count - 1, strtod(part[4], NULL));
    return true;
}

static bool related_line(struct maker *maker, char **part)
{
    const char *of = arena_text(maker->lines, key_of(maker, LANG_EN, part[2]));
    const char *word = key_of(maker, LANG_EN, part[1]);

    if (strcmp(word, of) == 0)
        return true;
    maker->related = mem_room(maker->related, maker->related_count,
                              &maker->related_capacity, sizeof(struct related));
    maker->related[maker->related_count++] = (struct related){
        arena_text(maker->lines, word), arena_text(maker->lines, of),
        strtod(part[3], NULL), *part[0] == 'S'};
    return true;
}

static bool raw_line(struct maker *maker, char **part)
{
    size_t at = 0;

    while (at < maker->raw_count && strcmp(maker->raws[at].name, part[1]) != 0)
        at++;
    if (at == RAW_TABLES || strlen(part[1]) >= sizeof maker->raws[at].name)
        return false;
    if (at == maker->raw_count) {
        snprintf(maker->raws[at].name, sizeof maker->raws[at].name, "%s",
                 part[1]);
        rows_init(&maker->raws[at].rows);
        maker->raw_count++;
    }
    rows_add(&maker->raws[at].rows, part[2],
             (uint32_t)strtoul(part[3], NULL, 10), strtod(part[4], NULL));
    return true;
}

static bool via_line(struct maker *maker, char **part)
{
    struct via via = {tongue_of(part[1]), tongue_of(part[2]),
                      tongue_of(part[3]), strtod(part[4], NULL)};

    if (via.from == LANG_NONE || via.by == LANG_NONE || via.to == LANG_NONE ||
        maker->via_count == VIAS)
        return false;
    maker->vias[maker->via_count++] = via;
    return true;
}

bool maker_line(struct maker *maker, char *line)
{
    char *parts[6] = {NULL};
    size_t count = 0;

    for (char *at = line; at != NULL && count < 6; count++)
        parts[count] = strsep(&at, "\t");
    if (count == 6 && strcmp(parts[0], "W") == 0)
        return pair_line(maker, parts);
    if (count == 5 && strcmp(parts[0], "C") == 0)
        return concept_line(maker, parts);
    if (count == 5 && strcmp(parts[0], "V") == 0)
        return via_line(maker, parts);
    if (count == 5 && strcmp(parts[0], "X") == 0)
        return raw_line(maker, parts);
    if (count == 4 &&
        (strcmp(parts[0], "R") == 0 || strcmp(parts[0], "S") == 0))
        return related_line(maker, parts);
    return false;
}

int maker_file(struct maker *maker, const char *path, struct err *err)
{
    FILE *file = fopen(path, "rb");
    char *line = NULL;
    size_t room = 0, number = 0;
    ssize_t len = 0;
    bool good = true;

    if (file == NULL)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    while (good && (len = getline(&line, &room, file)) >= 0) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        good = maker_line(maker, line);
        arena_reset(maker->line);
    }
    free(line);
    fclose(file);
    return good ? 0
                : err_set(err, ERR_INPUT, "%s, line %zu: not understood", path,
                          number);
}

/* ---- sections ----------------------------------------------------------- */

/* A word whose relatives are known takes over their ways. */
static void related_take(const struct maker *maker, bool spare,
                         struct rows *table)
{
    struct rows more;

    rows_init(&more);
    for (size_t i = 0; table->count > 0 && i < maker->related_count; i++) {
        const struct related *one = &maker->related[i];
        const struct row *rows = NULL;
        size_t count = 0;

        if (one->spare != spare)
            continue;
        rows_find(table, one->word, &count);
        if (spare && count > 0)
            continue;
        rows = rows_find(table, one->of, &count);
        for (size_t j = 0; j < count && j < RELATED_MOST; j++)
            rows_add(&more, one->word, rows[j].target,
                     rows[j].weight * one->weight);
    }
    for (size_t i = 0; i < more.count; i++)
        rows_add(table, more.keys.bytes + more.items[i].key,
                 more.items[i].target, more.items[i].weight);
    rows_fini(&more);
    rows_sort(table, WAYS_MOST);
}

static void table_put(struct pack_maker *pack, struct rows *rows,
                      const char *name)
{
    struct buf section;

    rows_sort(rows, WAYS_MOST);
    if (rows->count == 0)
        return;
    buf_init(&section);
    rows_table(rows, &section);
    pack_maker_add(pack, name, section.bytes, section.len);
    buf_fini(&section);
}

/* Numbers only: how many concepts, where the names of each begin and the
 * last end, then the names as ways. */
static void names_put(const struct maker *maker, struct pack_maker *pack,
                      enum lang lang, struct rows *rows)
{
    size_t head = 2 + (size_t)maker->concept_count, next = 0;
    uint32_t *numbers = NULL;
    char name[24], key[12];

    rows_sort(rows, WAYS_MOST);
    numbers = mem_zero((head + rows->count) * sizeof *numbers);
    numbers[0] = maker->concept_count;
    for (uint32_t i = 0; i < maker->concept_count; i++) {
        numbers[1 + i] = (uint32_t)(head + next);
        concept_key(i, key);
        while (next < rows->count &&
               strcmp(rows->keys.bytes + rows->items[next].key, key) == 0) {
            numbers[head + next] = row_way(&rows->items[next]);
            next++;
        }
    }
    numbers[head - 1] = (uint32_t)(head + next);
    snprintf(name, sizeof name, "names-%s", tongue_code(lang));
    pack_maker_add(pack, name, (const char *)numbers,
                   (head + next) * sizeof *numbers);
    free(numbers);
}

/* Others are only there to be gone by way of. */
static bool table_kept(enum lang from, enum lang to)
{
    return from == LANG_EN || to == LANG_EN || to == LANG_ZH_HANS;
}

/* The tables from a language to another. */
static void tables_put(struct maker *maker, struct pack_maker *pack,
                       enum lang from)
{
    char name[24];

    for (size_t to = 0; to < LANG_COUNT; to++) {
        struct rows *table = &maker->tables[from][to];

        if (!table_kept(from, (enum lang)to))
            continue;
        rows_sort(table, WAYS_MOST);
        if (from == LANG_EN && to == LANG_ZH_HANS) {
            related_take(maker, false, table);
            related_take(maker, true, table);
        }
        snprintf(name, sizeof name, "%s-%s", tongue_code(from),
                 tongue_code((enum lang)to));
        table_put(pack, table, name);
    }
}

/* The key of a text of a pool. */
static const char *text_key(const struct pool_maker *pool, uint32_t text)
{
    const char *at = pool->bytes.bytes + text;
    const char *key = at + strlen(at) + 1;

    return *key != '\0' ? key : at;
}

static void via_take(struct maker *maker, const struct via *via)
{
    struct rows *first = &maker->tables[via->from][via->by];
    struct rows *second = &maker->tables[via->by][via->to];
    struct rows *out = &maker->tables[via->from][via->to];

    rows_sort(first, WAYS_MOST);
    rows_sort(second, WAYS_MOST);
    for (size_t i = 0; i < first->count; i++) {
        const struct row *step = &first->items[i];
        size_t count = 0;
        const struct row *rows = rows_find(
            second, text_key(&maker->pools[via->by], step->target), &count);

        for (size_t j = 0; j < count && j < VIA_MOST; j++)
            rows_add(out, first->keys.bytes + step->key, rows[j].target,
                     step->weight * rows[j].weight * via->weight);
    }
}

static void sections_put(struct maker *maker, struct pack_maker *pack)
{
    char name[24];

    for (size_t i = 0; i < maker->via_count; i++)
        via_take(maker, &maker->vias[i]);
    for (size_t lang = 0; lang < LANG_COUNT; lang++) {
        const char *code = tongue_code((enum lang)lang);
        const struct buf *pool = &maker->pools[lang].bytes;

        if (lang == LANG_ZH_HANT)
            continue;
        tables_put(maker, pack, (enum lang)lang);
        snprintf(name, sizeof name, "concept-%s", code);
        table_put(pack, &maker->concepts[lang], name);
        names_put(maker, pack, (enum lang)lang, &maker->names[lang]);
        snprintf(name, sizeof name, "pool-%s", code);
        /* One NUL more, so that every text is followed by a key. */
        pack_maker_add(pack, name, pool->bytes, pool->len + 1);
    }
    for (size_t i = 0; i < maker->raw_count; i++)
        table_put(pack, &maker->raws[i].rows, maker->raws[i].name);
}

/* ---- the whole ------------------------------------------------------- */

int maker_open(struct maker **out, struct err *err)
{
    struct maker *maker = mem_zero(sizeof *maker);

    maker->lines = arena_new();
    maker->line = arena_new();
    buf_init(&maker->key);
    buf_init(&maker->key_text);
    maker->key_lang = LANG_NONE;
    for (size_t i = 0; i < LANG_COUNT; i++) {
        pool_maker_init(&maker->pools[i]);
        rows_init(&maker->concepts[i]);
        rows_init(&maker->names[i]);
        for (size_t j = 0; j < LANG_COUNT; j++)
            rows_init(&maker->tables[i][j]);
    }
    *out = maker;
    if (analyser_open(&maker->analyser, err) == 0)
        return 0;
    maker_close(out);
    return -1;
}

void maker_close(struct maker **maker)
{
    struct maker *old = *maker;

    if (old == NULL)
        return;
    analyser_close(&old->analyser);
    for (size_t i = 0; i < LANG_COUNT; i++) {
        pool_maker_fini(&old->pools[i]);
        rows_fini(&old->concepts[i]);
        rows_fini(&old->names[i]);
        for (size_t j = 0; j < LANG_COUNT; j++)
            rows_fini(&old->tables[i][j]);
    }
    for (size_t i = 0; i < old->raw_count; i++)
        rows_fini(&old->raws[i].rows);
    buf_fini(&old->key);
    buf_fini(&old->key_text);
    arena_free(&old->lines);
    arena_free(&old->line);
    free(old->related);
    free(old);
    *maker = NULL;
}

int maker_write(struct maker *maker, const char *path, struct err *err)
{
    struct pack_maker pack;
    int ret = 0;

    pack_maker_init(&pack);
    sections_put(maker, &pack);
    ret = pack_maker_write(&pack, path, err);
    pack_maker_fini(&pack);
    return ret;
}
