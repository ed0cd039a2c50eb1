/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters that nobody can break into, the operator's file, signatures, where
 * a webhook may go, and how long is waited. */
#include "test_dir.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sodium.h>
#include <sys/stat.h>

#include "notify/letter.h"
#include "notify/receivers.h"
#include "notify/rounds.h"
#include "notify/send.h"
#include "store/sql.h"

/* ---- letters ------------------------------------------------------------- */

static const struct letter good = {
    .from = "Parlor Qingdao <parlor@example.org>",
    .to = "a@b.example",
    .subject = "Order P-1",
    .body = "One\nTwo\n",
    .lang = "en",
    .id = "00ff",
    .at = 1795248000000,
};

static const struct address_row {
    const char *text, *address; /* NULL: refused */
} address_rows[] = {
    {"a@b.example", "a@b.example"},
    {"Name <a.b+c@d-e.example>", "a.b+c@d-e.example"},
    {"\"N, M\" <a@b.example>", "a@b.example"},
    {"a@b.example\r\nBcc: x@y.example", NULL},
    {"a@b.example\nBcc: x@y.example", NULL},
    {"a b@c.example", NULL},
    {"<a@b.example> x", NULL},
    {"a@b.example,c@d.example", NULL},
    {"a@b@c.example", NULL},
    {"@b.example", NULL},
    {"a@", NULL},
    {"a@-b.example", NULL},
    {"-a@b.example", NULL},
    {"a@b.example.", NULL},
    {"a\"@b.example", NULL},
    {"\xc3\xa4@b.example", NULL},
    {"", NULL},
};

static void addresses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof address_rows / sizeof *address_rows; i++) {
        const struct address_row *row = &address_rows[i];
        char out[LETTER_ADDRESS_MAX] = "";

        if (letter_address(row->text, out) != (row->address != NULL) ||
            (row->address != NULL && strcmp(out, row->address) != 0))
            fail_msg("row %zu: %s", i, out);
    }
}

static const struct list_row {
    const char *text;
    int count; /* -1: refused */
} list_rows[] = {
    {"a@b.example", 1},
    {"a@b.example, c@d.example", 2},
    {"", -1},
    {"a@b.example, ", 1},
    {"a@b.example, x", -1},
    {"a@b.example\r\nBcc:c@d.example", -1},
    {"Name <a@b.example>", -1},
};

static void address_lists(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof list_rows / sizeof *list_rows; i++) {
        struct letter letter = good;
        struct err err = {0};
        struct buf out;
        int count = 0;

        buf_init(&out);
        letter.to = list_rows[i].text;
        if (letter_write(&letter, &out, &err) == 0)
            for (const char *at = strstr(out.bytes, "\r\nTo:");
                 *at != '\0' && at < strstr(out.bytes, "Subject:"); at++)
                count += *at == '<';
        else
            count = -1;
        if (count != list_rows[i].count)
            fail_msg("row %zu: %d\n%s", i, count, out.bytes);
        buf_fini(&out);
    }
}

static const struct subject_row {
    const char *text, *holds;
} subject_rows[] = {
    {"Order P-1", "Subject: Order P-1\r\n"},
    {"a\r\nBcc: x@y.example", "Subject: a  Bcc: x@y.example\r\n"},
    {"=?UTF-8?B?eA==?=", "Subject: =?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=\r\n"},
    {"\xe8\xae\xa2\xe5\x8d\x95", "Subject: =?UTF-8?B?6K6i5Y2V?=\r\n"},
};

static void subjects(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof subject_rows / sizeof *subject_rows; i++) {
        struct letter letter = good;
        struct err err = {0};
        struct buf out;

        buf_init(&out);
        letter.subject = subject_rows[i].text;
        assert_int_equal(letter_write(&letter, &out, &err), 0);
        if (strstr(out.bytes, subject_rows[i].holds) == NULL ||
            strstr(out.bytes, "\r\nBcc") != NULL)
            fail_msg("row %zu: %s", i, out.bytes);
        buf_fini(&out);
    }
}

/* No line over 78 characters, no bare line feed, whatever goes in. */
static void long_texts(void **state)
{
    struct letter letter = good;
    struct err err = {0};
    struct buf out, text;

    (void)state;
    buf_init(&out);
    buf_init(&text);
    for (int i = 0; i < 3000; i++)
        buf_text(&text, i % 7 ? "\xe8\xae\xa2" : "\n.\n");
    letter.subject = letter.body = text.bytes;
    assert_int_equal(letter_write(&letter, &out, &err), 0);
    for (size_t i = 0, line = 0; i < out.len; i++) {
        line = out.bytes[i] == '\n' ? 0 : line + 1;
        if (line > 79 || (out.bytes[i] == '\n' && out.bytes[i - 1] != '\r') ||
            (unsigned char)out.bytes[i] > 0x7e)
            fail_msg("at %zu: %.200s", i, out.bytes + (i < 100 ? 0 : i - 100));
    }
    for (int i = 0; i < 30000; i++)
        buf_text(&text, "aaaa");
    letter.body = text.bytes;
    assert_int_equal(letter_write(&letter, &out, &err), -1);
    buf_fini(&out);
    buf_fini(&text);
}

static void date_and_id(void **state)
{
    struct err err = {0};
    struct buf out;

    (void)state;
    buf_init(&out);
    assert_int_equal(letter_write(&good, &out, &err), 0);
    assert_non_null(
        strstr(out.bytes, "Date: Sat, 21 Nov 2026 08:00:00 +0000\r\n"));
    assert_non_null(strstr(out.bytes, "Message-ID: <00ff@example.org>\r\n"));
    assert_non_null(strstr(out.bytes, "<parlor@example.org>\r\n"));
    assert_non_null(strstr(out.bytes, "\r\n\r\nT25lDQpUd28NCg==\r\n"));
    buf_fini(&out);
}

/* ---- the operator's file ------------------------------------------------- */

#define MAIL "[mail]\nurl = smtp://m.example:25\nfrom = P <p@e.example>\n"
#define HOOK "[webhook a]\nsecret = 0123456789abcdef\n"

static const struct file_row {
    const char *text;
    const char *wrong; /* what the message holds; NULL: it is fine */
} file_rows[] = {
    {"", NULL},
    {MAIL, NULL},
    {MAIL "tls = no\n", NULL},
    {MAIL "tls = no\nuser = a\npassword = b\n", "not sent without TLS"},
    {MAIL "tls = tls\n", "belong together"},
    {MAIL "tls = maybe\n", "starttls"},
    {MAIL "colour = red\n", "no key"},
    {"[mail]\nurl = smtp://m.example:25\n", "from"},
    {"[mail]\nurl = http://m.example\nfrom = a@b.example\n", "no URL"},
    {"[mail]\nurl = smtp://u:p@m.example\nfrom = a@b.example\n", "password"},
    {"[mail]\nfrom = nobody\n", "Name"},
    {"[staff]\nmail = a@b.example, c@d.example\nlang = zh-Hans\n", NULL},
    {"[staff]\nmail = a@b.example ; c\n", NULL},
    {"[staff]\nmail = a@b.example c@d.example x\n", "commas"},
    {"[staff]\nlang = xx\n", "language"},
    {"[desk qingdao]\nmail = a@b.example\n", NULL},
    {"[desk]\nmail = a@b.example\n", "no section"},
    {"[staff x]\nmail = a@b.example\n", "no section"},
    {HOOK "url = https://h.example/x\n", NULL},
    {HOOK "url = https://h.example/x\nkinds = a, b\n", NULL},
    {HOOK, "url: is missing"},
    {HOOK "url = http://h.example/x\n", "https is wanted"},
    {HOOK "url = http://h.example/x\nhttp = yes\n", NULL},
    {HOOK "url = ftp://h.example/x\n", "no URL"},
    {HOOK "url = file:///etc/passwd\n", "no URL"},
    {HOOK "url = https://u:p@h.example/x\n", "password"},
    {"[webhook a]\nsecret = short\n", "16 characters"},
    {"[retry]\nfirst = 0\n", "limits"},
    {"[retry]\nfirst = 1\nmost = 2\ntries = 3\ntimeout = 4\n", NULL},
    {"[other]\na = b\n", "no key"},
    {"nonsense\n", "line 1"},
};

static void files(void **state)
{
    char path[200];

    snprintf(path, sizeof path, "%s/notify", test_dir(state));
    for (size_t i = 0; i < sizeof file_rows / sizeof *file_rows; i++) {
        struct receivers receivers = {0};
        struct err err = {0};
        FILE *file = fopen(path, "w");
        int ret = 0;

        fputs(file_rows[i].text, file);
        fclose(file);
        chmod(path, 0600);
        ret = receivers_read(path, &receivers, &err);
        if (ret != (file_rows[i].wrong != NULL ? -1 : 0) ||
            (ret < 0 && strstr(err.text, file_rows[i].wrong) == NULL))
            fail_msg("row %zu: %s", i, err.text);
        receivers_fini(&receivers);
    }
}

static void file_of_others(void **state)
{
    struct receivers receivers = {0};
    struct err err = {0};
    char path[200];
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/notify", test_dir(state));
    assert_int_equal(receivers_read(path, &receivers, &err), -1);
    receivers_fini(&receivers);
    file = fopen(path, "w");
    fclose(file);
    chmod(path, 0640);
    assert_int_equal(receivers_read(path, &receivers, &err), -1);
    assert_non_null(strstr(err.text, "chmod 600"));
    receivers_fini(&receivers);
}

/* ---- signatures and addresses -------------------------------------------- */

static void signature(void **state)
{
    char out[SIGNATURE_MAX];

    (void)state;
    /* printf '1700000000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef */
    send_signature("0123456789abcdef", 1700000000, "{}", out);
    assert_string_equal(
        out,
        "t=1700000000,v1="
        "e4f8e2ecae2295b2ddb2f0b5584c8275e226c0ebe9b3b819e70156bb67122e3e");
}

static const struct public_row {
    const char *address;
    bool is_public;
} public_rows[] = {
    {"8.8.8.8", true},
    {"127.0.0.1", false},
    {"10.1.2.3", false},
    {"172.16.0.1", false},
    {"172.32.0.1", true},
    {"192.168.1.1", false},
    {"169.254.169.254", false},
    {"100.64.0.1", false},
    {"100.128.0.1", true},
    {"0.0.0.0", false},
    {"224.0.0.1", false},
    {"255.255.255.255", false},
    {"198.20.0.1", true},
    {"198.19.0.1", false},
    {"::1", false},
    {"::", false},
    {"fe80::1", false},
    {"fd00::1", false},
    {"fc00::1", false},
    {"ff02::1", false},
    {"::ffff:127.0.0.1", false},
    {"::ffff:8.8.8.8", true},
    {"::ffff:10.0.0.1", false},
    {"64:ff9b::7f00:1", false},
    {"2002:7f00:1::", false},
    {"2001:4860:4860::8888", true},
    {"2606:4700::1111", true},
};

static void public_addresses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof public_rows / sizeof *public_rows; i++) {
        const char *text = public_rows[i].address;
        struct sockaddr_in four = {.sin_family = AF_INET};
        struct sockaddr_in6 six = {.sin6_family = AF_INET6};
        bool is4 = inet_pton(AF_INET, text, &four.sin_addr) == 1;
        const struct sockaddr *address = (const struct sockaddr *)&four;

        if (!is4) {
            assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
            address = (const struct sockaddr *)&six;
        }
        if (send_public(address) != public_rows[i].is_public)
            fail_msg("row %zu: %s", i, text);
    }
}

static const struct wait_row {
    int64_t tries;
    double chance;
    int64_t wait;
} wait_rows[] = {
    {1, 0.5, 1000}, {2, 0.5, 2000},  {3, 0.5, 4000}, {4, 0.5, 8000},
    {5, 0.5, 9000}, {40, 0.5, 9000}, {1, 0.0, 750},  {1, 1.0, 1250},
};

static void waits(void **state)
{
    const struct receivers receivers = {.first_ms = 1000, .most_ms = 9000};

    (void)state;
    for (size_t i = 0; i < sizeof wait_rows / sizeof *wait_rows; i++)
        if (rounds_wait(&receivers, wait_rows[i].tries, wait_rows[i].chance) !=
            wait_rows[i].wait)
            fail_msg("row %zu", i);
}

/* ---- rounds -------------------------------------------------------------- */

static int word_none(void *worker, const struct outbox_row *row,
                     const char *lang, bool staff, struct notify_words *out,
                     struct err *err)
{
    (void)lang;
    (void)staff;
    (void)out;
    (void)err;
    assert_non_null(row->payload);
    (*(int *)worker)++;
    return 0;
}

static int why_add(void *context, const struct outbox_row *row,
                   const struct delivery *delivery, struct err *err)
{
    char *said = context;

    (void)err;
    assert_non_null(delivery);
    snprintf(said + strlen(said), 200 - strlen(said), "%s %s: %s; ",
             row->subject, delivery->state, delivery->why);
    return 0;
}

/* One that cannot be read is given up, and those behind it have their try. */
static void damaged(void **state)
{
    const struct receivers receivers = {.mail = {.url = "smtp://m.example"},
                                        .tries = 3,
                                        .first_ms = 1000,
                                        .most_ms = 9000};
    int64_t now = 1000000;
    int worded = 0;
    struct rounds rounds = {.receivers = &receivers,
                            .clock = clock_fixed(&now),
                            .words = word_none,
                            .worker = &worded};
    char said[200] = "";
    struct err err = {0};

    if (store_open(test_dir(state), &rounds.store, &err) < 0 ||
        store_begin(rounds.store, &err) < 0)
        fail_msg("%s", err.text);
    for (int i = 0; i < 3; i++) {
        const char *subjects_of[] = {"P-1", "P-2", "P-3"};
        struct outbox_notice notice = {"status", subjects_of[i], "orderer", "1",
                                       "",       NULL,           now};

        assert_int_equal(outbox_add(rounds.store, &notice, &err), 1);
    }
    assert_int_equal(sql_run(rounds.store,
                             "UPDATE outbox SET payload = '{' WHERE"
                             " subject <> 'P-3'",
                             SQL_NO_ARGS, &err),
                     0);
    assert_int_equal(store_commit(rounds.store, &err), 0);
    if (rounds_run(&rounds, &err) != 3)
        fail_msg("%s", err.text);
    assert_int_equal(worded, 1);
    assert_int_equal(outbox_each(rounds.store, 9, why_add, said, &err), 0);
    assert_string_equal(
        said, "P-3 given_up: there is no address to write to; "
              "P-2 given_up: it is damaged; P-1 given_up: it is damaged; ");
    store_close(&rounds.store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses),
        cmocka_unit_test(address_lists),
        cmocka_unit_test(subjects),
        cmocka_unit_test(long_texts),
        cmocka_unit_test(date_and_id),
        DIR_TEST(files),
        DIR_TEST(file_of_others),
        cmocka_unit_test(signature),
        cmocka_unit_test(public_addresses),
        cmocka_unit_test(waits),
        DIR_TEST(damaged),
    };

    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
