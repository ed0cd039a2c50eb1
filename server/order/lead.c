/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/lead.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "order/fields.h"
#include "order/seal.h"
#include "store/leads.h"
#include "text/romanise.h"

enum { SOUND_MIN = 4, NAME_MIN = 2 };

/* ---- names --------------------------------------------------------------- */

/* Forms of companies: words of their own, folded ... */
static const char *const form_words[] = {
    "co",       "company",  "corp",   "corporation", "inc",    "incorporated",
    "ltd",      "limited",  "llc",    "llp",         "plc",    "group",
    "holding",  "holdings", "gmbh",   "ag",          "kg",     "kgaa",
    "se",       "mbh",      "ohg",    "ev",          "gruppe", "sa",
    "sas",      "sarl",     "srl",    "spa",         "groupe", "grupo",
    "sl",       "slu",      "cv",     "bv",          "nv",     "oy",
    "oyj",      "ab",       "as",     "aps",         "pte",    "pty",
    "sdn",      "bhd",      "kk",     "ооо",         "ао",     "пао",
    "зао",      "оао",      "группа", "компания",    "شركة",   "مجموعة",
    "المحدودة", "and",      "the",    "株",          "주",     NULL};

/* ... and written together with the name, before or after it. */
static const char *const form_parts[] = {
    "股份有限公司", "有限责任公司", "有限公司", "集团公司", "总公司",
    "公司",         "集团",         "株式会社", "有限会社", "合同会社",
    "グループ",     "주식회사",     "유한회사", "그룹",     NULL};

static bool word_listed(const char *word, size_t len)
{
    for (const char *const *form = form_words; *form != NULL; form++) {
        if (strlen(*form) == len && memcmp(*form, word, len) == 0)
            return true;
    }
    return false;
}

static bool separator(char c)
{
    return (unsigned char)c < 0x80 && !isalnum((unsigned char)c);
}

/* "S.p.A." is one word: points within are left out first. */
static void words_join(const char *plain, struct buf *out)
{
    char word[LEAD_NAME_MAX];
    size_t len = 0;

    for (const char *at = plain;; at++) {
        if (*at != '\0' && (*at == '.' || *at == '\'' || *at == '/'))
            continue;
        if (*at != '\0' && !separator(*at)) {
            if (len < sizeof word)
                word[len++] = *at;
            continue;
        }
        if (!word_listed(word, len))
            buf_add(out, word, len);
        len = 0;
        if (*at == '\0')
            break;
    }
}

static bool part_cut(struct buf *name)
{
    for (const char *const *part = form_parts; *part != NULL; part++) {
        size_t len = strlen(*part);

        if (name->len <= len)
            continue;
        if (memcmp(name->bytes + name->len - len, *part, len) == 0) {
            name->len -= len;
            return true;
        }
        if (memcmp(name->bytes, *part, len) == 0) {
            memmove(name->bytes, name->bytes + len, name->len - len);
            name->len -= len;
            return true;
        }
    }
    return false;
}

void lead_name(struct workspace *ws, const char *name, struct buf *out)
{
    size_t len = strlen(name);
    const char *plain = NULL;

    buf_clear(out);
    if (len > LEAD_NAME_MAX)
        len = LEAD_NAME_MAX;
    while (len > 0 && ((unsigned char)name[len] & 0xc0) == 0x80)
        len--;
    plain = analyser_plain(ws->analyser, name, len, ws->arena);
    words_join(plain, out);
    while (part_cut(out))
        out->bytes[out->len] = '\0';
    if (out->len == 0) /* a name that is nothing else */
        buf_text(out, plain);
}

/* ---- sites and numbers --------------------------------------------------- */

/* The host of a web site, without scheme, www, port and path. */
static void site_plain(const char *site, char *out, size_t size)
{
    const char *scheme = strstr(site, "://");
    size_t len = 0;

    if (scheme != NULL)
        site = scheme + 3;
    for (; *site != '\0' && strchr("/:?#", *site) == NULL && len + 1 < size;
         site++)
        out[len++] = (char)tolower((unsigned char)*site);
    while (len > 0 && out[len - 1] == '.')
        len--;
    out[len] = '\0';
    if (strncmp(out, "www.", 4) == 0)
        memmove(out, out + 4, len - 3);
}

/* Letters and digits of a registration number. */
static void number_plain(const char *number, char *out, size_t size)
{
    size_t len = 0;

    for (; *number != '\0' && len + 1 < size; number++) {
        if (isalnum((unsigned char)*number))
            out[len++] = (char)toupper((unsigned char)*number);
    }
    out[len] = '\0';
}

/* ---- keeping ------------------------------------------------------------- */

/* The enterprise of the corpus that has this whole name, in any language. */
static const char *name_record(struct workspace *ws, const char *name)
{
    const struct lexicon *lexicon = snapshot_lexicon(ws->snapshot);
    struct lexicon_matches matches = {0};
    const char *plain =
        analyser_plain(ws->analyser, name, strlen(name), ws->arena);

    lexicon_find(lexicon, ws->analyser, plain, LANG_NONE, ws->arena, &matches);
    for (size_t i = 0; i < matches.count; i++) {
        const struct lexicon_match *match = &matches.items[i];

        for (size_t k = 0; k < match->count; k++) {
            if (strcmp(match->entries[k]->kind, "enterprise") == 0 &&
                match->from == 0 && match->to == strlen(plain))
                return match->entries[k]->id;
        }
    }
    return NULL;
}

struct keeping {
    struct workspace *ws;
    const struct order_row *row;
    unsigned char reporter[ORDER_HASH];
    int (*keep)(struct keeping *keeping, const char *how,
                const unsigned char hash[ORDER_HASH], struct err *err);
    void *context;
};

static int key_keep(struct keeping *keeping, const char *how, const char *key,
                    struct err *err)
{
    unsigned char hash[ORDER_HASH];
    char purpose[24];

    snprintf(purpose, sizeof purpose, "lead %s", how);
    seal_hash(keeping->ws->key, purpose, key, hash);
    return keeping->keep(keeping, how, hash, err);
}

static int name_keep(struct keeping *keeping, const char *name, struct err *err)
{
    const char *record = name_record(keeping->ws, name);
    struct buf plain, sound;
    int ret = 0;

    buf_init(&plain);
    buf_init(&sound);
    lead_name(keeping->ws, name, &plain);
    if (record == NULL && plain.len > 0)
        record = name_record(keeping->ws, plain.bytes);
    romanise(plain.bytes, plain.len, &sound);
    if (record != NULL)
        ret = key_keep(keeping, "record", record, err);
    if (ret == 0 && plain.len >= NAME_MIN)
        ret = key_keep(keeping, "name", plain.bytes, err);
    if (ret == 0 && sound.len >= SOUND_MIN)
        ret = key_keep(keeping, "sound", sound.bytes, err);
    buf_fini(&plain);
    buf_fini(&sound);
    return ret;
}

static const char *text_in(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static int keys_keep(struct keeping *keeping, const char *name,
                     const char *site, const char *number, struct err *err)
{
    char key[LEAD_NAME_MAX];

    if (name != NULL && name_keep(keeping, name, err) < 0)
        return -1;
    if (site != NULL) {
        site_plain(site, key, sizeof key);
        if (strchr(key, '.') != NULL && key_keep(keeping, "site", key, err) < 0)
            return -1;
    }
    if (number != NULL) {
        number_plain(number, key, sizeof key);
        if (key[0] != '\0' && key_keep(keeping, "number", key, err) < 0)
            return -1;
    }
    return 0;
}

static int lead_keep(struct keeping *keeping, const char *how,
                     const unsigned char hash[ORDER_HASH], struct err *err)
{
    return leads_add(keeping->ws->store, hash, how, keeping->row,
                     keeping->reporter, err);
}

int lead_add(struct workspace *ws, const struct order_row *row,
             const json_t *contact, struct err *err)
{
    struct keeping keeping = {.ws = ws, .row = row, .keep = lead_keep};
    const char *email = text_in(contact, "email");
    const char *name = text_in(row->fields, "company");

    if (name == NULL)
        name = text_in(contact, "organisation");
    seal_hash(ws->key, "reporter", email != NULL ? email : row->visitor,
              keeping.reporter);
    return keys_keep(&keeping, name, text_in(row->fields, "company_site"),
                     text_in(row->fields, "company_number"), err);
}

/* ---- reports ------------------------------------------------------------- */

struct reports {
    const struct order_row *row;
    json_t *list;
    bool first; /* nobody else reported before */
};

/* The surer way to be known comes first. */
static bool report_known(const json_t *list, const char *reference)
{
    size_t i = 0;
    json_t *item = NULL;

    json_array_foreach((json_t *)list, i, item) {
        if (strcmp(json_string_value(json_object_get(item, "reference")),
                   reference) == 0)
            return true;
    }
    return false;
}

static int report_add(void *context, const struct lead *lead, struct err *err)
{
    struct reports *reports = context;
    bool earlier = reports->row != NULL && lead->at < reports->row->created_at;
    json_t *item = NULL;

    (void)err;
    if (report_known(reports->list, lead->reference))
        return 0;
    item = json_pack("{s:s,s:o,s:s}", "reference", lead->reference, "at",
                     order_time(lead->at), "how", lead->how);
    if (reports->row != NULL) {
        json_object_set_new(item, "earlier", json_boolean(earlier));
        json_object_set_new(item, "same_reporter",
                            json_boolean(lead->same_reporter));
    }
    if (earlier && !lead->same_reporter && strcmp(lead->how, "sound") != 0)
        reports->first = false;
    json_array_append_new(reports->list, item);
    return 0;
}

int lead_reports(struct workspace *ws, const struct order_row *row, json_t *out,
                 struct err *err)
{
    struct reports reports = {row, json_array(), true};

    json_object_set_new(out, "reports", reports.list);
    if (leads_of(ws->store, row->reference, report_add, &reports, err) < 0)
        return -1;
    json_object_set_new(out, "first_report", json_boolean(reports.first));
    return 0;
}

static int lead_find(struct keeping *keeping, const char *how,
                     const unsigned char hash[ORDER_HASH], struct err *err)
{
    struct reports reports = {NULL, keeping->context, false};

    (void)how;
    return leads_found(keeping->ws->store, hash, report_add, &reports, err);
}

/* Under which rule a first report counts, and of what it may be worth. */
static void rule_add(struct workspace *ws, enum lang lang, json_t *out)
{
    const struct record *clause =
        snapshot_record(ws->snapshot, "suzhou-2020-1.m10-2");
    const char *name = clause != NULL ? record_name(clause, lang) : NULL;

    json_object_set_new(
        out, "rule",
        json_string(snapshot_word(ws->snapshot, lang, "order.first.rule", "")));
    if (name != NULL)
        json_object_set_new(
            out, "citation",
            json_pack("{s:s,s:s,s:s?,s:s?}", "id", clause->id, "title", name,
                      "publisher", record_string(clause, "source.publisher"),
                      "clause", record_string(clause, "source.clause")));
}

int order_report_lead(struct workspace *ws, const char *company, enum lang lang,
                      json_t **out, struct err *err)
{
    struct keeping keeping = {
        .ws = ws, .keep = lead_find, .context = json_array()};

    *out = json_pack("{s:o}", "reports", keeping.context);
    if (keys_keep(&keeping, company,
                  strchr(company, '.') != NULL ? company : NULL, company,
                  err) < 0) {
        json_decref(*out);
        *out = NULL;
        return -1;
    }
    rule_add(ws, lang, *out);
    return 0;
}

static int again_add(void *context, const struct lead_again *again,
                     struct err *err)
{
    (void)err;
    json_array_append_new(
        context,
        json_pack("{s:s,s:o,s:s,s:o,s:s,s:b}", "reference", again->reference,
                  "at", order_time(again->at), "first", again->first,
                  "first_at", order_time(again->first_at), "how", again->how,
                  "same_reporter", again->same_reporter));
    return 0;
}

int order_report_first(struct workspace *ws, enum lang lang, json_t **out,
                       struct err *err)
{
    enum { AGAIN_MAX = 1000 };
    json_t *list = json_array();

    *out = NULL;
    if (leads_again(ws->store, AGAIN_MAX, again_add, list, err) < 0) {
        json_decref(list);
        return -1;
    }
    *out = json_pack("{s:o}", "reports", list);
    rule_add(ws, lang, *out);
    return 0;
}
