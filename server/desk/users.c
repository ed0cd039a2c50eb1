/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/users.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

_Static_assert(PERSON_PASSWORD_MAX >= crypto_pwhash_STRBYTES,
               "a hashed password fits");

/* Of a password nobody has, with the same settings as real ones. */
static const char nobody[] =
    "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

void users_make_password(char out[USER_PASSWORD_MADE])
{
    static const char letters[] = "23456789abcdefghjkmnpqrstvwxyz";

    for (size_t i = 0; i + 1 < USER_PASSWORD_MADE; i++)
        out[i] = letters[randombytes_uniform(sizeof letters - 1)];
    out[USER_PASSWORD_MADE - 1] = '\0';
}

bool users_fits(const struct person *person, const char *password)
{
    const char *hash = person != NULL ? person->password : nobody;
    int fits = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;

    return person != NULL && fits;
}

/* ---- what is acceptable -------------------------------------------------- */

static int name_check(const char *name, struct err *err)
{
    size_t len = strlen(name);

    if (len == 0 || len >= PERSON_NAME_MAX)
        return err_set(err, ERR_USAGE, "a name has 1 to %d bytes",
                       PERSON_NAME_MAX - 1);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)name[i];

        if (c < 0x20 || c == 0x7f || (c == ' ' && (i == 0 || i == len - 1)))
            return err_set(err, ERR_USAGE,
                           "a name holds no control characters and no blanks "
                           "at its ends");
    }
    return 0;
}

static int password_hash(const char *name, const char *password,
                         char out[PERSON_PASSWORD_MAX], struct err *err)
{
    size_t len = strlen(password);

    if (len < USER_PASSWORD_MIN || len > USER_PASSWORD_MAX)
        return err_set(err, ERR_USAGE, "a password has %d to %d bytes",
                       USER_PASSWORD_MIN, USER_PASSWORD_MAX);
    if (strstr(password, name) != NULL)
        return err_set(err, ERR_USAGE, "a password does not hold the name");
    if (crypto_pwhash_str(out, password, len,
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return err_set(err, ERR_IO, "no memory to hash a password with");
    return 0;
}

/* ---- changes ------------------------------------------------------------- */

static int audited(struct store *store, const char *actor, const char *action,
                   const char *subject, int64_t now, struct err *err)
{
    struct audit audit = {
        .at = now, .actor = actor, .action = action, .subject = subject};

    return audit_add(store, &audit, err);
}

static int add_locked(struct store *store, const struct person *person,
                      const char *actor, struct err *err)
{
    int ret = people_add(store, person, err);

    if (ret == 0)
        return err_set(err, ERR_USAGE, "there is a user \"%s\" already",
                       person->name);
    if (ret < 0)
        return -1;
    return audited(store, actor, "user.add", person->id, person->created_at,
                   err);
}

int users_add(struct store *store, const char *name, const char *role,
              const char *password, const char *actor, int64_t now,
              struct err *err)
{
    struct person person = {.created_at = now};
    unsigned char id[16];

    if (name_check(name, err) < 0)
        return -1;
    if (strcmp(role, "agent") != 0 && strcmp(role, "admin") != 0)
        return err_set(err, ERR_USAGE, "a role is agent or admin");
    if (password_hash(name, password, person.password, err) < 0)
        return -1;
    randombytes_buf(id, sizeof id);
    sodium_bin2hex(person.id, sizeof person.id, id, sizeof id);
    snprintf(person.name, sizeof person.name, "%s", name);
    snprintf(person.role, sizeof person.role, "%s", role);
    if (store_begin(store, err) < 0)
        return -1;
    return store_end(store, add_locked(store, &person, actor, err), err);
}

static int person_find(struct store *store, const char *name,
                       struct person *out, struct err *err)
{
    int ret = people_by_name(store, name, out, err);

    if (ret == 0)
        return err_set(err, ERR_USAGE, "there is no user \"%.64s\"", name);
    return ret < 0 ? -1 : 0;
}

static int password_locked(struct store *store, const struct person *person,
                           const char *hash, const char *actor, int64_t now,
                           struct err *err)
{
    if (people_password(store, person->id, hash, err) < 0)
        return -1;
    return audited(store, actor, "user.password", person->id, now, err);
}

int users_password(struct store *store, const char *name, const char *password,
                   const char *actor, int64_t now, struct err *err)
{
    char hash[PERSON_PASSWORD_MAX];
    struct person person;

    if (person_find(store, name, &person, err) < 0 ||
        password_hash(person.name, password, hash, err) < 0 ||
        store_begin(store, err) < 0)
        return -1;
    return store_end(
        store, password_locked(store, &person, hash, actor, now, err), err);
}

static int disable_locked(struct store *store, const struct person *person,
                          const char *actor, int64_t now, struct err *err)
{
    if (people_disable(store, person->id, now, err) < 0)
        return -1;
    return audited(store, actor, "user.disable", person->id, now, err);
}

int users_disable(struct store *store, const char *name, const char *actor,
                  int64_t now, struct err *err)
{
    struct person person;

    if (person_find(store, name, &person, err) < 0 ||
        store_begin(store, err) < 0)
        return -1;
    return store_end(store, disable_locked(store, &person, actor, now, err),
                     err);
}

int desk_bootstrap(struct store *store, int64_t now,
                   char password[USER_PASSWORD_MADE], struct err *err)
{
    int64_t count = people_count(store, err);

    if (count != 0)
        return count < 0 ? -1 : 0;
    users_make_password(password);
    return users_add(store, "desk", "admin", password, "start", now, err) < 0
               ? -1
               : 1;
}
