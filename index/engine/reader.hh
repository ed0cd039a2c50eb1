/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.hh - a reader from inside.
 *
 * reader.cc opens it and answers what the index holds; search.cc searches.
 * Inside of index/engine only. Threads: one reader a thread. */
#ifndef ENGINE_READER_HH
#define ENGINE_READER_HH

#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

extern "C" {
#include "engine/reader.h"
}
#include "engine/find.hh"
#include "engine/guard.hh"
#include "engine/layout.hh"

/* A passage's data as it was read. */
struct reader_passage {
    std::string bytes;
    layout_data data; /* lies in bytes */
};

struct reader {
    Xapian::Database db;
    find_sums sums, foreign, sense; /* of one question; kept for room */
    std::vector<find_term> terms;
    /* What was read of one commit, until reader_settle() sees another: */
    Xapian::rev revision = 0;
    bool known = false;               /* these two: */
    double means[LANG_LAST + 1] = {}; /* units of a passage by language */
    Xapian::doccount with[LANG_LAST + 1] = {};     /* passages by language */
    std::unordered_map<std::string, long> counted; /* passages of terms */
    std::unordered_map<std::string, std::vector<bool>> allowed; /* by filters */
    find_lists lists;
    std::unordered_map<Xapian::docid, reader_passage> passages;
    size_t passage_bytes = 0;
};

/* Forget what was read of another commit than the one that is open. */
void reader_settle(struct reader *reader);

/* In how many passages a term stands; remembered. */
Xapian::doccount reader_frequency(struct reader *reader,
                                  const std::string &term);

/* By passage, whether it has one of the filters; empty, as all are allowed,
 * where there are none. Good until the next call: the same are asked for
 * again and again. */
const std::vector<bool> &
reader_allowed(struct reader *reader, const char *const *filters, size_t count);

/* A passage; good until the next is read. Throws if it is damaged. */
const layout_data &reader_passage_of(struct reader *reader, Xapian::docid id);

/* Read from the newest commit. A writer may overwrite what is being read:
 * then once more, and only once, because a damaged index says the same. */
template <typename Body>
auto newest(struct reader *reader, struct err *err, Body body)
    -> decltype(body())
{
    return guard(err, [&] {
        try {
            reader->db.reopen();
            return body();
        } catch (const Xapian::DatabaseModifiedError &) {
            reader->db.reopen();
            return body();
        }
    });
}

#endif
