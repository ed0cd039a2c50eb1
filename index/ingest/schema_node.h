/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_node.h - schemas as read into memory; inside of schema_check only.
 *
 * Reads schema files, resolves references, compiles patterns; checks no
 * record. Threads: never changes once loaded. */
#ifndef INGEST_SCHEMA_NODE_H
#define INGEST_SCHEMA_NODE_H

#include <jansson.h>
#include <regex.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum schema_type {
    SCHEMA_OBJECT = 1,
    SCHEMA_ARRAY = 2,
    SCHEMA_STRING = 4,
    SCHEMA_NUMBER = 8,
    SCHEMA_INTEGER = 16,
    SCHEMA_BOOLEAN = 32,
    SCHEMA_NULL = 64
};

struct schema_node;

struct schema_member {
    const char *name; /* borrowed from the file's JSON */
    struct schema_node *node;
};

/* One schema. What is absent in the file allows everything. */
struct schema_node {
    unsigned types; /* of enum schema_type; 0: any */
    struct schema_member *members;
    size_t member_count, member_capacity;
    const json_t *required;    /* array of texts or NULL */
    const json_t *allowed;     /* enum: array or NULL */
    bool closed;               /* additionalProperties false */
    struct schema_node *other; /* schema of additional members, or NULL */
    struct schema_node *items;
    size_t min_length, max_length; /* in characters */
    size_t min_items, max_items;
    double minimum, maximum;
    bool date;
    const char *pattern; /* as written, or NULL */
    regex_t regex;       /* compiled pattern */
    const char *ref;     /* name in common.json, or NULL */
    const struct schema_node *target;
};

struct schema_file {
    char *name; /* "policy", "common" */
    json_t *json;
    struct schema_node *node; /* of a kind; common.json has members only */
};

struct schemas {
    struct schema_file *files; /* by name */
    size_t count, capacity;
};

const struct schema_file *schemas_find(const struct schemas *schemas,
                                       const char *name);

#endif
