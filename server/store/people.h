/* SPDX-License-Identifier: GPL-3.0-or-later */
/* people.h - staff users, their sign-ins, and the audit of what they did.
 *
 * Passwords come as argon2id strings and tokens as hashes: nothing here
 * opens a door by itself. Attempts to sign in are counted under hashes, so
 * that a password typed into the wrong field is not kept. The audit only
 * grows and each row covers the one before. Threads: that of the store. */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

enum {
    PERSON_ID_MAX = 33,
    PERSON_NAME_MAX = 65,
    PERSON_ROLE_MAX = 16,
    PERSON_PASSWORD_MAX = 128, /* of libsodium's argon2id strings */
    PERSON_HASH = 32
};

struct person {
    char id[PERSON_ID_MAX];
    char name[PERSON_NAME_MAX]; /* unique, whatever the case of its letters */
    char role[PERSON_ROLE_MAX]; /* "agent" or "admin" */
    char password[PERSON_PASSWORD_MAX];
    int64_t created_at, disabled_at, seen_at; /* ms since 1970; 0: not */
};

/* 1 added, 0 the name is taken, -1. Needs store_begin(). */
int people_add(struct store *store, const struct person *person,
               struct err *err);
/* 1 and *out, 0 there is none, -1. */
int people_by_name(struct store *store, const char *name, struct person *out,
                   struct err *err);
int people_by_id(struct store *store, const char *id, struct person *out,
                 struct err *err);
/* How many there are that are not disabled; -1 on failure. */
int64_t people_count(struct store *store, struct err *err);

typedef int people_fn(void *context, const struct person *person,
                      struct err *err);
int people_each(struct store *store, people_fn *fn, void *context,
                struct err *err);

/* Change a password, disable (now) or enable (0): each ends all sign-ins of
 * the user. 1 done, 0 there is none, -1. Need store_begin(). */
int people_password(struct store *store, const char *id, const char *password,
                    struct err *err);
int people_disable(struct store *store, const char *id, int64_t now,
                   struct err *err);

/* ---- sign-ins ------------------------------------------------------------ */

struct signin {
    char id[PERSON_ID_MAX]; /* not secret; the token is */
    char person[PERSON_ID_MAX];
    int64_t created_at, used_at;
};

/* Needs store_begin(). */
int signins_add(struct store *store, const struct signin *signin,
                const unsigned char token[PERSON_HASH], struct err *err);
/* By the hash of its token or by its id: 1 and *out, 0 none, -1. */
int signins_find(struct store *store, const unsigned char token[PERSON_HASH],
                 struct signin *out, struct err *err);
int signins_get(struct store *store, const char *id, struct signin *out,
                struct err *err);
int signins_use(struct store *store, const char *id, int64_t now,
                struct err *err);
int signins_end(struct store *store, const char *id, struct err *err);
/* Those made or last used before these moments. */
int signins_sweep(struct store *store, int64_t created_before,
                  int64_t used_before, struct err *err);

/* ---- attempts ------------------------------------------------------------ */

/* Note a failed attempt under a hash; how many there are since; forget
 * older ones. */
int attempts_add(struct store *store, const unsigned char hash[PERSON_HASH],
                 int64_t now, struct err *err);
int64_t attempts_count(struct store *store,
                       const unsigned char hash[PERSON_HASH], int64_t since,
                       struct err *err);
int attempts_clear(struct store *store, const unsigned char hash[PERSON_HASH],
                   struct err *err);
int attempts_sweep(struct store *store, int64_t before, struct err *err);

/* ---- audit --------------------------------------------------------------- */

struct audit {
    int64_t number, at;
    const char *actor;   /* id of a staff user, "cli", "timer" */
    const char *action;  /* "contact.view" */
    const char *subject; /* reference or id; never a value */
};

/* Needs store_begin(); number is given by the store. */
int audit_add(struct store *store, const struct audit *audit, struct err *err);
typedef int audit_fn(void *context, const struct audit *audit, struct err *err);
/* Newest first, at most limit. */
int audit_each(struct store *store, int limit, audit_fn *fn, void *context,
               struct err *err);
/* 1 as written, 0 changed, -1. */
int audit_intact(struct store *store, struct err *err);

#endif
