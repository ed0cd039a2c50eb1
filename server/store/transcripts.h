/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transcripts.h - who talked with us, what was said, what was thought of it.
 *
 * Visitors (known by a token whose hash is kept), conversations with the
 * state that dialogue/ remembers, their numbered events, verdicts on
 * answers, and requests for a person. Ids are given by the caller, who makes
 * them unguessable; ownership is checked by the caller too.
 * Threads: that of the store. */
#ifndef STORE_TRANSCRIPTS_H
#define STORE_TRANSCRIPTS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"
#include "text/language.h"

/* ---- visitors ---------------------------------------------------------- */

enum { TOKEN_HASH_BYTES = 32 };

int visitors_add(struct store *store, const char *id,
                 const unsigned char hash[TOKEN_HASH_BYTES], int64_t now,
                 struct err *err);
/* 1 and *id (yours, free()), 0 nobody has this token, -1. Marks the visitor
 * as seen now. */
int visitors_find(struct store *store,
                  const unsigned char hash[TOKEN_HASH_BYTES], int64_t now,
                  char **id, struct err *err);

/* ---- conversations ----------------------------------------------------- */

struct conversation {
    char *id;
    char *visitor;
    char *portal; /* site key; "" for our own pages */
    enum lang lang;
    json_t *state; /* what dialogue remembers: an object */
    int64_t seq;   /* of the last event, 0 for none */
    int64_t created, touched;
};

int conversations_add(struct store *store, const char *id, const char *visitor,
                      const char *portal, enum lang lang, int64_t now,
                      struct err *err);
/* 1 and *out (yours, conversation_fini()), 0 none, -1. */
int conversations_get(struct store *store, const char *id,
                      struct conversation *out, struct err *err);
void conversation_fini(struct conversation *conversation); /* twice is fine */
/* The visitor's newest conversation: 1 and *id (yours), 0 none, -1. */
int conversations_newest(struct store *store, const char *visitor, char **id,
                         struct err *err);
/* What is remembered after a turn. 1 done, 0 unknown, -1. */
int conversations_keep(struct store *store, const char *id, enum lang lang,
                       const json_t *state, int64_t now, struct err *err);

/* ---- events ------------------------------------------------------------ */

/* Append under the next seq, which is put into params as "seq" with "at"
 * (ISO 8601) before it is kept. cid NULL if no client named it. Needs
 * store_begin(). 1 and *seq; 0 there is no such conversation; -1. */
int events_add(struct store *store, const char *conversation, const char *type,
               const char *cid, json_t *params, int64_t now, int64_t *seq,
               struct err *err);
/* The event a client has sent before under this cid: 1 and *seq, 0, -1. */
int events_by_cid(struct store *store, const char *conversation,
                  const char *cid, int64_t *seq, struct err *err);
/* Array of {"type", "params"} after a seq, at most limit of them, oldest
 * first: 1 there are more, 0 those are all, -1. *out is yours. */
int events_list(struct store *store, const char *conversation, int64_t after,
                int limit, json_t **out, struct err *err);

/* ---- feedback ---------------------------------------------------------- */

/* One verdict a turn, the last counts. question and answer are kept with it
 * because the conversation may be forgotten earlier. */
struct feedback {
    const char *conversation;
    int64_t turn;
    bool right;
    const char *why; /* may be NULL */
    const char *question, *answer;
};

int feedback_add(struct store *store, const struct feedback *feedback,
                 int64_t now, struct err *err);
/* Array of {"at", "verdict", "question", "answer", "why"}, newest first. */
int feedback_list(struct store *store, int limit, json_t **out,
                  struct err *err);

/* ---- requests for a person --------------------------------------------- */

/* States: "waiting", "taken", "closed". */
struct handover {
    char *id;
    char *conversation;
    char *state;
    char *desk; /* record id, or "" */
    char *text; /* what the visitor wrote, or "" */
    enum lang lang;
    char *staff; /* user id, "" while waiting */
    int64_t at;
};

void handover_fini(struct handover *handover); /* twice is fine */

/* One open request a conversation: 1 added, 0 there is one, -1. */
int handovers_add(struct store *store, const char *id, const char *conversation,
                  const char *desk, const char *text, enum lang lang,
                  int64_t now, struct err *err);
/* By its id, or the open one of a conversation: 1 and *out, 0 none, -1. */
int handovers_get(struct store *store, const char *id, struct handover *out,
                  struct err *err);
int handovers_open(struct store *store, const char *conversation,
                   struct handover *out, struct err *err);
/* From waiting to taken by staff; from waiting or taken to closed. 1 done,
 * 0 it is in no such state, -1. */
int handovers_take(struct store *store, const char *id, const char *staff,
                   int64_t now, struct err *err);
int handovers_close(struct store *store, const char *id, int64_t now,
                    struct err *err);

typedef int handovers_fn(void *context, const struct handover *handover,
                         struct err *err);
/* Every one that is not closed, oldest first. 0 or -1. */
int handovers_each(struct store *store, handovers_fn *fn, void *context,
                   struct err *err);

/* ---- forgetting -------------------------------------------------------- */

/* Remove conversations untouched since before, with their events and
 * requests, and visitors who have none left and were not seen since. How
 * many conversations, or -1. Runs in a transaction of its own. */
int transcripts_forget(struct store *store, int64_t before, struct err *err);
/* The same for one visitor, at once. 1 done, 0 unknown, -1. */
int transcripts_erase(struct store *store, const char *visitor,
                      struct err *err);

#endif
