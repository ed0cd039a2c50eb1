/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack/train_examples.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LINE_BYTES = 4096 };

int examples_init(struct examples *examples, const char *corpus,
                  struct err *err)
{
    memset(examples, 0, sizeof *examples);
    examples->arena = arena_new();
    examples->labels[0] = "none";
    examples->label_count = 1;
    if (analyser_open(&examples->analyser, err) < 0)
        return -1;
    return names_read(corpus, examples->analyser, &examples->names, err);
}

void examples_fini(struct examples *examples)
{
    names_fini(&examples->names);
    arena_free(&examples->arena);
    analyser_close(&examples->analyser);
    free(examples->items);
}

static int ascending(const void *a, const void *b)
{
    uint32_t one = ((const struct feature *)a)->number;
    uint32_t two = ((const struct feature *)b)->number;

    return (one > two) - (one < two);
}

/* Features of liblinear: counted from 1, ascending, the bias behind them. */
static struct feature_node *nodes_make(struct arena *arena,
                                       const struct features *features)
{
    struct feature_node *nodes =
        arena_zero(arena, (features->count + 2) * sizeof *nodes);
    struct feature *items =
        arena_zero(arena, features->count * sizeof *items + 1);
    size_t at = 0;

    memcpy(items, features->items, features->count * sizeof *items);
    qsort(items, features->count, sizeof *items, ascending);
    for (size_t i = 0; i < features->count; i++) {
        if (at == 0 || nodes[at - 1].index != (int)items[i].number + 1)
            nodes[at++].index = (int)items[i].number + 1;
        nodes[at - 1].value += (double)items[i].value;
    }
    nodes[at++] = (struct feature_node){NGRAMS_SPACE + 1, 1};
    nodes[at].index = -1;
    return nodes;
}

/* What the server would see of a message. */
static struct feature_node *look_at(struct examples *examples,
                                    const char *plain, enum lang lang)
{
    struct lexicon_matches names = {0}, cues = {0};
    struct quantities quantities = {0};
    struct arena *arena = examples->arena;

    lexicon_find(examples->names.names, examples->analyser, plain, lang, arena,
                 &names);
    lexicon_find(examples->names.cues, examples->analyser, plain, lang, arena,
                 &cues);
    quantity_find(plain, strlen(plain), lang, arena, &quantities);
    features_find(plain, strlen(plain), &names, &cues, &quantities,
                  &examples->features);
    return nodes_make(arena, &examples->features);
}

/* The label's number, a new one if need be; CLASSIFIER_CLASSES: too many. */
static size_t label_of(struct examples *examples, const char *intent)
{
    for (size_t i = 0; i < examples->label_count; i++)
        if (strcmp(examples->labels[i], intent) == 0)
            return i;
    if (examples->label_count < CLASSIFIER_CLASSES)
        examples->labels[examples->label_count++] =
            arena_text(examples->arena, intent);
    else
        return CLASSIFIER_CLASSES;
    return examples->label_count - 1;
}

static int add(struct examples *examples, const json_t *json, int folds,
               struct err *err)
{
    const char *text = json_string_value(json_object_get(json, "text"));
    const char *intent = json_string_value(json_object_get(json, "intent"));
    enum lang lang =
        lang_parse(json_string_value(json_object_get(json, "lang")));
    struct example one = {.lang = lang};
    const char *plain = NULL;

    if (text == NULL || *text == '\0' || intent == NULL || lang == LANG_NONE ||
        strlen(intent) >= CLASSIFIER_LABEL)
        return err_set(err, ERR_INPUT,
                       "is no {\"lang\", \"intent\", \"text\"} of a language "
                       "known");
    one.label = label_of(examples, intent);
    if (one.label == CLASSIFIER_CLASSES)
        return err_set(err, ERR_INPUT, "at most %d intents",
                       CLASSIFIER_CLASSES);
    plain =
        analyser_plain(examples->analyser, text, strlen(text), examples->arena);
    one.nodes = look_at(examples, plain, lang);
    one.fold = (int)(classifier_sum(plain, strlen(plain)) % (uint64_t)folds);
    examples->items = mem_room(examples->items, examples->count,
                               &examples->capacity, sizeof one);
    examples->items[examples->count++] = one;
    return 0;
}

static int read_line(struct examples *examples, const char *line, int folds,
                     struct err *err)
{
    json_error_t why;
    json_t *json = json_loads(line, JSON_REJECT_DUPLICATES, &why);
    int ret = 0;

    if (json == NULL)
        return err_set(err, ERR_INPUT, "%s", why.text);
    ret = add(examples, json, folds, err);
    json_decref(json);
    return ret;
}

int examples_read(struct examples *examples, const char *path, int folds,
                  struct err *err)
{
    FILE *file = fopen(path, "r");
    char line[LINE_BYTES], where[300];
    int number = 0, ret = 0;

    if (file == NULL)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    while (ret == 0 && fgets(line, sizeof line, file) != NULL) {
        number++;
        if (line[strspn(line, " \t\r\n")] == '\0')
            continue;
        ret = read_line(examples, line, folds, err);
        snprintf(where, sizeof where, "%s:%d", path, number);
        if (ret < 0)
            err_at(err, where);
    }
    fclose(file);
    return ret;
}
