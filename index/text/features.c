/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/features.h"

#include <math.h>

/* Marks beside n-grams, by the held-out examples. */
static const float marks_weigh = 1.0F;

static void add(struct features *features, const uint32_t *numbers,
                size_t count, float length)
{
    float value = count != 0 ? length / sqrtf((float)count) : 0;

    for (size_t i = 0; i < count; i++)
        features->items[features->count++] =
            (struct feature){numbers[i] % NGRAMS_SPACE, value};
}

void features_find(const char *plain, size_t len,
                   const struct lexicon_matches *names,
                   const struct lexicon_matches *cues,
                   const struct quantities *quantities, struct features *out)
{
    uint32_t grams[NGRAMS_MAX], marks[MARKS_MAX];

    out->count = 0;
    add(out, grams, ngrams_find(plain, len, grams), 1);
    add(out, marks, marks_find(names, cues, quantities, marks), marks_weigh);
}
