// SPDX-License-Identifier: GPL-3.0-or-later
/* Xapian keeps no checksums. Its own check finds broken trees; the rest is
 * found by adding up: what a passage's terms should sum to stands in its
 * data, and all postings together must sum to all passages together. */
#include <memory>
#include <sstream>
#include <string>
#include <xapian.h>

extern "C" {
#include "engine/reader.h"
#include "engine/schema.h"
}
#include "engine/guard.hh"
#include "engine/layout.hh"

static int damaged(struct err *err, const std::string &where)
{
    err_set(err, ERR_CORRUPT,
            "index: %.300s; set it aside and rebuild it: parlor index "
            "--rebuild",
            where.c_str());
    return 0;
}

/* What reading all passages adds up to. */
struct totals {
    layout_digest digest;
    Xapian::doccount passages;
    Xapian::totallength length;
};

/* Do the terms of a document name it as its data does? */
static bool names_agree(const Xapian::Database &db, Xapian::docid id,
                        const layout_data &data)
{
    std::string name(data.id, data.id_len);
    std::string record(data.record, data.record_len);

    for (const std::string &term :
         {layout_term(SCHEMA_PREFIX_ID, name.c_str()),
          layout_term(SCHEMA_PREFIX_RECORD, record.c_str())}) {
        auto at = db.termlist_begin(id);

        at.skip_to(term);
        if (at == db.termlist_end(id) || *at != term)
            return false;
    }
    return true;
}

/* 1 whole, 0 not. */
static int document_whole(const Xapian::Database &db, Xapian::docid id,
                          totals *all, struct err *err)
{
    std::string data = db.get_document(id).get_data();
    std::string name = "passage number " + std::to_string(id);
    layout_digest digest;
    layout_data read;
    Xapian::totallength length = 0;

    for (auto term = db.termlist_begin(id); term != db.termlist_end(id);
         ++term) {
        digest.add(*term, term.get_wdf());
        length += term.get_wdf();
    }
    if (!layout_data_read(data, &read))
        return damaged(err, name + " has no id");
    if (digest.text() != std::string(read.digest, read.digest_len) ||
        length != db.get_doclength(id))
        return damaged(err, name + " is not what was written");
    if (!names_agree(db, id, read))
        return damaged(err, name + " has another id than its terms say");
    all->digest.add(digest);
    all->passages++;
    all->length += length;
    return 1;
}

static int documents_whole(const Xapian::Database &db, totals *all,
                           struct err *err)
{
    for (auto id = db.postlist_begin(""); id != db.postlist_end(""); ++id)
        if (document_whole(db, *id, all, err) != 1)
            return 0;
    if (all->passages != db.get_doccount() ||
        all->length != db.get_total_length())
        return damaged(err, "passages are missing");
    return 1;
}

static int postings_whole(const Xapian::Database &db, const totals &all,
                          struct err *err)
{
    layout_digest digest;

    for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
        std::string text = *term;
        Xapian::doccount passages = 0;
        Xapian::totallength count = 0;

        for (auto id = db.postlist_begin(text); id != db.postlist_end(text);
             ++id, ++passages) {
            digest.add(text, id.get_wdf());
            count += id.get_wdf();
        }
        if (passages != db.get_termfreq(text) ||
            count != db.get_collection_freq(text))
            return damaged(err, "a term's postings are miscounted");
    }
    if (digest.text() != all.digest.text())
        return damaged(err, "postings and passages differ");
    return 1;
}

static int index_whole(const char *directory, struct err *err)
{
    std::ostringstream report;
    totals all = {};

    if (Xapian::Database::check(directory, 0, &report) != 0)
        return damaged(err, "its trees are broken: " + report.str());
    Xapian::Database db(directory, Xapian::DB_BACKEND_GLASS);

    if (layout_check(db, err) < 0)
        return 0;
    if (layout_sequence_read(db.get_metadata(SCHEMA_KEY_SEQUENCE)) < 0)
        return damaged(err, "the sequence is not what was written");
    if (documents_whole(db, &all, err) != 1)
        return 0;
    return postings_whole(db, all, err);
}

int reader_verify(const char *directory, struct err *err)
{
    struct err seen = {ERR_NONE, ""};
    layout_state state = LAYOUT_MISSING;
    int whole = layout_probe(directory, &state, err);

    if (whole < 0)
        return -1;
    if (state != LAYOUT_INDEX)
        return damaged(err, "no index lies there");
    whole = guard(&seen, [&] { return index_whole(directory, &seen); });
    if (whole != 1 && err != nullptr)
        *err = seen;
    /* what cannot be read to its end is damaged, unless the system said no */
    return whole < 0 && seen.code != ERR_IO ? 0 : whole;
}
