/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memory.h - what a conversation remembers of the turn before.
 *
 * A JSON object that can be printed, stored and replayed:
 *   {"turn": 3, "lang": "en", "last": {"intent", "topic", "records": [ids],
 *    "class", "inputs": [{"field","low","high","unit","assumed"}],
 *    "industries": [ids], "matches": [ids], "demand": {}, "clock": {},
 *    "asked": "time", "clause": n, "places": [ids]},
 *    "intake": {an order being told, intake.h}, "known": {known.h}}
 * Internal to dialogue/. */
#ifndef DIALOGUE_MEMORY_H
#define DIALOGUE_MEMORY_H

#include "publish/workspace.h"
#include "turn.h"

enum { MEMORY_INPUTS_MAX = 16 }; /* there is room for as many */

struct memory {
    long turn;          /* how many turns there were before this one */
    enum lang lang;     /* LANG_NONE before the first */
    const char *intent; /* of the last turn, or NULL */
    const char *topic;  /* its text */
    enum asked asked;   /* what it asked for */
    struct ids places;  /* it was about: cities, countries and others */
    size_t clause;      /* of the first record it told: from 1; 0 none */
    const char *class_; /* class of industry it was about */
    struct ids records; /* it was answered from */
    struct ids matches; /* it ranked, best first */
    json_t *demand; /* it ranked for: read, borrowed of state; written, owned */
    json_t *clock;  /* {"clock", "start", "answers"} it ran: the same */
    /* These outlast a turn. Read, borrowed of state; written, owned: NULL
     * leaves what there is, and null takes it away. */
    json_t *intake, *known;
    struct profile who; /* inputs and industries it computed with */
};

/* Read state; what it names and the snapshot no longer has is left out. */
void memory_read(struct workspace *ws, const json_t *state, struct memory *out);

/* Ids of at most 16 records, as memory keeps them: a new array. */
json_t *memory_ids(const struct ids *ids);

/* The places that a meaning is about; into a meaning that names none. */
void memory_places(struct workspace *ws, const struct meaning *meaning,
                   struct ids *out);
void memory_return_places(struct workspace *ws, const struct ids *places,
                          struct meaning *out);

/* Write the memory of this turn into state. */
void memory_write(json_t *state, const struct memory *memory);

#endif
