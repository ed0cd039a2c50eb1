/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a clause of a document says, as far as rules can tell it in another
 * language: where it stands, the figures of the sentence that answers,
 * whether that sentence forbids, obliges or permits, the terms it speaks of
 * that the lexicon knows, and where it holds. The wording itself is quoted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer/builder.h"
#include "publish/titles.h"
#include "text/fold.h"

enum { FIGURES_MAX = 4, TERMS_MAX = 6, NEAR = 24 };

/* The sentence that is told of. */
struct told {
    struct answer *answer;
    const struct evidence *evidence;
    const char *text; /* not ended by NUL */
    size_t len;
    enum lang from; /* its language */
    enum lang lang; /* the reader's */
};

static const char *worded(const struct told *told, const struct phrase *phrase)
{
    return wording_text(told->answer->wording, phrase, told->answer->ws->arena);
}

/* ---- where it stands ---------------------------------------------------- */

static const char *title_of(const struct told *told)
{
    struct workspace *ws = told->answer->ws;
    const struct record *record = told->evidence->record;
    const char *name =
        titles_name(ws->snapshot, ws->analyser, record, told->lang, ws->arena);

    return name != NULL ? name : record_name(record, told->lang);
}

/* 22 of "第二十二条"; 0 where the number is of another form. */
static long article_of(const char *number, struct arena *arena)
{
    struct quantities found = {0};
    size_t len = strlen(number), mark = strlen("第"), end = strlen("条");

    if (len <= mark + end || memcmp(number, "第", mark) != 0 ||
        memcmp(number + len - end, "条", end) != 0)
        return 0;
    quantity_find(number + mark, len - mark - end, LANG_ZH_HANS, arena, &found);
    return found.count == 1 && found.items[0].from == 0 &&
                   found.items[0].to == len - mark - end
               ? (long)found.items[0].low
               : 0;
}

static const char *where(const struct told *told)
{
    const char *number =
        json_string_value(json_object_get(told->evidence->clause, "number"));
    struct phrase article = phrase_of("document.article");
    struct phrase item = phrase_of("document.item");
    struct phrase passage = phrase_of("document.passage_of");
    long value = 0;

    if (number == NULL)
        return worded(told, &passage);
    if (told->lang == LANG_ZH_HANS && strncmp(number, "第", strlen("第")) == 0)
        return number;
    value = article_of(number, told->answer->ws->arena);
    if (value != 0) {
        phrase_number(&article, "number", (double)value);
        return worded(told, &article);
    }
    phrase_text(&item, "number", number);
    return worded(told, &item);
}

/* ---- figures ------------------------------------------------------------ */

static const char *time_key(const char *unit)
{
    static const char *const rows[][2] = {{"hour", "figure.hour"},
                                          {"day", "figure.day"},
                                          {"working_day", "figure.working_day"},
                                          {"week", "figure.week"},
                                          {"month", "figure.month"},
                                          {"year", "figure.year"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i][0], unit) == 0)
            return rows[i][1];
    return NULL;
}

/* One value of a quantity in the reader's locale; NULL if it has no words. */
static const char *value_text(const struct told *told,
                              const struct quantity *quantity, double value)
{
    struct locale *locale = workspace_locale(told->answer->ws, told->lang);
    struct arena *arena = told->answer->ws->arena;
    struct phrase phrase = phrase_of(NULL);
    struct buf out;
    const char *text = NULL;

    buf_init(&out);
    switch (quantity->type) {
    case QUANTITY_TIME:
        phrase.key = time_key(quantity->unit);
        phrase_count(&phrase, "count", value);
        break;
    case QUANTITY_AREA:
        phrase.key = "figure.area";
        phrase_number(&phrase, "value", value);
        break;
    case QUANTITY_MONEY:
        locale_money(locale, value, quantity->unit, &out);
        break;
    case QUANTITY_SHARE:
        locale_share(locale, value, &out);
        break;
    case QUANTITY_PLAIN:
        locale_number(locale, value, &out);
        break;
    case QUANTITY_LENGTH:
        break;
    }
    text = phrase.key != NULL ? worded(told, &phrase)
           : out.len != 0     ? arena_text_n(arena, out.bytes, out.len)
                              : NULL;
    buf_fini(&out);
    return text;
}

static bool near_before(const struct told *told, size_t at,
                        const char *const *words)
{
    size_t from = at > NEAR ? at - NEAR : 0;

    for (; *words != NULL; words++)
        if (memmem(told->text + from, at - from, *words, strlen(*words)) !=
            NULL)
            return true;
    return false;
}

static bool right_behind(const struct told *told, size_t at,
                         const char *const *words)
{
    for (; *words != NULL; words++)
        if (strlen(*words) <= told->len - at &&
            memcmp(told->text + at, *words, strlen(*words)) == 0)
            return true;
    return false;
}

/* "figure.at_most" where the sentence says so, "figure.at_least", or NULL. */
static const char *bound_key(const struct told *told,
                             const struct quantity *quantity)
{
    static const char *const most[] = {"不超过", "不得超过", "最高", "最长",
                                       "最多",   "至多",     NULL};
    static const char *const within[] = {"内", "以内", "之内", "以下", NULL};
    static const char *const least[] = {"不少于",   "不低于", "不得少于",
                                        "不得低于", "至少",   NULL};
    static const char *const above[] = {"以上", NULL};

    if (near_before(told, quantity->from, most) ||
        right_behind(told, quantity->to, within))
        return "figure.at_most";
    if (near_before(told, quantity->from, least) ||
        right_behind(told, quantity->to, above))
        return "figure.at_least";
    return NULL;
}

static const char *figure_text(const struct told *told,
                               const struct quantity *quantity)
{
    const char *low = value_text(told, quantity, quantity->low);
    const char *high = value_text(told, quantity, quantity->high);
    struct phrase phrase = phrase_of(bound_key(told, quantity));

    if (low == NULL || high == NULL)
        return NULL;
    if (quantity->low != quantity->high) {
        phrase.key = "figure.between";
        phrase_text(&phrase, "low", low);
        phrase_text(&phrase, "high", high);
        return worded(told, &phrase);
    }
    if (phrase.key == NULL)
        return low;
    phrase_text(&phrase, "value", low);
    return worded(told, &phrase);
}

/* "第二十二条", "2020年": numbers of articles and dates are no figures. */
static bool is_label(const struct told *told, const struct quantity *quantity)
{
    static const char *const behind[] = {"条", "款", "项", "年",
                                         "月", "日", "号", NULL};
    size_t mark = strlen("第");

    if (quantity->from >= mark &&
        memcmp(told->text + quantity->from - mark, "第", mark) == 0)
        return true;
    if (quantity->type == QUANTITY_PLAIN)
        return right_behind(told, quantity->to, behind);
    return quantity->type == QUANTITY_TIME &&
           strcmp(quantity->unit, "year") == 0 && quantity->low >= 1900;
}

static bool is_asked(enum quantity_type type, enum asked asked)
{
    switch (asked) {
    case ASKED_MONEY:
    case ASKED_PRICE:
        return type == QUANTITY_MONEY || type == QUANTITY_SHARE;
    case ASKED_SHARE:
        return type == QUANTITY_SHARE;
    case ASKED_TIME:
        return type == QUANTITY_TIME;
    case ASKED_AREA:
        return type == QUANTITY_AREA;
    case ASKED_COUNT:
        return type == QUANTITY_PLAIN;
    default:
        return type != QUANTITY_PLAIN && type != QUANTITY_LENGTH;
    }
}

/* The figures of the kind asked for, "" if there are none. */
static const char *figures_in(const struct told *told)
{
    struct quantities found = {0};
    const char *list = "";
    size_t count = 0;

    quantity_find(told->text, told->len, told->from, told->answer->ws->arena,
                  &found);
    for (size_t i = 0; i < found.count && count < FIGURES_MAX; i++) {
        const struct quantity *quantity = &found.items[i];
        const char *text = NULL;

        if (!is_asked(quantity->type, told->evidence->asked) ||
            is_label(told, quantity))
            continue;
        text = figure_text(told, quantity);
        if (text == NULL || *text == '\0' || strstr(list, text) != NULL)
            continue;
        list = builder_join(told->answer, list, text);
        count++;
    }
    return list;
}

/* "2025年1月1日": a day by which, or from which, something is due. */
static bool read_date(const char *text, size_t len, struct date *out)
{
    char bytes[48];
    int year = 0, month = 0, day = 0;

    if (len >= sizeof bytes)
        len = sizeof bytes - 1;
    memcpy(bytes, text, len);
    bytes[len] = '\0';
    if (sscanf(bytes, "%4d年%2d月%2d日", &year, &month, &day) != 3 ||
        year < 1900 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    *out = (struct date){year, month, day};
    return true;
}

static const char *dates_in(const struct told *told)
{
    struct locale *locale = workspace_locale(told->answer->ws, told->lang);
    const char *list = "";
    size_t count = 0;

    for (size_t at = 0; at + 4 < told->len && count < FIGURES_MAX; at++) {
        struct date date;
        struct buf out;

        if (told->text[at] < '1' || told->text[at] > '2' ||
            !read_date(told->text + at, told->len - at, &date))
            continue;
        buf_init(&out);
        locale_date(locale, date.year, date.month, date.day, &out);
        if (strstr(list, out.bytes) == NULL)
            list = builder_join(
                told->answer, list,
                arena_text_n(told->answer->ws->arena, out.bytes, out.len));
        buf_fini(&out);
        count++;
        at += 3;
    }
    return list;
}

/* Of a list, the item that answers tells its own; else all that is quoted. */
static const char *figures_of(const struct told *told)
{
    const struct evidence *evidence = told->evidence;
    struct told core = *told;
    const char *figures = "";

    if (evidence->core_to > evidence->core_from &&
        evidence->core_from >= evidence->from &&
        evidence->core_to <= evidence->to) {
        core.text += evidence->core_from - evidence->from;
        core.len = evidence->core_to - evidence->core_from;
        figures = figures_in(&core);
    }
    if (*figures == '\0')
        figures = figures_in(told);
    if (*figures == '\0' &&
        (evidence->asked == ASKED_TIME || evidence->asked == ASKED_ANY))
        figures = dates_in(told);
    return figures;
}

/* ---- what kind of sentence ---------------------------------------------- */

static size_t times(const struct told *told, const char *word)
{
    size_t count = 0, len = strlen(word);
    const char *at = told->text, *end = told->text + told->len;

    while ((at = memmem(at, (size_t)(end - at), word, len)) != NULL) {
        count++;
        at += len;
    }
    return count;
}

/* A sentence of one kind only: "document.forbids" ...; else NULL. */
static const char *kind_key(const struct told *told)
{
    static const struct {
        const char *key;
        const char *words[4];
    } rows[] = {{"document.forbids", {"不得", "禁止", "严禁", "不准"}},
                {"document.obliges", {"应当", "必须"}},
                {"document.permits", {"可以", "有权"}}};
    const char *key = NULL;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t count = 0;

        for (size_t j = 0; j < 4 && rows[i].words[j] != NULL; j++)
            count += times(told, rows[i].words[j]);
        if (count != 0 && key != NULL)
            return NULL;
        if (count != 0)
            key = rows[i].key;
    }
    return key;
}

/* ---- terms -------------------------------------------------------------- */

struct mention {
    const char *name;
    size_t at, size; /* in the plain sentence */
};

static int by_size(const void *a, const void *b)
{
    const struct mention *left = a, *right = b;

    if (left->size != right->size)
        return left->size < right->size ? 1 : -1;
    return left->at > right->at ? 1 : -1;
}

static int by_place(const void *a, const void *b)
{
    const struct mention *left = a, *right = b;

    return left->at > right->at ? 1 : -1;
}

/* What a match is called in the reader's language; NULL for what tells
 * nothing: units, places in a row. */
static const char *mention_name(const struct told *told,
                                const struct lexicon_match *match)
{
    static const char *const kinds[] = {"term", "agency", "industry", "park"};

    for (size_t i = 0; i < match->count; i++) {
        const struct lexicon_entry *entry = match->entries[i];
        const struct record *record =
            snapshot_record(told->answer->ws->snapshot, entry->id);

        for (size_t k = 0; record != NULL && k < sizeof kinds / sizeof *kinds;
             k++)
            if (strcmp(entry->kind, kinds[k]) == 0)
                return json_string_value(json_object_get(
                    record_get(record, "names"), lang_code(told->lang)));
    }
    return NULL;
}

static size_t mentions_of(const struct told *told, struct mention *out,
                          size_t room)
{
    struct workspace *ws = told->answer->ws;
    const char *plain =
        analyser_plain(ws->analyser, told->text, told->len, ws->arena);
    struct lexicon_matches found = {0};
    size_t count = 0;

    lexicon_find(snapshot_lexicon(ws->snapshot), ws->analyser, plain,
                 told->from, ws->arena, &found);
    for (size_t i = 0; i < found.count && count < room; i++) {
        const struct lexicon_match *match = &found.items[i];
        const char *name = mention_name(told, match);
        size_t size = match->to - match->from;
        bool have = name == NULL || size < 2 * strlen("条");

        for (size_t j = 0; j < count && !have; j++)
            have = strcmp(out[j].name, name) == 0;
        if (!have)
            out[count++] = (struct mention){name, match->from, size};
    }
    return count;
}

/* The longest names say most; they are told in the order of the sentence. */
static const char *terms_of(const struct told *told)
{
    struct mention mentions[4 * TERMS_MAX];
    size_t count =
        mentions_of(told, mentions, sizeof mentions / sizeof *mentions);
    const char *list = "";

    if (count != 0)
        qsort(mentions, count, sizeof *mentions, by_size);
    if (count > TERMS_MAX)
        count = TERMS_MAX;
    if (count != 0)
        qsort(mentions, count, sizeof *mentions, by_place);
    for (size_t i = 0; i < count; i++)
        list = builder_join(told->answer, list, mentions[i].name);
    return list;
}

/* ---- the whole ---------------------------------------------------------- */

static void add(const struct told *told, struct buf *out,
                const struct phrase *phrase)
{
    const char *text = worded(told, phrase);

    if (*text == '\0')
        return;
    if (out->len != 0 && !lang_is_han(told->lang))
        buf_char(out, ' ');
    buf_text(out, text);
}

static void add_first(const struct told *told, struct buf *out)
{
    const char *figures = figures_of(told);
    struct phrase phrase =
        phrase_of(*figures != '\0' ? "document.figures" : "document.clause");
    struct phrase kind = phrase_of(NULL);

    phrase_text(&phrase, "title", title_of(told));
    if (*figures != '\0') {
        phrase_text(&phrase, "where", where(told));
        phrase_text(&phrase, "figures", figures);
        add(told, out, &phrase);
        return;
    }
    phrase_text(&phrase, "number", where(told));
    add(told, out, &phrase);
    if ((kind.key = kind_key(told)) != NULL)
        add(told, out, &kind);
}

static void add_place(const struct told *told, struct buf *out)
{
    const struct record *record = told->evidence->record;
    const char *place = record_string(record, "place");
    struct phrase phrase =
        phrase_of(place != NULL ? "document.larger" : "document.national");

    if (told->evidence->holds == NULL)
        return;
    phrase_name(&phrase, "place", told->evidence->holds);
    if (place != NULL)
        phrase_name(&phrase, "land",
                    snapshot_record(told->answer->ws->snapshot, place));
    add(told, out, &phrase);
}

const char *document_text(struct answer *answer,
                          const struct evidence *evidence)
{
    struct told told = {.answer = answer,
                        .evidence = evidence,
                        .lang = wording_lang(answer->wording)};
    const char *code = record_string(evidence->record, "source.lang");
    struct phrase about = phrase_of("document.terms");
    const char *terms = NULL, *text = NULL;
    struct buf out;

    told.text = evidence_quote(evidence, &told.len);
    told.from = code != NULL ? lang_parse(code) : LANG_ZH_HANS;
    buf_init(&out);
    add_first(&told, &out);
    terms = terms_of(&told);
    phrase_text(&about, "terms", terms);
    if (*terms != '\0')
        add(&told, &out, &about);
    add_place(&told, &out);
    text = arena_text_n(answer->ws->arena, out.bytes, out.len);
    buf_fini(&out);
    return text;
}
