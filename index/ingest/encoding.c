/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/encoding.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <utf8proc.h>

enum {
    SAMPLE = 64 * 1024, /* bytes that the guess is made from */
    GUESS_MIN = 24,     /* bytes; of fewer nothing can be guessed */
    GUESSES_MAX = 8,
    CONFIDENCE_MIN = 8,  /* of 100, for a guess to be tried */
    DECLARED_AT = 2048,  /* bytes in which a page says its encoding */
    DAMAGED_SHARE = 10,  /* UTF-8 with fewer wrong bytes than 1 in 10 */
    CONTROL_SHARE = 1000 /* control characters a text may have: 1 in 1000 */
};

/* A sample is scanned for these, so that whoever has one knows what to do. */
static const char *encoding_binary(const char *bytes, size_t len)
{
    static const struct {
        const char *magic;
        size_t len;
        const char *what;
    } rows[] = {
        {"%PDF", 4,
         "a PDF; make it text first (pdftotext FILE) and import "
         "that"},
        {"PK\x03\x04", 4,
         "a Word, Excel or zip file; save it as HTML or plain "
         "text, or unpack it first"},
        {"PK\x05\x06", 4, "an empty zip file"},
        {"\xD0\xCF\x11\xE0", 4,
         "an old Office file (.doc, .xls); save it as "
         "HTML or plain text first"},
        {"{\\rtf", 5,
         "a file in Rich Text Format; save it as HTML or plain "
         "text first"},
        {"\x89PNG", 4, "an image; what is written in it must be typed in"},
        {"\xFF\xD8\xFF", 3, "an image; what is written in it must be typed in"},
        {"GIF8", 4, "an image; what is written in it must be typed in"},
        {"II*\0", 4, "an image; what is written in it must be typed in"},
        {"MM\0*", 4, "an image; what is written in it must be typed in"},
        {"\x1F\x8B", 2, "packed (gzip); unpack it first"},
        {"7z\xBC\xAF", 4, "packed (7z); unpack it first"},
        {"Rar!", 4, "packed (rar); unpack it first"},
        {"\xFD"
         "7zXZ",
         5, "packed (xz); unpack it first"},
        {"\x28\xB5\x2F\xFD", 4, "packed (zstd); unpack it first"},
        {"BZh", 3, "packed (bzip2); unpack it first"},
        {"\x7F"
         "ELF",
         4, "a program"},
        {"SQLite format 3", 15, "a database"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (len >= rows[i].len &&
            memcmp(bytes, rows[i].magic, rows[i].len) == 0)
            return rows[i].what;
    if (len >= 12 && memcmp(bytes, "RIFF", 4) == 0 &&
        memcmp(bytes + 8, "WEBP", 4) == 0)
        return "an image; what is written in it must be typed in";
    return NULL;
}

/* The encoding that the first bytes say, with how many they are. */
static const char *mark_read(const char *bytes, size_t len, size_t *mark)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;
    const char *name = ucnv_detectUnicodeSignature(
        bytes, (int32_t)(len < 8 ? len : 8), &length, &status);

    *mark = name != NULL ? (size_t)length : 0;
    return U_SUCCESS(status) ? name : NULL;
}

/* How bytes are as UTF-8. */
struct utf8_look {
    size_t wrong, first_wrong; /* sequences, and where the first one is */
    size_t many;               /* right sequences of several bytes */
    bool cut;                  /* only its last character is not whole */
    size_t nuls, first_nul;
};

static struct utf8_look utf8_look(const char *bytes, size_t len)
{
    const utf8proc_uint8_t *text = (const utf8proc_uint8_t *)bytes;
    struct utf8_look look = {0};

    for (size_t at = 0; at < len;) {
        utf8proc_int32_t rune = 0;
        utf8proc_ssize_t size =
            utf8proc_iterate(text + at, (utf8proc_ssize_t)(len - at), &rune);

        if (bytes[at] == '\0' && look.nuls++ == 0)
            look.first_nul = at;
        look.many += size > 1;
        if (size <= 0) {
            if (look.wrong++ == 0)
                look.first_wrong = at;
            look.cut = look.wrong == 1 && len - at < 4 && text[at] >= 0xC2;
            size = 1;
            if (look.cut)
                return look;
        }
        at += (size_t)size;
    }
    return look;
}

/* A text has line breaks and blanks, but hardly any other control. */
static bool is_plausible(const struct buf *text)
{
    size_t controls = 0;

    for (size_t i = 0; i < text->len; i++) {
        unsigned char byte = (unsigned char)text->bytes[i];

        if (byte == 0)
            return false;
        controls += byte < 0x20 && strchr("\t\n\r\f\v\x1A\x1B", byte) == NULL;
    }
    return controls <= text->len / CONTROL_SHARE;
}

/* Convert all of it, strictly: false as soon as something does not fit. */
static bool convert(const char *name, const char *bytes, size_t len,
                    struct buf *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    const char *at = bytes, *end = bytes + len;

    buf_clear(out);
    if (U_FAILURE(status))
        return false;
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
                        &status);
    while (at < end && U_SUCCESS(status)) {
        UChar32 rune = ucnv_getNextUChar(converter, &at, end, &status);

        if (U_SUCCESS(status) && rune != 0xFFFD && rune != 0)
            buf_rune(out, rune);
        else if (status != U_INDEX_OUTOFBOUNDS_ERROR)
            status = U_SUCCESS(status) ? U_INVALID_CHAR_FOUND : status;
    }
    if (status == U_INDEX_OUTOFBOUNDS_ERROR && at == end)
        status = U_ZERO_ERROR; /* only a shift of state was left */
    ucnv_close(converter);
    return U_SUCCESS(status);
}

static bool try_encoding(const char *name, const char *bytes, size_t len,
                         struct decoded *out)
{
    if (strlen(name) >= sizeof out->name ||
        !convert(name, bytes + out->mark, len - out->mark, &out->text) ||
        !is_plausible(&out->text))
        return false;
    snprintf(out->name, sizeof out->name, "%s", name);
    return true;
}

/* What a page declares: charset=gb2312. The web means more by a name than
 * its standard does. */
static bool declared_read(const char *bytes, size_t len, char *out, size_t size)
{
    static const struct {
        const char *said, *meant;
    } rows[] = {{"gb2312", "GB18030"},       {"gbk", "GB18030"},
                {"x-gbk", "GB18030"},        {"iso-8859-1", "windows-1252"},
                {"ks_c_5601", "EUC-KR"},     {"x-sjis", "Shift_JIS"},
                {"big5-hkscs", "Big5-HKSCS"}};
    size_t n = 0, from = 0, end = len < DECLARED_AT ? len : DECLARED_AT;

    while (from + 8 < end && strncasecmp(bytes + from, "charset=", 8) != 0 &&
           strncasecmp(bytes + from, "encoding=", 9) != 0)
        from++;
    if (from + 8 >= end)
        return false;
    from = (size_t)((const char *)memchr(bytes + from, '=', end - from) + 1 -
                    bytes);
    while (from < end && strchr("\"' ", bytes[from]) != NULL)
        from++;
    while (from + n < end && n + 1 < size &&
           strchr("\"'> ;/?\t\r\n", bytes[from + n]) == NULL) {
        out[n] = bytes[from + n];
        n++;
    }
    out[n] = '\0';
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcasecmp(out, rows[i].said) == 0)
            snprintf(out, size, "%s", rows[i].meant);
    return n != 0;
}

/* ICU's guesses in their order, the first that fits. */
static bool guess(const char *bytes, size_t len, struct decoded *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    const UCharsetMatch **matches = NULL;
    int32_t count = 0;
    bool found = false;

    ucsdet_setText(detector, bytes, (int32_t)(len < SAMPLE ? len : SAMPLE),
                   &status);
    matches = ucsdet_detectAll(detector, &count, &status);
    for (int32_t i = 0;
         U_SUCCESS(status) && i < count && i < GUESSES_MAX && !found; i++) {
        const char *name = ucsdet_getName(matches[i], &status);

        if (ucsdet_getConfidence(matches[i], &status) < CONFIDENCE_MIN ||
            strcmp(name, "UTF-8") == 0)
            continue;
        if (strncmp(name, "ISO-8859-1", 11) == 0)
            name = "windows-1252"; /* its superset, as the web means it */
        found = try_encoding(name, bytes, len, out);
    }
    ucsdet_close(detector);
    return found;
}

static int take_utf8(const char *bytes, size_t len, struct decoded *out)
{
    buf_clear(&out->text);
    buf_add(&out->text, bytes + out->mark, len - out->mark);
    snprintf(out->name, sizeof out->name, "UTF-8");
    return 0;
}

/* Bytes that say nothing of themselves and are no UTF-8. */
static int decode_other(const char *bytes, size_t len, struct decoded *out,
                        struct err *err)
{
    struct utf8_look look = utf8_look(bytes, len);
    char declared[ENCODING_NAME_MAX];
    bool damaged =
        look.many > 0 && look.wrong <= look.many / DAMAGED_SHARE + look.cut;

    if (look.wrong == 0 && look.nuls == 0)
        return take_utf8(bytes, len, out);
    if (declared_read(bytes, len, declared, sizeof declared) &&
        strncasecmp(declared, "utf", 3) != 0 &&
        try_encoding(declared, bytes, len, out))
        return 0;
    if (look.nuls == 0 && damaged && look.cut)
        return err_set(err, ERR_INPUT,
                       "the text ends inside of a character (byte %zu): it was "
                       "cut off; get the whole file",
                       look.first_wrong + 1);
    if (look.nuls == 0 && damaged)
        return err_set(err, ERR_INPUT,
                       "byte %zu (0x%02x) is not UTF-8, which the rest is; the "
                       "file is damaged",
                       look.first_wrong + 1,
                       (unsigned char)bytes[look.first_wrong]);
    if (len >= GUESS_MIN && guess(bytes, len, out))
        return 0;
    if (look.nuls != 0)
        return err_set(err, ERR_INPUT,
                       "byte %zu (0x00) is in no text; the file is binary or "
                       "damaged",
                       look.first_nul + 1);
    return err_set(err, ERR_INPUT,
                   "byte %zu (0x%02x) is not UTF-8, and no other encoding fits "
                   "either; convert the text to UTF-8 first",
                   look.first_wrong + 1,
                   (unsigned char)bytes[look.first_wrong]);
}

int encoding_decode(const char *bytes, size_t len, struct decoded *out,
                    struct err *err)
{
    const char *what = encoding_binary(bytes, len), *name = NULL;

    *out = (struct decoded){0};
    buf_init(&out->text);
    if (what != NULL)
        return err_set(err, ERR_INPUT, "it is %s", what);
    name = mark_read(bytes, len, &out->mark);
    if (name == NULL)
        return decode_other(bytes, len, out, err);
    if (try_encoding(name, bytes, len, out))
        return 0;
    return err_set(err, ERR_INPUT,
                   "its first bytes say %s, but it is not that as a whole: it "
                   "was cut off or is damaged",
                   name);
}

void decoded_fini(struct decoded *decoded)
{
    buf_fini(&decoded->text);
    decoded->name[0] = '\0';
}

static size_t rune_size(UChar32 rune)
{
    return rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
}

void encoding_places(const struct decoded *decoded, const char *bytes,
                     size_t len, size_t *places, size_t count)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = NULL;
    const char *at = bytes + decoded->mark, *end = bytes + len;
    size_t written = 0, next = 0;

    if (strcmp(decoded->name, "UTF-8") == 0) {
        for (size_t i = 0; i < count; i++)
            places[i] += decoded->mark;
        return;
    }
    converter = ucnv_open(decoded->name, &status);
    while (next < count && U_SUCCESS(status)) {
        size_t here = (size_t)(at - bytes);
        UChar32 rune = 0;

        while (next < count && places[next] <= written)
            places[next++] = here;
        rune = ucnv_getNextUChar(converter, &at, end, &status);
        written += U_SUCCESS(status) ? rune_size(rune) : 0;
    }
    while (next < count)
        places[next++] = len;
    ucnv_close(converter);
}
