/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/rounds.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "notify/letter.h"

enum { PLAN_AT_ONCE = 100, GROUP_NAME_MAX = OUTBOX_TARGET_MAX };

/* What nobody could send for so long is told on the status page only: who
 * configures mail today does not write to everybody of last year. */
static const int64_t stale_ms = 3LL * 24 * 3600 * 1000;

/* ---- planning ------------------------------------------------------------ */

static bool kind_wanted(const struct webhook *webhook, const char *kind)
{
    char listed[OUTBOX_WORD_MAX + 2];

    if (webhook->kinds == NULL)
        return true;
    snprintf(listed, sizeof listed, ",%s,", kind);
    return strstr(webhook->kinds, listed) != NULL;
}

/* Whose address of the operator's file: NULL if it is nobody's there. */
static const struct mail_group *group_for(const struct receivers *receivers,
                                          const struct outbox_row *row)
{
    const char *desk = json_string_value(json_object_get(row->payload, "desk"));
    const struct mail_group *group = NULL;
    char name[GROUP_NAME_MAX];

    if (strcmp(row->receiver, "desk") == 0 && desk != NULL) {
        snprintf(name, sizeof name, "desk:%s", desk);
        group = receivers_group(receivers, name);
    } else if (strcmp(row->receiver, "admin") == 0) {
        group = receivers_group(receivers, "admin");
    }
    return group != NULL ? group : receivers_group(receivers, "staff");
}

static bool receiver_is_staff(const char *receiver)
{
    return strcmp(receiver, "desk") == 0 || strcmp(receiver, "admin") == 0 ||
           strcmp(receiver, "staff") == 0;
}

static int plan_mail(const struct rounds *rounds, const struct outbox_row *row,
                     int64_t now, struct err *err)
{
    const struct mail_group *group = NULL;

    if (rounds->receivers->mail.url == NULL)
        return 0;
    if (!receiver_is_staff(row->receiver))
        return outbox_way(rounds->store, row->number, "mail", "", now, err);
    group = group_for(rounds->receivers, row);
    if (group == NULL || group->to == NULL)
        return 0;
    return outbox_way(rounds->store, row->number, "mail", group->name, now,
                      err);
}

static int plan_ways(const struct rounds *rounds, const struct outbox_row *row,
                     int64_t now, struct err *err)
{
    const struct receivers *receivers = rounds->receivers;

    if (plan_mail(rounds, row, now, err) < 0)
        return -1;
    for (size_t i = 0; i < receivers->webhook_count; i++) {
        const struct webhook *webhook = &receivers->webhooks[i];

        if (kind_wanted(webhook, row->kind) &&
            outbox_way(rounds->store, row->number, "webhook", webhook->name,
                       now, err) < 0)
            return -1;
    }
    return 0;
}

/* In a transaction: 1 there may be more, 0, -1. */
static int plan_some(const struct rounds *rounds, int64_t now, struct err *err)
{
    int ret = 1;

    for (int i = 0; ret == 1 && i < PLAN_AT_ONCE; i++) {
        struct outbox_row row = {0};

        ret = outbox_unplanned(rounds->store, &row, err);
        if (ret == 1 && now - row.at < stale_ms &&
            plan_ways(rounds, &row, now, err) < 0)
            ret = -1;
        if (ret == 1 && outbox_planned(rounds->store, row.number, now, err) < 0)
            ret = -1;
        outbox_row_fini(&row);
    }
    return ret;
}

static int plan_all(const struct rounds *rounds, int64_t now, struct err *err)
{
    struct outbox_row row = {0};
    int ret = outbox_unplanned(rounds->store, &row, err);

    outbox_row_fini(&row);
    while (ret == 1) {
        ret = store_begin(rounds->store, err);
        if (ret == 0)
            ret = store_end(rounds->store, plan_some(rounds, now, err), err);
    }
    return ret;
}

/* ---- one try ------------------------------------------------------------- */

static char *webhook_body(const struct outbox_row *row)
{
    json_auto_t *body =
        json_pack("{s:s,s:s,s:s,s:s,s:I,s:O}", "id", row->id, "kind", row->kind,
                  "subject", row->subject, "receiver", row->receiver, "at",
                  (json_int_t)row->at, "payload", row->payload);

    return json_dumps(body, JSON_COMPACT);
}

static enum sent try_webhook(const struct rounds *rounds,
                             const struct delivery *delivery,
                             const struct outbox_row *row,
                             char why[OUTBOX_WHY_MAX])
{
    const struct webhook *webhook =
        receivers_webhook(rounds->receivers, delivery->target);
    enum sent sent = SENT_NEVER;
    char *body = NULL;

    if (webhook == NULL) {
        snprintf(why, OUTBOX_WHY_MAX, "it is not configured any more");
        return SENT_NEVER;
    }
    body = webhook_body(row);
    sent = send_webhook(&rounds->sender, webhook, row->id, body,
                        clock_wall(&rounds->clock), why);
    free(body);
    return sent;
}

static enum sent mail_letter(const struct rounds *rounds,
                             const struct letter *letter,
                             char why[OUTBOX_WHY_MAX])
{
    enum sent sent = SENT_NEVER;
    struct err err = {0};
    struct buf message;

    buf_init(&message);
    if (letter_write(letter, &message, &err) < 0)
        snprintf(why, OUTBOX_WHY_MAX, "%.150s", err.text);
    else
        sent = send_mail(&rounds->sender, &rounds->receivers->mail, letter->to,
                         message.bytes, message.len, why);
    sodium_memzero(message.bytes, message.len);
    buf_fini(&message);
    return sent;
}

/* A person has one address. */
static enum sent mail_words(const struct rounds *rounds,
                            const struct outbox_row *row,
                            const struct mail_group *group,
                            const struct notify_words *words,
                            char why[OUTBOX_WHY_MAX])
{
    char address[LETTER_ADDRESS_MAX];
    struct letter letter = {
        .from = rounds->receivers->mail.from,
        .to = group != NULL ? group->to : address,
        .subject = words->subject,
        .body = words->body,
        .lang = group != NULL ? group->lang : row->lang,
        .id = row->id,
        .at = clock_wall(&rounds->clock),
    };

    if (group == NULL &&
        (words->to == NULL || !letter_address(words->to, address))) {
        snprintf(why, OUTBOX_WHY_MAX, "the address cannot be written to");
        return SENT_NEVER;
    }
    return mail_letter(rounds, &letter, why);
}

static enum sent try_mail(const struct rounds *rounds,
                          const struct delivery *delivery,
                          const struct outbox_row *row,
                          char why[OUTBOX_WHY_MAX])
{
    bool staff = delivery->target[0] != '\0';
    const struct mail_group *group =
        staff ? receivers_group(rounds->receivers, delivery->target) : NULL;
    struct notify_words words = {0};
    enum sent sent = SENT_NEVER;
    struct err err = {0};
    int ret = 0;

    snprintf(why, OUTBOX_WHY_MAX, "it is not configured any more");
    if (rounds->receivers->mail.url == NULL ||
        (staff && (group == NULL || group->to == NULL)))
        return SENT_NEVER;
    ret = rounds->words(rounds->worker, row, staff ? group->lang : row->lang,
                        staff, &words, &err);
    if (ret == 1) {
        sent = mail_words(rounds, row, group, &words, why);
    } else if (ret == 0) {
        snprintf(why, OUTBOX_WHY_MAX, "there is no address to write to");
    } else {
        log_error("notice %lld: %s", (long long)row->number, err.text);
        snprintf(why, OUTBOX_WHY_MAX, "it could not be worded");
        sent = SENT_LATER;
    }
    notify_words_fini(&words);
    return sent;
}

/* ---- how it ended -------------------------------------------------------- */

int64_t rounds_wait(const struct receivers *receivers, int64_t tries,
                    double chance)
{
    int64_t wait = receivers->first_ms;

    while (tries-- > 1 && wait < receivers->most_ms)
        wait *= 2;
    if (wait > receivers->most_ms)
        wait = receivers->most_ms;
    return (int64_t)((double)wait * (0.75 + 0.5 * chance));
}

static int try_again(const struct rounds *rounds,
                     const struct delivery *delivery, bool down,
                     const char *why, struct err *err)
{
    double chance = randombytes_uniform(1001) / 1000.0;
    int64_t due = clock_wall(&rounds->clock) +
                  rounds_wait(rounds->receivers, delivery->tries + 1, chance);
    bool mail = strcmp(delivery->channel, "mail") == 0;

    if (outbox_later(rounds->store, delivery->number, due, why, err) < 0)
        return -1;
    return down ? outbox_hold(rounds->store, delivery->channel,
                              mail ? NULL : delivery->target, due, err)
                : 0;
}

static int try_end(const struct rounds *rounds, const struct delivery *delivery,
                   enum sent sent, const char *why, struct err *err)
{
    bool last = delivery->tries + 1 >= rounds->receivers->tries;
    int64_t now = clock_wall(&rounds->clock);

    if (sent == SENT_DONE)
        return outbox_sent(rounds->store, delivery->number, now, err);
    if (sent == SENT_NEVER || last) {
        log_warn("notice by %s given up: %s", delivery->channel, why);
        return outbox_given_up(rounds->store, delivery->number, now, why, err);
    }
    return try_again(rounds, delivery, sent == SENT_DOWN, why, err);
}

static bool stopping(const struct rounds *rounds)
{
    return rounds->sender.stop != NULL &&
           rounds->sender.stop(rounds->sender.context);
}

static enum sent try_send(const struct rounds *rounds,
                          const struct delivery *delivery,
                          const struct outbox_row *row,
                          char why[OUTBOX_WHY_MAX])
{
    if (row->payload == NULL) {
        log_error("notice %lld is damaged", (long long)row->number);
        snprintf(why, OUTBOX_WHY_MAX, "it is damaged");
        return SENT_NEVER;
    }
    return strcmp(delivery->channel, "mail") == 0
               ? try_mail(rounds, delivery, row, why)
               : try_webhook(rounds, delivery, row, why);
}

/* 1 one was tried, 0 none is due, -1. */
static int send_next(const struct rounds *rounds, struct err *err)
{
    struct delivery delivery = {0};
    struct outbox_row row = {0};
    char why[OUTBOX_WHY_MAX] = "";
    enum sent sent = SENT_LATER;
    int ret = outbox_due(rounds->store, clock_wall(&rounds->clock), &delivery,
                         &row, err);

    if (ret == 1) {
        sent = try_send(rounds, &delivery, &row, why);
        /* what was broken off by the stop is no failure of the receiver */
        if (sent == SENT_DONE || !stopping(rounds))
            ret = try_end(rounds, &delivery, sent, why, err) < 0 ? -1 : 1;
    }
    outbox_row_fini(&row);
    return ret;
}

int rounds_run(const struct rounds *rounds, struct err *err)
{
    int tried = 0;
    int ret = plan_all(rounds, clock_wall(&rounds->clock), err);

    while (ret >= 0 && !stopping(rounds)) {
        ret = send_next(rounds, err);
        if (ret <= 0)
            break;
        tried++;
    }
    return ret < 0 ? -1 : tried;
}
