/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/beir.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/mem.h"
#include "text/fold.h"
#include "text/tongue.h"

enum { PATH_BYTES = 4096, LINE_MAX_BYTES = 16 << 20, GUESSED = 200 };

/* What is done with a line; its text without the line's end. */
typedef int line_fn(struct beir *beir, struct beir_texts *texts, char *line,
                    size_t number, const char *prefix, struct err *err);

static char *joined(const char *prefix, const char *text)
{
    size_t head = strlen(prefix), len = strlen(text);
    char *out = mem_alloc(head + len + 1);

    memcpy(out, prefix, head);
    memcpy(out + head, text, len + 1);
    return out;
}

static int read_lines(struct beir *beir, struct beir_texts *texts,
                      const char *directory, const char *name,
                      const char *prefix, line_fn *take, struct err *err)
{
    char path[PATH_BYTES];
    char *line = NULL;
    size_t room = 0, number = 0;
    ssize_t len = 0;
    FILE *file = NULL;
    int ret = 0;

    snprintf(path, sizeof path, "%s/%s", directory, name);
    file = fopen(path, "r");
    if (file == NULL)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    while (ret == 0 && (len = getline(&line, &room, file)) > 0) {
        struct err why = {0};

        number++;
        line[strcspn(line, "\r\n")] = '\0';
        if (len > LINE_MAX_BYTES || !fold_utf8_valid(line, strlen(line)))
            ret = err_set(&why, ERR_INPUT, "too long, or no UTF-8");
        else
            ret = take(beir, texts, line, number, prefix, &why);
        if (ret < 0)
            err_set(err, ERR_INPUT, "%s: line %zu: %s", path, number, why.text);
    }
    free(line);
    fclose(file);
    return ret;
}

static int take_text(struct beir *beir, struct beir_texts *texts, char *line,
                     size_t number, const char *prefix, struct err *err)
{
    json_auto_t *object = json_loads(line, 0, NULL);
    const char *id = json_string_value(json_object_get(object, "_id"));
    const char *text = json_string_value(json_object_get(object, "text"));

    (void)beir;
    (void)number;
    if (*line == '\0')
        return 0;
    if (id == NULL || text == NULL)
        return err_set(err, ERR_INPUT, "needs \"_id\" and \"text\"");
    texts->items = mem_room(texts->items, texts->count, &texts->capacity,
                            sizeof *texts->items);
    texts->items[texts->count++] =
        (struct beir_text){joined(prefix, id), mem_text(text)};
    return 0;
}

static int take_judgement(struct beir *beir, struct beir_texts *texts,
                          char *line, size_t number, const char *prefix,
                          struct err *err)
{
    char *save = NULL;
    const char *query = strtok_r(line, "\t", &save);
    const char *passage = strtok_r(NULL, "\t", &save);
    const char *score = strtok_r(NULL, "\t", &save);

    (void)texts;
    if (number == 1 || query == NULL)
        return 0;
    if (passage == NULL)
        return err_set(err, ERR_INPUT, "needs a query and a passage");
    if (score != NULL && strtol(score, NULL, 10) <= 0)
        return 0;
    beir->judgements =
        mem_room(beir->judgements, beir->judgement_count,
                 &beir->judgement_capacity, sizeof *beir->judgements);
    beir->judgements[beir->judgement_count++] =
        (struct beir_judgement){joined(prefix, query), joined(prefix, passage)};
    return 0;
}

int beir_passages(struct beir *beir, const char *directory, const char *prefix,
                  struct err *err)
{
    return read_lines(beir, &beir->passages, directory, "corpus.jsonl", prefix,
                      take_text, err);
}

int beir_queries(struct beir *beir, const char *directory, const char *prefix,
                 struct err *err)
{
    if (read_lines(beir, &beir->queries, directory, "queries.jsonl", prefix,
                   take_text, err) < 0)
        return -1;
    return read_lines(beir, NULL, directory, "qrels.tsv", prefix,
                      take_judgement, err);
}

static int by_query(const void *a, const void *b)
{
    return strcmp(((const struct beir_judgement *)a)->query,
                  ((const struct beir_judgement *)b)->query);
}

void beir_ready(struct beir *beir)
{
    if (beir->judgement_count != 0)
        qsort(beir->judgements, beir->judgement_count, sizeof *beir->judgements,
              by_query);
}

static void texts_fini(struct beir_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        free(texts->items[i].id);
        free(texts->items[i].text);
    }
    free(texts->items);
}

void beir_fini(struct beir *beir)
{
    texts_fini(&beir->passages);
    texts_fini(&beir->queries);
    for (size_t i = 0; i < beir->judgement_count; i++) {
        free(beir->judgements[i].query);
        free(beir->judgements[i].passage);
    }
    free(beir->judgements);
    *beir = (struct beir){0};
}

/* The first judgement of a query, or where it would stand. */
static size_t judgement_find(const struct beir *beir, const char *query)
{
    size_t low = 0, high = beir->judgement_count;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (strcmp(beir->judgements[mid].query, query) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool beir_judged(const struct beir *beir, const char *query)
{
    size_t at = judgement_find(beir, query);

    return at < beir->judgement_count &&
           strcmp(beir->judgements[at].query, query) == 0;
}

bool beir_answers(const struct beir *beir, const char *query,
                  const char *passage)
{
    for (size_t at = judgement_find(beir, query);
         at < beir->judgement_count &&
         strcmp(beir->judgements[at].query, query) == 0;
         at++)
        if (strcmp(beir->judgements[at].passage, passage) == 0)
            return true;
    return false;
}

enum lang beir_lang(const struct beir_texts *texts)
{
    size_t votes[LANG_LAST + 1] = {0};
    enum lang best = LANG_NONE;

    for (size_t i = 0; i < texts->count && i < GUESSED; i++) {
        const char *text = texts->items[i].text;

        votes[tongue_guess(text, strlen(text))]++;
    }
    for (int i = 0; i <= LANG_LAST; i++)
        if (votes[i] > votes[best])
            best = (enum lang)i;
    return best;
}
