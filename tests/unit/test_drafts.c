/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles from outside: what is refused, what is published, what is erased;
 * and that an order hears of a new fit once. */
#include "order_room.h"

#include <sys/stat.h>

#include "desk/desk.h"
#include "desk/fits.h"
#include "order/profile.h"
#include "publish/library.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "store/records.h"

static const char good[] =
    "{'cid':'d-1','kind':'enterprise','notice':'7',"
    "'consents':{'contact':true},"
    "'contact':{'name':'canary-name','email':'canary@mail.example'},"
    "'fields':{'names':{'de':'Nordsee Feinkost'},"
    "'summary':{'en':'Frozen "
    "fish.','zh-Hans':'\xe5\x86\xbb\xe9\xb1\xbc\xe3\x80\x82'},"
    "'country':'JP','industries':['food-processing'],'staff':120,"
    "'purposes':['distribution']},"
    "'sources':[{'title':'Register','url':'https://reg.example/1',"
    "'date':'2026-01-05'}]}";

/* good with one member replaced by value (JSON), at "a" or "a.b". */
static json_t *changed(const char *path, const char *value)
{
    json_t *params = params_make(good), *to = params;
    char first[40] = "";
    const char *dot = strchr(path, '.');

    if (dot != NULL) {
        snprintf(first, sizeof first, "%.*s", (int)(dot - path), path);
        to = json_object_get(params, first);
        path = dot + 1;
    }
    if (value == NULL)
        json_object_del(to, path);
    else
        json_object_set_new(to, path, json_loads(value, JSON_DECODE_ANY, NULL));
    return params;
}

static const struct submit_row {
    const char *path, *value; /* NULL: taken out */
    const char *refused;      /* path; NULL: it is taken */
} submits[] = {
    {"cid", "\"d-1\"", NULL},
    {"kind", "\"partner\"", NULL},
    {"kind", "\"city\"", "kind"},
    {"cid", "\"a b\"", "cid"},
    {"id", "\"no-such\"", "id"},
    {"id", "\"linyi\"", "id"},
    {"notice", "\"6\"", "notice"},
    {"consents", "{}", "consents.contact"},
    {"contact", "{\"name\":\"x\"}", "contact.email"},
    {"contact", "{\"name\":\"x\",\"email\":\"y\"}", "contact.email"},
    {"sources", NULL, "sources"},
    {"sources", "[]", "sources"},
    {"sources", "[{\"url\":\"https://a.example\"}]", "sources.0"},
    {"sources", "[{\"title\":\"a\",\"url\":\"javascript:1\"}]", "sources.0"},
    {"sources", "[{\"title\":\"a\",\"more\":\"b\"}]", "sources.0"},
    {"sources", "[{\"title\":\"a\",\"date\":\"soon\"}]", "sources.0"},
    {"fields", "{}", "fields"},
    {"fields.names", NULL, "fields.names"},
    {"fields.names", "{\"xx\":\"a\"}", "fields.names"},
    {"fields.names", "{\"en\":\"a\\u0007\"}", "fields.names"},
    {"fields.country", "\"Japan\"", "fields.country"},
    {"fields.industries", "[\"no-such\"]", "fields.industries"},
    {"fields.industries", "[\"linyi\"]", "fields.industries"},
    {"fields.industries", "\"food-processing\"", "fields.industries"},
    {"fields.staff", "0", "fields.staff"},
    {"fields.staff", "1.5", "fields.staff"},
    {"fields.purposes", "[\"world_peace\"]", "fields.purposes"},
    {"fields.source", "{}", "fields"},
    {"fields.state", "\"published\"", "fields"},
};

static void submitting(void **state)
{
    struct room room;

    room_open(&room, state);
    for (size_t i = 0; i < sizeof submits / sizeof *submits; i++) {
        json_t *params = changed(submits[i].path, submits[i].value);
        struct order_refusal refusal = {0};
        struct err err = {0};
        json_t *out = NULL;
        int ret =
            profile_submit(&room.ws, &owner, params, &out, &refusal, &err);

        if (ret != (submits[i].refused == NULL) ||
            (ret == 0 && strcmp(refusal.path, submits[i].refused) != 0))
            fail_msg("row %zu: %d %s %s %s", i, ret, refusal.path, refusal.what,
                     err.text);
        json_decref(params);
        json_decref(out);
    }
    room_close(&room);
}

static json_t *submit(struct room *room, const char *text)
{
    struct order_refusal refusal = {0};
    json_t *params = params_make(text), *out = NULL;
    struct err err = {0};

    if (profile_submit(&room->ws, &owner, params, &out, &refusal, &err) != 1)
        fail_msg("%s %s %s", refusal.path, refusal.what, err.text);
    json_decref(params);
    return out;
}

static int move(struct room *room, const char *reference, const char *text,
                char *refused, size_t size)
{
    struct order_refusal refusal = {0};
    json_t *params = params_make(text), *out = NULL;
    struct err err = {0};
    int ret = profile_move(&room->ws, reference, params, "li", LANG_EN, &out,
                           &refusal, &err);

    if (ret < 0)
        fail_msg("%s", err.text);
    snprintf(refused, size, "%s", refusal.path);
    json_decref(params);
    json_decref(out);
    return ret;
}

static void deciding(void **state)
{
    struct record *record = NULL;
    struct err err = {0};
    struct room room;
    json_t *sent = NULL, *again = NULL;
    char refused[64], id[64] = "profile-";
    const char *reference = NULL;

    room_open(&room, state);
    sent = submit(&room, good);
    again = submit(&room, good);
    assert_true(json_equal(sent, again));
    reference = text_of(sent, "reference");
    assert_int_equal(records_sequence(room.ws.store, &err), 0);
    assert_int_equal(
        move(&room, reference, "{'to':'declined'}", refused, sizeof refused),
        0);
    assert_string_equal(refused, "reason");
    assert_int_equal(
        move(&room, reference, "{'to':'elsewhere'}", refused, sizeof refused),
        0);
    assert_int_equal(move(&room, reference,
                          "{'to':'published','record':{'state':'draft'}}",
                          refused, sizeof refused),
                     0);
    assert_int_equal(records_sequence(room.ws.store, &err), 0);
    assert_int_equal(move(&room, reference,
                          "{'to':'published','record':{'names':{'en':"
                          "'North Sea Deli'}}}",
                          refused, sizeof refused),
                     1);
    for (const char *at = reference; *at != '\0'; at++)
        snprintf(id + strlen(id), sizeof id - strlen(id), "%c",
                 *at >= 'A' && *at <= 'Z' ? *at + 32 : *at);
    assert_int_equal(records_get(room.ws.store, id, &record, &err), 1);
    assert_string_equal(record_name(record, LANG_EN), "North Sea Deli");
    assert_string_equal(record_name(record, LANG_DE), "Nordsee Feinkost");
    assert_string_equal(record_string(record, "source.title"), "Register");
    assert_false(json_says(record->json, "canary"));
    record_free(&record);
    assert_int_equal(
        move(&room, reference, "{'to':'published'}", refused, sizeof refused),
        0);
    json_decref(sent);
    json_decref(again);
    room_close(&room);
}

static int draft_count(void *context, struct draft_row *row, struct err *err);

static void erasing(void **state)
{
    json_t *whole = NULL, *sent = NULL, *other = NULL, *got = NULL;
    struct order_refusal refusal = {0};
    struct err err = {0};
    struct room room;

    room_open(&room, state);
    sent = submit(&room, good);
    assert_int_equal(profile_get(&room.ws, text_of(sent, "reference"),
                                 text_of(sent, "secret"), LANG_EN, &got,
                                 &refusal, &err),
                     1);
    assert_false(json_says(got, "canary"));
    json_decref(got);
    assert_int_equal(profile_get(&room.ws, text_of(sent, "reference"), "guess",
                                 LANG_EN, &got, &refusal, &err),
                     0);
    assert_int_equal(refusal.code, ORDER_REFUSED_UNKNOWN);
    assert_int_equal(
        person_export(&room.ws, "canary@mail.example", &whole, &err), 0);
    assert_true(json_says(json_object_get(whole, "profiles"), "canary-name"));
    assert_int_equal(person_erase(&room.ws, "canary@mail.example", &err), 1);
    assert_int_equal(profile_get(&room.ws, text_of(sent, "reference"),
                                 text_of(sent, "secret"), LANG_EN, &got,
                                 &refusal, &err),
                     0);
    assert_int_equal(
        person_export(&room.ws, "canary@mail.example", &other, &err), 0);
    assert_false(json_says(other, "canary"));
    assert_int_equal(
        drafts_each(room.ws.store, NULL, 0, 10, draft_count, NULL, &err), 0);
    json_decref(whole);
    json_decref(other);
    json_decref(sent);
    room_close(&room);
}

static int draft_count(void *context, struct draft_row *row, struct err *err)
{
    (void)context;
    (void)err;
    fail_msg("%s is still there", row->reference);
    return 0;
}

/* A year after it has ended nothing of it is left, not even in the log. */
static void keeping(void **state)
{
    struct order_refusal refusal = {0};
    struct err err = {0};
    struct stat log;
    struct room room;
    json_t *sent = NULL, *got = NULL;
    char refused[64], path[512];

    room_open(&room, state);
    sent = submit(&room, good);
    assert_int_equal(move(&room, text_of(sent, "reference"),
                          "{'to':'declined','reason':'other'}", refused,
                          sizeof refused),
                     1);
    for (int days = 364; days <= 366; days += 2) {
        int64_t now = room.ws.now;

        room.ws.now += days * 24LL * 60 * 60 * 1000;
        assert_int_equal(desk_sweep(&room.ws, &err), 0);
        room.ws.now = now;
        assert_int_equal(profile_get(&room.ws, text_of(sent, "reference"),
                                     text_of(sent, "secret"), LANG_EN, &got,
                                     &refusal, &err),
                         days < 365);
        json_decref(got);
    }
    snprintf(path, sizeof path, "%s-wal", store_path(room.ws.store));
    assert_int_equal(stat(path, &log), 0);
    assert_int_equal(log.st_size, 0);
    json_decref(sent);
    room_close(&room);
}

/* ---- fits ---------------------------------------------------------------- */

static struct snapshot *snapshot_with(struct room *room, const char *enterprise)
{
    static const char *const kinds[] = {"parlor", "city", "country", "industry",
                                        "criterion"};
    struct snapshot *snapshot = snapshot_new();
    struct record *record = NULL;
    struct err err = {0};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        kind_add(snapshot, kinds[i]);
    if (enterprise != NULL) {
        struct author by = {"li", 1};

        assert_int_equal(
            record_parse(enterprise, strlen(enterprise), &record, &err), 0);
        assert_int_equal(store_begin(room->ws.store, &err), 0);
        assert_int_equal(
            records_put(room->ws.store, record, by, &record->revision, &err),
            1);
        assert_int_equal(store_commit(room->ws.store, &err), 0);
        snapshot_add(snapshot, &record);
    }
    snapshot_seal(snapshot, room->analyser, 1);
    return snapshot;
}

#define ENTERPRISE(id, more)                                             \
    "{\"id\":\"" id "\",\"kind\":\"enterprise\",\"names\":{\"en\":\"" id \
    "\"},\"state\":\"published\",\"role\":\"registered\"" more "}"

static const struct fit_row {
    const char *enterprise;
    int found;
} fit_rows[] = {
    {ENTERPRISE("a",
                ",\"country\":\"JP\",\"industries\":[\"food-processing\"]"),
     1},
    {ENTERPRISE("b", ",\"country\":\"JP\",\"industries\":[\"biomedicine\"]"),
     0},
    {ENTERPRISE("c",
                ",\"country\":\"DE\",\"industries\":[\"food-processing\"]"),
     0},
    {ENTERPRISE("d", ""), 0},
    {ENTERPRISE("e", ",\"synthetic\":true,\"country\":\"JP\",\"industries\":"
                     "[\"food-processing\"]"),
     0},
};

static void new_fits(void **state)
{
    for (size_t i = 0; i < sizeof fit_rows / sizeof *fit_rows; i++) {
        struct snapshot *first = NULL, *second = NULL;
        struct outgoing out = {0};
        void *folder = NULL;
        struct err err = {0};
        struct room room;
        int found = 0;

        (void)state;
        test_dir_make(&folder);
        room_open(&room, &folder);
        first = snapshot_with(&room, NULL);
        json_decref(order_of(&room, order_good));
        room.ws.snapshot = first;
        assert_int_equal(fits_run(&room.ws, &out, &err), 0);
        second = snapshot_with(&room, fit_rows[i].enterprise);
        assert_int_equal(fits_run(&room.ws, &out, &err), 0); /* not there yet */
        room.ws.snapshot = second;
        found = fits_run(&room.ws, &out, &err);
        if (found != fit_rows[i].found || out.count != (size_t)found)
            fail_msg("row %zu: %d, %zu told: %s", i, found, out.count,
                     err.text);
        assert_int_equal(fits_run(&room.ws, &out, &err), 0);
        outgoing_fini(&out);
        snapshot_free(&first);
        snapshot_free(&second);
        room.ws.snapshot = room.snapshot;
        room_close(&room);
        test_dir_remove(&folder);
    }
}

/* Orders that wait already, of a kind that seeks no enterprise. */
static void orders_fill(struct room *room, int count)
{
    struct err err = {0};

    assert_int_equal(store_begin(room->ws.store, &err), 0);
    for (int i = 0; i < count; i++) {
        struct order_row row = {.kind = "visit",
                                .state = "received",
                                .lang = "en",
                                .desk = "linyi",
                                .created_at = room->ws.now - 1,
                                .changed_at = room->ws.now - 1};

        snprintf(row.reference, sizeof row.reference, "P-0000-%05u",
                 (unsigned)i % 100000);
        snprintf(row.visitor, sizeof row.visitor, "v-%d", i);
        snprintf(row.cid, sizeof row.cid, "c-%d", i);
        row.fields = json_object();
        if (orders_add(room->ws.store, &row, &err) != 1)
            fail_msg("order %d: %s", i, err.text);
        order_row_fini(&row);
    }
    assert_int_equal(store_commit(room->ws.store, &err), 0);
}

/* However many orders wait before it, the one changed last is judged too. */
static void fits_of_many(void **state)
{
    struct snapshot *first = NULL, *second = NULL;
    struct outgoing out = {0};
    struct err err = {0};
    struct room room;

    room_open(&room, state);
    orders_fill(&room, 2100);
    first = snapshot_with(&room, NULL);
    json_decref(order_of(&room, order_good));
    room.ws.snapshot = first;
    assert_int_equal(fits_run(&room.ws, &out, &err), 0);
    second = snapshot_with(&room, fit_rows[0].enterprise);
    room.ws.snapshot = second;
    assert_int_equal(fits_run(&room.ws, &out, &err), 1);
    outgoing_fini(&out);
    snapshot_free(&first);
    snapshot_free(&second);
    room.ws.snapshot = room.snapshot;
    room_close(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(submitting),       DIR_TEST(deciding),
        DIR_TEST(erasing),          DIR_TEST(keeping),
        cmocka_unit_test(new_fits), DIR_TEST(fits_of_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
