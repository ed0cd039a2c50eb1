/* SPDX-License-Identifier: GPL-3.0-or-later */
/* users.h - staff users: added, listed, disabled, given passwords.
 *
 * For the command line and the first start; needs only a store. Passwords
 * are hashed with argon2id and never kept, logged or printed but where the
 * caller prints the one it has made. Threads: that of the store. */
#ifndef DESK_USERS_H
#define DESK_USERS_H

#include <stdint.h>

#include "base/err.h"
#include "store/people.h"
#include "store/store.h"

enum {
    USER_PASSWORD_MIN = 10, /* characters */
    USER_PASSWORD_MAX = 256,
    USER_PASSWORD_MADE = 25 /* bytes of a made one, with NUL */
};

/* A password nobody knows yet: 24 letters and digits, over 110 bits. */
void users_make_password(char out[USER_PASSWORD_MADE]);

/* 0, or -1 with *err that says what is wrong with name, role or password;
 * taken names and unknown users are ERR_USAGE. Each runs in a transaction of
 * its own and is put into the audit under actor. */
int users_add(struct store *store, const char *name, const char *role,
              const char *password, const char *actor, int64_t now,
              struct err *err);
int users_password(struct store *store, const char *name, const char *password,
                   const char *actor, int64_t now, struct err *err);
int users_disable(struct store *store, const char *name, const char *actor,
                  int64_t now, struct err *err);

/* On the first start there is nobody: add user "desk" (admin) with a made
 * password. 1 and password filled in, to be printed once; 0 there are users;
 * -1. */
int desk_bootstrap(struct store *store, int64_t now,
                   char password[USER_PASSWORD_MADE], struct err *err);

/* Does the password fit? It takes as long if person is NULL. */
bool users_fits(const struct person *person, const char *password);

#endif
