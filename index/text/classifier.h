/* SPDX-License-Identifier: GPL-3.0-or-later */
/* classifier.h - which of a few classes a message belongs to, or none.
 *
 * A linear model over hashed features, trained at build time with liblinear
 * (index/pack/train_intents.c) and mapped from its file: header, classes,
 * weights of one byte, check sum. Does not know what the classes mean.
 * Threads: never changes once open. */
#ifndef TEXT_CLASSIFIER_H
#define TEXT_CLASSIFIER_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "text/features.h"

enum { CLASSIFIER_CLASSES = 16, CLASSIFIER_LABEL = 16 };

/* The head of a file, in the order of bytes of this machine. The weights
 * follow, all classes of feature 0 first; then 64 bits of FNV-1a over all
 * that stands before. */
struct classifier_head {
    char magic[8];
    uint32_t version, features, classes;
    float sharpness; /* what sums are multiplied with before they are shared */
    float threshold; /* a best class less probable than this is none */
    struct classifier_class {
        char label[CLASSIFIER_LABEL]; /* ended by NUL */
        float scale, bias;            /* of its weights */
    } rows[CLASSIFIER_CLASSES];
};

extern const char classifier_magic[8];
enum { CLASSIFIER_VERSION = 1 };

struct classifier;

struct judgement {
    const char *label;  /* of the likeliest class; "none" below the threshold;
                           the classifier's */
    double probability; /* of that class, by held-out examples */
};

/* 0, or -1 with *err: ERR_IO, it cannot be read; ERR_CORRUPT, it is no model
 * of this version or damaged. */
int classifier_open(const char *path, struct classifier **out, struct err *err);
void classifier_close(struct classifier **classifier);

/* What a message of these features is. */
void classifier_judge(const struct classifier *classifier,
                      const struct features *features, struct judgement *out);

/* The check sum of a file's bytes. */
uint64_t classifier_sum(const void *bytes, size_t len);

#endif
