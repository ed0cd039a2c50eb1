/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order.h - orders from both sides: intake, routing, legal moves.
 *
 * Works on drafts and on orders of the store; knows no socket. Words its
 * labels from the snapshot, writes no sentences. Contact fields are taken
 * only after consent and are sealed with ws->key before they reach the
 * store; they are in no log, index or error text.
 * Threads: any, with that thread's store. */
#ifndef ORDER_H
#define ORDER_H

#include "base/arena.h"
#include "base/err.h"
#include "publish/snapshot.h"
#include "publish/workspace.h"
#include "turn.h"

/* Who takes it: the parlor of the named country, if it is open; else the
 * parlor of the city, else the city's own desk. out->desk is never NULL if
 * the snapshot has any city. */
void order_route(const struct snapshot *snapshot,
                 const struct order_draft *draft, struct order_desk *out);

/* Field names a draft still lacks, most important first: "seeks",
 * "country", "industry", "city". The array lives in arena. */
size_t order_missing(const struct order_draft *draft, struct arena *arena,
                     const char ***out);

/* ---- the form ------------------------------------------------------------ */

/* What form.get answers, worded in lang: fields, notice, consents. Options
 * come from the snapshot. responsible is borrowed ({"name", "contact"}, may
 * be NULL). A new object. */
json_t *order_form(const struct snapshot *snapshot, enum lang lang,
                   const json_t *responsible);

/* Version of the notice that is agreed to; borrowed from the snapshot. */
const char *order_notice(const struct snapshot *snapshot);

/* ---- orders -------------------------------------------------------------- */

enum order_refusal_code {
    ORDER_REFUSED_FIELD = 1, /* path and what say why: RPC_PARAMS */
    ORDER_REFUSED_CONSENT,   /* a consent is needed first: RPC_CONSENT */
    ORDER_REFUSED_MOVE,      /* no legal move from here: RPC_NOT_LEGAL */
    ORDER_REFUSED_MANY,      /* too many orders in a day: RPC_TOO_MANY */
    ORDER_REFUSED_ROLE,      /* held by somebody else: RPC_NOT_ALLOWED */
    ORDER_REFUSED_UNKNOWN    /* none, or not theirs: RPC_NOT_FOUND */
};

/* Why not: for the person who asked, never with a value of theirs. */
struct order_refusal {
    enum order_refusal_code code;
    char path[64]; /* "fields.email"; "" if it is about the whole */
    char what[160];
};

/* The partner is the other side of an introduction. */
enum order_actor { ORDER_VISITOR, ORDER_STAFF, ORDER_TIMER, ORDER_PARTNER };

/* Who places an order, and from where. */
struct order_owner {
    const char *visitor;      /* id, 1 to 64 bytes */
    const char *conversation; /* hears of its changes; "" if none */
    enum lang lang;
};

/* All of these need ws->key. They answer 1 and *out (a new object, as in
 * clients/PROTOCOL.md), 0 refused with *refusal, or -1. They run in
 * transactions of their own: what is answered is kept. */

/* order.place: params `{cid, kind, fields, consents, notice, lang?}`. The
 * same cid of the same visitor gives the same answer and no second order. */
int order_place(struct workspace *ws, const struct order_owner *owner,
                const json_t *params, json_t **out,
                struct order_refusal *refusal, struct err *err);

/* order.get and order.withdraw, by reference and secret. */
int order_get(struct workspace *ws, const char *reference, const char *secret,
              enum lang lang, json_t **out, struct order_refusal *refusal,
              struct err *err);
int order_withdraw(struct workspace *ws, const char *reference,
                   const char *secret, const char *reason, const char *why,
                   enum lang lang, json_t **out, struct order_refusal *refusal,
                   struct err *err);

/* order.list: those of a visitor, at most 100. */
int order_list(struct workspace *ws, const char *visitor, enum lang lang,
               json_t **out, struct err *err);

/* ms since 1970 as a new text "2026-11-21T08:00:00.000Z". */
json_t *order_time(int64_t at);

/* ---- for staff and timers ------------------------------------------------ */

/* Whom to tell of a change: conversation "" if nobody, state in their
 * language. */
struct order_change {
    char conversation[65];
    json_t *event; /* owned: {reference, state, state_label} */
};
void order_change_fini(struct order_change *change); /* twice is fine */

/* desk.inbox's orders: an array, newest change first, at most 500. */
int order_inbox(struct workspace *ws, enum lang lang, json_t **out,
                struct err *err);

/* desk.order: with contact values if they were agreed to. The caller has
 * the look logged first (people_audit). */
int order_show(struct workspace *ws, const char *reference, enum lang lang,
               json_t **out, struct order_refusal *refusal, struct err *err);

/* What is to be done with an order. Texts may be NULL, but who. */
struct order_step {
    const char *to;      /* a state; NULL: only the outcome */
    const char *reason;  /* a word of order.reason */
    const char *note;    /* in words; the orderer sees notes */
    const char *outcome; /* "meeting_held" ... or "lost" */
    enum order_actor actor;
    const char *who; /* id of the staff user, or "" */
    bool any;        /* may move what another user holds */
};

/* Take a step. Declining, and closing what was not introduced, need a reason
 * and a note; being lost needs a reason. *change (may be NULL) says whom to
 * tell. 1, 0 refused, -1. */
int order_move(struct workspace *ws, const char *reference,
               const struct order_step *step, struct order_change *change,
               struct order_refusal *refusal, struct err *err);

/* Who of the staff does something. */
struct order_staff {
    const char *id; /* "cli" on the command line */
    bool any;       /* an admin: also with what another user holds */
};

/* Give an open order to a staff user (id or name): it is assigned, if it was
 * only received. 1, 0 refused, -1. */
int order_assign(struct workspace *ws, const char *reference, const char *user,
                 struct order_staff by, struct order_change *change,
                 struct order_refusal *refusal, struct err *err);
/* Give or take back consents of one's own order: params `{partner?: bool,
 * abroad?: bool}`. An introduction that is agreed to and not made ends with
 * the consent it needs. 1 and *out as order_get, 0 refused, -1. */
int order_consent(struct workspace *ws, const char *reference,
                  const char *secret, const json_t *consents, enum lang lang,
                  json_t **out, struct order_refusal *refusal, struct err *err);

/* ---- introductions ------------------------------------------------------- */

/* desk.introduce: params `{partner, words?, lang?}`; partner is the id of a
 * published enterprise, park, city, service or agency, or the reference of
 * another order. *out: `{id, secret, url, state, ...}`. */
int order_introduce(struct workspace *ws, const char *reference,
                    const json_t *params, struct order_staff by, enum lang lang,
                    json_t **out, struct order_refusal *refusal,
                    struct err *err);
/* Staff take an introduction back that is not made yet. */
int order_introduce_end(struct workspace *ws, const char *introduction,
                        struct order_staff by, const char *note, enum lang lang,
                        json_t **out, struct order_refusal *refusal,
                        struct err *err);

/* introduction.get and introduction.answer: the other side, by its link.
 * params `{agree, reason?, words?, notice?, consents?, fields?}`. */
int introduction_get(struct workspace *ws, const char *id, const char *secret,
                     enum lang lang, json_t **out,
                     struct order_refusal *refusal, struct err *err);
int introduction_answer(struct workspace *ws, const char *id,
                        const char *secret, const json_t *params,
                        enum lang lang, json_t **out,
                        struct order_change *change,
                        struct order_refusal *refusal, struct err *err);
/* order.answer: an orderer, params `{introduction, agree, reason?, words?,
 * consents?}`; *out as order_get. */
int order_answer(struct workspace *ws, const char *reference,
                 const char *secret, const json_t *params, enum lang lang,
                 json_t **out, struct order_change *change,
                 struct order_refusal *refusal, struct err *err);

/* ---- reports ------------------------------------------------------------- */

/* `{kinds: [{kind, placed, taken, ...}], total}`: how many orders came how
 * far, of those placed from..to (ms; 0: no limit). 0 or -1. */
int order_report_funnel(struct workspace *ws, enum lang lang, int64_t from,
                        int64_t to, json_t **out, struct err *err);
/* Enterprises reported more than once: `{reports: [{reference, at, first,
 * first_at, how, same_reporter}], rule, citation?}`. 0 or -1. */
int order_report_first(struct workspace *ws, enum lang lang, json_t **out,
                       struct err *err);
/* Who reported an enterprise of this name, site or number, first first. */
int order_report_lead(struct workspace *ws, const char *company, enum lang lang,
                      json_t **out, struct err *err);

/* Hold the ledger against its hashes; anchor ("COUNT:HASH" as printed
 * before) may be NULL. 1 whole, 0 not, -1; *out says what was found. */
int order_verify(struct workspace *ws, const char *anchor, json_t **out,
                 struct err *err);

/* ---- the rights of who is kept here -------------------------------------- */

/* Erase what is personal in an order, in the log of the store too. 1 done,
 * 0 refused, -1. */
int order_erase(struct workspace *ws, const char *reference,
                struct order_refusal *refusal, struct err *err);

/* The same over everything: orders, introductions, and what the other parts
 * keep of a person (person.c has the table): an object of arrays. 0 or -1. */
int person_export(struct workspace *ws, const char *contact, json_t **out,
                  struct err *err);
/* Erase it all, with the conversations the orders came of, and leave nothing
 * in the log of the store: how many were erased, or -1. */
int person_erase(struct workspace *ws, const char *contact, struct err *err);

/* ---- contact for what is no order ---------------------------------------- */

/* For bookings and profiles: the same notice, consents, fields, seal and
 * look-up as an order's. order_contact_read: params `{fields, consents,
 * notice}`; 1 and *contact (a new object), 0 refused. */
int order_contact_read(const struct snapshot *snapshot, const json_t *params,
                       json_t **contact, struct order_refusal *refusal);
/* Sealed under the name of what it belongs to; *sealed is the caller's. */
void order_contact_seal(const struct workspace *ws, const char *name,
                        const json_t *contact, unsigned char **sealed,
                        size_t *len);
int order_contact_open(const struct workspace *ws, const char *name,
                       const unsigned char *sealed, size_t len,
                       json_t **contact, struct err *err);
/* Let what is called name ("booking", "draft" ... and its reference) be
 * found by e-mail address and telephone number, so that person_export() and
 * person_erase() reach it. Needs store_begin(). 0 or -1. */
int order_contact_find_by(struct workspace *ws, const char *kind,
                          const char *name, const json_t *contact,
                          struct err *err);
/* [{"name", "label", "value"}] of a contact, in lang. A new array. */
json_t *order_contact_show(const struct snapshot *snapshot, enum lang lang,
                           const json_t *contact);

enum {
    ORDER_KEEP_DAYS = 365,   /* ended ones are erased */
    ORDER_REFUSED_DAYS = 30, /* so is the contact of whoever declined */
    ORDER_SAME_HOURS = 48    /* the same content is the same order */
};
/* Let time do its work: erase what is kept no longer, at most 100 of each at
 * a call. How many were erased, or -1. */
int order_sweep(struct workspace *ws, struct err *err);

#endif
