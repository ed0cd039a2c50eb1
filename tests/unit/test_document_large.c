/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large files are read in time that grows with them, or refused. */
#include "test_dir.h"

#include <time.h>

#include "base/buf.h"
#include "ingest/document.h"
#include "text/fold.h"

enum { SECONDS_MAX = 20 };

/* What a file is made of: before, unit as often as it fits size, after. */
static const struct {
    const char *before, *unit, *after;
    size_t size;
    long clauses; /* at least; -1: refused with ERR_LIMIT */
} rows[] = {
    {"题\n", "line without a number\n", "", 6000000, 5000},
    {"题\n", "一行文字，没有编号。\n", "", 3000000, -1},
    {"第一条 ", "为了促进外商投资，制定本法，", "\n第二条 好。", 5000000, 2000},
    {"第一条 ", "长", "\n第二条 好。", 1000000, 400},
    {"第一条 ", "好。（责任单位：市科技局）", "\n第二条 好。", 1000000, 400},
    {"第一条 ", "好", "", 0, 1},
    {"<html><p>", "<p>第一段话。", "", 1000000, -1},
    {"<html><table><tr>", "<td>格</td>", "", 1000000, 1},
    {"<html><table><tr><td>", "<p>段", "", 2000000, 1},
    {"<html><p>", "<b>x</b>", "", 1000000, 1},
    {"<html>", "<table><tr><td>x</table>", "", 1000000, 1},
    {"<html>", "&amp;", "", 1000000, 1},
    {"<html>", "<!-- x -->y", "", 1000000, 1},
    {"<html>", "</div>", "好。", 1000000, 1},
    {"<html><p>", "<a name=x>", "好。", 100000, 1},
    {"题\n", "《甲》同时废止，", "", 1000000, 1},
    {"题\n", "废止：\n", "", 1000000, -1},
    {"题\n", "《", "同时废止", 1000000, 1},
    {"题\n", "有效期至", "", 1000000, 1},
    {"题\n", "发文机关：", "", 1000000, 1},
};

static void large_files(void **state)
{
    struct buf file;

    (void)state;
    buf_init(&file);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document *document = NULL;
        struct err err = {0};
        clock_t start = clock();
        int ret = 0;

        buf_clear(&file);
        buf_text(&file, rows[i].before);
        while (file.len < rows[i].size)
            buf_text(&file, rows[i].unit);
        buf_text(&file, rows[i].after);
        ret = document_read(file.bytes, file.len, LANG_NONE, &document, &err);
        if (ret < 0 ? rows[i].clauses != -1 || err.code != ERR_LIMIT
                    : (long)document->clause_count < rows[i].clauses ||
                          rows[i].clauses < 0)
            fail_msg("row %zu: %d, %zu clauses, %s", i, ret,
                     document != NULL ? document->clause_count : 0, err.text);
        for (size_t c = 0; ret == 0 && c < document->clause_count; c++)
            if (fold_length(document->text + document->clauses[c].from,
                            document->clauses[c].to -
                                document->clauses[c].from) >
                DOCUMENT_CLAUSE_MAX)
                fail_msg("row %zu: clause %zu is too long", i, c);
        document_free(&document);
        if (clock() - start > SECONDS_MAX * CLOCKS_PER_SEC)
            fail_msg("row %zu: too slow", i);
    }
    buf_fini(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
