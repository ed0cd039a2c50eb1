/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_check.h - checks records against corpus/schema/KIND.json.
 *
 * A subset of JSON Schema: type, properties, required, additionalProperties
 * false, items, enum, minLength, maxLength, minItems, minimum, maximum,
 * pattern (POSIX ERE), format "date" (2020, 2020-10, 2020-10-13), and $ref
 * "common.json#/NAME". Every mistake is told, not only the first.
 * Threads: never changes once loaded. */
#ifndef INGEST_SCHEMA_CHECK_H
#define INGEST_SCHEMA_CHECK_H

#include "base/err.h"
#include "ingest/record.h"

struct schemas;

/* Load every schema of directory: 0, or -1 with *err naming the file. */
int schemas_load(const char *directory, struct schemas **out, struct err *err);
void schemas_free(struct schemas **schemas);

/* path: "$.rule.tiers[1].rate"; what: what is wrong and what is allowed. */
typedef void schema_complaint_fn(void *context, const char *path,
                                 const char *what);

/* How many mistakes there are (0: none), each told to complain. */
size_t schemas_check(const struct schemas *schemas, const struct record *record,
                     schema_complaint_fn *complain, void *context);

#endif
