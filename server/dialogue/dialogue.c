/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogue/dialogue.h"

#include <string.h>

#include "answer/answer.h"
#include "base/log.h"
#include "dialogue/intake.h"
#include "dialogue/known.h"
#include "dialogue/moves.h"
#include "understand/understand.h"

enum { MOVES_MAX = 2 }; /* tried for one intent */

typedef int move_fn(struct turn *turn, struct answer **out);

/* What is tried for an intent, in order, until a move has something to say;
 * after the last the turn abstains. */
static move_fn *const moves[INTENT_COUNT][MOVES_MAX] = {
    [INTENT_GREETING] = {move_courtesy},
    [INTENT_THANKS] = {move_courtesy},
    [INTENT_HELP] = {move_courtesy},
    [INTENT_PERSON] = {move_courtesy},
    [INTENT_FACT] = {move_fact},
    [INTENT_AMOUNT] = {move_amount, move_fact},
    [INTENT_MATCH] = {move_match},
    [INTENT_ORDER] = {move_order},
};

static int run_moves(struct turn *turn, struct answer **out)
{
    int said = move_visit(turn, out);

    if (said == 0)
        said = move_book(turn, out);
    if (said == 0)
        said = move_intake(turn, out);
    if (said == 0)
        said = move_clock(turn, out);
    if (said == 0)
        said = move_why_not(turn, out);
    if (said == 0)
        said = move_compare(turn, out);
    if (said == 0)
        said = move_zone(turn, out);
    if (said == 0)
        said = move_follow_up(turn, out);
    if (said == 0)
        said = move_speaker(turn, out);
    for (size_t i = 0; said == 0 && i < MOVES_MAX; i++) {
        move_fn *move = moves[turn->meaning.intent][i];

        if (move == NULL)
            break;
        said = move(turn, out);
    }
    return said != 0 ? said : move_abstain(turn, NULL, out);
}

static void begin(struct turn *turn, struct workspace *ws, const json_t *state,
                  const struct message *message, struct err *err)
{
    struct message hinted = *message;

    memset(turn, 0, sizeof *turn);
    turn->ws = ws;
    turn->err = err;
    memory_read(ws, state, &turn->before);
    if (turn->before.lang != LANG_NONE) {
        hinted.hint = turn->before.lang;
        hinted.stays =
            lang_stays(message->text, message->len, turn->before.lang);
    }
    understand_message(ws, &hinted, &turn->meaning);
    turn->after.turn = turn->before.turn + 1;
    turn->after.lang = turn->meaning.lang;
    turn->after.topic = turn->meaning.topic;
    turn->after.asked = turn->meaning.asks || !turn->meaning.follow_up
                            ? turn->meaning.asked
                            : turn->before.asked;
    memory_places(ws, &turn->meaning, &turn->after.places);
}

static bool index_failed(const struct workspace *ws, const struct err *err)
{
    return ws->reader != NULL &&
           (err->code == ERR_INDEX || err->code == ERR_CORRUPT);
}

/* A damaged index costs an answer its sources, never the turn. A move that
 * fails has begun no answer. */
static int run(struct turn *turn, struct workspace *ws, const json_t *state,
               const struct message *message, struct err *err,
               struct answer **out)
{
    begin(turn, ws, state, message, err);
    if (run_moves(turn, out) >= 0)
        return 0;
    if (!index_failed(ws, err))
        return -1;
    log_warn("%s; answering without the index", err->text);
    *err = (struct err){0};
    workspace_doubt(ws);
    begin(turn, ws, state, message, err);
    return run_moves(turn, out) < 0 ? -1 : 0;
}

/* A place was mistyped, and may have been another. */
static void note_meant(const struct turn *turn, struct answer *answer)
{
    struct phrase phrase = phrase_of("note.meant");

    phrase_text(&phrase, "typed", turn->meaning.typed);
    phrase_text(&phrase, "meant", turn->meaning.meant);
    answer_notice(answer, "info", &phrase);
}

int dialogue_turn(struct workspace *ws, json_t *state,
                  const struct message *message, struct reply *out,
                  struct err *err)
{
    struct answer *answer = NULL;
    struct turn turn;

    out->body = NULL;
    if (run(&turn, ws, state, message, err, &answer) < 0)
        return -1;
    if (turn.after.intake == NULL) {
        intake_remind(&turn, answer);
        known_keep(&turn);
    }
    if (turn.meaning.meant != NULL)
        note_meant(&turn, answer);
    if (ws->degraded) {
        struct phrase degraded = phrase_of("note.degraded");

        answer_notice(answer, "warn", &degraded);
    }
    answer_end(answer, out);
    json_object_set_new(out->body, "turn", json_integer(turn.after.turn));
    memory_write(state, &turn.after);
    return 0;
}
