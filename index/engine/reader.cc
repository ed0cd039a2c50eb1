// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <memory>
#include <string>

extern "C" {
#include "engine/schema.h"
}
#include "engine/layout.hh"
#include "engine/reader.hh"

/* Filters and counts that are remembered, and postings that are walked for one;
 * bytes of passages that are remembered. */
enum {
    ALLOWED_MAX = 16,
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

const std::vector<bool> &
reader_allowed(struct reader *reader, const char *const *filters, size_t count)
{
    std::string key;

    if (reader->allowed.size() >= ALLOWED_MAX)
        reader->allowed.clear();
    for (size_t i = 0; i < count; i++)
        key += layout_term(SCHEMA_PREFIX_FILTER, filters[i]) + "\n";
    auto known = reader->allowed.find(key);
    if (known != reader->allowed.end())
        return known->second;
    std::vector<bool> allowed;
    if (count != 0)
        allowed.resize(reader->db.get_lastdocid() + 1);
    for (size_t i = 0; i < count; i++) {
        std::string term = layout_term(SCHEMA_PREFIX_FILTER, filters[i]);
        auto end = reader->db.postlist_end(term);

        for (auto at = reader->db.postlist_begin(term); at != end; ++at)
            allowed[*at] = true;
    }
    return reader->allowed.emplace(key, std::move(allowed)).first->second;
}

/* Passages that have a term and lack a filter. */
static long count_without(struct reader *reader, const std::string &term,
                          const char *filter)
{
    const std::vector<bool> &skip = reader_allowed(reader, &filter, 1);
    long count = 0;

    for (const find_posting &at : reader->lists.of(reader->db, term))
        count += at.id >= skip.size() || !skip[at.id];
    return count;
}

static long without(struct reader *reader, const std::string &term,
                    const char *filter)
{
    std::string other = layout_term(SCHEMA_PREFIX_FILTER, filter);
    std::string key = term + '\n' + other;
    double with = reader_frequency(reader, term);
    double all = reader->db.get_doccount();
    double others = reader_frequency(reader, other);
    auto &known = counted(reader);
    auto at = known.find(key);

    if (others == 0)
        return (long)with;
    if (at == known.end())
        at = known
                 .emplace(key, with <= WALKED_MAX
                                   ? count_without(reader, term, filter)
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
        try {
            return without(reader, term, filter);
        } catch (const Xapian::DatabaseModifiedError &) {
            reader->db.reopen();
            return without(reader, term, filter);
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
