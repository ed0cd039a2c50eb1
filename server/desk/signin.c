/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in. Attempts are counted by name and address together, so that a
 * stranger cannot lock somebody out, and more widely by address and by name
 * against guessing from one or from many places. A wrong name takes as long
 * as a wrong password. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "calendar/bookings.h"
#include "desk/calls.h"
#include "desk/users.h"
#include "order/profile.h"
#include "store/outbox.h"

enum { TOKEN_BYTES = 32, TOKEN_MAX = 48 };

static const int64_t minute_ms = 60 * 1000;
static const int64_t idle_ms = 8LL * 60 * 60 * 1000;
static const int64_t whole_ms = 24LL * 60 * 60 * 1000;
static const int64_t window_ms = 15LL * 60 * 1000;
static const int64_t notices_ms = 400LL * 24 * 60 * 60 * 1000;

/* ---- attempts ------------------------------------------------------------ */

static const struct limit {
    bool name, address; /* what is counted together */
    int64_t most;       /* in the window */
} limits[] = {{true, true, 5}, {false, true, 30}, {true, false, 50}};

enum { LIMITS = sizeof limits / sizeof *limits };

struct attempt {
    unsigned char hashes[LIMITS][PERSON_HASH];
};

static void attempt_make(const char *name, const char *address,
                         struct attempt *out)
{
    for (size_t i = 0; i < LIMITS; i++) {
        crypto_generichash_state state;
        char folded[PERSON_NAME_MAX] = "";

        for (size_t j = 0; name[j] != '\0' && j + 1 < sizeof folded; j++) {
            bool upper = name[j] >= 'A' && name[j] <= 'Z';

            folded[j] = (char)(upper ? name[j] + 'a' - 'A' : name[j]);
        }
        crypto_generichash_init(&state, NULL, 0, PERSON_HASH);
        if (limits[i].name)
            crypto_generichash_update(&state, (unsigned char *)folded,
                                      sizeof folded);
        if (limits[i].address)
            crypto_generichash_update(&state, (const unsigned char *)address,
                                      strlen(address) + 1);
        crypto_generichash_final(&state, out->hashes[i], PERSON_HASH);
    }
}

/* 1 there are too many, 0, -1. */
static int attempt_over(struct workspace *ws, const struct attempt *attempt,
                        struct err *err)
{
    for (size_t i = 0; i < LIMITS; i++) {
        int64_t count = attempts_count(ws->store, attempt->hashes[i],
                                       ws->now - window_ms, err);

        if (count < 0)
            return -1;
        if (count >= limits[i].most)
            return 1;
    }
    return 0;
}

static int attempt_failed_locked(struct workspace *ws,
                                 const struct attempt *attempt,
                                 const struct person *person, struct err *err)
{
    struct audit audit = {.at = ws->now,
                          .actor = person->id,
                          .action = "sign_in.failed",
                          .subject = person->id};

    for (size_t i = 0; i < LIMITS; i++) {
        if (attempts_add(ws->store, attempt->hashes[i], ws->now, err) < 0)
            return -1;
    }
    return audit_add(ws->store, &audit, err);
}

static int attempt_failed(struct workspace *ws, const struct attempt *attempt,
                          const struct person *person, struct rpc_error *error)
{
    struct err err = {0};
    int ret = store_begin(ws->store, &err);

    if (ret == 0)
        ret = store_end(ws->store,
                        attempt_failed_locked(ws, attempt, person, &err), &err);
    if (ret < 0)
        return desk_failed("sign-in", &err, error);
    return rpc_fail(error, RPC_NOT_ALLOWED, NULL, "name or password is wrong");
}

/* ---- sign-ins ------------------------------------------------------------ */

static void token_hash(const char *token, unsigned char out[PERSON_HASH])
{
    crypto_generichash(out, PERSON_HASH, (const unsigned char *)token,
                       strlen(token), NULL, 0);
}

static void signin_make(const struct workspace *ws, const struct person *person,
                        struct signin *out, char token[TOKEN_MAX])
{
    unsigned char bytes[TOKEN_BYTES];

    *out = (struct signin){.created_at = ws->now, .used_at = ws->now};
    snprintf(out->person, sizeof out->person, "%s", person->id);
    randombytes_buf(bytes, 16);
    sodium_bin2hex(out->id, sizeof out->id, bytes, 16);
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(token, TOKEN_MAX, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
}

static int signin_keep(struct workspace *ws, const struct signin *signin,
                       const char *token, const struct attempt *attempt,
                       struct err *err)
{
    struct audit audit = {.at = ws->now,
                          .actor = signin->person,
                          .action = "sign_in",
                          .subject = signin->id};
    unsigned char hash[PERSON_HASH];

    token_hash(token, hash);
    if (signins_add(ws->store, signin, hash, err) < 0 ||
        attempts_clear(ws->store, attempt->hashes[0], err) < 0)
        return -1;
    return audit_add(ws->store, &audit, err);
}

static void caller_fill(struct caller *who, const struct person *person,
                        const char *signin)
{
    snprintf(who->staff, sizeof who->staff, "%s", person->id);
    snprintf(who->staff_name, sizeof who->staff_name, "%s", person->name);
    snprintf(who->staff_role, sizeof who->staff_role, "%s", person->role);
    snprintf(who->staff_signin, sizeof who->staff_signin, "%s", signin);
}

static void caller_clear(struct caller *who)
{
    who->staff[0] = who->staff_name[0] = '\0';
    who->staff_role[0] = who->staff_signin[0] = '\0';
}

static json_t *welcome(const struct person *person, const char *token)
{
    return json_pack("{s:s,s:{s:s,s:s}}", "token", token, "user", "name",
                     person->name, "role", person->role);
}

static bool signin_alive(const struct workspace *ws,
                         const struct signin *signin)
{
    return ws->now < signin->created_at + whole_ms &&
           ws->now < signin->used_at + idle_ms;
}

/* A sign-in and its user, both good: 1, 0, -1. */
static int signin_person(struct workspace *ws, const struct signin *signin,
                         struct person *person, struct err *err)
{
    int ret = signin_alive(ws, signin);

    if (ret == 1)
        ret = people_by_id(ws->store, signin->person, person, err);
    return ret == 1 ? person->disabled_at == 0 : ret;
}

/* Using it keeps it from idling out; written at most once a minute. */
static int signin_used(struct workspace *ws, const struct signin *signin,
                       struct err *err)
{
    if (ws->now - signin->used_at < minute_ms)
        return 0;
    return signins_use(ws->store, signin->id, ws->now, err);
}

/* The sign-in of who, if it holds: 1, 0, -1. */
static int signin_of(struct workspace *ws, const struct caller *who,
                     struct signin *signin, struct person *person,
                     struct err *err)
{
    int ret = signins_get(ws->store, who->staff_signin, signin, err);

    if (ret == 1)
        ret = strcmp(signin->person, who->staff) == 0;
    return ret == 1 ? signin_person(ws, signin, person, err) : ret;
}

int desk_signin_holds(struct workspace *ws, struct caller *who, struct err *err)
{
    struct signin signin;
    struct person person;
    int ret = signin_of(ws, who, &signin, &person, err);

    if (ret == 1 && signin_used(ws, &signin, err) < 0)
        return -1;
    if (ret == 1)
        caller_fill(who, &person, signin.id);
    return ret;
}

int desk_holds(struct workspace *ws, const struct caller *who, struct err *err)
{
    struct signin signin;
    struct person person;

    return signin_of(ws, who, &signin, &person, err);
}

/* ---- methods ------------------------------------------------------------- */

static int sign_in_now(struct workspace *ws, struct caller *who,
                       const struct person *person,
                       const struct attempt *attempt, json_t **result,
                       struct rpc_error *error)
{
    char token[TOKEN_MAX];
    struct signin signin;
    struct err err = {0};
    int ret = store_begin(ws->store, &err);

    signin_make(ws, person, &signin, token);
    if (ret == 0)
        ret = store_end(ws->store,
                        signin_keep(ws, &signin, token, attempt, &err), &err);
    if (ret < 0)
        return desk_failed("sign-in", &err, error);
    caller_fill(who, person, signin.id);
    *result = welcome(person, token);
    sodium_memzero(token, sizeof token);
    return 0;
}

int desk_sign_in(struct workspace *ws, struct caller *who, const json_t *params,
                 json_t **result, struct rpc_error *error)
{
    const char *name = rpc_text(params, "name", PERSON_NAME_MAX - 1, error);
    const char *password = NULL;
    struct attempt attempt;
    struct person person;
    struct err err = {0};
    int ret = 0;

    if (name != NULL)
        password = rpc_text(params, "password", USER_PASSWORD_MAX, error);
    if (password == NULL)
        return -1;
    attempt_make(name, who->address, &attempt);
    ret = attempt_over(ws, &attempt, &err);
    if (ret == 1)
        return rpc_fail(error, RPC_TOO_MANY, NULL,
                        "too many attempts; wait a quarter of an hour");
    if (ret == 0)
        ret = people_by_name(ws->store, name, &person, &err);
    if (ret < 0)
        return desk_failed("sign-in", &err, error);
    if (!users_fits(ret == 1 && person.disabled_at == 0 ? &person : NULL,
                    password))
        return attempt_failed(ws, &attempt, &person, error);
    return sign_in_now(ws, who, &person, &attempt, result, error);
}

int desk_resume(struct workspace *ws, struct caller *who, const json_t *params,
                json_t **result, struct rpc_error *error)
{
    const char *token = rpc_text(params, "token", TOKEN_MAX, error);
    unsigned char hash[PERSON_HASH];
    struct signin signin;
    struct person person;
    struct err err = {0};
    int ret = 0;

    if (token == NULL)
        return -1;
    token_hash(token, hash);
    ret = signins_find(ws->store, hash, &signin, &err);
    if (ret == 1)
        ret = signin_person(ws, &signin, &person, &err);
    if (ret == 1 && signin_used(ws, &signin, &err) < 0)
        ret = -1;
    if (ret < 0)
        return desk_failed("resume", &err, error);
    if (ret == 0)
        return rpc_fail(error, RPC_NOT_ALLOWED, NULL,
                        "the sign-in has ended; sign in again");
    caller_fill(who, &person, signin.id);
    *result = welcome(&person, token);
    return 0;
}

int desk_sign_out(struct workspace *ws, struct caller *who,
                  const json_t *params, json_t **result,
                  struct rpc_error *error)
{
    struct err err = {0};

    (void)params;
    if (desk_audit(ws, who, "sign_out", who->staff_signin, error) < 0)
        return -1;
    if (signins_end(ws->store, who->staff_signin, &err) < 0)
        return desk_failed("sign-out", &err, error);
    caller_clear(who);
    *result = json_object();
    return 0;
}

int desk_sweep(struct workspace *ws, struct err *err)
{
    int profiles = 0, bookings = 0;

    if (signins_sweep(ws->store, ws->now - whole_ms, ws->now - idle_ms, err) <
            0 ||
        attempts_sweep(ws->store, ws->now - window_ms, err) < 0 ||
        outbox_sweep(ws->store, ws->now - notices_ms, err) < 0 ||
        order_sweep(ws, err) < 0 || (profiles = profile_sweep(ws, err)) < 0 ||
        (bookings = booking_sweep(ws, err)) < 0)
        return -1;
    /* what was erased is not to stay in the log of the store */
    return profiles + bookings > 0 && store_scrub(ws->store, err) < 0 ? -1 : 0;
}
