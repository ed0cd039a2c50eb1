/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/hits.h"

#include <string.h>

/* What one question found; the newest first. */
struct workspace_hits {
    struct question question; /* its texts are the arena's */
    struct hits hits;
    struct workspace_hits *before;
};

static bool same(const struct question *a, const struct question *b)
{
    if (a->lang != b->lang || a->limit != b->limit || a->pack != b->pack ||
        a->len != b->len || a->any_count != b->any_count ||
        memcmp(a->text, b->text, a->len) != 0)
        return false;
    for (size_t i = 0; i < a->any_count; i++)
        if (strcmp(a->any[i], b->any[i]) != 0)
            return false;
    return true;
}

static void keep(struct workspace *ws, const struct question *question,
                 const struct hits *hits)
{
    struct workspace_hits *kept = arena_zero(ws->arena, sizeof *kept);
    const char **any =
        arena_zero(ws->arena, (question->any_count + 1) * sizeof *any);

    for (size_t i = 0; i < question->any_count; i++)
        any[i] = arena_text(ws->arena, question->any[i]);
    kept->question = *question;
    kept->question.text =
        arena_text_n(ws->arena, question->text, question->len);
    kept->question.any = any;
    kept->hits = *hits;
    kept->before = ws->hits;
    ws->hits = kept;
}

static const struct hits *kept(const struct workspace *ws,
                               const struct question *question)
{
    for (const struct workspace_hits *one = ws->hits; one != NULL;
         one = one->before)
        if (same(&one->question, question))
            return &one->hits;
    return NULL;
}

int hits_find(struct workspace *ws, const struct question *question,
              struct hits *out, struct err *err)
{
    const struct hits *known = kept(ws, question);

    if (known != NULL) {
        *out = *known;
        return 0;
    }
    if (reader_search(ws->reader, ws->analyser, question, ws->arena, out, err) <
        0)
        return -1;
    keep(ws, question, out);
    return 0;
}

int hits_find_both(struct workspace *ws, const struct question both[2],
                   struct err *err)
{
    struct hits found[2];

    if (kept(ws, &both[0]) != NULL || kept(ws, &both[1]) != NULL)
        return 0;
    if (reader_search_groups(ws->reader, ws->analyser, both, 2, ws->arena,
                             found, err) < 0)
        return -1;
    keep(ws, &both[0], &found[0]);
    keep(ws, &both[1], &found[1]);
    return 0;
}
