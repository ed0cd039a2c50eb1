/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer/wording.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/fold.h"

enum { DEPTH_MAX = 3 };

struct wording {
    enum lang lang;
    const struct snapshot *snapshot;
    const json_t *texts, *english;
    struct locale *locale;
};

struct wording *wording_open(const struct snapshot *snapshot,
                             struct locale *locale, enum lang lang)
{
    struct wording *wording = mem_zero(sizeof *wording);

    wording->lang = lang;
    wording->snapshot = snapshot;
    wording->texts = snapshot_wording(snapshot, lang);
    wording->english = snapshot_wording(snapshot, LANG_EN);
    wording->locale = locale;
    return wording;
}

void wording_close(struct wording **wording)
{
    if (*wording == NULL)
        return;
    free(*wording);
    *wording = NULL;
}

enum lang wording_lang(const struct wording *wording)
{
    return wording->lang;
}

static const json_t *entry_of(const struct wording *wording, const char *key)
{
    const json_t *entry = json_object_get(wording->texts, key);

    return entry != NULL ? entry : json_object_get(wording->english, key);
}

const char *wording_join(const struct wording *wording, const char *list,
                         const char *name, struct arena *arena)
{
    const char *comma = lang_is_han(wording->lang) ? "、"
                        : wording->lang == LANG_AR ? "، "
                                                   : ", ";

    return arena_format(arena, "%s%s%s", list, *list != '\0' ? comma : "",
                        name);
}

const char *wording_plain(const struct wording *wording, const char *key)
{
    return json_string_value(entry_of(wording, key));
}

static const char *pattern_of(struct wording *wording,
                              const struct phrase *phrase)
{
    const json_t *entry = entry_of(wording, phrase->key);
    const char *category = "other";
    const json_t *text = NULL;

    if (!json_is_object(entry))
        return json_string_value(entry);
    for (size_t i = 0; i < phrase->arg_count; i++)
        if (phrase->args[i].type == ARG_COUNT)
            category = locale_plural(wording->locale, phrase->args[i].number);
    text = json_object_get(entry, category);
    if (text == NULL)
        text = json_object_get(entry, "other");
    return json_string_value(text);
}

static void say(struct wording *wording, const struct phrase *phrase,
                struct buf *out, int depth);

/* "term.CONCEPT" is the name of the term; anything else a key. */
static void say_key(struct wording *wording, const char *key, struct buf *out,
                    int depth)
{
    struct phrase phrase = phrase_of(key);
    const struct record *term = NULL;

    if (strncmp(key, "term.", 5) != 0) {
        say(wording, &phrase, out, depth + 1);
        return;
    }
    term = snapshot_term(wording->snapshot, key + 5);
    if (term != NULL)
        buf_text(out, record_name(term, wording->lang));
}

static void say_arg(struct wording *wording, const struct arg *arg,
                    struct buf *out, int depth)
{
    switch (arg->type) {
    case ARG_TEXT:
        buf_text(out, arg->text);
        break;
    case ARG_NAME:
        buf_text(out, record_name(arg->record, wording->lang));
        break;
    case ARG_LANGS:
        buf_text(out, record_text(arg->json, wording->lang, NULL));
        break;
    case ARG_KEY:
        say_key(wording, arg->text, out, depth);
        break;
    case ARG_NUMBER:
    case ARG_COUNT:
        locale_number(wording->locale, arg->number, out);
        break;
    case ARG_MONEY:
        locale_money(wording->locale, arg->number, arg->text, out);
        break;
    case ARG_SHARE:
        locale_share(wording->locale, arg->number, out);
        break;
    case ARG_DATE:
        locale_date(wording->locale, arg->date.year, arg->date.month,
                    arg->date.day, out);
        break;
    case ARG_DAY:
        locale_day(wording->locale, arg->date.year, arg->date.month,
                   arg->date.day, out);
        break;
    }
}

static const struct arg *arg_named(const struct phrase *phrase,
                                   const char *name, size_t len)
{
    for (size_t i = 0; i < phrase->arg_count; i++)
        if (strlen(phrase->args[i].name) == len &&
            memcmp(phrase->args[i].name, name, len) == 0)
            return &phrase->args[i];
    return NULL;
}

static void say(struct wording *wording, const struct phrase *phrase,
                struct buf *out, int depth)
{
    const char *at = depth < DEPTH_MAX ? pattern_of(wording, phrase) : NULL;

    while (at != NULL && *at != '\0') {
        const char *open = strchr(at, '{');
        const char *close = open != NULL ? strchr(open, '}') : NULL;
        const struct arg *arg = NULL;

        if (close == NULL) {
            buf_text(out, at);
            break;
        }
        buf_add(out, at, (size_t)(open - at));
        arg = arg_named(phrase, open + 1, (size_t)(close - open - 1));
        if (arg != NULL)
            say_arg(wording, arg, out, depth);
        at = close + 1;
        /* "2020 г." ends the sentence itself. */
        if (*at == '.' && out->len != 0 && out->bytes[out->len - 1] == '.')
            at++;
    }
}

/* A sentence begins with a capital, whatever name it begins with. */
static const char *capital(const struct buf *text, struct arena *arena)
{
    struct buf out;
    size_t at = 0;
    int first = fold_rune(text->bytes, text->len, &at);
    const char *sentence = NULL;

    if (first < 0)
        return "";
    buf_init(&out);
    buf_rune(&out, (int)utf8proc_toupper(first));
    buf_add(&out, text->bytes + at, text->len - at);
    sentence = arena_text_n(arena, out.bytes, out.len);
    buf_fini(&out);
    return sentence;
}

const char *wording_text(struct wording *wording, const struct phrase *phrase,
                         struct arena *arena)
{
    struct buf out;
    const char *text = NULL;

    buf_init(&out);
    say(wording, phrase, &out, 0);
    text = capital(&out, arena);
    buf_fini(&out);
    return text;
}
