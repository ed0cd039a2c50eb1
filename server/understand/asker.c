/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/asker.h"

#include <string.h>

#include "text/fold.h"
#include "understand/signal.h"

enum { WORD_MAX = 40 };

/* Words that may stand around the name of a city that speaks, and say nothing
 * else of it; each between blanks. Han, kana and Hangul need none. */
static const char *const around[LANG_COUNT] = {
    [LANG_EN] = " the city of municipality town district park zone here is are "
                "am we currently now also has been government authorities "
                "would like to and it ",
    [LANG_DE] = " die stadt der park das zone wir ist sind derzeit zurzeit "
                "aktuell auch und möchte möchten ",
    [LANG_FR] = " la le les l ville de du d parc zone nous est sommes "
                "actuellement aussi et municipalité district ",
    [LANG_RU] = " город города парк зона район мы сейчас также и это ",
    [LANG_ES] = " la el ciudad de del parque zona nosotros es somos está "
                "están actualmente también y municipio distrito ",
    [LANG_AR] = " مدينة حديقة منطقة نحن الآن حاليا أيضا و ",
};

static const char *const around_han[] = {
    "我们是",   "我们",   "我",   "这里是", "这边是", "市",     "园区", "新区",
    "区",       "县",     "政府", "正在",   "目前",   "现在",   "正",   "也",
    "还",       "希望",   "想要", "想",     "要",     "拟",     "计划", "打算",
    "私たちは", "当方は", "私は", "の",     "우리는", "저희는", "시는", NULL};

/* Who stands before these says it of itself. */
static const char *const topics[] = {"市は", "市が", "市も", "は", "が",
                                     "も",   "시는", "시가", "는", "은",
                                     "이",   "가",   "측은", NULL};

/* "We are ..." before the name. */
static const char *const selves[LANG_COUNT][5] = {
    [LANG_EN] = {"we are", "this is", "i am from", "we're"},
    [LANG_ZH_HANS] = {"我们是", "这里是", "我是", "这边是"},
    [LANG_ZH_HANT] = {"我们是", "这里是", "我是", "这边是"},
    [LANG_JA] = {"私たちは", "私どもは", "当方は", "こちらは"},
    [LANG_KO] = {"우리는", "저희는", "여기는"},
    [LANG_DE] = {"wir sind", "hier ist", "hier spricht"},
    [LANG_FR] = {"nous sommes", "ici"},
    [LANG_RU] = {"мы -", "мы —", "мы –", "это", "мы"},
    [LANG_ES] = {"somos", "aquí"},
    [LANG_AR] = {"نحن", "هنا"},
};

/* A text that is looked at. */
struct look {
    struct workspace *ws;
    const struct heard *heard;
    const struct lexicon_matches *names;
    struct cues cues;
};

static bool spaced(enum lang lang)
{
    return around[lang] != NULL;
}

static bool listed(const char *list, const char *word, size_t len)
{
    char padded[WORD_MAX + 3];

    if (len == 0 || len > WORD_MAX)
        return false;
    padded[0] = padded[len + 1] = ' ';
    memcpy(padded + 1, word, len);
    padded[len + 2] = '\0';
    return strstr(list, padded) != NULL;
}

/* Bytes of a place that begins at at: "Shandong" before "Qingdao". */
static size_t place_at(const struct look *look, size_t at)
{
    static const char *const kinds[] = {"place", "city", "park"};

    for (size_t i = 0; i < look->names->count; i++) {
        const struct lexicon_match *match = &look->names->items[i];

        for (size_t k = 0; match->from == at && k < 3; k++)
            if (strcmp(match->entries[0]->kind, kinds[k]) == 0)
                return match->to - match->from;
    }
    return 0;
}

static size_t cue_at(const struct look *look, size_t at, enum signal signal)
{
    for (size_t i = 0; i < look->cues.count; i++)
        if (look->cues.items[i].from == at &&
            look->cues.items[i].signal == signal)
            return look->cues.items[i].to - at;
    return 0;
}

/* Bytes of one of these texts at at, "" after a NULL; the longest. */
static size_t text_at(const struct look *look, size_t at,
                      const char *const *texts, size_t most)
{
    size_t best = 0;

    for (size_t i = 0; i < most && texts[i] != NULL; i++) {
        size_t len = strlen(texts[i]);

        if (len > best && strncmp(look->heard->plain + at, texts[i], len) == 0)
            best = len;
    }
    return best;
}

/* Bytes of a word that says nothing at at, or of a mark; 0: it says much. */
static size_t nothing_at(const struct look *look, size_t at)
{
    const char *plain = look->heard->plain;
    size_t next = at, end = at;
    int rune = fold_rune(plain, look->heard->len, &next);

    if (!fold_letter(rune) && !(rune >= '0' && rune <= '9') && rune < 0x2E80)
        return next - at;
    if (rune == 0x3002 || rune == 0x3001 || rune == 0x30FB) /* 。、・ */
        return next - at;
    if (!spaced(look->heard->lang))
        return text_at(look, at, around_han,
                       sizeof around_han / sizeof *around_han);
    while (next <= look->heard->len && fold_letter(rune)) {
        end = next;
        rune = fold_rune(plain, look->heard->len, &next);
    }
    return listed(around[look->heard->lang], plain + at, end - at) ? end - at
                                                                   : 0;
}

/* Does nothing stand from from to to but words that say nothing, greetings
 * and places? */
static bool passes(const struct look *look, size_t from, size_t to)
{
    while (from < to) {
        size_t step = cue_at(look, from, SIGNAL_GREETING);

        step = step != 0 ? step : place_at(look, from);
        step = step != 0 ? step : nothing_at(look, from);
        if (step == 0)
            return false;
        from += step;
    }
    return from == to;
}

/* Where the text seeks something, from at on; NULL: nowhere. */
static const struct cue *seeks_after(const struct look *look, size_t at)
{
    for (size_t i = 0; i < look->cues.count; i++)
        if (look->cues.items[i].from >= at &&
            look->cues.items[i].signal == SIGNAL_ASKER_SEEKS)
            return &look->cues.items[i];
    return NULL;
}

/* "X looks for"; "X は ... を探して"; Arabic: "looks X for". */
static bool speaks(const struct look *look, const struct lexicon_match *name)
{
    const struct cue *verb = seeks_after(look, name->to);
    enum lang lang = look->heard->lang;

    if (lang == LANG_JA || lang == LANG_KO)
        return verb != NULL &&
               text_at(look, name->to, topics,
                       sizeof topics / sizeof *topics) != 0 &&
               passes(look, 0, name->from);
    if (verb != NULL && passes(look, 0, name->from) &&
        passes(look, name->to, verb->from))
        return true;
    verb = seeks_after(look, 0);
    return lang == LANG_AR && verb != NULL && verb->to < name->from &&
           passes(look, 0, verb->from) && passes(look, verb->to, name->from);
}

/* "We are X, ...", "我们是X，..." */
static bool is_self(const struct look *look, const struct lexicon_match *name)
{
    enum lang lang = look->heard->lang;
    const char *plain = look->heard->plain;
    size_t end = name->to;
    bool said = false;

    if (!passes(look, 0, name->from))
        return false; /* most often: so it is asked first */
    for (size_t at = 0; at < name->from && !said; at++)
        said = text_at(look, at, selves[lang],
                       sizeof selves[lang] / sizeof *selves[lang]) != 0;
    if (!said)
        return false;
    while (end < look->heard->len &&
           (plain[end] == ' ' || nothing_at(look, end) != 0)) {
        if (strchr(",.;:!-", plain[end]) != NULL)
            return true;
        end += plain[end] == ' ' ? 1 : nothing_at(look, end);
    }
    return end == look->heard->len || seeks_after(look, end) != NULL;
}

static const struct record *named_by(const struct lexicon_match *name,
                                     const struct ids *ids)
{
    for (size_t i = 0; i < ids->count; i++)
        for (size_t j = 0; j < name->count; j++)
            if (strcmp(name->entries[j]->id, ids->items[i]->id) == 0)
                return ids->items[i];
    return NULL;
}

const struct record *asker_find(struct workspace *ws, const struct heard *heard,
                                const struct lexicon_matches *names,
                                const struct meaning *meaning)
{
    struct look look = {ws, heard, names, {0}};

    if (meaning->cities.count + meaning->parks.count == 0)
        return NULL;
    cues_find(ws, heard, 0, heard->len, &look.cues);
    if (seeks_after(&look, 0) == NULL)
        return NULL;
    for (size_t i = 0; i < names->count; i++) {
        const struct record *city =
            named_by(&names->items[i], &meaning->cities);
        const struct record *park = named_by(&names->items[i], &meaning->parks);

        if (city == NULL && park == NULL)
            continue;
        if (speaks(&look, &names->items[i]) || is_self(&look, &names->items[i]))
            return park != NULL ? park : city;
    }
    return NULL;
}
