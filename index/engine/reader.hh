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

struct reader {
    Xapian::Database db;
    Xapian::rev revision = 0;         /* that means are of */
    double means[LANG_LAST + 1] = {}; /* units of a passage by language */
    Xapian::doccount with[LANG_LAST + 1] = {}; /* passages by language */
    bool known = false;                        /* means are */
    find_sums sums, foreign, sense; /* of one question; kept for room */
    std::vector<find_term> terms;
    std::unordered_map<std::string, long> counted; /* passages of terms */
    Xapian::rev counted_at = 0;                    /* that these are of */
    std::unordered_map<std::string, std::vector<bool>> allowed; /* by filters */
    Xapian::rev allowed_at = 0; /* that these are of */
};

/* In how many passages a term stands; remembered. */
Xapian::doccount reader_frequency(struct reader *reader,
                                  const std::string &term);

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
