// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layout.hh"

#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>

extern "C" {
#include "engine/schema.h"
}

namespace
{

/* FNV-1a, 64 bit. */
uint64_t hash(const char *bytes, size_t len)
{
    uint64_t value = 0xcbf29ce484222325u;

    for (size_t i = 0; i < len; i++)
        value = (value ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return value;
}

/* The finaliser of splitmix64: every bit of the input moves every other. */
uint64_t mix(uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
}

/* Mix bytes with a fixed row of others; the same again undoes it. */
void whiten(char *bytes, size_t len)
{
    uint64_t row = 0;
    size_t at = 0;

    for (; at + sizeof row <= len; at += sizeof row) {
        uint64_t piece = 0;

        row = mix(at + 1);
        memcpy(&piece, bytes + at, sizeof piece);
        piece ^= row;
        memcpy(bytes + at, &piece, sizeof piece);
    }
    row = mix(at + 1);
    for (; at < len; at++, row >>= 8)
        bytes[at] = (char)(bytes[at] ^ (char)row);
}

std::string hex(uint64_t value)
{
    char text[17];

    snprintf(text, sizeof text, "%016" PRIx64, value);
    return text;
}

} // namespace

std::string layout_term(char prefix, const char *text)
{
    size_t len = strlen(text);
    std::string term(1, prefix);

    if (len < SCHEMA_TERM_MAX)
        return term.append(text, len);
    return term.append(text, SCHEMA_TERM_MAX - 20)
        .append(1, '#')
        .append(hex(mix(hash(text, len))));
}

void layout_digest::add(const std::string &term, Xapian::termcount wdf,
                        Xapian::docid document)
{
    sum += mix(mix(hash(term.data(), term.size()) + wdf) + document);
}

void layout_digest::add_stream(const char *bytes, size_t len)
{
    sum += mix(hash(bytes, len) + 1);
}

std::string layout_digest::text() const
{
    return hex(sum);
}

std::string layout_data_make(const char *id, const char *record,
                             layout_digest digest, const char *stream,
                             size_t stream_len)
{
    std::string data(id);
    size_t start = 0;

    digest.add_stream(stream, stream_len);
    data.append(1, '\n').append(record).append(1, '\n');
    data.append(digest.text()).append(1, '\n');
    start = data.size();
    data.append(stream, stream_len);
    whiten(&data[start], stream_len);
    return data;
}

bool layout_data_read(std::string &data, layout_data *out)
{
    size_t first = data.find('\n');
    size_t second =
        first != std::string::npos ? data.find('\n', first + 1) : first;

    if (second == std::string::npos || data.size() - second < 18 ||
        data[second + 17] != '\n')
        return false;
    out->id = data.data();
    out->id_len = first;
    out->record = out->id + first + 1;
    out->record_len = second - first - 1;
    out->digest = out->id + second + 1;
    out->digest_len = 16;
    out->stream = out->digest + 17;
    out->stream_len = data.size() - second - 18;
    whiten(&data[second + 18], out->stream_len);
    return out->id_len != 0 && out->record_len != 0;
}

std::string layout_sequence_make(int64_t sequence)
{
    return std::to_string(sequence) + ' ' + hex(mix((uint64_t)sequence));
}

int64_t layout_sequence_read(const std::string &text)
{
    int64_t sequence = strtoll(text.c_str(), nullptr, 10);

    return text == layout_sequence_make(sequence) ? sequence : -1;
}

int layout_probe(const char *directory, layout_state *out, struct err *err)
{
    DIR *dir = opendir(directory);
    const struct dirent *entry = nullptr;

    if (dir == nullptr) {
        *out = errno == ENOENT ? LAYOUT_MISSING : LAYOUT_FOREIGN;
        if (errno == ENOENT || errno == ENOTDIR)
            return 0;
        return err_set(err, ERR_IO, "%.300s: %s", directory, strerror(errno));
    }
    *out = LAYOUT_EMPTY;
    while ((entry = readdir(dir)) != nullptr) {
        if (strcmp(entry->d_name, "iamglass") == 0)
            *out = LAYOUT_INDEX;
        else if (*out == LAYOUT_EMPTY && entry->d_name[0] != '.' &&
                 strcmp(entry->d_name, "flintlock") != 0)
            *out = LAYOUT_FOREIGN;
    }
    closedir(dir);
    return 0;
}

int layout_check(const Xapian::Database &db, struct err *err)
{
    std::string version = db.get_metadata(SCHEMA_KEY_VERSION);

    if (version == SCHEMA_VERSION)
        return 0;
    return err_set(err, ERR_CORRUPT,
                   "index: its version is \"%.40s\", this program's is \"%s\"; "
                   "set it aside and rebuild it: parlor index --rebuild",
                   version.c_str(), SCHEMA_VERSION);
}
