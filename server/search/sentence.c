/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/sentence.h"

#include <string.h>

#include "text/fold.h"

enum { SENTENCES_MAX = 40, QUOTE_BYTES = 900, SHORT_BYTES = 60 };

static const double asked_bonus = 0.3; /* for a figure of the kind asked */
static const double without_asked = 0.75;
static const double unit_bonus = 0.15;  /* and in the unit asked for */
static const double due_weight = 0.3;   /* what is due in the time asked */
static const double carried_on = 0.5;   /* what the clause has said before */
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

static bool begins_at(const char *text, size_t len, size_t at,
                      const char *const *words)
{
    for (; *words != NULL; words++)
        if (len - at >= strlen(*words) &&
            memcmp(text + at, *words, strlen(*words)) == 0)
            return true;
    return false;
}

/* Does what leads to a figure order or allow something? Then it is no
 * condition of that. */
static bool is_ruled(const char *text, size_t at)
{
    static const char *const words[] = {"应当", "必须", "不得", "可以", NULL};
    static const char *const stops[] = {"。", "；", "：", "\n", NULL};

    while (at-- > 0) {
        if (begins_at(text, at + strlen("。"), at, stops))
            return false;
        if (begins_at(text, at + strlen("应当"), at, words))
            return true;
    }
    return false;
}

/* Is it part of a condition: "...的，"? That is no answer. */
static bool in_condition(const char *text, size_t len, size_t from, size_t to)
{
    static const char *const ends_it[] = {"的，", "的,", NULL};
    static const char *const commas[] = {"，", ",", NULL};
    static const char *const stops[] = {"。", "；", "：", "\n", NULL};
    bool ruled = is_ruled(text, from);

    for (size_t at = to; at < len; at++) {
        if (begins_at(text, len, at, ends_it))
            return true;
        if (begins_at(text, len, at, stops) ||
            (ruled && begins_at(text, len, at, commas)))
            return false;
    }
    return false;
}

/* What is asked of a stretch of text. */
struct figure {
    enum lang lang; /* of the text */
    enum asked asked;
    const char *unit; /* or NULL */
    bool extends;     /* how much longer it may take is asked */
};

/* The part of the sentence around at: from one of its marks to the next. */
static struct stretch part_around(const char *text, size_t len, size_t at)
{
    static const char *const stops[] = {"。", "；", "\n", NULL};
    struct stretch out = {at, at};

    while (out.from > 0 && !begins_at(text, len, out.from - 1, stops))
        out.from--;
    while (out.to < len && !begins_at(text, len, out.to, stops))
        out.to++;
    return out;
}

/* Does it say how much longer something may take? */
static bool is_extension(const char *text, size_t len, size_t at)
{
    static const char *const words[] = {"延长", "延期", "展期"};
    const struct stretch part = part_around(text, len, at);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memmem(text + part.from, part.to - part.from, words[i],
                   strlen(words[i])) != NULL)
            return true;
    return false;
}

/* Is the figure an answer, and not a condition of one or its extension? */
static bool answers(const struct quantity *one, const char *text, size_t len,
                    const struct figure *figure)
{
    if (in_condition(text, len, one->from, one->to))
        return false;
    return figure->asked != ASKED_TIME || figure->extends ||
           !is_extension(text, len, one->from);
}

/* How many figures of the kind asked for the text has, those that answer if
 * that is asked; *fits: how many of these are in the unit asked for. */
static size_t figures_of(struct workspace *ws, const char *text, size_t len,
                         const struct figure *figure, bool answer, size_t *fits)
{
    struct quantities found = {0};
    size_t count = 0;

    *fits = 0;
    quantity_find(text, len, figure->lang, ws->arena, &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct quantity *one = &found.items[i];

        if (!is_of(one, figure->asked) ||
            (answer && !answers(one, text, len, figure)))
            continue;
        count++;
        *fits += figure->unit == NULL || strcmp(figure->unit, one->unit) == 0;
    }
    return count;
}

static bool asks_figure(enum asked asked)
{
    return asked != ASKED_ANY && asked != ASKED_WHO;
}

bool sentence_has_asked(struct workspace *ws, const struct evidence *evidence,
                        enum asked asked)
{
    const struct figure figure = {.lang = lang_of(evidence), .asked = asked};
    size_t len = 0, fits = 0;
    const char *text = evidence_text(evidence, &len);

    return text != NULL &&
           (!asks_figure(asked) ||
            figures_of(ws, text, len, &figure, false, &fits) != 0);
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

/* A clause under choice: what was said before in it need not be said again. */
struct choosing {
    struct workspace *ws;
    const struct topic *topic;
    struct figure figure;
    const char *text;
    size_t len;
    double *before; /* of the topic's terms, in the stretches before */
};

/* "...五个工作日内决定是否受理，": what is due stands behind its time. The
 * greatest share of the topic that is due so. */
static double due_share(const struct choosing *choosing, const char *text,
                        size_t len)
{
    static const char *const stops[] = {"，", "。", "；", "\n", NULL};
    struct quantities found = {0};
    double best = 0;

    if (choosing->figure.asked != ASKED_TIME)
        return 0;
    quantity_find(text, len, choosing->figure.lang, choosing->ws->arena,
                  &found);
    for (size_t i = 0; i < found.count; i++) {
        const struct quantity *one = &found.items[i];
        size_t to = one->to;
        double share = 0;

        if (one->type != QUANTITY_TIME ||
            !answers(one, text, len, &choosing->figure))
            continue;
        while (to < len && !begins_at(text, len, to, stops))
            to++;
        share = topic_share(choosing->ws, choosing->topic, text + one->to,
                            to - one->to);
        best = share > best ? share : best;
    }
    return best;
}

/* How well a stretch answers. */
static double worth(struct choosing *choosing, struct stretch of,
                    struct said *said)
{
    const struct topic *topic = choosing->topic;
    const char *text = choosing->text + of.from;
    double *has =
        arena_zero(choosing->ws->arena, (topic->count + 1) * sizeof *has);
    size_t fits = 0;
    double score = 0, carried = 0;

    *said = (struct said){.size = of.to - of.from, .figure = true};
    topic_has(choosing->ws, topic, text, said->size, has);
    said->share = topic_sum(topic, has);
    for (size_t i = 0; i < topic->count; i++) {
        double more = choosing->before[i] - has[i];

        if (more > 0)
            carried += more * topic->terms[i].weight / topic->own;
        if (more < 0)
            choosing->before[i] = has[i];
    }
    score = (said->share + (said->share > 0 ? carried_on * carried : 0)) *
            (1 - length_cost * (double)said->size / (double)choosing->len);
    if (!asks_figure(choosing->figure.asked) || said->share <= 0)
        return score;
    said->figure = figures_of(choosing->ws, text, said->size, &choosing->figure,
                              true, &fits) != 0;
    if (!said->figure)
        return score * without_asked;
    return score + asked_bonus + (fits != 0 ? unit_bonus : 0) +
           due_weight * due_share(choosing, text, said->size);
}

/* Of a sentence with several parts that have figures, the part that answers:
 * "...; of value-added services 10 million". All of it if none is better. */
static struct stretch part_of(const struct choosing *choosing,
                              struct stretch whole)
{
    struct choosing within = *choosing;
    struct stretch parts[SENTENCES_MAX], out = whole;
    size_t count = 0, with = 0;
    double best = 0;

    within.before =
        arena_zero(choosing->ws->arena,
                   (choosing->topic->count + 1) * sizeof *within.before);
    cut_stretch(choosing->text, whole, true, parts, &count);
    for (size_t i = 0; i < count; i++) {
        struct said said;
        double score = worth(&within, parts[i], &said);

        if (!said.figure || said.share <= 0)
            continue;
        with++;
        if (score > best + 1e-9) {
            best = score;
            out = parts[i];
        } else if (score > best - 1e-9) {
            out = whole; /* two answer alike */
        }
    }
    return with < 2 ? whole : out;
}

void sentence_choose(struct workspace *ws, const struct topic *topic,
                     enum asked asked, struct evidence *evidence,
                     struct said *out)
{
    struct choosing choosing = {
        .ws = ws,
        .topic = topic,
        .figure = {lang_of(evidence), asked, topic->unit, topic->extends},
        .before = arena_zero(ws->arena, (topic->count + 1) * sizeof(double))};
    struct stretch all[SENTENCES_MAX], core;
    size_t count = 0, best = 0;
    double best_score = -1;

    *out = (struct said){0};
    choosing.text = evidence_text(evidence, &choosing.len);
    if (choosing.text == NULL ||
        (count = cut(choosing.text, choosing.len, all)) == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        struct said said;
        double score = worth(&choosing, all[i], &said);

        if (score > best_score + 1e-9) {
            best_score = score;
            *out = said;
            best = i;
        }
    }
    core = all[best];
    if (asks_figure(asked) && !topic->several)
        core = part_of(&choosing, core);
    choose(evidence, shorten(choosing.text, core));
    evidence->core_from = evidence->from;
    evidence->core_to = evidence->to;
    choose(evidence,
           shorten(choosing.text, widen(choosing.text, all, count, best)));
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
