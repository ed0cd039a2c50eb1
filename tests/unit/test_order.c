/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_order.c - routing, the form, placing, looking, withdrawing. */
#include "order_room.h"

/* ---- routing ------------------------------------------------------------- */

static const struct route_row {
    const char *kind, *country, *city, *desk, *instead, *why;
} route_rows[] = {
    {"city_order", "jp", "linyi", "qingdao-japan-parlor", "",
     "order.why.country"},
    {"city_order", "kr", NULL, "qingdao-korea-parlor", "", "order.why.country"},
    {"city_order", "de", "suzhou", "qingdao-germany-parlor", "",
     "order.why.country"},
    {"import", "il", NULL, "qingdao-israel-parlor", "", "order.why.country"},
    {"city_order", "ru", "linyi", "qingdao", "qingdao-sco-parlor",
     "order.why.not_yet_open"},
    {"city_order", "kz", NULL, "qingdao", "qingdao-sco-parlor",
     "order.why.not_yet_open"},
    /* who comes to a city is looked after there */
    {"investment", "kr", "suzhou", "suzhou-hongqiao-parlor", "",
     "order.why.city_parlor"},
    {"investment", "kr", "yantai", "qingdao-korea-parlor", "",
     "order.why.country"},
    {"investment", "kr", NULL, "qingdao-korea-parlor", "", "order.why.country"},
    {"visit", "jp", "kunshan", "suzhou-hongqiao-parlor", "",
     "order.why.city_parlor"},
    /* no parlor of that country */
    {"city_order", "br", "linyi", "shandong-parlor", "",
     "order.why.no_country_parlor"},
    {"city_order", "br", "hefei", "hefei", "", "order.why.no_country_parlor"},
    {"import", "br", NULL, "shandong-parlor", "",
     "order.why.no_country_parlor"},
    /* no country */
    {"investment", NULL, "suzhou", "suzhou-hongqiao-parlor", "",
     "order.why.city_parlor"},
    {"investment", NULL, "taicang", "suzhou-hongqiao-parlor", "",
     "order.why.city_parlor"},
    {"service", NULL, "qingdao", "shandong-parlor", "",
     "order.why.city_parlor"},
    {"investment", NULL, "hefei", "hefei", "", "order.why.city"},
    {"investment", NULL, "shanghai", "shanghai", "", "order.why.city"},
    {"investment", NULL, NULL, "shandong-parlor", "", "order.why.general"},
    {NULL, NULL, NULL, "shandong-parlor", "", "order.why.general"},
};

static void test_route(void **state)
{
    struct room room;

    room_open(&room, state);
    for (size_t i = 0; i < sizeof route_rows / sizeof *route_rows; i++) {
        char country[16] = "";
        struct order_draft draft = {.kind = route_rows[i].kind};
        struct order_desk desk;

        if (route_rows[i].country != NULL) {
            snprintf(country, sizeof country, "country-%s",
                     route_rows[i].country);
            draft.country = snapshot_record(room.snapshot, country);
            assert_non_null(draft.country);
        }
        if (route_rows[i].city != NULL)
            draft.city = snapshot_record(room.snapshot, route_rows[i].city);
        order_route(room.snapshot, &draft, &desk);
        if (desk.desk == NULL || strcmp(desk.desk->id, route_rows[i].desk) != 0)
            fail_msg("row %zu: %s", i,
                     desk.desk != NULL ? desk.desk->id : "none");
        if (strcmp(desk.instead != NULL ? desk.instead->id : "",
                   route_rows[i].instead) != 0)
            fail_msg("row %zu: instead of what?", i);
        if (strcmp(desk.why.key, route_rows[i].why) != 0)
            fail_msg("row %zu: %s", i, desk.why.key);
    }
    room_close(&room);
}

/* With next to nothing in the corpus. */
static void test_route_bare(void **state)
{
    static const struct {
        const char *records[2];
        const char *desk;
    } rows[] = {
        {{NULL}, NULL},
        {{"{\"id\":\"a\",\"kind\":\"city\"}"}, "a"},
        {{"{\"id\":\"p\",\"kind\":\"parlor\",\"status\":\"open\"}"}, "p"},
        {{"{\"id\":\"p\",\"kind\":\"parlor\",\"host\":\"b\","
          "\"status\":\"not_yet_open\"}",
          "{\"id\":\"b\",\"kind\":\"city\"}"},
         "b"},
    };
    struct analyser *analyser = NULL;
    struct err err = {0};

    (void)state;
    assert_int_equal(analyser_open(&analyser, &err), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct snapshot *snapshot = snapshot_new();
        struct order_draft draft = {0};
        struct order_desk desk;

        for (size_t j = 0; j < 2 && rows[i].records[j] != NULL; j++)
            record_add(snapshot, rows[i].records[j]);
        snapshot_seal(snapshot, analyser, 1);
        order_route(snapshot, &draft, &desk);
        if (rows[i].desk == NULL
                ? desk.desk != NULL
                : desk.desk == NULL || strcmp(desk.desk->id, rows[i].desk) != 0)
            fail_msg("row %zu", i);
        snapshot_free(&snapshot);
    }
    analyser_close(&analyser);
}

static void test_missing(void **state)
{
    static const struct {
        const char *kind, *has, *missing;
    } rows[] = {
        {"city_order", "", "seeks country industry city "},
        {"city_order", "seeks city", "country industry "},
        {"investment", "seeks", "industry city "},
        {"investment", "seeks industry city", ""},
        {"import", "country", "seeks industry "},
        {"service", "seeks", "city "},
        {NULL, "", "seeks country industry city "},
    };
    struct arena *arena = arena_new();
    const struct record some = {0};
    const struct record *one = &some;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool seeks = strstr(rows[i].has, "seeks") != NULL;
        bool country = strstr(rows[i].has, "country") != NULL;
        bool city = strstr(rows[i].has, "city") != NULL;
        bool industry = strstr(rows[i].has, "industry") != NULL;
        struct order_draft draft = {.kind = rows[i].kind,
                                    .text = seeks ? "x" : "",
                                    .country = country ? one : NULL,
                                    .city = city ? one : NULL,
                                    .industries = {&one, industry}};
        const char **missing = NULL;
        size_t count = order_missing(&draft, arena, &missing);
        char text[128] = "";
        size_t at = 0;

        for (size_t j = 0; j < count; j++)
            at += (size_t)snprintf(text + at, sizeof text - at, "%s ",
                                   missing[j]);
        if (strcmp(text, rows[i].missing) != 0)
            fail_msg("row %zu: %s", i, text);
    }
    arena_free(&arena);
}

/* ---- placing ------------------------------------------------------------- */

static void test_place(void **state)
{
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *first = NULL, *again = NULL, *seen = NULL;
    struct room room;

    room_open(&room, state);
    first = order_of(&room, order_good);
    assert_memory_equal(text_of(first, "reference"), "P-2611-", 7);
    assert_int_equal(strlen(text_of(first, "reference")), 12);
    assert_int_equal(strlen(text_of(first, "secret")), 32);
    assert_string_equal(text_of(first, "state"), "received");
    assert_string_equal(text_of(json_object_get(first, "desk"), "id"),
                        "qingdao-japan-parlor");
    again = order_of(&room, order_good);
    assert_true(json_equal(first, again));
    assert_int_equal(orders_count(room.ws.store, "visitor-1", 0, &err), 1);
    assert_int_equal(order_get(&room.ws, text_of(first, "reference"),
                               text_of(first, "secret"), LANG_EN, &seen,
                               &refusal, &err),
                     1);
    assert_string_equal(text_of(seen, "state_label"), "Received");
    assert_string_equal(
        text_of(json_array_get(json_object_get(seen, "fields"), 0), "label"),
        "What do you seek?");
    assert_string_equal(
        text_of(json_array_get(json_object_get(seen, "fields"), 0), "value"),
        "Makers of frozen food");
    assert_string_equal(
        text_of(json_array_get(json_object_get(seen, "fields"), 1), "value"),
        "Japan");
    json_decref(first);
    json_decref(again);
    json_decref(seen);
    room_close(&room);
}

/* What is refused, and where. %s: an edit of the good params by key. */
static const struct refused_row {
    const char *path; /* member to set, "fields.email" */
    const char *value;
    enum order_refusal_code code;
    const char *said; /* path of the refusal */
} refused_rows[] = {
    {"cid", "null", ORDER_REFUSED_FIELD, "cid"},
    {"cid", "'has blanks'", ORDER_REFUSED_FIELD, "cid"},
    {"kind", "'gift'", ORDER_REFUSED_FIELD, "kind"},
    {"kind", "7", ORDER_REFUSED_FIELD, "kind"},
    {"notice", "'6'", ORDER_REFUSED_CONSENT, "notice"},
    {"notice", "null", ORDER_REFUSED_CONSENT, "notice"},
    {"consents", "{}", ORDER_REFUSED_CONSENT, "consents.contact"},
    {"consents", "null", ORDER_REFUSED_CONSENT, "consents.contact"},
    {"consents", "{'contact':false}", ORDER_REFUSED_CONSENT,
     "consents.contact"},
    {"consents", "{'contact':'true'}", ORDER_REFUSED_CONSENT,
     "consents.contact"},
    {"fields", "[]", ORDER_REFUSED_FIELD, "fields"},
    {"fields.shoe", "'42'", ORDER_REFUSED_FIELD, "fields"},
    {"fields.seeks", "' \\n '", ORDER_REFUSED_FIELD, "fields.seeks"},
    {"fields.seeks", "'a\\u0007b'", ORDER_REFUSED_FIELD, "fields.seeks"},
    {"fields.seeks", "['a']", ORDER_REFUSED_FIELD, "fields.seeks"},
    {"fields.name", "null", ORDER_REFUSED_FIELD, "fields.name"},
    {"fields.name", "'a\\nb'", ORDER_REFUSED_FIELD, "fields.name"},
    {"fields.email", "''", ORDER_REFUSED_FIELD, "fields.email"},
    {"fields.email", "'a@b'", ORDER_REFUSED_FIELD, "fields.email"},
    {"fields.email", "'@b.c'", ORDER_REFUSED_FIELD, "fields.email"},
    {"fields.email", "'a@b@c.d'", ORDER_REFUSED_FIELD, "fields.email"},
    {"fields.email", "'a b@c.d'", ORDER_REFUSED_FIELD, "fields.email"},
    {"fields.email", "'a@c.'", ORDER_REFUSED_FIELD, "fields.email"},
    {"fields.phone", "'call me'", ORDER_REFUSED_FIELD, "fields.phone"},
    {"fields.phone", "'1234'", ORDER_REFUSED_FIELD, "fields.phone"},
    {"fields.country", "'linyi'", ORDER_REFUSED_FIELD, "fields.country"},
    {"fields.country", "'JP'", ORDER_REFUSED_FIELD, "fields.country"},
    {"fields.when", "'now'", ORDER_REFUSED_FIELD, "fields.when"},
};

static void test_refused(void **state)
{
    struct room room;

    room_open(&room, state);
    for (size_t i = 0; i < sizeof refused_rows / sizeof *refused_rows; i++) {
        json_t *params = params_make(order_good), *out = NULL;
        char wrapped[256];
        const char *dot = strchr(refused_rows[i].path, '.');
        json_t *edit = NULL;
        struct order_refusal refusal = {0};
        struct err err = {0};

        snprintf(wrapped, sizeof wrapped, "{'v':%s}", refused_rows[i].value);
        edit = params_make(wrapped);
        json_object_set(dot != NULL ? json_object_get(params, "fields")
                                    : params,
                        dot != NULL ? dot + 1 : refused_rows[i].path,
                        json_object_get(edit, "v"));
        if (order_place(&room.ws, &owner, params, &out, &refusal, &err) != 0)
            fail_msg("row %zu: was taken", i);
        if (refusal.code != refused_rows[i].code ||
            strcmp(refusal.path, refused_rows[i].said) != 0)
            fail_msg("row %zu: %d %s", i, refusal.code, refusal.path);
        if (strstr(refusal.what, "canary") != NULL)
            fail_msg("row %zu: repeats a value", i);
        json_decref(edit);
        json_decref(params);
    }
    room_close(&room);
}

/* Every length has its limit, in characters. */
static void test_limits(void **state)
{
    static const struct {
        const char *field;
        size_t max;
    } rows[] = {
        {"seeks", 2000}, {"scale", 200}, {"organisation", 200}, {"name", 100}};
    struct room room;

    room_open(&room, state);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t over = 0; over < 2; over++) {
            json_t *params = params_make(order_good), *out = NULL;
            struct order_refusal refusal = {0};
            struct err err = {0};
            char text[8192] = "", cid[32];

            for (size_t j = 0; j < rows[i].max + over; j++)
                memcpy(text + 3 * j, "\xe5\xae\xa2", 3);
            snprintf(cid, sizeof cid, "l-%zu-%zu", i, over);
            json_object_set_new(params, "cid", json_string(cid));
            json_object_set_new(json_object_get(params, "fields"),
                                rows[i].field, json_string(text));
            if (order_place(&room.ws, &owner, params, &out, &refusal, &err) !=
                (over == 0))
                fail_msg("row %zu, over %zu: %s %s", i, over, refusal.what,
                         err.text);
            json_decref(params);
            json_decref(out);
        }
    }
    room_close(&room);
}

static void test_many(void **state)
{
    struct room room;

    room_open(&room, state);
    for (int i = 0; i < 21; i++) {
        json_t *params = params_make(order_good), *out = NULL;
        struct order_refusal refusal = {0};
        struct err err = {0};
        char cid[32];
        int ret = 0;

        snprintf(cid, sizeof cid, "many-%d", i);
        json_object_set_new(params, "cid", json_string(cid));
        json_object_set_new(json_object_get(params, "fields"), "scale",
                            json_string(cid)); /* else it is the same order */
        ret = order_place(&room.ws, &owner, params, &out, &refusal, &err);
        if (ret != (i < 20))
            fail_msg("order %d: %d", i, ret);
        if (ret == 0)
            assert_int_equal(refusal.code, ORDER_REFUSED_MANY);
        json_decref(params);
        json_decref(out);
    }
    room.ws.now += 25LL * 60 * 60 * 1000;
    json_decref(order_of(&room, order_good)); /* another day */
    room_close(&room);
}

static void test_no_key(void **state)
{
    json_t *params = params_make(order_good), *out = NULL;
    struct order_refusal refusal = {0};
    struct err err = {0};
    struct room room;

    room_open(&room, state);
    room.ws.key = NULL;
    assert_int_equal(
        order_place(&room.ws, &owner, params, &out, &refusal, &err), -1);
    assert_int_equal(err.code, ERR_USAGE);
    json_decref(params);
    room_close(&room);
}

/* ---- looking ------------------------------------------------------------- */

static void test_get(void **state)
{
    struct room room;
    json_t *order = NULL;
    const char *reference = NULL, *secret = NULL;

    room_open(&room, state);
    order = order_of(&room, order_good);
    reference = text_of(order, "reference");
    secret = text_of(order, "secret");
    for (int i = 0; i < 6; i++) {
        char lower[32] = "", other[64] = "";
        const char *use[6][2] = {{reference, secret},      {lower, secret},
                                 {reference, other},       {reference, ""},
                                 {"P-2611-22222", secret}, {"", ""}};
        struct order_refusal refusal = {0};
        struct err err = {0};
        json_t *out = NULL;
        int ret = 0;

        for (size_t j = 0; reference[j] != '\0'; j++)
            lower[j] = (char)(reference[j] | (reference[j] >= 'A' ? 32 : 0));
        snprintf(other, sizeof other, "%s", secret);
        other[0] = other[0] == 'x' ? 'y' : 'x';
        ret = order_get(&room.ws, use[i][0], use[i][1], LANG_EN, &out, &refusal,
                        &err);
        if (ret != (i < 2))
            fail_msg("row %d: %d", i, ret);
        if (ret == 0)
            assert_int_equal(refusal.code, ORDER_REFUSED_UNKNOWN);
        json_decref(out);
    }
    json_decref(order);
    room_close(&room);
}

static void test_withdraw(void **state)
{
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *order = NULL, *out = NULL;
    struct room room;

    room_open(&room, state);
    order = order_of(&room, order_good);
    assert_int_equal(order_withdraw(&room.ws, text_of(order, "reference"),
                                    "wrong", NULL, "", LANG_EN, &out, &refusal,
                                    &err),
                     0);
    assert_int_equal(refusal.code, ORDER_REFUSED_UNKNOWN);
    assert_int_equal(order_withdraw(&room.ws, text_of(order, "reference"),
                                    text_of(order, "secret"), NULL, "found one",
                                    LANG_EN, &out, &refusal, &err),
                     1);
    assert_string_equal(text_of(out, "state"), "withdrawn");
    assert_int_equal(json_array_size(json_object_get(out, "moves")), 0);
    assert_string_equal(
        text_of(json_array_get(json_object_get(out, "timeline"), 1), "note"),
        "found one");
    json_decref(out);
    assert_int_equal(order_withdraw(&room.ws, text_of(order, "reference"),
                                    text_of(order, "secret"), NULL, "", LANG_EN,
                                    &out, &refusal, &err),
                     0);
    assert_int_equal(refusal.code, ORDER_REFUSED_MOVE);
    json_decref(order);
    room_close(&room);
}

static void test_form(void **state)
{
    json_t *form = NULL, *fields = NULL, *field = NULL;
    struct room room;
    size_t i = 0;

    room_open(&room, state);
    form = order_form(room.snapshot, LANG_EN, NULL);
    fields = json_object_get(form, "fields");
    assert_int_equal(json_array_size(fields), 37);
    assert_string_equal(text_of(json_object_get(form, "notice"), "version"),
                        "7");
    assert_int_equal(json_array_size(json_object_get(form, "consents")), 3);
    json_array_foreach(fields, i, field) {
        bool select = strcmp(text_of(field, "type"), "select") == 0;
        size_t options = json_array_size(json_object_get(field, "options"));

        if (select ? options < 2 : options != 0)
            fail_msg("field %zu: %zu options", i, options);
        if (text_of(field, "label")[0] == '\0')
            fail_msg("field %zu has no label", i);
    }
    assert_false(json_says(form, "country-cn"));
    json_decref(form);
    form = order_form(room.snapshot, LANG_ZH_HANS, NULL);
    assert_true(json_says(form, "\\u65e5\\u672c") || json_says(form, "日本"));
    json_decref(form);
    room_close(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_route),   DIR_TEST(test_route_bare),
        DIR_TEST(test_missing), DIR_TEST(test_place),
        DIR_TEST(test_refused), DIR_TEST(test_limits),
        DIR_TEST(test_many),    DIR_TEST(test_no_key),
        DIR_TEST(test_get),     DIR_TEST(test_withdraw),
        DIR_TEST(test_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
