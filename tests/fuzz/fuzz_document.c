/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of any bytes: refused with a reason, or a document that holds
 * together and makes a record. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "ingest/document.h"
#include "ingest/origin.h"
#include "text/fold.h"

enum { FILE_MAX = 64 * 1024 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

static void clauses_hold(const struct document *document)
{
    size_t last = 0;

    for (size_t i = 0; i < document->clause_count; i++) {
        const struct document_clause *clause = &document->clauses[i];

        FUZZ_HOLDS(clause->from >= last && clause->from < clause->to &&
                   clause->to <= document->len);
        FUZZ_HOLDS(fold_utf8_valid(document->text + clause->from,
                                   clause->to - clause->from));
        last = clause->to;
    }
}

static void record_holds(const struct document *document, size_t len)
{
    struct record *record = NULL;
    struct err err = {0};
    size_t from = 0, to = 0;

    FUZZ_HOLDS(document_record(document, "published", &record, &err) == 0);
    FUZZ_HOLDS(strcmp(record_string(record, "text"), document->text) == 0);
    for (size_t i = 0; i < document->clause_count; i++)
        FUZZ_HOLDS(origin_find(record, document->clauses[i].from, &from, &to) &&
                   from <= to && to <= len);
    record_free(&record);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct document *document = NULL;
    struct err err = {0};

    if (len > FILE_MAX)
        return 0;
    if (document_read((const char *)bytes, len, LANG_NONE, &document, &err) <
        0) {
        FUZZ_HOLDS(err.text[0] != '\0');
        return 0;
    }
    FUZZ_HOLDS(fold_utf8_valid(document->text, document->len));
    FUZZ_HOLDS(document->title != NULL && document->title[0] != '\0');
    clauses_hold(document);
    record_holds(document, len);
    document_free(&document);
    return 0;
}
