/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers from what records say, and the honest answer where none does. */
#include <stdio.h>
#include <string.h>

#include "answer/builder.h"

const char *builder_statement(struct answer *answer,
                              const struct record *record)
{
    enum lang lang = wording_lang(answer->wording), used = lang;
    const char *text = record_summary(record, lang, &used);
    const char *composed = NULL;
    struct phrase named = phrase_of("fact.only_name");

    if (text != NULL && used == lang)
        return text;
    if (text != NULL && lang_is_han(used) && lang == LANG_ZH_HANT)
        return text;
    composed = rulewords_text(answer, record);
    if (*composed != '\0')
        return composed;
    phrase_name(&named, "name", record);
    return wording_text(answer->wording, &named, answer->ws->arena);
}

/* The last day a target of the record was set for; year 0: none. */
static struct date target_of(const struct record *record)
{
    const json_t *figures = record_get(record, "figures");
    struct date last, at;
    size_t i = 0;
    const json_t *figure = NULL;

    date_parse(record_string(record, "rule.deadline"), &last);
    json_array_foreach(figures, i, figure) {
        const json_t *deadline = json_object_get(figure, "deadline");

        if (date_parse(json_string_value(deadline), &at) &&
            (last.year == 0 || date_order(at, true) > date_order(last, true)))
            last = at;
    }
    return last;
}

static struct date date_at(const struct record *record, const char *path)
{
    struct date date;

    date_parse(record_string(record, path), &date);
    return date;
}

/* Is a text no longer in force, though it is not known since when? */
static bool ended(const struct record *record)
{
    return record_get(record, "superseded_by") != NULL ||
           json_is_true(record_get(record, "repealed"));
}

/* Did a target of so many years ("P3Y") end before today? */
static bool period_passed(const struct record *record, struct date today)
{
    const json_t *figures = record_get(record, "figures");
    struct date from = date_at(record, "in_force.from");
    size_t i = 0;
    const json_t *figure = NULL;

    json_array_foreach(figures, i, figure) {
        const char *period =
            json_string_value(json_object_get(figure, "period"));
        struct date end = from;
        int years = 0;

        if (from.year == 0 || period == NULL ||
            sscanf(period, "P%2dY", &years) != 1)
            continue;
        end.year += years;
        if (date_order(end, true) <= date_order(today, true))
            return true;
    }
    return false;
}

/* What must be said of a record's time before anybody relies on it. */
static bool warning(const struct record *record, struct date today,
                    struct phrase *out)
{
    struct date target = target_of(record);
    struct date from = date_at(record, "in_force.from");
    struct date to = date_at(record, "in_force.to");
    struct date said = {0};

    *out = phrase_of(NULL);
    if (to.year != 0 && date_passed(to, today)) {
        out->key = "note.out_of_force";
        said = to;
    } else if (target.year != 0 && date_passed(target, today)) {
        out->key = "note.target_passed";
        said = target;
    } else if (ended(record)) {
        out->key = "document.ended";
    } else if (from.year != 0 &&
               date_order(from, false) > date_order(today, true)) {
        out->key = "document.future";
        said = from;
    } else if (period_passed(record, today)) {
        out->key = "note.period_passed";
    }
    if (said.year != 0)
        phrase_date(out, "date", said);
    out->evidence = record;
    return out->key != NULL;
}

static void say_dates(struct answer *answer, const struct record *record,
                      struct date today)
{
    struct date from = date_at(record, "in_force.from");
    struct date as_of = date_at(record, "source.date");
    struct phrase phrase;

    if (warning(record, today, &phrase)) {
        answer_notice(answer, "warn", &phrase);
        return;
    }
    phrase = phrase_of(from.year != 0 ? "note.in_force" : "note.as_of");
    phrase_date(&phrase, "date", from.year != 0 ? from : as_of);
    phrase.evidence = record;
    if (from.year != 0 || as_of.year != 0)
        answer_notice(answer, "info", &phrase);
}

static void say_synthetic(struct answer *answer, const struct record *record)
{
    struct phrase phrase = phrase_of("note.synthetic");

    phrase.evidence = record;
    if (record_invented(record))
        answer_notice(answer, "warn", &phrase);
}

void builder_validity(struct answer *answer, const struct record *record,
                      struct date today)
{
    say_synthetic(answer, record);
    say_dates(answer, record, today);
}

static bool discretionary(const struct record *record)
{
    return record_is(record, "rule.type", "case_by_case");
}

static const char *said(struct answer *answer, const struct evidence *evidence)
{
    return evidence->clause != NULL
               ? document_text(answer, evidence)
               : builder_statement(answer, evidence->record);
}

void answer_records(struct answer *answer, const struct evidence *items,
                    size_t count, struct date today)
{
    json_t *more = json_array();

    for (size_t i = 0; i < count; i++) {
        const char *text = said(answer, &items[i]);
        int cite = builder_cite_evidence(answer, &items[i]);
        struct phrase phrase;

        if (i == 0) {
            builder_paragraph(answer, text, cite);
            continue;
        }
        if (warning(items[i].record, today, &phrase))
            text = builder_phrase(answer, text, &phrase);
        builder_text(answer, text);
        json_array_append_new(more, builder_item(text, cite));
    }
    builder_list(answer, more);
    if (count == 0)
        return;
    say_synthetic(answer, items[0].record);
    if (discretionary(items[0].record)) {
        struct phrase phrase = phrase_of("note.discretionary");

        phrase.evidence = items[0].record;
        answer_notice(answer, "info", &phrase);
        answer_responsible(answer, items[0].record);
        answer_person(answer);
    }
    say_dates(answer, items[0].record, today);
}

void answer_tier(struct answer *answer, const struct record *clause,
                 const char *class_)
{
    const json_t *tiers = record_get(clause, "rule.tiers");
    size_t i = 0;
    const json_t *tier = NULL;

    json_array_foreach(tiers, i, tier) {
        const char *have = json_string_value(json_object_get(tier, "class"));

        if (have != NULL && strcmp(have, class_) == 0)
            builder_paragraph(answer, rulewords_tier(answer, clause, tier),
                              builder_cite(answer, clause));
    }
    builder_paragraph(answer, rulewords_limit(answer, clause),
                      builder_cite(answer, clause));
    say_dates(answer, clause, answer->ws->today);
}

static void say_outside(struct answer *answer, const struct ids *outside)
{
    for (size_t i = 0; i < outside->count && i < 2; i++) {
        struct phrase phrase = phrase_of("abstain.outside");

        phrase_name(&phrase, "place", outside->items[i]);
        answer_say(answer, &phrase);
    }
}

static void say_elsewhere(struct answer *answer, const struct record *record)
{
    struct phrase phrase = phrase_of("abstain.elsewhere");
    const struct record *place = builder_place(answer, record);

    if (place == NULL)
        return;
    phrase_name(&phrase, "name", record);
    phrase_name(&phrase, "place", place);
    phrase.evidence = record;
    answer_say(answer, &phrase);
}

static void say_nearest(struct answer *answer, const struct record *record)
{
    struct phrase phrase = phrase_of("abstain.nearest");

    phrase_name(&phrase, "name", record);
    phrase.evidence = record;
    answer_say(answer, &phrase);
}

void answer_abstain(struct answer *answer, const struct ids *outside,
                    const struct record *nearest,
                    const struct record *elsewhere)
{
    struct phrase unknown = phrase_of("abstain.unknown");
    struct phrase offer = phrase_of("abstain.person");

    answer->abstained = true;
    if (outside != NULL && outside->count != 0)
        say_outside(answer, outside);
    else
        answer_say(answer, &unknown);
    if (elsewhere != NULL)
        say_elsewhere(answer, elsewhere);
    else if (nearest != NULL)
        say_nearest(answer, nearest);
    answer_say(answer, &offer);
    answer_person(answer);
}

void answer_responsible(struct answer *answer, const struct record *record)
{
    const json_t *agencies = record_get(record, "agencies");
    struct phrase phrase = phrase_of("fact.responsible");
    const char *names = "";
    size_t i = 0;
    const json_t *item = NULL;

    json_array_foreach(agencies, i, item) {
        const struct record *agency =
            snapshot_record(answer->ws->snapshot, json_string_value(item));

        if (agency != NULL)
            names = builder_join(
                answer, names,
                record_name(agency, wording_lang(answer->wording)));
    }
    if (*names == '\0')
        return;
    phrase_text(&phrase, "names", names);
    phrase.evidence = record;
    answer_say(answer, &phrase);
}
