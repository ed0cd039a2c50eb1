/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of every clause, in every language: each sentence with a
 * figure is cited, and the plain answer keeps to its length. */
#include "parlor_room.h"

#include "answer/answer.h"
#include "policy/policy.h"
#include "text/fold.h"

enum { SHORT_MAX = 900, LONG_MAX = 2700 };

/* One way of answering from a clause. */
typedef void way_fn(struct answer *answer, const struct record *clause);

static void as_record(struct answer *answer, const struct record *clause)
{
    struct evidence one = {.record = clause};

    answer_records(answer, &one, 1, parlor.today);
}

static void as_details(struct answer *answer, const struct record *clause)
{
    answer_details(answer, clause, parlor.today);
}

static void judged(struct answer *answer, const struct record *clause,
                   double money, const char *unit)
{
    struct input inputs[] = {
        {"plot_ratio", 2, 2, "", false, false},
        {record_string(clause, "rule.base"), money, money, "", true, false},
        {record_string(clause, "rule.threshold.field"), money, money, "", true,
         false},
    };
    struct profile who = {.rates = snapshot_kind(parlor.ws->snapshot, "rate")};
    struct ruling ruling;

    who.inputs = inputs;
    for (size_t i = 1; i < 3 && inputs[i].field != NULL; i++)
        snprintf(inputs[i].unit, sizeof inputs[i].unit, "%s", unit);
    while (who.input_count < 3 && inputs[who.input_count].field != NULL)
        who.input_count++;
    policy_judge(clause, &who, parlor.today, parlor.ws->arena, &ruling);
    answer_ruling(answer, &ruling, parlor.today);
}

static void as_ruling(struct answer *answer, const struct record *clause)
{
    judged(answer, clause, 60000000, "CNY");
}

static void as_converted(struct answer *answer, const struct record *clause)
{
    judged(answer, clause, 20000000, "EUR");
}

static void as_missed(struct answer *answer, const struct record *clause)
{
    judged(answer, clause, 1, "CNY");
}

static void as_asked(struct answer *answer, const struct record *clause)
{
    static const struct profile nobody;
    struct ruling ruling;

    policy_judge(clause, &nobody, parlor.today, parlor.ws->arena, &ruling);
    answer_ruling(answer, &ruling, parlor.today);
}

static const struct way {
    const char *name;
    way_fn *way;
    size_t limit;
    bool ruled; /* only clauses with a rule */
} ways[] = {
    {"record", as_record, SHORT_MAX, false},
    {"details", as_details, LONG_MAX, false},
    {"ruling", as_ruling, SHORT_MAX, true},
    {"converted", as_converted, SHORT_MAX, true},
    {"missed", as_missed, SHORT_MAX, true},
    {"asked", as_asked, SHORT_MAX, true},
};

static void sentence_check(const char *where, const json_t *sentence,
                           const json_t *citations)
{
    const char *text = json_string_value(json_object_get(sentence, "text"));
    const json_t *cites = json_object_get(sentence, "cites");
    size_t i = 0;
    const json_t *cite = NULL;

    if (text == NULL)
        return; /* a card */
    if (*text == '\0' || strchr(text, '{') != NULL)
        fail_msg("%s: \"%s\"", where, text);
    if (strpbrk(text, "0123456789") != NULL && json_array_size(cites) == 0)
        fail_msg("%s: not cited: %s", where, text);
    json_array_foreach(cites, i, cite) {
        json_int_t n = json_integer_value(cite);

        if (n < 1 || (size_t)n > json_array_size(citations))
            fail_msg("%s: cites what is not there: %s", where, text);
    }
}

static void body_check(const char *where, const json_t *body, size_t limit)
{
    const json_t *citations = json_object_get(body, "citations");
    const json_t *answer = json_object_get(body, "answer");
    size_t i = 0, j = 0;
    const json_t *block = NULL, *item = NULL;

    json_array_foreach(json_object_get(body, "blocks"), i, block) {
        sentence_check(where, block, citations);
        json_array_foreach(json_object_get(block, "items"), j, item)
            sentence_check(where, item, citations);
    }
    if (json_string_length(answer) == 0)
        fail_msg("%s: says nothing", where);
    if (fold_length(json_string_value(answer), json_string_length(answer)) >
        limit)
        fail_msg("%s: too long: %s", where, json_string_value(answer));
}

static void clause_check(const struct record *clause, enum lang lang,
                         const struct way *way)
{
    struct answer *answer = answer_begin(parlor.ws, lang, "fact");
    struct reply reply = {0};
    char where[128];

    snprintf(where, sizeof where, "%s in %s as %s", clause->id, lang_code(lang),
             way->name);
    way->way(answer, clause);
    answer_end(answer, &reply);
    body_check(where, reply.body, way->limit);
    json_decref(reply.body);
}

static void test_clauses(void **state)
{
    struct ids clauses = snapshot_kind(parlor.ws->snapshot, "clause");

    (void)state;
    assert_true(clauses.count > 100);
    for (size_t i = 0; i < clauses.count; i++)
        for (size_t j = 0; j < sizeof ways / sizeof *ways; j++)
            for (int lang = 0; lang < LANG_COUNT; lang++)
                if (!ways[j].ruled ||
                    record_get(clauses.items[i], "rule") != NULL)
                    clause_check(clauses.items[i], (enum lang)lang, &ways[j]);
}

/* Of two of a kind the higher one, whichever comes first. */
static void test_higher(void **state)
{
    static const struct {
        const char *first, *second;
        double pays;
    } rows[] = {
        {"suzhou-2020-1.m04-1", "suzhou-2020-1.m04-2", 3000000},
        {"suzhou-2020-1.m04-2", "suzhou-2020-1.m04-1", 3000000},
        {"suzhou-2020-1.m14-3", "suzhou-2020-1.m14-2", 8000000},
    };
    static const struct profile nobody;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct answer *answer = answer_begin(parlor.ws, LANG_EN, "fact");
        struct reply reply = {0};
        struct ruling two[2];

        policy_judge(room_record(rows[i].first), &nobody, parlor.today,
                     parlor.ws->arena, &two[0]);
        policy_judge(room_record(rows[i].second), &nobody, parlor.today,
                     parlor.ws->arena, &two[1]);
        answer_higher(answer, two, 2, parlor.today);
        answer_end(answer, &reply);
        body_check("higher", reply.body, SHORT_MAX);
        if (json_number_value(json_object_get(
                json_object_get(reply.body, "calculation"), "result")) !=
            rows[i].pays)
            fail_msg("row %zu", i);
        json_decref(reply.body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clauses),
        cmocka_unit_test(test_higher),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
