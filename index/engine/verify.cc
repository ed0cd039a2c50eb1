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

/* 1 whole, 0 not. Adds what the document's terms sum to. */
static int document_whole(const Xapian::Database &db, Xapian::docid id,
                          layout_digest *all, struct err *err)
{
    std::string data = db.get_document(id).get_data();
    std::string name = "passage number " + std::to_string(id);
    layout_digest digest;
    layout_data read;

    for (auto term = db.termlist_begin(id); term != db.termlist_end(id); ++term)
        digest.add(*term, term.get_wdf());
    if (!layout_data_read(data, &read))
        return damaged(err, name + " has no id");
    if (digest.text().compare(0, std::string::npos, read.digest,
                              read.digest_len) != 0)
        return damaged(err, name + " is not what was written");
    std::string id_text(read.id, read.id_len);
    std::string record(read.record, read.record_len);

    for (const std::string &term :
         {layout_term(SCHEMA_PREFIX_ID, id_text.c_str()),
          layout_term(SCHEMA_PREFIX_RECORD, record.c_str())}) {
        auto at = db.termlist_begin(id);

        at.skip_to(term);
        if (at == db.termlist_end(id) || *at != term)
            return damaged(err, name + " has another id than its terms say");
    }
    all->add(digest);
    return 1;
}

static int documents_whole(const Xapian::Database &db, layout_digest *all,
                           struct err *err)
{
    Xapian::doccount count = 0;

    for (auto id = db.postlist_begin(""); id != db.postlist_end("");
         ++id, ++count) {
        int whole = document_whole(db, *id, all, err);

        if (whole != 1)
            return whole;
    }
    if (count != db.get_doccount())
        return damaged(err, "passages are missing");
    return 1;
}

static layout_digest postings_sum(const Xapian::Database &db)
{
    layout_digest all;

    for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
        std::string text = *term;

        for (auto id = db.postlist_begin(text); id != db.postlist_end(text);
             ++id)
            all.add(text, id.get_wdf());
    }
    return all;
}

static int index_whole(const char *directory, struct err *err)
{
    std::ostringstream report;
    layout_digest all;

    if (Xapian::Database::check(directory, 0, &report) != 0)
        return damaged(err, "its trees are broken: " + report.str());
    Xapian::Database db(directory, Xapian::DB_BACKEND_GLASS);

    if (layout_check(db, err) < 0)
        return 0;
    int whole = documents_whole(db, &all, err);

    if (whole == 1 && postings_sum(db).text() != all.text())
        return damaged(err, "postings and passages differ");
    return whole;
}

int reader_verify(const char *directory, struct err *err)
{
    layout_state state = LAYOUT_MISSING;
    int whole = layout_probe(directory, &state, err);

    if (whole < 0)
        return -1;
    if (state != LAYOUT_INDEX)
        return damaged(err, "no index lies there");
    whole = guard(err, [&] { return index_whole(directory, err); });
    if (whole < 0 && (err == nullptr || err->code == ERR_CORRUPT))
        return 0;
    return whole;
}
