/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document_room.h - raw documents of one clause, for tests of what is said of
 * them. Include after parlor_room.h. */
#ifndef DOCUMENT_ROOM_H
#define DOCUMENT_ROOM_H

#include "index/ingest/record.h"

/* A document with that title and text, all of it its Article 1; members:
 * more of the record as JSON, or "". record_free() is the caller's. */
static inline struct record *room_document(const char *title, const char *text,
                                           const char *members)
{
    char bytes[4096];
    struct record *record = NULL;
    struct err err = {0};
    int len = snprintf(
        bytes, sizeof bytes,
        "{\"id\":\"text-of-a-test\",\"kind\":\"document\","
        "\"names\":{\"zh-Hans\":\"%s\"},\"source\":{\"title\":\"%s\","
        "\"publisher\":\"国务院\",\"lang\":\"zh-Hans\"},\"text\":\"%s\","
        "\"clauses\":[{\"number\":\"第一条\",\"from\":0,\"to\":%zu}]%s}",
        title, title, text, strlen(text), members);

    assert_true(len > 0 && (size_t)len < sizeof bytes);
    if (record_parse(bytes, (size_t)len, &record, &err) < 0)
        fail_msg("%s", err.text);
    return record;
}

static inline struct evidence room_clause(const struct record *record)
{
    return (struct evidence){
        .record = record,
        .clause = json_array_get(record_get(record, "clauses"), 0)};
}

#endif
