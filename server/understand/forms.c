/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understand/forms.h"

#include <string.h>

#include "understand/heard.h"

/* Is one of the words of a record of corpus/intent said? */
static bool says(struct workspace *ws, const struct meaning *meaning,
                 const char *record)
{
    const struct heard *heard = meaning->heard;
    struct words words = heard_words(ws, heard, record, "words");
    size_t end = 0;

    return heard_word(heard, &words, 0, heard->len, &end) != heard->len;
}

static bool names(const struct meaning *meaning, const char *kind)
{
    for (size_t i = 0; i < meaning->others.count; i++)
        if (strcmp(meaning->others.items[i]->kind, kind) == 0)
            return true;
    return false;
}

static const char *form_of(struct workspace *ws, const struct signals *signals,
                           const struct meaning *meaning)
{
    if (signals->given[SIGNAL_OWN_PROFILE] != 0 &&
        says(ws, meaning, "own-profile"))
        return "profile";
    if (signals->given[SIGNAL_BOOK_ROOM] != 0 &&
        (names(meaning, "room") || says(ws, meaning, "book-room")))
        return "room";
    if (signals->given[SIGNAL_REGISTER_EVENT] != 0 &&
        (names(meaning, "event") || says(ws, meaning, "register-event")))
        return "event";
    return NULL;
}

/* A visit is wished of parks and cities; goods, and business abroad, of a
 * country. */
static bool is_order(struct workspace *ws, const struct meaning *meaning)
{
    const char *kind = meaning->order_kind;
    bool trade = kind != NULL &&
                 (strcmp(kind, "import") == 0 || strcmp(kind, "outbound") == 0);
    bool visit = kind != NULL && strcmp(kind, "visit") == 0 &&
                 meaning->industries.count + meaning->quantities.count == 0;

    if (meaning->asks ||
        !(meaning->intent == INTENT_FACT || meaning->intent == INTENT_MATCH) ||
        !(visit || (trade && meaning->countries.count != 0)))
        return false;
    return says(ws, meaning, "wish");
}

void forms_decide(struct workspace *ws, const struct signals *signals,
                  struct meaning *out)
{
    if (out->asked == ASKED_ANY)
        out->form = form_of(ws, signals, out);
    if (out->form == NULL && is_order(ws, out))
        out->intent = INTENT_ORDER;
}
