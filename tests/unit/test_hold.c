/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parlor_room.h"

#include "document_room.h"

#include "search/hold.h"

/* Where what a document says holds, of a place asked about. */
static void test_share(void **state)
{
    static const char national[] = ",\"scope\":\"national\"";
    static const char local[] = ",\"scope\":\"local\",\"place\":\"qingdao\"";
    static const struct {
        const char *text, *title, *members;
        double low, high;
    } rows[] = {
        /* the nation's law holds in its places, and not abroad */
        {"complaints", "外商投资法", national, 1, 1},
        {"complaints in China", "外商投资法", national, 1, 1},
        {"complaints in Qingdao", "外商投资法", national, 0.8, 0.95},
        {"complaints in Vietnam", "外商投资法", national, 0, 0},
        /* a city's rules hold there and nowhere else */
        {"complaints in Qingdao", "青岛市投诉办法", local, 1, 1},
        {"complaints in Suzhou", "青岛市投诉办法", local, 0, 0},
        /* a place that only the title names, by any of its names */
        {"台湾的投诉", "台湾同胞投资保护法", national, 0.5, 0.95},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct meaning meaning = room_meaning(rows[i].text);
        struct record *record =
            room_document(rows[i].title, "投诉应当受理。", rows[i].members);
        struct evidence evidence = room_clause(record);
        double share = hold_share(parlor.ws, &meaning, &evidence);

        record_free(&record);
        if (share < rows[i].low - 1e-9 || share > rows[i].high + 1e-9)
            fail_msg("row %zu (%s): %f", i, rows[i].text, share);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_share),
    };

    return cmocka_run_group_tests(tests, room_open, room_close);
}
