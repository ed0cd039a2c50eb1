/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/words.h"

#include <string.h>

#include "base/buf.h"

static const char *pattern_of(struct workspace *ws, enum lang lang,
                              const struct phrase *phrase)
{
    const json_t *entry =
        json_object_get(snapshot_wording(ws->snapshot, lang), phrase->key);
    const char *category = "other";
    const json_t *text = NULL;

    if (entry == NULL)
        entry = json_object_get(snapshot_wording(ws->snapshot, LANG_EN),
                                phrase->key);
    if (!json_is_object(entry))
        return json_string_value(entry);
    for (size_t i = 0; i < phrase->arg_count; i++)
        if (phrase->args[i].type == ARG_COUNT)
            category = locale_plural(workspace_locale(ws, lang),
                                     phrase->args[i].number);
    text = json_object_get(entry, category);
    return json_string_value(text != NULL ? text
                                          : json_object_get(entry, "other"));
}

static void arg_say(struct workspace *ws, enum lang lang, const struct arg *arg,
                    struct buf *out)
{
    struct locale *locale = workspace_locale(ws, lang);

    switch (arg->type) {
    case ARG_TEXT:
        buf_text(out, arg->text);
        break;
    case ARG_NAME:
        buf_text(out, record_name(arg->record, lang));
        break;
    case ARG_DATE:
        locale_date(locale, arg->date.year, arg->date.month, arg->date.day,
                    out);
        break;
    case ARG_NUMBER:
    case ARG_COUNT:
        locale_number(locale, arg->number, out);
        break;
    default: /* no phrase of order/ has another */
        break;
    }
}

static const struct arg *arg_find(const struct phrase *phrase, const char *name,
                                  size_t len)
{
    for (size_t i = 0; i < phrase->arg_count; i++)
        if (strlen(phrase->args[i].name) == len &&
            memcmp(phrase->args[i].name, name, len) == 0)
            return &phrase->args[i];
    return NULL;
}

json_t *words_of(struct workspace *ws, enum lang lang,
                 const struct phrase *phrase)
{
    const char *at = pattern_of(ws, lang, phrase);
    json_t *text = NULL;
    struct buf out;

    buf_init(&out);
    while (at != NULL && *at != '\0') {
        size_t plain = strcspn(at, "{");
        size_t name = at[plain] == '{' ? strcspn(at + plain + 1, "}") : 0;
        const struct arg *arg = NULL;

        buf_add(&out, at, plain);
        at += plain;
        if (*at == '\0')
            break;
        arg = arg_find(phrase, at + 1, name);
        if (arg != NULL)
            arg_say(ws, lang, arg, &out);
        at += name + 1;
        at += *at == '}';
    }
    text = json_stringn(out.bytes != NULL ? out.bytes : "", out.len);
    buf_fini(&out);
    return text;
}
