/* SPDX-License-Identifier: GPL-3.0-or-later */
/* article.h - the documents that a question names, and the article of them
 * that it quotes: "第二十二条", "Article 22 of the Foreign Investment Law".
 *
 * Internal to search/. Threads: one worker's workspace. */
#ifndef SEARCH_ARTICLE_H
#define SEARCH_ARTICLE_H

#include "publish/workspace.h"
#include "turn.h"

enum { NAMED_MAX = 6 };

/* The number of the article that plain text asks for; 0 if it names none. */
long article_asked(const char *plain);

/* The number that a clause goes by: 22 for "第二十二条", 11 for "11"; 0 if it
 * has none. */
long article_number(const char *number);

/* The documents that the meaning names by title, in force on day if one of
 * that title is; at most NAMED_MAX. */
struct ids article_documents(struct workspace *ws,
                             const struct meaning *meaning, struct date day);

/* That article of the document: its clause, or NULL. */
const json_t *article_of(const struct record *document, long number);

#endif
