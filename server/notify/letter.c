/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notify/letter.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"

enum {
    WORD_BYTES = 42, /* of text in an encoded word of at most 75 characters */
    LINE_BYTES = 57, /* of the body in a line of 76 characters */
    BASE64_MAX = 128
};

/* ---- addresses ----------------------------------------------------------- */

/* atext of RFC 5322 and the dot; a domain has letters, digits, dot, hyphen. */
static bool local_byte(char c)
{
    return isalnum((unsigned char)c) ||
           (c != '\0' && strchr(".!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool domain_byte(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '-';
}

static bool address_valid(const char *text, size_t len)
{
    const char *at = memchr(text, '@', len);
    size_t local = at != NULL ? (size_t)(at - text) : 0;

    if (at == NULL || local == 0 || local > 64 || local + 1 >= len ||
        len >= LETTER_ADDRESS_MAX || text[0] == '-')
        return false;
    for (size_t i = 0; i < local; i++)
        if (!local_byte(text[i]))
            return false;
    for (size_t i = local + 1; i < len; i++)
        if (!domain_byte(text[i]))
            return false;
    return text[len - 1] != '.' && text[local + 1] != '.' &&
           text[local + 1] != '-';
}

bool letter_address(const char *text, char out[LETTER_ADDRESS_MAX])
{
    const char *open = strchr(text, '<');
    const char *start = open != NULL ? open + 1 : text;
    size_t len = open != NULL ? strcspn(start, ">") : strlen(start);

    if (open != NULL && strcmp(start + len, ">") != 0)
        return false;
    if (!address_valid(start, len))
        return false;
    memcpy(out, start, len);
    out[len] = '\0';
    return true;
}

size_t letter_next_address(const char **at, char out[LETTER_ADDRESS_MAX])
{
    const char *start = *at + strspn(*at, " ,");
    size_t len = strcspn(start, " ,");

    if (len == 0 || !address_valid(start, len)) {
        *at = start;
        return 0;
    }
    if (out != NULL) {
        memcpy(out, start, len);
        out[len] = '\0';
    }
    *at = start + len;
    return len;
}

static bool addresses_valid(const char *to)
{
    size_t count = 0;

    while (letter_next_address(&to, NULL) > 0)
        count++;
    return count > 0 && *to == '\0';
}

/* ---- headers ------------------------------------------------------------- */

static bool plain_text(const char *text)
{
    if (strstr(text, "=?") != NULL || strlen(text) > 60)
        return false;
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7e)
            return false;
    return true;
}

static void base64_add(struct buf *out, const char *bytes, size_t len)
{
    char text[BASE64_MAX];

    sodium_bin2base64(text, sizeof text, (const unsigned char *)bytes, len,
                      sodium_base64_VARIANT_ORIGINAL);
    buf_text(out, text);
}

/* Bytes of the next encoded word: whole characters only. */
static size_t word_len(const char *text, size_t left)
{
    size_t len = left < WORD_BYTES ? left : WORD_BYTES;

    while (len > 0 && len < left && ((unsigned char)text[len] & 0xc0) == 0x80)
        len--;
    return len > 0 ? len : (left < WORD_BYTES ? left : WORD_BYTES);
}

static void words_add(struct buf *out, const char *text)
{
    size_t left = strlen(text);

    left = left > LETTER_SUBJECT_MAX ? LETTER_SUBJECT_MAX : left;
    while (left < strlen(text) && left > 0 &&
           ((unsigned char)text[left] & 0xc0) == 0x80)
        left--;
    for (bool first = true; left > 0; first = false) {
        size_t len = word_len(text, left);

        buf_text(out, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
        base64_add(out, text, len);
        buf_text(out, "?=");
        text += len;
        left -= len;
    }
}

/* A control character is a blank, so that what is shown is one line. */
static void text_header(struct buf *out, const char *name, const char *text)
{
    char *clean = mem_text(text);

    for (char *at = clean; *at != '\0'; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = ' ';
    buf_format(out, "%s: ", name);
    if (plain_text(clean))
        buf_text(out, clean);
    else
        words_add(out, clean);
    buf_text(out, "\r\n");
    free(clean);
}

static void from_header(struct buf *out, const char *from, const char *address)
{
    const char *open = strchr(from, '<');
    char *name = open != NULL ? mem_text_n(from, (size_t)(open - from)) : NULL;
    size_t len = name != NULL ? strlen(name) : 0;

    while (len > 0 && (name[len - 1] == ' ' || name[len - 1] == '"'))
        name[--len] = '\0';
    if (len > 0) {
        buf_text(out, "From: ");
        words_add(out, name[0] == '"' ? name + 1 : name);
        buf_format(out, " <%s>\r\n", address);
    } else {
        buf_format(out, "From: <%s>\r\n", address);
    }
    free(name);
}

static void to_header(struct buf *out, const char *to)
{
    char address[LETTER_ADDRESS_MAX];
    const char *between = "To:";

    while (letter_next_address(&to, address) > 0) {
        buf_format(out, "%s <%s>", between, address);
        between = ",\r\n";
    }
    buf_text(out, "\r\n");
}

/* The C library's own names of days depend on the locale. */
static void date_header(struct buf *out, int64_t at)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed",
                                       "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr",
                                         "May", "Jun", "Jul", "Aug",
                                         "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = (time_t)(at / 1000);
    struct tm day;

    gmtime_r(&seconds, &day);
    buf_format(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n",
               days[day.tm_wday], day.tm_mday, months[day.tm_mon],
               day.tm_year + 1900, day.tm_hour, day.tm_min, day.tm_sec);
}

static bool word_safe(const char *text)
{
    for (; *text != '\0'; text++)
        if (!isalnum((unsigned char)*text) && *text != '-')
            return false;
    return true;
}

/* ---- the whole ----------------------------------------------------------- */

static void body_add(struct buf *out, const char *body)
{
    struct buf lines;

    buf_init(&lines);
    for (; *body != '\0'; body++) {
        if (*body == '\n')
            buf_text(&lines, "\r\n");
        else if (*body != '\r')
            buf_char(&lines, *body);
    }
    for (size_t at = 0; at < lines.len; at += LINE_BYTES) {
        size_t left = lines.len - at;

        base64_add(out, lines.bytes + at,
                   left < LINE_BYTES ? left : LINE_BYTES);
        buf_text(out, "\r\n");
    }
    buf_fini(&lines);
}

int letter_write(const struct letter *letter, struct buf *out, struct err *err)
{
    char from[LETTER_ADDRESS_MAX];

    buf_clear(out);
    if (!letter_address(letter->from, from) || !addresses_valid(letter->to))
        return err_set(err, ERR_INPUT, "the address cannot be written to");
    if (strlen(letter->body) > LETTER_BODY_MAX || !word_safe(letter->id) ||
        !word_safe(letter->lang))
        return err_set(err, ERR_LIMIT, "the mail is too long");
    date_header(out, letter->at);
    from_header(out, letter->from, from);
    to_header(out, letter->to);
    text_header(out, "Subject", letter->subject);
    buf_format(out, "Message-ID: <%s%s>\r\n", letter->id, strchr(from, '@'));
    buf_text(out, "MIME-Version: 1.0\r\n"
                  "Content-Type: text/plain; charset=utf-8\r\n"
                  "Content-Transfer-Encoding: base64\r\n"
                  "Auto-Submitted: auto-generated\r\n");
    if (*letter->lang != '\0')
        buf_format(out, "Content-Language: %s\r\n", letter->lang);
    buf_text(out, "\r\n");
    body_add(out, letter->body);
    return 0;
}
