/* SPDX-License-Identifier: GPL-3.0-or-later */
/* train_names.h - the corpus's names and phrases, as the server knows them.
 *
 * Part of train_intents alone. Threads: one. */
#ifndef PACK_TRAIN_NAMES_H
#define PACK_TRAIN_NAMES_H

#include "base/err.h"
#include "text/lexicon.h"

struct names {
    struct lexicon *names; /* of things, by kind */
    struct lexicon *cues;  /* of corpus/intent */
};

/* Read the records of a corpus folder: 0, or -1 with *err. The caller's,
 * names_fini(). */
int names_read(const char *corpus, struct analyser *analyser, struct names *out,
               struct err *err);
void names_fini(struct names *names);

#endif
