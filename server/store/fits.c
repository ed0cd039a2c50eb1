/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fits.h"

#include "store/row.h"
#include "store/sql.h"

int fits_add(struct store *store, const char *reference, const struct fit *fit,
             struct err *err)
{
    if (sql_run(store,
                "INSERT INTO fits (reference, record, revision, score, at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                SQL_ARGS(sql_text(reference), sql_text(fit->record),
                         sql_int(fit->revision), sql_real(fit->score),
                         sql_int(fit->at)),
                err) < 0)
        return -1;
    return sql_changes(store) > 0;
}

int fits_each(struct store *store, const char *reference, fit_fn *fn,
              void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT record, revision, score, at FROM fits"
                        " WHERE reference = ? ORDER BY at DESC, record",
                        SQL_ARGS(sql_text(reference)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        struct fit fit = {.revision = sql_column_int(row, 1),
                          .score = sqlite3_column_double(row, 2),
                          .at = sql_column_int(row, 3)};

        row_text(fit.record, sizeof fit.record, row, 0);
        if (fn(context, &fit, err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(&row);
    return ret;
}
