/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of desks that would do as well: theme, language, load, id; and what is to
 * be known of a desk at a moment. */
#include "order_room.h"

#include "order/route.h"

enum { ROWS_MAX = 4 };

/* 2026-11-23 was a Monday; hours are those of China, UTC+8. */
static const int64_t monday = 1795363200000; /* 00:00 there: 22nd 16:00 UTC */
static const int64_t hour = 3600 * 1000;

struct loads {
    const char *busy; /* this desk has 5 orders, others 1 */
};

static int64_t load(void *context, const char *desk)
{
    const struct loads *loads = context;

    return loads->busy != NULL && strcmp(loads->busy, desk) == 0 ? 5 : 1;
}

#define PARLOR(id, more)                                                    \
    "{\"id\":\"" id "\",\"kind\":\"parlor\",\"names\":{\"en\":\"" id "\"}," \
    "\"host\":\"h\",\"countries\":[\"DE\"],\"status\":\"open\"" more "}"
#define HOST    "{\"id\":\"h\",\"kind\":\"city\",\"names\":{\"en\":\"Host\"}}"
#define COUNTRY "{\"id\":\"de\",\"kind\":\"country\",\"code\":\"DE\"}"
#define FOOD    "{\"id\":\"food\",\"kind\":\"industry\"}"
#define SEAFOOD "{\"id\":\"seafood\",\"kind\":\"industry\",\"parent\":\"food\"}"

static struct snapshot *snapshot_of(const char *const *texts, size_t count,
                                    struct analyser *analyser)
{
    struct snapshot *snapshot = snapshot_new();

    for (size_t i = 0; i < count && texts[i] != NULL; i++)
        record_add(snapshot, texts[i]);
    snapshot_seal(snapshot, analyser, 1);
    return snapshot;
}

static const struct tie_row {
    const char *parlors[ROWS_MAX];
    const char *industry;
    enum lang lang;
    const char *busy;
    const char *desk;
    const char *also; /* keys, each ended by a blank */
} tie_rows[] = {
    /* nothing between them: the first by id, and nothing said */
    {{PARLOR("b", ""), PARLOR("a", "")}, NULL, LANG_NONE, NULL, "a", ""},
    /* load decides, and says so */
    {{PARLOR("a", ""), PARLOR("b", "")},
     NULL,
     LANG_EN,
     "a",
     "b",
     "order.also.load "},
    {{PARLOR("a", ""), PARLOR("b", "")},
     NULL,
     LANG_EN,
     "b",
     "a",
     "order.also.load "},
    /* language before load */
    {{PARLOR("a", ",\"languages\":[\"de\"]"), PARLOR("b", "")},
     NULL,
     LANG_DE,
     "a",
     "a",
     "order.also.language "},
    {{PARLOR("a", ",\"languages\":[\"de\"]"), PARLOR("b", "")},
     NULL,
     LANG_JA,
     "a",
     "b",
     "order.also.load "},
    /* theme before language; a part of the theme is of the theme */
    {{PARLOR("a", ",\"languages\":[\"de\"]"),
      PARLOR("b", ",\"themes\":[\"food\"]")},
     "food",
     LANG_DE,
     NULL,
     "b",
     "order.also.theme "},
    {{PARLOR("a", ",\"languages\":[\"de\"]"),
      PARLOR("b", ",\"themes\":[\"food\"]")},
     "seafood",
     LANG_DE,
     NULL,
     "b",
     "order.also.theme "},
    {{PARLOR("a", ",\"languages\":[\"de\"]"),
      PARLOR("b", ",\"themes\":[\"seafood\"]")},
     "food",
     LANG_DE,
     NULL,
     "a",
     "order.also.language "},
    /* what is not known is no merit and no fault */
    {{PARLOR("a", ",\"languages\":null,\"themes\":null"), PARLOR("b", "")},
     "food",
     LANG_DE,
     NULL,
     "a",
     ""},
    /* not open is beaten by open, whatever else it has */
    {{"{\"id\":\"a\",\"kind\":\"parlor\",\"host\":\"h\",\"countries\":[\"DE\"],"
      "\"status\":\"not_yet_open\",\"themes\":[\"food\"]}",
      PARLOR("b", "")},
     "food",
     LANG_DE,
     "b",
     "b",
     ""},
    /* one alone has won nothing */
    {{PARLOR("a", ",\"languages\":[\"de\"]")}, NULL, LANG_DE, NULL, "a", ""},
};

static void ties(void **state)
{
    struct analyser *analyser = NULL;
    struct err err = {0};

    (void)state;
    assert_int_equal(analyser_open(&analyser, &err), 0);
    for (size_t i = 0; i < sizeof tie_rows / sizeof *tie_rows; i++) {
        const struct tie_row *row = &tie_rows[i];
        const char *texts[ROWS_MAX + 4] = {HOST, COUNTRY, FOOD, SEAFOOD};
        struct loads loads = {row->busy};
        const struct order_case at = {row->lang, load, &loads};
        const struct record *industry = NULL;
        struct order_draft draft = {.kind = "import"};
        struct snapshot *snapshot = NULL;
        struct order_desk desk;
        char also[200] = "";

        memcpy(texts + 4, row->parlors, sizeof row->parlors);
        snapshot = snapshot_of(texts, ROWS_MAX + 4, analyser);
        draft.country = snapshot_record(snapshot, "de");
        industry = row->industry != NULL
                       ? snapshot_record(snapshot, row->industry)
                       : NULL;
        draft.industries = (struct ids){&industry, industry != NULL};
        order_route_case(snapshot, &draft, &at, &desk);
        for (size_t j = 0; j < desk.also_count; j++)
            snprintf(also + strlen(also), sizeof also - strlen(also), "%s ",
                     desk.also[j].key);
        if (desk.desk == NULL || strcmp(desk.desk->id, row->desk) != 0 ||
            strcmp(also, row->also) != 0)
            fail_msg("row %zu: %s, %s", i,
                     desk.desk != NULL ? desk.desk->id : "none", also);
        snapshot_free(&snapshot);
    }
    analyser_close(&analyser);
}

#define HOURS ",\"hours\":\"Mo-Fr 09:00-17:00\""

static const struct note_row {
    const char *parlors[ROWS_MAX];
    int64_t at; /* after Monday 00:00 there */
    const char *desk, *instead;
    const char *keys; /* each ended by a blank */
} note_rows[] = {
    {{PARLOR("a", HOURS)}, 10, "a", "", ""},
    {{PARLOR("a", HOURS)},
     8,
     "a",
     "",
     "order.note.off_hours order.note.nobody "},
    {{PARLOR("a", HOURS)},
     17,
     "a",
     "",
     "order.note.off_hours order.note.nobody "},
    {{PARLOR("a", HOURS)},
     -10,
     "a",
     "",
     "order.note.off_hours order.note.nobody "},
    {{PARLOR("a", "")}, 3, "a", "", ""},
    {{PARLOR("a", "")}, -10, "a", "", "order.note.day_off order.note.nobody "},
    {{PARLOR("a", ",\"hours\":\"when we like\"")}, 3, "a", "", ""},
    {{PARLOR("a", HOURS), PARLOR("b", ",\"hours\":\"Mo-Su 00:00-24:00\"")},
     20,
     "a",
     "",
     "order.note.off_hours order.note.stand_in "},
    {{PARLOR("a", HOURS), PARLOR("b", HOURS)},
     20,
     "a",
     "",
     "order.note.off_hours order.note.nobody "},
    {{PARLOR("a", "")}, 10, "h", "a", "order.note.not_open "},
    {{PARLOR("a", "")},
     -10,
     "h",
     "a",
     "order.note.not_open order.note.day_off order.note.nobody "},
    {{PARLOR("a", "")}, 10, "gone", "", ""},
};

static void notes(void **state)
{
    struct analyser *analyser = NULL;
    struct err err = {0};

    (void)state;
    assert_int_equal(analyser_open(&analyser, &err), 0);
    for (size_t i = 0; i < sizeof note_rows / sizeof *note_rows; i++) {
        const struct note_row *row = &note_rows[i];
        const char *texts[ROWS_MAX + 2] = {
            HOST,
            "{\"id\":\"calendar-cn\",\"kind\":\"calendar\","
            "\"country\":\"country-cn\",\"time_zone\":\"Asia/Shanghai\"}"};
        struct workspace ws = {.arena = arena_new(),
                               .now = monday + row->at * hour};
        struct phrase out[ROUTE_NOTES_MAX];
        struct snapshot *snapshot = NULL;
        char keys[200] = "";
        size_t count = 0;

        setenv("TZ", "Asia/Shanghai", 1);
        memcpy(texts + 2, row->parlors, sizeof row->parlors);
        ws.snapshot = snapshot = snapshot_of(texts, ROWS_MAX + 2, analyser);
        count = route_notes(&ws, row->desk, row->instead, out);
        for (size_t j = 0; j < count; j++)
            snprintf(keys + strlen(keys), sizeof keys - strlen(keys), "%s ",
                     out[j].key);
        if (strcmp(keys, row->keys) != 0)
            fail_msg("row %zu: %s", i, keys);
        arena_free(&ws.arena);
        snapshot_free(&snapshot);
    }
    analyser_close(&analyser);
}

/* From a moment to the next working day, in the desk's own calendar. */
static const struct deadline_row {
    int64_t at, due; /* hours after Monday 00:00 */
} deadline_rows[] = {
    {10, 34},  /* Monday 10:00: Tuesday 10:00 */
    {-10, 24}, /* Sunday 14:00: as if Monday 00:00 */
    {106, 178} /* Friday 10:00: Monday 10:00 */
};

static void deadlines(void **state)
{
    struct room room;
    struct snapshot *snapshot = snapshot_new();

    kind_add(snapshot, "calendar");
    kind_add(snapshot, "country");
    kind_add(snapshot, "city");
    kind_add(snapshot, "parlor");
    room_open(&room, state);
    snapshot_seal(snapshot, room.analyser, 1);
    room.ws.snapshot = snapshot;
    for (size_t i = 0; i < sizeof deadline_rows / sizeof *deadline_rows; i++) {
        int64_t due = route_deadline(&room.ws, "qingdao-japan-parlor",
                                     monday + deadline_rows[i].at * hour);

        if (due != monday + deadline_rows[i].due * hour)
            fail_msg("row %zu: %lld", i, (long long)(due - monday) / hour);
    }
    room_close(&room);
    snapshot_free(&snapshot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ties),
        cmocka_unit_test(notes),
        DIR_TEST(deadlines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
