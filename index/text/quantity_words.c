/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers spelled in words, as far as people spell amounts: "two hundred
 * million", "fünfzig Millionen", "نصف مليون". They count only where a scale
 * word or a unit follows; an article only before a scale word. */
#include <string.h>

#include "text/quantity_parts.h"

struct spelled {
    const char *text;
    double value; /* HUNDRED multiplies */
    const char *langs;
    bool article;
};

enum { HUNDRED = 100, WORDS = 6 };

#define EN " en "
#define DE " de "
#define FR " fr "
#define ES " es "
#define RU " ru "
#define AR " ar "

static const struct spelled spelled[] = {
    {"a", 1, EN, true},
    {"one", 1, EN, false},
    {"two", 2, EN, false},
    {"three", 3, EN, false},
    {"four", 4, EN, false},
    {"five", 5, EN, false},
    {"six", 6, EN, false},
    {"seven", 7, EN, false},
    {"eight", 8, EN, false},
    {"nine", 9, EN, false},
    {"ten", 10, EN, false},
    {"eleven", 11, EN, false},
    {"twelve", 12, EN, false},
    {"fifteen", 15, EN, false},
    {"twenty", 20, EN, false},
    {"thirty", 30, EN, false},
    {"forty", 40, EN, false},
    {"fifty", 50, EN, false},
    {"sixty", 60, EN, false},
    {"seventy", 70, EN, false},
    {"eighty", 80, EN, false},
    {"ninety", 90, EN, false},
    {"hundred", HUNDRED, EN, false},
    {"half a", 0.5, EN, false},
    {"a quarter of a", 0.25, EN, false},
    {"three quarters of a", 0.75, EN, false},
    {"one and a half", 1.5, EN, false},
    {"eine halbe", 0.5, DE, false},
    {"anderthalb", 1.5, DE, false},
    {"eineinhalb", 1.5, DE, false},
    {"ein", 1, DE, true},
    {"eine", 1, DE, true},
    {"zwei", 2, DE, false},
    {"drei", 3, DE, false},
    {"vier", 4, DE, false},
    {"fünf", 5, DE, false},
    {"sechs", 6, DE, false},
    {"sieben", 7, DE, false},
    {"acht", 8, DE, false},
    {"neun", 9, DE, false},
    {"zehn", 10, DE, false},
    {"zwölf", 12, DE, false},
    {"fünfzehn", 15, DE, false},
    {"zwanzig", 20, DE, false},
    {"dreißig", 30, DE, false},
    {"dreissig", 30, DE, false},
    {"vierzig", 40, DE, false},
    {"fünfzig", 50, DE, false},
    {"sechzig", 60, DE, false},
    {"achtzig", 80, DE, false},
    {"hundert", HUNDRED, DE, false},
    {"zweihundert", 200, DE, false},
    {"dreihundert", 300, DE, false},
    {"fünfhundert", 500, DE, false},
    {"un demi", 0.5, FR, false},
    {"un demi-million", 5e5, FR, false},
    {"un demi-milliard", 5e8, FR, false},
    {"un", 1, FR ES, true},
    {"une", 1, FR, true},
    {"deux", 2, FR, false},
    {"trois", 3, FR, false},
    {"quatre", 4, FR, false},
    {"cinq", 5, FR, false},
    {"six", 6, FR, false},
    {"sept", 7, FR, false},
    {"huit", 8, FR, false},
    {"neuf", 9, FR, false},
    {"dix", 10, FR, false},
    {"douze", 12, FR, false},
    {"quinze", 15, FR, false},
    {"vingt", 20, FR, false},
    {"trente", 30, FR, false},
    {"quarante", 40, FR, false},
    {"cinquante", 50, FR, false},
    {"soixante", 60, FR, false},
    {"cent", HUNDRED, FR, false},
    {"cents", HUNDRED, FR, false},
    {"medio", 0.5, ES, false},
    {"una", 1, ES, true},
    {"dos", 2, ES, false},
    {"tres", 3, ES, false},
    {"cuatro", 4, ES, false},
    {"cinco", 5, ES, false},
    {"seis", 6, ES, false},
    {"siete", 7, ES, false},
    {"ocho", 8, ES, false},
    {"nueve", 9, ES, false},
    {"diez", 10, ES, false},
    {"doce", 12, ES, false},
    {"quince", 15, ES, false},
    {"veinte", 20, ES, false},
    {"treinta", 30, ES, false},
    {"cuarenta", 40, ES, false},
    {"cincuenta", 50, ES, false},
    {"sesenta", 60, ES, false},
    {"ochenta", 80, ES, false},
    {"cien", 100, ES, false},
    {"doscientos", 200, ES, false},
    {"trescientos", 300, ES, false},
    {"quinientos", 500, ES, false},
    {"полтора", 1.5, RU, false},
    {"полутора", 1.5, RU, false},
    {"один", 1, RU, false},
    {"два", 2, RU, false},
    {"две", 2, RU, false},
    {"три", 3, RU, false},
    {"четыре", 4, RU, false},
    {"пять", 5, RU, false},
    {"шесть", 6, RU, false},
    {"семь", 7, RU, false},
    {"восемь", 8, RU, false},
    {"девять", 9, RU, false},
    {"десять", 10, RU, false},
    {"пятнадцать", 15, RU, false},
    {"двадцать", 20, RU, false},
    {"тридцать", 30, RU, false},
    {"сорок", 40, RU, false},
    {"пятьдесят", 50, RU, false},
    {"шестьдесят", 60, RU, false},
    {"восемьдесят", 80, RU, false},
    {"сто", 100, RU, false},
    {"двести", 200, RU, false},
    {"триста", 300, RU, false},
    {"пятьсот", 500, RU, false},
    {"миллион", 1e6, RU, false},
    {"миллиард", 1e9, RU, false},
    {"полмиллиона", 5e5, RU, false},
    {"полмиллиарда", 5e8, RU, false},
    {"نصف", 0.5, AR, false},
    {"ربع", 0.25, AR, false},
    {"ثلاثة", 3, AR, false},
    {"ثلاث", 3, AR, false},
    {"أربعة", 4, AR, false},
    {"أربع", 4, AR, false},
    {"خمسة", 5, AR, false},
    {"خمس", 5, AR, false},
    {"ستة", 6, AR, false},
    {"سبعة", 7, AR, false},
    {"ثمانية", 8, AR, false},
    {"تسعة", 9, AR, false},
    {"عشرة", 10, AR, false},
    {"عشر", 10, AR, false},
    {"عشرون", 20, AR, false},
    {"عشرين", 20, AR, false},
    {"ثلاثون", 30, AR, false},
    {"ثلاثين", 30, AR, false},
    {"خمسون", 50, AR, false},
    {"خمسين", 50, AR, false},
    {"مائة", 100, AR, false},
    {"مئة", 100, AR, false},
    {"مليون", 1e6, AR, false},
    {"مليونا", 2e6, AR, false},
    {"مليوني", 2e6, AR, false},
    {"مليونين", 2e6, AR, false},
    {"مليار", 1e9, AR, false},
    {"ملياري", 2e9, AR, false},
    {"مليارين", 2e9, AR, false},
};

/* The longest word that stands at at whole, or NULL. */
static const struct spelled *word_at(const struct notation *n, size_t at)
{
    const struct spelled *best = NULL;
    size_t longest = 0;

    for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++) {
        const struct spelled *row = &spelled[i];
        size_t len = 0;

        if (row->text[0] != n->text[at])
            continue;
        len = strlen(row->text);
        if (len > longest && strncmp(n->text + at, row->text, len) == 0 &&
            unit_serves(row->langs, n->lang) && !notation_letter(n, at + len)) {
            best = row;
            longest = len;
        }
    }
    return best;
}

/* Over what stands between two words of a number. */
static size_t word_gap(const struct notation *n, size_t at)
{
    if (notation_has(n, at, " and ") && n->lang == LANG_EN)
        return at + strlen(" and ");
    return n->text[at] == ' ' || n->text[at] == '-' ? at + 1 : at;
}

size_t words_read(const struct notation *n, size_t at, double *value,
                  bool *article)
{
    const struct spelled *row = NULL;
    size_t end = at, next = at;

    *value = 0;
    *article = false;
    if (notation_letter_before(n, at))
        return at;
    for (int i = 0; i < WORDS && (row = word_at(n, next)) != NULL; i++) {
        bool hundred = row->value == HUNDRED;

        if (i > 0 && !hundred &&
            (row->value >= *value || row->article || *value < 20 ||
             row->value < 1))
            break;
        *article = row->article && i == 0;
        if (hundred)
            *value = (*value > 0 ? *value : 1) * HUNDRED;
        else
            *value += row->value;
        end = next + strlen(row->text);
        next = word_gap(n, end);
    }
    return end;
}
