/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure.h - which figures of a Chinese text answer a question.
 *
 * Of the kind and in the unit asked for, neither part of a condition nor how
 * much longer something may take. Chooses no sentence. Internal to search/.
 * Threads: one worker's workspace. */
#ifndef SEARCH_FIGURE_H
#define SEARCH_FIGURE_H

#include "publish/workspace.h"
#include "turn.h"

/* What is asked of a stretch of text. */
struct figure {
    enum lang lang; /* of the text */
    enum asked asked;
    const char *unit; /* or NULL */
    bool extends;     /* how much longer it may take is asked */
    bool lasts;       /* how long something holds, not by when it is due */
};

/* Is a figure asked for at all? */
bool figure_asked(enum asked asked);

/* How many figures of the kind asked for the text has, those that answer if
 * that is asked; *fits: how many of these are in the unit asked for. */
size_t figure_count(struct workspace *ws, const char *text, size_t len,
                    const struct figure *figure, bool answer, size_t *fits);

/* Is the figure an answer, and not a condition of one or its extension? */
bool figure_answers(const struct quantity *one, const char *text, size_t len,
                    const struct figure *figure);

/* Does one of the words (NULL ends them) stand at a place of the text? */
bool figure_begins(const char *text, size_t len, size_t at,
                   const char *const *words);

#endif
