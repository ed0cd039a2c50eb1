/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout.hh - what writer and reader both know of an index: terms, data and
 * the directory.
 *
 * Inside of index/engine only. Threads: any; pure but for the directory. */
#ifndef ENGINE_LAYOUT_HH
#define ENGINE_LAYOUT_HH

#include <cstdint>
#include <string>
#include <xapian.h>

extern "C" {
#include "base/err.h"
}

/* prefix + text; a text too long for a term ends in a digest instead. */
std::string layout_term(char prefix, const char *text);

/* Sum over terms, whatever their order, of what stands in the index. With
 * the document's number a term counts there only: one that has slid to
 * another document does not add up. */
class layout_digest
{
  public:
    void add(const std::string &term, Xapian::termcount wdf,
             Xapian::docid document = 0);
    void add_stream(const char *bytes, size_t len);
    std::string text() const; /* 16 hexadecimal digits */

  private:
    uint64_t sum = 0;
};

/* The parts of a document's data, borrowed from it. */
struct layout_data {
    const char *id, *record, *digest, *stream;
    size_t id_len, record_len, digest_len, stream_len;
};

/* digest is of the terms; the stream's part is added here. */
std::string layout_data_make(const char *id, const char *record,
                             layout_digest digest, const char *stream,
                             size_t stream_len);
/* false if data is not what layout_data_make() makes; data is changed: its
 * stream is made readable. */
bool layout_data_read(std::string &data, layout_data *out);

enum layout_state {
    LAYOUT_MISSING, /* no such directory */
    LAYOUT_EMPTY,   /* nothing in it yet */
    LAYOUT_INDEX,   /* looks like an index */
    LAYOUT_FOREIGN  /* files of somebody else, or no directory */
};

/* What lies at directory: 0, or -1 with ERR_IO. */
int layout_probe(const char *directory, layout_state *out, struct err *err);

/* The sequence of a commit as metadata, and back: -1 if it is damaged.
 * A new index has sequence 0. */
std::string layout_sequence_make(int64_t sequence);
int64_t layout_sequence_read(const std::string &text);

/* Is the index of this schema: 0, or -1 with ERR_CORRUPT. */
int layout_check(const Xapian::Database &db, struct err *err);

#endif
