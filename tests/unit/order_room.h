/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order_room.h - a store, the desks of the corpus and one good order, for
 * the tests of orders. */
#ifndef ORDER_ROOM_H
#define ORDER_ROOM_H

#include "test_dir.h"

#include <dirent.h>
#include <sodium.h>
#include <stdbool.h>

#include "order/order.h"
#include "store/orders.h"

static const unsigned char room_key[32] = {1, 2, 3};

struct room {
    struct workspace ws;
    struct analyser *analyser;
    struct snapshot *snapshot;
};

static inline void file_add(struct snapshot *snapshot, const char *path)
{
    struct record *record = NULL;
    struct err err = {0};
    char text[65536];
    FILE *file = fopen(path, "r");
    size_t len = 0;

    assert_non_null(file);
    len = fread(text, 1, sizeof text, file);
    fclose(file);
    if (record_parse(text, len, &record, &err) < 0)
        fail_msg("%s: %s", path, err.text);
    snapshot_add(snapshot, &record);
}

static inline void kind_add(struct snapshot *snapshot, const char *kind)
{
    char folder[64], path[512];
    struct dirent *entry = NULL;
    DIR *dir = NULL;

    snprintf(folder, sizeof folder, "corpus/%s", kind);
    dir = opendir(folder);
    if (dir == NULL)
        fail_msg("%s: run from the top folder", folder);
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        file_add(snapshot, path);
    }
    closedir(dir);
}

static inline void record_add(struct snapshot *snapshot, const char *text)
{
    struct record *record = NULL;
    struct err err = {0};

    assert_int_equal(record_parse(text, strlen(text), &record, &err), 0);
    snapshot_add(snapshot, &record);
}

static inline void room_open(struct room *room, void **state)
{
    struct err err = {0};

    *room = (struct room){.snapshot = snapshot_new()};
    assert_true(sodium_init() >= 0);
    assert_int_equal(analyser_open(&room->analyser, &err), 0);
    kind_add(room->snapshot, "parlor");
    kind_add(room->snapshot, "city");
    kind_add(room->snapshot, "country");
    kind_add(room->snapshot, "industry");
    snapshot_say(room->snapshot, LANG_EN,
                 json_pack("{s:s,s:s,s:s}", "order.state.received", "Received",
                           "form.order.notice_version", "7", "form.order.seeks",
                           "What do you seek?"));
    snapshot_seal(room->snapshot, room->analyser, 1);
    room->ws = (struct workspace){.arena = arena_new(),
                                  .analyser = room->analyser,
                                  .snapshot = room->snapshot,
                                  .now = 1795248000000, /* 2026-11-21 */
                                  .key = room_key};
    if (store_open(test_dir(state), &room->ws.store, &err) < 0)
        fail_msg("store_open: %s", err.text);
}

static inline void room_close(struct room *room)
{
    store_close(&room->ws.store);
    arena_free(&room->ws.arena);
    snapshot_free(&room->snapshot);
    analyser_close(&room->analyser);
}

static const char *const order_good =
    "{'cid':'c-1','kind':'city_order','notice':'7','consents':{'contact':true},"
    "'fields':{'seeks':'  Makers of frozen food \\n','country':'country-jp',"
    "'city':'linyi','industry':'food-processing','when':'later',"
    "'organisation':'canary-org','name':'canary-name','email':"
    "'canary@mail.example','phone':'+49 (30) 1234-5678'}}";

static inline json_t *params_make(const char *text)
{
    char copy[8192];
    json_error_t where;
    json_t *params = NULL;

    snprintf(copy, sizeof copy, "%s", text);
    for (char *at = copy; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    params = json_loads(copy, 0, &where);
    if (params == NULL)
        fail_msg("%s: %s", copy, where.text);
    return params;
}

static const struct order_owner owner = {"visitor-1", "talk-1", LANG_EN};

static inline json_t *order_of(struct room *room, const char *text)
{
    json_t *params = params_make(text), *out = NULL;
    struct order_refusal refusal = {0};
    struct err err = {0};

    if (order_place(&room->ws, &owner, params, &out, &refusal, &err) != 1)
        fail_msg("%s %s %s", refusal.path, refusal.what, err.text);
    json_decref(params);
    return out;
}

static inline const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text != NULL ? text : "";
}

static inline bool json_says(const json_t *value, const char *canary)
{
    char *text = json_dumps(value, 0);
    bool found = strstr(text, canary) != NULL;

    free(text);
    return found;
}

#endif
