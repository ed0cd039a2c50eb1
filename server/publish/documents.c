/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/documents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "ingest/day.h"
#include "text/fold.h"

/* A published document, as far as it matters to others. */
struct edition {
    char *id, *key, *issuer;
    char when[DATE_SIZE];           /* of this version; "" if it does not say */
    char from[DATE_SIZE];           /* in force from, or when */
    char to[DATE_SIZE];             /* last day in force by itself; "" open */
    bool own;                       /* its title says whose it is */
    bool unfit;                     /* no rule: news supersede nothing */
    json_t *repeals;                /* owned, or NULL */
    const struct edition *next;     /* the version after it */
    const struct edition *repealer; /* what repeals it */
    char until[DATE_SIZE];          /* the day that one begins */
    char *had_next, *had_repealer;  /* what the record says already */
    char had_to[DATE_SIZE];
};

struct shelf {
    struct edition *items;
    size_t count, capacity;
};

/* ---- titles ------------------------------------------------------------ */

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), n = strlen(end);

    return len >= n && strcmp(text + len - n, end) == 0;
}

/* "(2020年修订)", "(试行)": which version it is, not which text. */
static void key_cut(char *key)
{
    static const char *const words[] = {"修订", "修正", "试行",
                                        "年",   "版",   "征求意见"};
    char *open = strrchr(key, '(');

    if (open == NULL || open == key || !ends_with(key, ")"))
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(open, words[i]) != NULL) {
            *open = '\0';
            return;
        }
}

/* One form of a title: folded, without blanks, the country's name and the
 * version. */
static char *title_key(const char *title)
{
    static const char country[] = "中华人民共和国";
    struct buf folded;
    char *key = NULL, *out = NULL;

    buf_init(&folded);
    fold_text(title, strlen(title), &folded);
    key = mem_text(strncmp(folded.bytes, country, strlen(country)) == 0
                       ? folded.bytes + strlen(country)
                       : folded.bytes);
    buf_fini(&folded);
    out = key;
    for (const char *at = key; *at != '\0'; at++)
        if (*at != ' ')
            *out++ = *at;
    *out = '\0';
    key_cut(key);
    return key;
}

/* ---- what there is ----------------------------------------------------- */

static void date_copy(char out[DATE_SIZE], const char *date)
{
    snprintf(out, DATE_SIZE, "%s", date != NULL ? date : "");
}

/* When a document goes out of force by what it says itself, or by what a
 * curator has written. */
static const char *own_end(const struct record *record)
{
    if (record_string(record, "expires") != NULL)
        return record_string(record, "expires");
    if (record_string(record, "superseded_by") != NULL ||
        record_string(record, "repealed_by") != NULL)
        return NULL;
    return record_string(record, "in_force.to");
}

static int edition_add(void *context, struct record **record, struct err *err)
{
    struct shelf *shelf = context;
    const char *title = record_string(*record, "source.title");
    const char *from = record_string(*record, "in_force.from");
    const char *date = record_string(*record, "source.date");
    struct edition *edition = NULL;

    (void)err;
    if (title == NULL)
        return 0;
    shelf->items = mem_room(shelf->items, shelf->count, &shelf->capacity,
                            sizeof *shelf->items);
    edition = &shelf->items[shelf->count++];
    *edition = (struct edition){
        .id = mem_text((*record)->id),
        .key = title_key(title),
        .issuer = mem_text(record_string(*record, "source.publisher")),
        .own = record_is(*record, "scope", "national") ||
               strstr(title, "省") != NULL || strstr(title, "市") != NULL ||
               strstr(title, "自治区") != NULL ||
               strstr(title, "自由贸易试验区") != NULL,
        .unfit = record_get(*record, "scope") == NULL,
        .repeals = json_deep_copy(record_get(*record, "repeals")),
        .had_next = mem_text(record_string(*record, "superseded_by")),
        .had_repealer = mem_text(record_string(*record, "repealed_by")),
    };
    date_copy(edition->had_to, record_string(*record, "in_force.to"));
    date_copy(edition->when, date != NULL ? date : from);
    date_copy(edition->from, from != NULL ? from : date);
    date_copy(edition->to, own_end(*record));
    return 0;
}

static void shelf_fini(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++) {
        free(shelf->items[i].id);
        free(shelf->items[i].key);
        free(shelf->items[i].issuer);
        free(shelf->items[i].had_next);
        free(shelf->items[i].had_repealer);
        json_decref(shelf->items[i].repeals);
    }
    free(shelf->items);
}

/* ---- how they stand ---------------------------------------------------- */

/* By title, and the versions of one in the order of their dates. */
static int edition_order(const void *a, const void *b)
{
    const struct edition *one = a, *two = b;
    int order = strcmp(one->key, two->key);

    if (order == 0)
        order = strcmp(one->when, two->when);
    return order != 0 ? order : strcmp(one->id, two->id);
}

static bool same_issuer(const struct edition *one, const struct edition *two)
{
    return one->issuer != NULL && two->issuer != NULL &&
           strcmp(one->issuer, two->issuer) == 0;
}

/* Two cities may give rules of one title; then it matters whose they are. */
static bool same_text(const struct edition *one, const struct edition *two)
{
    return (one->own && two->own) || same_issuer(one, two);
}

static void versions_find(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++) {
        struct edition *old = &shelf->items[i];

        if (old->unfit || old->when[0] == '\0')
            continue;
        for (size_t k = i + 1; k < shelf->count && old->next == NULL; k++) {
            const struct edition *later = &shelf->items[k];

            if (strcmp(later->key, old->key) != 0)
                break;
            if (!later->unfit && strcmp(later->when, old->when) > 0 &&
                same_text(old, later))
                old->next = later;
        }
    }
}

static void repeal_apply(struct shelf *shelf, const struct edition *by,
                         const char *title, const char *from)
{
    char *key = title_key(title);

    for (size_t i = 0; i < shelf->count; i++) {
        struct edition *one = &shelf->items[i];

        if (one == by || strcmp(one->key, key) != 0 || one->when[0] == '\0' ||
            strcmp(one->when, from) >= 0 || !same_text(one, by))
            continue;
        if (one->repealer != NULL && strcmp(one->until, from) <= 0)
            continue;
        one->repealer = by;
        date_copy(one->until, from);
    }
    free(key);
}

static void repeals_find(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++) {
        const struct edition *by = &shelf->items[i];
        size_t at = 0;
        const json_t *repeal = NULL;

        json_array_foreach(by->repeals, at, repeal) {
            const char *title =
                json_string_value(json_object_get(repeal, "title"));
            const char *from =
                json_string_value(json_object_get(repeal, "from"));

            if (title != NULL && (from != NULL || by->from[0] != '\0'))
                repeal_apply(shelf, by, title, from != NULL ? from : by->from);
        }
    }
}

/* ---- what is written --------------------------------------------------- */

static void end_earlier(char end[DATE_SIZE], const char *begin)
{
    char day[DATE_SIZE];

    if (day_before(begin, day) && (end[0] == '\0' || strcmp(day, end) < 0))
        memcpy(end, day, DATE_SIZE);
}

static void member_set(json_t *json, const char *name, const char *value)
{
    if (value != NULL)
        json_object_set_new(json, name, json_string(value));
    else
        json_object_del(json, name);
}

/* The last day in force, by what was found; "" if there is none. */
static void edition_end(const struct edition *edition, char end[DATE_SIZE])
{
    memcpy(end, edition->to, DATE_SIZE);
    if (edition->next != NULL)
        end_earlier(end, edition->next->from);
    if (edition->repealer != NULL)
        end_earlier(end, edition->until);
}

/* Write what was found into the record. */
static void edition_write(const struct edition *edition, json_t *json)
{
    json_t *force = json_object_get(json, "in_force");
    char end[DATE_SIZE];

    edition_end(edition, end);
    if (edition->repealer != NULL)
        json_object_set_new(json, "repealed", json_true());
    else if (json_object_get(json, "repealed_by") != NULL)
        json_object_del(json, "repealed");
    member_set(json, "superseded_by",
               edition->next != NULL ? edition->next->id : NULL);
    member_set(json, "repealed_by",
               edition->repealer != NULL ? edition->repealer->id : NULL);
    json_object_set_new(force, "to",
                        end[0] != '\0' ? json_string(end) : json_null());
}

static bool same_id(const char *had, const struct edition *found)
{
    return found == NULL ? had == NULL
                         : had != NULL && strcmp(had, found->id) == 0;
}

static bool says_so_already(const struct edition *edition)
{
    char end[DATE_SIZE];

    edition_end(edition, end);
    return same_id(edition->had_next, edition->next) &&
           same_id(edition->had_repealer, edition->repealer) &&
           strcmp(edition->had_to, end) == 0;
}

static int edition_put(struct store *store, const struct edition *edition,
                       struct author author, struct err *err)
{
    struct record *record = NULL;
    int ret = 0;

    if (says_so_already(edition))
        return 0;
    ret = records_get(store, edition->id, &record, err);
    if (ret == 1) {
        edition_write(edition, record->json);
        ret = records_put(store, record, author, NULL, err);
    }
    record_free(&record);
    return ret;
}

long documents_settle(struct store *store, struct author author,
                      struct err *err)
{
    struct shelf shelf = {0};
    long changed = 0;

    if (records_each(store, "document", edition_add, &shelf, err) < 0) {
        shelf_fini(&shelf);
        return -1;
    }
    if (shelf.count != 0)
        qsort(shelf.items, shelf.count, sizeof *shelf.items, edition_order);
    versions_find(&shelf);
    repeals_find(&shelf);
    for (size_t i = 0; i < shelf.count && changed >= 0; i++) {
        int ret = edition_put(store, &shelf.items[i], author, err);

        changed = ret < 0 ? -1 : changed + ret;
    }
    shelf_fini(&shelf);
    return changed;
}

/* ---- one document over another ----------------------------------------- */

static bool same_member(const struct record *one, const struct record *two,
                        const char *name)
{
    return json_equal(json_object_get(one->json, name),
                      json_object_get(two->json, name));
}

static void member_keep(struct record *document, const struct record *old,
                        const char *name)
{
    json_t *value = json_object_get(old->json, name);

    if (value != NULL)
        json_object_set(document->json, name, value);
}

/* What documents_settle() wrote; it will look again. */
static void settled_keep(struct record *document, const struct record *old)
{
    bool ended = record_get(old, "superseded_by") != NULL ||
                 record_get(old, "repealed_by") != NULL;
    json_t *force = json_object_get(document->json, "in_force");

    member_keep(document, old, "superseded_by");
    member_keep(document, old, "repealed_by");
    if (!ended)
        return;
    if (record_get(old, "repealed_by") != NULL)
        member_keep(document, old, "repealed");
    json_object_set(
        force, "to",
        json_object_get(json_object_get(old->json, "in_force"), "to"));
}

bool document_join(struct record *document, const struct record *old,
                   bool edited)
{
    static const char *const curated[] = {"place",    "cities",   "province",
                                          "scope",    "aliases",  "summary",
                                          "keywords", "synthetic"};
    bool same = false;

    if (old == NULL || strcmp(old->kind, document->kind) != 0)
        return true;
    same = same_member(document, old, "text");
    if (same)
        member_keep(document, old, "origin");
    settled_keep(document, old);
    if (!edited)
        return true;
    if (same && same_member(document, old, "state"))
        return false;
    for (size_t i = 0; i < sizeof curated / sizeof *curated; i++)
        member_keep(document, old, curated[i]);
    json_object_update_missing(json_object_get(document->json, "names"),
                               json_object_get(old->json, "names"));
    if (same) {
        member_keep(document, old, "source");
        member_keep(document, old, "in_force");
        member_keep(document, old, "names");
        member_keep(document, old, "clauses");
    }
    return true;
}

/* ---- in words ---------------------------------------------------------- */

static size_t tell(char *out, size_t size, size_t at, const char *format,
                   const char *value)
{
    int n = 0;

    if (value == NULL || at >= size)
        return at;
    n = snprintf(out + at, size - at, format, value);
    return n > 0 ? at + (size_t)n : at;
}

void document_tell(const struct record *document, char *out, size_t size)
{
    size_t clauses = json_array_size(record_get(document, "clauses")), at = 0;
    const char *title = record_string(document, "source.title");
    char many[40];

    snprintf(many, sizeof many, "%zu", clauses);
    at = tell(out, size, at, "\"%.160s\"", title);
    at = tell(out, size, at, ", %.80s",
              record_string(document, "source.publisher"));
    at = tell(out, size, at, ", %.60s",
              record_string(document, "source.number"));
    at = tell(out, size, at, ", dated %s",
              record_string(document, "source.date"));
    at = tell(out, size, at, ", in force from %s",
              record_string(document, "in_force.from"));
    at = tell(out, size, at, " to %s", record_string(document, "in_force.to"));
    at = tell(out, size, at, ", %s clauses", many);
    at = tell(out, size, at, ", place %s", record_string(document, "place"));
    at = tell(out, size, at, ", superseded by %s",
              record_string(document, "superseded_by"));
    tell(out, size, at, ", repealed by %s",
         record_string(document, "repealed_by"));
}
