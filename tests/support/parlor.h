/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parlor.h - a whole parlor without socket or clock, for tests.
 *
 * A data directory of its own, filled from corpus/, with one workspace; the
 * day is the test's. */
#ifndef SUPPORT_PARLOR_H
#define SUPPORT_PARLOR_H

#include <jansson.h>

#include "publish/workspace.h"

struct parlor_fixture {
    char directory[64];
    struct library *library;
    struct pack *pack; /* words across languages, if they were made */
    struct workspace *ws;
    json_t *state; /* of the conversation */
    struct date today;
    int64_t now;
};

/* Ends the test program with a message if anything is amiss. */
void parlor_fixture_open(struct parlor_fixture *parlor);
void parlor_fixture_close(struct parlor_fixture *parlor);

/* Map the words across languages, where they were made. */
void parlor_fixture_words(struct parlor_fixture *parlor);

/* Publish the records and raw documents of a file or folder besides. */
void parlor_fixture_import(struct parlor_fixture *parlor, const char *path);

/* Forget the conversation; the day is 2026-11-21 again. */
void parlor_fixture_reset(struct parlor_fixture *parlor);

/* One turn of the conversation: the reply's body, the caller's. */
json_t *parlor_fixture_ask(struct parlor_fixture *parlor, const char *text,
                           enum lang lang);

#endif
