/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a document holds, by the names that its issuer and its title begin
 * with: 青岛市人民代表大会..., 中国（山东）自由贸易试验区条例. */
#include "publish/documents.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"

enum { NAME_MIN = 2 }; /* characters */

struct place_name {
    char *name, *id; /* id NULL: of a province */
};

/* A city, with its province as all languages call it. */
struct city_of {
    char *id;
    json_t *province;
};

struct place_names {
    struct place_name *items;
    size_t count, capacity;
    struct city_of *cities;
    size_t city_count, city_capacity;
};

static void name_add(struct place_names *names, const char *name,
                     const char *id)
{
    if (name == NULL || fold_length(name, strlen(name)) < NAME_MIN)
        return;
    names->items = mem_room(names->items, names->count, &names->capacity,
                            sizeof *names->items);
    names->items[names->count++] =
        (struct place_name){mem_text(name), mem_text(id)};
}

static int place_add(void *context, struct record **record, struct err *err)
{
    static const char *const langs[] = {"zh-Hans", "zh-Hant"};
    struct place_names *names = context;
    const json_t *by_lang = record_get(*record, "names");
    const json_t *aliases = record_get(*record, "aliases");
    json_t *province = json_object_get((*record)->json, "province");

    (void)err;
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        size_t at = 0;
        json_t *alias = NULL;

        name_add(names, json_string_value(json_object_get(by_lang, langs[i])),
                 (*record)->id);
        json_array_foreach(json_object_get(aliases, langs[i]), at, alias) {
            name_add(names, json_string_value(alias), (*record)->id);
        }
    }
    if (strcmp((*record)->kind, "city") != 0 || !json_is_object(province))
        return 0;
    names->cities = mem_room(names->cities, names->city_count,
                             &names->city_capacity, sizeof *names->cities);
    names->cities[names->city_count++] =
        (struct city_of){mem_text((*record)->id), json_incref(province)};
    name_add(names, record_text(province, LANG_ZH_HANS, NULL), NULL);
    return 0;
}

int place_names_load(struct store *store, struct place_names **out,
                     struct err *err)
{
    static const char *const kinds[] = {"city", "park", "place"};
    struct place_names *names = mem_zero(sizeof *names);

    *out = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (records_each(store, kinds[i], place_add, names, err) < 0) {
            place_names_free(&names);
            return -1;
        }
    *out = names;
    return 0;
}

void place_names_free(struct place_names **out)
{
    struct place_names *names = *out;

    if (names == NULL)
        return;
    for (size_t i = 0; i < names->count; i++) {
        free(names->items[i].name);
        free(names->items[i].id);
    }
    for (size_t i = 0; i < names->city_count; i++) {
        free(names->cities[i].id);
        json_decref(names->cities[i].province);
    }
    free(names->items);
    free(names->cities);
    free(names);
    *out = NULL;
}

/* The longest name that text begins with; one with a record of its own
 * before a province of the same name. */
static const struct place_name *name_at(const struct place_names *names,
                                        const char *text)
{
    const struct place_name *best = NULL;
    size_t best_len = 0;

    for (size_t i = 0; text != NULL && i < names->count; i++) {
        const struct place_name *one = &names->items[i];
        size_t len = strlen(one->name);

        if (len < best_len || strncmp(text, one->name, len) != 0 ||
            (len == best_len && best != NULL &&
             (best->id != NULL || one->id == NULL)))
            continue;
        best = one;
        best_len = len;
    }
    return best;
}

/* Behind 中共, or inside of 中国（...）. */
static const char *name_begin(const char *text)
{
    static const char *const before[] = {"中国共产党", "中共", "中国（",
                                         "中国(", "中國（"};

    for (size_t i = 0; text != NULL && i < sizeof before / sizeof *before; i++)
        if (strncmp(text, before[i], strlen(before[i])) == 0)
            return text + strlen(before[i]);
    return text;
}

static void province_set(const struct place_names *names, const char *province,
                         struct record *document)
{
    json_t *cities = json_array();

    for (size_t i = 0; i < names->city_count; i++) {
        const char *name =
            record_text(names->cities[i].province, LANG_ZH_HANS, NULL);

        if (name == NULL || strcmp(name, province) != 0)
            continue;
        json_array_append_new(cities, json_string(names->cities[i].id));
        json_object_set(document->json, "province", names->cities[i].province);
    }
    json_object_set_new(document->json, "cities", cities);
}

void document_place(const struct place_names *names, struct record *document)
{
    const char *texts[] = {record_string(document, "source.title"),
                           record_string(document, "source.publisher")};
    const struct place_name *found = NULL;

    if (!record_is(document, "scope", "local") ||
        record_get(document, "place") != NULL ||
        record_get(document, "cities") != NULL)
        return;
    for (size_t i = 0; i < 2 && found == NULL; i++) {
        found = name_at(names, texts[i]);
        if (found == NULL)
            found = name_at(names, name_begin(texts[i]));
    }
    if (found == NULL)
        return;
    if (found->id != NULL)
        json_object_set_new(document->json, "place", json_string(found->id));
    else
        province_set(names, found->name, document);
}
