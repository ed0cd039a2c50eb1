/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs conversations written down in tests/scenario/NAME.txt against a parlor
 * without socket and under a day of their own; prints TAP.
 *
 *   day 2026-11-21        the day the conversation is held on
 *   import PATH           documents are published first; where there are none
 *                         the file is skipped
 *   > text                the visitor says text; \xHH is a byte
 *   long 8000 text        the visitor says text over and over, so many bytes
 *   intent NAME           the reply's intent
 *   says TEXT             the answer holds TEXT
 *   not TEXT              the answer does not hold TEXT
 *   result NUMBER         the calculation's result
 *   cites ID              a citation is of the record ID
 *   first ID              the best match; `excluded ID`: one left out
 *   desk ID               the desk an order goes to
 *   stage NAME            of an order that is being told; `asked FIELD`: what
 *                         is asked for; `field NAME VALUE`: what is carried
 *   lang CODE             the reply's language
 *   abstained             the reply says that it does not know
 *   answered              it does not
 *   person                a person is offered
 *   rank NUMBER           so many are ranked; `cited NUMBER`: so many sources
 *   demand NAME VALUE     of what was ranked for: a text, a number, or the
 *                         first of a list; without a value: nothing
 *   block TYPE            the answer has such a block
 *
 * Whatever is said, every answer is short, in whole characters and not empty.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/parlor.h"
#include "text/fold.h"

enum { LINE_BYTES = 9000, ANSWER_MAX = 900 };

struct run {
    struct parlor_fixture *parlor;
    const char *file;
    int line;
    json_t *reply; /* of the last turn */
    bool imported; /* the parlor knows more than the corpus */
    int tests, failed;
};

static const char *text_of(const json_t *object, const char *member)
{
    const char *text = json_string_value(json_object_get(object, member));

    return text != NULL ? text : "";
}

static void report(struct run *run, bool fine, const char *what)
{
    run->tests++;
    run->failed += !fine;
    printf("%s %d - %s:%d %s\n", fine ? "ok" : "not ok", run->tests, run->file,
           run->line, what);
    if (!fine)
        printf("#   said: %s\n", text_of(run->reply, "answer"));
}

static bool has_id(const json_t *list, const char *id, bool only_excluded)
{
    size_t i = 0;
    const json_t *one = NULL;

    json_array_foreach(list, i, one)
        if (strcmp(text_of(one, "id"), id) == 0 &&
            (!only_excluded || json_is_true(json_object_get(one, "excluded"))))
            return true;
    return false;
}

static bool says(struct run *run, const char *what)
{
    return strstr(text_of(run->reply, "answer"), what) != NULL;
}

static bool says_not(struct run *run, const char *what)
{
    return !says(run, what);
}

static bool intent(struct run *run, const char *what)
{
    return strcmp(text_of(run->reply, "intent"), what) == 0;
}

static bool result(struct run *run, const char *what)
{
    const json_t *got =
        json_object_get(json_object_get(run->reply, "calculation"), "result");
    double difference = json_number_value(got) - strtod(what, NULL);

    return json_is_number(got) && difference < 0.5 && difference > -0.5;
}

static bool cites(struct run *run, const char *what)
{
    return has_id(json_object_get(run->reply, "citations"), what, false);
}

static bool first(struct run *run, const char *what)
{
    const json_t *matches = json_object_get(run->reply, "matches");

    return strcmp(text_of(json_array_get(matches, 0), "id"), what) == 0;
}

static bool excluded(struct run *run, const char *what)
{
    return has_id(json_object_get(run->reply, "matches"), what, true);
}

static bool order_says(struct run *run, const char *member, const char *what)
{
    return strcmp(text_of(json_object_get(run->reply, "order"), member),
                  what) == 0;
}

static bool stage(struct run *run, const char *what)
{
    return order_says(run, "stage", what);
}

static bool asked(struct run *run, const char *what)
{
    return order_says(run, "asked", what);
}

/* "NAME VALUE"; without a value: the field is not carried. */
static bool field(struct run *run, const char *what)
{
    const json_t *fields =
        json_object_get(json_object_get(run->reply, "order"), "fields");
    const char *value = strchr(what, ' ');
    char name[64];

    snprintf(name, sizeof name, "%.*s",
             value != NULL ? (int)(value - what) : 63, what);
    return strcmp(text_of(fields, name), value != NULL ? value + 1 : "") == 0;
}

/* The same of the demand; of a list its first. */
static bool demand(struct run *run, const char *what)
{
    const char *value = strchr(what, ' ');
    const json_t *has = NULL;
    char name[64];

    snprintf(name, sizeof name, "%.*s",
             value != NULL ? (int)(value - what) : 63, what);
    has = json_object_get(json_object_get(run->reply, "demand"), name);
    if (json_is_array(has))
        has = json_array_get(has, 0);
    if (value == NULL)
        return has == NULL;
    if (json_is_number(has))
        return json_number_value(has) == strtod(value + 1, NULL);
    return json_is_string(has) &&
           strcmp(json_string_value(has), value + 1) == 0;
}

static bool block(struct run *run, const char *what)
{
    const json_t *blocks = json_object_get(run->reply, "blocks");
    size_t i = 0;
    const json_t *one = NULL;

    json_array_foreach(blocks, i, one)
        if (strcmp(text_of(one, "type"), what) == 0)
            return true;
    return false;
}

static bool desk(struct run *run, const char *what)
{
    const json_t *order = json_object_get(run->reply, "order");

    return strcmp(text_of(json_object_get(order, "desk"), "id"), what) == 0;
}

static bool abstained(struct run *run, const char *what)
{
    (void)what;
    return json_is_true(json_object_get(run->reply, "abstained"));
}

static bool answered(struct run *run, const char *what)
{
    return !abstained(run, what);
}

static bool person(struct run *run, const char *what)
{
    (void)what;
    return json_is_true(json_object_get(run->reply, "person"));
}

static bool lang(struct run *run, const char *what)
{
    return strcmp(text_of(run->reply, "lang"), what) == 0;
}

static bool ranked(struct run *run, const char *what)
{
    const json_t *matches = json_object_get(run->reply, "matches");
    size_t i = 0, count = 0;
    const json_t *one = NULL;

    json_array_foreach(matches, i, one)
        count += !json_is_true(json_object_get(one, "excluded"));
    return count == strtoul(what, NULL, 10);
}

static bool cited(struct run *run, const char *what)
{
    return json_array_size(json_object_get(run->reply, "citations")) ==
           strtoul(what, NULL, 10);
}

static const struct check {
    const char *word;
    bool (*holds)(struct run *run, const char *what);
} checks[] = {
    {"says", says},         {"not", says_not},  {"intent", intent},
    {"result", result},     {"cites", cites},   {"first", first},
    {"excluded", excluded}, {"desk", desk},     {"stage", stage},
    {"asked", asked},       {"field", field},   {"abstained", abstained},
    {"answered", answered}, {"person", person}, {"lang", lang},
    {"rank", ranked},       {"cited", cited},   {"demand", demand},
    {"block", block},
};

/* What holds of every answer. */
static bool calm(const struct run *run)
{
    const char *text = text_of(run->reply, "answer");
    size_t len = strlen(text);

    for (size_t at = 0; at < len;)
        if (fold_rune(text, len, &at) < 0)
            return false;
    return len != 0 && fold_length(text, len) <= ANSWER_MAX;
}

static void say(struct run *run, const char *text)
{
    json_decref(run->reply);
    run->reply = parlor_fixture_ask(run->parlor, text, LANG_NONE);
    if (!calm(run))
        report(run, false, "no short answer in whole characters");
}

/* \x01 as the byte that it means, in place. */
static void unescape(char *text)
{
    char *out = text;
    unsigned byte = 0;

    while (*text != '\0') {
        if (sscanf(text, "\\x%2x", &byte) == 1 && byte != 0) {
            *out++ = (char)byte;
            text += 4;
        } else {
            *out++ = *text++;
        }
    }
    *out = '\0';
}

static void say_long(struct run *run, const char *what)
{
    char *text = NULL, message[LINE_BYTES] = "";
    size_t want = strtoul(what, &text, 10), len = 0;

    text += *text == ' ';
    while (*text != '\0' && len + strlen(text) <= want &&
           len + strlen(text) < sizeof message) {
        memcpy(message + len, text, strlen(text) + 1);
        len += strlen(text);
    }
    say(run, message);
}

/* 0 if there is nothing to import. */
static int import(struct run *run, const char *path)
{
    if (access(path, R_OK) != 0) {
        run->tests++;
        printf("ok %d - %s # SKIP %s is missing\n", run->tests, run->file,
               path);
        return 0;
    }
    parlor_fixture_import(run->parlor, path);
    run->imported = true;
    return 1;
}

static void run_check(struct run *run, const char *line)
{
    const char *what = strchr(line, ' ');

    what = what != NULL ? what + 1 : line + strlen(line);
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        size_t len = strlen(checks[i].word);

        if (strncmp(line, checks[i].word, len) != 0 ||
            (line[len] != ' ' && line[len] != '\0'))
            continue;
        report(run, run->reply != NULL && checks[i].holds(run, what), line);
        return;
    }
    report(run, false, "unknown line");
}

/* 0 if the rest of the file is to be skipped. */
static int run_line(struct run *run, char *line)
{
    struct date *today = &run->parlor->today;

    line[strcspn(line, "\n")] = '\0';
    if (*line == '\0' || *line == '#')
        return 1;
    if (strncmp(line, "import ", 7) == 0)
        return import(run, line + 7);
    if (strncmp(line, "> ", 2) == 0) {
        unescape(line + 2);
        say(run, line + 2);
    } else if (strncmp(line, "long ", 5) == 0) {
        say_long(run, line + 5);
    } else if (sscanf(line, "day %d-%d-%d", &today->year, &today->month,
                      &today->day) != 3) {
        run_check(run, line);
    }
    return 1;
}

/* The next file finds a parlor as if there had been none before. */
static void begin_anew(struct run *run)
{
    json_decref(run->reply);
    run->reply = NULL;
    if (run->imported) {
        parlor_fixture_close(run->parlor);
        parlor_fixture_open(run->parlor);
        run->imported = false;
    }
    parlor_fixture_reset(run->parlor);
}

static void run_file(struct run *run, const char *name)
{
    char path[512], line[LINE_BYTES];
    FILE *file = NULL;

    snprintf(path, sizeof path, "tests/scenario/%s", name);
    file = fopen(path, "r");
    run->file = name;
    run->line = 0;
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        run->line++;
        if (!run_line(run, line))
            break;
    }
    begin_anew(run);
    if (file == NULL)
        report(run, false, "cannot be read");
    else
        fclose(file);
}

static int is_scenario(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');

    return dot != NULL && strcmp(dot, ".txt") == 0;
}

int main(void)
{
    struct parlor_fixture parlor;
    struct run run = {.parlor = &parlor};
    struct dirent **names = NULL;
    int count = scandir("tests/scenario", &names, is_scenario, alphasort);

    parlor_fixture_open(&parlor);
    for (int i = 0; i < count; i++) {
        run_file(&run, names[i]->d_name);
        free(names[i]);
    }
    free(names);
    parlor_fixture_close(&parlor);
    printf("1..%d\n", run.tests);
    return run.failed != 0 || count <= 0;
}
