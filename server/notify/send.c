/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/send.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "notify/letter.h"

enum { ANSWER_MAX = 64 * 1024, CONNECT_MS = 10 * 1000 };

/* ---- whereto ------------------------------------------------------------- */

struct range {
    unsigned char bytes[16];
    int bits;
};

/* Networks that are nobody's on the Internet (IANA special-purpose
 * registries); IPv4 ones in the last four bytes of a mapped address. */
#define V4(a, b, c, d, bits)                                                \
    {                                                                       \
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}, 96 + (bits) \
    }
static const struct range not_public[] = {
    V4(0, 0, 0, 0, 8),
    V4(10, 0, 0, 0, 8),
    V4(100, 64, 0, 0, 10),
    V4(127, 0, 0, 0, 8),
    V4(169, 254, 0, 0, 16),
    V4(172, 16, 0, 0, 12),
    V4(192, 0, 0, 0, 24),
    V4(192, 0, 2, 0, 24),
    V4(192, 168, 0, 0, 16),
    V4(198, 18, 0, 0, 15),
    V4(198, 51, 100, 0, 24),
    V4(203, 0, 113, 0, 24),
    V4(224, 0, 0, 0, 3),
    {{0}, 96},                   /* ::, ::1 and old mapped ones */
    {{0, 0x64, 0xff, 0x9b}, 32}, /* to IPv4 by translation */
    {{0x20, 0x01}, 23},          /* Teredo and others */
    {{0x20, 0x02}, 16},          /* 6to4 */
    {{0xfc}, 7},
    {{0xfe, 0x80}, 9},
    {{0xff}, 8},
};

static bool range_has(const struct range *range, const unsigned char *bytes)
{
    int whole = range->bits / 8, rest = range->bits % 8;
    unsigned char mask = (unsigned char)(0xff << (8 - rest));

    if (memcmp(range->bytes, bytes, (size_t)whole) != 0)
        return false;
    return rest == 0 || ((range->bytes[whole] ^ bytes[whole]) & mask) == 0;
}

bool send_public(const struct sockaddr *address)
{
    unsigned char bytes[16] = {0};

    if (address->sa_family == AF_INET) {
        bytes[10] = bytes[11] = 0xff;
        memcpy(bytes + 12, &((const struct sockaddr_in *)address)->sin_addr, 4);
    } else if (address->sa_family == AF_INET6) {
        memcpy(bytes, &((const struct sockaddr_in6 *)address)->sin6_addr, 16);
    } else {
        return false;
    }
    for (size_t i = 0; i < sizeof not_public / sizeof *not_public; i++)
        if (range_has(&not_public[i], bytes))
            return false;
    return true;
}

/* An address that stands in the URL itself was meant. */
static bool url_has_address(const char *text)
{
    CURLU *url = curl_url();
    unsigned char bytes[16];
    char *host = NULL;
    bool found = false;

    if (curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK &&
        curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK)
        found = host[0] == '[' || inet_pton(AF_INET, host, bytes) == 1;
    curl_free(host);
    curl_url_cleanup(url);
    return found;
}

struct way {
    const struct sender *sender;
    bool anywhere; /* private networks, too */
    bool refused;
    size_t answered;
    const char *message; /* what is still to be written */
    size_t left;
};

static curl_socket_t way_socket(void *context, curlsocktype purpose,
                                struct curl_sockaddr *address)
{
    struct way *way = context;

    (void)purpose;
    if (!way->anywhere && !send_public(&address->addr)) {
        way->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

/* ---- libcurl ------------------------------------------------------------- */

static size_t way_answer(char *bytes, size_t size, size_t count, void *context)
{
    struct way *way = context;

    (void)bytes;
    way->answered += size * count;
    return way->answered > ANSWER_MAX ? 0 : size * count;
}

static size_t way_message(char *out, size_t size, size_t count, void *context)
{
    struct way *way = context;
    size_t len = size * count < way->left ? size * count : way->left;

    memcpy(out, way->message, len);
    way->message += len;
    way->left -= len;
    return len;
}

static int way_progress(void *context, curl_off_t down_all, curl_off_t down,
                        curl_off_t up_all, curl_off_t up)
{
    const struct way *way = context;

    (void)down_all;
    (void)down;
    (void)up_all;
    (void)up;
    return way->sender->stop != NULL && way->sender->stop(way->sender->context);
}

static CURL *way_open(struct way *way, const char *url, const char *scheme,
                      const char *ca)
{
    CURL *curl = curl_easy_init();

    if (curl == NULL)
        abort(); /* out of memory */
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, scheme);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)way->sender->timeout_ms);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, way_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, way);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, way_answer);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, way);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, way_progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, way);
    if (ca != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, ca);
    return curl;
}

/* Nobody there, or nobody to talk to: the next one would fare no better. */
static bool code_down(CURLcode code)
{
    static const CURLcode codes[] = {
        CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
        CURLE_OPERATION_TIMEDOUT,   CURLE_USE_SSL_FAILED,
        CURLE_LOGIN_DENIED,         CURLE_PEER_FAILED_VERIFICATION,
        CURLE_SSL_CONNECT_ERROR,    CURLE_WEIRD_SERVER_REPLY,
    };

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i] == code)
            return true;
    return false;
}

static enum sent way_failed(const struct way *way, CURLcode code,
                            char why[OUTBOX_WHY_MAX])
{
    if (way->refused) {
        snprintf(why, OUTBOX_WHY_MAX,
                 "its name leads to a private network; private = yes allows "
                 "that");
        return SENT_DOWN;
    }
    snprintf(why, OUTBOX_WHY_MAX, "%s", curl_easy_strerror(code));
    return code_down(code) ? SENT_DOWN : SENT_LATER;
}

/* ---- mail ---------------------------------------------------------------- */

static void mail_options(CURL *curl, const struct mail_account *account,
                         const char *from, struct curl_slist *to)
{
    curl_easy_setopt(
        curl, CURLOPT_USE_SSL,
        (long)(account->tls == MAIL_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (account->user != NULL)
        curl_easy_setopt(curl, CURLOPT_USERNAME, account->user);
    if (account->password != NULL)
        curl_easy_setopt(curl, CURLOPT_PASSWORD, account->password);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, way_message);
}

static enum sent mail_failed(CURL *curl, const struct way *way, CURLcode code,
                             char why[OUTBOX_WHY_MAX])
{
    long answer = 0;

    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    if (answer < 400 || code_down(code))
        return way_failed(way, code, why);
    snprintf(why, OUTBOX_WHY_MAX, "the mail server answered %ld", answer);
    return answer >= 550 && answer <= 554 ? SENT_NEVER : SENT_LATER;
}

static struct curl_slist *recipients(const char *to)
{
    char address[LETTER_ADDRESS_MAX], in_brackets[LETTER_ADDRESS_MAX + 2];
    struct curl_slist *list = NULL;

    while (letter_next_address(&to, address) > 0) {
        snprintf(in_brackets, sizeof in_brackets, "<%s>", address);
        list = curl_slist_append(list, in_brackets);
    }
    return list;
}

enum sent send_mail(const struct sender *sender,
                    const struct mail_account *account, const char *to,
                    const char *message, size_t len, char why[OUTBOX_WHY_MAX])
{
    struct way way = {
        .sender = sender, .anywhere = true, .message = message, .left = len};
    struct curl_slist *list = recipients(to);
    const char *open = strchr(account->from, '<');
    char from[300];
    enum sent sent = SENT_DONE;
    CURLcode code = CURLE_OK;
    CURL *curl = NULL;

    snprintf(from, sizeof from, open != NULL ? "%s" : "<%s>",
             open != NULL ? open : account->from);
    curl = way_open(&way, account->url,
                    account->tls == MAIL_TLS ? "smtps" : "smtp", account->ca);
    mail_options(curl, account, from, list);
    curl_easy_setopt(curl, CURLOPT_READDATA, &way);
    code = curl_easy_perform(curl);
    if (code != CURLE_OK)
        sent = mail_failed(curl, &way, code, why);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    return sent;
}

/* ---- webhooks ------------------------------------------------------------ */

void send_signature(const char *secret, int64_t seconds, const char *body,
                    char out[SIGNATURE_MAX])
{
    unsigned char bytes[crypto_auth_hmacsha256_BYTES];
    char hex[2 * sizeof bytes + 1], moment[24];
    crypto_auth_hmacsha256_state state;

    snprintf(moment, sizeof moment, "%lld", (long long)seconds);
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret,
                                strlen(secret));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)moment,
                                  strlen(moment));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)".", 1);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)body,
                                  strlen(body));
    crypto_auth_hmacsha256_final(&state, bytes);
    sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    snprintf(out, SIGNATURE_MAX, "t=%s,v1=%s", moment, hex);
}

static struct curl_slist *headers_make(const struct webhook *webhook,
                                       const char *id, const char *body,
                                       int64_t now)
{
    char signature[SIGNATURE_MAX], line[SIGNATURE_MAX + 40];
    struct curl_slist *list = NULL;

    send_signature(webhook->secret, now / 1000, body, signature);
    list = curl_slist_append(list, "Content-Type: application/json");
    list = curl_slist_append(list, "User-Agent: parlor");
    list = curl_slist_append(list, "Expect:");
    snprintf(line, sizeof line, "Parlor-Notice: %s", id);
    list = curl_slist_append(list, line);
    snprintf(line, sizeof line, "Parlor-Signature: %s", signature);
    return curl_slist_append(list, line);
}

static enum sent webhook_answered(long answer, char why[OUTBOX_WHY_MAX])
{
    if (answer >= 200 && answer < 300)
        return SENT_DONE;
    snprintf(why, OUTBOX_WHY_MAX, "it answered %ld", answer);
    return answer == 410 ? SENT_NEVER : SENT_LATER;
}

enum sent send_webhook(const struct sender *sender,
                       const struct webhook *webhook, const char *id,
                       const char *body, int64_t now, char why[OUTBOX_WHY_MAX])
{
    struct way way = {.sender = sender,
                      .anywhere = webhook->private_address ||
                                  url_has_address(webhook->url)};
    struct curl_slist *headers = headers_make(webhook, id, body, now);
    CURL *curl = way_open(&way, webhook->url,
                          webhook->plain ? "http,https" : "https", webhook->ca);
    CURLcode code = CURLE_OK;
    long answer = 0;
    enum sent sent = SENT_DONE;

    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
    code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    /* one that talks too long has answered all the same */
    if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && answer != 0))
        sent = webhook_answered(answer, why);
    else
        sent = way_failed(&way, code, why);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return sent;
}
