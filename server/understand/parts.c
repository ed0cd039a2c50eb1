/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/parts.h"

#include <string.h>

#include "understand/signal.h"

enum { PARTS_MAX = 3 };

/* What may stand between two questions, by the plain text. */
static const char *const joints[] = {
    "?",   ";",  ", ", " and ", " und ", " et ", " y ", " e ",
    " и ", "，", "、", "。",    "،",     "؟",    " و",
};

static size_t joint_at(const char *text)
{
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (strncmp(text, joints[i], strlen(joints[i])) == 0)
            return strlen(joints[i]);
    return 0;
}

static bool asks(const struct signals *signals)
{
    for (int i = SIGNAL_ASK_MONEY; i <= SIGNAL_ASK_WHICH; i++)
        if (signals->given[i] != 0)
            return true;
    return false;
}

/* Does the question signal of a stretch stand at its start? "and what areas"
 * begins a question, "in Suzhou and how" within one does not. */
static bool begins_question(struct workspace *ws, const char *text,
                            enum lang lang)
{
    struct signals signals;

    signals_find(ws, text, lang, &signals);
    if (!asks(&signals))
        return false;
    if (lang_is_han(lang) || lang == LANG_KO)
        return true; /* the question word comes late */
    for (int i = SIGNAL_ASK_MONEY; i <= SIGNAL_ASK_WHICH; i++)
        if (signals.given[i] != 0 && signals.first[i] <= 4)
            return true;
    return false;
}

static bool is_year(const struct quantity *amount)
{
    return amount->type == QUANTITY_PLAIN && amount->low == amount->high &&
           amount->low >= 1900 && amount->low < 2100;
}

const char *topic_of(struct workspace *ws, const char *plain, enum lang lang)
{
    char *topic = signals_blank(ws, plain, lang);
    struct quantities amounts = {0};

    quantity_find(plain, strlen(plain), lang, ws->arena, &amounts);
    for (size_t i = 0; i < amounts.count; i++)
        if (!is_year(&amounts.items[i]))
            memset(topic + amounts.items[i].from, ' ',
                   amounts.items[i].to - amounts.items[i].from);
    return topic;
}

static void add_part(struct workspace *ws, struct meaning *out,
                     const char *from, size_t len)
{
    struct part *part = &out->parts[out->part_count++];
    struct signals signals;

    part->text = arena_text_n(ws->arena, from, len);
    part->topic = topic_of(ws, part->text, out->lang);
    signals_find(ws, part->text, out->lang, &signals);
    part->asked = signals_asked(&signals);
}

static bool joins(const char *plain)
{
    static const char *const words[] = {
        " and ", " und ", " et ", " y ", " и ", " و",     "和",   "以及",
        "及",    "、",    "と",   "와 ", "과 ", "および", "分别", "跟"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(plain, words[i]) != NULL)
            return true;
    return false;
}

void parts_find(struct workspace *ws, struct meaning *out)
{
    const char *start = out->plain;

    out->parts = arena_zero(ws->arena, PARTS_MAX * sizeof *out->parts);
    for (const char *at = start; *at != '\0'; at++) {
        size_t joint = joint_at(at);
        struct signals before;
        const char *head = NULL;

        if (joint == 0 || out->part_count == PARTS_MAX - 1)
            continue;
        head = arena_text_n(ws->arena, start, (size_t)(at - start));
        signals_find(ws, head, out->lang, &before);
        if (!asks(&before) || !begins_question(ws, at + joint, out->lang))
            continue;
        add_part(ws, out, start, (size_t)(at - start));
        start = at + joint;
        at = start - 1;
    }
    add_part(ws, out, start, strlen(start));
    out->joined = joins(out->plain);
}
