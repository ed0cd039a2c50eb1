/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mend.h - what was mistyped, typed without accents, or typed as pinyin.
 *
 * Only words that neither names, nor the index, nor a dictionary have are
 * changed, and only into words of names one mistake away; never numbers.
 * "Xuzhou" is a place of its own and stays. Internal to understand/. */
#ifndef UNDERSTAND_MEND_H
#define UNDERSTAND_MEND_H

#include "publish/workspace.h"
#include "turn.h"

/* lang and plain of out are known; they are changed where the message is
 * pinyin, plain where words are mended. A place that may have been another
 * is left in typed and meant. */
void mend_message(struct workspace *ws, struct meaning *out);

#endif
