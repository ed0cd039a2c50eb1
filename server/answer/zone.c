/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which text binds a zone, through which link, and what is not known of it. */
#include <string.h>

#include "answer/builder.h"

static const char *names_of(const struct answer *answer, const struct ids *ids)
{
    const char *names = "";

    for (size_t i = 0; i < ids->count; i++)
        names = builder_join(
            answer, names,
            record_name(ids->items[i], wording_lang(answer->wording)));
    return names;
}

static void say_link(struct answer *answer, const struct bindings *bindings,
                     const struct binding_link *link)
{
    struct phrase phrase =
        phrase_of(link->since.year != 0 ? "zone.link_since" : "zone.link");

    phrase_name(&phrase, "zone", bindings->zone);
    phrase_name(&phrase, "area", link->from);
    if (link->since.year != 0)
        phrase_date(&phrase, "date", link->since);
    phrase.evidence = link->link;
    answer_say(answer, &phrase);
}

static void say_part(struct answer *answer, const struct shared_part *part,
                     const char *key)
{
    struct phrase phrase = phrase_of(key);

    if (part->count <= 0)
        return;
    phrase_count(&phrase, "count", (double)part->count);
    phrase.evidence = part->evidence;
    answer_say(answer, &phrase);
}

static void say_named(struct answer *answer, const struct shared_part *part)
{
    size_t i = 0;
    const json_t *text = NULL;
    json_t *items = json_array();

    json_array_foreach(part->named, i, text) {
        const char *worded =
            record_text(text, wording_lang(answer->wording), NULL);

        if (worded != NULL)
            json_array_append_new(
                items,
                builder_item(worded, builder_cite(answer, part->evidence)));
    }
    builder_list(answer, items);
}

/* Never guess which they are. */
static void say_unnamed(struct answer *answer, const struct binding_link *link)
{
    struct phrase phrase = phrase_of("zone.which_unknown");

    if (link->tasks.count + link->results.count > 0 &&
        (link->tasks.named == NULL || link->results.named == NULL))
        answer_notice(answer, "info", &phrase);
}

static void say_fields(struct answer *answer, const struct binding_link *link)
{
    for (size_t i = 0; i < link->fields.count; i++)
        builder_paragraph(answer,
                          builder_statement(answer, link->fields.items[i]),
                          builder_cite(answer, link->fields.items[i]));
}

/* Each cites itself: a list in one sentence would hide which. */
static void say_clauses(struct answer *answer, const struct ids *clauses,
                        struct phrase phrase)
{
    json_t *items = json_array();

    if (clauses->count == 0) {
        json_decref(items);
        return;
    }
    phrase_text(&phrase, "names", names_of(answer, clauses));
    answer_say(answer, &phrase);
    for (size_t i = 0; i < clauses->count; i++)
        json_array_append_new(
            items, builder_item(record_name(clauses->items[i],
                                            wording_lang(answer->wording)),
                                builder_cite(answer, clauses->items[i])));
    builder_list(answer, items);
}

static void say_links(struct answer *answer, const struct bindings *bindings)
{
    for (size_t i = 0; i < bindings->link_count; i++) {
        const struct binding_link *link = &bindings->links[i];
        struct phrase area = phrase_of("zone.area_texts");

        say_link(answer, bindings, link);
        say_part(answer, &link->tasks, "zone.tasks");
        say_part(answer, &link->results, "zone.results");
        say_named(answer, &link->tasks);
        say_named(answer, &link->results);
        say_unnamed(answer, link);
        say_fields(answer, link);
        phrase_name(&area, "area", link->from);
        say_clauses(answer, &link->of_area, area);
    }
}

static void say_policies(struct answer *answer, const struct bindings *bindings)
{
    for (size_t i = 0; i < bindings->policy_count; i++) {
        const struct binding_policy *one = &bindings->policies[i];
        struct phrase phrase = phrase_of("zone.policy");

        phrase_name(&phrase, "place", one->place);
        phrase_name(&phrase, "policy", one->policy);
        phrase_count(&phrase, "count", (double)one->clauses);
        phrase.evidence = one->policy;
        answer_say(answer, &phrase);
    }
    if (bindings->policy_count == 0 && bindings->city != NULL) {
        struct phrase none = phrase_of("zone.no_policy");

        phrase_name(&none, "city", bindings->city);
        answer_say(answer, &none);
    }
}

static void say_partners(struct answer *answer, const struct bindings *bindings)
{
    for (size_t i = 0; i < bindings->partners.count; i++) {
        struct phrase phrase = phrase_of("zone.not_partner");

        phrase_name(&phrase, "place", bindings->partners.items[i]);
        phrase_name(&phrase, "zone", bindings->zone);
        answer_notice(answer, "info", &phrase);
    }
}

static void say_unlinked(struct answer *answer, const struct bindings *bindings)
{
    struct phrase phrase = phrase_of("zone.maybe_linked");

    if (bindings->unnamed == NULL)
        return;
    phrase_count(&phrase, "count", (double)bindings->unnamed_count);
    phrase_name(&phrase, "zone", bindings->zone);
    phrase.evidence = bindings->unnamed;
    answer_notice(answer, "info", &phrase);
}

void answer_bindings(struct answer *answer, const struct bindings *bindings)
{
    struct phrase own = phrase_of("zone.own");
    struct phrase check = phrase_of("zone.confirm");

    phrase_name(&own, "zone", bindings->zone);
    say_links(answer, bindings);
    say_clauses(answer, &bindings->own, own);
    say_policies(answer, bindings);
    say_partners(answer, bindings);
    say_unlinked(answer, bindings);
    answer_notice(answer, "info", &check);
    answer_person(answer);
}
