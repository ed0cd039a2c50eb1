/* SPDX-License-Identifier: GPL-3.0-or-later */
/* train_examples.h - sentences with their intents, read to be learnt from.
 *
 * Part of train_intents alone. Threads: one. */
#ifndef PACK_TRAIN_EXAMPLES_H
#define PACK_TRAIN_EXAMPLES_H

#include <linear.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "pack/train_names.h"
#include "text/classifier.h"
#include "text/features.h"
#include "text/language.h"
#include "text/terms.h"

struct example {
    enum lang lang;
    size_t label;               /* of examples' labels */
    int fold;                   /* by its text, so that copies stay together */
    struct feature_node *nodes; /* in the arena */
};

struct examples {
    struct arena *arena;
    struct analyser *analyser;
    struct names names;
    struct features features; /* of the last one */
    struct example *items;
    size_t count, capacity;
    const char *labels[CLASSIFIER_CLASSES];
    size_t label_count;
    size_t none; /* the label "none" */
};

/* With the names of a corpus folder: 0, or -1 with *err. */
int examples_init(struct examples *examples, const char *corpus,
                  struct err *err);
void examples_fini(struct examples *examples);

/* Add the lines of a file: 0, or -1 with *err naming file and line. */
int examples_read(struct examples *examples, const char *path, int folds,
                  struct err *err);

#endif
