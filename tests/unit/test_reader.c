/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_dir.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "engine/reader.h"
#include "engine/writer.h"

#include "bench.h"

static const struct {
    const char *id, *record, *filter, *text;
    enum lang lang;
} corpus[] = {
    {"s.1", "s", "place:suzhou", "对企业给予研发费用增长额6%的奖励",
     LANG_ZH_HANS},
    {"s.2", "s", "place:suzhou",
     "用水用电用气服务水平，办结时间不超过4个工作日", LANG_ZH_HANS},
    {"q.1", "q", "place:qingdao", "山東會客廳佔地與室內展覽面積", LANG_ZH_HANT},
    {"q.2", "q", "place:qingdao", "Rewards for companies that grow research",
     LANG_EN},
    {"q.3", "q", "place:qingdao", "Die Gebühren für Investoren", LANG_DE},
};

static void corpus_write(const char *path)
{
    struct writer *writer = NULL;
    struct err err = {0};

    assert_int_equal(writer_open(path, &writer, &err), 0);
    for (size_t i = 0; i < sizeof corpus / sizeof *corpus; i++) {
        struct passage_text text = {corpus[i].lang, corpus[i].text,
                                    strlen(corpus[i].text), 2};
        struct passage passage = {
            corpus[i].id, corpus[i].record, &text, 1, &corpus[i].filter, 1};

        assert_int_equal(writer_put(writer, &passage, &err), 0);
    }
    assert_int_equal(writer_commit(writer, 5, &err), 0);
    writer_close(&writer);
}

static struct reader *opened(const char *path)
{
    struct reader *reader = NULL;
    struct err err = {0};

    if (reader_open(path, &reader, &err) < 0)
        fail_msg("%s", err.text);
    return reader;
}

static int search(struct reader *reader, const char *text, enum lang lang,
                  const char *const *any, size_t limit, struct hits *out,
                  struct err *err)
{
    struct question question = {.text = text,
                                .len = strlen(text),
                                .lang = lang,
                                .any = any,
                                .limit = limit};

    while (any != NULL && any[question.any_count] != NULL)
        question.any_count++;
    arena_reset(bench.arena);
    return reader_search(reader, bench.analyser, &question, bench.arena, out,
                         err);
}

static void test_search(void **state)
{
    static const char *const suzhou[] = {"place:suzhou", NULL};
    static const char *const both[] = {"place:suzhou", "place:qingdao", NULL};
    static const char *const nowhere[] = {"place:paris", NULL};
    static const struct {
        const char *text;
        enum lang lang;
        const char *const *any;
        size_t limit;
        const char *ids;
    } rows[] = {
        {"研发费用奖励", LANG_ZH_HANS, NULL, 10, "s.1"},
        {"研發費用獎勵", LANG_ZH_HANT, NULL, 10, "s.1"},
        {"会客厅的展览面积", LANG_ZH_HANS, NULL, 10, "q.1"},
        {"reward", LANG_EN, NULL, 10, "q.2"},
        {"Investor Gebühr", LANG_DE, NULL, 10, "q.3"},
        {"研发费用奖励", LANG_ZH_HANS, suzhou, 10, "s.1"},
        {"reward", LANG_EN, suzhou, 10, ""},
        {"reward", LANG_EN, both, 10, "q.2"},
        {"reward", LANG_EN, nowhere, 10, ""},
        {"reward 用水用电 面积", LANG_ZH_HANS, NULL, 1, "s.2"},
        {"reward", LANG_EN, NULL, 0, ""},
        {"reward", LANG_EN, NULL, 100000, "q.2"},
        {"", LANG_EN, NULL, 10, ""},
        {"?!", LANG_EN, NULL, 10, ""},
        {"xyzzy", LANG_EN, NULL, 10, ""},
        {"Qs.1 Rs Fplace:suzhou", LANG_EN, NULL, 10, ""},
    };
    struct reader *reader = NULL;

    corpus_write(test_dir(state));
    reader = opened(test_dir(state));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct hits hits;
        struct err err = {0};
        char ids[100] = "";

        if (search(reader, rows[i].text, rows[i].lang, rows[i].any,
                   rows[i].limit, &hits, &err) < 0)
            fail_msg("row %zu: %s", i, err.text);
        for (size_t h = 0; h < hits.count; h++) {
            size_t used = strlen(ids);

            snprintf(ids + used, sizeof ids - used, "%s%s", h > 0 ? " " : "",
                     hits.items[h].id);
            if (hits.items[h].score <= 0 ||
                strncmp(hits.items[h].id, hits.items[h].record, 1) != 0)
                fail_msg("row %zu: hit %zu: %s", i, h, hits.items[h].record);
        }
        if (strcmp(ids, rows[i].ids) != 0)
            fail_msg("row %zu: found %s", i, ids);
    }
    reader_close(&reader);
}

static void test_counts(void **state)
{
    struct reader *reader = NULL;
    struct err err = {0};
    char very[400];

    memset(very, 'x', sizeof very - 1);
    very[sizeof very - 1] = '\0';
    corpus_write(test_dir(state));
    reader = opened(test_dir(state));
    assert_int_equal(reader_count(reader, &err), 5);
    assert_int_equal(reader_sequence(reader, &err), 5);
    assert_int_equal(reader_term_passages(reader, "奖励", &err), 1);
    assert_int_equal(reader_term_passages(reader, "reward", &err), 1);
    assert_int_equal(reader_term_passages(reader, "nothing", &err), 0);
    assert_int_equal(reader_term_passages(reader, "", &err), 0);
    assert_int_equal(reader_term_passages(reader, very, &err), 0);
    reader_close(&reader);
}

static void test_counts_without(void **state)
{
    static const struct {
        const char *term, *filter;
        long count;
    } rows[] = {
        {"奖励", "place:qingdao", 1},   {"奖励", "place:suzhou", 0},
        {"reward", "place:suzhou", 1},  {"reward", "place:qingdao", 0},
        {"reward", "place:nowhere", 1}, {"nothing", "place:suzhou", 0},
        {"", "place:suzhou", 0},
    };
    struct reader *reader = NULL;
    struct err err = {0};

    corpus_write(test_dir(state));
    reader = opened(test_dir(state));
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (reader_term_without(reader, rows[i].term, rows[i].filter,
                                    &err) != rows[i].count)
                fail_msg("row %zu", i);
    assert_int_equal(reader_lang_passages(reader, LANG_EN, NULL, &err), 1);
    assert_int_equal(
        reader_lang_passages(reader, LANG_EN, "place:qingdao", &err), 0);
    reader_close(&reader);
}

/* An open reader sees each commit, also when two have passed meanwhile. */
static void test_reopen(void **state)
{
    struct reader *reader = NULL;
    struct writer *writer = NULL;
    struct err err = {0};

    corpus_write(test_dir(state));
    reader = opened(test_dir(state));
    assert_int_equal(writer_open(test_dir(state), &writer, &err), 0);
    for (int64_t round = 6; round < 16; round++) {
        char id[20];
        struct passage_text text = {LANG_EN, "harbour", 7, 1};
        struct passage passage = {id, "h", &text, 1, NULL, 0};
        struct hits hits;

        for (int i = 0; i < 3; i++) {
            snprintf(id, sizeof id, "h.%d.%d", (int)round, i);
            assert_int_equal(writer_put(writer, &passage, &err), 0);
            assert_int_equal(writer_commit(writer, round, &err), 0);
        }
        if (search(reader, "harbour", LANG_EN, NULL, 100, &hits, &err) < 0)
            fail_msg("round %d: %s", (int)round, err.text);
        assert_int_equal(hits.count, 3 * (round - 5));
        assert_int_equal(reader_sequence(reader, &err), round);
    }
    writer_close(&writer);
    reader_close(&reader);
}

/* What is rare comes first, however many have what is common. */
static void test_common(void **state)
{
    struct reader *reader = NULL;
    struct writer *writer = NULL;
    struct err err = {0};
    struct hits hits;

    assert_int_equal(writer_open(test_dir(state), &writer, &err), 0);
    for (int i = 0; i < 10001; i++) {
        char id[20];
        const char *words = i == 77       ? "common rare"
                            : i % 10 == 0 ? "common"
                                          : "other";
        struct passage_text text = {LANG_EN, words, strlen(words), 1};
        struct passage passage = {id, id, &text, 1, NULL, 0};

        snprintf(id, sizeof id, "p.%d", i);
        assert_int_equal(writer_put(writer, &passage, &err), 0);
    }
    assert_int_equal(writer_commit(writer, 1, &err), 0);
    writer_close(&writer);
    reader = opened(test_dir(state));
    assert_int_equal(
        search(reader, "common rare", LANG_EN, NULL, 10, &hits, &err), 0);
    assert_int_equal(hits.count, 10);
    assert_string_equal(hits.items[0].id, "p.77");
    assert_true(hits.items[0].score > 2 * hits.items[1].score);
    assert_int_equal(search(reader, "common", LANG_EN, NULL, 10, &hits, &err),
                     0);
    assert_int_equal(hits.count, 10);
    reader_close(&reader);
}

/* Thousands of terms in one question are no more than a slow question. */
static void test_long_question(void **state)
{
    struct reader *reader = NULL;
    struct err err = {0};
    struct hits hits;
    char text[60000];
    size_t len = 0;

    corpus_write(test_dir(state));
    reader = opened(test_dir(state));
    while (len + 20 < sizeof text) {
        const char *word = corpus[len % 5].text;

        len += (size_t)snprintf(text + len, sizeof text - len, "%.12s%d ", word,
                                (int)len);
    }
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= 0x80)
            text[i] = 'x';
    assert_int_equal(search(reader, text, LANG_EN, NULL, 10, &hits, &err), 0);
    reader_close(&reader);
}

static void path_of(char *out, size_t size, const char *directory,
                    const char *name)
{
    snprintf(out, size, "%s/%s", directory, name);
}

static void test_open_fails(void **state)
{
    char path[200];
    struct reader *reader = NULL;
    struct err err = {0};
    int file = -1;

    path_of(path, sizeof path, test_dir(state), "none");
    assert_int_equal(reader_open(path, &reader, &err), -1);
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_int_equal(reader_verify(path, &err), 0);
    assert_int_equal(reader_open(test_dir(state), &reader, &err), -1);
    assert_int_equal(err.code, ERR_CORRUPT);
    path_of(path, sizeof path, test_dir(state), "iamglass");
    file = open(path, O_CREAT | O_WRONLY, 0600);
    assert_int_equal(write(file, "what", 4), 4);
    close(file);
    assert_int_equal(reader_open(test_dir(state), &reader, &err), -1);
    if (err.code != ERR_CORRUPT || strstr(err.text, "--rebuild") == NULL)
        fail_msg("%s: %s", err_name(err.code), err.text);
    assert_null(reader);
    assert_int_equal(reader_verify(test_dir(state), &err), 0);
    assert_int_equal(err.code, ERR_CORRUPT);
}

/* Write one byte of a file over; false if it is shorter. */
static bool flip(const char *path, off_t at)
{
    int file = open(path, O_RDWR);
    unsigned char byte = 0;
    bool done = pread(file, &byte, 1, at) == 1;

    byte ^= 0x41;
    done = done && pwrite(file, &byte, 1, at) == 1;
    close(file);
    return done;
}

/* All that can be asked, as text: 0, or -1 with ERR_CORRUPT. */
static int ask_all(const char *path, struct buf *out)
{
    static const char *const questions[] = {"奖励 rewards", "会客厅 Gebühr"};
    struct reader *reader = NULL;
    struct err err = {0};
    struct hits hits;
    int ret = reader_open(path, &reader, &err);

    buf_clear(out);
    for (size_t i = 0; ret == 0 && i < 2; i++) {
        ret = search(reader, questions[i], LANG_EN, NULL, 5, &hits, &err);
        for (size_t h = 0; ret == 0 && h < hits.count; h++)
            buf_format(out, "%s %s %.9f\n", hits.items[h].id,
                       hits.items[h].record, hits.items[h].score);
    }
    if (ret == 0)
        buf_format(out, "%ld %d", reader_count(reader, &err),
                   (int)reader_sequence(reader, &err));
    reader_close(&reader);
    if (err.code != ERR_NONE && err.code != ERR_CORRUPT)
        fail_msg("%s: %s", err_name(err.code), err.text);
    return ret;
}

/* Each flip is verified in a child; sanitizers make children dear. */
#ifdef __SANITIZE_ADDRESS__
enum { FLIP_STEP = 17 * 11 };
#else
enum { FLIP_STEP = 17 };
#endif

/* Flip bytes all over each file: verification survives each of them, and
 * what it calls whole answers as if nothing had happened. What it calls
 * damaged is not opened here: libxapian may crash on it. */
static void test_damage(void **state)
{
    static const char *const files[] = {"postlist.glass", "termlist.glass",
                                        "docdata.glass", "iamglass"};
    const char *path = test_dir(state);
    struct buf right, now;
    struct err err = {0};
    int found = 0, harmless = 0;

    buf_init(&right);
    buf_init(&now);
    corpus_write(path);
    assert_int_equal(ask_all(path, &right), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char name[200];

        path_of(name, sizeof name, path, files[i]);
        for (off_t at = 3; flip(name, at); at += FLIP_STEP) {
            int whole = reader_verify(path, &err);

            if (whole < 0)
                fail_msg("%s at %d: %s", files[i], (int)at, err.text);
            if (whole == 1 && (ask_all(path, &now) < 0 ||
                               strcmp(now.bytes, right.bytes) != 0))
                fail_msg("%s at %d: not seen: %s", files[i], (int)at,
                         now.bytes);
            found += whole == 0;
            harmless += whole == 1;
            flip(name, at);
        }
    }
    assert_int_equal(reader_verify(path, &err), 1);
    assert_true(found > 700 / FLIP_STEP);
    print_message("%d flips found, %d in unused bytes\n", found, harmless);
    buf_fini(&right);
    buf_fini(&now);
}

static void test_cut(void **state)
{
    static const char *const files[] = {"postlist.glass", "termlist.glass",
                                        "docdata.glass", "iamglass"};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[200], name[300];
        struct reader *reader = NULL;
        struct err err = {0};
        struct hits hits;
        int ret = 0;

        snprintf(path, sizeof path, "%s/%zu", test_dir(state), i);
        corpus_write(path);
        path_of(name, sizeof name, path, files[i]);
        assert_int_equal(truncate(name, 10), 0);
        ret = reader_open(path, &reader, &err);
        if (ret == 0)
            ret = search(reader, "rewards", LANG_EN, NULL, 5, &hits, &err);
        if (ret != -1 && i != 1) /* the termlist is not read by a search */
            fail_msg("%s: not noticed", files[i]);
        if (ret == -1 && err.code != ERR_CORRUPT)
            fail_msg("%s: %s: %s", files[i], err_name(err.code), err.text);
        reader_close(&reader);
        if (reader_verify(path, &err) != 0)
            fail_msg("%s: verified", files[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_search),
        DIR_TEST(test_counts),
        DIR_TEST(test_counts_without),
        DIR_TEST(test_reopen),
        DIR_TEST(test_common),
        DIR_TEST(test_long_question),
        DIR_TEST(test_open_fails),
        DIR_TEST(test_damage),
        DIR_TEST(test_cut),
    };

    return cmocka_run_group_tests(tests, bench_open, bench_close);
}
