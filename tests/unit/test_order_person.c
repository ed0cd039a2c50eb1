/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_order_person.c - what is kept of a person: exported, and erased from
 * the database, its log and a backup, without breaking the ledger; and a
 * ledger that somebody changed. */
#include "order_room.h"

#include "order/seal.h"
#include "store/ledger.h"
#include "store/sql.h"

static const char *const canaries[] = {
    "canary-seeks", "canary-note", "canary-words", "canary-why",
    "canary-name",  "canary@mail", "canary-org",   "canary-other",
    "other@mail",   "1234-5678",   "12345678"};
enum { CANARIES = sizeof canaries / sizeof *canaries, PLAIN = 4 };

static bool bytes_have(const char *bytes, size_t len, const char *canary)
{
    return memmem(bytes, len, canary, strlen(canary)) != NULL;
}

/* In any file of the data directory? */
static bool files_have(void **state, const char *canary)
{
    DIR *dir = opendir(test_dir(state));
    struct dirent *entry = NULL;
    bool found = false;

    assert_non_null(dir);
    while (!found && (entry = readdir(dir)) != NULL) {
        char path[512], *bytes = NULL;
        FILE *file = NULL;
        size_t len = 0;

        snprintf(path, sizeof path, "%s/%s", test_dir(state), entry->d_name);
        file = entry->d_name[0] != '.' ? fopen(path, "r") : NULL;
        if (file == NULL)
            continue;
        bytes = malloc(8 << 20);
        len = fread(bytes, 1, 8 << 20, file);
        found = bytes_have(bytes, len, canary);
        fclose(file);
        free(bytes);
    }
    closedir(dir);
    return found;
}

struct scene {
    struct room room;
    char reference[ORDER_REFERENCE_MAX], secret[64];
    char id[ORDER_REFERENCE_MAX], link[64];
};

static void must(int ret, const struct order_refusal *refusal,
                 const struct err *err, const char *what)
{
    if (ret != 1)
        fail_msg("%s: %s %s %s", what, refusal->path, refusal->what, err->text);
}

static void scene_move(struct scene *scene, const char *to, const char *note)
{
    struct order_step step = {
        .to = to, .note = note, .actor = ORDER_STAFF, .who = "s"};
    struct order_refusal refusal = {0};
    struct err err = {0};

    must(order_move(&scene->room.ws, scene->reference, &step, NULL, &refusal,
                    &err),
         &refusal, &err, to);
}

static void scene_introduce(struct scene *scene)
{
    struct order_staff by = {"s", false};
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *out = NULL,
           *params = params_make("{'partner':'suzhou','words':'canary-words'}");

    must(order_introduce(&scene->room.ws, scene->reference, params, by, LANG_EN,
                         &out, &refusal, &err),
         &refusal, &err, "introduce");
    snprintf(scene->id, sizeof scene->id, "%s", text_of(out, "id"));
    snprintf(scene->link, sizeof scene->link, "%s", text_of(out, "secret"));
    json_decref(params);
    json_decref(out);
}

static int scene_answer(struct scene *scene, const char *text,
                        struct order_refusal *refusal, json_t **out)
{
    struct err err = {0};
    json_t *params = params_make(text);
    int ret = introduction_answer(&scene->room.ws, scene->id, scene->link,
                                  params, LANG_EN, out, NULL, refusal, &err);

    json_decref(params);
    return ret;
}

static void scene_open(struct scene *scene, void **state)
{
    json_t *params = params_make(order_good), *out = NULL;
    struct order_refusal refusal = {0};
    struct err err = {0};

    room_open(&scene->room, state);
    json_object_set_new(json_object_get(params, "fields"), "seeks",
                        json_string("canary-seeks"));
    json_object_set_new(json_object_get(params, "consents"), "partner",
                        json_true());
    must(order_place(&scene->room.ws, &owner, params, &out, &refusal, &err),
         &refusal, &err, "place");
    snprintf(scene->reference, sizeof scene->reference, "%s",
             text_of(out, "reference"));
    snprintf(scene->secret, sizeof scene->secret, "%s", text_of(out, "secret"));
    json_decref(params);
    json_decref(out);
    scene_move(scene, "in_contact", "canary-note");
    scene_introduce(scene);
}

/* ---- two sides ----------------------------------------------------------- */

static const struct {
    const char *answer;
    enum order_refusal_code code; /* 0: taken */
    const char *path;
} answers[] = {
    {"{}", ORDER_REFUSED_FIELD, "agree"},
    {"{'agree':true}", ORDER_REFUSED_CONSENT, "notice"},
    {"{'agree':true,'notice':'6','consents':{'contact':true}}",
     ORDER_REFUSED_CONSENT, "notice"},
    {"{'agree':true,'notice':'7','fields':{'name':'n','email':'o@b.cd'}}",
     ORDER_REFUSED_CONSENT, "consents.contact"},
    {"{'agree':true,'notice':'7','consents':{'contact':true},"
     "'fields':{'name':'n','email':'o@b.cd'}}",
     ORDER_REFUSED_CONSENT, "consents.partner"},
    {"{'agree':true,'notice':'7','consents':{'contact':true,'partner':true},"
     "'fields':{'name':'n'}}",
     ORDER_REFUSED_FIELD, "fields.email"},
    {"{'agree':true,'notice':'7','consents':{'contact':true,'partner':true},"
     "'fields':{'name':'n','email':'o@b.cd','seeks':'x'}}",
     ORDER_REFUSED_FIELD, "fields"},
    {"{'agree':false,'reason':'nonsense'}", ORDER_REFUSED_FIELD, "reason"},
    {"{'agree':true,'notice':'7','consents':{'contact':true,'partner':true},"
     "'words':'canary-why','fields':{'name':'canary-other',"
     "'email':'other@mail.example'}}",
     0, ""},
};

static void test_sides(void **state)
{
    struct order_refusal refusal = {0};
    struct err err = {0};
    struct scene scene;
    json_t *out = NULL, *params = NULL;

    scene_open(&scene, state);
    assert_int_equal(introduction_get(&scene.room.ws, scene.id, "guessed",
                                      LANG_EN, &out, &refusal, &err),
                     0);
    assert_int_equal(refusal.code, ORDER_REFUSED_UNKNOWN);
    assert_int_equal(introduction_get(&scene.room.ws, "I-2611-ZZZZZ",
                                      scene.link, LANG_EN, &out, &refusal,
                                      &err),
                     0);
    assert_int_equal(refusal.code, ORDER_REFUSED_UNKNOWN);
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        int ret = scene_answer(&scene, answers[i].answer, &refusal, &out);

        if (ret != (answers[i].code == 0) ||
            (ret == 0 && (refusal.code != answers[i].code ||
                          strcmp(refusal.path, answers[i].path) != 0)))
            fail_msg("row %zu: %d, %s %s", i, ret, refusal.path, refusal.what);
        if (ret == 1 && json_says(out, "canary-name"))
            fail_msg("row %zu: one side has not agreed", i);
        json_decref(out);
        out = NULL;
    }
    params = json_pack("{s:s,s:b}", "introduction", scene.id, "agree", 1);
    must(order_answer(&scene.room.ws, scene.reference, scene.secret, params,
                      LANG_EN, &out, NULL, &refusal, &err),
         &refusal, &err, "answer");
    assert_true(json_says(out, "other@mail.example"));
    assert_string_equal(text_of(out, "state"), "introduced");
    json_decref(out);
    must(introduction_get(&scene.room.ws, scene.id, scene.link, LANG_EN, &out,
                          &refusal, &err),
         &refusal, &err, "get");
    assert_true(json_says(out, "canary@mail.example"));
    json_decref(out);
    json_decref(params);
    room_close(&scene.room);
}

/* Who declines and why is not told to the other side. */
static void test_declined(void **state)
{
    struct order_refusal refusal = {0};
    struct err err = {0};
    struct scene scene;
    json_t *out = NULL;

    scene_open(&scene, state);
    assert_int_equal(
        scene_answer(&scene,
                     "{'agree':false,'reason':'price','words':'canary-why'}",
                     &refusal, &out),
        1);
    assert_string_equal(text_of(out, "answer"), "declined");
    json_decref(out);
    must(order_get(&scene.room.ws, scene.reference, scene.secret, LANG_EN, &out,
                   &refusal, &err),
         &refusal, &err, "get");
    assert_false(json_says(out, "canary-why") || json_says(out, "declined") ||
                 json_says(out, "\"price\""));
    json_decref(out);
    must(order_show(&scene.room.ws, scene.reference, LANG_EN, &out, &refusal,
                    &err),
         &refusal, &err, "show");
    assert_true(json_says(out, "canary-why") && json_says(out, "\"price\""));
    json_decref(out);
    room_close(&scene.room);
}

/* ---- a person ------------------------------------------------------------ */

static void test_person(void **state)
{
    struct ledger_report report;
    unsigned char key[SEAL_KEY];
    struct order_refusal refusal = {0};
    struct err err = {0};
    struct scene scene;
    json_t *out = NULL;
    char path[512];

    scene_open(&scene, state);
    must(scene_answer(&scene, answers[8].answer, &refusal, &out), &refusal,
         &err, "answer");
    json_decref(out);
    for (size_t i = 0; i < CANARIES; i++)
        if (files_have(state, canaries[i]) != (i < PLAIN))
            fail_msg("%s is %s", canaries[i], i < PLAIN ? "lost" : "readable");
    assert_int_equal(
        person_export(&scene.room.ws, "CANARY@mail.example", &out, &err), 0);
    assert_true(json_says(out, "canary-seeks") &&
                json_says(out, "canary-name") && json_says(out, "canary-org"));
    assert_false(json_says(out, "other@mail")); /* not introduced yet */
    json_decref(out);
    assert_int_equal(
        person_export(&scene.room.ws, "other@mail.example", &out, &err), 0);
    assert_true(json_says(out, "canary-other"));
    assert_false(json_says(out, "canary-name"));
    json_decref(out);
    assert_int_equal(person_erase(&scene.room.ws, "canary@mail.example", &err),
                     1);
    assert_int_equal(person_erase(&scene.room.ws, "canary@mail.example", &err),
                     0);
    snprintf(path, sizeof path, "%s/backup.db", test_dir(state));
    assert_int_equal(store_backup(scene.room.ws.store, path, &err), 0);
    for (size_t i = 0; i < CANARIES; i++)
        if (files_have(state, canaries[i]))
            fail_msg("%s is still there", canaries[i]);
    seal_ledger_key(room_key, key);
    assert_int_equal(
        ledger_verify(scene.room.ws.store, key, NULL, &report, &err), 1);
    room_close(&scene.room);
}

/* Somebody who sends tables has more orders than one look holds. */
static void test_many(void **state)
{
    struct err err = {0};
    struct scene scene;

    scene_open(&scene, state);
    assert_int_equal(
        sql_script(
            scene.room.ws.store,
            "PRAGMA synchronous = OFF; WITH RECURSIVE n (i) AS"
            " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
            " INSERT INTO orders (reference, visitor, conversation, cid, kind,"
            "  state, lang, desk, instead, notice, contact, partner, abroad,"
            "  created_at, changed_at, secret)"
            " SELECT 'X-' || i, 'x', '', i, kind, state, lang, desk, instead,"
            "  notice, contact, partner, abroad, created_at, changed_at, secret"
            " FROM orders, n;"
            "INSERT INTO order_lookups SELECT l.hash, o.reference"
            " FROM order_lookups l, orders o WHERE o.reference LIKE 'X-%'",
            &err),
        0);
    assert_int_equal(person_erase(&scene.room.ws, "canary@mail.example", &err),
                     1001);
    room_close(&scene.room);
}

/* ---- a ledger that was changed ------------------------------------------- */

static const struct {
    const char *sql;
    bool intact, complete, signed_;
} changes[] = {
    {"SELECT 1", true, true, true},
    {"UPDATE order_entries SET reason = 'other' WHERE number = 2", false, true,
     true},
    {"UPDATE order_entries SET at = at + 1 WHERE number = 1", false, true,
     true},
    {"UPDATE order_entries SET note = 'x' WHERE number = 2", false, true, true},
    {"DELETE FROM order_entries WHERE number = 2", false, false, true},
    {"DELETE FROM order_entries WHERE number = 3", false, false, true},
    {"DELETE FROM ledger WHERE position = 3;"
     "DELETE FROM order_entries WHERE number = 3",
     true, false, true},
    {"DELETE FROM ledger WHERE position = 3;"
     "DELETE FROM order_entries WHERE number = 3;"
     "UPDATE ledger_head SET count = 2, hash ="
     " (SELECT hash FROM ledger WHERE position = 2)",
     true, true, false},
    {"UPDATE ledger_head SET sign = NULL", true, true, false},
    {"DELETE FROM ledger; UPDATE ledger_head SET count = 0,"
     " hash = zeroblob(32), sign = NULL",
     true, false, true},
};

static void test_changed(void **state)
{
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct ledger_report report;
        unsigned char key[SEAL_KEY];
        struct err err = {0};
        struct scene scene;
        int ret = 0;

        scene_open(&scene, state);
        assert_int_equal(sql_script(scene.room.ws.store,
                                    "DROP TRIGGER order_entries_stay;"
                                    "DROP TRIGGER order_entries_same;"
                                    "DROP TRIGGER ledger_stays;"
                                    "DROP TRIGGER ledger_same",
                                    &err),
                         0);
        assert_int_equal(sql_script(scene.room.ws.store, changes[i].sql, &err),
                         0);
        seal_ledger_key(room_key, key);
        ret = ledger_verify(scene.room.ws.store, key, NULL, &report, &err);
        if (ret != (i == 0) || (report.broken == 0) != changes[i].intact ||
            report.cut == changes[i].complete ||
            report.signed_ != changes[i].signed_)
            fail_msg("row %zu: %d, broken at %lld, cut %d, signed %d", i, ret,
                     (long long)report.broken, report.cut, report.signed_);
        room_close(&scene.room);
        test_dir_remove(state);
        assert_int_equal(test_dir_make(state), 0);
    }
}

/* Count and hash that were written down are found again, and no others. */
static void test_anchor(void **state)
{
    struct err err = {0};
    struct scene scene;
    json_t *out = NULL;
    char head[128];

    scene_open(&scene, state);
    assert_int_equal(order_verify(&scene.room.ws, NULL, &out, &err), 1);
    snprintf(head, sizeof head, "%s", text_of(out, "head"));
    json_decref(out);
    scene_move(&scene, "proposal", NULL);
    assert_int_equal(order_verify(&scene.room.ws, head, &out, &err), 1);
    json_decref(out);
    head[strlen(head) - 1] ^= 1; /* 0 and 1, a and `, are no pair of hex */
    if (order_verify(&scene.room.ws, head, &out, &err) == 1)
        fail_msg("another head fits");
    json_decref(out);
    assert_int_equal(order_verify(&scene.room.ws, "nonsense", &out, &err), -1);
    room_close(&scene.room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_sides), DIR_TEST(test_declined), DIR_TEST(test_person),
        DIR_TEST(test_many),  DIR_TEST(test_changed),  DIR_TEST(test_anchor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
