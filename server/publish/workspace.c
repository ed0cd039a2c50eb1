/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/workspace.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "publish/index.h"

/* NULL while there is none that can be read; said once for each. */
static void workspace_reader(struct workspace *ws)
{
    int64_t number = library_index(ws->library);
    struct err err = {0};
    char *path = index_path(ws->data_dir);

    reader_close(&ws->reader);
    if (!index_doubted(ws->data_dir) &&
        reader_open(path, &ws->reader, &err) < 0 && number != ws->index_number)
        log_warn("%s", err.text);
    ws->index_number = number;
    free(path);
}

int workspace_open(const char *data_dir, struct library *library,
                   struct workspace **out, struct err *err)
{
    struct workspace *ws = mem_zero(sizeof *ws);

    *out = NULL;
    ws->data_dir = mem_text(data_dir);
    ws->library = library;
    ws->pack = library_pack(library);
    ws->index_number = -1;
    ws->arena = arena_new();
    ws->shown = shown_new();
    ws->termbook = termbook_new();
    if (store_open(data_dir, &ws->store, err) < 0 ||
        analyser_open(&ws->analyser, err) < 0) {
        workspace_close(&ws);
        return -1;
    }
    workspace_reader(ws);
    *out = ws;
    return 0;
}

/* Counts that nobody waits for. */
static void write_shown(struct workspace *ws)
{
    struct err err = {0};

    if (ws->store != NULL && shown_flush(ws->store, ws->shown, &err) < 0)
        log_warn("what was shown could not be counted: %s", err.text);
}

void workspace_close(struct workspace **ws)
{
    if (*ws == NULL)
        return;
    library_release((*ws)->library, &(*ws)->snapshot);
    reader_close(&(*ws)->reader);
    analyser_close(&(*ws)->analyser);
    write_shown(*ws);
    store_close(&(*ws)->store);
    shown_free(&(*ws)->shown);
    termbook_free(&(*ws)->termbook);
    for (int lang = 0; lang < LANG_COUNT; lang++)
        locale_close(&(*ws)->locales[lang]);
    arena_free(&(*ws)->arena);
    free((char *)(*ws)->data_dir);
    free(*ws);
    *ws = NULL;
}

void workspace_begin(struct workspace *ws, int64_t now, struct date today)
{
    ws->snapshot = library_acquire(ws->library);
    ws->now = now;
    ws->today = today;
    if (ws->reader == NULL || ws->index_number != library_index(ws->library))
        workspace_reader(ws);
    ws->degraded = ws->reader == NULL || library_degraded(ws->library);
}

void workspace_end(struct workspace *ws)
{
    library_release(ws->library, &ws->snapshot);
    ws->hits = NULL;
    arena_reset(ws->arena);
}

void workspace_doubt(struct workspace *ws)
{
    library_doubt(ws->library);
    ws->hits = NULL;
    reader_close(&ws->reader);
    ws->degraded = true;
}

struct locale *workspace_locale(struct workspace *ws, enum lang lang)
{
    if (ws->locales[lang] == NULL)
        ws->locales[lang] = locale_open(lang);
    return ws->locales[lang];
}
