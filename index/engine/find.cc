// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/find.hh"

#include <algorithm>

extern "C" {
#include "engine/schema.h"
#include "engine/score.h"
}

enum { POSTINGS_MAX = 1 << 20, WDF_COMMON = 16 };

const std::vector<find_posting> &find_lists::of(const Xapian::Database &db,
                                                const std::string &term)
{
    auto known = lists.find(term);

    if (known != lists.end())
        return known->second;
    if (postings >= POSTINGS_MAX)
        forget();
    std::vector<find_posting> list;
    auto end = db.postlist_end(term);

    for (auto at = db.postlist_begin(term); at != end; ++at)
        list.push_back({*at, at.get_wdf()});
    postings += list.size() + 1;
    return lists.emplace(term, list).first->second;
}

void find_lists::forget()
{
    lists.clear();
    postings = 0;
}

void find_sums::start(Xapian::docid last)
{
    for (Xapian::docid id : touched)
        sums[id] = 0;
    touched.clear();
    if (sums.size() <= last)
        sums.resize(last + 1);
}

std::vector<Xapian::docid>
find_sums::best(size_t count, const std::vector<bool> &allowed) const
{
    struct ranked {
        float sum;
        Xapian::docid id;
    };
    auto better = [](const ranked &one, const ranked &two) {
        return one.sum != two.sum ? one.sum > two.sum : one.id < two.id;
    };
    std::vector<ranked> heap; /* the worst first */
    std::vector<Xapian::docid> out;

    for (Xapian::docid id : touched) {
        ranked one = {sums[id], id};

        if (!allowed.empty() && (id >= allowed.size() || !allowed[id]))
            continue;
        if (heap.size() == count) {
            if (!better(one, heap.front()))
                continue;
            std::pop_heap(heap.begin(), heap.end(), better);
            heap.pop_back();
        }
        heap.push_back(one);
        std::push_heap(heap.begin(), heap.end(), better);
    }
    for (const ranked &one : heap)
        out.push_back(one.id);
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
                find_lists &lists, find_sums &sums)
{
    float worth[WDF_COMMON];

    for (const find_term &one : terms) {
        for (int wdf = 0; wdf < WDF_COMMON; wdf++)
            worth[wdf] = (float)(one.weight * score_saturate(wdf, 1));
        for (const find_posting &at : lists.of(db, one.term))
            sums.add(at.id,
                     at.wdf < WDF_COMMON
                         ? worth[at.wdf]
                         : (float)(one.weight * score_saturate(at.wdf, 1)));
    }
}

/* A term of a way with where it is read. */
struct way_term {
    const char *term;
    Xapian::doccount passages;
};

/* The terms of a way, rarest first; none if one is in no passage. */
static std::vector<way_term> way_terms(const Xapian::Database &db,
                                       const struct sense_way &way)
{
    std::vector<way_term> out;

    for (size_t i = 0; i < way.term_count; i++) {
        out.push_back({way.terms[i], db.get_termfreq(way.terms[i])});
        if (out.back().passages == 0)
            return {};
    }
    std::sort(out.begin(), out.end(),
              [](const way_term &one, const way_term &two) {
                  return one.passages < two.passages;
              });
    return out;
}

/* Where the rarest term stands and all others stand too, as often as the one
 * that stands there least. */
static void way_add(const Xapian::Database &db,
                    const std::vector<way_term> &terms, double weight,
                    find_lists &lists, find_sums &sums)
{
    std::vector<Xapian::PostingIterator> others;

    for (size_t i = 1; i < terms.size(); i++)
        others.push_back(db.postlist_begin(terms[i].term));
    for (const find_posting &at : lists.of(db, terms[0].term)) {
        Xapian::termcount least = at.wdf;

        for (Xapian::PostingIterator &other : others) {
            other.skip_to(at.id);
            if (other == Xapian::PostingIterator())
                return;
            least = *other == at.id ? std::min(least, other.get_wdf()) : 0;
            if (least == 0)
                break;
        }
        if (least != 0)
            sums.add(at.id, (float)(weight * least));
    }
}

/* Add the ways of a sense, the surest first, as far as left postings may be
 * read; the ways begin at first. Returns where those of the next begin. */
static size_t sense_add(const Xapian::Database &db, const struct senses *senses,
                        size_t sense, size_t first, size_t *left,
                        find_lists &lists, find_sums &sums)
{
    size_t at = first;

    for (; at < senses->way_count && senses->ways[at].sense == sense; at++) {
        std::vector<way_term> terms = way_terms(db, senses->ways[at]);

        if (terms.empty() || terms[0].passages * terms.size() > *left)
            continue;
        *left -= terms[0].passages * terms.size();
        way_add(db, terms, senses->ways[at].weight, lists, sums);
    }
    return at;
}

/* Passages that call a sense anything, each counted as surely as it does: a
 * common way that is hardly meant does not make a sense common. */
static double sure_passages(const find_sums &own)
{
    double sum = 0;

    for (Xapian::docid id : own.all()) {
        double sure = std::min(1.0F, own.of(id));

        sum += sure * sure * sure;
    }
    return sum;
}

void find_senses(const Xapian::Database &db, struct senses *senses,
                 find_lists &lists, find_sums &own, find_sums &sums)
{
    size_t left = SCHEMA_POSTINGS_MAX, next = 0;

    for (size_t i = 0; i < senses->count; i++) {
        struct sense *sense = &senses->items[i];

        own.start(db.get_lastdocid());
        next = sense_add(db, senses, i, next, &left, lists, own);
        sense->passages = sure_passages(own);
        sense->rarity = score_rarity(db.get_doccount(), sense->passages);
        for (Xapian::docid id : own.all())
            sums.add(id, (float)(sense->weight * sense->rarity *
                                 score_saturate(own.of(id), 1)));
    }
}
