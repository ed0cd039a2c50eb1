// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/find.hh"

#include <algorithm>

extern "C" {
#include "engine/schema.h"
#include "engine/score.h"
}

void find_sums::start(Xapian::docid last)
{
    for (Xapian::docid id : touched)
        sums[id] = 0;
    touched.clear();
    if (sums.size() <= last)
        sums.resize(last + 1);
}

std::vector<Xapian::docid> find_sums::best(size_t count)
{
    auto better = [&](Xapian::docid one, Xapian::docid two) {
        return sums[one] != sums[two] ? sums[one] > sums[two] : one < two;
    };
    std::vector<Xapian::docid> out(touched);

    if (out.size() > count) {
        std::nth_element(out.begin(), out.begin() + (std::ptrdiff_t)count,
                         out.end(), better);
        out.resize(count);
    }
    std::sort(out.begin(), out.end());
    return out;
}

void find_thin(std::vector<find_term> &terms, size_t first)
{
    auto rarer = [](const find_term &one, const find_term &two) {
        return one.passages < two.passages;
    };
    auto mark = terms.begin() + (std::ptrdiff_t)first;
    size_t cost = 0, kept = 0;

    std::stable_sort(terms.begin(), mark, rarer);
    std::stable_sort(mark, terms.end(), rarer);
    for (size_t i = 0; i < terms.size(); i++) {
        if (kept > 0 && cost + terms[i].passages > SCHEMA_POSTINGS_MAX)
            continue;
        cost += terms[i].passages;
        if (kept != i)
            terms[kept] = std::move(terms[i]);
        kept++;
    }
    terms.resize(kept);
}

void find_terms(const Xapian::Database &db, const std::vector<find_term> &terms,
                find_sums &sums)
{
    for (const find_term &one : terms) {
        auto end = db.postlist_end(one.term);

        for (auto at = db.postlist_begin(one.term); at != end; ++at)
            sums.add(*at,
                     (float)(one.weight * score_saturate(at.get_wdf(), 1)));
    }
}
