/* SPDX-License-Identifier: GPL-3.0-or-later */
/* train_intents - learns from examples what a message wants.
 *
 *   train_intents OUT CORPUS FILE...
 *
 * CORPUS is the folder of records; a FILE has an example a line,
 * {"lang", "intent", "text"}.
 *
 * Logistic regression of liblinear, one class against the rest, over hashed
 * n-grams. How sharp its probabilities are and below which the answer is
 * "none" is fitted on examples held out in turn (five folds), and so is what
 * it reports. Runs at build time; no part of the server.
 * Threads: one. */
#include <linear.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/mem.h"
#include "pack/train_examples.h"
#include "text/classifier.h"
#include "text/ngrams.h"

enum { FOLDS = 5, BINS = 10 };

static const double penalty = 16; /* C of liblinear, by the held-out examples */

/* What a held-out example was taken for. */
struct trial {
    double sums[CLASSIFIER_CLASSES];
};

static void say_nothing(const char *text)
{
    (void)text;
}

/* Learn from all examples but those of a fold (-1: from all). */
static struct model *learn(const struct examples *examples, int fold)
{
    struct parameter parameter = {
        .solver_type = L2R_LR, .eps = 0.01, .C = penalty};
    struct problem problem = {.n = NGRAMS_SPACE, .bias = 1};
    struct model *model = NULL;

    problem.n++;
    problem.y = mem_zero(examples->count * sizeof *problem.y);
    problem.x = mem_zero(examples->count * sizeof *problem.x);
    for (size_t i = 0; i < examples->count; i++) {
        if (examples->items[i].fold == fold)
            continue;
        problem.y[problem.l] = (double)examples->items[i].label;
        problem.x[problem.l++] = examples->items[i].nodes;
    }
    model = train(&problem, &parameter);
    free(problem.y);
    free(problem.x);
    return model;
}

/* Sums by class, in the order of the labels. */
static void judge(const struct model *model, const struct feature_node *nodes,
                  double *sums)
{
    double raw[CLASSIFIER_CLASSES];

    predict_values(model, nodes, raw);
    for (int i = 0; i < model->nr_class; i++)
        sums[model->label[i]] = raw[i];
}

static size_t best_of(const struct examples *examples, const double *sums,
                      double sharpness, double *probability)
{
    size_t best = 0;
    double total = 0;

    for (size_t c = 1; c < examples->label_count; c++)
        if (sums[c] > sums[best])
            best = c;
    for (size_t c = 0; c < examples->label_count; c++)
        total += exp(sharpness * (sums[c] - sums[best]));
    *probability = 1 / total;
    return best;
}

/* Mean negative log likelihood of the true classes. */
static double surprise(const struct examples *examples,
                       const struct trial *trials, double sharpness)
{
    double sum = 0;

    for (size_t i = 0; i < examples->count; i++) {
        const double *sums = trials[i].sums;
        double probability = 0;
        size_t best = best_of(examples, sums, sharpness, &probability);

        sum -= log(probability) +
               sharpness * (sums[examples->items[i].label] - sums[best]);
    }
    return sum / (double)examples->count;
}

static double fit_sharpness(const struct examples *examples,
                            const struct trial *trials)
{
    double best = 1, least = surprise(examples, trials, 1);

    for (double at = 0.3; at < 8; at *= 1.05) {
        double now = surprise(examples, trials, at);

        if (now < least) {
            least = now;
            best = at;
        }
    }
    return best;
}

/* How many are right when what is less probable is called none. */
static size_t right_at(const struct examples *examples,
                       const struct trial *trials, double sharpness,
                       double threshold)
{
    size_t right = 0;

    for (size_t i = 0; i < examples->count; i++) {
        double probability = 0;
        size_t best =
            best_of(examples, trials[i].sums, sharpness, &probability);

        if (probability < threshold)
            best = examples->none;
        right += best == examples->items[i].label;
    }
    return right;
}

static double fit_threshold(const struct examples *examples,
                            const struct trial *trials, double sharpness)
{
    double best = 0.2;
    size_t most = 0;

    for (double at = 0.2; at < 0.8; at += 0.01) {
        size_t right = right_at(examples, trials, sharpness, at);

        if (right > most) {
            most = right;
            best = at;
        }
    }
    return best;
}

static void report_langs(const struct examples *examples,
                         const struct trial *trials, double sharpness,
                         double threshold)
{
    size_t right[LANG_COUNT + 1] = {0}, of[LANG_COUNT + 1] = {0};

    for (size_t i = 0; i < examples->count; i++) {
        const struct example *one = &examples->items[i];
        double probability = 0;
        size_t best =
            best_of(examples, trials[i].sums, sharpness, &probability);

        if (probability < threshold)
            best = examples->none;
        of[one->lang]++;
        right[one->lang] += best == one->label;
    }
    for (int i = 0; i < LANG_COUNT; i++)
        if (of[i] != 0)
            printf("  %-8s %4zu/%4zu %.1f%%\n", lang_code((enum lang)i),
                   right[i], of[i], 100 * (double)right[i] / (double)of[i]);
}

/* Of those held out and said to be right with p, is a share of p right? */
static void report_reliability(const struct examples *examples,
                               const struct trial *trials, double sharpness)
{
    size_t right[BINS] = {0}, of[BINS] = {0};
    double said[BINS] = {0}, off = 0;

    for (size_t i = 0; i < examples->count; i++) {
        double probability = 0;
        size_t best =
            best_of(examples, trials[i].sums, sharpness, &probability);
        int bin = (int)(probability * BINS);

        bin = bin < BINS ? bin : BINS - 1;
        of[bin]++;
        said[bin] += probability;
        right[bin] += best == examples->items[i].label;
    }
    for (int i = 0; i < BINS; i++) {
        if (of[i] == 0)
            continue;
        printf("  said %.2f  right %.2f  (%zu)\n", said[i] / (double)of[i],
               (double)right[i] / (double)of[i], of[i]);
        off += fabs(said[i] - (double)right[i]);
    }
    printf("  expected calibration error %.3f\n",
           off / (double)examples->count);
}

/* Try every fold on what the others taught. */
static struct trial *hold_out(const struct examples *examples)
{
    struct trial *trials = mem_zero(examples->count * sizeof *trials);

    for (int fold = 0; fold < FOLDS; fold++) {
        struct model *model = learn(examples, fold);

        for (size_t i = 0; i < examples->count; i++)
            if (examples->items[i].fold == fold)
                judge(model, examples->items[i].nodes, trials[i].sums);
        free_and_destroy_model(&model);
    }
    return trials;
}

/* One byte a weight: the largest of a class is 127. */
static void pack(const struct model *model, const struct examples *examples,
                 struct classifier_head *head, int8_t *weights)
{
    for (int i = 0; i < model->nr_class; i++) {
        int label = model->label[i];
        double most = 1e-9;

        for (size_t f = 0; f < NGRAMS_SPACE; f++)
            most = fmax(most, fabs(get_decfun_coef(model, (int)f + 1, i)));
        head->rows[label].scale = (float)(most / 127);
        head->rows[label].bias = (float)get_decfun_bias(model, i);
        snprintf(head->rows[label].label, CLASSIFIER_LABEL, "%s",
                 examples->labels[label]);
        for (size_t f = 0; f < NGRAMS_SPACE; f++)
            weights[f * head->classes + (size_t)label] = (int8_t)lround(
                get_decfun_coef(model, (int)f + 1, i) / most * 127);
    }
}

static int save(const char *path, const struct classifier_head *head,
                const int8_t *weights)
{
    size_t count = (size_t)head->features * head->classes;
    size_t size = sizeof *head + count;
    char *bytes = mem_alloc(size + sizeof(uint64_t));
    FILE *file = fopen(path, "wb");
    uint64_t sum = 0;
    int ret = -1;

    memcpy(bytes, head, sizeof *head);
    memcpy(bytes + sizeof *head, weights, count);
    sum = classifier_sum(bytes, size);
    memcpy(bytes + size, &sum, sizeof sum);
    if (file != NULL &&
        fwrite(bytes, 1, size + sizeof sum, file) == size + sizeof sum)
        ret = 0;
    if (file != NULL && fclose(file) != 0)
        ret = -1;
    if (ret < 0)
        perror(path);
    free(bytes);
    return ret;
}

static int build(const struct examples *examples, const char *path)
{
    struct classifier_head head = {.version = CLASSIFIER_VERSION,
                                   .features = NGRAMS_SPACE,
                                   .classes = (uint32_t)examples->label_count};
    struct trial *trials = hold_out(examples);
    int8_t *weights = mem_zero((size_t)head.features * head.classes);
    struct model *model = learn(examples, -1);
    double sharpness = fit_sharpness(examples, trials);
    double threshold = fit_threshold(examples, trials, sharpness);
    size_t right = right_at(examples, trials, sharpness, threshold);
    int ret = 0;

    memcpy(head.magic, classifier_magic, sizeof head.magic);
    head.sharpness = (float)sharpness;
    head.threshold = (float)threshold;
    pack(model, examples, &head, weights);
    ret = save(path, &head, weights);
    printf("intents: %zu examples, held out %.1f%% right; below %.2f none\n",
           examples->count, 100 * (double)right / (double)examples->count,
           threshold);
    if (getenv("TRAIN_REPORT") != NULL) {
        report_langs(examples, trials, sharpness, threshold);
        report_reliability(examples, trials, sharpness);
    }
    free_and_destroy_model(&model);
    free(weights);
    free(trials);
    return ret;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct examples examples;
    int ret = 0;

    if (argc < 4) {
        fprintf(stderr, "usage: train_intents OUT CORPUS FILE...\n");
        return 2;
    }
    set_print_string_function(say_nothing);
    ret = examples_init(&examples, argv[2], &err);
    for (int i = 3; ret == 0 && i < argc; i++)
        ret = examples_read(&examples, argv[i], FOLDS, &err);
    if (ret == 0 && examples.label_count < 2)
        ret = err_set(&err, ERR_INPUT, "examples of two intents at least");
    if (ret < 0)
        fprintf(stderr, "train_intents: %s\n", err.text);
    else
        ret = build(&examples, argv[1]);
    examples_fini(&examples);
    return ret < 0 ? 1 : 0;
}
