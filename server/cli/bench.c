/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor bench retrieval: how well questions find their passages, asked
 * through reader_search(), which search/ asks too. */
#include "cli/cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/beir.h"
#include "cli/house.h"
#include "engine/reader.h"
#include "engine/writer.h"

enum { PATH_BYTES = 4096, DEPTH = 10, BATCH = 2000, SETS_MAX = 32 };

/* What was asked for on the command line. */
struct wish {
    char **sets; /* directories, indexed together */
    int set_count;
    const char *asked;             /* directory of the questions; NULL: sets' */
    enum lang lang, question_lang; /* LANG_NONE: guessed */
    const struct pack *pack;       /* words across languages, or NULL */
};

struct tally {
    size_t asked, first, five;
    double reciprocal; /* sum of 1 / rank, within ten */
    double seconds;    /* of the processor */
};

static double processor_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int put_all(struct writer *writer, const struct beir *beir,
                   enum lang lang, struct err *err)
{
    for (size_t i = 0; i < beir->passages.count; i++) {
        const struct beir_text *one = &beir->passages.items[i];
        struct passage_text text = {lang, one->text, strlen(one->text), 1};
        struct passage passage = {
            .id = one->id, .record = one->id, .texts = &text, .text_count = 1};

        if (writer_put(writer, &passage, err) < 0)
            return -1;
        if (i % BATCH == BATCH - 1 &&
            writer_commit(writer, (int64_t)i + 1, err) < 0)
            return -1;
    }
    return writer_commit(writer, (int64_t)beir->passages.count + 1, err);
}

static int index_fill(const char *path, const struct beir *beir, enum lang lang,
                      struct err *err)
{
    struct writer *writer = NULL;
    int ret = writer_open(path, &writer, err);

    if (ret == 0)
        ret = put_all(writer, beir, lang, err);
    writer_close(&writer);
    return ret;
}

static void tally_hits(struct tally *tally, const struct beir *beir,
                       const char *query, const struct hits *hits)
{
    tally->asked++;
    for (size_t i = 0; i < hits->count; i++) {
        if (!beir_answers(beir, query, hits->items[i].id))
            continue;
        tally->first += i == 0;
        tally->five += i < 5;
        tally->reciprocal += 1.0 / (double)(i + 1);
        return;
    }
}

/* Questions of a set are in the language of its passages. */
static enum lang passages_lang(const struct beir *beir, const struct wish *wish)
{
    return wish->lang != LANG_NONE ? wish->lang : beir_lang(&beir->passages);
}

static enum lang question_lang(const struct beir *beir, const struct wish *wish)
{
    if (wish->question_lang != LANG_NONE)
        return wish->question_lang;
    return wish->asked != NULL ? beir_lang(&beir->queries)
                               : passages_lang(beir, wish);
}

static int ask_all(struct reader *reader, struct analyser *analyser,
                   const struct beir *beir, const struct wish *wish,
                   struct tally *tally, struct err *err)
{
    enum lang lang = question_lang(beir, wish);
    struct arena *arena = arena_new();
    int ret = 0;

    for (size_t i = 0; i < beir->queries.count && ret == 0; i++) {
        const struct beir_text *one = &beir->queries.items[i];
        struct question question = {.text = one->text,
                                    .len = strlen(one->text),
                                    .lang = lang,
                                    .limit = DEPTH,
                                    .pack = wish->pack};
        struct hits hits = {0};
        double start = 0;

        if (!beir_judged(beir, one->id))
            continue;
        start = processor_seconds();
        ret = reader_search(reader, analyser, &question, arena, &hits, err);
        tally->seconds += processor_seconds() - start;
        tally_hits(tally, beir, one->id, &hits);
        arena_reset(arena);
    }
    arena_free(&arena);
    return ret;
}

static int measure(const char *path, const struct beir *beir,
                   const struct wish *wish, struct tally *tally,
                   struct err *err)
{
    struct reader *reader = NULL;
    struct analyser *analyser = NULL;
    int ret = index_fill(path, beir, passages_lang(beir, wish), err);

    if (ret == 0)
        ret = reader_open(path, &reader, err);
    if (ret == 0)
        ret = analyser_open(&analyser, err);
    if (ret == 0)
        ret = ask_all(reader, analyser, beir, wish, tally, err);
    analyser_close(&analyser);
    reader_close(&reader);
    return ret;
}

static void directory_remove(const char *path)
{
    DIR *directory = opendir(path);
    const struct dirent *entry = NULL;

    while (directory != NULL && (entry = readdir(directory)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(directory), entry->d_name, 0);
    if (directory != NULL)
        closedir(directory);
    rmdir(path);
}

static int sets_read(const struct wish *wish, struct beir *out, struct err *err)
{
    for (int i = 0; i < wish->set_count; i++) {
        char prefix[16] = "";

        if (wish->set_count > 1)
            snprintf(prefix, sizeof prefix, "%d/", i + 1);
        if (beir_passages(out, wish->sets[i], prefix, err) < 0 ||
            (wish->asked == NULL &&
             beir_queries(out, wish->sets[i], prefix, err) < 0))
            return -1;
    }
    /* their passages are those of the first set */
    if (wish->asked != NULL &&
        beir_queries(out, wish->asked, wish->set_count > 1 ? "1/" : "", err) <
            0)
        return -1;
    beir_ready(out);
    return 0;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static void tell(const struct wish *wish, const struct tally *tally)
{
    double asked = tally->asked != 0 ? (double)tally->asked : 1;

    if (wish->asked != NULL)
        printf("%s>", base_name(wish->asked));
    for (int i = 0; i < wish->set_count; i++)
        printf("%s%s", i > 0 ? "+" : "", base_name(wish->sets[i]));
    printf(" R@1 %.1f R@5 %.1f MRR@10 %.1f q/s/core %.0f\n",
           100 * (double)tally->first / asked,
           100 * (double)tally->five / asked, 100 * tally->reciprocal / asked,
           tally->seconds > 0 ? asked / tally->seconds : 0);
}

static int bench_run(const struct wish *wish, struct err *err)
{
    const char *base = getenv("TMPDIR");
    char path[PATH_BYTES];
    struct beir beir = {0};
    struct tally tally = {0};
    int ret = sets_read(wish, &beir, err);

    snprintf(path, sizeof path, "%s/parlor-bench-XXXXXX",
             base != NULL ? base : "/tmp");
    if (ret == 0 && mkdtemp(path) == NULL)
        ret = err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    else if (ret == 0) {
        ret = measure(path, &beir, wish, &tally, err);
        directory_remove(path);
    }
    if (ret == 0)
        tell(wish, &tally);
    beir_fini(&beir);
    return ret;
}

/* Of the ten, or of those that are only stemmed. */
static enum lang lang_named(const char *code)
{
    for (int i = LANG_NONE + 1; i <= LANG_LAST; i++)
        if (strcmp(lang_code((enum lang)i), code) == 0)
            return (enum lang)i;
    return lang_parse(code);
}

/* 1 taken, 0 no option, -1 wrong. */
static int option_take(const struct cli *cli, int *at, bool *merge,
                       struct wish *wish)
{
    const char *name = cli->argv[*at];
    const char *value = *at + 1 < cli->argc ? cli->argv[*at + 1] : NULL;

    if (strcmp(name, "--merge") == 0) {
        *merge = true;
        return 1;
    }
    if (strncmp(name, "--", 2) != 0)
        return 0;
    if (value == NULL)
        return -1;
    ++*at;
    if (strcmp(name, "--queries") == 0)
        wish->asked = value;
    else if (strcmp(name, "--lang") == 0)
        wish->lang = lang_named(value);
    else if (strcmp(name, "--query-lang") == 0)
        wish->question_lang = lang_named(value);
    else
        return -1;
    return 1;
}

int cli_bench(const struct cli *cli)
{
    char *sets[SETS_MAX];
    struct wish wish = {
        .sets = sets, .lang = LANG_NONE, .question_lang = LANG_NONE};
    struct err err = {0};
    struct pack *pack = NULL;
    bool merge = false;
    int ret = 0;

    if (cli->argc < 3 || strcmp(cli->argv[1], "retrieval") != 0)
        return cli_misused(cli, "what is measured is retrieval, of which set?");
    for (int at = 2; at < cli->argc; at++) {
        int taken = option_take(cli, &at, &merge, &wish);

        if (taken < 0 || (taken == 0 && wish.set_count == SETS_MAX))
            return cli_misused(cli, "not understood");
        if (taken == 0)
            sets[wish.set_count++] = cli->argv[at];
    }
    if (!merge && wish.set_count == 2 && wish.asked == NULL)
        wish.asked = sets[--wish.set_count];
    if (wish.set_count == 0 || (!merge && wish.set_count > 1))
        return cli_misused(cli, "one set, or --merge and several");
    wish.pack = pack = house_words(cli->config);
    ret = bench_run(&wish, &err);
    pack_close(&pack);
    return ret < 0 ? cli_fail(&err) : CLI_DONE;
}
