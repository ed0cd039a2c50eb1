/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.h - the words of a snapshot's names, to read what was mistyped or
 * typed as pinyin. Built with the snapshot; inside publish/.
 *
 * Threads: built by one, then read by any. */
#ifndef PUBLISH_WORDS_H
#define PUBLISH_WORDS_H

#include "publish/snapshot.h"
#include "text/pinyin.h"
#include "text/vocabulary.h"

struct words {
    struct vocabulary *vocabulary;
    struct pinyin *pinyin;
};

/* From a snapshot whose records are in order. */
void words_make(const struct snapshot *snapshot, struct analyser *analyser,
                struct words *out);
void words_free(struct words *words);

#endif
