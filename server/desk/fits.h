/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fits.h - what open orders seek, held against profiles as they come.
 *
 * An order that seeks enterprises is judged against each enterprise that is
 * published after fits were first looked for; the desk is told of what fits,
 * once. Invented records are nobody's partner. Ranks nothing itself (match/).
 * Threads: one worker's workspace. */
#ifndef DESK_FITS_H
#define DESK_FITS_H

#include "publish/workspace.h"
#include "session/rpc.h"

/* Look at what was published since the last call; events for staff go to
 * out. How many fits are new, or -1. */
int fits_run(struct workspace *ws, struct outgoing *out, struct err *err);

#endif
