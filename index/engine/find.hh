/* SPDX-License-Identifier: GPL-3.0-or-later */
/* find.hh - the passages that may answer: the first stage.
 *
 * Posting lists are merged here, a term after the other into one row of sums,
 * and not by Xapian's matcher: for flat sums of many terms that is several
 * times as fast, and translated questions need weights within a group, which
 * OP_SYNONYM ignores. Lengths are not looked at; the second stage does.
 * Inside of index/engine only. Threads: one reader a thread. */
#ifndef ENGINE_FIND_HH
#define ENGINE_FIND_HH

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>
#include <xapian.h>

extern "C" {
#include "engine/senses.h"
}

/* A term to look for. */
struct find_term {
    std::string term;
    double weight;             /* what it is worth at most, about */
    Xapian::doccount passages; /* that have it */
};

/* A passage that has a term, and how often. */
struct find_posting {
    Xapian::docid id;
    Xapian::termcount wdf;
};

/* Posting lists that were read, of one commit: the questions of a turn, and
 * those that follow it, ask for the same ones again and again. */
class find_lists
{
  public:
    /* Good until the next call. */
    const std::vector<find_posting> &of(const Xapian::Database &db,
                                        const std::string &term);
    void forget();

  private:
    std::unordered_map<std::string, std::vector<find_posting>> lists;
    size_t postings = 0; /* in all of them */
};

/* Sums by document, with what was touched; forgets by touching again. */
class find_sums
{
  public:
    void start(Xapian::docid last);
    void add(Xapian::docid id, float value)
    {
        if (id >= sums.size())
            return;
        if (sums[id] == 0)
            touched.push_back(id);
        sums[id] += value;
    }
    float of(Xapian::docid id) const
    {
        return sums[id];
    }
    const std::vector<Xapian::docid> &all() const
    {
        return touched;
    }
    /* The best count of those that are allowed, in order of document; all
     * are where allowed is empty. */
    std::vector<Xapian::docid> best(size_t count,
                                    const std::vector<bool> &allowed) const;

  private:
    std::vector<float> sums;
    std::vector<Xapian::docid> touched;
};

/* Drop the commonest of terms until reading them costs at most
 * SCHEMA_POSTINGS_MAX postings; the rarest always stays. Those before the
 * mark `first` are taken before those behind it. */
void find_thin(std::vector<find_term> &terms, size_t first);

/* Add every term to sums. */
void find_terms(const Xapian::Database &db, const std::vector<find_term> &terms,
                find_lists &lists, find_sums &sums);

/* Add every sense to sums, and say of each how rare it is. own is for what
 * one sense adds up to. Of a way of several units a passage must have all. */
void find_senses(const Xapian::Database &db, struct senses *senses,
                 find_lists &lists, find_sums &own, find_sums &sums);

#endif
