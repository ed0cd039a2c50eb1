/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The topic of a follow-up: what it says itself and what it leaves unsaid. */
#include <string.h>

#include "search/topic.h"

/* What is new is weighed up to so many times. */
static const double fresh_most = 4;

static bool has_term(const struct topic *topic, const struct topic_term *term)
{
    for (size_t i = 0; i < topic->count; i++)
        if (strcmp(topic->terms[i].text, term->text) == 0)
            return true;
    return false;
}

static bool is_word_of(const struct topic_term *part,
                       const struct topic_term *whole)
{
    return part->asked != NULL && whole->asked != NULL &&
           strlen(part->asked) < strlen(whole->asked) &&
           strstr(whole->asked, part->asked) != NULL;
}

void topic_link(struct topic *topic)
{
    for (size_t i = 0; i < topic->count; i++) {
        struct topic_term *term = &topic->terms[i];

        term->whole = 0;
        for (size_t j = 0; j < topic->count && term->whole == 0; j++)
            if (is_word_of(term, &topic->terms[j]))
                term->whole = j + 1;
    }
}

/* As heavy as what is left unsaid, within bounds. */
static double fresh_factor(const struct topic *fresh,
                           const struct topic *before)
{
    double factor = fresh->own > 0 ? before->own / fresh->own : 1;

    if (factor < 1)
        return 1;
    return factor < fresh_most ? factor : fresh_most;
}

void topic_join(struct workspace *ws, const struct topic *fresh,
                const struct topic *before, struct topic *out)
{
    double factor = fresh_factor(fresh, before);

    *out = (struct topic){.lang = fresh->lang};
    out->terms = arena_zero(ws->arena, (fresh->count + before->count + 1) *
                                           sizeof *out->terms);
    for (size_t i = 0; i < fresh->count; i++) {
        out->terms[out->count] = fresh->terms[i];
        if (!fresh->terms[i].place)
            out->terms[out->count].weight *= factor;
        out->count++;
    }
    out->fresh = out->count;
    for (size_t i = 0; i < before->count; i++)
        if (!has_term(fresh, &before->terms[i]))
            out->terms[out->count++] = before->terms[i];
    topic_link(out);
    for (size_t i = 0; i < out->count; i++) {
        out->total += out->terms[i].weight;
        out->own += out->terms[i].place ? 0 : out->terms[i].weight;
    }
}

/* The share that it covers of the terms from one to another. */
static double share_of(const struct topic *topic, const struct cover *cover,
                       size_t from, size_t to)
{
    double all = 0, has = 0;

    for (size_t i = from; i < to; i++)
        if (!topic->terms[i].place) {
            all += topic->terms[i].weight;
            has += topic->terms[i].weight * cover->has[i];
        }
    return all > 0 ? has / all : 1;
}

double topic_fresh_share(const struct topic *topic, const struct cover *cover)
{
    return share_of(topic, cover, 0, topic->fresh);
}

double topic_before_share(const struct topic *topic, const struct cover *cover)
{
    return topic->fresh == 0
               ? 1
               : share_of(topic, cover, topic->fresh, topic->count);
}
