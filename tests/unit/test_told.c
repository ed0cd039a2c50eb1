/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who hears of which entry of an order's timeline, and who does not. */
#include "order_room.h"

#include "order/told.h"
#include "store/outbox.h"

static const struct told_row {
    struct order_entry entry;
    const char *told; /* "kind:receiver " of each, in order of adding */
} rows[] = {
    {{1, 0, "received", "visitor", "", NULL, "placed", NULL, NULL},
     "receipt:orderer new_order:desk "},
    {{2, 0, "in_contact", "staff", "u", NULL, "moved", NULL, NULL},
     "status:orderer "},
    {{2, 0, "in_contact", "staff", "u", NULL, NULL, NULL, NULL},
     "status:orderer "},
    {{2, 0, "withdrawn", "visitor", "", NULL, "moved", NULL, NULL},
     "status:desk "},
    {{2, 0, "introduced", "partner", "", NULL, "moved", NULL, NULL},
     "status:orderer status:desk "},
    {{2, 0, "assigned", "staff", "u", NULL, "assigned", NULL, "u2"},
     "status:orderer "},
    {{2, 0, NULL, "timer", "", NULL, "rose", NULL, "u"}, "escalated:desk "},
    {{2, 0, "in_contact", "staff", "u", NULL, "introduction", NULL,
      "I-1 proposed"},
     "introduction:orderer "},
    /* what one side says is not told to the other */
    {{2, 0, "in_contact", "partner", "", NULL, "introduction", NULL,
      "I-1 agreed_partner"},
     "answered:desk "},
    {{2, 0, "in_contact", "partner", "", NULL, "introduction", NULL,
      "I-1 declined"},
     "answered:desk "},
    {{2, 0, "in_contact", "visitor", "", NULL, "introduction", NULL,
      "I-1 declined"},
     "answered:desk "},
    {{2, 0, "in_contact", "staff", "u", NULL, "introduction", NULL,
      "I-1 withdrawn"},
     ""},
    {{2, 0, "closed", "staff", "u", NULL, "erased", NULL, NULL}, ""},
    {{2, 0, "in_contact", "staff", "u", NULL, "outcome", NULL, "contract"}, ""},
};

static int row_say(void *context, const struct outbox_row *row,
                   const struct delivery *delivery, struct err *err)
{
    char *said = context, before[100];

    (void)delivery;
    (void)err;
    snprintf(before, sizeof before, "%.90s", said);
    snprintf(said, 200, "%s:%s %.80s", row->kind, row->receiver, before);
    return 0;
}

static void told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct order_row row = {.reference = "P-1",
                                .kind = "visit",
                                .state = "received",
                                .lang = "ja",
                                .desk = "linyi",
                                .level = 1};
        void *folder = NULL;
        struct err err = {0};
        struct room room;
        char said[200] = "";

        test_dir_make(&folder);
        room_open(&room, &folder);
        for (int again = 0; again < 2; again++) {
            assert_int_equal(store_begin(room.ws.store, &err), 0);
            if (told_entry(&room.ws, &row, &rows[i].entry, &err) < 0)
                fail_msg("row %zu: %s", i, err.text);
            assert_int_equal(store_commit(room.ws.store, &err), 0);
        }
        assert_int_equal(outbox_each(room.ws.store, 9, row_say, said, &err), 0);
        if (strcmp(said, rows[i].told) != 0)
            fail_msg("row %zu: %s", i, said);
        room_close(&room);
        test_dir_remove(&folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(told)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
