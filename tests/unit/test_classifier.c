/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_classifier.c - a model made by hand, and files that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "text/classifier.h"
#include "text/ngrams.h"

enum { CLASSES = 2 };

static const size_t whole =
    sizeof(struct classifier_head) + NGRAMS_SPACE * CLASSES + 8;

static char path[] = "/tmp/parlor-classifier-XXXXXX";

/* A model that takes every text with "park" in it for a match. */
static char *model_make(void)
{
    char *bytes = calloc(1, whole);
    struct classifier_head *head = (struct classifier_head *)bytes;
    uint32_t features[NGRAMS_MAX];
    size_t count = ngrams_find("park", 4, features);
    int8_t *weights = (int8_t *)(head + 1);
    uint64_t sum = 0;

    memcpy(head->magic, classifier_magic, 8);
    *head = (struct classifier_head){.version = CLASSIFIER_VERSION,
                                     .features = NGRAMS_SPACE,
                                     .classes = CLASSES,
                                     .sharpness = 1,
                                     .threshold = 0.6F};
    memcpy(head->magic, classifier_magic, 8);
    head->rows[0] = (struct classifier_class){"match", 0.05F, 0};
    head->rows[1] = (struct classifier_class){"fact", 0.05F, 0};
    for (size_t i = 0; i < count; i++)
        weights[features[i] * CLASSES] = 100;
    count = ngrams_find("xyz", 3, features);
    for (size_t i = 0; i < count; i++)
        weights[features[i] * CLASSES] = 0;
    sum = classifier_sum(bytes, whole - 8);
    memcpy(bytes + whole - 8, &sum, 8);
    return bytes;
}

static void file_put(const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static int room_open(void **state)
{
    int file = mkstemp(path);

    (void)state;
    return file < 0 ? -1 : close(file);
}

static int room_close(void **state)
{
    (void)state;
    return unlink(path);
}

static void test_judge(void **state)
{
    static const struct {
        const char *text, *label;
    } rows[] = {
        {"park", "match"},
        {"a park for us", "match"},
        {"xyz", "none"},
    };
    static const struct lexicon_matches nothing;
    static const struct quantities none;
    static struct features features;
    struct classifier *classifier = NULL;
    struct err err = {0};
    char *bytes = model_make();

    (void)state;
    file_put(bytes, whole);
    free(bytes);
    assert_int_equal(classifier_open(path, &classifier, &err), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct judgement got;

        features_find(rows[i].text, strlen(rows[i].text), &nothing, &nothing,
                      &none, &features);
        classifier_judge(classifier, &features, &got);
        if (strcmp(got.label, rows[i].label) != 0)
            fail_msg("row %zu (%s): %s %.2f", i, rows[i].text, got.label,
                     got.probability);
        assert_true(got.probability > 0 && got.probability <= 1);
    }
    classifier_close(&classifier);
    assert_null(classifier);
    classifier_close(&classifier);
}

/* One byte changed anywhere, or the file cut: refused. */
static void test_damage(void **state)
{
    static const size_t at[] = {0, 9, 13, 17, 21, 40, 70000, 131000};
    struct classifier *classifier = NULL;
    struct err err = {0};
    char *bytes = model_make();

    (void)state;
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        bytes[at[i]] ^= 0x41;
        file_put(bytes, whole);
        bytes[at[i]] ^= 0x41;
        if (classifier_open(path, &classifier, &err) != -1 ||
            err.code != ERR_CORRUPT)
            fail_msg("row %zu: byte %zu was not missed", i, at[i]);
    }
    for (size_t len = 0; len < whole; len += whole / 7) {
        file_put(bytes, len);
        if (classifier_open(path, &classifier, &err) != -1)
            fail_msg("a model of %zu bytes was taken", len);
    }
    free(bytes);
    assert_int_equal(classifier_open("/nowhere", &classifier, &err), -1);
    assert_int_equal(err.code, ERR_IO);
}

/* However long a text is, there is room for what it is made of. */
static void test_ngrams(void **state)
{
    static char text[40000];
    uint32_t features[NGRAMS_MAX];

    (void)state;
    assert_in_range(ngrams_find("", 0, features), 0, 4);
    memset(text, 'a', sizeof text - 1);
    assert_in_range(ngrams_find(text, strlen(text), features), 1, NGRAMS_MAX);
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        text[i] = ' ';
    assert_in_range(ngrams_find(text, strlen(text), features), 1, NGRAMS_MAX);
    for (size_t i = 0; i < 6; i++)
        assert_in_range(features[i], 0, NGRAMS_SPACE - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_judge),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_ngrams),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
