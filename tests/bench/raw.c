/* SPDX-License-Identifier: GPL-3.0-or-later */
/* raw INDEX QUESTIONS: processor time that Xapian alone takes for the query
 * objects of the questions (a line each), top 10: "mean p50 p99", in ms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/reader.h"

enum { QUESTIONS_MAX = 100000, ROUNDS = 3 };

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return left < right ? -1 : left > right;
}

static int measure(const char *path, struct reader *reader,
                   struct analyser *analyser, struct err *err)
{
    FILE *file = fopen(path, "r");
    double *taken = calloc(QUESTIONS_MAX, sizeof *taken), sum = 0;
    struct arena *arena = arena_new();
    char *line = NULL;
    size_t room = 0, count = 0;

    while (file != NULL && count < QUESTIONS_MAX &&
           getline(&line, &room, file) > 0) {
        struct question question = {
            .text = line, .len = strcspn(line, "\n"), .limit = 10};

        question.lang = lang_guess(line, question.len, LANG_NONE);
        taken[count] = reader_query_seconds(reader, analyser, &question, ROUNDS,
                                            arena, err);
        if (taken[count] >= 0)
            sum += taken[count++];
        arena_reset(arena);
    }
    qsort(taken, count, sizeof *taken, by_value);
    if (count != 0)
        printf("%.4f %.4f %.4f\n", 1e3 * sum / (double)count,
               1e3 * taken[count / 2], 1e3 * taken[count * 99 / 100]);
    free(line);
    free(taken);
    arena_free(&arena);
    if (file != NULL)
        fclose(file);
    return count != 0 ? 0 : -1;
}

int main(int argc, char **argv)
{
    struct err err = {.text = "use: raw INDEX QUESTIONS"};
    struct reader *reader = NULL;
    struct analyser *analyser = NULL;
    int ret = -1;

    if (argc == 3 && reader_open(argv[1], &reader, &err) == 0 &&
        analyser_open(&analyser, &err) == 0)
        ret = measure(argv[2], reader, analyser, &err);
    if (ret < 0)
        fprintf(stderr, "raw: %s\n", err.text);
    analyser_close(&analyser);
    reader_close(&reader);
    return ret < 0;
}
