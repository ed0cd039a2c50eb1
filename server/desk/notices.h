/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notices.h - what the notices of the outbox say, and to whom.
 *
 * The words of a mail are made at the moment it is sent, in the language of
 * its receiver, from what is kept then: an order that was erased meanwhile
 * has nobody to write to. Texts are the keys notice.* of corpus/wording.
 * Sends nothing (notify/). Threads: the notifier's, with its workspace. */
#ifndef DESK_NOTICES_H
#define DESK_NOTICES_H

#include "notify/notify.h"

/* worker is a struct workspace with a key. */
notify_words_fn notices_word;

#endif
