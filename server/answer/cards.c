/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranked cards: each with its reasons, their evidence, and what failed. */
#include <math.h>
#include <string.h>

#include "answer/builder.h"

enum { REASONS_SAID = 4 }; /* of the best */

static const double much_less = 0.25; /* of a value from 0 to 1 */

struct cards {
    struct workspace *ws;
    struct wording *wording;
    json_t *citations;
};

static double rounded(double value)
{
    return round(value * 1000) / 1000;
}

static const char *label_of(const struct cards *cards, const char *criterion)
{
    const struct record *record =
        snapshot_record(cards->ws->snapshot, criterion);

    return record != NULL ? record_name(record, wording_lang(cards->wording))
                          : criterion;
}

static bool invented(const struct record *record)
{
    return record != NULL && record_invented(record);
}

/* What is invented and speaks of something real is said to be invented. */
static const char *reason_text(struct workspace *ws, struct wording *wording,
                               const struct candidate *candidate,
                               const struct reason *reason)
{
    struct phrase phrase = phrase_of("match.invented");
    const char *text = wording_text(wording, &reason->why, ws->arena);

    if (!invented(reason->why.evidence) || invented(candidate->record))
        return text;
    phrase_text(&phrase, "text", text);
    return wording_text(wording, &phrase, ws->arena);
}

static json_t *reason_card(struct cards *cards,
                           const struct candidate *candidate,
                           const struct reason *reason)
{
    int cite = citation_add(cards->citations, reason->why.evidence,
                            wording_lang(cards->wording));

    return json_pack(
        "{s:s,s:s,s:f,s:o,s:s,s:o,s:b}", "criterion", reason->criterion,
        "label", label_of(cards, reason->criterion), "weight", reason->weight,
        "value",
        reason->value < 0 ? json_null() : json_real(rounded(reason->value)),
        "text", reason_text(cards->ws, cards->wording, candidate, reason),
        "citation", cite > 0 ? json_integer(cite) : json_null(), "synthetic",
        invented(reason->why.evidence));
}

static json_t *reason_cards(struct cards *cards,
                            const struct candidate *candidate,
                            const struct reason *reasons, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, reason_card(cards, candidate, &reasons[i]));
    return list;
}

/* "With 40 mu of land instead of 50 mu, X would come first." */
static const char *change_text(struct workspace *ws, struct wording *wording,
                               const struct candidate *candidate,
                               const struct change *change)
{
    struct phrase phrase =
        phrase_of(change->first ? "match.change_first" : "match.change_in");

    phrase_text(&phrase, "how", wording_text(wording, &change->how, ws->arena));
    phrase_name(&phrase, "name", candidate->record);
    return wording_text(wording, &phrase, ws->arena);
}

static json_t *change_cards(struct cards *cards,
                            const struct candidate *candidate)
{
    json_t *list = json_array();

    for (size_t i = 0; i < candidate->change_count; i++) {
        const struct change *change = &candidate->changes[i];

        json_array_append_new(
            list,
            json_pack("{s:s,s:o}", "text",
                      change_text(cards->ws, cards->wording, candidate, change),
                      "demand", json_loads(change->members, 0, NULL)));
    }
    return list;
}

static json_t *card(struct cards *cards, const struct candidate *candidate,
                    bool excluded)
{
    const struct record *record = candidate->record;
    enum lang lang = wording_lang(cards->wording), used = lang;
    const char *summary = record_summary(record, lang, &used);

    citation_add(cards->citations, record, lang);
    return json_pack(
        "{s:s,s:s,s:s,s:s?,s:f,s:f,s:b,s:b,s:o,s:o,s:o}", "id", record->id,
        "kind", record->kind, "name", record_name(record, lang), "summary",
        used == lang ? summary : NULL, "score", rounded(candidate->score),
        "coverage", rounded(candidate->coverage), "synthetic", invented(record),
        "excluded", excluded, "reasons",
        reason_cards(cards, candidate, candidate->reasons,
                     candidate->reason_count),
        "failed",
        reason_cards(cards, candidate, candidate->failed,
                     candidate->failed_count),
        "changes", change_cards(cards, candidate));
}

static json_t *cards_of(struct cards *cards, const struct candidate *items,
                        size_t count, bool excluded)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, card(cards, &items[i], excluded));
    return list;
}

/* What was weighed, the heaviest first. */
static json_t *criteria_of(const struct cards *cards,
                           const struct proposal *proposal)
{
    json_t *list = json_array();

    for (size_t i = 0; i < proposal->criterion_count; i++) {
        const struct weighing *one = &proposal->criteria[i];

        json_array_append_new(
            list,
            json_pack("{s:s,s:s,s:f,s:f}", "id", one->criterion, "label",
                      label_of(cards, one->criterion), "weight",
                      rounded(one->weight), "default", rounded(one->standard)));
    }
    return list;
}

static json_t *notes_of(const struct cards *cards,
                        const struct proposal *proposal)
{
    json_t *list = json_array();

    for (size_t i = 0; i < proposal->note_count; i++)
        json_array_append_new(
            list, json_string(wording_text(cards->wording, &proposal->notes[i],
                                           cards->ws->arena)));
    return list;
}

json_t *answer_ranking(struct workspace *ws, enum lang lang,
                       const struct proposal *proposal)
{
    struct cards cards = {
        ws, wording_open(ws->snapshot, workspace_locale(ws, lang), lang),
        json_array()};
    json_t *out = json_pack(
        "{s:o,s:o,s:o,s:o,s:o}", "matches",
        cards_of(&cards, proposal->items, proposal->count, false), "excluded",
        cards_of(&cards, proposal->excluded, proposal->excluded_count, true),
        "criteria", criteria_of(&cards, proposal), "notes",
        notes_of(&cards, proposal), "citations", cards.citations);

    wording_close(&cards.wording);
    return out;
}

static void say_best(struct answer *answer, const struct proposal *proposal,
                     size_t reasons)
{
    const struct candidate *best = &proposal->items[0];
    struct phrase phrase = phrase_of("match.best");

    phrase_name(&phrase, "name", best->record);
    phrase.evidence = best->record;
    answer_say(answer, &phrase);
    /* The card shows them with their evidence; here they are read along. */
    for (size_t i = 0; i < best->reason_count && i < reasons; i++)
        if (best->reasons[i].value > 0)
            builder_text(answer, reason_text(answer->ws, answer->wording, best,
                                             &best->reasons[i]));
}

static void say_others(struct answer *answer, const struct proposal *proposal)
{
    const char *names = "";
    struct phrase phrase = phrase_of("match.others");

    for (size_t i = 1; i < proposal->count && i < 4; i++)
        names = builder_join(answer, names,
                             record_name(proposal->items[i].record,
                                         wording_lang(answer->wording)));
    if (*names == '\0')
        return;
    phrase_text(&phrase, "names", names);
    answer_say(answer, &phrase);
}

/* The one that came nearest, and what it failed. */
static void say_excluded(struct answer *answer, const struct proposal *proposal)
{
    const struct candidate *nearest = proposal->excluded;
    struct phrase phrase = phrase_of("match.excluded");

    if (proposal->excluded_count == 0)
        return;
    phrase_name(&phrase, "name", nearest->record);
    if (nearest->failed_count != 0)
        phrase_text(&phrase, "why",
                    reason_text(answer->ws, answer->wording, nearest,
                                &nearest->failed[0]));
    answer_say(answer, &phrase);
    if (nearest->change_count != 0)
        builder_paragraph(answer,
                          change_text(answer->ws, answer->wording, nearest,
                                      &nearest->changes[0]),
                          0);
}

/* All failed, or nothing is known that could speak for any. */
static void say_none(struct answer *answer, const struct proposal *proposal)
{
    bool known = proposal->excluded_count != 0;
    struct phrase none = phrase_of(known ? "match.none" : "match.unknown");
    struct phrase offer = phrase_of("abstain.person");

    answer->abstained = !known;
    answer_say(answer, &none);
    if (!known)
        answer_say(answer, &offer);
    answer_person(answer);
}

/* The block of cards, and what they were ranked for, which is taken over. */
static void show_cards(struct answer *answer, const struct proposal *proposal,
                       json_t *demand)
{
    struct cards cards = {answer->ws, answer->wording, answer->citations};
    json_t *excluded = NULL;

    json_decref(answer->matches);
    answer->matches = cards_of(&cards, proposal->items, proposal->count, false);
    excluded =
        cards_of(&cards, proposal->excluded, proposal->excluded_count, true);
    json_array_extend(answer->matches, excluded);
    json_decref(excluded);
    json_decref(answer->ranking);
    answer->ranking =
        json_pack("{s:o,s:o,s:o}", "criteria", criteria_of(&cards, proposal),
                  "notes", notes_of(&cards, proposal), "demand", demand);
    json_array_append_new(answer->blocks,
                          json_pack("{s:s}", "type", "matches"));
}

void answer_matches(struct answer *answer, const struct proposal *proposal,
                    json_t *demand)
{
    if (proposal->count == 0) {
        say_none(answer, proposal);
    } else {
        say_best(answer, proposal, REASONS_SAID);
        say_others(answer, proposal);
    }
    for (size_t i = 0; i < proposal->note_count; i++)
        answer_notice(answer, "info", &proposal->notes[i]);
    say_excluded(answer, proposal);
    show_cards(answer, proposal, demand);
}

void answer_fits(struct answer *answer, const struct proposal *proposal,
                 json_t *demand)
{
    if (proposal->count != 0) {
        say_best(answer, proposal, REASONS_SAID / 2);
        say_others(answer, proposal);
    }
    show_cards(answer, proposal, demand);
}

/* What the first has under the same criterion; -1 if that is not known. */
static double value_of(const struct candidate *candidate, const char *criterion)
{
    for (size_t i = 0; i < candidate->reason_count; i++)
        if (strcmp(candidate->reasons[i].criterion, criterion) == 0)
            return candidate->reasons[i].value;
    return -1;
}

/* The heaviest first. */
static void lacks_add(const struct reason **lacks, size_t *count,
                      const struct reason *reason)
{
    size_t at = *count < REASONS_SAID ? (*count)++ : REASONS_SAID;

    for (; at > 0 && lacks[at - 1]->weight < reason->weight; at--)
        if (at < REASONS_SAID)
            lacks[at] = lacks[at - 1];
    if (at < REASONS_SAID)
        lacks[at] = reason;
}

/* What it fails or has much less of, and what nobody knows of it. */
static void say_lacks(struct answer *answer, const struct candidate *first,
                      const struct candidate *one)
{
    const struct reason *lacks[REASONS_SAID];
    json_t *items = json_array();
    size_t count = 0;

    for (size_t i = 0; i < one->failed_count; i++)
        lacks_add(lacks, &count, &one->failed[i]);
    for (size_t i = 0; i < one->reason_count; i++) {
        const struct reason *reason = &one->reasons[i];

        if (reason->value < 0 ||
            reason->value + much_less <= value_of(first, reason->criterion))
            lacks_add(lacks, &count, reason);
    }
    for (size_t i = 0; i < count; i++) {
        const char *text =
            reason_text(answer->ws, answer->wording, one, lacks[i]);

        builder_text(answer, text);
        json_array_append_new(
            items,
            builder_item(text, builder_cite(answer, lacks[i]->why.evidence)));
    }
    builder_list(answer, items);
}

static void say_behind(struct answer *answer, const struct candidate *first,
                       const struct candidate *one)
{
    struct phrase phrase = phrase_of("match.behind");

    phrase_name(&phrase, "name", one->record);
    phrase_name(&phrase, "first", first->record);
    phrase.evidence = one->record;
    answer_say(answer, &phrase);
    say_lacks(answer, first, one);
    if (one->change_count != 0)
        builder_paragraph(
            answer,
            change_text(answer->ws, answer->wording, one, &one->changes[0]), 0);
}

void answer_why_not(struct answer *answer, const struct proposal *proposal,
                    json_t *demand)
{
    if (proposal->excluded_count != 0) {
        say_excluded(answer, proposal);
    } else if (proposal->count > 1) {
        say_behind(answer, &proposal->items[0], &proposal->items[1]);
    } else {
        struct phrase phrase = phrase_of("match.is_first");

        phrase_name(&phrase, "name", proposal->items[0].record);
        answer_say(answer, &phrase);
    }
    show_cards(answer, proposal, demand);
    /* Between the two there may be others. */
    if (proposal->count > 1)
        json_object_set_new(json_array_get(answer->matches, 1), "beside",
                            json_true());
}

/* ---- orders -------------------------------------------------------------- */

static json_t *order_fields(const struct order_draft *draft)
{
    json_t *fields = json_object();

    if (draft->text != NULL)
        json_object_set_new(fields, "seeks", json_string(draft->text));
    if (draft->country != NULL)
        json_object_set_new(fields, "country", json_string(draft->country->id));
    if (draft->city != NULL)
        json_object_set_new(fields, "city", json_string(draft->city->id));
    if (draft->industries.count != 0)
        json_object_set_new(fields, "industry",
                            json_string(draft->industries.items[0]->id));
    return fields;
}

void answer_draft(struct answer *answer, const struct order_draft *draft)
{
    answer->order = json_pack("{s:s,s:n,s:[],s:o}", "kind", draft->kind, "desk",
                              "missing", "fields", order_fields(draft));
}

void answer_desk(struct answer *answer, const struct order_desk *desk)
{
    struct phrase phrase = phrase_of("order.desk");

    if (desk->desk == NULL)
        return;
    phrase_name(&phrase, "desk", desk->desk);
    phrase.evidence = desk->desk;
    answer_say(answer, &phrase);
    answer_say(answer, &desk->why);
    for (size_t i = 0; i < desk->also_count; i++)
        answer_say(answer, &desk->also[i]);
}

void answer_intake(struct answer *answer, const char *kind,
                   const struct order_desk *desk, json_t *missing,
                   json_t *fields, const char *stage, const char *asked)
{
    json_t *at = json_null();

    if (desk->desk != NULL)
        at = json_pack("{s:s,s:s}", "id", desk->desk->id, "name",
                       record_name(desk->desk, wording_lang(answer->wording)));
    json_decref(answer->order);
    answer->order = json_pack("{s:s,s:o,s:o,s:o,s:s,s:s?}", "kind", kind,
                              "desk", at, "missing", missing, "fields", fields,
                              "stage", stage, "asked", asked);
}

void answer_offer(struct answer *answer)
{
    json_array_append_new(answer->blocks, json_pack("{s:s}", "type", "order"));
}
