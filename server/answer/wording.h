/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wording.h - phrases worded in the reader's language.
 *
 * Texts come from corpus/wording/LANG.json: `"key": "text with {arg}"`, or
 * by plural category: `"key": {"one": "...", "other": "..."}`, decided by
 * the phrase's ARG_COUNT. A key a language lacks is said in English.
 * Threads: one at a time. */
#ifndef ANSWER_WORDING_H
#define ANSWER_WORDING_H

#include "base/arena.h"
#include "publish/snapshot.h"
#include "text/locale.h"
#include "turn.h"

struct wording;

/* locale is borrowed. */
struct wording *wording_open(const struct snapshot *snapshot,
                             struct locale *locale, enum lang lang);
void wording_close(struct wording **wording);
enum lang wording_lang(const struct wording *wording);

/* The phrase as a sentence in the arena, with a capital at its start; "" for
 * an unknown key. An argument it lacks leaves its place empty. */
const char *wording_text(struct wording *wording, const struct phrase *phrase,
                         struct arena *arena);

/* A list of names, "" at first, with one more: "A, B" or "A、B". */
const char *wording_join(const struct wording *wording, const char *list,
                         const char *name, struct arena *arena);

/* A key without arguments; NULL if there is none. */
const char *wording_plain(const struct wording *wording, const char *key);

#endif
