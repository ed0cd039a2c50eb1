/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/clean_runes.h"

#include <string.h>

#include <utf8proc.h>

#include "text/fold.h"

enum { READING_MAX = 12, LINK_TEXT_MAX = 200, LINK_MAX = 2000, NOISE_MIN = 4 };

struct filter {
    const char *bytes;
    size_t len, at;
    int last;         /* rune before at, as written out; -1 at first */
    bool no_comments; /* no comment ends after here: do not look again */
    struct buf *out;
    struct trace *trace;
};

bool rune_is_han(int rune)
{
    return (rune >= 0x3400 && rune <= 0x9FFF) ||
           (rune >= 0xF900 && rune <= 0xFAFF) ||
           (rune >= 0x20000 && rune <= 0x3FFFF) || rune == 0x3007;
}

bool rune_in(int rune, const char *set)
{
    utf8proc_uint8_t bytes[5] = {0};

    if (rune <= 0)
        return false;
    if (rune < 0x80)
        return strchr(set, rune) != NULL;
    utf8proc_encode_char(rune, bytes);
    return strstr(set, (const char *)bytes) != NULL;
}

static bool filter_starts(const struct filter *filter, const char *with)
{
    size_t len = strlen(with);

    return filter->len - filter->at >= len &&
           memcmp(filter->bytes + filter->at, with, len) == 0;
}

static bool skip_comment(struct filter *filter)
{
    const char *start = filter->bytes + filter->at, *end = NULL;

    if (filter->no_comments || !filter_starts(filter, "<!--"))
        return false;
    end = memmem(start, filter->len - filter->at, "-->", 3);
    filter->no_comments = end == NULL;
    if (end == NULL)
        return false;
    filter->at += (size_t)(end - start) + 3;
    return true;
}

/* A Latin letter with a mark on it: what pinyin has and English has not. */
static bool rune_is_toned(int rune)
{
    return (rune >= 0xE0 && rune <= 0x1DC && rune != 0xF7) ||
           (rune >= 0x300 && rune <= 0x36F);
}

/* "(wù)" behind a character. */
static bool skip_reading(struct filter *filter)
{
    size_t at = filter->at;
    int open = fold_rune(filter->bytes, filter->len, &at), letters = 0;
    bool toned = false;

    if (!rune_is_han(filter->last) || (open != '(' && open != 0xFF08))
        return false;
    for (;;) {
        int rune = fold_rune(filter->bytes, filter->len, &at);

        if (rune == ')' || rune == 0xFF09)
            break;
        toned = toned || rune_is_toned(rune);
        if ((!rune_is_toned(rune) && (rune < 'a' || rune > 'z')) ||
            ++letters > READING_MAX)
            return false;
    }
    if (!toned)
        return false;
    filter->at = at;
    return true;
}

/* "[text](address)": the text stays. */
static bool take_link(struct filter *filter)
{
    const char *start = filter->bytes + filter->at, *text = start + 1;
    size_t rest = filter->len - filter->at, len = 1, more = 0;

    if (*start != '[')
        return false;
    while (len < rest && len < LINK_TEXT_MAX &&
           strchr("[]\n", start[len]) == NULL)
        len++;
    if (len + 1 >= rest || start[len] != ']' || start[len + 1] != '(')
        return false;
    more = len + 2;
    while (more < rest && more < LINK_MAX &&
           strchr(" )[(\n", start[more]) == NULL)
        more++;
    if (more >= rest || start[more] != ')')
        return false;
    trace_add(filter->trace, filter->out->len, filter->at + 1);
    buf_add(filter->out, text, len - 1);
    filter->last = ']';
    filter->at += more + 1;
    return true;
}

/* "**" of Markdown, "????" where something could not be decoded. */
static bool skip_marks(struct filter *filter)
{
    size_t noise = 0;

    if (filter_starts(filter, "**")) {
        filter->at += 2;
        return true;
    }
    while (filter->at + noise < filter->len &&
           filter->bytes[filter->at + noise] == '?')
        noise++;
    if (noise < NOISE_MIN)
        return false;
    filter->at += noise;
    return true;
}

/* What a rune is written as: itself, a blank, LF, or 0 for nothing. */
static int rune_plain(int rune)
{
    if (rune == '\n' || rune == '\f' || rune == '\v' || rune == '\r' ||
        rune == 0x85 || rune == 0x2028 || rune == 0x2029)
        return '\n';
    if (rune == '\t' || rune == 0xA0 || rune == 0x3000 || rune == 0x202F ||
        (rune >= 0x2000 && rune <= 0x200A))
        return ' ';
    if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || rune == 0xAD ||
        rune == 0x200B || rune == 0x2060 || rune == 0xFEFF || rune == 0xFFFD ||
        (rune >= 0xE000 && rune <= 0xF8FF))
        return 0;
    return rune;
}

void clean_runes(const char *bytes, size_t len, struct buf *out,
                 struct trace *trace)
{
    struct filter filter = {
        .bytes = bytes, .len = len, .last = -1, .out = out, .trace = trace};

    while (filter.at < len) {
        size_t from = filter.at;
        int rune = 0;

        if (skip_comment(&filter) || skip_reading(&filter) ||
            take_link(&filter) || skip_marks(&filter))
            continue;
        rune = fold_rune(bytes, len, &filter.at);
        if (rune == '\r' && filter.at < len && bytes[filter.at] == '\n')
            continue;
        rune = rune_plain(rune);
        if (rune == 0)
            continue;
        trace_add(trace, out->len, from);
        buf_rune(out, rune);
        filter.last = rune;
    }
}

/* Does a blank between these two say nothing? */
static bool blank_idle(int before, int last, int next)
{
    static const char marks[] =
        "、，。；：！？”’）》】」』〕〉…“‘（《【「『〔〈";
    static const char ascii[] = ",;:!?";

    if (rune_in(last, marks) || rune_in(next, marks))
        return true;
    if (rune_in(next, ascii) && rune_is_han(last))
        return true;
    return rune_in(last, ascii) && rune_is_han(before) && rune_is_han(next);
}

void clean_blanks(const char *line, size_t len, size_t was, struct buf *out,
                  struct trace *trace)
{
    int before = -1, last = -1;
    bool blank = false;

    for (size_t at = 0; at < len;) {
        size_t from = at;
        int rune = fold_rune(line, len, &at);

        if (rune == ' ') {
            blank = true;
            continue;
        }
        if (blank && last >= 0 && !blank_idle(before, last, rune))
            buf_char(out, ' ');
        blank = false;
        trace_add(trace, out->len, was + from);
        buf_rune(out, rune);
        before = last;
        last = rune;
    }
}
