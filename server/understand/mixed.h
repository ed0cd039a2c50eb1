/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mixed.h - names said in another language than the message's own.
 *
 * "SIP有哪些补贴 for foreign R&D centers?" is asked in Chinese; what it names
 * in English is looked for in the passages by its Chinese name. Internal to
 * understand/. */
#ifndef UNDERSTAND_MIXED_H
#define UNDERSTAND_MIXED_H

#include "publish/workspace.h"
#include "turn.h"

/* lang, plain and text of out are known; names in another script than lang's
 * are put in its own, and so are English terms of several words. */
void mixed_message(struct workspace *ws, struct meaning *out);

#endif
