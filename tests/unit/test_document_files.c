/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real documents: nothing of them is lost, each sentence is found again in
 * its file, and a file in another form says the same. */
#include "test_dir.h"

#include <dirent.h>
#include <unicode/ucnv.h>

#include "base/buf.h"
#include "ingest/document.h"
#include "ingest/origin.h"
#include "text/fold.h"

static const char *const folders[] = {"../shared/seeds", "../shared/statutes"};

static struct document *parsed(const char *name, const struct buf *file)
{
    struct document *document = NULL;
    struct err err = {0};

    if (document_read(file->bytes, file->len, LANG_NONE, &document, &err) < 0)
        fail_msg("%s: %s", name, err.text);
    return document;
}

typedef void file_fn(const char *name, const struct buf *file);

/* Call fn with each file of the folders; skips where there are none. */
static void each_file(file_fn *fn)
{
    struct buf file;
    size_t count = 0;

    buf_init(&file);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        DIR *dir = opendir(folders[i]);
        struct dirent *entry = NULL;

        while (dir != NULL && (entry = readdir(dir)) != NULL) {
            char path[2048];

            if (entry->d_name[0] == '.' || entry->d_name[0] == 'R')
                continue;
            snprintf(path, sizeof path, "%s/%s", folders[i], entry->d_name);
            file_load(path, &file);
            fn(entry->d_name, &file);
            count++;
        }
        if (dir != NULL)
            closedir(dir);
    }
    buf_fini(&file);
    if (count == 0)
        skip();
    assert_true(count >= 72);
}

/* What lies between clauses is a heading, which the next one names. */
static void gap_holds(const char *name, const struct document *document,
                      size_t from, const struct document_clause *next)
{
    size_t to = next != NULL ? next->from : document->len;

    while (from < to) {
        const char *line = document->text + from;
        size_t len = strcspn(line, "\n");

        len = len < to - from ? len : to - from;
        if (len > 0 &&
            (next == NULL || next->under == NULL ||
             memmem(next->under, strlen(next->under), line, len) == NULL))
            fail_msg("%s: lost: %.*s", name, (int)len, line);
        from += len + 1;
    }
}

static void whole(const char *name, const struct buf *file)
{
    struct document *document = parsed(name, file);
    size_t last = 0;

    for (size_t i = 0; i < document->clause_count; i++) {
        gap_holds(name, document, last, &document->clauses[i]);
        last = document->clauses[i].to;
        if (fold_length(document->text + document->clauses[i].from,
                        last - document->clauses[i].from) > DOCUMENT_CLAUSE_MAX)
            fail_msg("%s: clause %zu is too long", name, i);
    }
    gap_holds(name, document, last, NULL);
    document_free(&document);
}

static void nothing_is_lost(void **state)
{
    (void)state;
    each_file(whole);
}

/* A unit in brackets is never what a clause or a piece of one begins with. */
static void units(const char *name, const struct buf *file)
{
    struct document *document = parsed(name, file);

    for (size_t i = 0; i < document->clause_count; i++) {
        const char *text = document->text + document->clauses[i].from;

        if (strncmp(text, "（责任", 9) == 0 || strncmp(text, "(责任", 7) == 0 ||
            memmem(text, document->clauses[i].to - document->clauses[i].from,
                   "\n（责任单位", 16) != NULL)
            fail_msg("%s: clause %zu: %.60s", name, i, text);
    }
    document_free(&document);
}

static void units_stay_behind(void **state)
{
    (void)state;
    each_file(units);
}

static struct record *record_of(const char *name,
                                const struct document *document)
{
    struct record *record = NULL;
    struct err err = {0};

    if (document_record(document, "published", &record, &err) < 0)
        fail_msg("%s: %s", name, err.text);
    return record;
}

/* Each clause begins in the file with the character it begins with. */
static void found_again(const char *name, const struct document *document,
                        const struct buf *file)
{
    struct record *record = record_of(name, document);

    for (size_t i = 0; i < document->clause_count; i++) {
        const char *text = document->text + document->clauses[i].from;
        size_t from = 0, to = 0, rune = 1;
        char again[64];
        UErrorCode status = U_ZERO_ERROR;

        while (((unsigned char)text[rune] & 0xC0) == 0x80)
            rune++;
        if (!origin_find(record, document->clauses[i].from, &from, &to) ||
            from >= to || to > file->len)
            fail_msg("%s: clause %zu: no place", name, i);
        ucnv_convert("UTF-8", document->encoding, again, sizeof again,
                     file->bytes + from, 12, &status);
        if (memcmp(again, text, rune) != 0)
            fail_msg("%s: clause %zu: %.20s is not at %zu", name, i, text,
                     from);
    }
    record_free(&record);
}

static void traced(const char *name, const struct buf *file)
{
    struct document *document = parsed(name, file);

    found_again(name, document, file);
    document_free(&document);
}

static void clauses_are_found_in_the_file(void **state)
{
    (void)state;
    each_file(traced);
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The lines of a file as paragraphs of a page in GB18030. */
static void page_of(const struct buf *file, struct buf *out)
{
    UErrorCode status = U_ZERO_ERROR;
    struct buf page;
    char *bytes = NULL;
    int32_t len = 0;

    buf_init(&page);
    buf_text(&page, "<html><head><meta charset=gb2312><title>x</title></head>"
                    "<body><div class=nav><a href=/>首页</a></div>");
    for (size_t at = 0; at < file->len;) {
        size_t n = strcspn(file->bytes + at, "\n");

        buf_format(&page, "<p>%.*s</p>\r\n", (int)n, file->bytes + at);
        at += n + 1;
    }
    buf_text(&page, "<footer>版权所有</footer></body></html>");
    bytes = malloc(page.len * 2);
    len = ucnv_convert("GB18030", "UTF-8", bytes, (int32_t)page.len * 2,
                       page.bytes, (int32_t)page.len, &status);
    assert_true(U_SUCCESS(status));
    buf_clear(out);
    buf_add(out, bytes, (size_t)len);
    free(bytes);
    buf_fini(&page);
}

/* A law as a page in another encoding is the same document. */
static void law_as_page(const char *name, const struct buf *file)
{
    struct document *text = NULL, *page = NULL;
    struct record *one = NULL, *two = NULL;
    struct buf other;

    if (strstr(name, ".md") == NULL || strchr(file->bytes, '<') == NULL ||
        strstr(file->bytes, "<中华") != NULL)
        return; /* a page must write these otherwise */
    buf_init(&other);
    page_of(file, &other);
    text = parsed(name, file);
    page = parsed(name, &other);
    assert_string_equal(page->format, "html");
    assert_string_equal(page->encoding, "GB18030");
    if (!same(text->title, page->title) || !same(text->from, page->from) ||
        !same(text->issuer, page->issuer) || !same(text->date, page->date))
        fail_msg("%s: as a page: %s, %s, %s, %s", name, page->title,
                 page->issuer, page->date, page->from);
    assert_int_equal(text->clause_count, page->clause_count);
    one = record_of(name, text);
    two = record_of(name, page);
    assert_string_equal(one->id, two->id);
    if (strcmp(text->text, page->text) != 0)
        fail_msg("%s: another text as a page", name);
    found_again(name, page, &other);
    record_free(&one);
    record_free(&two);
    document_free(&text);
    document_free(&page);
    buf_fini(&other);
}

static void forms_say_the_same(void **state)
{
    (void)state;
    each_file(law_as_page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost),
        cmocka_unit_test(units_stay_behind),
        cmocka_unit_test(clauses_are_found_in_the_file),
        cmocka_unit_test(forms_say_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
