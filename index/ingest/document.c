/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/document.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/clause.h"
#include "ingest/clean.h"
#include "ingest/clean_runes.h"
#include "ingest/encoding.h"
#include "ingest/head.h"
#include "ingest/html.h"
#include "ingest/origin.h"
#include "text/fold.h"

enum { GUESS_BYTES = 4096, GUESS_BACK = 4, HEADING_BYTES_MAX = 400 };

/* What a file says on its way to clean lines, and how to find back. */
struct source {
    struct decoded decoded;
    bool page; /* text and trace are of a page; else the decoded text is it */
    struct buf text;
    struct trace trace;
    struct cleaned cleaned;
};

static void source_fini(struct source *source)
{
    decoded_fini(&source->decoded);
    buf_fini(&source->text);
    trace_fini(&source->trace);
    cleaned_fini(&source->cleaned);
}

static int source_read(const char *bytes, size_t len, struct source *out,
                       struct err *err)
{
    const struct buf *text = &out->decoded.text;

    buf_init(&out->text);
    if (len > DOCUMENT_BYTES_MAX)
        return err_set(err, ERR_LIMIT,
                       "%zu bytes, a document has at most %d; cut it in parts",
                       len, DOCUMENT_BYTES_MAX);
    if (encoding_decode(bytes, len, &out->decoded, err) < 0)
        return -1;
    out->page = html_is(text->bytes, text->len);
    if (out->page) {
        if (html_text(text->bytes, text->len, &out->text, &out->trace, err) < 0)
            return -1;
        text = &out->text;
    }
    clean_text(text->bytes, text->len, &out->cleaned);
    return 0;
}

/* ---- back to the file -------------------------------------------------- */

struct places {
    struct origin_place *items;
    size_t count, capacity;
};

static void place_add(struct places *places, size_t at)
{
    if (places->count != 0 && places->items[places->count - 1].at >= at)
        return;
    places->items = mem_room(places->items, places->count, &places->capacity,
                             sizeof *places->items);
    places->items[places->count++] = (struct origin_place){.at = at};
}

/* Where sentences and clauses start, and where the text ends. */
static void places_find(const struct document *document, struct places *out)
{
    size_t clause = 0;
    int before = -1, last = -1;

    place_add(out, 0);
    for (size_t at = 0; at < document->len;) {
        size_t from = at;
        int rune = fold_rune(document->text, document->len, &at);
        bool start = last == '\n' || rune_in(last, "。！？；") ||
                     (before == '.' && last == ' ');

        while (clause < document->clause_count &&
               document->clauses[clause].from < from)
            clause++;
        if (from > 0 && rune != '\n' &&
            ((start && !rune_in(rune, "”’」』）)（(")) ||
             (clause < document->clause_count &&
              document->clauses[clause].from == from)))
            place_add(out, from);
        before = last;
        last = rune;
    }
    place_add(out, document->len);
}

static void document_map(struct document *document, const struct source *source,
                         const char *bytes, size_t len)
{
    struct places places = {0};
    size_t *was = NULL, last = 0;

    places_find(document, &places);
    was = mem_alloc(places.count * sizeof *was);
    for (size_t i = 0; i < places.count; i++) {
        size_t place = places.items[i].at;

        place = cleaned_place(&source->cleaned,
                              place < document->len ? place : place - 1);
        if (source->page)
            place = trace_find(&source->trace, place);
        was[i] = last = place > last ? place : last;
    }
    encoding_places(&source->decoded, bytes, len, was, places.count);
    for (size_t i = 0; i < places.count; i++)
        places.items[i].was = was[i];
    document->map = origin_map(places.items, places.count, document->arena);
    free(was);
    free(places.items);
}

/* ---- the document ------------------------------------------------------ */

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

/* The head is known by the title, not by the last of its lines. */
static void head_name(struct document *document, const struct cleaned *cleaned,
                      size_t head)
{
    size_t end = head > 0 ? cleaned->items[head - 1].to : 0;

    for (size_t i = 0; i < document->clause_count &&
                       strlen(document->title) <= HEADING_BYTES_MAX;
         i++) {
        if (document->clauses[i].from >= end ||
            document->clauses[i].number != NULL)
            return;
        document->clauses[i].heading = document->title;
    }
}

static int document_fill(struct document *document, const struct source *source,
                         enum lang hint, struct err *err)
{
    const struct cleaned *cleaned = &source->cleaned;
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
    document->format = source->page ? "html" : "text";
    document->encoding = arena_text(document->arena, source->decoded.name);
    head_read(cleaned, clauses.head, document->arena, document);
    head_name(document, cleaned, clauses.head);
    return 0;
}

int document_read(const char *bytes, size_t len, enum lang hint,
                  struct document **out, struct err *err)
{
    struct document *document = mem_zero(sizeof *document);
    struct source source = {0};
    int ret = -1;

    *out = NULL;
    document->arena = arena_new();
    document->bytes = len;
    if (source_read(bytes, len, &source, err) < 0 ||
        document_fill(document, &source, hint, err) < 0)
        goto out;
    document_map(document, &source, bytes, len);
    *out = document;
    document = NULL; /* the caller's now */
    ret = 0;
out:
    source_fini(&source);
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
