/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/funnel.h"

#include "store/sql.h"

const char *funnel_stage(int stage)
{
    static const char *const stages[FUNNEL_STAGES] = {
        "placed",     "taken",        "in_contact",       "proposal",
        "introduced", "meeting_held", "letter_of_intent", "contract",
        "landed",     "lost",         "declined",         "withdrawn",
        "closed"};

    return stages[stage];
}

/* How far an order came is the furthest of its entries: 1 taken, 2 in
 * contact, 3 proposal, 4 introduced, 5 to 8 outcomes. */
#define RANK                                                             \
    "MAX(CASE WHEN e.action = 'outcome' THEN CASE e.detail"              \
    " WHEN 'meeting_held' THEN 5 WHEN 'letter_of_intent' THEN 6"         \
    " WHEN 'contract' THEN 7 WHEN 'landed' THEN 8 ELSE 0 END"            \
    " ELSE CASE e.state WHEN 'assigned' THEN 1 WHEN 'in_contact' THEN 2" \
    " WHEN 'proposal' THEN 3 WHEN 'introduced' THEN 4 ELSE 0 END END)"

int funnel_each(struct store *store, int64_t from, int64_t to, funnel_fn *fn,
                void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(
        store,
        "SELECT kind, COUNT(*), SUM(rank >= 1), SUM(rank >= 2),"
        " SUM(rank >= 3), SUM(rank >= 4), SUM(rank >= 5), SUM(rank >= 6),"
        " SUM(rank >= 7), SUM(rank >= 8), SUM(outcome = 'lost'),"
        " SUM(state = 'declined'), SUM(state = 'withdrawn'),"
        " SUM(state = 'closed') FROM (SELECT o.kind, o.state, o.outcome, " RANK
        " AS rank FROM orders o JOIN order_entries e"
        " ON e.reference = o.reference WHERE o.created_at >= ?"
        " AND o.created_at < ? GROUP BY o.reference)"
        " GROUP BY kind ORDER BY kind",
        SQL_ARGS(sql_int(from), sql_int(to)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        struct funnel funnel = {.kind = sql_column(row, 0)};

        for (int i = 0; i < FUNNEL_STAGES; i++)
            funnel.counts[i] = sql_column_int(row, i + 1);
        if (fn(context, &funnel, err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}

int funnel_reasons(struct store *store, int64_t from, int64_t to,
                   funnel_reason_fn *fn, void *context, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int ret = sql_query(store,
                        "SELECT CASE outcome WHEN 'lost' THEN 'lost'"
                        " ELSE state END, reason, COUNT(*) FROM orders"
                        " WHERE reason <> '' AND created_at >= ?"
                        " AND created_at < ? GROUP BY 1, 2"
                        " ORDER BY 3 DESC, 1, 2",
                        SQL_ARGS(sql_int(from), sql_int(to)), &row, err);

    for (; ret == 1; ret = sql_next(store, row, err)) {
        if (fn(context, sql_column(row, 0), sql_column(row, 1),
               sql_column_int(row, 2), err) < 0) {
            ret = -1;
            break;
        }
    }
    sql_end(&row);
    return ret < 0 ? -1 : 0;
}
