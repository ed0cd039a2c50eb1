// SPDX-License-Identifier: GPL-3.0-or-later
/* Two stages: posting lists of what tells passages apart give candidates
 * (find.hh), and these are scored exactly from their own text (score.h). A
 * passage without text in the question's language is judged by what the
 * question is called in its own (score_senses.h); both scores are shares of
 * the most that a passage could have, so that they compare. */
#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

extern "C" {
#include "engine/query.h"
#include "engine/schema.h"
#include "engine/score.h"
#include "engine/score_senses.h"
#include "engine/senses.h"
#include "text/translate.h"
#include "text/units.h"
}
#include "engine/layout.hh"
#include "engine/reader.hh"

/* What a translated hit is worth against one in the question's own words. */
static const double foreign_share = 0.85;
/* And what is the same in both languages, beside what is translated. */
static const double same_share = 0.4;

enum { FOREIGN_MAX = 2 };

/* The question as another language of the index calls it. */
struct crossing {
    struct senses senses;
    struct sensing *sensing;
    double scale; /* from its scores to those of the question's language */
};

/* A question under way. */
struct search {
    struct reader *reader;
    struct analyser *analyser;
    const struct question *question;
    struct arena *arena;
    struct query query;
    struct scoring *scoring;
    struct crossing crossings[FOREIGN_MAX];
    size_t crossing_count;
    std::vector<Xapian::docid> found;
};

/* ---- what the index knows of the question ------------------------------ */

static void means_learn(struct reader *reader)
{
    const Xapian::Database &db = reader->db;

    if (reader->known)
        return;
    for (int i = 0; i <= LANG_LAST; i++) {
        std::string term = SCHEMA_PREFIX_LANG + std::string(lang_code((lang)i));
        Xapian::doccount passages = db.get_termfreq(term);

        reader->with[i] = passages;
        reader->means[i] =
            passages != 0 ? (double)db.get_collection_freq(term) / passages : 0;
    }
    reader->known = true;
}

/* Say of each feature how rare it is. A form is as rare as its stem, which
 * stands before it. */
static void query_weigh(struct reader *reader, struct query *query)
{
    double all = reader->db.get_doccount();

    for (size_t i = 0; i < query->count; i++) {
        struct feature *feature = &query->items[i];

        if (feature->term == nullptr) {
            feature->rarity = query->items[feature->stem].rarity;
            continue;
        }
        feature->passages = reader_frequency(reader, feature->term);
        feature->rarity = score_rarity(all, feature->passages);
    }
}

/* ---- the first stage --------------------------------------------------- */

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

static void found_add(struct search *search, const find_sums &sums,
                      const std::vector<bool> &allowed)
{
    size_t limit = std::min<size_t>(search->question->limit, SCHEMA_HITS_MAX);
    std::vector<Xapian::docid> best =
        sums.best(std::max<size_t>(limit, SCHEMA_CANDIDATES), allowed);
    std::vector<Xapian::docid> both;

    std::set_union(search->found.begin(), search->found.end(), best.begin(),
                   best.end(), std::back_inserter(both));
    search->found = std::move(both);
}

static void find_own(struct search *search)
{
    struct reader *reader = search->reader;

    query_weigh(reader, &search->query);
    terms_take(reader, &search->query);
    reader->sums.start(reader->db.get_lastdocid());
    find_terms(reader->db, reader->terms, reader->lists, reader->sums);
    search->scoring = scoring_new(&search->query, reader->means, search->arena);
}

/* ---- other languages --------------------------------------------------- */

/* The language of most passages that is none of the question's and not
 * crossed to yet; LANG_NONE if there is none. */
static enum lang foreign_next(const struct search *search)
{
    const struct reader *reader = search->reader;
    int best = LANG_NONE;

    for (int i = 0; i < LANG_COUNT; i++) {
        bool taken = i == search->query.lang;

        for (size_t c = 0; c < search->crossing_count; c++)
            taken = taken || (int)search->crossings[c].senses.lang == i;
        if (!taken &&
            reader->with[i] > (best < LANG_COUNT ? reader->with[best] : 0))
            best = i;
    }
    return (enum lang)best;
}

static void cross(struct search *search, enum lang lang)
{
    struct reader *reader = search->reader;
    const struct question *question = search->question;
    struct crossing *crossing = &search->crossings[search->crossing_count++];
    struct groups groups = {nullptr, 0};
    double most = 0;

    translate_question(question->pack, search->analyser, question->text,
                       question->len, question->lang, lang, search->arena,
                       &groups);
    senses_make(search->analyser, &groups, lang, search->arena,
                &crossing->senses);
    find_senses(reader->db, &crossing->senses, reader->lists, reader->sense,
                reader->foreign);
    crossing->sensing =
        sensing_new(&crossing->senses, reader->means, search->arena);
    most = sensing_most(crossing->sensing);
    crossing->scale =
        most > 0 ? foreign_share * scoring_most(search->scoring) / most : 0;
}

/* Cross over to the languages of passages that have no text in the
 * question's. */
static void find_foreign(struct search *search)
{
    struct reader *reader = search->reader;
    Xapian::doccount all = reader->db.get_doccount();
    Xapian::doccount covered = reader->with[search->query.lang];

    reader->foreign.start(reader->db.get_lastdocid());
    if (search->question->pack == nullptr ||
        search->question->lang >= LANG_COUNT)
        return;
    while (covered < all && search->crossing_count < FOREIGN_MAX) {
        enum lang lang = foreign_next(search);

        if (lang == LANG_NONE)
            return;
        covered += reader->with[lang];
        cross(search, lang);
    }
}

/* ---- the second stage -------------------------------------------------- */

/* Of a passage without text in the question's language: what is called by
 * another name, and besides what is the same in both (names, numbers, words of
 * one origin). Of others the better of what both languages say. */
static double passage_score(struct search *search, const layout_data *data)
{
    double own =
        scoring_passage(search->scoring, data->stream, data->stream_len);
    double best = 0;

    if (own < 0)
        throw Xapian::DatabaseCorruptError("a passage without its text");
    for (size_t i = 0; i < search->crossing_count; i++) {
        const struct crossing *crossing = &search->crossings[i];
        double score =
            sensing_passage(crossing->sensing, data->stream, data->stream_len);

        if (score < 0)
            throw Xapian::DatabaseCorruptError("a passage without its text");
        best = std::max(best, score * crossing->scale);
    }
    if (best > 0 && !scoring_own(search->scoring))
        return best + same_share * own;
    return std::max(own, best);
}

static void hit_take(struct search *search, Xapian::docid id, struct hits *out)
{
    const layout_data &data = reader_passage_of(search->reader, id);
    struct hit *hit = &out->items[out->count++];

    hit->score = passage_score(search, &data);
    hit->id = arena_text_n(search->arena, data.id, data.id_len);
    hit->record = arena_text_n(search->arena, data.record, data.record_len);
}

static void hits_take(struct search *search, struct hits *out)
{
    size_t limit = std::min<size_t>(search->question->limit, SCHEMA_HITS_MAX);

    out->count = 0;
    out->items = (struct hit *)arena_zero(
        search->arena, (search->found.size() + 1) * sizeof *out->items);
    for (Xapian::docid id : search->found)
        hit_take(search, id, out);
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

/* The first stage, the same for every group of passages. */
static void search_all(struct search *search)
{
    search->crossing_count = 0;
    reader_settle(search->reader);
    means_learn(search->reader);
    find_own(search);
    find_foreign(search);
}

/* What of it a question's filters allow, scored. */
static void search_group(struct search *search, const struct question *question,
                         struct hits *out)
{
    struct reader *reader = search->reader;
    const std::vector<bool> &allowed =
        reader_allowed(reader, question->any, question->any_count);

    search->question = question;
    search->found.clear();
    found_add(search, reader->sums, allowed);
    if (search->crossing_count != 0)
        found_add(search, reader->foreign, allowed);
    hits_take(search, out);
}

int reader_search_groups(struct reader *reader, struct analyser *analyser,
                         const struct question *questions, size_t count,
                         struct arena *arena, struct hits *out, struct err *err)
{
    struct search search = {};

    for (size_t i = 0; i < count; i++)
        out[i] = {nullptr, 0};
    search.reader = reader;
    search.analyser = analyser;
    search.question = questions;
    search.arena = arena;
    question_read(analyser, questions, arena, &search.query);
    if (search.query.count == 0)
        return 0;
    return newest(reader, err, [&] {
        search_all(&search);
        for (size_t i = 0; i < count; i++)
            if (questions[i].limit != 0)
                search_group(&search, &questions[i], &out[i]);
        return 0;
    });
}

int reader_search(struct reader *reader, struct analyser *analyser,
                  const struct question *question, struct arena *arena,
                  struct hits *out, struct err *err)
{
    *out = {nullptr, 0};
    if (question->limit == 0)
        return 0;
    return reader_search_groups(reader, analyser, question, 1, arena, out, err);
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
