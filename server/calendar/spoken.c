/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days as people say them. Names of months and days of the week, and words
 * such as "tomorrow" and "next Monday", are those of ICU's locales, without
 * their accents, so that they are found however they are typed. */
#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/ureldatefmt.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "calendar/deadline.h"
#include "calendar/speech.h"
#include "text/fold.h"

enum { TEXT_LEN_MAX = 8192 };

/* ---- words --------------------------------------------------------------- */

static const char *bare(const char *text, struct arena *arena)
{
    size_t len = strlen(text), at = 0;
    struct buf out;
    const char *kept = NULL;

    buf_init(&out);
    while (at < len && at < TEXT_LEN_MAX) {
        int rune = fold_bare(fold_rune(text, len, &at));

        if (rune > 0)
            buf_rune(&out, rune);
    }
    kept = arena_text_n(arena, out.bytes != NULL ? out.bytes : "", out.len);
    buf_fini(&out);
    return kept;
}

static void word_put(struct speech *speech, enum word_kind kind, int value,
                     const char *text)
{
    const char *plain = bare(
        analyser_plain(speech->analyser, text, strlen(text), speech->arena),
        speech->arena);
    struct word *word = &speech->words[speech->count];

    /* "3月" is a month only with its day: see date_han() */
    if (speech->count == WORDS_MAX || *plain == '\0' ||
        (*plain >= '0' && *plain <= '9'))
        return;
    *word = (struct word){kind, value, plain, strlen(plain)};
    /* Russian endings change; what stands before them does not. */
    if (speech->lang == LANG_RU && kind != WORD_DAYS && word->len > 6)
        word->len -= 2;
    speech->count++;
}

static bool wide_text(const UChar *wide, int32_t len, char out[WORD_MAX * 3])
{
    UErrorCode code = U_ZERO_ERROR;

    u_strToUTF8(out, WORD_MAX * 3, NULL, wide, len, &code);
    return U_SUCCESS(code) && code != U_STRING_NOT_TERMINATED_WARNING;
}

static void symbols_put(struct speech *speech, const UDateFormat *format,
                        UDateFormatSymbolType type, enum word_kind kind)
{
    for (int i = 0; i < (kind == WORD_MONTH ? MONTHS : WEEK); i++) {
        /* days of the week are counted from 1, Sunday */
        int at = kind == WORD_MONTH ? i : (i + 1) % WEEK + 1;
        UErrorCode code = U_ZERO_ERROR;
        UChar wide[WORD_MAX];
        char text[WORD_MAX * 3];
        int32_t len = udat_getSymbols(format, type, at, wide, WORD_MAX, &code);

        if (U_SUCCESS(code) && wide_text(wide, len, text))
            word_put(speech, kind, kind == WORD_MONTH ? i + 1 : i, text);
    }
}

static void names_put(struct speech *speech, const char *locale)
{
    UErrorCode code = U_ZERO_ERROR;
    UDateFormat *format =
        udat_open(UDAT_DEFAULT, UDAT_DEFAULT, locale, NULL, 0, NULL, 0, &code);

    if (U_FAILURE(code))
        return;
    symbols_put(speech, format, UDAT_MONTHS, WORD_MONTH);
    symbols_put(speech, format, UDAT_STANDALONE_MONTHS, WORD_MONTH);
    symbols_put(speech, format, UDAT_WEEKDAYS, WORD_WEEKDAY);
    if (speech->lang == LANG_EN)
        symbols_put(speech, format, UDAT_SHORT_MONTHS, WORD_MONTH);
    if (lang_is_han(speech->lang) && speech->lang != LANG_JA) /* "日" */
        symbols_put(speech, format, UDAT_SHORT_WEEKDAYS, WORD_WEEKDAY);
    udat_close(format);
}

static void relative_put(struct speech *speech,
                         const URelativeDateTimeFormatter *format,
                         double offset, URelativeDateTimeUnit unit,
                         enum word_kind kind, int value)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[WORD_MAX];
    char text[WORD_MAX * 3];
    int32_t len =
        ureldatefmt_format(format, offset, unit, wide, WORD_MAX, &code);

    if (U_SUCCESS(code) && wide_text(wide, len, text))
        word_put(speech, kind, value, text);
}

static void relatives_put(struct speech *speech, const char *locale)
{
    UErrorCode code = U_ZERO_ERROR;
    URelativeDateTimeFormatter *format = ureldatefmt_open(
        locale, NULL, UDAT_STYLE_LONG, UDISPCTX_CAPITALIZATION_NONE, &code);

    if (U_FAILURE(code))
        return;
    for (int i = 0; i < WEEK; i++)
        relative_put(
            speech, format, 1,
            (URelativeDateTimeUnit)(UDAT_REL_UNIT_SUNDAY + (i + 1) % WEEK),
            WORD_NEXT, i);
    for (int i = 2; i >= 0; i--) /* "pasado mañana" before "mañana" */
        relative_put(speech, format, i, UDAT_REL_UNIT_DAY, WORD_DAYS, i);
    ureldatefmt_close(format);
}

/* What ICU has in one form only and people say in several. */
static void others_put(struct speech *speech)
{
    static const char *const han[] = {"一", "二", "三", "四", "五", "六", "日"};
    static const char *const kana[] = {"月", "火", "水", "木",
                                       "金", "土", "日"};
    static const char *const before[] = {"下星期", "下个星期", "下礼拜",
                                         "下个周"};
    char text[WORD_MAX];

    for (int i = 0; i < WEEK; i++) {
        for (size_t j = 0; j < sizeof before / sizeof *before; j++) {
            snprintf(text, sizeof text, "%s%s", before[j], han[i]);
            if (lang_is_han(speech->lang) && speech->lang != LANG_JA)
                word_put(speech, WORD_NEXT, i, text);
        }
        if (speech->lang != LANG_JA)
            continue;
        snprintf(text, sizeof text, "来週%s曜", kana[i]);
        word_put(speech, WORD_NEXT, i, text);
        snprintf(text, sizeof text, "%s曜", kana[i]);
        word_put(speech, WORD_WEEKDAY, i, text);
    }
}

/* ---- reading a text ------------------------------------------------------ */

bool speech_digit(const struct speech *speech, size_t at)
{
    return at < speech->len && speech->text[at] >= '0' &&
           speech->text[at] <= '9';
}

/* Digits from *at on, at most four: their number, and *at behind them; -1. */
int speech_number(const struct speech *speech, size_t *at)
{
    size_t from = *at;
    int out = 0;

    while (speech_digit(speech, *at) && *at - from < 4)
        out = out * 10 + (speech->text[(*at)++] - '0');
    return *at == from || speech_digit(speech, *at) ? -1 : out;
}

bool speech_skip(const struct speech *speech, size_t *at, const char *text)
{
    size_t len = strlen(text);

    if (speech->len - *at < len || memcmp(speech->text + *at, text, len) != 0)
        return false;
    *at += len;
    return true;
}

void speech_skip_any(const struct speech *speech, size_t *at,
                     const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (speech_skip(speech, at, words[i]))
            i = (size_t)-1; /* and once more from the first */
    }
}

/* A day of no year: the one ahead, or not long ago. */
static int near_year(const struct speech *speech, int month, int day,
                     struct date *out)
{
    *out = (struct date){speech->today.year, month, day};
    if (!day_valid(*out))
        out->year++; /* 29 February */
    if (day_valid(*out) &&
        day_number(*out) < day_number(speech->today) - HALF_YEAR)
        out->year++;
    return day_valid(*out);
}

static int dated(const struct speech *speech, int year, int month, int day,
                 struct date *out)
{
    if (year < 0)
        return near_year(speech, month, day, out);
    *out = (struct date){year, month, day};
    return day_valid(*out);
}

/* "2026-11-23", "2026/11/23", "23.11.2026", "23.11.", "23/11/2026". */
static int date_figures(const struct speech *speech, size_t at,
                        struct date *out)
{
    bool dots = speech->lang == LANG_DE || speech->lang == LANG_RU;
    bool strokes = speech->lang == LANG_FR || speech->lang == LANG_ES ||
                   speech->lang == LANG_AR;
    int first = speech_number(speech, &at), second = 0, third = -1;
    char mark = first >= 0 && at < speech->len ? speech->text[at] : '\0';

    if (mark != '-' && mark != '/' && mark != '.')
        return 0;
    at++;
    second = speech_number(speech, &at);
    if (second < 1 || second > MONTHS)
        return 0;
    if (at < speech->len && speech->text[at] == mark) {
        at++;
        third = speech_number(speech, &at);
    } else if (mark == '.') {
        return 0; /* "1.5" */
    }
    if (first > 1000 && third > 0)
        return dated(speech, first, second, third, out);
    if ((mark == '.' && dots) || (mark == '/' && strokes && third > 1000))
        return dated(speech, third > 1000 ? third : -1, second, first, out);
    return 0;
}

/* "2026年11月23日", "11月23号", "11월 23일". */
static int date_han(const struct speech *speech, size_t at, struct date *out)
{
    static const char *const blank[] = {" ", NULL};
    int year = -1, month = speech_number(speech, &at), day = 0;

    speech_skip_any(speech, &at, blank);
    if (month > 1000 &&
        (speech_skip(speech, &at, "年") || speech_skip(speech, &at, "년"))) {
        year = month;
        speech_skip_any(speech, &at, blank);
        month = speech_number(speech, &at);
    }
    if (!speech_skip(speech, &at, "月") && !speech_skip(speech, &at, "월"))
        return 0;
    speech_skip_any(speech, &at, blank);
    day = speech_number(speech, &at);
    if (!speech_skip(speech, &at, "日") && !speech_skip(speech, &at, "号") &&
        !speech_skip(speech, &at, "일"))
        return 0;
    return dated(speech, year, month, day, out);
}

/* The one or two digits that end before at, over "rd", "." and "de"; -1. */
static int day_before_word(const struct speech *speech, size_t at)
{
    static const char *const between[] = {" ",  ".",  "de", "of", "st",
                                          "nd", "rd", "th", "er"};
    size_t end = at;
    int out = 0, scale = 1;

    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        size_t len = strlen(between[i]);

        if (end >= len &&
            memcmp(speech->text + end - len, between[i], len) == 0) {
            end -= len;
            i = (size_t)-1;
        }
    }
    for (at = end; at > 0 && end - at < 3 && speech_digit(speech, at - 1);
         at--) {
        out += (speech->text[at - 1] - '0') * scale;
        scale *= 10;
    }
    return at == end || end - at > 2 ? -1 : out;
}

/* "23 november 2026", "november 23rd, 2026", "le 1er décembre". */
static int date_word(const struct speech *speech, size_t at, size_t end,
                     int month, struct date *out)
{
    static const char *const after[] = {" ",  ",",  "de", "st", "nd",
                                        "rd", "th", "년", "г",  NULL};
    int day = day_before_word(speech, at), year = -1;
    size_t back = 0;

    /* the rest of an ending */
    while (end < speech->len && (speech->text[end] & 0x80) != 0)
        end++;
    speech_skip_any(speech, &end, after);
    if (day < 0) {
        day = speech_number(speech, &end);
        speech_skip_any(speech, &end, after);
    }
    back = end;
    year = speech_number(speech, &back);
    if (year < 1000)
        year = -1;
    return day > 0 && dated(speech, year, month, day, out);
}

static bool letter_at(const struct speech *speech, size_t at)
{
    size_t next = at;

    return at < speech->len &&
           fold_letter(fold_rune(speech->text, speech->len, &next));
}

/* Does a word begin and end here? */
static bool word_whole(const struct speech *speech, size_t at,
                       const struct word *word)
{
    size_t before = at;

    if (lang_is_han(speech->lang))
        return true;
    while (before > 0 && (speech->text[before - 1] & 0xC0) == 0x80)
        before--;
    if (at != 0 && letter_at(speech, before != 0 ? before - 1 : 0))
        return false;
    return speech->lang == LANG_RU || speech->lang == LANG_KO ||
           !letter_at(speech, at + word->len);
}

const struct word *speech_word(const struct speech *speech, size_t at,
                               enum word_kind kind)
{
    for (size_t i = 0; i < speech->count; i++) {
        const struct word *word = &speech->words[i];

        if (word->kind == kind && speech->len - at >= word->len &&
            memcmp(speech->text + at, word->text, word->len) == 0 &&
            word_whole(speech, at, word))
            return word;
    }
    return NULL;
}

int speech_date(const struct speech *speech, struct date *out)
{
    for (size_t at = 0; at < speech->len; at++) {
        const struct word *month = speech_word(speech, at, WORD_MONTH);

        if (month != NULL &&
            date_word(speech, at, at + month->len, month->value, out) == 1)
            return 1;
        if (speech_digit(speech, at) &&
            (at == 0 || !speech_digit(speech, at - 1)) &&
            (date_figures(speech, at, out) == 1 ||
             date_han(speech, at, out) == 1))
            return 1;
    }
    return 0;
}

static struct date weekday_near(const struct speech *speech,
                                const struct word *word)
{
    int own = day_weekday(speech->today);

    if (word->kind == WORD_DAYS)
        return day_plus(speech->today, word->value);
    if (word->kind == WORD_NEXT)
        return day_plus(speech->today, WEEK - own + word->value);
    return day_plus(speech->today, (word->value - own + WEEK) % WEEK);
}

static int weekday_find(const struct speech *speech, struct date *out)
{
    static const enum word_kind kinds[] = {WORD_NEXT, WORD_WEEKDAY, WORD_DAYS};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        for (size_t at = 0; at < speech->len; at++) {
            const struct word *word = speech_word(speech, at, kinds[i]);

            if (word == NULL)
                continue;
            *out = weekday_near(speech, word);
            return 1;
        }
    }
    return 0;
}

struct speech *speech_open(struct analyser *analyser, const char *plain,
                           enum lang lang, struct date today,
                           struct arena *arena)
{
    struct speech *speech = arena_zero(arena, sizeof *speech);
    const char *locale = lang_code(lang == LANG_ZH_HANT ? LANG_ZH_HANS : lang);

    *speech = (struct speech){.analyser = analyser,
                              .arena = arena,
                              .lang = lang,
                              .text = bare(plain, arena),
                              .today = today};
    speech->len = strlen(speech->text);
    names_put(speech, locale);
    return speech;
}

int spoken_day(struct analyser *analyser, const char *plain, enum lang lang,
               struct date today, struct arena *arena, struct date *out)
{
    struct speech *speech = speech_open(analyser, plain, lang, today, arena);

    *out = (struct date){0};
    relatives_put(speech,
                  lang_code(lang == LANG_ZH_HANT ? LANG_ZH_HANS : lang));
    others_put(speech);
    return speech_date(speech, out) || weekday_find(speech, out);
}
