// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <memory>
#include <string>

extern "C" {
#include "engine/schema.h"
}
#include "engine/layout.hh"
#include "engine/reader.hh"

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

long reader_lang_passages(struct reader *reader, enum lang lang,
                          struct err *err)
{
    std::string term = SCHEMA_PREFIX_LANG + std::string(lang_code(lang));

    return reader_term_passages(reader, term.c_str(), err);
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
