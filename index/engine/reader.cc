// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <memory>
#include <string>

extern "C" {
#include "engine/schema.h"
}
#include "engine/layout.hh"
#include "engine/reader.hh"

/* Counts that are remembered, and postings that are walked for one; bytes of
 * passages that are remembered. */
enum {
    COUNTED_MAX = 20000,
    WALKED_MAX = 20000,
    PASSAGE_BYTES_MAX = 8 * 1024 * 1024
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

void reader_settle(struct reader *reader)
{
    Xapian::rev revision = reader->db.get_revision();

    if (reader->revision == revision)
        return;
    reader->known = false;
    reader->counted.clear();
    reader->allowed.clear();
    reader->lists.forget();
    reader->passages.clear();
    reader->passage_bytes = 0;
    reader->revision = revision;
}

/* What was counted in this commit, by what. */
static std::unordered_map<std::string, long> &counted(struct reader *reader)
{
    reader_settle(reader);
    if (reader->counted.size() >= COUNTED_MAX)
        reader->counted.clear();
    return reader->counted;
}

Xapian::doccount reader_frequency(struct reader *reader,
                                  const std::string &term)
{
    auto &known = counted(reader);
    auto at = known.find(term);

    if (at == known.end())
        at = known.emplace(term, (long)reader->db.get_termfreq(term)).first;
    return (Xapian::doccount)at->second;
}

long reader_term_passages(struct reader *reader, const char *term,
                          struct err *err)
{
    if (strlen(term) > SCHEMA_TERM_MAX || *term == '\0')
        return 0;
    return guard(err, [&] {
        try {
            return (long)reader_frequency(reader, term);
        } catch (const Xapian::DatabaseModifiedError &) {
            reader->db.reopen();
            return (long)reader_frequency(reader, term);
        }
    });
}

const layout_data &reader_passage_of(struct reader *reader, Xapian::docid id)
{
    auto known = reader->passages.find(id);

    if (known != reader->passages.end())
        return known->second.data;
    if (reader->passage_bytes >= PASSAGE_BYTES_MAX) {
        reader->passages.clear();
        reader->passage_bytes = 0;
    }
    std::string bytes =
        reader->db.get_document(id, Xapian::DOC_ASSUME_VALID).get_data();
    reader_passage &one = reader->passages[id];

    one.bytes = std::move(bytes);
    if (!layout_data_read(one.bytes, &one.data)) {
        reader->passages.erase(id);
        throw Xapian::DatabaseCorruptError("a passage without its id");
    }
    reader->passage_bytes += one.bytes.size();
    return one.data;
}

/* Passages of one list that are in no other; both ascend. */
static long count_without(const Xapian::Database &db, const std::string &term,
                          const std::string &other)
{
    Xapian::PostingIterator skip = db.postlist_begin(other);
    long count = 0;

    for (auto at = db.postlist_begin(term); at != db.postlist_end(term); ++at) {
        if (skip != db.postlist_end(other))
            skip.skip_to(*at);
        count += skip == db.postlist_end(other) || *skip != *at;
    }
    return count;
}

static long without(struct reader *reader, const std::string &term,
                    const std::string &other)
{
    const Xapian::Database &db = reader->db;
    std::string key = term + '\n' + other;
    double with = reader_frequency(reader, term), all = db.get_doccount();
    double others = reader_frequency(reader, other);
    auto &known = counted(reader);
    auto at = known.find(key);

    if (others == 0)
        return (long)with;
    if (at == known.end())
        at = known
                 .emplace(key, with <= WALKED_MAX
                                   ? count_without(db, term, other)
                                   : (long)(with * (1 - others / all)))
                 .first;
    return at->second;
}

long reader_term_without(struct reader *reader, const char *term,
                         const char *filter, struct err *err)
{
    if (strlen(term) > SCHEMA_TERM_MAX || *term == '\0')
        return 0;
    return guard(err, [&] {
        std::string other = SCHEMA_PREFIX_FILTER + std::string(filter);

        try {
            return without(reader, term, other);
        } catch (const Xapian::DatabaseModifiedError &) {
            reader->db.reopen();
            return without(reader, term, other);
        }
    });
}

long reader_lang_passages(struct reader *reader, enum lang lang,
                          const char *filter, struct err *err)
{
    std::string term = SCHEMA_PREFIX_LANG + std::string(lang_code(lang));

    return filter != nullptr
               ? reader_term_without(reader, term.c_str(), filter, err)
               : reader_term_passages(reader, term.c_str(), err);
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
