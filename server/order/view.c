/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/view.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "order/fields.h"
#include "order/introduce.h"
#include "order/lead.h"
#include "order/moves.h"
#include "order/reasons.h"
#include "order/route.h"
#include "order/seal.h"
#include "store/people.h"

enum { SEEKS_MAX = 300 };

json_t *order_time(int64_t at)
{
    time_t seconds = (time_t)(at / 1000);
    char date[32] = "", text[48];
    struct tm day;

    gmtime_r(&seconds, &day);
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &day);
    snprintf(text, sizeof text, "%s.%03dZ", date, (int)(at % 1000));
    return json_string(text);
}

const char *view_state(const struct snapshot *snapshot, enum lang lang,
                       const char *state)
{
    return snapshot_word(snapshot, lang, "order.state.", state);
}

json_t *view_desk(const struct snapshot *snapshot, enum lang lang,
                  const char *id)
{
    const struct record *record = snapshot_record(snapshot, id);
    const char *name = record != NULL ? record_name(record, lang) : NULL;

    if (id[0] == '\0')
        return json_null();
    return json_pack("{s:s,s:s}", "id", id, "name", name != NULL ? name : id);
}

/* ---- the whole order ----------------------------------------------------- */

static json_t *view_base(struct workspace *ws, const struct order_row *row,
                         enum lang lang)
{
    json_t *out =
        json_pack("{s:s,s:s,s:s,s:s,s:o,s:o,s:o}", "reference", row->reference,
                  "kind", row->kind, "state", row->state, "state_label",
                  view_state(ws->snapshot, lang, row->state), "desk",
                  view_desk(ws->snapshot, lang, row->desk), "at",
                  order_time(row->created_at), "fields",
                  fields_show(ws->snapshot, lang, row->fields, false));

    if (row->instead[0] != '\0')
        json_object_set_new(out, "instead",
                            view_desk(ws->snapshot, lang, row->instead));
    if (!state_ended(row->state))
        json_object_set_new(out, "notes",
                            route_said(ws, lang, row->desk, row->instead));
    return out;
}

static int view_whole(struct workspace *ws, const struct order_row *row,
                      enum lang lang, bool staff, json_t **out, struct err *err)
{
    json_t *timeline = NULL, *introductions = NULL;

    *out = NULL;
    if (view_timeline(ws, row, lang, staff, &timeline, err) < 0)
        return -1;
    if (introductions_show(ws, row, lang, staff, &introductions, err) < 0) {
        json_decref(timeline);
        return -1;
    }
    *out = view_base(ws, row, lang);
    json_object_set_new(*out, "timeline", timeline);
    json_object_set_new(*out, "introductions", introductions);
    if (row->outcome[0] != '\0') {
        json_object_set_new(*out, "outcome", json_string(row->outcome));
        json_object_set_new(
            *out, "outcome_label",
            json_string(snapshot_word(ws->snapshot, lang, "order.outcome.",
                                      row->outcome)));
    }
    return 1;
}

int view_owner(struct workspace *ws, const struct order_row *row,
               enum lang lang, json_t **out, struct err *err)
{
    const struct move *move = move_find(row->state, "withdrawn");
    json_t *moves = json_array();

    if (move != NULL && move_allowed(move, ORDER_VISITOR))
        json_array_append_new(moves, json_string("withdraw"));
    if (view_whole(ws, row, lang, false, out, err) < 0) {
        json_decref(moves);
        return -1;
    }
    json_object_set_new(*out, "moves", moves);
    json_object_set_new(
        *out, "consents",
        json_pack("{s:b,s:b}", "partner", row->partner, "abroad", row->abroad));
    json_object_set_new(*out, "reasons",
                        reasons_show(ws->snapshot, lang, REASON_WITHDRAW));
    return 1;
}

/* ---- for staff ----------------------------------------------------------- */

static json_t *move_show(struct workspace *ws, const struct move *move,
                         enum lang lang)
{
    json_t *out =
        json_pack("{s:s,s:s,s:b}", "to", move->to, "label",
                  snapshot_word(ws->snapshot, lang, "order.move.", move->to),
                  "note", move->needs_note);

    if (move->reasons != 0)
        json_object_set_new(out, "reasons",
                            reasons_show(ws->snapshot, lang, move->reasons));
    return out;
}

static json_t *moves_list(struct workspace *ws, const struct order_row *row,
                          enum lang lang)
{
    json_t *list = json_array();

    for (const struct move *move = move_all(); move->from != NULL; move++) {
        if (row->erased_at != 0 || strcmp(move->from, row->state) != 0 ||
            !move_allowed(move, ORDER_STAFF) ||
            (move->needs_partner && !row->partner))
            continue;
        json_array_append_new(list, move_show(ws, move, lang));
    }
    return list;
}

/* Why it was lost has to be said, by a reason of the list and in words. */
static json_t *outcome_show(struct workspace *ws, const char *outcome,
                            enum lang lang)
{
    bool lost = strcmp(outcome, "lost") == 0;
    json_t *out =
        json_pack("{s:s,s:s,s:b}", "outcome", outcome, "label",
                  snapshot_word(ws->snapshot, lang, "order.outcome.", outcome),
                  "reason", lost);

    if (lost)
        json_object_set_new(
            out, "reasons",
            reasons_show(ws->snapshot, lang, REASON_LOST | REASON_CLOSE));
    return out;
}

/* The outcomes that may be said next. */
static json_t *outcomes_list(struct workspace *ws, const struct order_row *row,
                             enum lang lang)
{
    bool open = strcmp(row->state, "introduced") == 0 ||
                (strcmp(row->state, "closed") == 0 && row->outcome[0] != '\0');
    json_t *list = json_array();
    const char *word = NULL;

    for (int i = 1; open && row->erased_at == 0; i++) {
        word = outcome_word(i);
        if (word == NULL)
            word = "lost";
        if (outcome_follows(row->outcome, word))
            json_array_append_new(list, outcome_show(ws, word, lang));
        if (strcmp(word, "lost") == 0)
            break;
    }
    return list;
}

static int holder_show(struct workspace *ws, const struct order_row *row,
                       json_t *out, struct err *err)
{
    struct person person = {0};
    int ret = people_by_id(ws->store, row->holder, &person, err);

    if (ret < 0)
        return -1;
    json_object_set_new(out, "holder",
                        row->holder[0] == '\0'
                            ? json_null()
                            : json_pack("{s:s,s:s}", "id", row->holder, "name",
                                        ret == 1 ? person.name : row->holder));
    json_object_set_new(out, "held_at",
                        row->held_at != 0 ? order_time(row->held_at)
                                          : json_null());
    json_object_set_new(out, "due_at",
                        row->due_at != 0 ? order_time(row->due_at)
                                         : json_null());
    json_object_set_new(out, "level", json_integer(row->level));
    return 0;
}

static int contact_show(struct workspace *ws, const struct order_row *row,
                        enum lang lang, json_t *out, struct err *err)
{
    json_t *contact = NULL;
    int ret = seal_open(ws->key, row, &contact, err);

    if (ret < 0)
        return -1;
    json_object_set_new(out, "contact",
                        ret == 1
                            ? fields_show(ws->snapshot, lang, contact, true)
                            : json_null());
    json_decref(contact);
    return 1;
}

int view_staff(struct workspace *ws, const struct order_row *row,
               enum lang lang, json_t **out, struct err *err)
{
    if (view_whole(ws, row, lang, true, out, err) < 0)
        return -1;
    json_object_set_new(*out, "moves", moves_list(ws, row, lang));
    json_object_set_new(*out, "lang", json_string(row->lang));
    json_object_set_new(*out, "conversation",
                        row->conversation[0] != '\0'
                            ? json_string(row->conversation)
                            : json_null());
    json_object_set_new(*out, "consents",
                        json_pack("{s:b,s:b,s:b,s:s}", "contact", row->contact,
                                  "partner", row->partner, "abroad",
                                  row->abroad, "notice", row->notice));
    json_object_set_new(*out, "outcomes", outcomes_list(ws, row, lang));
    if (holder_show(ws, row, *out, err) < 0 ||
        lead_reports(ws, row, *out, err) < 0 ||
        contact_show(ws, row, lang, *out, err) < 0) {
        json_decref(*out);
        *out = NULL;
        return -1;
    }
    return 1;
}

/* ---- short forms --------------------------------------------------------- */

json_t *view_list(struct workspace *ws, const struct order_row *row,
                  enum lang lang)
{
    return json_pack("{s:s,s:s,s:s,s:s,s:o}", "reference", row->reference,
                     "kind", row->kind, "state", row->state, "state_label",
                     view_state(ws->snapshot, lang, row->state), "at",
                     order_time(row->created_at));
}

/* The beginning of what is sought, for a list. */
static json_t *seeks_short(const struct order_row *row)
{
    const json_t *seeks = json_object_get(row->fields, "seeks");
    const char *text = json_string_value(seeks);
    size_t len = json_string_length(seeks);

    if (text == NULL)
        return json_null();
    if (len > SEEKS_MAX) {
        len = SEEKS_MAX;
        while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
            len--;
    }
    return json_stringn(text, len);
}

json_t *view_inbox(struct workspace *ws, const struct order_row *row,
                   enum lang lang)
{
    json_t *out = view_list(ws, row, lang);

    json_object_set_new(out, "desk", view_desk(ws->snapshot, lang, row->desk));
    json_object_set_new(out, "seeks", seeks_short(row));
    json_object_set_new(out, "changed_at", order_time(row->changed_at));
    json_object_set_new(out, "holder", json_string(row->holder));
    json_object_set_new(out, "due_at",
                        row->due_at != 0 ? order_time(row->due_at)
                                         : json_null());
    json_object_set_new(out, "moves", moves_list(ws, row, lang));
    return out;
}

json_t *view_event(struct workspace *ws, const struct order_row *row)
{
    enum lang lang = lang_parse(row->lang);

    return json_pack("{s:s,s:s,s:s}", "reference", row->reference, "state",
                     row->state, "state_label",
                     view_state(ws->snapshot, lang, row->state));
}
