/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Book the VIP room on Tuesday", "register for the boat expo", "enter our
 * profile": the way to the form, which this conversation is not. */
#include <string.h>

#include "calendar/bookings.h"
#include "calendar/deadline.h"
#include "dialogue/moves.h"

enum { LISTED_MAX = 6 };

static const struct record *named(const struct turn *turn, const char *kind)
{
    const struct ids *others = &turn->meaning.others;

    for (size_t i = 0; i < others->count; i++)
        if (strcmp(others->items[i]->kind, kind) == 0)
            return others->items[i];
    return NULL;
}

/* Where the form is: the words on the page's own button. */
static void say_where(struct answer *answer, const char *key,
                      const char *button)
{
    struct phrase phrase = phrase_of(key);

    phrase_key(&phrase, "button", button);
    answer_say(answer, &phrase);
}

static void say_names(const char *key, const struct ids *records,
                      struct answer *answer)
{
    struct phrase phrase = phrase_of(key);

    phrase_text(&phrase, "names", answer_names(answer, records));
    answer_say(answer, &phrase);
}

/* ---- rooms --------------------------------------------------------------- */

/* Is it of the parlors, or of a city's, that the message names, if any? */
static bool room_meant(const struct turn *turn, const struct record *room)
{
    const struct meaning *meaning = &turn->meaning;
    const char *id = record_string(room, "parlor");
    const struct record *parlor =
        id != NULL ? snapshot_record(turn->ws->snapshot, id) : NULL;

    if (parlor == NULL || meaning->parlors.count == 0)
        return parlor != NULL;
    return ids_has(&meaning->parlors, parlor);
}

static void room_tell(struct turn *turn, const struct record *room,
                      struct answer *answer)
{
    struct phrase phrase = phrase_of("book.room");
    const char *parlor = record_string(room, "parlor");

    phrase.evidence = room;
    phrase_name(&phrase, "room", room);
    phrase_name(&phrase, "parlor", snapshot_record(turn->ws->snapshot, parlor));
    answer_say(answer, &phrase);
}

static void rooms_tell(struct turn *turn, struct answer *answer)
{
    struct ids rooms = snapshot_kind(turn->ws->snapshot, "room");
    struct ids meant = {0};

    for (size_t i = 0; i < rooms.count && meant.count < LISTED_MAX; i++)
        if (room_meant(turn, rooms.items[i]))
            ids_add(&meant, rooms.items[i], turn->ws->arena);
    if (meant.count != 0)
        say_names("book.rooms", &meant, answer);
}

static int book_room(struct turn *turn, struct answer *answer)
{
    const struct record *room = named(turn, "room");
    struct phrase day = phrase_of("book.day");
    struct date from = {0};

    if (room != NULL && record_string(room, "parlor") != NULL)
        room_tell(turn, room, answer);
    else
        rooms_tell(turn, answer);
    if (spoken_day(turn->ws->analyser, turn->meaning.plain, turn->meaning.lang,
                   turn->ws->today, turn->ws->arena, &from) == 1) {
        phrase_day(&day, "day", from);
        answer_say(answer, &day);
    }
    say_where(answer, "book.how", "book.visits");
    answer_form(answer, "room", room, from);
    return 0;
}

/* ---- events -------------------------------------------------------------- */

static int events_open(struct turn *turn, struct ids *out)
{
    struct ids events = snapshot_kind(turn->ws->snapshot, "event");

    for (size_t i = 0; i < events.count && out->count < LISTED_MAX; i++) {
        struct event_state state;

        if (event_state_of(turn->ws, events.items[i], &state, turn->err) < 0)
            return -1;
        if (state.open && !state.over)
            ids_add(out, events.items[i], turn->ws->arena);
    }
    return 0;
}

/* One that is named, whether it can be registered for or not. */
static int event_tell(struct turn *turn, const struct record *event,
                      struct answer *answer)
{
    struct phrase phrase = {0};
    struct event_state state;

    if (event_state_of(turn->ws, event, &state, turn->err) < 0)
        return -1;
    phrase = phrase_of(state.over    ? "book.event_over"
                       : !state.open ? "book.event_shut"
                                     : "book.event");
    phrase.evidence = event;
    phrase_name(&phrase, "event", event);
    answer_say(answer, &phrase);
    if (state.over || !state.open)
        return 0;
    say_where(answer, "book.how", "book.visits");
    answer_form(answer, "event", event, (struct date){0});
    return 0;
}

static int book_event(struct turn *turn, struct answer *answer)
{
    const struct record *event = named(turn, "event");
    struct ids open = {0};

    if (event != NULL)
        return event_tell(turn, event, answer);
    if (events_open(turn, &open) < 0)
        return -1;
    if (open.count != 0)
        say_names("book.events", &open, answer);
    say_where(answer, "book.how", "book.visits");
    answer_form(answer, "event", NULL, (struct date){0});
    return 0;
}

/* ---- profiles ------------------------------------------------------------ */

static int book_profile(struct turn *turn, struct answer *answer)
{
    (void)turn;
    say_where(answer, "book.profile", "book.own");
    answer_form(answer, "profile", NULL, (struct date){0});
    return 0;
}

int move_book(struct turn *turn, struct answer **out)
{
    static const struct {
        const char *form;
        int (*tell)(struct turn *turn, struct answer *answer);
    } rows[] = {
        {"room", book_room}, {"event", book_event}, {"profile", book_profile}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (turn->meaning.form == NULL ||
            strcmp(rows[i].form, turn->meaning.form) != 0)
            continue;
        *out = answer_begin(turn->ws, turn->meaning.lang, "form");
        turn->after.intent = "form";
        return rows[i].tell(turn, *out) < 0 ? -1 : 1;
    }
    return 0;
}
