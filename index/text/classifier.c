/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of one-versus-rest logistic regression, shared out by softmax whose
 * sharpness was fitted on held-out examples (temperature scaling: Guo et al.,
 * "On Calibration of Modern Neural Networks", 2017). */
#include "text/classifier.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "text/ngrams.h"

const char classifier_magic[8] = "PARLORLC";

struct classifier {
    void *map;
    size_t size;
    const struct classifier_head *head;
    const int8_t *weights;
};

uint64_t classifier_sum(const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    uint64_t sum = 0xcbf29ce484222325u;

    for (size_t i = 0; i < len; i++)
        sum = (sum ^ at[i]) * 0x100000001b3u;
    return sum;
}

static int map_file(const char *path, struct classifier *out, struct err *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;

    if (file < 0 || fstat(file, &status) < 0) {
        int why = errno;

        if (file >= 0)
            close(file);
        return err_set(err, ERR_IO, "%s: %s", path, strerror(why));
    }
    out->size = (size_t)status.st_size;
    if (out->size > 0)
        out->map = mmap(NULL, out->size, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (out->map == MAP_FAILED || out->map == NULL) {
        out->map = NULL;
        return err_set(err, ERR_IO, "%s: cannot be mapped", path);
    }
    return 0;
}

static bool labels_end(const struct classifier_head *head)
{
    for (size_t i = 0; i < head->classes; i++)
        if (memchr(head->rows[i].label, '\0', CLASSIFIER_LABEL) == NULL)
            return false;
    return true;
}

/* Is it a whole model of this version? */
static bool fits(const struct classifier *c)
{
    const struct classifier_head *head = c->map;
    uint64_t sum = 0;
    size_t size = 0;

    if (c->size < sizeof *head + sizeof sum ||
        memcmp(head->magic, classifier_magic, sizeof head->magic) != 0 ||
        head->version != CLASSIFIER_VERSION || head->features != NGRAMS_SPACE ||
        head->classes == 0 || head->classes > CLASSIFIER_CLASSES)
        return false;
    size = sizeof *head + (size_t)head->features * head->classes;
    if (c->size != size + sizeof sum || !labels_end(head))
        return false;
    memcpy(&sum, (const char *)c->map + size, sizeof sum);
    return sum == classifier_sum(c->map, size);
}

int classifier_open(const char *path, struct classifier **out, struct err *err)
{
    struct classifier *classifier = mem_zero(sizeof *classifier);
    int ret = map_file(path, classifier, err);

    *out = NULL;
    if (ret == 0 && !fits(classifier))
        ret = err_set(err, ERR_CORRUPT,
                      "%s: is not a whole model of this version; make build "
                      "makes it",
                      path);
    if (ret < 0) {
        classifier_close(&classifier);
        return -1;
    }
    classifier->head = classifier->map;
    classifier->weights = (const int8_t *)(classifier->head + 1);
    *out = classifier;
    return 0;
}

void classifier_close(struct classifier **classifier)
{
    if (*classifier == NULL)
        return;
    if ((*classifier)->map != NULL)
        munmap((*classifier)->map, (*classifier)->size);
    free(*classifier);
    *classifier = NULL;
}

static void add_up(const struct classifier *classifier,
                   const struct features *features, double *sums)
{
    const struct classifier_head *head = classifier->head;
    float raw[CLASSIFIER_CLASSES] = {0};

    for (size_t i = 0; i < features->count; i++) {
        const struct feature *one = &features->items[i];
        const int8_t *row =
            classifier->weights + (size_t)one->number * head->classes;

        for (size_t c = 0; c < head->classes; c++)
            raw[c] += one->value * (float)row[c];
    }
    for (size_t c = 0; c < head->classes; c++)
        sums[c] = (double)raw[c] * (double)head->rows[c].scale +
                  (double)head->rows[c].bias;
}

void classifier_judge(const struct classifier *classifier,
                      const struct features *features, struct judgement *out)
{
    const struct classifier_head *head = classifier->head;
    double sums[CLASSIFIER_CLASSES], total = 0;
    size_t best = 0;

    add_up(classifier, features, sums);
    for (size_t c = 1; c < head->classes; c++)
        if (sums[c] > sums[best])
            best = c;
    for (size_t c = 0; c < head->classes; c++)
        total += exp((double)head->sharpness * (sums[c] - sums[best]));
    out->probability = 1 / total;
    out->label = out->probability < (double)head->threshold
                     ? "none"
                     : head->rows[best].label;
}
