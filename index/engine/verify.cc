// SPDX-License-Identifier: GPL-3.0-or-later
/* Xapian keeps no checksums, so everything is read as a search reads it and
 * added up: what a passage's terms should sum to stands in its data, and all
 * postings together must sum to all passages together.
 *
 * libxapian 1.4.22 trusts the bytes of its blocks: on some damaged ones it
 * reads wild memory or never ends, in Database::check() as in plain reading.
 * No handler catches that, so a child process does the reading; if it dies,
 * that is the answer. */
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

extern "C" {
#include "engine/reader.h"
#include "engine/schema.h"
}
#include "engine/guard.hh"
#include "engine/layout.hh"

namespace
{

int damaged(struct err *err, const std::string &where)
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
bool names_agree(const Xapian::Database &db, Xapian::docid id,
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
int document_whole(const Xapian::Database &db, Xapian::docid id, totals *all,
                   struct err *err)
{
    std::string data = db.get_document(id).get_data();
    std::string name = "passage number " + std::to_string(id);
    layout_digest digest;
    layout_data read;
    Xapian::totallength length = 0;

    for (auto term = db.termlist_begin(id); term != db.termlist_end(id);
         ++term) {
        digest.add(*term, term.get_wdf());
        all->digest.add(*term, term.get_wdf(), id);
        length += term.get_wdf();
    }
    if (!layout_data_read(data, &read))
        return damaged(err, name + " has no id");
    digest.add_stream(read.stream, read.stream_len);
    if (digest.text() != std::string(read.digest, read.digest_len) ||
        length != db.get_doclength(id))
        return damaged(err, name + " is not what was written");
    if (!names_agree(db, id, read))
        return damaged(err, name + " has another id than its terms say");
    all->passages++;
    all->length += length;
    return 1;
}

int documents_whole(const Xapian::Database &db, totals *all, struct err *err)
{
    for (auto id = db.postlist_begin(""); id != db.postlist_end(""); ++id)
        if (document_whole(db, *id, all, err) != 1)
            return 0;
    if (all->passages != db.get_doccount() ||
        all->length != db.get_total_length())
        return damaged(err, "passages are missing");
    return 1;
}

int postings_whole(const Xapian::Database &db, const totals &all,
                   struct err *err)
{
    layout_digest digest;

    for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
        std::string text = *term;
        Xapian::doccount passages = 0;
        Xapian::totallength count = 0;

        for (auto id = db.postlist_begin(text); id != db.postlist_end(text);
             ++id, ++passages) {
            digest.add(text, id.get_wdf(), *id);
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

int index_whole(const char *directory, struct err *err)
{
    totals all = {};
    Xapian::Database db(directory, Xapian::DB_BACKEND_GLASS);

    if (layout_check(db, err) < 0)
        return 0;
    if (layout_sequence_read(db.get_metadata(SCHEMA_KEY_SEQUENCE)) < 0)
        return damaged(err, "the sequence is not what was written");
    if (documents_whole(db, &all, err) != 1)
        return 0;
    return postings_whole(db, all, err);
}

/* What the child found, as it goes through the pipe. */
struct finding {
    int whole;
    struct err err;
};

/* Far more than reading takes (measured: 100,000 passages, 133 MB, 2 s), far
 * less than for ever. */
rlim_t cpu_seconds(const char *directory)
{
    static const char *const tables[] = {"postlist.glass", "termlist.glass",
                                         "docdata.glass"};
    struct stat status;
    rlim_t megabytes = 0;

    for (const char *table : tables) {
        std::string path = std::string(directory) + '/' + table;

        if (stat(path.c_str(), &status) == 0)
            megabytes += (rlim_t)status.st_size >> 20;
    }
    return 10 + megabytes / 2;
}

void child_read(const char *directory, int pipe)
{
    static const int deadly[] = {SIGSEGV, SIGBUS,  SIGILL,
                                 SIGFPE,  SIGABRT, SIGXCPU};
    const rlim_t seconds = cpu_seconds(directory);
    const struct rlimit cpu = {seconds, seconds};
    const struct rlimit core = {0, 0};
    finding found = {};

    for (int number : deadly)
        signal(number, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* never outlives who asked */
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
    found.whole =
        guard(&found.err, [&] { return index_whole(directory, &found.err); });
    _exit(write(pipe, &found, sizeof found) == sizeof found ? 0 : 1);
}

/* false if the child died before it could tell. */
bool child_tell(pid_t child, int pipe, finding *out)
{
    ssize_t got = 0;

    do {
        got = read(pipe, out, sizeof *out);
    } while (got < 0 && errno == EINTR);
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR)
        ;
    return got == sizeof *out;
}

int verify_apart(const char *directory, struct err *err)
{
    finding found = {};
    int ends[2] = {-1, -1};
    pid_t child = -1;
    bool told = false;

    if (pipe(ends) < 0)
        return err_set(err, ERR_IO, "pipe: %s", strerror(errno));
    child = fork();
    if (child == 0)
        child_read(directory, ends[1]);
    close(ends[1]);
    if (child > 0)
        told = child_tell(child, ends[0], &found);
    close(ends[0]);
    if (child < 0)
        return err_set(err, ERR_IO, "fork: %s", strerror(errno));
    if (!told)
        return damaged(err, "reading it ends the process");
    if (found.whole != 1 && err != nullptr)
        *err = found.err;
    /* what cannot be read to its end is damaged, unless the system said no */
    return found.whole < 0 && found.err.code != ERR_IO ? 0 : found.whole;
}

} // namespace

int reader_verify(const char *directory, struct err *err)
{
    layout_state state = LAYOUT_MISSING;

    if (layout_probe(directory, &state, err) < 0)
        return -1;
    if (state != LAYOUT_INDEX)
        return damaged(err, "no index lies there");
    return verify_apart(directory, err);
}
