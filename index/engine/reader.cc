// SPDX-License-Identifier: GPL-3.0-or-later
/* A question becomes one flat OR of its terms, rarest kept, under BM25. */
#include <algorithm>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

extern "C" {
#include "engine/reader.h"
#include "engine/schema.h"
}
#include "engine/guard.hh"
#include "engine/layout.hh"

struct candidate {
    std::string term;
    unsigned count;            /* in the question */
    Xapian::doccount passages; /* in the index */
};

struct reader {
    Xapian::Database db;
    std::vector<candidate> candidates; /* of one question; kept for its room */
    std::vector<Xapian::Query> parts;
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

static void candidates_take(struct reader *reader, const struct terms *terms)
{
    reader->candidates.clear();
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = &terms->items[i];
        Xapian::doccount passages = reader->db.get_termfreq(term->text);

        if (passages != 0)
            reader->candidates.push_back({term->text, term->count, passages});
    }
}

/* Leave out what stands nearly everywhere, unless nothing rarer is asked. */
static void candidates_thin(struct reader *reader)
{
    std::vector<candidate> &all = reader->candidates;
    Xapian::doccount total = reader->db.get_doccount();
    Xapian::doccount common = total / SCHEMA_COMMON_SHARE;
    auto rare = [&](const candidate &one) { return one.passages <= common; };
    auto rarer = [](const candidate &one, const candidate &two) {
        return one.passages < two.passages;
    };

    if (total > SCHEMA_COMMON_FROM) {
        auto end = std::stable_partition(all.begin(), all.end(), rare);

        if (end != all.begin())
            all.erase(end, all.end());
    }
    if (all.size() > SCHEMA_QUESTION_TERMS_MAX) {
        auto end = all.begin() + SCHEMA_QUESTION_TERMS_MAX;

        std::nth_element(all.begin(), end, all.end(), rarer);
        all.erase(end, all.end());
    }
}

static Xapian::Query query_make(struct reader *reader,
                                const struct question *question)
{
    std::vector<Xapian::Query> &parts = reader->parts;
    Xapian::Query text, any;

    parts.clear();
    for (const candidate &one : reader->candidates)
        parts.emplace_back(one.term, one.count);
    text = Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
    parts.clear();
    for (size_t i = 0; i < question->any_count; i++)
        parts.emplace_back(layout_term(SCHEMA_PREFIX_FILTER, question->any[i]));
    if (parts.empty())
        return text;
    any = Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
    parts.clear();
    return Xapian::Query(Xapian::Query::OP_FILTER, text, any);
}

static void hits_take(const Xapian::MSet &found, struct arena *arena,
                      struct hits *out)
{
    out->count = 0;
    out->items =
        (struct hit *)arena_zero(arena, found.size() * sizeof *out->items);
    for (auto item = found.begin(); item != found.end(); ++item) {
        std::string data = item.get_document().get_data();
        struct hit *hit = &out->items[out->count++];
        layout_data read;

        if (!layout_data_read(data, &read))
            throw Xapian::DatabaseCorruptError("a passage without its id");
        hit->id = arena_text_n(arena, read.id, read.id_len);
        hit->record = arena_text_n(arena, read.record, read.record_len);
        hit->score = item.get_weight();
    }
}

int reader_search(struct reader *reader, struct analyser *analyser,
                  const struct question *question, struct arena *arena,
                  struct hits *out, struct err *err)
{
    struct terms terms = {nullptr, 0};
    size_t limit = std::min<size_t>(question->limit, SCHEMA_HITS_MAX);

    *out = {nullptr, 0};
    analyser_terms(analyser, question->text, question->len, question->lang,
                   TERM_QUESTION, arena, &terms);
    if (terms.count == 0 || limit == 0)
        return 0;
    return newest(reader, err, [&] {
        candidates_take(reader, &terms);
        candidates_thin(reader);
        if (reader->candidates.empty())
            return 0;
        Xapian::Enquire enquire(reader->db);

        enquire.set_query(query_make(reader, question));
        enquire.set_weighting_scheme(Xapian::BM25Weight(1, 0, 1, 0.5, 0.5));
        hits_take(enquire.get_mset(0, (Xapian::doccount)limit), arena, out);
        return 0;
    });
}

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
    struct terms terms = {nullptr, 0};
    double seconds = -1;
    int ret = 0;

    analyser_terms(analyser, question->text, question->len, question->lang,
                   TERM_QUESTION, arena, &terms);
    ret = newest(reader, err, [&] {
        candidates_take(reader, &terms);
        candidates_thin(reader);
        Xapian::Query query = query_make(reader, question);
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
