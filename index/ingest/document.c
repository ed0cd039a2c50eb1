/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/document.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/mem.h"
#include "ingest/clause.h"
#include "ingest/clean.h"
#include "ingest/head.h"

enum { GUESS_BYTES = 4096, GUESS_BACK = 4 };

/* Valid UTF-8 without NUL, or -1 with the place of the first wrong byte. */
static int bytes_check(const char *bytes, size_t len, struct err *err)
{
    size_t at = 0;

    if (len > DOCUMENT_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "%zu bytes, a document has at most %d",
                       len, DOCUMENT_BYTES_MAX);
    while (at < len) {
        utf8proc_int32_t rune = 0;
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
                             (utf8proc_ssize_t)(len - at), &rune);

        if (size <= 0 || rune == 0)
            return err_set(err, ERR_INPUT,
                           "byte %zu (0x%02x) is not UTF-8; convert the text "
                           "to UTF-8 first",
                           at + 1, (unsigned char)bytes[at]);
        at += (size_t)size;
    }
    return 0;
}

static enum lang text_lang(const struct document *document, enum lang hint)
{
    size_t len = document->len;

    if (len > GUESS_BYTES) {
        len = GUESS_BYTES;
        while (len > GUESS_BYTES - GUESS_BACK &&
               ((unsigned char)document->text[len] & 0xC0) == 0x80)
            len--;
    }
    return lang_guess(document->text, len, hint);
}

static int document_fill(struct document *document,
                         const struct cleaned *cleaned, enum lang hint,
                         struct err *err)
{
    struct clauses clauses;

    if (cleaned->count == 0)
        return err_set(err, ERR_INPUT, "there is no text in it");
    document->text =
        arena_text_n(document->arena, cleaned->text.bytes, cleaned->text.len);
    document->len = cleaned->text.len;
    if (clauses_cut(cleaned, document->arena, &clauses, err) < 0)
        return -1;
    document->clauses = clauses.items;
    document->clause_count = clauses.count;
    document->lang = text_lang(document, hint);
    head_read(cleaned, clauses.head, document->arena, document);
    return 0;
}

int document_read(const char *bytes, size_t len, enum lang hint,
                  struct document **out, struct err *err)
{
    struct document *document = NULL;
    struct cleaned cleaned = {0};
    int ret = -1;

    *out = NULL;
    if (bytes_check(bytes, len, err) < 0)
        return -1;
    clean_text(bytes, len, &cleaned);
    document = mem_zero(sizeof *document);
    document->arena = arena_new();
    if (document_fill(document, &cleaned, hint, err) < 0)
        goto out;
    *out = document;
    document = NULL; /* the caller's now */
    ret = 0;
out:
    cleaned_fini(&cleaned);
    document_free(&document);
    return ret;
}

void document_free(struct document **document)
{
    if (*document == NULL)
        return;
    arena_free(&(*document)->arena);
    free(*document);
    *document = NULL;
}

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

        json_array_append_new(list,
                              json_pack("{s:o, s:o, s:o, s:I, s:I}", "number",
                                        text_or_null(clause->number), "heading",
                                        text_or_null(clause->heading), "under",
                                        text_or_null(clause->under), "from",
                                        (json_int_t)clause->from, "to",
                                        (json_int_t)clause->to));
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

static json_t *document_json(const struct document *document, const char *state)
{
    uint64_t hash = 0xcbf29ce484222325u;
    char id[32];

    hash = hash_add(hash, document->title);
    hash = hash_add(hash, document->number);
    hash = hash_add(hash, document->date);
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
    bytes = json != NULL ? json_dumps(json, JSON_COMPACT) : NULL;
    json_decref(json);
    if (bytes == NULL)
        return err_set(err, ERR_INPUT, "the document makes no record");
    ret = record_parse(bytes, strlen(bytes), out, err);
    free(bytes);
    return ret;
}
