/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a sentence in the reader's locale, as the sentence has them:
 * with "at most" and "at least", and the days by which something is due. */
#include "answer/told.h"

#include <stdio.h>
#include <string.h>

enum { FIGURES_MAX = 4, NEAR = 24 };

static const char *time_key(const char *unit)
{
    static const char *const rows[][2] = {{"hour", "figure.hour"},
                                          {"day", "figure.day"},
                                          {"working_day", "figure.working_day"},
                                          {"week", "figure.week"},
                                          {"month", "figure.month"},
                                          {"year", "figure.year"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i][0], unit) == 0)
            return rows[i][1];
    return NULL;
}

/* One value of a quantity in the reader's locale; NULL if it has no words. */
static const char *value_text(const struct told *told,
                              const struct quantity *quantity, double value)
{
    struct locale *locale = workspace_locale(told->answer->ws, told->lang);
    struct arena *arena = told->answer->ws->arena;
    struct phrase phrase = phrase_of(NULL);
    struct buf out;
    const char *text = NULL;

    buf_init(&out);
    switch (quantity->type) {
    case QUANTITY_TIME:
        phrase.key = time_key(quantity->unit);
        phrase_count(&phrase, "count", value);
        break;
    case QUANTITY_AREA:
        phrase.key = "figure.area";
        phrase_number(&phrase, "value", value);
        break;
    case QUANTITY_MONEY:
        locale_money(locale, value, quantity->unit, &out);
        break;
    case QUANTITY_SHARE:
        locale_share(locale, value, &out);
        break;
    case QUANTITY_PLAIN:
        locale_number(locale, value, &out);
        break;
    case QUANTITY_LENGTH:
        break;
    }
    text = phrase.key != NULL ? told_phrase(told, &phrase)
           : out.len != 0     ? arena_text_n(arena, out.bytes, out.len)
                              : NULL;
    buf_fini(&out);
    return text;
}

static bool near_before(const struct told *told, size_t at,
                        const char *const *words)
{
    size_t from = at > NEAR ? at - NEAR : 0;

    for (; *words != NULL; words++)
        if (memmem(told->text + from, at - from, *words, strlen(*words)) !=
            NULL)
            return true;
    return false;
}

static bool right_behind(const struct told *told, size_t at,
                         const char *const *words)
{
    for (; *words != NULL; words++)
        if (strlen(*words) <= told->len - at &&
            memcmp(told->text + at, *words, strlen(*words)) == 0)
            return true;
    return false;
}

/* "figure.at_most" where the sentence says so, "figure.at_least", or NULL. */
static const char *bound_key(const struct told *told,
                             const struct quantity *quantity)
{
    static const char *const most[] = {"不超过", "不得超过", "最高", "最长",
                                       "最多",   "至多",     NULL};
    static const char *const within[] = {"内", "以内", "之内", "以下", NULL};
    static const char *const least[] = {"不少于",   "不低于", "不得少于",
                                        "不得低于", "至少",   NULL};
    static const char *const above[] = {"以上", NULL};

    if (near_before(told, quantity->from, most) ||
        right_behind(told, quantity->to, within))
        return "figure.at_most";
    if (near_before(told, quantity->from, least) ||
        right_behind(told, quantity->to, above))
        return "figure.at_least";
    return NULL;
}

/* Times of other units are of one kind, amounts of other currencies not. */
static bool same_kind(const struct quantity *one, const struct quantity *two)
{
    return one->type == two->type &&
           (one->type == QUANTITY_TIME || strcmp(one->unit, two->unit) == 0);
}

/* "十万元以上五十万元以下": the amount behind is the other end of a range.
 * NULL: there is no range. */
static const struct quantity *
upper_end(const struct told *told, const struct quantities *found, size_t i)
{
    static const char *const above[] = {"以上", NULL};
    static const char *const below[] = {"以下", NULL};
    const struct quantity *low = &found->items[i], *high = low + 1;

    if (i + 1 == found->count || !right_behind(told, low->to, above) ||
        high->from != low->to + strlen(above[0]) ||
        !right_behind(told, high->to, below) || !same_kind(low, high))
        return NULL;
    return high;
}

/* Is it part of a condition: "...的，"? That is no answer. */
static bool in_condition(const struct told *told,
                         const struct quantity *quantity)
{
    static const char end[] = "的，";
    static const char *const stops[] = {"，", "。", "；", "："};
    size_t size = sizeof end - 1, mark = strlen(stops[0]);

    for (size_t at = quantity->to; at + mark <= told->len; at++) {
        if (at + size <= told->len && memcmp(told->text + at, end, size) == 0)
            return true;
        for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
            if (memcmp(told->text + at, stops[i], mark) == 0)
                return false;
    }
    return false;
}

/* upper: the other end of a range, or NULL. */
static const char *figure_text(const struct told *told,
                               const struct quantity *quantity,
                               const struct quantity *upper)
{
    const char *low = value_text(told, quantity, quantity->low);
    const char *high = value_text(told, quantity, quantity->high);
    struct phrase phrase = phrase_of(bound_key(told, quantity));

    if (upper != NULL)
        high = value_text(told, upper, upper->low);
    if (low == NULL || high == NULL)
        return NULL;
    if (upper != NULL || quantity->low != quantity->high) {
        phrase.key = "figure.between";
        phrase_text(&phrase, "low", low);
        phrase_text(&phrase, "high", high);
        return told_phrase(told, &phrase);
    }
    if (phrase.key == NULL)
        return low;
    phrase_text(&phrase, "value", low);
    return told_phrase(told, &phrase);
}

/* "第二十二条", "2020年": numbers of articles and dates are no figures. */
static bool is_label(const struct told *told, const struct quantity *quantity)
{
    static const char *const behind[] = {"条", "款", "项", "年",
                                         "月", "日", "号", NULL};
    size_t mark = strlen("第");

    if (quantity->from >= mark &&
        memcmp(told->text + quantity->from - mark, "第", mark) == 0)
        return true;
    if (quantity->type == QUANTITY_PLAIN)
        return right_behind(told, quantity->to, behind) ||
               quantity->low <= 1; /* "一个": no count */
    return quantity->type == QUANTITY_TIME &&
           strcmp(quantity->unit, "year") == 0 && quantity->low >= 1900;
}

static bool is_asked(enum quantity_type type, enum asked asked)
{
    switch (asked) {
    case ASKED_MONEY:
    case ASKED_PRICE:
        return type == QUANTITY_MONEY || type == QUANTITY_SHARE;
    case ASKED_SHARE:
        return type == QUANTITY_SHARE;
    case ASKED_TIME:
        return type == QUANTITY_TIME;
    case ASKED_AREA:
        return type == QUANTITY_AREA;
    case ASKED_COUNT:
        return type == QUANTITY_PLAIN;
    default:
        return type != QUANTITY_PLAIN && type != QUANTITY_LENGTH;
    }
}

/* Which figures of a sentence are told. */
struct choice {
    bool condition; /* those of a condition, or those of none */
    bool unit;      /* only those in the unit asked for */
};

/* The upper end of a range is told with the lower one. */
static bool is_chosen(const struct told *told, const struct quantities *found,
                      size_t i, struct choice choice)
{
    const struct quantity *quantity = &found->items[i];

    return is_asked(quantity->type, told->evidence->asked) &&
           !is_label(told, quantity) &&
           (i == 0 || upper_end(told, found, i - 1) == NULL) &&
           in_condition(told, quantity) == choice.condition &&
           (!choice.unit || strcmp(quantity->unit, told->evidence->unit) == 0);
}

/* The figures so chosen, "" if there are none. */
static const char *figures_where(const struct told *told, struct choice choice)
{
    struct quantities found = {0};
    const char *list = "";
    size_t count = 0;

    quantity_find(told->text, told->len, told->from, told->answer->ws->arena,
                  &found);
    for (size_t i = 0; i < found.count && count < FIGURES_MAX; i++) {
        const char *text = NULL;

        if (!is_chosen(told, &found, i, choice))
            continue;
        text = figure_text(told, &found.items[i], upper_end(told, &found, i));
        if (text == NULL || *text == '\0' || strstr(list, text) != NULL)
            continue;
        list = builder_join(told->answer, list, text);
        count++;
    }
    return list;
}

/* What is asked in years is told in years; what is no condition before what
 * is one. */
static const char *figures_in(const struct told *told)
{
    static const struct choice order[] = {
        {false, true}, {true, true}, {false, false}, {true, false}};
    const char *figures = "";

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (*figures == '\0' &&
            (!order[i].unit || told->evidence->unit != NULL))
            figures = figures_where(told, order[i]);
    return figures;
}

/* "2025年1月1日": a day by which, or from which, something is due. */
static bool read_date(const char *text, size_t len, struct date *out)
{
    char bytes[48];
    int year = 0, month = 0, day = 0;

    if (len >= sizeof bytes)
        len = sizeof bytes - 1;
    memcpy(bytes, text, len);
    bytes[len] = '\0';
    if (sscanf(bytes, "%4d年%2d月%2d日", &year, &month, &day) != 3 ||
        year < 1900 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    *out = (struct date){year, month, day};
    return true;
}

static const char *dates_in(const struct told *told)
{
    struct locale *locale = workspace_locale(told->answer->ws, told->lang);
    const char *list = "";
    size_t count = 0;

    for (size_t at = 0; at + 4 < told->len && count < FIGURES_MAX; at++) {
        struct date date;
        struct buf out;

        if (told->text[at] < '1' || told->text[at] > '2' ||
            !read_date(told->text + at, told->len - at, &date))
            continue;
        buf_init(&out);
        locale_date(locale, date.year, date.month, date.day, &out);
        if (strstr(list, out.bytes) == NULL)
            list = builder_join(
                told->answer, list,
                arena_text_n(told->answer->ws->arena, out.bytes, out.len));
        buf_fini(&out);
        count++;
        at += 3;
    }
    return list;
}

/* "Z字签证": the letter that a thing goes by, with what it is. At *at; *at
 * comes to stand behind it. "" if there is none. */
static const char *label_at(const struct told *told, size_t *at)
{
    struct arena *arena = told->answer->ws->arena;
    struct lexicon_matches found = {0};
    size_t to = *at, mark = strlen("字");
    const char *label = NULL, *name = NULL;

    while (to < told->len &&
           ((told->text[to] >= 'A' && told->text[to] <= 'Z') ||
            (told->text[to] >= '0' && told->text[to] <= '9')))
        to++;
    if (to == *at || told->text[*at] < 'A' || told->len - to < mark ||
        memcmp(told->text + to, "字", mark) != 0) {
        *at = to > *at ? to : *at + 1;
        return "";
    }
    label = arena_text_n(arena, told->text + *at, to - *at);
    *at = to + mark;
    lexicon_find(snapshot_lexicon(told->answer->ws->snapshot),
                 told->answer->ws->analyser,
                 arena_text_n(arena, told->text + *at, told->len - *at),
                 told->from, arena, &found);
    if (found.count != 0 && found.items[0].from == 0)
        name = record_name(snapshot_record(told->answer->ws->snapshot,
                                           found.items[0].entries[0]->id),
                           told->lang);
    return name != NULL ? arena_format(arena, "%s (%s)", label, name) : label;
}

static const char *labels_in(const struct told *told)
{
    const char *list = "";
    size_t count = 0;

    for (size_t at = 0; at < told->len && count < FIGURES_MAX;) {
        const char *label = label_at(told, &at);

        if (*label == '\0' || strstr(list, label) != NULL)
            continue;
        list = builder_join(told->answer, list, label);
        count++;
    }
    return list;
}

/* Does a list follow? Its items belong to the line that leads in. */
static bool leads_in(const struct told *told)
{
    size_t mark = strlen("："), len = told->len;

    while (len > 0 &&
           (told->text[len - 1] == '\n' || told->text[len - 1] == ' '))
        len--;
    return len >= mark && memcmp(told->text + len - mark, "：", mark) == 0;
}

/* The sentence that answers tells its own figures and no other does: what is
 * quoted around it may be of something else. */
const char *told_figures(const struct told *told)
{
    const struct evidence *evidence = told->evidence;
    struct told core = *told;
    const char *figures = "";

    if (evidence->silent)
        return figures;
    if (evidence->core_to > evidence->core_from &&
        evidence->core_from >= evidence->from &&
        evidence->core_to <= evidence->to) {
        core.text += evidence->core_from - evidence->from;
        core.len = evidence->core_to - evidence->core_from;
    }
    if (evidence->asked == ASKED_ANY)
        figures = labels_in(&core);
    if (*figures == '\0')
        figures = figures_in(&core);
    if (*figures == '\0' && leads_in(&core))
        figures = figures_in(told);
    if (*figures == '\0' &&
        (evidence->asked == ASKED_TIME || evidence->asked == ASKED_ANY))
        figures = dates_in(&core);
    return figures;
}
