/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in any encoding become UTF-8, or are refused with the reason. */
#include "test_dir.h"

#include <unicode/ucnv.h>

#include "base/buf.h"
#include "ingest/encoding.h"

static const char simplified[] =
    "为了扩大对外开放，促进外商投资，保护外商投资合法权益，制定本条例。\n"
    "第二条 外国投资者在本市投资，适用本条例。给予最高100万元奖励。\n";
static const char traditional[] =
    "為了擴大對外開放，促進外商投資，保護投資者的權益，特訂定本辦法。\n"
    "第二條 外國投資者在本市設立公司，應向主管機關申請核准。\n";
static const char japanese[] =
    "この条例は、外国投資を促進し、投資家の権利を保護することを目的とする。\n"
    "第二条 市内の投資については、この条例を適用するものとする。\n";
static const char korean[] =
    "이 조례는 외국인 투자를 촉진하고 투자자의 권익을 보호함을 목적으로 한다.\n"
    "제2조 시에서의 투자에 대하여는 이 조례를 적용한다.\n";
static const char german[] =
    "Verordnung über die Förderung ausländischer Investitionen. Sie dient der "
    "Öffnung und schützt die Rechte der Anleger während der Gründung.\n";
static const char russian[] =
    "Настоящее положение принято для привлечения иностранных инвестиций и "
    "защиты прав инвесторов. Оно действует на территории города.\n";
static const char arabic[] =
    "تهدف هذه اللائحة إلى تشجيع الاستثمار الأجنبي وحماية حقوق المستثمرين في "
    "المدينة وتنظيم إجراءات التسجيل والترخيص.\n";

/* text in an encoding of ICU. */
static void written(const char *text, const char *encoding, const char *mark,
                    size_t mark_len, struct buf *out)
{
    UErrorCode status = U_ZERO_ERROR;
    char bytes[4096];
    int32_t len = ucnv_convert(encoding, "UTF-8", bytes, sizeof bytes, text,
                               (int32_t)strlen(text), &status);

    if (U_FAILURE(status))
        fail_msg("%s: %s", encoding, u_errorName(status));
    buf_clear(out);
    buf_add(out, mark, mark_len);
    buf_add(out, bytes, (size_t)len);
}

/* Each character of the text stands where its place says. */
static void places_hold(const char *row, const struct decoded *decoded,
                        const struct buf *file)
{
    size_t places[2];
    size_t at = 0, last = 0;

    while (at < decoded->text.len) {
        size_t next = at + 1;
        char again[16];
        UErrorCode status = U_ZERO_ERROR;
        int32_t len = 0;

        while (next < decoded->text.len &&
               ((unsigned char)decoded->text.bytes[next] & 0xC0) == 0x80)
            next++;
        places[0] = at;
        places[1] = next;
        encoding_places(decoded, file->bytes, file->len, places, 2);
        len = ucnv_convert("UTF-8", decoded->name, again, sizeof again,
                           file->bytes + places[0],
                           (int32_t)(places[1] - places[0]), &status);
        if (U_FAILURE(status) || (size_t)len != next - at ||
            memcmp(again, decoded->text.bytes + at, (size_t)len) != 0 ||
            places[0] < last)
            fail_msg("%s: byte %zu is not at %zu", row, at, places[0]);
        last = places[0];
        at = next;
    }
}

static void any_encoding(void **state)
{
    static const struct {
        const char *text, *encoding, *mark;
        size_t mark_len;
    } rows[] = {
        {simplified, "UTF-8", "", 0},
        {simplified, "UTF-8", "\xEF\xBB\xBF", 3},
        {simplified, "GB18030", "", 0},
        {simplified, "UTF-16LE", "\xFF\xFE", 2},
        {simplified, "UTF-16BE", "\xFE\xFF", 2},
        {german, "UTF-16LE", "\xFF\xFE", 2},
        {simplified, "UTF-32LE", "\xFF\xFE\0\0", 4},
        {traditional, "Big5", "", 0},
        {japanese, "Shift_JIS", "", 0},
        {japanese, "EUC-JP", "", 0},
        {korean, "EUC-KR", "", 0},
        {german, "windows-1252", "", 0},
        {russian, "windows-1251", "", 0},
        {russian, "KOI8-R", "", 0},
        {arabic, "windows-1256", "", 0},
    };
    struct buf file;

    (void)state;
    buf_init(&file);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct decoded decoded;
        struct err err = {0};
        char row[64];

        snprintf(row, sizeof row, "row %zu (%s)", i, rows[i].encoding);
        written(rows[i].text, rows[i].encoding, rows[i].mark, rows[i].mark_len,
                &file);
        if (encoding_decode(file.bytes, file.len, &decoded, &err) < 0)
            fail_msg("%s: %s", row, err.text);
        if (strcmp(decoded.text.bytes, rows[i].text) != 0)
            fail_msg("%s: read as %s: %.60s", row, decoded.name,
                     decoded.text.bytes);
        places_hold(row, &decoded, &file);
        decoded_fini(&decoded);
        decoded_fini(&decoded);
    }
    buf_fini(&file);
}

/* What a page says of itself counts before what one would guess. */
static void declared(void **state)
{
    static const struct {
        const char *head, *encoding;
    } rows[] = {
        {"<html><meta charset=gb2312><p>", "GB18030"},
        {"<html><meta charset=\"GBK\"><p>", "GB18030"},
        {"<meta http-equiv=Content-Type content=\"text/html; "
         "charset=big5\"><p>",
         "Big5"},
        {"<?xml version=\"1.0\" encoding=\"Big5\"?><p>", "Big5"},
    };
    struct buf file, page;

    (void)state;
    buf_init(&file);
    buf_init(&page);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct decoded decoded;
        struct err err = {0};

        buf_clear(&page);
        buf_format(&page, "%s%s", rows[i].head, "投資");
        written(page.bytes, rows[i].encoding, "", 0, &file);
        if (encoding_decode(file.bytes, file.len, &decoded, &err) < 0 ||
            strcmp(decoded.text.bytes, page.bytes) != 0)
            fail_msg("row %zu: %s", i, err.text);
        decoded_fini(&decoded);
    }
    buf_fini(&file);
    buf_fini(&page);
}

static void refused_with_reason(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *says;
    } rows[] = {
        {"%PDF-1.7\n", 9, "PDF"},
        {"PK\x03\x04\x14\0", 6, "Word, Excel or zip"},
        {"\xD0\xCF\x11\xE0\xA1\xB1", 6, "old Office"},
        {"{\\rtf1\\ansi", 11, "Rich Text"},
        {"\x89PNG\r\n\x1a\n", 8, "image"},
        {"\xFF\xD8\xFF\xE0", 4, "image"},
        {"GIF89a", 6, "image"},
        {"RIFF\x10\0\0\0WEBPVP8 ", 16, "image"},
        {"\x1F\x8B\x08\0", 4, "gzip"},
        {"\x7F"
         "ELF\x02\x01",
         6, "program"},
        {"SQLite format 3\0", 16, "database"},
        {"Abs\0tract", 9, "byte 4 (0x00)"},
        {"ab\xff", 3, "byte 3 (0xff)"},
        {"\xFF\xFE"
         "a\0b",
         5, "UTF-16LE"},
        {"\xEF\xBB\xBF"
         "a\xff",
         5, "UTF-8"},
        {"很多很多很多\xE5", 19, "cut off"},
        {"很多很多很多\xE5\xBE", 20, "cut off"},
        {"很多很多很多很多很多很多\xE5很多", 43, "byte 37 (0xe5)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct decoded decoded;
        struct err err = {0};

        if (encoding_decode(rows[i].bytes, rows[i].len, &decoded, &err) != -1 ||
            err.code != ERR_INPUT || strstr(err.text, rows[i].says) == NULL)
            fail_msg("row %zu: %s", i, err.text);
        decoded_fini(&decoded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_encoding),
        cmocka_unit_test(declared),
        cmocka_unit_test(refused_with_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
