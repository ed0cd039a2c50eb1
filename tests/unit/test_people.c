/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_people.c - staff users, their sign-ins, the audit. */
#include "test_dir.h"

#include <sodium.h>
#include <stdbool.h>

#include "desk/users.h"
#include "store/people.h"
#include "store/sql.h"

static struct store *open_at(void **state)
{
    struct store *store = NULL;
    struct err err = {0};

    assert_true(sodium_init() >= 0);
    if (store_open(test_dir(state), &store, &err) < 0)
        fail_msg("store_open: %s", err.text);
    return store;
}

static void test_users(void **state)
{
    static const struct {
        const char *name, *role, *password;
        bool added;
    } rows[] = {
        {"li", "agent", "ten letters", true},
        {"Li", "agent", "ten letters", false}, /* the same */
        {"", "agent", "ten letters", false},
        {" li2", "agent", "ten letters", false},
        {"l\ni", "agent", "ten letters", false},
        {"wang", "owner", "ten letters", false},
        {"wang", "admin", "too short", false},
        {"wang", "admin", "wang is in here", false},
        {"wang", "admin", "ten letters", true},
        {"\xe7\x8e\x8b", "agent", "ten letters", true},
    };
    struct store *store = open_at(state);
    struct person person;
    struct err err = {0};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int ret = users_add(store, rows[i].name, rows[i].role, rows[i].password,
                            "test", 1000, &err);

        if ((ret == 0) != rows[i].added)
            fail_msg("row %zu: %d %s", i, ret, err.text);
        if (ret < 0 && err.code != ERR_USAGE)
            fail_msg("row %zu: %s", i, err.text);
    }
    assert_int_equal(people_count(store, &err), 3);
    assert_int_equal(people_by_name(store, "LI", &person, &err), 1);
    assert_string_equal(person.name, "li");
    assert_memory_equal(person.password, "$argon2id$", 10);
    assert_true(users_fits(&person, "ten letters"));
    assert_false(users_fits(&person, "ten lettersx"));
    assert_false(users_fits(NULL, "ten letters"));
    store_close(&store);
}

static void signin_put(struct store *store, const char *person, const char *id)
{
    unsigned char token[PERSON_HASH];
    struct signin signin = {.created_at = 1000, .used_at = 2000};
    struct err err = {0};

    memset(token, id[0], sizeof token);
    snprintf(signin.id, sizeof signin.id, "%s", id);
    snprintf(signin.person, sizeof signin.person, "%s", person);
    if (signins_add(store, &signin, token, &err) < 0)
        fail_msg("%s", err.text);
}

static void test_signins_end(void **state)
{
    struct store *store = open_at(state);
    struct person person;
    struct signin signin;
    struct err err = {0};
    unsigned char token[PERSON_HASH];

    assert_int_equal(
        users_add(store, "li", "agent", "ten letters", "test", 1, &err), 0);
    assert_int_equal(people_by_name(store, "li", &person, &err), 1);
    for (int i = 0; i < 4; i++) {
        signin_put(store, person.id, "a");
        memset(token, 'a', sizeof token);
        assert_int_equal(signins_find(store, token, &signin, &err), 1);
        assert_string_equal(signin.person, person.id);
        if (i == 0)
            assert_int_equal(signins_end(store, "a", &err), 0);
        if (i == 1)
            assert_int_equal(
                users_password(store, "li", "other letters", "test", 2, &err),
                0);
        if (i == 2)
            assert_int_equal(signins_sweep(store, 1001, 0, &err), 0);
        if (i == 3)
            assert_int_equal(users_disable(store, "li", "test", 3, &err), 0);
        if (signins_get(store, "a", &signin, &err) != 0)
            fail_msg("way %d leaves it", i);
    }
    assert_int_equal(people_count(store, &err), 0);
    assert_int_equal(users_disable(store, "nobody", "test", 3, &err), -1);
    assert_int_equal(err.code, ERR_USAGE);
    store_close(&store);
}

static void test_bootstrap(void **state)
{
    struct store *store = open_at(state);
    char password[USER_PASSWORD_MADE] = "";
    struct person person;
    struct err err = {0};

    assert_int_equal(desk_bootstrap(store, 1, password, &err), 1);
    assert_int_equal(strlen(password), USER_PASSWORD_MADE - 1);
    assert_int_equal(people_by_name(store, "desk", &person, &err), 1);
    assert_string_equal(person.role, "admin");
    assert_true(users_fits(&person, password));
    assert_int_equal(desk_bootstrap(store, 1, password, &err), 0);
    store_close(&store);
}

static void test_attempts(void **state)
{
    struct store *store = open_at(state);
    unsigned char one[PERSON_HASH] = {1}, two[PERSON_HASH] = {2};
    struct err err = {0};

    for (int i = 0; i < 3; i++)
        assert_int_equal(attempts_add(store, one, 1000 * i, &err), 0);
    assert_int_equal(attempts_count(store, one, -1, &err), 3);
    assert_int_equal(attempts_count(store, one, 0, &err), 2);
    assert_int_equal(attempts_count(store, two, -1, &err), 0);
    assert_int_equal(attempts_sweep(store, 1000, &err), 0);
    assert_int_equal(attempts_count(store, one, -1, &err), 2);
    assert_int_equal(attempts_clear(store, one, &err), 0);
    assert_int_equal(attempts_count(store, one, -1, &err), 0);
    store_close(&store);
}

static int audit_see(void *context, const struct audit *audit, struct err *err)
{
    int64_t *last = context;

    (void)err;
    assert_true(*last == 0 || audit->number == *last - 1);
    *last = audit->number;
    return 0;
}

static void test_audit(void **state)
{
    static const char *const changes[] = {
        "UPDATE audit SET actor = 'x' WHERE number = 2",
        "UPDATE audit SET at = 0 WHERE number = 1",
        "UPDATE audit SET subject = 'P-2' WHERE number = 3",
        "DELETE FROM audit WHERE number = 2",
        "DELETE FROM audit WHERE number = 1",
    };
    struct store *store = open_at(state);
    struct audit row = {
        .at = 5, .actor = "s1", .action = "contact.view", .subject = "P-1"};
    struct err err = {0};
    int64_t last = 0;

    for (int i = 0; i < 3; i++)
        assert_int_equal(audit_add(store, &row, &err), 0);
    assert_int_equal(audit_each(store, 10, audit_see, &last, &err), 0);
    assert_int_equal(last, 1);
    assert_int_equal(audit_intact(store, &err), 1);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        if (sql_script(store, changes[i], &err) == 0)
            fail_msg("row %zu: allowed", i);
    }
    assert_int_equal(sql_script(store,
                                "DROP TRIGGER audit_stays;"
                                "DROP TRIGGER audit_same;",
                                &err),
                     0);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        assert_int_equal(store_begin(store, &err), 0);
        assert_int_equal(sql_script(store, changes[i], &err), 0);
        if (audit_intact(store, &err) != 0)
            fail_msg("row %zu: not seen", i);
        store_rollback(store);
    }
    store_close(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_users),     DIR_TEST(test_signins_end),
        DIR_TEST(test_bootstrap), DIR_TEST(test_attempts),
        DIR_TEST(test_audit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
