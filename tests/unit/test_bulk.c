/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: lines that break alone, headings in any language, each line an
 * order or a refusal, the same file twice one set of orders. */
#include "order_room.h"

#include "order/bulk.h"
#include "order/table.h"

/* ---- lines --------------------------------------------------------------- */

static int row_say(void *context, const struct table_row *row, struct err *err)
{
    struct buf *said = context;

    (void)err;
    buf_format(said, "%zu", row->line);
    if (row->fault != TABLE_FINE)
        buf_format(said, "!%d", (int)row->fault);
    for (size_t i = 0; i < row->count; i++)
        buf_format(said, "|%s", row->cells[i]);
    buf_char(said, '/');
    return 0;
}

static const struct table_case {
    const char *text, *said;
} tables[] = {
    {"a,b\n1,2\n", "1|a|b/2|1|2/"},
    {"a,b\r\n1,2\r\n", "1|a|b/2|1|2/"},
    {"a;b\n1,5;2\n", "1|a|b/2|1,5|2/"},
    {"a\tb\n1\t2", "1|a|b/2|1|2/"},
    {"a,b\n\n ,\n1, 2 \n", "1|a|b/4|1|2/"},
    {"a,b\n\"x,y\",2\n", "1|a|b/2|x,y|2/"},
    {"a,b\n\"x\ny\",2\n3,4\n", "1|a|b/2|x\ny|2/4|3|4/"},
    {"a,b\n\"say \"\"hi\"\"\",2\n", "1|a|b/2|say \"hi\"|2/"},
    /* a mark that is never closed spoils its own line */
    {"a,b\n\"x,2\n3,4\n5,6\n", "1|a|b/2!1/3|3|4/4|5|6/"},
    {"a,b\nx\"y,2\n3,4\n", "1|a|b/2!2/3|3|4/"},
    {"a,b\n\"x\"y,2\n3,4\n", "1|a|b/2!2/3|3|4/"},
    {"", ""},
    {"\n\n", ""},
};

static void lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct err err = {0};
        struct buf said;

        buf_init(&said);
        assert_int_equal(table_each(tables[i].text, strlen(tables[i].text),
                                    row_say, &said, &err),
                         0);
        if (strcmp(said.len > 0 ? said.bytes : "", tables[i].said) != 0)
            fail_msg("row %zu: %s", i, said.bytes);
        buf_fini(&said);
    }
}

/* ---- orders -------------------------------------------------------------- */

#define HEAD "kind,seeks,country,city,name,email,consent.contact\n"
#define GOOD "city_order,Frozen food,country-jp,linyi,A,a@b.example,yes\n"

static json_t *bulk_of(struct room *room, const char *csv, bool dry_run,
                       struct order_refusal *refusal)
{
    struct bulk_options options = {LANG_EN, dry_run};
    json_t *out = NULL;
    struct err err = {0};

    if (order_bulk(&room->ws, csv, strlen(csv), &options, &out, refusal, &err) <
        0)
        fail_msg("%s", err.text);
    return out;
}

static const struct bulk_case {
    const char *csv;
    const char *said; /* "placed again refused", then path of each refusal;
                         "" if all of it is refused */
} cases[] = {
    {HEAD GOOD, "1 0 0"},
    {HEAD GOOD GOOD, "1 1 0"},
    {HEAD "city_order,Frozen food,JP,linyi,B,a@b.example,y\n", "1 0 0"},
    {HEAD "city_order,Frozen food,\xe6\x97\xa5\xe6\x9c\xac,Linyi,C,"
          "a@b.example,\xe6\x98\xaf\n",
     "1 0 0"},
    {"\xef\xbb\xbf" HEAD GOOD, "1 0 0"},
    {"kind;What do you seek?;name;email;consent_contact\n"
     "visit;x;A;a@b.example;yes\n",
     "1 0 0"},
    {HEAD GOOD "city_order,y,country-xx,linyi,A,a@b.example,yes\n"
               "city_order,z,JP,linyi,A,a@b.example,yes\n",
     "2 0 1 fields.country"},
    {HEAD "city_order,y,JP,linyi,A,a@b.example,\n", "0 0 1 consents.contact"},
    {HEAD "city_order,y,JP,linyi,A,a@b.example,perhaps\n", "0 0 1 contact"},
    {HEAD "holiday,y,JP,linyi,A,a@b.example,yes\n", "0 0 1 kind"},
    {HEAD "city_order,y,JP,linyi,A,nobody,yes\n", "0 0 1 fields.email"},
    {HEAD "city_order,,JP,linyi,A,a@b.example,yes\n", "0 0 1 fields.seeks"},
    {HEAD "city_order,y,JP,linyi,A,a@b.example,yes,more\n", "0 0 1 "},
    {HEAD "city_order,\"y,JP,linyi,A,a@b.example,yes\n" GOOD, "1 0 1 "},
    {"colour,size\nred,1\n", ""},
    {"kind,kind\nvisit,visit\n", ""},
    {"", ""},
    {"\x01\x02\x03\x00\x04", ""},
};

static void report_say(const json_t *report, char *out, size_t size)
{
    json_t *lines_of = json_object_get(report, "lines"), *line = NULL;
    size_t i = 0;

    snprintf(out, size, "%d %d %d",
             (int)json_integer_value(json_object_get(report, "placed")),
             (int)json_integer_value(json_object_get(report, "again")),
             (int)json_integer_value(json_object_get(report, "refused")));
    json_array_foreach(lines_of, i, line) {
        const json_t *path = json_object_get(line, "path");
        size_t len = strlen(out);

        if (path != NULL)
            snprintf(out + len, size - len, " %s", json_string_value(path));
    }
}

static void orders(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct order_refusal refusal = {0};
        char said[300] = "";
        void *folder = NULL;
        struct room room;
        json_t *report = NULL;

        test_dir_make(&folder);
        room_open(&room, &folder);
        report = bulk_of(&room, cases[i].csv, false, &refusal);
        if (report != NULL)
            report_say(report, said, sizeof said);
        if (strcmp(said, cases[i].said) != 0)
            fail_msg("row %zu: %s (%s %s)", i, said, refusal.path,
                     refusal.what);
        json_decref(report);
        room_close(&room);
        test_dir_remove(&folder);
    }
}

/* Twice the same file: the same references. */
static void twice(void **state)
{
    static const char csv[] =
        HEAD GOOD "visit,A park,JP,linyi,B,b@b.example,yes\n";
    struct order_refusal refusal = {0};
    json_t *dry = NULL, *first = NULL, *second = NULL;
    struct room room;

    room_open(&room, state);
    dry = bulk_of(&room, csv, true, &refusal);
    first = bulk_of(&room, csv, false, &refusal);
    second = bulk_of(&room, csv, false, &refusal);
    for (size_t i = 0; i < 2; i++) {
        const json_t *one = json_array_get(json_object_get(first, "lines"), i);
        const json_t *two = json_array_get(json_object_get(second, "lines"), i);
        const json_t *none = json_array_get(json_object_get(dry, "lines"), i);

        assert_string_equal(text_of(one, "reference"),
                            text_of(two, "reference"));
        assert_true(json_is_true(json_object_get(two, "again")));
        assert_null(json_object_get(none, "reference"));
    }
    assert_int_equal(json_integer_value(json_object_get(dry, "placed")), 2);
    assert_int_equal(json_integer_value(json_object_get(first, "placed")), 2);
    assert_int_equal(json_integer_value(json_object_get(second, "placed")), 0);
    json_decref(dry);
    json_decref(first);
    json_decref(second);
    room_close(&room);
}

/* "kind,seeks..." and a value in Chinese, as a Chinese office program saves
 * it. */
static void gb18030(void **state)
{
    static const char csv[] =
        HEAD "city_order,"
             "\xc0\xe4\xb6\xb3\xca\xb3\xc6\xb7\xbc\xd3\xb9\xa4\xc6\xf3\xd2\xb5"
             "\xba\xcd\xb9\xa9\xd3\xa6\xc1\xb4\xba\xcf\xd7\xf7,"
             "\xc8\xd5\xb1\xbe,\xc1\xd9\xd2\xca,"
             "\xd5\xc5\xc8\xfd,a@b.example,\xca\xc7\n";
    struct order_refusal refusal = {0};
    struct room room;
    char said[200] = "";
    json_t *report = NULL;

    room_open(&room, state);
    report = bulk_of(&room, csv, false, &refusal);
    if (report != NULL)
        report_say(report, said, sizeof said);
    assert_string_equal(said, "1 0 0");
    json_decref(report);
    room_close(&room);
}

static void limits(void **state)
{
    struct order_refusal refusal = {0};
    struct err err = {0};
    struct room room;
    json_t *list = NULL;
    struct buf csv;

    room_open(&room, state);
    buf_init(&csv);
    buf_text(&csv, HEAD);
    for (int i = 0; i < BULK_LINES_MAX + 1; i++)
        buf_text(&csv, "visit,,,,,,\n");
    assert_null(bulk_of(&room, csv.bytes, true, &refusal));
    assert_non_null(strstr(refusal.what, "5000"));
    buf_clear(&csv);
    buf_text(&csv, HEAD GOOD);
    for (int i = 0; i < BULK_LINES_MAX; i++)
        buf_text(&csv, "visit,,,,,,\n");
    assert_null(bulk_of(&room, csv.bytes, false, &refusal));
    assert_int_equal(order_inbox(&room.ws, LANG_EN, &list, &err), 1);
    assert_int_equal(json_array_size(list), 0); /* not even the first */
    json_decref(list);
    while (csv.len <= BULK_BYTES_MAX)
        buf_text(&csv,
                 "visit,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n");
    assert_null(bulk_of(&room, csv.bytes, true, &refusal));
    assert_non_null(strstr(refusal.what, "5 MB"));
    buf_fini(&csv);
    room_close(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines), cmocka_unit_test(orders), DIR_TEST(twice),
        DIR_TEST(gb18030),       DIR_TEST(limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
