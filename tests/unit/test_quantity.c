/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_quantity.c - amounts as ten languages write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/buf.h"
#include "text/fold.h"
#include "text/quantity.h"

static const struct {
    enum lang lang;
    const char *text, *found;
} rows[] = {
    /* English */
    {LANG_EN, "", ""},
    {LANG_EN, "no number here", ""},
    {LANG_EN, "We invest 50 million RMB", "50000000 CNY"},
    {LANG_EN, "RMB 50 million", "50000000 CNY"},
    {LANG_EN, "CNY50m, USD 3bn", "50000000 CNY|3000000000 USD"},
    {LANG_EN, "US$1.5 billion", "1500000000 USD"},
    {LANG_EN, "$50m - $80m", "50000000..80000000 USD"},
    {LANG_EN, "$50-80m", "50000000..80000000 USD"},
    {LANG_EN, "50k euros", "50000 EUR"},
    {LANG_EN, "50M yuan", "50000000 CNY"},
    {LANG_EN, "50 million Chinese yuan", "50000000 CNY"},
    {LANG_EN, "20 million US dollars", "20000000 USD"},
    {LANG_EN, "millions of yuan", ""},
    {LANG_EN, "£2.5m", "2500000 GBP"},
    {LANG_EN, "5,000,000.50 EUR", "5000000.5 EUR"},
    {LANG_EN, "1,500 people", "1500"},
    {LANG_EN, "between 5 and 20 million dollars", "5000000..20000000 USD"},
    {LANG_EN, "from 5 to 20 million USD", "5000000..20000000 USD"},
    {LANG_EN, "5-20%", "0.05..0.2 %"},
    {LANG_EN, "5% to 20%", "0.05..0.2 %"},
    {LANG_EN, "12 percent, 3 per cent", "0.12 %|0.03 %"},
    {LANG_EN, "30 mu or 2ha or 5 hectares", "20000 m2|20000 m2|50000 m2"},
    {LANG_EN, "10,000 m2, 800 sqm, 900 square metres",
     "10000 m2|800 m2|900 m2"},
    {LANG_EN, "1.5 km² and 3 sq km", "1500000 m2|3000000 m2"},
    {LANG_EN, "20 acres", "80937.12845 m2"},
    {LANG_EN, "10 km from the port, 8m high", "10000 m|8 m"},
    {LANG_EN, "7 working days, 3 business days", "7 working_day|3 working_day"},
    {LANG_EN, "a 3-year lease, 24 hours, 6 months", "3 year|24 hour|6 month"},
    {LANG_EN, "2-3 weeks", "2..3 week"},
    {LANG_EN, "the 4S shop at M11, G60, COVID-19 and 3D", ""},
    {LANG_EN, "ISO 9001 in 2025", "9001|2025"},
    {LANG_EN, "call 0512-6288-1234 or +86-512-62881234", ""},
    {LANG_EN, "on 2025-03-01 at 9:30, 24/7, v1.2.3", ""},
    {LANG_EN, "100 employees", "100"},
    {LANG_EN, "the 1st and 2nd phase", ""},
    {LANG_EN, "ten million yuan", "10000000 CNY"},
    {LANG_EN, "two hundred million RMB", "200000000 CNY"},
    {LANG_EN, "invest -50 million yuan", "-50000000 CNY"},
    {LANG_EN, "2010-50 million yuan", "2010..50000000 CNY"},
    {LANG_EN, "20 -50 million yuan", "20|50000000 CNY"},
    {LANG_ZH_HANS, "不超过多少万元", ""},
    {LANG_JA, "何億円", ""},
    {LANG_EN, "half a billion dollars", "500000000 USD"},
    {LANG_EN, "twenty five percent", "0.25 %"},
    {LANG_EN, "25 basis points, 30 bp", "0.0025 %|0.003 %"},
    {LANG_EN, "3 percentage points", "0.03 %"},
    {LANG_EN, "two dozen people, a dozen", "24|12"},
    {LANG_EN, "dozens of people at BP", ""},
    {LANG_EN, "a quarter of a million dollars", "250000 USD"},
    {LANG_EN, "one and a half million yuan", "1500000 CNY"},
    {LANG_DE, "ein Dutzend Leute, 25 Basispunkte", "12|0.0025 %"},
    {LANG_DE, "anderthalb Millionen Euro", "1500000 EUR"},
    {LANG_DE, "eine halbe Million Euro", "500000 EUR"},
    {LANG_FR, "une douzaine de salariés, 25 points de base", "12|0.0025 %"},
    {LANG_ES, "una docena, 25 puntos básicos", "12|0.0025 %"},
    {LANG_RU, "полтора миллиона юаней", "1500000 CNY"},
    {LANG_ZH_HANS, "25个基点，3个百分点", "0.0025 %|0.03 %"},
    {LANG_ZH_HANS, "一亿五千万元", "150000000 CNY"},
    {LANG_EN, "one question about ten parks", ""},
    {LANG_EN, "since 13 October 2020, on March 5, 2025, in May 2024", ""},
    {LANG_EN, "500 may apply, marching 5 km", "500|5000 m"},
    {LANG_EN, "five to ten million euros", "5000000..10000000 EUR"},
    {LANG_EN, "a million dollars, several million dollars", "1000000 USD"},
    {LANG_EN, "invest about 50m in a hall", "50000000"},
    {LANG_EN, "a 50M investment", "50000000"},
    {LANG_EN, "a 20m project", "20000000"},
    {LANG_EN, "a hall 50m wide", "50 m"},
    {LANG_EN, "one hundred and fifty million yuan", "150000000 CNY"},
    {LANG_EN, "20,000 a year", "20000"},
    {LANG_EN, "thirty working days", "30 working_day"},
    /* Simplified Chinese */
    {LANG_ZH_HANS, "注册资本5000万元人民币，用地30亩", "50000000 CNY|20000 m2"},
    {LANG_ZH_HANS, "人民币5000万元", "50000000 CNY"},
    {LANG_ZH_HANS, "投资2亿美元", "200000000 USD"},
    {LANG_ZH_HANS, "五千万元、两亿美元", "50000000 CNY|200000000 USD"},
    {LANG_ZH_HANS, "3亿5000万元", "350000000 CNY"},
    {LANG_ZH_HANS, "1万5000元", "15000 CNY"},
    {LANG_ZH_HANS, "一点五亿欧元", "150000000 EUR"},
    {LANG_ZH_HANS, "500万～1000万元", "5000000..10000000 CNY"},
    {LANG_ZH_HANS, "500-1000万元", "5000000..10000000 CNY"},
    {LANG_ZH_HANS, "5%~20%", "0.05..0.2 %"},
    {LANG_ZH_HANS, "５％至２０％", "0.05..0.2 %"},
    {LANG_ZH_HANS, "百分之十二", "0.12 %"},
    {LANG_ZH_HANS, "百分之5到百分之10", "0.05..0.1 %"},
    {LANG_ZH_HANS, "千分之三", "0.003 %"},
    {LANG_ZH_HANS, "￥500万", "5000000 CNY"},
    {LANG_ZH_HANS, "100元 200元", "100 CNY|200 CNY"},
    {LANG_ZH_HANS, "10公顷、2平方公里、3万平方米、800㎡",
     "100000 m2|2000000 m2|30000 m2|800 m2"},
    {LANG_ZH_HANS, "30个工作日内，3个月，两年，15天",
     "30 working_day|3 month|2 year|15 day"},
    {LANG_ZH_HANS, "2025年3月1日起", ""},
    {LANG_ZH_HANS, "二〇二五年三月", ""},
    {LANG_ZH_HANS, "容积率2.0", "2"},
    {LANG_ZH_HANS, "三", "3"},
    {LANG_ZH_HANS, "十二家企业，三个城市", "12|3"},
    {LANG_ZH_HANS, "一事一议，一般，统一，十分，万科，三星", ""},
    {LANG_ZH_HANS, "第二十二条，第5条", ""},
    {LANG_ZH_HANS, "数千万元，几百人", ""},
    {LANG_ZH_HANS, "一亿二千万", "120000000"},
    {LANG_ZH_HANS, "三百二十人", "320"},
    {LANG_ZH_HANS, "4S店和G60走廊", ""},
    {LANG_ZH_HANS, "1000万元以上、最高2000万", "10000000 CNY|20000000"},
    {LANG_ZH_HANS, "十万元以上五十万元以下", "100000 CNY|500000 CNY"},
    {LANG_ZH_HANS, "六个月以上三年以下", "6 month|3 year"},
    {LANG_ZH_HANS, "上千万元", ""},
    {LANG_ZH_HANS, "壹佰万元整", "1000000 CNY"},
    {LANG_ZH_HANS, "千万元", "10000000 CNY"},
    {LANG_ZH_HANS, "50多亿元，30余家", "5000000000 CNY|30"},
    {LANG_ZH_HANS, "600多平方米，一次性奖励，二次電池", "600 m2"},
    {LANG_ZH_HANS, "半年内，半导体，一半", "0.5 year"},
    {LANG_ZH_HANS, "三到五年", "3..5 year"},
    {LANG_ZH_HANS, "三成，三成员，5日本企业", "0.3 %|5"},
    {LANG_ZH_HANS, "5000元/平方米", "5000 CNY"},
    {LANG_ZH_HANS, "不超过100万元（含100万元）", "1000000 CNY|1000000 CNY"},
    {LANG_ZH_HANS, "20兆瓦，2兆元", "20|2e+12 CNY"},
    /* Traditional Chinese */
    {LANG_ZH_HANT, "5000萬元人民幣", "50000000 CNY"},
    {LANG_ZH_HANT, "兩億美元，30畝，三個月", "200000000 USD|20000 m2|3 month"},
    {LANG_ZH_HANT, "新臺幣500萬元", "5000000 TWD"},
    {LANG_ZH_HANT, "7個工作天", "7 working_day"},
    {LANG_ZH_HANT, "1億港幣", "100000000 HKD"},
    {LANG_ZH_HANT, "500坪", "1652.892562 m2"},
    /* Japanese */
    {LANG_JA, "5千万元", "50000000 CNY"},
    {LANG_JA, "１，０００万円", "10000000 JPY"},
    {LANG_JA, "3億円から5億円", "300000000..500000000 JPY"},
    {LANG_JA, "5%から20%", "0.05..0.2 %"},
    {LANG_JA, "¥500万", "5000000 JPY"},
    {LANG_JA, "200万ドル、100万ユーロ", "2000000 USD|1000000 EUR"},
    {LANG_JA, "人民元5000万", "50000000 CNY"},
    {LANG_JA, "10営業日以内、3ヶ月、2時間、5年間",
     "10 working_day|3 month|2 hour|5 year"},
    {LANG_JA, "3ヘクタール、500平方メートル、2パーセント",
     "30000 m2|500 m2|0.02 %"},
    {LANG_JA, "3割", "0.3 %"},
    {LANG_JA, "2025年4月1日", ""},
    /* Korean */
    {LANG_KO, "5000만 위안", "50000000 CNY"},
    {LANG_KO, "3억 5천만 위안을", "350000000 CNY"},
    {LANG_KO, "1억5000만원", "150000000 KRW"},
    {LANG_KO, "2백만 달러", "2000000 USD"},
    {LANG_KO, "오천만 위안", "50000000 CNY"},
    {LANG_KO, "10억 원", "1000000000 KRW"},
    {LANG_KO, "5%에서 20%", "0.05..0.2 %"},
    {LANG_KO, "10영업일, 3개월, 2년, 5일",
     "10 working_day|3 month|2 year|5 day"},
    {LANG_KO, "3헥타르, 100평, 500평방미터", "30000 m2|330.5785124 m2|500 m2"},
    {LANG_KO, "공유 사무실, 타이위안, 자오위안, 하이엔드", ""},
    {LANG_KO, "백만 위안", "1000000 CNY"},
    {LANG_KO, "2025년 3월 1일", ""},
    {LANG_KO, "이 사업은 일자리 만 명", ""},
    /* German */
    {LANG_DE, "50 Mio. CNY und 5 Mrd. Euro", "50000000 CNY|5000000000 EUR"},
    {LANG_DE, "1,5 Millionen Euro", "1500000 EUR"},
    {LANG_DE, "1.500 Quadratmeter", "1500 m2"},
    {LANG_DE, "1.234.567,89 €", "1234567.89 EUR"},
    {LANG_DE, "5 bis 20 Millionen Yuan", "5000000..20000000 CNY"},
    {LANG_DE, "von 3 auf 8 Millionen Yuan", "3000000..8000000 CNY"},
    {LANG_DE, "zwischen 5 und 20 Prozent", "0.05..0.2 %"},
    {LANG_DE, "10 Werktage, 5 Arbeitstagen, 3 Monate, 2 Jahre",
     "10 working_day|5 working_day|3 month|2 year"},
    {LANG_DE, "3 Hektar, 500 qm", "30000 m2|500 m2"},
    {LANG_DE, "zwei Millionen Euro", "2000000 EUR"},
    {LANG_DE, "am 4. Juni 2025 und im Juni 2026", ""},
    {LANG_FR, "le 1er mars 2025", ""},
    {LANG_ES, "el 5 de mayo de 2025", ""},
    {LANG_RU, "5 марта 2025 года, в июне", ""},
    {LANG_DE, "dreißig Millionen Euro", "30000000 EUR"},
    {LANG_DE, "1 Billion Yuan", "1e+12 CNY"},
    {LANG_DE, "500 Tsd. US-Dollar", "500000 USD"},
    /* French */
    {LANG_FR, "5 millions d'euros", "5000000 EUR"},
    {LANG_FR, "5 millions d’euros", "5000000 EUR"},
    {LANG_FR, "50 millions de yuans", "50000000 CNY"},
    {LANG_FR, "2,5 milliards de dollars", "2500000000 USD"},
    {LANG_FR, "5 000 000 €", "5000000 EUR"},
    {LANG_FR,
     "5\xE2\x80\xAF"
     "000\xC2\xA0"
     "000 €",
     "5000000 EUR"},
    {LANG_FR, "de 5 à 20 %", "0.05..0.2 %"},
    {LANG_FR, "entre 5 et 20 millions d'euros", "5000000..20000000 EUR"},
    {LANG_FR, "10 jours ouvrables, 3 mois, 2 ans",
     "10 working_day|3 month|2 year"},
    {LANG_FR, "3 hectares, 500 mètres carrés, 12 pour cent",
     "30000 m2|500 m2|0.12 %"},
    {LANG_FR, "un million de yuans", "1000000 CNY"},
    {LANG_FR, "3 M€", "3000000 EUR"},
    /* Russian */
    {LANG_RU, "1,5 млн юаней", "1500000 CNY"},
    {LANG_RU, "2,5 млрд долларов США", "2500000000 USD"},
    {LANG_RU, "50 миллионов юаней", "50000000 CNY"},
    {LANG_RU, "500 тыс. евро", "500000 EUR"},
    {LANG_RU, "5 000 000 рублей", "5000000 RUB"},
    {LANG_RU, "от 5 до 20 процентов", "0.05..0.2 %"},
    {LANG_RU, "10 рабочих дней, 3 месяца, 2 года, 5 лет",
     "10 working_day|3 month|2 year|5 year"},
    {LANG_RU, "3 га, 500 кв. м, 20 му", "30000 m2|500 m2|13333.33333 m2"},
    {LANG_RU, "два миллиона юаней", "2000000 CNY"},
    {LANG_RU, "5–20 млн долл. США", "5000000..20000000 USD"},
    /* Spanish */
    {LANG_ES, "5 mil millones de yuanes", "5000000000 CNY"},
    {LANG_ES, "50 millones de dólares", "50000000 USD"},
    {LANG_ES, "1.500.000 euros", "1500000 EUR"},
    {LANG_ES, "1,5 millones de euros", "1500000 EUR"},
    {LANG_ES, "de 5 a 20 millones de euros", "5000000..20000000 EUR"},
    {LANG_ES, "entre 5 y 20 por ciento", "0.05..0.2 %"},
    {LANG_ES, "10 días hábiles, 3 meses, 2 años",
     "10 working_day|3 month|2 year"},
    {LANG_ES, "3 hectáreas, 500 metros cuadrados", "30000 m2|500 m2"},
    {LANG_ES, "dos millones de yuanes", "2000000 CNY"},
    {LANG_ES, "al año, un parque, dos parques", ""},
    {LANG_ES, "dos años", "2 year"},
    /* Arabic */
    {LANG_AR, "٥٠ مليون يوان", "50000000 CNY"},
    {LANG_AR, "50 مليون دولار أمريكي", "50000000 USD"},
    {LANG_AR, "٢٫٥ مليار يورو", "2500000000 EUR"},
    {LANG_AR, "١٬٥٠٠ متر مربع", "1500 m2"},
    {LANG_AR, "من 5 إلى 20 في المئة", "0.05..0.2 %"},
    {LANG_AR, "١٢٪ و 5%", "0.12 %|0.05 %"},
    {LANG_AR, "10 أيام عمل، 3 أشهر، 5 سنوات", "10 working_day|3 month|5 year"},
    {LANG_AR, "3 هكتارات", "30000 m2"},
    {LANG_AR, "خمسة ملايين يوان", "5000000 CNY"},
    {LANG_AR, "مليون دولار", "1000000 USD"},
    /* what is written in another language than the message's */
    {LANG_EN, "我们投资5000万元", "50000000 CNY"},
    {LANG_ZH_HANS, "invest 50 million RMB", "50000000 CNY"},
    {LANG_EN, "1.234.567,89", "1234567.89"},
    {LANG_DE, "1,234,567.89", "1234567.89"},
    {LANG_EN, "5.5.2025", ""},
    {LANG_EN, "12345678901234567890", ""},
    {LANG_EN, "0.5, 0,125 and .5", "0.5|0.125|5"},
};

static void show(struct buf *shown, const struct quantity *q)
{
    static const char *const names[] = {"", "", " %", "", "", ""};

    buf_format(shown, "%s%.10g", shown->len != 0 ? "|" : "", q->low);
    if (q->high != q->low)
        buf_format(shown, "..%.10g", q->high);
    buf_text(shown, names[q->type]);
    if (q->unit[0] != '\0')
        buf_format(shown, " %s", q->unit);
}

static void test_rows(void **state)
{
    struct arena *arena = arena_new();
    struct buf shown;
    int failed = 0;

    (void)state;
    buf_init(&shown);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct quantities found;

        arena_reset(arena);
        buf_clear(&shown);
        quantity_find(rows[i].text, strlen(rows[i].text), rows[i].lang, arena,
                      &found);
        for (size_t k = 0; k < found.count; k++)
            show(&shown, &found.items[k]);
        if (strcmp(shown.bytes, rows[i].found) == 0)
            continue;
        failed++;
        print_error("row %zu: %s: %s, not %s\n", i, rows[i].text, shown.bytes,
                    rows[i].found);
    }
    buf_fini(&shown);
    arena_free(&arena);
    assert_int_equal(failed, 0);
}

/* A turn reads the folded message: the same amounts, but for a capital M. */
static void test_folded(void **state)
{
    struct arena *arena = arena_new();
    struct buf shown, folded;
    int failed = 0;

    (void)state;
    buf_init(&shown);
    buf_init(&folded);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct quantities found;

        arena_reset(arena);
        buf_clear(&shown);
        buf_clear(&folded);
        fold_text(rows[i].text, strlen(rows[i].text), &folded);
        quantity_find(folded.bytes, folded.len, rows[i].lang, arena, &found);
        for (size_t k = 0; k < found.count; k++)
            show(&shown, &found.items[k]);
        if (strcmp(shown.bytes, rows[i].found) == 0)
            continue;
        failed++;
        print_error("row %zu: %s: %s, not %s\n", i, folded.bytes, shown.bytes,
                    rows[i].found);
    }
    buf_fini(&shown);
    buf_fini(&folded);
    arena_free(&arena);
    assert_int_equal(failed, 0);
}

/* The stretch of the text that is the quantity: with its currency, unit and
 * both sides of a range, and nothing more. */
static const struct {
    enum lang lang;
    const char *text, *stretch;
} stretches[] = {
    {LANG_EN, "We put RMB 50 million in", "RMB 50 million"},
    {LANG_EN, "(US$50m)", "US$50m"},
    {LANG_EN, "from 5 to 20 million USD.", "5 to 20 million USD"},
    {LANG_ZH_HANS, "资本５０００万元人民币，", "５０００万元人民币"},
    {LANG_ZH_HANS, "面积800㎡左右", "800㎡"},
    {LANG_ZH_HANS, "按百分之十二计", "百分之十二"},
    {LANG_ZH_HANS, "共3000 万 元", "3000 万 元"},
    {LANG_KO, "약 3억 5천만 위안을", "3억 5천만 위안"},
    {LANG_FR, "soit 5 000 000 €.", "5 000 000 €"},
    {LANG_AR, "مبلغ ٥٠ مليون يوان.", "٥٠ مليون يوان"},
    {LANG_RU, "около 1,5 млн юаней в год", "1,5 млн юаней"},
    {LANG_ZH_HANT, "約兩億美元。", "兩億美元"},
};

static void test_stretches(void **state)
{
    struct arena *arena = arena_new();
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches; i++) {
        const char *text = stretches[i].text, *want = stretches[i].stretch;
        struct quantities found;

        quantity_find(text, strlen(text), stretches[i].lang, arena, &found);
        if (found.count == 1 &&
            found.items[0].to - found.items[0].from == strlen(want) &&
            memcmp(text + found.items[0].from, want, strlen(want)) == 0)
            continue;
        failed++;
        print_error("row %zu: %s: %zu found, %.*s\n", i, text, found.count,
                    found.count != 0
                        ? (int)(found.items[0].to - found.items[0].from)
                        : 0,
                    found.count != 0 ? text + found.items[0].from : "");
    }
    arena_free(&arena);
    assert_int_equal(failed, 0);
}

/* Pieces of notation in any order: stretches lie in the text, at characters,
 * one behind the other. */
static void test_any(void **state)
{
    static const char *const pieces[] = {
        "5",    "0",     "12",   "200",      ".",       ",",       "-",
        "~",    " ",     "%",    "万",       "亿",      "元",      "百分之",
        "五",   "十",    "$",    "RMB",      "¥",       "m",       "M",
        "k",    " to ",  "至",   "억",       "만",      "오",      "위안",
        "млн",  "юаней", "٥",    "٫",        "年",      "月",      "日",
        "㎡",   "mil",   " de ", "'",        "/",       ":",       "²",
        "第",   "a",     "é",    "😀",        "million", "亩",      "half a ",
        "two ", "مليون", " و",   "between ", " and ",   "\xC2\xA0"};
    const size_t count = sizeof pieces / sizeof *pieces;
    struct arena *arena = arena_new();
    unsigned seed = 7;
    struct buf text;

    (void)state;
    buf_init(&text);
    for (int round = 0; round < 20000; round++) {
        struct quantities found;
        size_t last = 0;

        arena_reset(arena);
        buf_clear(&text);
        for (int i = 0; i < 12; i++) {
            seed = seed * 1103515245u + 12345u;
            buf_text(&text, pieces[(seed >> 16) % count]);
        }
        quantity_find(text.bytes, text.len, (enum lang)(round % LANG_COUNT),
                      arena, &found);
        for (size_t i = 0; i < found.count; i++) {
            const struct quantity *q = &found.items[i];

            if (q->from < last || q->to <= q->from || q->to > text.len ||
                ((unsigned char)text.bytes[q->from] & 0xC0) == 0x80 ||
                ((unsigned char)text.bytes[q->to] & 0xC0) == 0x80 ||
                !(q->low <= q->high) ||
                (q->low < 0 && q->type != QUANTITY_MONEY))
                fail_msg("round %d quantity %zu of %s", round, i, text.bytes);
            last = q->to;
        }
    }
    buf_fini(&text);
    arena_free(&arena);
}

/* The longest text there may be, of one piece again and again. */
static void test_long(void **state)
{
    static const char *const pieces[] = {
        "1",        "1,", "1.",        "1 ",       "1 000 ",
        "五",       "千", "万",        "1万",      "5-",
        "5 to ",    "$",  "$5",        "元",       "百分之",
        "1/",       "억", "오",        "between ", "between 1 and ",
        "million ", "1m", "2025年3月", "two ",     "hundred ",
        "half a ",  "0"};
    struct arena *arena = arena_new();
    struct buf text;

    (void)state;
    buf_init(&text);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct quantities found;
        clock_t start = clock();

        arena_reset(arena);
        buf_clear(&text);
        while (text.len < 70000)
            buf_text(&text, pieces[i]);
        quantity_find(text.bytes, text.len, LANG_FR, arena, &found);
        if (clock() - start > 2 * CLOCKS_PER_SEC)
            fail_msg("row %zu: %s takes too long", i, pieces[i]);
    }
    buf_fini(&text);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),      cmocka_unit_test(test_folded),
        cmocka_unit_test(test_stretches), cmocka_unit_test(test_any),
        cmocka_unit_test(test_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
