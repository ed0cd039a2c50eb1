/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/references.h"

#include <stdio.h>
#include <string.h>

enum { COMPLAINT_MAX = 1024 };

/* Members whose text, or texts, are ids of records, and of which kinds; NULL:
 * of any. */
static const struct reference {
    const char *name, *kinds[5];
} references[] = {
    {"policy", {"policy"}},
    {"place", {"city", "place", "park", "service"}},
    {"city", {"city", "place"}},
    {"cities", {"city", "place"}},
    {"part_of", {"city"}},
    {"park", {"park"}},
    {"parlor", {"parlor"}},
    {"host", {"city"}},
    {"parent", {"industry"}},
    {"zone", {"park"}},
    {"agencies", {"agency"}},
    {"about", {NULL}},
    {"serves", {"city"}},
    {"parties", {NULL}},
    {"rooms", {"room"}},
    {"evidence", {"fact", "clause"}},
    {"services", {"service"}},
    {"stops", {NULL}},
    {"within", {"place", "city", "country"}},
    {"industry", {"industry"}},
    {"industries", {"industry"}},
};

struct hunt {
    struct sources *sources;
    const struct source *source;
    known_fn *known;
    void *context;
    struct err *err;
    long wrong;
};

static const struct reference *reference_of(const char *name)
{
    const size_t count = sizeof references / sizeof *references;

    for (size_t i = 0; i < count; i++)
        if (strcmp(references[i].name, name) == 0)
            return &references[i];
    return NULL;
}

static void hunt_tell(struct hunt *hunt, const char *name, const char *what)
{
    char text[COMPLAINT_MAX];

    hunt->wrong++;
    snprintf(text, sizeof text, "%s: $...%s: %s", hunt->source->path, name,
             what);
    hunt->sources->complain(hunt->sources->context, text);
}

/* Is it of one of the kinds? If not, that is told. */
static void hunt_kind(struct hunt *hunt, const struct reference *reference,
                      const char *id, const char *kind)
{
    char what[400];
    int len = 0;

    for (size_t i = 0; reference->kinds[i] != NULL; i++)
        if (strcmp(reference->kinds[i], kind) == 0)
            return;
    if (reference->kinds[0] == NULL)
        return;
    len = snprintf(what, sizeof what, "\"%.120s\" is of kind %.40s, must be",
                   id, kind);
    for (size_t i = 0; reference->kinds[i] != NULL; i++)
        len += snprintf(what + len, sizeof what - (size_t)len, "%s %s",
                        i == 0 ? "" : " or", reference->kinds[i]);
    hunt_tell(hunt, reference->name, what);
}

/* Texts with other characters than an id's are no references. */
static int hunt_id(struct hunt *hunt, const struct reference *reference,
                   const char *id)
{
    const struct record *record = NULL;
    char kind[REFERENCE_KIND_MAX] = "", what[200];
    int ret = 1;

    if (id[0] == '\0' ||
        strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789.-") != strlen(id))
        return 0;
    record = sources_record(hunt->sources, id);
    if (record == NULL)
        ret = hunt->known(hunt->context, id, kind, hunt->err);
    if (ret == 1) {
        hunt_kind(hunt, reference, id, record != NULL ? record->kind : kind);
    } else if (ret == 0) {
        snprintf(what, sizeof what, "there is no record \"%.120s\"", id);
        hunt_tell(hunt, reference->name, what);
    }
    return ret < 0 ? -1 : 0;
}

/* Depth is limited by record_parse(). */
static int hunt_value(struct hunt *hunt, const char *name, json_t *value)
{
    const struct reference *reference = reference_of(name);
    const char *key = NULL;
    json_t *member = NULL;
    size_t i = 0;
    int ret = 0;

    if (json_is_string(value))
        return reference != NULL
                   ? hunt_id(hunt, reference, json_string_value(value))
                   : 0;
    json_array_foreach(value, i, member) {
        if (ret == 0)
            ret = hunt_value(hunt, name, member);
    }
    json_object_foreach(value, key, member) {
        if (ret == 0)
            ret = hunt_value(hunt, key, member);
    }
    return ret;
}

long references_check(struct sources *sources, known_fn *known, void *context,
                      struct err *err)
{
    struct hunt hunt = {sources, NULL, known, context, err, 0};

    for (size_t i = 0; i < sources->count; i++) {
        hunt.source = &sources->items[i];
        if (hunt.source->record != NULL &&
            hunt_value(&hunt, "", hunt.source->record->json) < 0)
            return -1;
    }
    return hunt.wrong;
}
