/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/document.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a, 64 bit, with a border between texts. */
static uint64_t hash_add(uint64_t value, const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        value = (value ^ (unsigned char)*text) * 0x100000001b3u;
    return (value ^ 0xFF) * 0x100000001b3u;
}

static json_t *text_or_null(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

static json_t *clauses_json(const struct document *document)
{
    json_t *list = json_array();

    for (size_t i = 0; i < document->clause_count; i++) {
        const struct document_clause *clause = &document->clauses[i];

        json_t *one = json_pack(
            "{s:o, s:o, s:o, s:I, s:I}", "number", text_or_null(clause->number),
            "heading", text_or_null(clause->heading), "under",
            text_or_null(clause->under), "from", (json_int_t)clause->from, "to",
            (json_int_t)clause->to);

        if (clause->part != 0)
            json_object_set_new(one, "part", json_integer(clause->part));
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *source_json(const struct document *document)
{
    return json_pack(
        "{s:s, s:o, s:s, s:o, s:o, s:n, s:n}", "title", document->title,
        "publisher", text_or_null(document->issuer), "lang",
        lang_code(document->lang), "date", text_or_null(document->date),
        "number", text_or_null(document->number), "clause", "url");
}

static json_t *repeals_json(const struct document *document)
{
    json_t *list = json_array();

    for (size_t i = 0; i < document->repeal_count; i++)
        json_array_append_new(
            list, json_pack("{s:s, s:o}", "title", document->repeals[i].title,
                            "from", text_or_null(document->repeals[i].from)));
    return list;
}

/* What only some documents say. */
static void members_add(json_t *json, const struct document *document)
{
    if (document->to != NULL)
        json_object_set_new(json, "expires", json_string(document->to));
    if (document->official)
        json_object_set_new(
            json, "scope",
            json_string(document->national ? "national" : "local"));
    if (document->repealed)
        json_object_set_new(json, "repealed", json_true());
    if (document->repeal_count != 0)
        json_object_set_new(json, "repeals", repeals_json(document));
    json_object_set_new(
        json, "origin",
        json_pack("{s:s, s:s, s:I, s:s}", "format", document->format,
                  "encoding", document->encoding, "bytes",
                  (json_int_t)document->bytes, "map", document->map));
}

static json_t *document_json(const struct document *document, const char *state)
{
    uint64_t hash = 0xcbf29ce484222325u;
    char id[32];

    hash = hash_add(hash, document->title);
    hash = hash_add(hash, document->number);
    hash = hash_add(hash,
                    document->date != NULL ? document->date : document->from);
    snprintf(id, sizeof id, "doc-%016" PRIx64, hash);
    return json_pack(
        "{s:s, s:s, s:{s:s}, s:o, s:{s:o, s:o}, s:s, s:s%, s:o}", "id", id,
        "kind", "document", "names", lang_code(document->lang), document->title,
        "source", source_json(document), "in_force", "from",
        text_or_null(document->from), "to", text_or_null(document->to), "state",
        state, "text", document->text, document->len, "clauses",
        clauses_json(document));
}

int document_record(const struct document *document, const char *state,
                    struct record **out, struct err *err)
{
    json_t *json = document_json(document, state);
    char *bytes = NULL;
    int ret = -1;

    *out = NULL;
    if (json != NULL)
        members_add(json, document);
    bytes = json != NULL ? json_dumps(json, JSON_COMPACT) : NULL;
    json_decref(json);
    if (bytes == NULL)
        return err_set(err, ERR_INPUT, "the document makes no record");
    ret = record_parse(bytes, strlen(bytes), out, err);
    free(bytes);
    return ret;
}
