/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/receivers.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "notify/letter.h"
#include "text/language.h"

/* ---- values ------------------------------------------------------------ */

struct section {
    struct receivers *to;
    struct mail_group *group;
    struct webhook *webhook;
};

/* What is wrong with value; NULL if nothing is. */
typedef const char *key_fn(struct section *section, const char *value);

static void text_put(char **out, const char *value)
{
    if (*out != NULL)
        sodium_memzero(*out, strlen(*out));
    free(*out);
    *out = mem_text(value);
}

static const char *flag_put(bool *out, const char *value)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return "must be yes or no";
    *out = strcmp(value, "yes") == 0;
    return NULL;
}

static const char *number_put(int64_t *out, const char *value, int64_t high,
                              int64_t unit)
{
    char *end = NULL;
    long long number = strtoll(value, &end, 10);

    if (end == value || *end != '\0' || number < 1 || number > high)
        return "must be a whole number in its limits";
    *out = number * unit;
    return NULL;
}

/* scheme://host[:port]/path and nothing that hides where it leads. */
static const char *url_check(const char *value, const char *first,
                             const char *second)
{
    static const CURLUPart not_wanted[] = {CURLUPART_USER, CURLUPART_PASSWORD,
                                           CURLUPART_FRAGMENT};
    const char *wrong = "is no URL of the kind that is wanted here";
    CURLU *url = curl_url();
    char *part = NULL;

    if (curl_url_set(url, CURLUPART_URL, value, CURLU_NON_SUPPORT_SCHEME) ==
            CURLUE_OK &&
        curl_url_get(url, CURLUPART_SCHEME, &part, 0) == CURLUE_OK &&
        (strcmp(part, first) == 0 || strcmp(part, second) == 0))
        wrong = NULL;
    curl_free(part);
    for (size_t i = 0; i < sizeof not_wanted / sizeof *not_wanted; i++) {
        part = NULL;
        if (curl_url_get(url, not_wanted[i], &part, 0) == CURLUE_OK)
            wrong = "must not hold a name, a password or a fragment";
        curl_free(part);
    }
    curl_url_cleanup(url);
    return wrong;
}

static const char *mail_url(struct section *section, const char *value)
{
    text_put(&section->to->mail.url, value);
    return url_check(value, "smtp", "smtps");
}

static const char *mail_tls(struct section *section, const char *value)
{
    static const char *const words[] = {"starttls", "tls", "no"};

    for (int i = 0; i < 3; i++) {
        if (strcmp(words[i], value) == 0) {
            section->to->mail.tls = (enum mail_tls)i;
            return NULL;
        }
    }
    return "must be starttls, tls or no";
}

static const char *mail_user(struct section *section, const char *value)
{
    text_put(&section->to->mail.user, value);
    return NULL;
}

static const char *mail_password(struct section *section, const char *value)
{
    text_put(&section->to->mail.password, value);
    return NULL;
}

static const char *mail_from(struct section *section, const char *value)
{
    char address[LETTER_ADDRESS_MAX];

    text_put(&section->to->mail.from, value);
    return letter_address(value, address) ? NULL : "must be \"Name <address>\"";
}

static const char *mail_ca(struct section *section, const char *value)
{
    text_put(&section->to->mail.ca, value);
    return NULL;
}

/* "a@b, c@d", each of which can be written to. */
static const char *group_mail(struct section *section, const char *value)
{
    const char *at = value;
    size_t len = 0;

    text_put(&section->group->to, value);
    while ((len = letter_next_address(&at, NULL)) > 0)
        ;
    return at != NULL && *at == '\0' ? NULL
                                     : "must be addresses with commas between";
}

static const char *group_lang(struct section *section, const char *value)
{
    text_put(&section->group->lang, value);
    return lang_parse(value) != LANG_NONE ? NULL : "is no language of Parlor's";
}

static const char *webhook_url(struct section *section, const char *value)
{
    text_put(&section->webhook->url, value);
    return url_check(value, "https", "http");
}

static const char *webhook_secret(struct section *section, const char *value)
{
    text_put(&section->webhook->secret, value);
    return strlen(value) >= SECRET_MIN ? NULL : "must be 16 characters or more";
}

static const char *webhook_kinds(struct section *section, const char *value)
{
    struct buf kinds;

    buf_init(&kinds);
    buf_char(&kinds, ',');
    for (; *value != '\0'; value++) {
        if (*value != ' ' && *value != '\t')
            buf_char(&kinds, *value);
    }
    buf_char(&kinds, ',');
    text_put(&section->webhook->kinds, kinds.bytes);
    buf_fini(&kinds);
    return NULL;
}

static const char *webhook_ca(struct section *section, const char *value)
{
    text_put(&section->webhook->ca, value);
    return NULL;
}

static const char *webhook_plain(struct section *section, const char *value)
{
    return flag_put(&section->webhook->plain, value);
}

static const char *webhook_private(struct section *section, const char *value)
{
    return flag_put(&section->webhook->private_address, value);
}

static const char *retry_first(struct section *section, const char *value)
{
    return number_put(&section->to->first_ms, value, 3600, 1000);
}

static const char *retry_most(struct section *section, const char *value)
{
    return number_put(&section->to->most_ms, value, 86400, 1000);
}

static const char *retry_tries(struct section *section, const char *value)
{
    return number_put(&section->to->tries, value, 50, 1);
}

static const char *retry_timeout(struct section *section, const char *value)
{
    return number_put(&section->to->timeout_ms, value, 60, 1000);
}

static const struct key {
    const char *section, *name;
    key_fn *put;
} keys[] = {
    {"mail", "url", mail_url},
    {"mail", "tls", mail_tls},
    {"mail", "user", mail_user},
    {"mail", "password", mail_password},
    {"mail", "from", mail_from},
    {"mail", "ca", mail_ca},
    {"staff", "mail", group_mail},
    {"staff", "lang", group_lang},
    {"admin", "mail", group_mail},
    {"admin", "lang", group_lang},
    {"desk", "mail", group_mail},
    {"desk", "lang", group_lang},
    {"webhook", "url", webhook_url},
    {"webhook", "secret", webhook_secret},
    {"webhook", "kinds", webhook_kinds},
    {"webhook", "ca", webhook_ca},
    {"webhook", "http", webhook_plain},
    {"webhook", "private", webhook_private},
    {"retry", "first", retry_first},
    {"retry", "most", retry_most},
    {"retry", "tries", retry_tries},
    {"retry", "timeout", retry_timeout},
};

/* ---- sections ---------------------------------------------------------- */

const struct mail_group *receivers_group(const struct receivers *receivers,
                                         const char *name)
{
    for (size_t i = 0; i < receivers->group_count; i++)
        if (strcmp(receivers->groups[i].name, name) == 0)
            return &receivers->groups[i];
    return NULL;
}

const struct webhook *receivers_webhook(const struct receivers *receivers,
                                        const char *name)
{
    for (size_t i = 0; i < receivers->webhook_count; i++)
        if (strcmp(receivers->webhooks[i].name, name) == 0)
            return &receivers->webhooks[i];
    return NULL;
}

static struct mail_group *group_of(struct receivers *to, const char *word,
                                   const char *name)
{
    char full[RECEIVER_TEXT_MAX + 8];
    struct mail_group *group = NULL;

    snprintf(full, sizeof full, *name != '\0' ? "%s:%s" : "%s%s", word, name);
    group = (struct mail_group *)receivers_group(to, full);
    if (group != NULL || to->group_count == RECEIVERS_MAX)
        return group;
    to->groups = mem_room(to->groups, to->group_count, &to->group_capacity,
                          sizeof *to->groups);
    group = &to->groups[to->group_count++];
    *group =
        (struct mail_group){.name = mem_text(full), .lang = mem_text("en")};
    return group;
}

static struct webhook *webhook_of(struct receivers *to, const char *name)
{
    struct webhook *webhook = (struct webhook *)receivers_webhook(to, name);

    if (webhook != NULL || to->webhook_count == RECEIVERS_MAX)
        return webhook;
    to->webhooks = mem_room(to->webhooks, to->webhook_count,
                            &to->webhook_capacity, sizeof *to->webhooks);
    webhook = &to->webhooks[to->webhook_count++];
    *webhook = (struct webhook){.name = mem_text(name)};
    return webhook;
}

/* "desk ID" to "desk" and "ID"; false if the name is not as it should be. */
static bool section_split(const char *section, char word[16], const char **name)
{
    size_t len = strcspn(section, " \t");
    bool named = false;

    if (len == 0 || len > 15)
        return false;
    memcpy(word, section, len);
    word[len] = '\0';
    *name = section + len + strspn(section + len, " \t");
    named = strcmp(word, "desk") == 0 || strcmp(word, "webhook") == 0;
    return named == (**name != '\0') && strlen(*name) < RECEIVER_TEXT_MAX;
}

/* False: there are too many. */
static bool section_open(struct section *into, const char *word,
                         const char *name)
{
    if (strcmp(word, "mail") == 0 || strcmp(word, "retry") == 0)
        return true;
    if (strcmp(word, "webhook") == 0)
        return (into->webhook = webhook_of(into->to, name)) != NULL;
    return (into->group = group_of(into->to, word, name)) != NULL;
}

struct reading {
    struct receivers *to;
    const char *path;
    struct err *err;
    bool failed;
};

static void reading_fail(struct reading *reading, const char *section,
                         const char *name, const char *what)
{
    reading->failed = true;
    err_set(reading->err, ERR_USAGE, "%s: [%.60s] %.60s: %s", reading->path,
            section, name, what);
}

/* One, or zero for libinih to note the line as wrong. */
static int reading_value(void *context, const char *section, const char *name,
                         const char *value)
{
    struct reading *reading = context;
    struct section into = {.to = reading->to};
    const char *own = NULL, *wrong = "is no key of this section";
    char word[16] = "";

    if (reading->failed)
        return 0;
    if (!section_split(section, word, &own)) {
        reading_fail(reading, section, name, "is no section there is");
        return 0;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].section, word) != 0 ||
            strcmp(keys[i].name, name) != 0)
            continue;
        wrong = section_open(&into, word, own) ? keys[i].put(&into, value)
                                               : "is one too many";
    }
    if (wrong != NULL)
        reading_fail(reading, section, name, wrong);
    return wrong == NULL;
}

/* ---- the whole --------------------------------------------------------- */

static int mail_check(const struct mail_account *mail, const char *path,
                      struct err *err)
{
    if (mail->url == NULL)
        return 0;
    if (mail->from == NULL)
        return err_set(err, ERR_USAGE, "%s: [mail] from: is missing", path);
    if ((mail->tls == MAIL_TLS) != (strncmp(mail->url, "smtps:", 6) == 0))
        return err_set(err, ERR_USAGE,
                       "%s: [mail] tls: smtps:// and tls = tls belong together",
                       path);
    if (mail->tls == MAIL_PLAIN && mail->password != NULL)
        return err_set(err, ERR_USAGE,
                       "%s: [mail] password: is not sent without TLS", path);
    return 0;
}

static int webhook_check(const struct webhook *webhook, const char *path,
                         struct err *err)
{
    const char *missing = webhook->url == NULL      ? "url"
                          : webhook->secret == NULL ? "secret"
                                                    : NULL;

    if (missing != NULL)
        return err_set(err, ERR_USAGE, "%s: [webhook %.60s] %s: is missing",
                       path, webhook->name, missing);
    if (!webhook->plain && strncmp(webhook->url, "http:", 5) == 0)
        return err_set(err, ERR_USAGE,
                       "%s: [webhook %.60s] url: https is wanted, or http = "
                       "yes beside it",
                       path, webhook->name);
    return 0;
}

static int receivers_check(const struct receivers *to, const char *path,
                           struct err *err)
{
    if (mail_check(&to->mail, path, err) < 0)
        return -1;
    for (size_t i = 0; i < to->webhook_count; i++)
        if (webhook_check(&to->webhooks[i], path, err) < 0)
            return -1;
    return 0;
}

/* It holds secrets: nobody else's, and nobody else may read it. */
static FILE *file_open(const char *path, struct err *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;

    if (descriptor < 0) {
        err_set(err, ERR_IO, "notify_file: %s: %s", path, strerror(errno));
        return NULL;
    }
    if (fstat(descriptor, &status) < 0 || !S_ISREG(status.st_mode) ||
        status.st_size > RECEIVERS_FILE_MAX)
        err_set(err, ERR_USAGE, "notify_file: %s: is no file of settings",
                path);
    else if (status.st_uid != geteuid())
        err_set(err, ERR_DENIED,
                "notify_file: %s: belongs to another user than the one who "
                "runs parlor",
                path);
    else if ((status.st_mode & 077) != 0)
        err_set(err, ERR_DENIED,
                "notify_file: %s: others may read it (mode %04o); chmod 600 %s",
                path, status.st_mode & 07777, path);
    else
        return fdopen(descriptor, "r");
    close(descriptor);
    return NULL;
}

int receivers_read(const char *path, struct receivers *out, struct err *err)
{
    struct reading reading = {out, path, err, false};
    FILE *file = file_open(path, err);
    int line = 0;

    *out = (struct receivers){.first_ms = 30 * 1000,
                              .most_ms = 6 * 3600 * 1000,
                              .tries = 12,
                              .timeout_ms = 15 * 1000};
    if (file == NULL)
        return -1;
    line = ini_parse_file(file, reading_value, &reading);
    fclose(file);
    if (reading.failed)
        return -1;
    if (line != 0)
        return err_set(err, ERR_USAGE,
                       "%s: line %d: is not \"name = value\" of less than 198 "
                       "bytes",
                       path, line);
    return receivers_check(out, path, err);
}

static void mail_fini(struct mail_account *mail)
{
    char *texts[] = {mail->url, mail->user, mail->password, mail->from,
                     mail->ca};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i] != NULL)
            sodium_memzero(texts[i], strlen(texts[i]));
        free(texts[i]);
    }
}

static void webhook_fini(struct webhook *webhook)
{
    if (webhook->secret != NULL)
        sodium_memzero(webhook->secret, strlen(webhook->secret));
    free(webhook->name);
    free(webhook->url);
    free(webhook->secret);
    free(webhook->kinds);
    free(webhook->ca);
}

void receivers_fini(struct receivers *receivers)
{
    mail_fini(&receivers->mail);
    for (size_t i = 0; i < receivers->group_count; i++) {
        free(receivers->groups[i].name);
        free(receivers->groups[i].to);
        free(receivers->groups[i].lang);
    }
    for (size_t i = 0; i < receivers->webhook_count; i++)
        webhook_fini(&receivers->webhooks[i]);
    free(receivers->groups);
    free(receivers->webhooks);
    *receivers = (struct receivers){0};
}
