/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/sentence.h"

#include <string.h>

#include "text/fold.h"

enum { SENTENCES_MAX = 40, QUOTE_BYTES = 900, SHORT_BYTES = 60 };

static const double asked_bonus = 0.3; /* for a figure of the kind asked */
static const double without_asked = 0.75;
static const double length_cost = 0.15; /* of a sentence that is all there is */

/* A stretch of the clause's text. */
struct stretch {
    size_t from, to;
};

static enum lang lang_of(const struct evidence *evidence)
{
    const char *code = record_string(evidence->record, "source.lang");

    return code != NULL ? lang_parse(code) : LANG_NONE;
}

/* Does a sentence end before at, where rune was read? fine: or a part of a
 * long one. */
static bool ends(const char *text, size_t len, size_t at, int rune, bool fine)
{
    switch (rune) {
    case 0x3002: /* ideographic full stop */
    case 0xFF01:
    case 0xFF1F:
    case '\n':
        return true;
    case 0xFF1B:
    case ';':
        return fine;
    case '.':
    case '!':
    case '?':
        return at >= len || text[at] == ' ' || text[at] == '\n';
    default:
        return false;
    }
}

static size_t skip_blanks(const char *text, size_t at, size_t to)
{
    while (at < to && (text[at] == ' ' || text[at] == '\n'))
        at++;
    return at;
}

static void cut_stretch(const char *text, struct stretch of, bool fine,
                        struct stretch *out, size_t *count)
{
    size_t start = of.from, at = of.from;

    while (at < of.to && *count < SENTENCES_MAX - 1) {
        int rune = fold_rune(text, of.to, &at);

        if (!ends(text, of.to, at, rune, fine))
            continue;
        start = skip_blanks(text, start, at);
        if (at - start > 1)
            out[(*count)++] = (struct stretch){start, at};
        start = at;
    }
    start = skip_blanks(text, start, of.to);
    if (start < of.to)
        out[(*count)++] = (struct stretch){start, of.to};
}

/* Sentences; those too long to be quoted whole in their parts. */
static size_t cut(const char *text, size_t len, struct stretch *out)
{
    struct stretch whole[SENTENCES_MAX];
    size_t count = 0, sentences = 0;

    cut_stretch(text, (struct stretch){0, len}, false, whole, &sentences);
    for (size_t i = 0; i < sentences && count < SENTENCES_MAX; i++) {
        if (whole[i].to - whole[i].from <= QUOTE_BYTES)
            out[count++] = whole[i];
        else
            cut_stretch(text, whole[i], true, out, &count);
    }
    return count;
}

static bool is_of(const struct quantity *quantity, enum asked asked)
{
    switch (asked) {
    case ASKED_MONEY:
    case ASKED_PRICE:
        return quantity->type == QUANTITY_MONEY ||
               quantity->type == QUANTITY_SHARE;
    case ASKED_SHARE:
        return quantity->type == QUANTITY_SHARE;
    case ASKED_TIME:
        return quantity->type == QUANTITY_TIME;
    case ASKED_AREA:
        return quantity->type == QUANTITY_AREA;
    case ASKED_COUNT:
        return quantity->type == QUANTITY_PLAIN;
    default:
        return true;
    }
}

/* Is it part of a condition: "...的，"? That is no answer. */
static bool in_condition(const char *text, size_t len, size_t at)
{
    static const char end[] = "的，";
    static const char *const stops[] = {"，", "。", "；", "："};

    for (; at < len; at++) {
        if (len - at >= sizeof end - 1 &&
            memcmp(text + at, end, sizeof end - 1) == 0)
            return true;
        for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
            if (len - at >= strlen(stops[i]) &&
                memcmp(text + at, stops[i], strlen(stops[i])) == 0)
                return false;
    }
    return false;
}

/* Has the text a figure of the kind asked for, outside a condition if that
 * is answer? */
static bool has_asked(struct workspace *ws, const char *text, size_t len,
                      enum lang lang, enum asked asked, bool answer)
{
    struct quantities found = {0};

    if (asked == ASKED_ANY || asked == ASKED_WHO)
        return true;
    quantity_find(text, len, lang, ws->arena, &found);
    for (size_t i = 0; i < found.count; i++)
        if (is_of(&found.items[i], asked) &&
            !(answer && in_condition(text, len, found.items[i].to)))
            return true;
    return false;
}

bool sentence_has_asked(struct workspace *ws, const struct evidence *evidence,
                        enum asked asked)
{
    size_t len = 0;
    const char *text = evidence_text(evidence, &len);

    return text != NULL &&
           has_asked(ws, text, len, lang_of(evidence), asked, false);
}

static bool ends_with(const char *text, const struct stretch *stretch,
                      const char *mark)
{
    size_t len = strlen(mark), to = stretch->to;

    while (to > stretch->from && (text[to - 1] == '\n' || text[to - 1] == ' '))
        to--;
    return to - stretch->from >= len && memcmp(text + to - len, mark, len) == 0;
}

static bool leads_in(const char *text, const struct stretch *stretch)
{
    return ends_with(text, stretch, "：") || ends_with(text, stretch, ":");
}

/* An item of a list belongs to the line that leads in. */
static bool is_item(const char *text, const struct stretch *stretch)
{
    return stretch->to - stretch->from > strlen("（") &&
           (memcmp(text + stretch->from, "（", strlen("（")) == 0 ||
            text[stretch->from] == '(');
}

/* What is quoted: the best sentence with what it cannot do without. */
static struct stretch widen(const char *text, const struct stretch *all,
                            size_t count, size_t best)
{
    struct stretch out = all[best];
    size_t first = best, last = best;

    if (is_item(text, &all[best]))
        while (first > 0 && !leads_in(text, &all[first]))
            first--;
    if (leads_in(text, &all[first]) &&
        all[best].to - all[first].from <= QUOTE_BYTES)
        out.from = all[first].from;
    while (last + 1 < count && leads_in(text, &all[best]) &&
           all[last + 1].to - out.from <= QUOTE_BYTES)
        out.to = all[++last].to;
    /* "第五条 ..." alone says nothing: the sentence behind belongs to it. */
    if (last + 1 < count && out.to - out.from < SHORT_BYTES &&
        all[last + 1].to - out.from <= QUOTE_BYTES)
        out.to = all[last + 1].to;
    return out;
}

/* Not too long, and cut at a comma or at least at a whole character. */
static struct stretch shorten(const char *text, struct stretch out)
{
    size_t to = out.from + QUOTE_BYTES, comma = strlen("，");

    if (out.to - out.from <= QUOTE_BYTES)
        return out;
    for (size_t at = to; at > out.from + QUOTE_BYTES / 2; at--)
        if (memcmp(text + at - comma, "，", comma) == 0) {
            out.to = at - comma;
            return out;
        }
    while (to > out.from && ((unsigned char)text[to] & 0xC0) == 0x80)
        to--;
    out.to = to;
    return out;
}

static void choose(struct evidence *evidence, struct stretch stretch)
{
    evidence->from =
        stretch.from +
        (size_t)json_integer_value(json_object_get(evidence->clause, "from"));
    evidence->to = evidence->from + (stretch.to - stretch.from);
}

void sentence_whole(struct evidence *evidence)
{
    struct stretch all = {0};
    const char *text = evidence_text(evidence, &all.to);

    if (text != NULL)
        choose(evidence, shorten(text, all));
}

void sentence_choose(struct workspace *ws, const struct topic *topic,
                     enum asked asked, struct evidence *evidence,
                     struct said *out)
{
    struct stretch all[SENTENCES_MAX];
    size_t len = 0, count = 0, best = 0;
    const char *text = evidence_text(evidence, &len);
    double best_score = -1;
    enum lang lang = lang_of(evidence);

    *out = (struct said){0};
    if (text == NULL || (count = cut(text, len, all)) == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        size_t size = all[i].to - all[i].from;
        double share = topic_share(ws, topic, text + all[i].from, size);
        double score = share * (1 - length_cost * (double)size / (double)len);

        if (asked != ASKED_ANY && asked != ASKED_WHO && share > 0)
            score = has_asked(ws, text + all[i].from, size, lang, asked, true)
                        ? score + asked_bonus
                        : score * without_asked;
        if (score > best_score + 1e-9) {
            best_score = score;
            *out = (struct said){share, size};
            best = i;
        }
    }
    choose(evidence, shorten(text, all[best]));
    evidence->core_from = evidence->from;
    evidence->core_to = evidence->to;
    choose(evidence, shorten(text, widen(text, all, count, best)));
    if (evidence->core_to > evidence->to)
        evidence->core_to = evidence->to;
    evidence->asked = asked;
}

const json_t *sentence_of_force(struct evidence *evidence)
{
    static const char since[] = "施行";
    const json_t *clauses = record_get(evidence->record, "clauses");
    const json_t *first = NULL;

    for (size_t i = json_array_size(clauses); i-- > 0;) {
        struct stretch all[SENTENCES_MAX];
        size_t len = 0, count = 0;
        const char *text = NULL;

        evidence->clause = json_array_get(clauses, i);
        if (!json_is_string(json_object_get(evidence->clause, "number")))
            continue;
        first = evidence->clause;
        text = evidence_text(evidence, &len);
        count = text != NULL ? cut(text, len, all) : 0;
        for (size_t j = 0; j < count; j++)
            if (memmem(text + all[j].from, all[j].to - all[j].from, since,
                       sizeof since - 1) != NULL &&
                memmem(text + all[j].from, all[j].to - all[j].from, "自",
                       strlen("自")) != NULL) {
                choose(evidence, shorten(text, all[j]));
                return evidence->clause;
            }
    }
    evidence->clause = first;
    if (first != NULL)
        sentence_whole(evidence);
    return first;
}
