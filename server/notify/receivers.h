/* SPDX-License-Identifier: GPL-3.0-or-later */
/* receivers.h - who may be told anything, as the operator's file says.
 *
 * Private to notify/. Reads and checks the file; connects to nobody.
 *
 *     [mail]
 *     url = smtp://mail.example.org:587
 *     tls = starttls                 ; or tls, or no
 *     user = parlor
 *     password = ...
 *     from = Parlor <parlor@example.org>
 *     [staff]                        ; hears what has no desk of its own
 *     mail = desk@example.org, second@example.org
 *     lang = zh-Hans
 *     [admin]
 *     mail = head@example.org
 *     [desk qingdao-germany-parlor]
 *     mail = germany@example.org
 *     [webhook crm]
 *     url = https://crm.example.org/parlor
 *     secret = at least 16 characters
 *     kinds = new_order, status      ; all if absent
 *
 * Threads: never changes once read. */
#ifndef NOTIFY_RECEIVERS_H
#define NOTIFY_RECEIVERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum {
    RECEIVERS_MAX = 200, /* desks and webhooks, of each */
    RECEIVERS_FILE_MAX = 256 * 1024,
    RECEIVER_TEXT_MAX = 200,
    SECRET_MIN = 16
};

enum mail_tls { MAIL_STARTTLS, MAIL_TLS, MAIL_PLAIN };

struct mail_account {
    char *url; /* "smtp://host:port" or "smtps://..."; NULL: no mail */
    enum mail_tls tls;
    char *user, *password; /* NULL: without signing in */
    char *from;            /* "Name <address>" or an address */
    char *ca;              /* file of authorities to trust instead, or NULL */
};

/* Staff addresses: name is "staff", "admin", "desk:ID". */
struct mail_group {
    char *name;
    char *to; /* addresses with commas between */
    char *lang;
};

struct webhook {
    char *name, *url, *secret;
    char *kinds;          /* ",new_order,status," or NULL: all */
    char *ca;             /* as of the mail account */
    bool plain;           /* http:// is wanted */
    bool private_address; /* its name may lead to a private network */
};

struct receivers {
    struct mail_account mail;
    struct mail_group *groups;
    size_t group_count, group_capacity;
    struct webhook *webhooks;
    size_t webhook_count, webhook_capacity;
    int64_t first_ms, most_ms; /* wait after the first failure, and at most */
    int64_t tries;
    int64_t timeout_ms; /* of one try */
};

/* Read path, which nobody but its owner may read: 0, or -1 with the line that
 * is wrong and what is allowed. *out is given back with receivers_fini(). */
int receivers_read(const char *path, struct receivers *out, struct err *err);
void receivers_fini(struct receivers *receivers); /* may be called twice */

/* By name; NULL if there is none (any more). */
const struct mail_group *receivers_group(const struct receivers *receivers,
                                         const char *name);
const struct webhook *receivers_webhook(const struct receivers *receivers,
                                        const char *name);

#endif
