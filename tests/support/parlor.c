/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/parlor.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dialogue/dialogue.h"
#include "publish/import.h"
#include "publish/index.h"
#include "text/classifier.h"

#define PACK "build/parlor.pack"

static void must(int done, const char *what, const struct err *err)
{
    if (done >= 0)
        return;
    fprintf(stderr, "fixture: %s: %s\n", what, err->text);
    exit(1);
}

static void complain(void *context, const char *text)
{
    (void)context;
    fprintf(stderr, "fixture: %s\n", text);
}

/* What path holds, into the store and the index. */
static void fill(struct parlor_fixture *parlor, struct store *store,
                 const char *path)
{
    struct err err = {0};
    struct schemas *schemas = NULL;
    struct sources sources;
    struct import_options options = {.author = {"corpus", parlor->now}};
    struct import_result result;
    struct index *index = NULL;

    must(schemas_load("corpus/schema", &schemas, &err), "schemas", &err);
    sources_init(&sources, complain, NULL);
    must(sources_add(&sources, path, schemas, &err), path, &err);
    sources_sort(&sources);
    if (sources.mistakes != 0)
        must(-1, "corpus has mistakes", &err);
    must(import_run(store, &sources, &options, &result, &err), "import", &err);
    must(index_open(parlor->directory, store, parlor->now, &index, &err),
         "index", &err);
    must(index_apply(index, store, &err), "index", &err);
    index_close(&index);
    sources_fini(&sources);
    schemas_free(&schemas);
}

void parlor_fixture_import(struct parlor_fixture *parlor, const char *path)
{
    struct err err = {0};
    struct store *store = NULL;
    struct analyser *analyser = NULL;

    must(store_open(parlor->directory, &store, &err), "store", &err);
    fill(parlor, store, path);
    must(analyser_open(&analyser, &err), "analyser", &err);
    must(library_refresh(parlor->library, store, analyser, &err), "library",
         &err);
    analyser_close(&analyser);
    store_close(&store);
}

void parlor_fixture_open(struct parlor_fixture *parlor)
{
    struct err err = {0};
    struct classifier *intents = NULL;

    memset(parlor, 0, sizeof *parlor);
    parlor->now = 1795219200000; /* 2026-11-21 */
    snprintf(parlor->directory, sizeof parlor->directory,
             "/tmp/parlor-fixture-XXXXXX");
    if (mkdtemp(parlor->directory) == NULL)
        must(-1, "temporary directory", &err);
    parlor->library = library_new();
    must(classifier_open("build/intents.model", &intents, &err), "intents",
         &err);
    library_learn(parlor->library, &intents);
    parlor_fixture_import(parlor, "corpus");
    must(workspace_open(parlor->directory, parlor->library, &parlor->ws, &err),
         "workspace", &err);
    parlor->state = json_object();
    parlor_fixture_reset(parlor);
}

void parlor_fixture_words(struct parlor_fixture *parlor)
{
    struct err err = {0};

    if (access(PACK, R_OK) != 0)
        return;
    must(pack_open(PACK, &parlor->pack, &err), PACK, &err);
    library_set_pack(parlor->library, parlor->pack);
    parlor->ws->pack = parlor->pack;
}

static int drop(const char *path, const struct stat *status, int type,
                struct FTW *at)
{
    (void)status;
    (void)type;
    (void)at;
    return remove(path);
}

void parlor_fixture_close(struct parlor_fixture *parlor)
{
    workspace_close(&parlor->ws);
    library_free(&parlor->library);
    pack_close(&parlor->pack);
    json_decref(parlor->state);
    nftw(parlor->directory, drop, 16, FTW_DEPTH | FTW_PHYS);
}

void parlor_fixture_reset(struct parlor_fixture *parlor)
{
    json_object_clear(parlor->state);
    parlor->today = (struct date){2026, 11, 21};
}

json_t *parlor_fixture_ask(struct parlor_fixture *parlor, const char *text,
                           enum lang lang)
{
    struct message message = {.text = text, .len = strlen(text), .hint = lang};
    struct err err = {0};
    struct reply reply = {0};

    workspace_begin(parlor->ws, parlor->now, parlor->today);
    must(dialogue_turn(parlor->ws, parlor->state, &message, &reply, &err),
         "turn", &err);
    workspace_end(parlor->ws);
    return reply.body;
}
