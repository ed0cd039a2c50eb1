/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include <stdlib.h>

#include "answer/builder.h"

static const char *worded(const char *id, enum lang lang)
{
    struct answer *answer = answer_begin(parlor.ws, lang, "fact");
    const char *text = rulewords_text(answer, room_record(id));
    struct reply reply = {0};

    answer_end(answer, &reply);
    json_decref(reply.body);
    return text;
}

/* What the rule of each type must say. */
static void test_types(void **state)
{
    static const struct {
        const char *id;
        enum lang lang;
        const char *says[4];
    } rows[] = {
        {"suzhou-2020-1.m04-1",
         LANG_EN,
         {"China Quality Award", "Suzhou", "3,000,000", "CNY"}},
        {"suzhou-2020-1.m04-1", LANG_ZH_HANS, {"苏州"}},
        {"suzhou-2020-1.m01-4", LANG_EN, {"up to", "1,000,000"}},
        {"suzhou-2020-1.m05-1", LANG_EN, {"at least", "3,000,000"}},
        {"suzhou-2020-1.m02-4", LANG_EN, {"6%", "3,000,000"}},
        {"suzhou-2020-1.m01-2", LANG_EN, {"5%", "20%", "400,000"}},
        {"suzhou-2020-1.m13-5", LANG_EN, {"0.1", "4%", "40%", "above 1.5"}},
        {"suzhou-2020-1.m01-2",
         LANG_EN,
         {"more than CNY", "does not count", "per year"}},
        {"suzhou-2020-1.m02-4", LANG_EN, {"at least CNY", "counts:"}},
        {"suzhou-2020-1.m11-1", LANG_EN, {"is taken to count", "two ways"}},
        {"suzhou-2020-1.m07-3", LANG_EN, {"500,000", "Paid once"}},
        {"suzhou-2020-1.m07-4", LANG_EN, {"on top of the other support"}},
        {"suzhou-2020-1.m15-1", LANG_EN, {"Over 5 years"}},
        {"suzhou-2020-1.m21-3", LANG_EN, {"80", "December 31, 2020"}},
        {"suzhou-2020-1.m13-4", LANG_EN, {"less than 1.5", "procedure"}},
        {"suzhou-2020-1.m10-1", LANG_EN, {"200,000,000"}},
        {"suzhou-2020-1.m15-1", LANG_EN, {"at least", "80,000,000,000"}},
        {"suzhou-2020-1.m03-1", LANG_EN, {"case by case"}},
        {"suzhou-2020-1.m21-1", LANG_EN, {"2 working days"}},
        {"suzhou-2020-1.m21-1", LANG_DE, {"2"}},
        {"suzhou-2020-1.m20-4", LANG_EN, {"6 months"}},
        {"suzhou-2020-1.m11-1", LANG_EN, {"12%", "10%", "6%", "10,000,000"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = worded(rows[i].id, rows[i].lang);

        for (size_t j = 0; j < 4 && rows[i].says[j] != NULL; j++)
            if (strstr(text, rows[i].says[j]) == NULL)
                fail_msg("row %zu: no %s: %s", i, rows[i].says[j], text);
    }
}

/* Without a rule there is nothing to compose. */
static void test_silent(void **state)
{
    static const char *const rows[] = {"suzhou-2020-1.m01-1", "suzhou"};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = worded(rows[i], LANG_EN);

        if (*text != '\0')
            fail_msg("row %zu: %s", i, text);
    }
}

/* ---- every rule, in every language --------------------------------------- */

/* Blank out every place where part stands; how often it did. */
static size_t blank_out(char *text, const char *part)
{
    size_t len = strlen(part), count = 0;

    for (char *at = strstr(text, part); len > 0 && at != NULL;
         at = strstr(at, part)) {
        memset(at, ' ', len);
        count++;
    }
    return count;
}

struct told {
    const char *id;
    enum lang lang;
    struct locale *locale;
    const char *currency;
    const char *whole; /* the text as composed */
    char *rest;        /* and what is not accounted for yet */
};

static void must_tell(struct told *told, const struct buf *figure)
{
    if (strstr(told->whole, figure->bytes) == NULL)
        fail_msg("%s in %s: no %s: %s", told->id, lang_code(told->lang),
                 figure->bytes, told->whole);
    blank_out(told->rest, figure->bytes);
}

static const char *currency_of(const json_t *object, const char *other)
{
    const char *own = json_string_value(json_object_get(object, "currency"));

    return own != NULL ? own : other;
}

/* A figure of a rule as the language writes it, by the name of its member. */
static void write_figure(const struct told *told, const char *name,
                         const json_t *value, struct buf *out)
{
    static const char *const shares[] = {"rate", "rate_min", "rate_max",
                                         "rate_per_step", "cap_rate"};
    static const char *const moneys[] = {"amount", "cap", "floor", "money"};
    double number = json_number_value(value);

    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        if (strcmp(name, shares[i]) == 0) {
            locale_share(told->locale, number, out);
            return;
        }
    for (size_t i = 0; i < sizeof moneys / sizeof *moneys; i++)
        if (strcmp(name, moneys[i]) == 0) {
            locale_money(told->locale, number, told->currency, out);
            return;
        }
    locale_number(told->locale, number, out);
}

static void figure_check(struct told *told, const char *name,
                         const json_t *value)
{
    struct buf figure;

    buf_init(&figure);
    write_figure(told, name, value, &figure);
    must_tell(told, &figure);
    buf_fini(&figure);
}

static void date_check(struct told *told, const char *text)
{
    struct date date;
    struct buf figure;

    if (!date_parse(text, &date))
        return;
    buf_init(&figure);
    locale_date(told->locale, date.year, date.month, date.day, &figure);
    must_tell(told, &figure);
    buf_fini(&figure);
}

static void period_check(struct told *told, const char *period)
{
    json_auto_t *years = NULL;
    int span = 0;

    if (sscanf(period, "P%2dY", &span) != 1)
        return;
    years = json_integer(span);
    figure_check(told, "years", years);
}

static void members_check(struct told *told, json_t *rule)
{
    const char *name = NULL;
    json_t *value = NULL;

    json_object_foreach(rule, name, value) {
        size_t i = 0;
        json_t *item = NULL;

        if (json_is_number(value))
            figure_check(told, name, value);
        if (strcmp(name, "period") == 0)
            period_check(told, json_string_value(value));
        if (strcmp(name, "deadline") == 0 || strcmp(name, "start_date") == 0)
            date_check(told, json_string_value(value));
        if (strcmp(name, "tiers") == 0)
            json_array_foreach(value, i, item)
                members_check(told, item);
        if (strcmp(name, "threshold") == 0)
            figure_check(&(struct told){told->id, told->lang, told->locale,
                                        currency_of(value, told->currency),
                                        told->whole, told->rest},
                         json_object_get(value, "currency") != NULL ? "money"
                                                                    : "",
                         json_object_get(value, "value"));
    }
}

static void names_out(const struct told *told, const struct record *clause)
{
    static const char *const terms[] = {"rule.base", "rule.per",
                                        "rule.threshold.field"};

    blank_out(told->rest, record_name(clause, told->lang));
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        const char *concept = record_string(clause, terms[i]);
        const struct record *term =
            concept != NULL ? snapshot_term(parlor.ws->snapshot, concept)
                            : NULL;

        if (term != NULL)
            blank_out(told->rest, record_name(term, told->lang));
    }
}

/* Composed whole, every figure of the rule in it and no other. */
static void clause_check(const struct record *clause, enum lang lang)
{
    const char *text = worded(clause->id, lang);
    json_t *rule = (json_t *)record_get(clause, "rule");
    struct told told = {.id = clause->id,
                        .lang = lang,
                        .locale = locale_open(lang),
                        .currency = currency_of(rule, "CNY"),
                        .whole = text,
                        .rest = strdup(text)};

    if (*text == '\0')
        fail_msg("%s in %s: not worded", clause->id, lang_code(lang));
    if (strchr(text, '{') != NULL || strstr(text, "  ") != NULL)
        fail_msg("%s in %s: %s", clause->id, lang_code(lang), text);
    names_out(&told, clause);
    members_check(&told, rule);
    if (strpbrk(told.rest, "0123456789") != NULL)
        fail_msg("%s in %s: a figure too many: %s", clause->id, lang_code(lang),
                 text);
    free(told.rest);
    locale_close(&told.locale);
}

static void test_all(void **state)
{
    struct ids clauses = snapshot_kind(parlor.ws->snapshot, "clause");
    size_t ruled = 0;

    (void)state;
    for (size_t i = 0; i < clauses.count; i++) {
        if (record_get(clauses.items[i], "rule") == NULL)
            continue;
        ruled++;
        for (int lang = 0; lang < LANG_COUNT; lang++)
            clause_check(clauses.items[i], (enum lang)lang);
    }
    assert_true(ruled > 40);
}

static void test_tier(void **state)
{
    static const struct {
        size_t tier;
        const char *says[3];
    } rows[] = {
        {0, {"12%", "10,000,000", "leading"}},
        {1, {"10%", "8,000,000", "high-tech"}},
        {2, {"6%", "6,000,000", "other"}},
    };
    const struct record *clause = room_record("suzhou-2020-1.m11-1");
    const json_t *tiers = record_get(clause, "rule.tiers");
    struct answer *answer = answer_begin(parlor.ws, LANG_EN, "fact");
    struct reply reply = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text =
            rulewords_tier(answer, clause, json_array_get(tiers, rows[i].tier));

        for (size_t j = 0; j < 3; j++)
            if (strstr(text, rows[i].says[j]) == NULL)
                fail_msg("row %zu: no %s: %s", i, rows[i].says[j], text);
    }
    answer_end(answer, &reply);
    json_decref(reply.body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_silent),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_tier),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
