/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers for tests/eval/run.py: each line of input is a JSON array of turns,
 * each line of output the last reply. One process for all of them. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/support/parlor.h"

int main(void)
{
    struct parlor_fixture parlor;
    char *line = NULL;
    size_t room = 0;

    parlor_fixture_open(&parlor);
    while (getline(&line, &room, stdin) > 0) {
        json_t *turns = json_loads(line, 0, NULL);
        json_t *reply = NULL;
        size_t i = 0;
        const json_t *turn = NULL;

        parlor_fixture_reset(&parlor);
        json_array_foreach(turns, i, turn) {
            json_decref(reply);
            reply =
                parlor_fixture_ask(&parlor, json_string_value(turn), LANG_NONE);
        }
        json_dumpf(reply, stdout, JSON_COMPACT);
        putchar('\n');
        fflush(stdout);
        json_decref(reply);
        json_decref(turns);
    }
    free(line);
    parlor_fixture_close(&parlor);
    return 0;
}
