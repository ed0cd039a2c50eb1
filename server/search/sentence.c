/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/sentence.h"

#include <string.h>

#include "search/figure.h"
#include "text/fold.h"

enum { SENTENCES_MAX = 40, QUOTE_BYTES = 900, SHORT_BYTES = 60 };

static const double asked_bonus = 0.3; /* for a figure of the kind asked */
static const double without_asked = 0.75;
static const double unit_bonus = 0.15;  /* and in the unit asked for */
static const double due_weight = 0.3;   /* what is due in the time asked */
static const double body_bonus = 0.2;   /* where it is asked who */
static const double reduced = 0.9;      /* no rate, but what is left of it */
static const double carried_on = 0.5;   /* what the clause has said before */
static const double alike = 0.02;       /* as good as the best */
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

static bool names_body(const char *text, size_t len)
{
    static const char *const bodies[] = {"部门",   "机关", "政府", "国务院",
                                         "委员会", "法院", "机构", "局"};

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (memmem(text, len, bodies[i], strlen(bodies[i])) != NULL)
            return true;
    return false;
}

/* Who is asked: does it name a body, and by whom something is done? */
static double body_worth(const char *text, size_t len)
{
    if (!names_body(text, len))
        return 0;
    return memmem(text, len, "由", strlen("由")) != NULL ? body_bonus
                                                         : body_bonus / 2;
}

bool sentence_has_asked(struct workspace *ws, const struct evidence *evidence,
                        enum asked asked)
{
    const struct figure figure = {.lang = lang_of(evidence), .asked = asked};
    size_t len = 0, fits = 0;
    const char *text = evidence_text(evidence, &len);

    if (text == NULL)
        return false;
    if (asked == ASKED_WHO)
        return names_body(text, len);
    return !figure_asked(asked) ||
           figure_count(ws, text, len, &figure, false, &fits) != 0;
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
            !figure_answers(one, text, len, &choosing->figure))
            continue;
        while (to < len && !figure_begins(text, len, to, stops))
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

    *said =
        (struct said){.size = of.to - of.from, .figure = true, .unit = true};
    topic_has(choosing->ws, topic, text, said->size, has);
    said->share = topic_sum(topic, has);
    for (size_t i = 0; i < topic->count; i++) {
        double more = choosing->before[i] - has[i];

        if (more > 0)
            carried += more * topic->terms[i].weight / topic->own;
        if (more < 0)
            choosing->before[i] = has[i];
    }
    if (!figure_asked(choosing->figure.asked))
        carried /= 2;
    score = (said->share + (said->share > 0 ? carried_on * carried : 0)) *
            (1 - length_cost * (double)said->size / (double)choosing->len);
    if (choosing->figure.asked == ASKED_WHO && said->share > 0)
        score += body_worth(text, said->size);
    if (!figure_asked(choosing->figure.asked) || said->share <= 0)
        return score;
    said->figure = figure_count(choosing->ws, text, said->size,
                                &choosing->figure, true, &fits) != 0;
    said->unit = fits != 0 || topic->unit == NULL;
    if (!said->figure)
        return score * without_asked;
    if (choosing->figure.asked == ASKED_SHARE && !topic->reduces &&
        memmem(text, said->size, "减按", strlen("减按")) != NULL)
        said->share *= reduced;
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

/* The sentence beside the best that answers as well, with another figure, is
 * told with it: which of them is meant is not known. */
static struct stretch with_like(const struct stretch *all, const double *scores,
                                size_t count, size_t best, struct stretch core)
{
    if (best + 1 < count && scores[best + 1] >= scores[best] - alike &&
        all[best + 1].to - core.from <= QUOTE_BYTES)
        core.to = all[best + 1].to;
    return core;
}

void sentence_choose(struct workspace *ws, const struct topic *topic,
                     enum asked asked, struct evidence *evidence,
                     struct said *out)
{
    struct choosing choosing = {
        .ws = ws,
        .topic = topic,
        .figure = {lang_of(evidence), asked, topic->unit, topic->extends,
                   topic->lasts},
        .before = arena_zero(ws->arena, (topic->count + 1) * sizeof(double))};
    struct stretch all[SENTENCES_MAX], core;
    size_t count = 0, best = 0;
    double best_score = -1, scores[SENTENCES_MAX];

    *out = (struct said){0};
    choosing.text = evidence_text(evidence, &choosing.len);
    if (choosing.text == NULL ||
        (count = cut(choosing.text, choosing.len, all)) == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        struct said said;
        double score = worth(&choosing, all[i], &said);

        scores[i] = figure_asked(asked) && !said.figure ? 0 : score;
        if (score > best_score + 1e-9) {
            best_score = score;
            *out = said;
            best = i;
        }
    }
    core = all[best];
    if (figure_asked(asked) && !topic->several)
        core = part_of(&choosing, core);
    if (out->figure && figure_asked(asked))
        core = with_like(all, scores, count, best, core);
    choose(evidence, shorten(choosing.text, core));
    evidence->core_from = evidence->from;
    evidence->core_to = evidence->to;
    choose(evidence,
           shorten(choosing.text, widen(choosing.text, all, count, best)));
    if (evidence->core_to > evidence->to)
        evidence->core_to = evidence->to;
    evidence->asked = asked;
    evidence->unit = asked == ASKED_TIME ? topic->unit : NULL;
    evidence->silent = asked == ASKED_TIME && topic->lasts && !out->figure;
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
