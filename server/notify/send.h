/* SPDX-License-Identifier: GPL-3.0-or-later */
/* send.h - one try to deliver one thing, by libcurl.
 *
 * Private to notify/. Goes straight to the host of the operator's file: no
 * proxy, no redirect, no .netrc, no scheme but the one of the URL; a webhook
 * whose host is a name goes to public addresses only, unless its entry says
 * otherwise. Answers are read to a limit and not kept.
 * Threads: that of the notifier. */
#ifndef NOTIFY_SEND_H
#define NOTIFY_SEND_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "notify/receivers.h"
#include "store/outbox.h"

enum sent {
    SENT_DONE,
    SENT_LATER, /* try again */
    SENT_DOWN,  /* try again; nothing else will get through there either */
    SENT_NEVER  /* trying again is of no use */
};

/* Asked again and again while a try is under way. */
typedef bool send_stop_fn(void *context);

struct sender {
    int64_t timeout_ms;
    send_stop_fn *stop;
    void *context;
};

/* Bytes of message (letter_write()) to an address, or to several with commas
 * between, of which one that takes it is enough. why, if it did not go,
 * holds nothing personal. */
enum sent send_mail(const struct sender *sender,
                    const struct mail_account *account, const char *to,
                    const char *message, size_t len, char why[OUTBOX_WHY_MAX]);

/* Body to a webhook, signed at this moment (ms since 1970). */
enum sent send_webhook(const struct sender *sender,
                       const struct webhook *webhook, const char *id,
                       const char *body, int64_t now, char why[OUTBOX_WHY_MAX]);

/* The value of Parlor-Signature: "t=SECONDS,v1=HEX", HMAC-SHA256 under secret
 * of "SECONDS.body". */
enum { SIGNATURE_MAX = 100 };
void send_signature(const char *secret, int64_t seconds, const char *body,
                    char out[SIGNATURE_MAX]);

/* Is it the address of a machine of the public Internet? */
bool send_public(const struct sockaddr *address);

#endif
