/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff set for an event, and what was done after it. */
#include "store/bookings.h"
#include "store/row.h"
#include "store/sql.h"

int event_settings_get(struct store *store, const char *event,
                       struct event_setting *out, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT places, first_day, last_day, open"
                        " FROM event_settings WHERE event = ?",
                        SQL_ARGS(sql_text(event)), &row, err);

    *out = (struct event_setting){.places = -1, .open = true};
    if (ret == 1) {
        if (sqlite3_column_type(row, 0) != SQLITE_NULL)
            out->places = sql_column_int(row, 0);
        row_text(out->first, sizeof out->first, row, 1);
        row_text(out->last, sizeof out->last, row, 2);
        out->open = sql_column_int(row, 3) != 0;
    }
    sql_end(&row);
    return ret;
}

static struct sql_value day_value(const char *day)
{
    return *day != '\0' ? sql_text(day) : sql_null();
}

int event_settings_put(struct store *store, const char *event,
                       const struct event_setting *setting, const char *who,
                       int64_t now, struct err *err)
{
    return sql_run(
        store,
        "INSERT OR REPLACE INTO event_settings VALUES (?, ?, ?, ?, ?, ?, ?)",
        SQL_ARGS(sql_text(event),
                 setting->places >= 0 ? sql_int(setting->places) : sql_null(),
                 day_value(setting->first), day_value(setting->last),
                 sql_int(setting->open), sql_int(now), sql_text(who)),
        err);
}

int follow_ups_done(struct store *store, const char *reference, int after_days,
                    const char *who, const char *note, int64_t now,
                    struct err *err)
{
    if (sql_run(store,
                "INSERT INTO follow_ups VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                SQL_ARGS(sql_text(reference), sql_int(after_days), sql_int(now),
                         sql_text(who), sql_text(note)),
                err) < 0)
        return -1;
    return sql_changes(store) > 0;
}

int follow_ups_at(struct store *store, const char *reference, int after_days,
                  int64_t *at, struct err *err)
{
    return sql_number(store,
                      "SELECT done_at FROM follow_ups"
                      " WHERE reference = ? AND after_days = ?",
                      SQL_ARGS(sql_text(reference), sql_int(after_days)), at,
                      err);
}
