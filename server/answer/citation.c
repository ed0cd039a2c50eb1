/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement rests on: the record, its source, the wording there. */
#include <string.h>

#include "answer/builder.h"
#include "ingest/origin.h"

/* Bytes of a quotation, and of what is shown around it when it is opened. */
enum { QUOTE_MAX = 900, AROUND = 2000 };

static json_t *text_or_null(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

static json_t *member_or_null(const struct record *record, const char *path)
{
    const json_t *value = record_get(record, path);

    return value != NULL ? json_deep_copy(value) : json_null();
}

/* Policies and documents call their parts clauses; others have none. */
static const char *clause_of(const struct record *record)
{
    const char *number = record_string(record, "number");

    return number != NULL && strcmp(record->kind, "clause") == 0
               ? number
               : record_string(record, "source.clause");
}

static json_t *in_force_of(const struct record *record)
{
    json_t *span = json_object();

    json_object_set_new(span, "from", member_or_null(record, "in_force.from"));
    json_object_set_new(span, "to", member_or_null(record, "in_force.to"));
    return span;
}

/* The words that a citation shows of a clause: the sentence that answers, or
 * its beginning up to a limit. */
static const char *quoted(const struct evidence *evidence, size_t *len)
{
    const char *text = evidence_quote(evidence, len);

    if (text == NULL || *len <= QUOTE_MAX)
        return text;
    *len = QUOTE_MAX;
    while (*len > 0 && ((unsigned char)text[*len] & 0xC0) == 0x80)
        *len -= 1; /* not in the middle of a character */
    return text;
}

static json_t *quote_of(const struct evidence *evidence)
{
    size_t len = 0;
    const char *text = quoted(evidence, &len);

    return text != NULL
               ? json_stringn(text, len)
               : text_or_null(record_string(evidence->record, "wording.text"));
}

/* Where the quotation begins in the text that its citation opens in. */
static size_t quote_from(const struct evidence *evidence)
{
    size_t len = 0;
    const char *text = quoted(evidence, &len);

    return text != NULL
               ? (size_t)(text - record_string(evidence->record, "text"))
               : 0;
}

static const char *number_of(const struct evidence *evidence)
{
    const char *number =
        json_string_value(json_object_get(evidence->clause, "number"));

    return number != NULL ? number : clause_of(evidence->record);
}

static json_t *citation_of(const struct evidence *evidence, enum lang lang,
                           size_t n)
{
    const struct record *record = evidence->record;
    json_t *one = json_object();
    json_t *quote = quote_of(evidence);
    size_t len = json_string_length(quote), from = quote_from(evidence);

    json_object_set_new(one, "n", json_integer((json_int_t)n));
    json_object_set_new(one, "id", json_string(record->id));
    json_object_set_new(one, "name", text_or_null(record_name(record, lang)));
    json_object_set_new(one, "title", member_or_null(record, "source.title"));
    json_object_set_new(one, "publisher",
                        member_or_null(record, "source.publisher"));
    json_object_set_new(one, "number", member_or_null(record, "source.number"));
    json_object_set_new(one, "clause", text_or_null(number_of(evidence)));
    json_object_set_new(one, "date", member_or_null(record, "source.date"));
    json_object_set_new(one, "quote", quote);
    json_object_set_new(one, "lang",
                        member_or_null(record, evidence->clause != NULL
                                                   ? "source.lang"
                                                   : "wording.lang"));
    json_object_set_new(one, "in_force", in_force_of(record));
    json_object_set_new(one, "revision", json_integer(record->revision));
    json_object_set_new(one, "from", json_integer((json_int_t)from));
    json_object_set_new(one, "to", json_integer((json_int_t)(from + len)));
    return one;
}

static bool same_citation(const json_t *one, const struct evidence *evidence)
{
    const char *id = json_string_value(json_object_get(one, "id"));
    const char *clause = json_string_value(json_object_get(one, "clause"));
    const char *number = number_of(evidence);

    json_int_t from = json_integer_value(json_object_get(one, "from"));

    return strcmp(id, evidence->record->id) == 0 &&
           strcmp(clause != NULL ? clause : "", number != NULL ? number : "") ==
               0 &&
           from == (json_int_t)quote_from(evidence);
}

static int cite(json_t *citations, const struct evidence *evidence,
                enum lang lang)
{
    size_t i = 0;
    const json_t *have = NULL;

    json_array_foreach(citations, i, have)
        if (same_citation(have, evidence))
            return (int)i + 1;
    json_array_append_new(citations, citation_of(evidence, lang, i + 1));
    return (int)i + 1;
}

int citation_add(json_t *citations, const struct record *record, enum lang lang)
{
    struct evidence evidence = {.record = record};
    size_t i = 0;
    const json_t *have = NULL;

    if (record == NULL)
        return 0;
    /* What is said of a document as a whole stands with its clause. */
    if (record_get(record, "clauses") != NULL)
        json_array_foreach(citations, i, have)
            if (strcmp(json_string_value(json_object_get(have, "id")),
                       record->id) == 0)
                return (int)i + 1;
    return cite(citations, &evidence, lang);
}

int builder_cite_evidence(struct answer *answer,
                          const struct evidence *evidence)
{
    return cite(answer->citations, evidence, wording_lang(answer->wording));
}

int builder_cite(struct answer *answer, const struct record *record)
{
    return citation_add(answer->citations, record,
                        wording_lang(answer->wording));
}

/* The offsets may come from anywhere: keep them inside and on whole
 * characters. */
static size_t on_character(const char *text, size_t at)
{
    size_t len = strlen(text);

    if (at > len)
        at = len;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Of a document, its own text around the passage. */
static const char *view_text(const struct record *record, size_t *from,
                             size_t *to)
{
    const char *text = record_string(record, "text");
    size_t start = 0;

    if (text == NULL)
        return record_string(record, "wording.text");
    *from = on_character(text, *from);
    *to = on_character(text, *to);
    start = on_character(text, *from > AROUND ? *from - AROUND : 0);
    *from -= start;
    *to -= start;
    return text + start;
}

static json_t *wording_view(const struct record *record, size_t from, size_t to)
{
    const char *text = view_text(record, &from, &to);
    size_t end = 0;
    json_t *view = NULL;

    if (text == NULL)
        return json_null();
    from = on_character(text, from);
    to = on_character(text, to);
    if (to <= from) {
        from = 0;
        to = strlen(text);
    }
    view = json_object();
    end = on_character(text, to + AROUND);
    json_object_set_new(view, "lang",
                        member_or_null(record, record_get(record, "text")
                                                   ? "source.lang"
                                                   : "wording.lang"));
    json_object_set_new(view, "before", json_stringn(text, from));
    json_object_set_new(view, "match", json_stringn(text + from, to - from));
    json_object_set_new(view, "after", json_stringn(text + to, end - to));
    return view;
}

static json_t *note_of(const struct record *record, enum lang lang)
{
    const json_t *note = record_get(record, "source.date_note");

    return text_or_null(json_is_object(note) ? record_text(note, lang, NULL)
                                             : json_string_value(note));
}

/* Bytes of the imported file where the sentence stood. */
static json_t *origin_view(const struct record *record, size_t from)
{
    size_t start = 0, end = 0;

    return origin_find(record, from, &start, &end)
               ? json_pack("{sI sI}", "from", (json_int_t)start, "to",
                           (json_int_t)end)
               : json_null();
}

json_t *answer_citation_view(enum lang lang, const struct record *record,
                             size_t from, size_t to)
{
    static const char *const copied[] = {"title", "publisher", "number", "date",
                                         "url"};
    static const char *const paths[] = {"source.title", "source.publisher",
                                        "source.number", "source.date",
                                        "source.url"};
    enum lang used = lang;
    const char *summary = record_summary(record, lang, &used);
    json_t *view = json_object();

    json_object_set_new(view, "id", json_string(record->id));
    json_object_set_new(view, "revision", json_integer(record->revision));
    json_object_set_new(view, "name", text_or_null(record_name(record, lang)));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        json_object_set_new(view, copied[i], member_or_null(record, paths[i]));
    json_object_set_new(view, "clause", text_or_null(clause_of(record)));
    json_object_set_new(view, "date_note", note_of(record, lang));
    json_object_set_new(view, "in_force", in_force_of(record));
    json_object_set_new(view, "synthetic",
                        json_boolean(record_invented(record)));
    json_object_set_new(view, "lang", json_string(lang_code(used)));
    json_object_set_new(view, "summary", text_or_null(summary));
    json_object_set_new(view, "wording", wording_view(record, from, to));
    json_object_set_new(view, "origin", origin_view(record, from));
    return view;
}
