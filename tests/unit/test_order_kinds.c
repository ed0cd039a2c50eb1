/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_order_kinds.c - what each kind of order is asked, what cannot stand
 * together, the same order twice, and who reported an enterprise first. */
#include "order_room.h"

#include "base/buf.h"
#include "order/lead.h"

/* The fields of an order, and what is refused of it; path NULL: nothing. */
static const struct row {
    const char *kind, *fields, *path;
} rows[] = {
    {"investment",
     "'site':'land','area_from':20,'area_to':'50.5',"
     "'area_unit':'mu','amount':200000000,'currency':'EUR','jobs':120",
     NULL},
    {"investment", "'area_from':50,'area_to':20,'area_unit':'mu'",
     "fields.area_to"},
    {"investment", "'area_from':50", "fields.area_unit"},
    {"investment", "'area_from':0,'area_unit':'mu'", "fields.area_from"},
    {"investment", "'area_from':'-3','area_unit':'mu'", "fields.area_from"},
    {"investment", "'area_from':-3,'area_unit':'mu'", "fields.area_from"},
    {"investment", "'area_from':'50 mu','area_unit':'mu'", "fields.area_from"},
    {"investment", "'area_from':'1e9999','area_unit':'mu'", "fields.area_from"},
    {"investment", "'area_from':true,'area_unit':'mu'", "fields.area_from"},
    {"investment", "'area_from':5,'area_unit':'acre'", "fields.area_unit"},
    {"investment", "'site':'none','area_from':5,'area_unit':'ha'",
     "fields.site"},
    {"investment", "'amount':5", "fields.currency"},
    {"investment", "'jobs':'2.5'", "fields.jobs"},
    {"investment", "'country':'country-atlantis'", "fields.country"},
    {"investment", "'country':'country-cn'", "fields.country"},
    {"investment", "'people':3", "fields.people"}, /* of a visit */
    {"investment", "'company_site':'nowhere'", "fields.company_site"},
    {"city_order",
     "'city':'linyi','parlor':'qingdao-japan-parlor',"
     "'country':'country-jp','partner_kind':'supplier'",
     NULL},
    {"city_order", "'city':'linyi','partner_city':'linyi'",
     "fields.partner_city"},
    {"city_order", "'parlor':'atlantis-parlor'", "fields.parlor"},
    {"city_order", "'parlor':'linyi'", "fields.parlor"}, /* a city */
    {"city_order", "'parlor':'qingdao-japan-parlor','country':'country-de'",
     "fields.parlor"},
    {"import", "'product':'Olive oil','hs_code':'1509.20','trade_role':'buyer'",
     NULL},
    {"import", "'hs_code':'15'", "fields.hs_code"},
    {"import", "'hs_code':'olive'", "fields.hs_code"},
    {"outbound", "'activity':'plant','country':'country-de'", NULL},
    {"talent", "'position':'Welder','headcount':3,'level':'skilled'", NULL},
    {"talent", "'headcount':0", "fields.headcount"},
    {"service", "'service':'visa','language':'ko'", NULL},
    {"service", "'service':'magic'", "fields.service"},
    {"visit", "'people':8,'visit_from':'2026-12-01','visit_to':'2026-12-03'",
     NULL},
    {"visit", "'visit_from':'2026-12-03','visit_to':'2026-12-01'",
     "fields.visit_to"},
    {"visit", "'visit_from':'2026-02-30'", "fields.visit_from"},
    {"visit", "'visit_from':'2025-12-03'", "fields.visit_from"},
    {"visit", "'visit_from':'soon'", "fields.visit_from"},
    {"visit", "'people':100000", "fields.people"},
};

static json_t *params_of(const char *kind, const char *fields, const char *cid)
{
    char text[2048];

    snprintf(text, sizeof text,
             "{'cid':'%s','kind':'%s','notice':'7','consents':{'contact':true},"
             "'fields':{'seeks':'x','name':'canary','email':"
             "'canary@mail.example',%s}}",
             cid, kind, fields);
    return params_make(text);
}

static void test_kinds(void **state)
{
    struct room room;

    room_open(&room, state);
    room.ws.today = (struct date){2026, 11, 21};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char cid[24];
        struct order_owner who = {cid, "", LANG_EN};
        struct order_refusal refusal = {0};
        struct err err = {0};
        json_t *params = NULL, *out = NULL;
        int ret = 0;

        snprintf(cid, sizeof cid, "k-%zu", i);
        params = params_of(rows[i].kind, rows[i].fields, cid);
        ret = order_place(&room.ws, &who, params, &out, &refusal, &err);
        if (ret != (rows[i].path == NULL) ||
            (ret == 0 && (refusal.code != ORDER_REFUSED_FIELD ||
                          strcmp(refusal.path, rows[i].path) != 0)))
            fail_msg("row %zu, %s: %d, %s %s", i, rows[i].fields, ret,
                     refusal.path, refusal.what);
        if (strstr(refusal.what, "canary") != NULL)
            fail_msg("row %zu repeats a value", i);
        json_decref(params);
        json_decref(out);
    }
    room_close(&room);
}

/* ---- the same again ------------------------------------------------------ */

static char *place_as(struct room *room, const char *visitor, json_t *params)
{
    struct order_owner who = {visitor, "", LANG_EN};
    struct order_refusal refusal = {0};
    struct err err = {0};
    json_t *out = NULL;
    char *reference = NULL;

    if (order_place(&room->ws, &who, params, &out, &refusal, &err) != 1)
        fail_msg("%s %s %s", refusal.path, refusal.what, err.text);
    reference = strdup(text_of(out, "reference"));
    json_decref(params);
    json_decref(out);
    return reference;
}

static void test_same(void **state)
{
    const char *fields = "'scale':'two lines'";
    char *first = NULL, *again = NULL, *other = NULL, *later = NULL;
    struct room room;

    room_open(&room, state);
    first = place_as(&room, "a", params_of("import", fields, "c-1"));
    room.ws.now += 60000;
    again = place_as(&room, "a", params_of("import", fields, "c-2"));
    assert_string_equal(first, again);
    /* somebody else who knows all of it gets no key to it */
    other = place_as(&room, "b", params_of("import", fields, "c-2"));
    assert_string_not_equal(first, other);
    free(other);
    other = place_as(&room, "a", params_of("import", "'scale':'3'", "c-3"));
    assert_string_not_equal(first, other);
    room.ws.now += ORDER_SAME_HOURS * 3600LL * 1000;
    later = place_as(&room, "a", params_of("import", fields, "c-4"));
    assert_string_not_equal(first, later);
    free(again);
    /* a request is remembered under its name for good */
    again = place_as(&room, "a", params_of("import", fields, "c-2"));
    assert_string_equal(first, again);
    free(first);
    free(again);
    free(other);
    free(later);
    room_close(&room);
}

/* ---- leads --------------------------------------------------------------- */

static void test_names(void **state)
{
    static const char *const same[][2] = {
        {"Siemens AG", "SIEMENS  Aktiengesellschaft AG"},
        {"Siemens AG", "siemens"},
        {"Nestlé S.A.", "NESTLÉ SA"},
        {"海尔集团公司", "海爾"},
        {"株式会社日立製作所", "日立製作所"},
        {"(주)한화", "한화 주식회사"},
        {"ООО Ромашка", "РОМАШКА"},
        {"A.P. Moller Holding A/S", "AP Moller"},
    };
    struct room room;
    struct buf one, two;

    room_open(&room, state);
    buf_init(&one);
    buf_init(&two);
    for (size_t i = 1; i < sizeof same / sizeof *same; i++) {
        lead_name(&room.ws, same[i][0], &one);
        lead_name(&room.ws, same[i][1], &two);
        if (one.len != two.len || memcmp(one.bytes, two.bytes, one.len) != 0)
            fail_msg("row %zu: %.*s, %.*s", i, (int)one.len, one.bytes,
                     (int)two.len, two.bytes);
    }
    buf_fini(&one);
    buf_fini(&two);
    room_close(&room);
}

static const struct {
    const char *fields, *how; /* of the second report; NULL: another */
} seconds[] = {
    {"'company':'HAIER group'", "sound"},
    {"'company':'海爾集團'", "name"},
    {"'company':'Other','company_site':'http://haier.com:80/de'", "site"},
    {"'company':'Other','company_number':'91-3702.00'", "number"},
    {"'company':'Other'", NULL},
    {"'company':'海尔','company_number':'91370200'", "number"},
};

static void test_leads(void **state)
{
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        struct order_refusal refusal = {0};
        struct err err = {0};
        struct room room;
        json_t *seen = NULL, *report = NULL, *list = NULL;
        char *first = NULL, *second = NULL;

        room_open(&room, state);
        first = place_as(&room, "a",
                         params_of("investment",
                                   "'company':'海尔集团有限公司','company_site'"
                                   ":'https://www.Haier.com/cn',"
                                   "'company_number':'91370200'",
                                   "c-1"));
        room.ws.now += 1000;
        second = place_as(&room, "b",
                          params_of("investment", seconds[i].fields, "c-2"));
        assert_int_equal(
            order_show(&room.ws, second, LANG_EN, &seen, &refusal, &err), 1);
        list = json_object_get(seen, "reports");
        report = json_array_get(list, 0);
        if (json_array_size(list) != (seconds[i].how != NULL) ||
            (report != NULL &&
             (strcmp(text_of(report, "reference"), first) != 0 ||
              strcmp(text_of(report, "how"), seconds[i].how) != 0)))
            fail_msg("row %zu: %s", i, text_of(report, "how"));
        json_decref(seen);
        assert_int_equal(order_report_first(&room.ws, LANG_EN, &seen, &err), 0);
        if (json_array_size(json_object_get(seen, "reports")) !=
            (seconds[i].how != NULL))
            fail_msg("row %zu: is not in the report", i);
        json_decref(seen);
        free(first);
        free(second);
        room_close(&room);
        test_dir_remove(state);
        assert_int_equal(test_dir_make(state), 0);
    }
}

/* The first report is named with what agrees with it, not with what agrees
 * more surely with a later one; what only sounds alike comes after both. */
static void test_first(void **state)
{
    static const char *const fields[] = {
        "'company':'HAIER group'",
        "'company':'海尔集团'",
        "'company':'海尔集团','company_number':'91370200'",
        "'company':'海尔集团','company_number':'91370200'",
    };
    enum { REPORTS = sizeof fields / sizeof *fields };
    static const char *const how[REPORTS] = {NULL, "sound", "name", "name"};
    static const size_t first[REPORTS] = {0, 0, 1, 1};
    char *references[REPORTS];
    struct err err = {0};
    struct room room;
    json_t *seen = NULL;

    room_open(&room, state);
    for (size_t i = 0; i < REPORTS; i++) {
        char who[] = {(char)('a' + i), '\0'}, cid[] = {'c', (char)('1' + i), 0};

        room.ws.now += 1000;
        references[i] =
            place_as(&room, who, params_of("investment", fields[i], cid));
    }
    assert_int_equal(order_report_first(&room.ws, LANG_EN, &seen, &err), 0);
    for (size_t i = 1; i < REPORTS; i++) {
        const json_t *row =
            json_array_get(json_object_get(seen, "reports"), i - 1);

        if (strcmp(text_of(row, "reference"), references[i]) != 0 ||
            strcmp(text_of(row, "first"), references[first[i]]) != 0 ||
            strcmp(text_of(row, "how"), how[i]) != 0)
            fail_msg("row %zu: %s", i, text_of(row, "how"));
    }
    json_decref(seen);
    for (size_t i = 0; i < REPORTS; i++)
        free(references[i]);
    room_close(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(test_kinds), DIR_TEST(test_same),  DIR_TEST(test_names),
        DIR_TEST(test_leads), DIR_TEST(test_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
