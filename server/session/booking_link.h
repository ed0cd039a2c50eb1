/* SPDX-License-Identifier: GPL-3.0-or-later */
/* booking_link.h - the link by which whoever booked comes back, and where
 * they are written to.
 *
 * Threads: one worker's workspace. */
#ifndef SESSION_BOOKING_LINK_H
#define SESSION_BOOKING_LINK_H

#include "order/seal.h"
#include "publish/workspace.h"

enum { BOOKING_PATH_MAX = 128, BOOKING_EMAIL_MAX = 256 };

/* The secret of the booking that a visitor made under cid. Needs ws->key. */
void booking_secret(const struct workspace *ws, const char *visitor,
                    const char *cid, char out[SEAL_SECRET_MAX]);
/* "/booking/REF#SECRET". */
void booking_path(const struct workspace *ws, const char *reference,
                  const char *visitor, const char *cid,
                  char out[BOOKING_PATH_MAX]);

/* For one mail: 1 with both, which the caller overwrites; 0 there is no such
 * booking, or nobody to write to any more; -1. Needs ws->key. */
int booking_addressee(struct workspace *ws, const char *reference,
                      char email[BOOKING_EMAIL_MAX],
                      char path[BOOKING_PATH_MAX], struct err *err);

#endif
