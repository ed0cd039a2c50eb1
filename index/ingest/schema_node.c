/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/schema_node.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/schema_check.h"

enum { FILE_NAME_MAX = 250, SCHEMA_DEPTH_MAX = 32, REF_CHAIN_MAX = 8 };

/* Where a schema is being read: for messages and against endless nesting. */
struct reading {
    struct err *err;
    int depth;
};

static int node_read(struct reading *reading, const json_t *json,
                     struct schema_node **out);

static int read_bad(struct reading *reading, const char *key, const char *must)
{
    return err_set(reading->err, ERR_INPUT, "\"%.80s\" must be %s", key, must);
}

static int type_bit(const char *name, unsigned *types)
{
    static const struct {
        const char *name;
        enum schema_type bit;
    } rows[] = {
        {"object", SCHEMA_OBJECT},   {"array", SCHEMA_ARRAY},
        {"string", SCHEMA_STRING},   {"number", SCHEMA_NUMBER},
        {"integer", SCHEMA_INTEGER}, {"boolean", SCHEMA_BOOLEAN},
        {"null", SCHEMA_NULL},
    };

    for (size_t i = 0; name != NULL && i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            *types |= rows[i].bit;
            return 0;
        }
    }
    return -1;
}

static int key_type(struct reading *reading, struct schema_node *node,
                    const char *key, const json_t *value)
{
    size_t i = 0;
    json_t *item = NULL;
    int ret = 0;

    if (json_is_string(value))
        ret = type_bit(json_string_value(value), &node->types);
    else if (json_array_size(value) == 0)
        ret = -1;
    json_array_foreach((json_t *)value, i, item) {
        ret |= type_bit(json_string_value(item), &node->types);
    }
    return ret == 0 ? 0
                    : read_bad(reading, key,
                               "object, array, string, number, integer, "
                               "boolean or null, or a list of these");
}

static int key_properties(struct reading *reading, struct schema_node *node,
                          const char *key, const json_t *value)
{
    const char *name = NULL;
    json_t *item = NULL;

    if (!json_is_object(value))
        return read_bad(reading, key, "an object");
    json_object_foreach((json_t *)value, name, item) {
        struct schema_member *member = NULL;

        node->members = mem_room(node->members, node->member_count,
                                 &node->member_capacity, sizeof *member);
        member = &node->members[node->member_count++];
        *member = (struct schema_member){.name = name};
        if (node_read(reading, item, &member->node) < 0)
            return err_at(reading->err, name);
    }
    return 0;
}

static int key_required(struct reading *reading, struct schema_node *node,
                        const char *key, const json_t *value)
{
    size_t i = 0;
    json_t *item = NULL;

    if (!json_is_array(value))
        return read_bad(reading, key, "a list of texts");
    json_array_foreach((json_t *)value, i, item) {
        if (!json_is_string(item))
            return read_bad(reading, key, "a list of texts");
    }
    node->required = value;
    return 0;
}

static int key_additional(struct reading *reading, struct schema_node *node,
                          const char *key, const json_t *value)
{
    (void)key;
    node->closed = json_is_false(value);
    if (json_is_boolean(value))
        return 0;
    return node_read(reading, value, &node->other);
}

static int key_items(struct reading *reading, struct schema_node *node,
                     const char *key, const json_t *value)
{
    (void)key;
    return node_read(reading, value, &node->items);
}

static int key_enum(struct reading *reading, struct schema_node *node,
                    const char *key, const json_t *value)
{
    if (json_array_size(value) == 0)
        return read_bad(reading, key, "a list of at least one value");
    node->allowed = value;
    return 0;
}

static int size_read(struct reading *reading, const char *key,
                     const json_t *value, size_t *out)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return read_bad(reading, key, "a whole number from 0");
    *out = (size_t)json_integer_value(value);
    return 0;
}

static int key_size(struct reading *reading, struct schema_node *node,
                    const char *key, const json_t *value)
{
    size_t *out = strcmp(key, "minLength") == 0   ? &node->min_length
                  : strcmp(key, "maxLength") == 0 ? &node->max_length
                  : strcmp(key, "minItems") == 0  ? &node->min_items
                                                  : &node->max_items;

    return size_read(reading, key, value, out);
}

static int key_range(struct reading *reading, struct schema_node *node,
                     const char *key, const json_t *value)
{
    if (!json_is_number(value))
        return read_bad(reading, key, "a number");
    if (strcmp(key, "minimum") == 0)
        node->minimum = json_number_value(value);
    else
        node->maximum = json_number_value(value);
    return 0;
}

static int key_pattern(struct reading *reading, struct schema_node *node,
                       const char *key, const json_t *value)
{
    const char *pattern = json_string_value(value);

    if (pattern == NULL || node->pattern != NULL ||
        regcomp(&node->regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        return read_bad(reading, key, "a POSIX extended regular expression");
    node->pattern = pattern;
    return 0;
}

static int key_format(struct reading *reading, struct schema_node *node,
                      const char *key, const json_t *value)
{
    const char *format = json_string_value(value);

    if (format == NULL || strcmp(format, "date") != 0)
        return read_bad(reading, key, "\"date\"");
    node->date = true;
    return 0;
}

static int key_ref(struct reading *reading, struct schema_node *node,
                   const char *key, const json_t *value)
{
    static const char prefix[] = "common.json#/";
    const char *ref = json_string_value(value);

    if (ref == NULL || strncmp(ref, prefix, sizeof prefix - 1) != 0)
        return read_bad(reading, key, "\"common.json#/NAME\"");
    node->ref = ref + sizeof prefix - 1;
    return 0;
}

static int key_note(struct reading *reading, struct schema_node *node,
                    const char *key, const json_t *value)
{
    (void)node;
    if (!json_is_string(value))
        return read_bad(reading, key, "a text");
    return 0;
}

static const struct schema_key {
    const char *key;
    int (*read)(struct reading *reading, struct schema_node *node,
                const char *key, const json_t *value);
} schema_keys[] = {
    {"$ref", key_ref},
    {"$schema", key_note},
    {"additionalProperties", key_additional},
    {"description", key_note},
    {"enum", key_enum},
    {"format", key_format},
    {"items", key_items},
    {"maxItems", key_size},
    {"maxLength", key_size},
    {"maximum", key_range},
    {"minItems", key_size},
    {"minLength", key_size},
    {"minimum", key_range},
    {"pattern", key_pattern},
    {"properties", key_properties},
    {"required", key_required},
    {"title", key_note},
    {"type", key_type},
};

static int node_key(struct reading *reading, struct schema_node *node,
                    const char *key, const json_t *value)
{
    for (size_t i = 0; i < sizeof schema_keys / sizeof *schema_keys; i++)
        if (strcmp(schema_keys[i].key, key) == 0)
            return schema_keys[i].read(reading, node, key, value);
    return read_bad(reading, key, "a keyword that schema_check.h names");
}

/* *out is set even on failure, so that node_free() finds what was read. */
static int node_read(struct reading *reading, const json_t *json,
                     struct schema_node **out)
{
    const char *key = NULL;
    json_t *value = NULL;
    struct schema_node *node = NULL;

    if (!json_is_object(json) || *out != NULL)
        return err_set(reading->err, ERR_INPUT, "a schema must be an object");
    if (reading->depth == SCHEMA_DEPTH_MAX)
        return err_set(reading->err, ERR_LIMIT, "schema nested too deep");
    reading->depth++;
    node = mem_zero(sizeof *node);
    *out = node;
    node->max_length = node->max_items = SIZE_MAX;
    node->minimum = -INFINITY;
    node->maximum = INFINITY;
    json_object_foreach((json_t *)json, key, value) {
        if (node_key(reading, node, key, value) < 0)
            return -1;
    }
    reading->depth--;
    return 0;
}

static void node_free(struct schema_node **node)
{
    struct schema_node *old = *node;

    if (old == NULL)
        return;
    for (size_t i = 0; i < old->member_count; i++)
        node_free(&old->members[i].node);
    node_free(&old->items);
    node_free(&old->other);
    if (old->pattern != NULL)
        regfree(&old->regex);
    free(old->members);
    free(old);
    *node = NULL;
}

static int file_compare(const void *a, const void *b)
{
    const struct schema_file *one = a, *two = b;

    return strcmp(one->name, two->name);
}

const struct schema_file *schemas_find(const struct schemas *schemas,
                                       const char *name)
{
    struct schema_file key = {.name = (char *)name};

    if (schemas->count == 0)
        return NULL;
    return bsearch(&key, schemas->files, schemas->count, sizeof key,
                   file_compare);
}

static const struct schema_node *node_member(const struct schema_node *node,
                                             const char *name)
{
    for (size_t i = 0; node != NULL && i < node->member_count; i++)
        if (strcmp(node->members[i].name, name) == 0)
            return node->members[i].node;
    return NULL;
}

/* Follow a chain of references to a node that is none. */
static int ref_follow(const struct schema_node *common,
                      const struct schema_node *node,
                      const struct schema_node **out, struct err *err)
{
    int steps = 0;

    while (node->ref != NULL) {
        const char *name = node->ref;

        node = node_member(common, name);
        if (node == NULL)
            return err_set(err, ERR_INPUT,
                           "common.json has nothing named \"%.80s\"", name);
        if (++steps > REF_CHAIN_MAX)
            return err_set(err, ERR_INPUT,
                           "reference to \"%.80s\" goes round in circles",
                           name);
    }
    *out = node;
    return 0;
}

static int node_link(const struct schema_node *common, struct schema_node *node,
                     struct err *err)
{
    if (node == NULL)
        return 0;
    if (node->ref != NULL && ref_follow(common, node, &node->target, err) < 0)
        return -1;
    for (size_t i = 0; i < node->member_count; i++)
        if (node_link(common, node->members[i].node, err) < 0)
            return -1;
    if (node_link(common, node->items, err) < 0)
        return -1;
    return node_link(common, node->other, err);
}

static int schemas_link(struct schemas *schemas, struct err *err)
{
    const struct schema_file *common = schemas_find(schemas, "common");

    for (size_t i = 0; i < schemas->count; i++) {
        struct schema_file *file = &schemas->files[i];

        if (node_link(common != NULL ? common->node : NULL, file->node, err) <
            0)
            return err_at(err, file->name);
    }
    return 0;
}

/* common.json is a plain object of schemas: each name is as a member. */
static int file_read(struct schema_file *file, struct err *err)
{
    struct reading reading = {.err = err};

    if (strcmp(file->name, "common") != 0)
        return node_read(&reading, file->json, &file->node);
    file->node = mem_zero(sizeof *file->node);
    return key_properties(&reading, file->node, "common.json", file->json);
}

static int schemas_add(struct schemas *schemas, const char *directory,
                       const char *name, struct err *err)
{
    char path[4096];
    json_error_t where;
    struct schema_file *file = NULL;
    json_t *json = NULL;

    if (snprintf(path, sizeof path, "%s/%s", directory, name) >=
        (int)sizeof path)
        return err_set(err, ERR_LIMIT, "%.200s: path too long", directory);
    json = json_load_file(path, JSON_REJECT_DUPLICATES, &where);
    if (json == NULL)
        return err_set(err, ERR_INPUT, "%.200s: line %d, column %d: %s", path,
                       where.line, where.column, where.text);
    schemas->files = mem_room(schemas->files, schemas->count,
                              &schemas->capacity, sizeof *schemas->files);
    file = &schemas->files[schemas->count++];
    *file = (struct schema_file){.name = mem_text_n(name, strlen(name) - 5),
                                 .json = json};
    return file_read(file, err) < 0 ? err_at(err, path) : 0;
}

static bool is_schema_name(const char *name)
{
    size_t len = strlen(name);

    return name[0] != '.' && len > 5 && len < FILE_NAME_MAX &&
           strcmp(name + len - 5, ".json") == 0;
}

int schemas_load(const char *directory, struct schemas **out, struct err *err)
{
    struct schemas *schemas = mem_zero(sizeof *schemas);
    DIR *dir = opendir(directory);
    struct dirent *entry = NULL;
    int ret = -1;

    *out = NULL;
    if (dir == NULL) {
        err_set(err, ERR_IO, "%.300s: %s", directory, strerror(errno));
        goto out;
    }
    while ((entry = readdir(dir)) != NULL)
        if (is_schema_name(entry->d_name) &&
            schemas_add(schemas, directory, entry->d_name, err) < 0)
            goto out;
    if (schemas->count != 0)
        qsort(schemas->files, schemas->count, sizeof *schemas->files,
              file_compare);
    if (schemas_link(schemas, err) < 0)
        goto out;
    *out = schemas;
    schemas = NULL;
    ret = 0;
out:
    if (dir != NULL)
        closedir(dir);
    schemas_free(&schemas);
    return ret;
}

void schemas_free(struct schemas **schemas)
{
    if (*schemas == NULL)
        return;
    for (size_t i = 0; i < (*schemas)->count; i++) {
        node_free(&(*schemas)->files[i].node);
        json_decref((*schemas)->files[i].json);
        free((*schemas)->files[i].name);
    }
    free((*schemas)->files);
    free(*schemas);
    *schemas = NULL;
}
