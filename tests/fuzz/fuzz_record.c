/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's JSON: refused, or read and checked against the schemas. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "ingest/record.h"
#include "ingest/schema_check.h"

static struct schemas *schemas; /* libFuzzer hands no context through */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct err err = {0};

    (void)argc;
    (void)argv;
    if (schemas_load("corpus/schema", &schemas, &err) < 0) {
        fprintf(stderr, "%s\n", err.text);
        exit(2);
    }
    return 0;
}

static void complain(void *context, const char *path, const char *what)
{
    size_t *told = context;

    FUZZ_HOLDS(path[0] == '$' && what[0] != '\0');
    ++*told;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct record *record = NULL;
    struct err err = {0};
    size_t told = 0;

    if (record_parse((const char *)bytes, len, &record, &err) < 0) {
        FUZZ_HOLDS(err.text[0] != '\0');
        return 0;
    }
    FUZZ_HOLDS(schemas_check(schemas, record, complain, &told) == told);
    record_name(record, LANG_DE);
    record_summary(record, LANG_ZH_HANT, NULL);
    record_free(&record);
    return 0;
}
