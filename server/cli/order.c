/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor order VERB ...: orders from the command line, JSON in and out.
 * place and answer read their params (order.place, order.answer and
 * introduction.answer of clients/PROTOCOL.md) from standard input; form says
 * what goes into an order. What is done here is done as "cli", which may do
 * what an admin may, and stands in the audit. */
#include "cli/cli.h"

#include <errno.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "cli/house.h"
#include "order/bulk.h"
#include "order/escalate.h"
#include "order/order.h"
#include "store/people.h"

enum { PARAMS_MAX = 64 * 1024 };

struct options {
    enum lang lang;
    const char *verb, *first, *second;
    const char *note, *reason, *outcome, *words, *head;
    bool dry_run;
};

struct counter {
    struct options options;
    struct workspace *ws;
    struct order_refusal refusal;
};

/* ---- input -------------------------------------------------------------- */

static json_t *params_read(struct err *err)
{
    char *text = mem_alloc(PARAMS_MAX + 1);
    size_t len = fread(text, 1, PARAMS_MAX + 1, stdin);
    json_error_t where;
    json_t *params = NULL;

    if (len > PARAMS_MAX) {
        err_set(err, ERR_LIMIT, "order: at most %d bytes of JSON", PARAMS_MAX);
    } else {
        params = json_loadb(text, len, JSON_REJECT_DUPLICATES, &where);
        if (!json_is_object(params)) {
            json_decref(params);
            params = NULL;
            err_set(err, ERR_INPUT,
                    "order: standard input must be a JSON object: line %d: "
                    "%.200s",
                    where.line, where.text);
        }
    }
    free(text);
    return params;
}

/* A request without a name of its own is one of its own. */
static void cid_ensure(json_t *params)
{
    unsigned char bytes[16];
    char cid[2 * sizeof bytes + 1];

    if (json_object_get(params, "cid") != NULL)
        return;
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(cid, sizeof cid, bytes, sizeof bytes);
    json_object_set_new(params, "cid", json_string(cid));
}

/* ---- verbs: 1 and *out, 0 refused, -1 ------------------------------------ */

static int verb_form(struct counter *counter, json_t **out, struct err *err)
{
    (void)err;
    *out = order_form(counter->ws->snapshot, counter->options.lang, NULL);
    return 1;
}

static int verb_place(struct counter *counter, json_t **out, struct err *err)
{
    struct order_owner owner = {"", "", counter->options.lang};
    json_auto_t *params = params_read(err);
    char visitor[40];

    if (params == NULL)
        return -1;
    cid_ensure(params);
    /* each is a visitor of its own: no limit of so many a day */
    snprintf(visitor, sizeof visitor, "cli-%.32s",
             json_string_value(json_object_get(params, "cid")) != NULL
                 ? json_string_value(json_object_get(params, "cid"))
                 : "");
    owner.visitor = visitor;
    return order_place(counter->ws, &owner, params, out, &counter->refusal,
                       err);
}

static int verb_list(struct counter *counter, json_t **out, struct err *err)
{
    json_t *list = NULL;

    if (order_inbox(counter->ws, counter->options.lang, &list, err) < 0)
        return -1;
    *out = json_pack("{s:o}", "orders", list);
    return 1;
}

static int audited(struct counter *counter, const char *action,
                   const char *subject, struct err *err)
{
    struct store *store = counter->ws->store;
    struct audit audit = {.at = counter->ws->now,
                          .actor = "cli",
                          .action = action,
                          .subject = subject};

    if (store_begin(store, err) < 0)
        return -1;
    return store_end(store, audit_add(store, &audit, err), err);
}

static int verb_show(struct counter *counter, json_t **out, struct err *err)
{
    const char *reference = counter->options.first;
    int ret = order_show(counter->ws, reference, counter->options.lang, out,
                         &counter->refusal, err);

    if (ret == 1 && audited(counter, "contact.view", reference, err) < 0) {
        json_decref(*out);
        *out = NULL;
        return -1;
    }
    return ret;
}

static int verb_move(struct counter *counter, json_t **out, struct err *err)
{
    const struct options *options = &counter->options;
    struct order_step step = {.to = options->second,
                              .reason = options->reason,
                              .note = options->note,
                              .outcome = options->outcome,
                              .actor = ORDER_STAFF,
                              .who = "cli",
                              .any = true};
    int ret = order_move(counter->ws, options->first, &step, NULL,
                         &counter->refusal, err);

    if (ret == 1 && audited(counter, "order.move", options->first, err) < 0)
        return -1;
    return ret == 1 ? verb_show(counter, out, err) : ret;
}

static const struct order_staff cli_staff = {"cli", true};

static int verb_assign(struct counter *counter, json_t **out, struct err *err)
{
    const struct options *options = &counter->options;
    int ret = order_assign(counter->ws, options->first, options->second,
                           cli_staff, NULL, &counter->refusal, err);

    if (ret == 1 && audited(counter, "order.assign", options->first, err) < 0)
        return -1;
    return ret == 1 ? verb_show(counter, out, err) : ret;
}

/* ---- introductions ------------------------------------------------------- */

static int verb_introduce(struct counter *counter, json_t **out,
                          struct err *err)
{
    const struct options *options = &counter->options;
    json_auto_t *params = json_pack("{s:s,s:s?}", "partner", options->second,
                                    "words", options->words);
    int ret = 0;

    if (params == NULL)
        return err_set(err, ERR_INPUT, "order: words must be UTF-8");
    ret = order_introduce(counter->ws, options->first, params, cli_staff,
                          options->lang, out, &counter->refusal, err);
    if (ret == 1 &&
        audited(counter, "order.introduce", options->first, err) < 0)
        return -1;
    return ret;
}

static int verb_unintroduce(struct counter *counter, json_t **out,
                            struct err *err)
{
    const struct options *options = &counter->options;
    int ret = order_introduce_end(counter->ws, options->first, cli_staff,
                                  options->note, options->lang, out,
                                  &counter->refusal, err);

    if (ret == 1 &&
        audited(counter, "order.introduce", options->first, err) < 0)
        return -1;
    return ret;
}

/* For either side, by its reference and secret. */
static int verb_answer(struct counter *counter, json_t **out, struct err *err)
{
    const struct options *options = &counter->options;
    bool link = options->first[0] == 'I' || options->first[0] == 'i';
    json_auto_t *params = params_read(err);

    if (params == NULL)
        return -1;
    return link ? introduction_answer(counter->ws, options->first,
                                      options->second, params, options->lang,
                                      out, NULL, &counter->refusal, err)
                : order_answer(counter->ws, options->first, options->second,
                               params, options->lang, out, NULL,
                               &counter->refusal, err);
}

/* ---- reports ------------------------------------------------------------- */

static int verb_report(struct counter *counter, json_t **out, struct err *err)
{
    const struct options *options = &counter->options;
    int ret = 0;

    if (strcmp(options->first, "funnel") == 0 && options->second == NULL)
        ret = order_report_funnel(counter->ws, options->lang, 0, 0, out, err);
    else if (strcmp(options->first, "first") == 0 && options->second == NULL)
        ret = order_report_first(counter->ws, options->lang, out, err);
    else if (strcmp(options->first, "first") == 0)
        ret = order_report_lead(counter->ws, options->second, options->lang,
                                out, err);
    else
        return err_set(err, ERR_USAGE,
                       "order: the reports are funnel, first and first NAME");
    return ret < 0 ? -1 : 1;
}

/* Said either way; 1 only if the ledger stands. */
static int verb_verify(struct counter *counter, json_t **out, struct err *err)
{
    int ret = order_verify(counter->ws, counter->options.head, out, err);

    if (ret == 0) {
        json_dumpf(*out, stdout, JSON_INDENT(2) | JSON_SORT_KEYS);
        putchar('\n');
        snprintf(counter->refusal.what, sizeof counter->refusal.what,
                 "the ledger is not as it was written: restore the last "
                 "backup that verifies");
    }
    return ret;
}

/* ---- the rights of a person ---------------------------------------------- */

static int verb_export(struct counter *counter, json_t **out, struct err *err)
{
    if (person_export(counter->ws, counter->options.first, out, err) < 0 ||
        audited(counter, "order.export", "", err) < 0) {
        json_decref(*out);
        *out = NULL;
        return -1;
    }
    return 1;
}

static int erase_person(struct counter *counter, json_t **out, struct err *err)
{
    int count = person_erase(counter->ws, counter->options.first, err);

    if (count < 0 || audited(counter, "person.erase", "", err) < 0)
        return -1;
    *out = json_pack("{s:i}", "erased", count);
    return 1;
}

/* A reference, or the address or number of a person. */
static int verb_erase(struct counter *counter, json_t **out, struct err *err)
{
    const char *reference = counter->options.first;
    int ret = 0;

    if ((reference[0] != 'P' && reference[0] != 'p') ||
        strchr(reference, '@') != NULL)
        return erase_person(counter, out, err);
    ret = order_erase(counter->ws, reference, &counter->refusal, err);
    if (ret == 1 && audited(counter, "order.erase", reference, err) < 0)
        return -1;
    if (ret == 1)
        *out = json_pack("{s:s}", "erased", reference);
    return ret;
}

/* All of a file, into out: 0 or -1. */
static int file_read(const char *path, struct buf *out, struct err *err)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char block[65536];
    size_t got = 0;

    if (file == NULL)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    while ((got = fread(block, 1, sizeof block, file)) > 0 &&
           out->len <= BULK_BYTES_MAX)
        buf_add(out, block, got);
    got = (size_t)ferror(file);
    if (file != stdin)
        fclose(file);
    return got == 0 ? 0 : err_set(err, ERR_IO, "%s: cannot be read", path);
}

static int verb_bulk(struct counter *counter, json_t **out, struct err *err)
{
    const struct options *options = &counter->options;
    struct bulk_options bulk = {options->lang, options->dry_run};
    struct buf bytes;
    int ret = 0;

    buf_init(&bytes);
    ret = file_read(options->first, &bytes, err);
    if (ret == 0 && !options->dry_run)
        ret = audited(counter, "order.bulk", "", err);
    if (ret == 0)
        ret = order_bulk(counter->ws, bytes.bytes != NULL ? bytes.bytes : "",
                         bytes.len, &bulk, out, &counter->refusal, err);
    buf_fini(&bytes);
    return ret;
}

static int verb_tick(struct counter *counter, json_t **out, struct err *err)
{
    return order_tick(counter->ws, out, err) < 0 ? -1 : 1;
}

static const struct verb {
    const char *name;
    int words, more; /* behind it, and at most */
    int (*run)(struct counter *counter, json_t **out, struct err *err);
} verbs[] = {
    {"form", 0, 0, verb_form},
    {"place", 0, 0, verb_place},
    {"list", 0, 0, verb_list},
    {"show", 1, 1, verb_show},
    {"move", 1, 2, verb_move},
    {"assign", 2, 2, verb_assign},
    {"introduce", 2, 2, verb_introduce},
    {"unintroduce", 1, 1, verb_unintroduce},
    {"answer", 2, 2, verb_answer},
    {"report", 1, 2, verb_report},
    {"verify", 0, 0, verb_verify},
    {"export", 1, 1, verb_export},
    {"erase", 1, 1, verb_erase},
    {"bulk", 1, 1, verb_bulk},
    {"tick", 0, 0, verb_tick},
};

static const struct verb *verb_find(const char *name)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (name != NULL && strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    }
    return NULL;
}

/* ---- words -------------------------------------------------------------- */

static bool option_take(const struct cli *cli, int *i, struct options *out)
{
    const struct {
        const char *name;
        const char **value;
    } options[] = {{"--note", &out->note},
                   {"--reason", &out->reason},
                   {"--outcome", &out->outcome},
                   {"--words", &out->words},
                   {"--head", &out->head}};

    for (size_t k = 0; k < sizeof options / sizeof *options; k++) {
        if (strcmp(cli->argv[*i], options[k].name) == 0 && *i + 1 < cli->argc) {
            *options[k].value = cli->argv[++*i];
            return true;
        }
    }
    return false;
}

static int options_read(const struct cli *cli, struct options *out)
{
    const struct verb *verb = NULL;
    int given = 0;

    *out = (struct options){.lang = LANG_EN};
    for (int i = 1; i < cli->argc; i++) {
        const char *word = cli->argv[i];

        if (strcmp(word, "--lang") == 0 && i + 1 < cli->argc)
            out->lang = lang_parse(cli->argv[++i]);
        else if (option_take(cli, &i, out))
            continue;
        else if (strcmp(word, "--json") == 0)
            continue; /* it always is */
        else if (strcmp(word, "--dry-run") == 0)
            out->dry_run = true;
        else if (strncmp(word, "--", 2) == 0)
            return cli_misused(cli, "unknown option");
        else if (out->verb == NULL)
            out->verb = word;
        else if (out->first == NULL)
            out->first = word;
        else if (out->second == NULL)
            out->second = word;
        else
            return cli_misused(cli, "too many words");
    }
    if (out->lang == LANG_NONE)
        return cli_misused(cli, "unknown language");
    verb = verb_find(out->verb);
    if (verb == NULL)
        return cli_misused(cli, "what about orders?");
    given = (out->first != NULL) + (out->second != NULL);
    if (given < verb->words || given > verb->more)
        return cli_misused(cli, "too few or too many words");
    return CLI_DONE;
}

/* ---- running ------------------------------------------------------------ */

static int counter_run(const struct house *house, struct workspace *ws,
                       void *context, struct err *err)
{
    struct counter *counter = context;
    json_auto_t *out = NULL;
    int ret = 0;

    (void)house;
    counter->ws = ws;
    ret = verb_find(counter->options.verb)->run(counter, &out, err);
    if (ret == 1) {
        json_dumpf(out, stdout, JSON_INDENT(2) | JSON_SORT_KEYS);
        putchar('\n');
        return CLI_DONE;
    }
    if (ret == 0)
        fprintf(stderr, "parlor: order: %s%s%s\n", counter->refusal.path,
                counter->refusal.path[0] != '\0' ? " " : "",
                counter->refusal.what);
    return ret < 0 ? -1 : CLI_NO;
}

int cli_order(const struct cli *cli)
{
    struct counter counter = {0};
    int code = options_read(cli, &counter.options);

    return code == CLI_DONE ? house_do(cli->config, true, counter_run, &counter)
                            : code;
}
