// SPDX-License-Identifier: GPL-3.0-or-later
/* All work happens inside a Xapian transaction: outside of one, closing a
 * WritableDatabase commits what was never asked to be committed. */
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>

extern "C" {
#include "engine/writer.h"
#include "engine/schema.h"
#include "base/arena.h"
#include "base/buf.h"
#include "engine/query.h"
#include "engine/stream.h"
#include "text/units.h"
}
#include "engine/guard.hh"
#include "engine/layout.hh"

struct writer {
    Xapian::WritableDatabase db;
    std::string directory;
    struct analyser *analyser = nullptr;
    struct arena *arena = arena_new(); /* units of one passage */
    struct buf stream = {};            /* of one passage */
    int descriptor = -1;               /* of the directory, to fsync it */
    bool broken = false;               /* a change failed half-way */

    writer()
    {
        buf_init(&stream);
    }
    writer(const writer &) = delete;
    writer &operator=(const writer &) = delete;
    ~writer()
    {
        if (descriptor >= 0)
            close(descriptor);
        arena_free(&arena);
        buf_fini(&stream);
        analyser_close(&analyser);
    }
};

static int path_sync(const std::string &path, struct err *err)
{
    int descriptor = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int ret = descriptor >= 0 ? fsync(descriptor) : -1;

    if (ret < 0)
        err_set(err, ERR_IO, "%.300s: %s", path.c_str(), strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    return ret;
}

/* A new directory is only there after a power cut if its parent says so. */
static int directory_make(const std::string &path, struct err *err)
{
    size_t end = path.find_last_not_of('/');
    size_t slash =
        end != std::string::npos ? path.rfind('/', end) : std::string::npos;
    std::string parent = slash == std::string::npos ? "."
                         : slash == 0               ? "/"
                                                    : path.substr(0, slash);

    if (mkdir(path.c_str(), 0750) < 0 && errno != EEXIST)
        return err_set(err, ERR_IO, "%.300s: %s", path.c_str(),
                       strerror(errno));
    return path_sync(parent, err);
}

static int directory_ready(const char *directory, struct err *err)
{
    layout_state state = LAYOUT_MISSING;

    if (layout_probe(directory, &state, err) < 0)
        return -1;
    if (state == LAYOUT_FOREIGN)
        return err_set(err, ERR_CORRUPT,
                       "%.300s: holds something other than an index; move it "
                       "away or name another directory",
                       directory);
    return state == LAYOUT_MISSING ? directory_make(directory, err) : 0;
}

static int directory_sync(const struct writer *writer, struct err *err)
{
    if (fsync(writer->descriptor) == 0)
        return 0;
    return err_set(err, ERR_IO, "%.300s: fsync: %s", writer->directory.c_str(),
                   strerror(errno));
}

/* Mark a new index as ours, or make sure that an old one is. */
static int schema_adopt(struct writer *writer, struct err *err)
{
    Xapian::WritableDatabase &db = writer->db;

    if (db.get_lastdocid() != 0 ||
        db.metadata_keys_begin() != db.metadata_keys_end())
        return layout_check(db, err);
    db.set_metadata(SCHEMA_KEY_VERSION, SCHEMA_VERSION);
    db.set_metadata(SCHEMA_KEY_SEQUENCE, layout_sequence_make(0));
    db.commit();
    return 0;
}

static int writer_start(struct writer *writer, struct err *err)
{
    const char *path = writer->directory.c_str();

    if (directory_ready(path, err) < 0 ||
        analyser_open(&writer->analyser, err) < 0)
        return -1;
    writer->descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (writer->descriptor < 0)
        return err_set(err, ERR_IO, "%.300s: %s", path, strerror(errno));
    writer->db = Xapian::WritableDatabase(path, Xapian::DB_CREATE_OR_OPEN |
                                                    Xapian::DB_BACKEND_GLASS);
    /* a commit that a killed process did not live to fsync is made safe too */
    if (schema_adopt(writer, err) < 0 || directory_sync(writer, err) < 0)
        return -1;
    writer->db.begin_transaction();
    return 0;
}

int writer_open(const char *directory, struct writer **out, struct err *err)
{
    *out = nullptr;
    return guard(err, [&] {
        auto opened = std::make_unique<struct writer>();

        opened->directory = directory;
        if (writer_start(opened.get(), err) < 0)
            return -1;
        *out = opened.release();
        return 0;
    });
}

void writer_close(struct writer **writer)
{
    struct writer *old = *writer;

    *writer = nullptr;
    guard(nullptr, [&] {
        delete old; /* cancels the open transaction */
        return 0;
    });
}

static int id_check(const char *what, const char *id, struct err *err)
{
    size_t len = strlen(id);

    if (len > SCHEMA_ID_MAX)
        return err_set(err, ERR_LIMIT,
                       "%s \"%.60s...\" has %zu bytes, at most "
                       "%d are allowed",
                       what, id, len, SCHEMA_ID_MAX);
    if (len == 0 || strchr(id, '\n') != nullptr)
        return err_set(err, ERR_INPUT, "%s is empty or has a line break", what);
    return 0;
}

static int passage_check(const struct writer *writer,
                         const struct passage *passage, struct err *err)
{
    if (writer->broken)
        return err_set(err, ERR_INDEX,
                       "index: an earlier change failed; open it again");
    if (id_check("passage id", passage->id, err) < 0)
        return -1;
    return id_check("record id", passage->record, err);
}

/* The runs of letters of a word. */
static void document_grams(const struct unit *unit, unsigned weight,
                           Xapian::Document *document)
{
    struct grams grams = {unit->text, unit->len, 0, 0, 0};

    while (grams_next(&grams) == 1) {
        size_t from = grams_from(&grams);

        document->add_term(SCHEMA_PREFIX_GRAM +
                               std::string(unit->text + from, grams.at - from),
                           weight);
    }
}

static void document_unit(const struct unit *unit, const struct unit *next,
                          unsigned weight, Xapian::Document *document)
{
    std::string text(unit->text, unit->len);

    if (unit->kind == UNIT_WORD) {
        if (unit->stem_len != 0)
            document->add_term(std::string(unit->stem, unit->stem_len), weight);
        document_grams(unit, weight, document);
        return;
    }
    document->add_term(text, weight);
    if (next != nullptr && next->kind == UNIT_CHARACTER)
        document->add_term(text.append(next->text, next->len), weight);
}

static void document_text(struct writer *writer,
                          const struct passage_text *text,
                          Xapian::Document *document)
{
    std::string code = lang_code(stream_lang(text->lang));
    struct units units = {nullptr, 0};
    Xapian::termcount count = 0;

    analyser_units(writer->analyser, text->text, text->len, text->lang,
                   TERM_PAIRS, writer->arena, &units);
    stream_add(&writer->stream, text->lang, text->weight, &units);
    for (size_t i = 0; i < units.count; i++) {
        const struct unit *unit = &units.items[i];

        if (unit->kind != UNIT_WORD && unit->kind != UNIT_CHARACTER)
            continue;
        document_unit(unit, i + 1 < units.count ? unit + 1 : nullptr,
                      text->weight, document);
        count += text->weight;
    }
    document->add_term(SCHEMA_PREFIX_LANG + code, count);
}

static void document_fill(struct writer *writer, const struct passage *passage,
                          Xapian::Document *document)
{
    buf_clear(&writer->stream);
    for (size_t i = 0; i < passage->text_count; i++)
        if (passage->texts[i].weight != 0)
            document_text(writer, &passage->texts[i], document);
    for (size_t i = 0; i < passage->filter_count; i++)
        document->add_boolean_term(
            layout_term(SCHEMA_PREFIX_FILTER, passage->filters[i]));
    document->add_boolean_term(
        layout_term(SCHEMA_PREFIX_RECORD, passage->record));
    document->add_boolean_term(layout_term(SCHEMA_PREFIX_ID, passage->id));
}

static void document_sign(const struct writer *writer,
                          const struct passage *passage,
                          Xapian::Document *document)
{
    layout_digest digest;

    for (auto term = document->termlist_begin();
         term != document->termlist_end(); ++term)
        digest.add(*term, term.get_wdf());
    document->set_data(layout_data_make(passage->id, passage->record, digest,
                                        writer->stream.bytes,
                                        writer->stream.len));
}

int writer_put(struct writer *writer, const struct passage *passage,
               struct err *err)
{
    if (passage_check(writer, passage, err) < 0)
        return -1;
    arena_reset(writer->arena);
    return guard(err, [&] {
        Xapian::Document document;

        document_fill(writer, passage, &document);
        document_sign(writer, passage, &document);
        writer->broken = true;
        writer->db.replace_document(layout_term(SCHEMA_PREFIX_ID, passage->id),
                                    document);
        writer->broken = false;
        return 0;
    });
}

int writer_drop_record(struct writer *writer, const char *record,
                       struct err *err)
{
    struct passage passage = {};

    passage.id = passage.record = record;
    if (passage_check(writer, &passage, err) < 0)
        return -1;
    return guard(err, [&] {
        writer->broken = true;
        writer->db.delete_document(layout_term(SCHEMA_PREFIX_RECORD, record));
        writer->broken = false;
        return 0;
    });
}

int writer_commit(struct writer *writer, int64_t sequence, struct err *err)
{
    if (writer->broken)
        return err_set(err, ERR_INDEX,
                       "index: an earlier change failed; open it again");
    return guard(err, [&] {
        writer->broken = true;
        writer->db.set_metadata(SCHEMA_KEY_SEQUENCE,
                                layout_sequence_make(sequence));
        writer->db.commit_transaction();
        if (directory_sync(writer, err) < 0)
            return -1;
        writer->db.begin_transaction();
        writer->broken = false;
        return 0;
    });
}
