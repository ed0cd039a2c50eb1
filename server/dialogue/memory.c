/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogue/memory.h"

#include <stdio.h>
#include <string.h>

enum { LIST_MAX = MEMORY_INPUTS_MAX };

static const char *const asked_names[] = {
    [ASKED_ANY] = "any",         [ASKED_MONEY] = "money",
    [ASKED_SHARE] = "share",     [ASKED_COUNT] = "count",
    [ASKED_TIME] = "time",       [ASKED_AREA] = "area",
    [ASKED_PRICE] = "price",     [ASKED_WHO] = "who",
    [ASKED_CONTACT] = "contact", [ASKED_HOURS] = "hours"};

static enum asked asked_of(const char *name)
{
    for (size_t i = 0; i < sizeof asked_names / sizeof *asked_names; i++)
        if (name != NULL && strcmp(asked_names[i], name) == 0)
            return (enum asked)i;
    return ASKED_ANY;
}

static struct ids read_ids(struct workspace *ws, const json_t *list)
{
    struct ids out = {arena_zero(ws->arena, LIST_MAX * sizeof *out.items), 0};
    size_t i = 0;
    const json_t *item = NULL;

    json_array_foreach(list, i, item) {
        const char *id = json_string_value(item);
        const struct record *record =
            id != NULL ? snapshot_record(ws->snapshot, id) : NULL;

        if (record != NULL && out.count < LIST_MAX)
            out.items[out.count++] = record;
    }
    return out;
}

static void read_inputs(struct workspace *ws, const json_t *list,
                        struct profile *who)
{
    size_t i = 0;
    const json_t *item = NULL;

    who->inputs = arena_zero(ws->arena, LIST_MAX * sizeof *who->inputs);
    json_array_foreach(list, i, item) {
        const char *field = json_string_value(json_object_get(item, "field"));
        const char *unit = json_string_value(json_object_get(item, "unit"));
        struct input *input = &who->inputs[who->input_count];

        if (field == NULL || who->input_count == LIST_MAX)
            continue;
        input->field = arena_text(ws->arena, field);
        input->low = json_number_value(json_object_get(item, "low"));
        input->high = json_number_value(json_object_get(item, "high"));
        snprintf(input->unit, sizeof input->unit, "%s", unit ? unit : "");
        input->assumed = json_is_true(json_object_get(item, "assumed"));
        who->input_count++;
    }
}

static const char *text_of(struct workspace *ws, const json_t *object,
                           const char *name)
{
    return arena_text(ws->arena,
                      json_string_value(json_object_get(object, name)));
}

void memory_read(struct workspace *ws, const json_t *state, struct memory *out)
{
    const json_t *last = json_object_get(state, "last");
    const char *lang = json_string_value(json_object_get(state, "lang"));

    memset(out, 0, sizeof *out);
    out->turn = (long)json_integer_value(json_object_get(state, "turn"));
    out->lang = lang != NULL ? lang_parse(lang) : LANG_NONE;
    out->intent = text_of(ws, last, "intent");
    out->topic = text_of(ws, last, "topic");
    out->class_ = text_of(ws, last, "class");
    out->asked = asked_of(json_string_value(json_object_get(last, "asked")));
    out->clause = (size_t)json_integer_value(json_object_get(last, "clause"));
    out->places = read_ids(ws, json_object_get(last, "places"));
    out->records = read_ids(ws, json_object_get(last, "records"));
    out->matches = read_ids(ws, json_object_get(last, "matches"));
    out->demand = json_object_get(last, "demand");
    out->clock = json_object_get(last, "clock");
    out->intake = json_object_get(state, "intake");
    out->known = json_object_get(state, "known");
    read_inputs(ws, json_object_get(last, "inputs"), &out->who);
    out->who.industries = read_ids(ws, json_object_get(last, "industries"));
    out->who.class_ = out->class_;
}

json_t *memory_ids(const struct ids *ids)
{
    json_t *list = json_array();

    for (size_t i = 0; i < ids->count && i < LIST_MAX; i++)
        json_array_append_new(list, json_string(ids->items[i]->id));
    return list;
}

static json_t *write_inputs(const struct profile *who)
{
    json_t *list = json_array();

    for (size_t i = 0; i < who->input_count && i < LIST_MAX; i++) {
        const struct input *input = &who->inputs[i];

        json_array_append_new(
            list, json_pack("{s:s,s:f,s:f,s:s,s:b}", "field", input->field,
                            "low", input->low, "high", input->high, "unit",
                            input->unit, "assumed", input->assumed));
    }
    return list;
}

static void set_text(json_t *object, const char *name, const char *text)
{
    if (text != NULL)
        json_object_set_new(object, name, json_string(text));
}

static void keep(json_t *state, const char *name, json_t *value)
{
    if (value != NULL && json_is_null(value))
        json_object_del(state, name);
    if (value != NULL && !json_is_null(value))
        json_object_set_new(state, name, value);
}

void memory_write(json_t *state, const struct memory *memory)
{
    json_t *last = json_object();

    set_text(last, "intent", memory->intent);
    set_text(last, "topic", memory->topic);
    set_text(last, "class", memory->class_);
    if (memory->asked != ASKED_ANY)
        set_text(last, "asked", asked_names[memory->asked]);
    if (memory->clause != 0)
        json_object_set_new(last, "clause",
                            json_integer((json_int_t)memory->clause));
    if (memory->places.count != 0)
        json_object_set_new(last, "places", memory_ids(&memory->places));
    json_object_set_new(last, "records", memory_ids(&memory->records));
    json_object_set_new(last, "matches", memory_ids(&memory->matches));
    json_object_set_new(last, "inputs", write_inputs(&memory->who));
    json_object_set_new(last, "industries",
                        memory_ids(&memory->who.industries));
    if (memory->demand != NULL)
        json_object_set_new(last, "demand", memory->demand);
    if (memory->clock != NULL)
        json_object_set_new(last, "clock", memory->clock);
    json_object_set_new(state, "turn", json_integer(memory->turn));
    json_object_set_new(state, "lang", json_string(lang_code(memory->lang)));
    json_object_set_new(state, "last", last);
    keep(state, "intake", memory->intake);
    keep(state, "known", memory->known);
}

void memory_places(struct workspace *ws, const struct meaning *meaning,
                   struct ids *out)
{
    const struct ids *lists[] = {&meaning->cities, &meaning->parks,
                                 &meaning->outside, &meaning->countries};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t j = 0; j < lists[i]->count && out->count < LIST_MAX; j++)
            ids_add(out, lists[i]->items[j], ws->arena);
}

void memory_return_places(struct workspace *ws, const struct ids *places,
                          struct meaning *out)
{
    const struct {
        const char *kind;
        struct ids *ids;
    } rows[] = {{"city", &out->cities},
                {"park", &out->parks},
                {"place", &out->outside},
                {"country", &out->countries}};

    for (size_t i = 0; i < places->count; i++)
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
            if (strcmp(places->items[i]->kind, rows[k].kind) == 0)
                ids_add(rows[k].ids, places->items[i], ws->arena);
}
