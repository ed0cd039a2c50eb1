/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_dir.h"

#include "text/units.h"
#include "bench.h"

/* A word as "form/stem" where the stem differs, [struck], ',' and '.'. */
static const char *shown(const char *text, enum lang lang, enum term_use use)
{
    static char out[1000];
    struct units units;
    size_t at = 0;

    arena_reset(bench.arena);
    analyser_units(bench.analyser, text, strlen(text), lang, use, bench.arena,
                   &units);
    *out = '\0';
    for (size_t i = 0; i < units.count; i++) {
        const struct unit *unit = &units.items[i];
        const char *gap = unit->kind == UNIT_GAP   ? ","
                          : unit->kind == UNIT_END ? "."
                                                   : NULL;
        bool stemmed = unit->kind == UNIT_WORD &&
                       (unit->stem_len != unit->len ||
                        memcmp(unit->stem, unit->text, unit->len) != 0);

        at += (size_t)snprintf(
            out + at, sizeof out - at, "%s%s%.*s%s%.*s%s", i > 0 ? " " : "",
            unit->struck ? "[" : "", gap != NULL ? 1 : (int)unit->len,
            gap != NULL ? gap : unit->text, stemmed ? "/" : "",
            stemmed ? (int)unit->stem_len : 0, stemmed ? unit->stem : "",
            unit->struck ? "]" : "");
        assert_true(at < sizeof out);
    }
    return out;
}

static void test_rows(void **state)
{
    static const struct {
        const char *text, *units;
        enum lang lang;
        enum term_use use;
    } rows[] = {
        {"", "", LANG_EN, TERM_DOCUMENT},
        {"?!", ". .", LANG_EN, TERM_DOCUMENT},
        {"Rewards, and more.", "rewards/reward , and more .", LANG_EN,
         TERM_DOCUMENT},
        {"What is the reward?", "[what] [is] [the] reward .", LANG_EN,
         TERM_QUESTION},
        {"d'entreprise", "entreprise/entrepris", LANG_FR, TERM_DOCUMENT},
        {"3.5% of it", "3.5 , of it", LANG_EN, TERM_DOCUMENT},
        {"會客廳。A股", "会 客 厅 . a 股", LANG_ZH_HANT, TERM_DOCUMENT},
        {"税率是多少？", "税 率 [是] [多] [少] .", LANG_ZH_HANS, TERM_QUESTION},
        {"税 率", "税 率", LANG_ZH_HANS, TERM_DOCUMENT},
        {"περιοχές", "περιοχέσ/περιοχ", LANG_NONE, TERM_DOCUMENT},
        {"поддержка", "поддержка/поддержк", LANG_NONE, TERM_DOCUMENT},
        {"ทดสอบ", "ทดสอบ", LANG_NONE, TERM_DOCUMENT},
        {"orașelor", "orașelor/oraș", LANG_RO, TERM_DOCUMENT},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *units = shown(rows[i].text, rows[i].lang, rows[i].use);

        if (strcmp(units, rows[i].units) != 0)
            fail_msg("row %zu: %s", i, units);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
    };

    return cmocka_run_group_tests_name("units", tests, bench_open, bench_close);
}
