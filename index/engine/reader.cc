// SPDX-License-Identifier: GPL-3.0-or-later
/* Two stages: posting lists of what tells passages apart give candidates
 * (find.hh), and these are scored exactly from their own text (score.h). */
#include <algorithm>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

extern "C" {
#include "engine/query.h"
#include "engine/reader.h"
#include "engine/schema.h"
#include "engine/score.h"
#include "engine/stream.h"
#include "text/units.h"
}
#include "engine/find.hh"
#include "engine/guard.hh"
#include "engine/layout.hh"

struct reader {
    Xapian::Database db;
    Xapian::rev revision = 0;         /* that means are of */
    double means[LANG_LAST + 1] = {}; /* units of a passage by language */
    bool known = false;               /* means are */
    find_sums sums;                   /* of one question; kept for its room */
    std::vector<find_term> terms;
};

static int directory_is_index(const char *directory, struct err *err)
{
    layout_state state = LAYOUT_MISSING;

    if (layout_probe(directory, &state, err) < 0)
        return -1;
    if (state == LAYOUT_INDEX)
        return 0;
    return err_set(err, ERR_CORRUPT,
                   "%.300s: no index lies here; make it: parlor index "
                   "--rebuild",
                   directory);
}

int reader_open(const char *directory, struct reader **out, struct err *err)
{
    *out = nullptr;
    if (directory_is_index(directory, err) < 0)
        return -1;
    return guard(err, [&] {
        auto opened = std::make_unique<struct reader>();

        opened->db = Xapian::Database(directory, Xapian::DB_BACKEND_GLASS);
        if (layout_check(opened->db, err) < 0)
            return -1;
        *out = opened.release();
        return 0;
    });
}

void reader_close(struct reader **reader)
{
    struct reader *old = *reader;

    *reader = nullptr;
    guard(nullptr, [&] {
        delete old;
        return 0;
    });
}

/* Read from the newest commit. A writer may overwrite what is being read:
 * then once more, and only once, because a damaged index says the same. */
template <typename Body>
static auto newest(struct reader *reader, struct err *err, Body body)
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

/* ---- the first stage --------------------------------------------------- */

static void means_learn(struct reader *reader)
{
    const Xapian::Database &db = reader->db;

    if (reader->known && reader->revision == db.get_revision())
        return;
    for (int i = 0; i <= LANG_LAST; i++) {
        std::string term = SCHEMA_PREFIX_LANG + std::string(lang_code((lang)i));
        Xapian::doccount passages = db.get_termfreq(term);

        reader->means[i] =
            passages != 0 ? (double)db.get_collection_freq(term) / passages : 0;
    }
    reader->revision = db.get_revision();
    reader->known = true;
}

/* Say of each feature how rare it is. A form is as rare as its stem, which
 * stands before it. */
static void query_weigh(const struct reader *reader, struct query *query)
{
    double all = reader->db.get_doccount();

    for (size_t i = 0; i < query->count; i++) {
        struct feature *feature = &query->items[i];

        if (feature->term == nullptr) {
            feature->rarity = query->items[feature->stem].rarity;
            continue;
        }
        feature->passages = reader->db.get_termfreq(feature->term);
        feature->rarity = score_rarity(all, feature->passages);
    }
}

static void terms_of(const struct query *query, enum feature_class kind,
                     std::vector<find_term> &out)
{
    for (size_t i = 0; i < query->count; i++) {
        const struct feature *feature = &query->items[i];

        if (feature->kind == kind && feature->passages > 0)
            out.push_back(
                {feature->term,
                 score_class_weight[kind] * feature->count * feature->rarity,
                 (Xapian::doccount)feature->passages});
    }
}

/* Pairs and stems first; then, as far as it does not cost too much, runs of
 * letters. A single character tells little: only where nothing else does. */
static void terms_take(struct reader *reader, const struct query *query)
{
    std::vector<find_term> &terms = reader->terms;
    size_t first = 0;

    terms.clear();
    terms_of(query, FEATURE_PAIR, terms);
    terms_of(query, FEATURE_STEM, terms);
    first = terms.size();
    terms_of(query, FEATURE_GRAM, terms);
    if (terms.empty())
        terms_of(query, FEATURE_CHARACTER, terms);
    find_thin(terms, first);
}

/* Keep what has one of the filters. */
static void sums_filter(struct reader *reader, const struct question *question)
{
    std::vector<bool> allowed(reader->db.get_lastdocid() + 1);

    for (size_t i = 0; i < question->any_count; i++) {
        std::string term = layout_term(SCHEMA_PREFIX_FILTER, question->any[i]);
        auto end = reader->db.postlist_end(term);

        for (auto at = reader->db.postlist_begin(term); at != end; ++at)
            allowed[*at] = true;
    }
    reader->sums.filter([&](Xapian::docid id) { return allowed[id]; });
}

/* ---- the second stage -------------------------------------------------- */

static void hit_take(const struct reader *reader, struct scoring *scoring,
                     Xapian::docid id, struct arena *arena, struct hits *out)
{
    std::string data =
        reader->db.get_document(id, Xapian::DOC_ASSUME_VALID).get_data();
    struct hit *hit = &out->items[out->count++];
    layout_data read;

    if (!layout_data_read(data, &read))
        throw Xapian::DatabaseCorruptError("a passage without its id");
    hit->score = scoring_passage(scoring, read.stream, read.stream_len);
    if (hit->score < 0)
        throw Xapian::DatabaseCorruptError("a passage without its text");
    hit->id = arena_text_n(arena, read.id, read.id_len);
    hit->record = arena_text_n(arena, read.record, read.record_len);
}

static void hits_take(struct reader *reader, const struct query *query,
                      const struct question *question, struct arena *arena,
                      struct hits *out)
{
    size_t limit = std::min<size_t>(question->limit, SCHEMA_HITS_MAX);
    std::vector<Xapian::docid> found =
        reader->sums.best(std::max<size_t>(limit, SCHEMA_CANDIDATES));
    struct scoring *scoring = scoring_new(query, reader->means, arena);

    out->count = 0;
    out->items =
        (struct hit *)arena_zero(arena, found.size() * sizeof *out->items);
    for (Xapian::docid id : found)
        hit_take(reader, scoring, id, arena, out);
    std::stable_sort(out->items, out->items + out->count,
                     [](const struct hit &one, const struct hit &two) {
                         return one.score > two.score;
                     });
    out->count = std::min(out->count, limit);
}

static void question_read(struct analyser *analyser,
                          const struct question *question, struct arena *arena,
                          struct query *out)
{
    struct units units = {nullptr, 0};

    analyser_units(analyser, question->text, question->len, question->lang,
                   TERM_QUESTION, arena, &units);
    query_make(&units, question->lang, arena, out);
}

int reader_search(struct reader *reader, struct analyser *analyser,
                  const struct question *question, struct arena *arena,
                  struct hits *out, struct err *err)
{
    struct query query;

    *out = {nullptr, 0};
    question_read(analyser, question, arena, &query);
    if (query.count == 0 || question->limit == 0)
        return 0;
    return newest(reader, err, [&] {
        means_learn(reader);
        query_weigh(reader, &query);
        terms_take(reader, &query);
        reader->sums.start(reader->db.get_lastdocid());
        find_terms(reader->db, reader->terms, reader->sums);
        if (question->any_count != 0)
            sums_filter(reader, question);
        hits_take(reader, &query, question, arena, out);
        return 0;
    });
}

/* ---- for measuring ----------------------------------------------------- */

static double processor_seconds()
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double reader_query_seconds(struct reader *reader, struct analyser *analyser,
                            const struct question *question, unsigned rounds,
                            struct arena *arena, struct err *err)
{
    struct query asked;
    double seconds = -1;
    int ret = 0;

    question_read(analyser, question, arena, &asked);
    ret = newest(reader, err, [&] {
        std::vector<Xapian::Query> parts;

        query_weigh(reader, &asked);
        terms_take(reader, &asked);
        for (const find_term &one : reader->terms)
            parts.emplace_back(one.term);
        Xapian::Query query(Xapian::Query::OP_OR, parts.begin(), parts.end());
        double start = processor_seconds();

        for (unsigned i = 0; i < rounds; i++) {
            Xapian::Enquire enquire(reader->db);

            enquire.set_query(query);
            enquire.set_weighting_scheme(Xapian::BM25Weight(1, 0, 1, 0.5, 0.5));
            enquire.get_mset(0, (Xapian::doccount)question->limit);
        }
        seconds = (processor_seconds() - start) / rounds;
        return 0;
    });
    return ret < 0 ? -1 : seconds;
}

long reader_term_passages(struct reader *reader, const char *term,
                          struct err *err)
{
    if (strlen(term) > SCHEMA_TERM_MAX || *term == '\0')
        return 0;
    return guard(err, [&] {
        try {
            return (long)reader->db.get_termfreq(term);
        } catch (const Xapian::DatabaseModifiedError &) {
            reader->db.reopen();
            return (long)reader->db.get_termfreq(term);
        }
    });
}

long reader_count(struct reader *reader, struct err *err)
{
    return newest(reader, err, [&] { return (long)reader->db.get_doccount(); });
}

int64_t reader_sequence(struct reader *reader, struct err *err)
{
    return newest(reader, err, [&] {
        int64_t sequence =
            layout_sequence_read(reader->db.get_metadata(SCHEMA_KEY_SEQUENCE));

        if (sequence < 0)
            throw Xapian::DatabaseCorruptError("the sequence is damaged");
        return sequence;
    });
}
