/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/locale.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "base/mem.h"

enum { TEXT_MAX = 128, CURRENCY_MAX = 4, DATES = 4, RIGHT_TO_LEFT = 0x200F };

struct locale {
    enum lang lang;
    char id[32];
    UNumberFormatter *number, *share, *money;
    char currency[CURRENCY_MAX]; /* that money is open for */
    UFormattedNumber *result;
    UPluralRules *plural;
    UDateFormat *dates[DATES];
    char category[16];
};

struct locale *locale_open(enum lang lang)
{
    struct locale *locale = mem_zero(sizeof *locale);

    locale->lang = lang;
    snprintf(locale->id, sizeof locale->id, "%s",
             lang == LANG_AR ? "ar@numbers=latn" : lang_code(lang));
    return locale;
}

void locale_close(struct locale **locale)
{
    if (*locale == NULL)
        return;
    unumf_close((*locale)->number);
    unumf_close((*locale)->share);
    unumf_close((*locale)->money);
    unumf_closeResult((*locale)->result);
    uplrules_close((*locale)->plural);
    for (int i = 0; i < DATES; i++)
        udat_close((*locale)->dates[i]);
    free(*locale);
    *locale = NULL;
}

static UNumberFormatter *formatter(const struct locale *locale,
                                   const char *skeleton)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[TEXT_MAX];

    u_uastrcpy(wide, skeleton);
    return unumf_openForSkeletonAndLocale(wide, -1, locale->id, &code);
}

static void add_wide(const UChar *wide, int32_t len, struct buf *out)
{
    char text[TEXT_MAX * 3];
    int32_t bytes = 0;
    UErrorCode code = U_ZERO_ERROR;

    UChar plain[TEXT_MAX];
    int32_t kept = 0;

    /* Marks of direction are put where they are needed, not everywhere. */
    for (int32_t i = 0; i < len && i < TEXT_MAX; i++)
        if (wide[i] != 0x200E && wide[i] != 0x200F && wide[i] != 0x061C)
            plain[kept++] = wide[i];
    u_strToUTF8(text, sizeof text, &bytes, plain, kept, &code);
    if (U_SUCCESS(code))
        buf_add(out, text, (size_t)bytes);
}

static void add_formatted(struct locale *locale, const UNumberFormatter *as,
                          double number, struct buf *out)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[TEXT_MAX];
    int32_t len = 0;

    if (locale->result == NULL)
        locale->result = unumf_openResult(&code);
    unumf_formatDouble(as, number, locale->result, &code);
    len = unumf_resultToString(locale->result, wide, TEXT_MAX, &code);
    if (U_SUCCESS(code))
        add_wide(wide, len, out);
    else /* ICU's data are missing: plain digits are still right */
        buf_format(out, "%.15g", number);
}

void locale_number(struct locale *locale, double number, struct buf *out)
{
    if (locale->number == NULL)
        locale->number = formatter(locale, ".######");
    add_formatted(locale, locale->number, number, out);
}

void locale_share(struct locale *locale, double share, struct buf *out)
{
    if (locale->share == NULL)
        locale->share = formatter(locale, "percent scale/100 .##");
    add_formatted(locale, locale->share, share, out);
}

void locale_money(struct locale *locale, double amount, const char *unit,
                  struct buf *out)
{
    char skeleton[TEXT_MAX];

    if (unit == NULL || strlen(unit) >= CURRENCY_MAX) {
        locale_number(locale, amount, out);
        return;
    }
    if (strcmp(locale->currency, unit) != 0) {
        snprintf(skeleton, sizeof skeleton,
                 "currency/%s unit-width-iso-code .##", unit);
        unumf_close(locale->money);
        locale->money = formatter(locale, skeleton);
        snprintf(locale->currency, sizeof locale->currency, "%s", unit);
    }
    /* Between Arabic words "1 EUR = 8 CNY" would be shown as "EUR = 8 CNY 1"
     * if nothing said that each amount begins anew from the right. */
    if (locale->lang == LANG_AR)
        buf_rune(out, RIGHT_TO_LEFT);
    add_formatted(locale, locale->money, amount, out);
}

const char *locale_plural(struct locale *locale, double number)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[sizeof locale->category];
    int32_t len = 0;

    if (locale->plural == NULL)
        locale->plural = uplrules_open(locale->id, &code);
    len = uplrules_select(locale->plural, number, wide, sizeof locale->category,
                          &code);
    if (U_FAILURE(code) || len >= (int32_t)sizeof locale->category)
        return "other";
    u_austrncpy(locale->category, wide, len);
    locale->category[len] = '\0';
    return locale->category;
}

/* By what is known of a date: the year, the month, the day; and the last with
 * its day of the week. */
static const char *const skeletons[DATES] = {"y", "yMMMM", "yMMMMd",
                                             "yMMMMEEEEd"};

static const UChar utc[] = u"UTC";

static UDateFormat *date_format(const struct locale *locale,
                                const char *skeleton)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[16], pattern[TEXT_MAX];
    UDateTimePatternGenerator *maker = udatpg_open(locale->id, &code);
    UDateFormat *format = NULL;
    int32_t len = 0;

    u_uastrcpy(wide, skeleton);
    len = udatpg_getBestPattern(maker, wide, -1, pattern, TEXT_MAX, &code);
    if (U_SUCCESS(code))
        format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale->id, utc, -1,
                           pattern, len, &code);
    udatpg_close(maker);
    return U_SUCCESS(code) ? format : NULL;
}

/* Days since 1970 of a date of the Gregorian calendar (Howard Hinnant,
 * "chrono-compatible low-level date algorithms"). */
static double days_from_civil(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097.0 + of_era * 365.0 + of_era / 4 - of_era / 100 +
           of_year - 719468;
}

/* French counts the first of a month: "1er janvier", "mardi 1er décembre". */
static void add_date(const struct locale *locale, int day, const UChar *wide,
                     int32_t len, struct buf *out)
{
    int32_t at = 0;

    while (at < len && (wide[at] < u'0' || wide[at] > u'9'))
        at++;
    if (locale->lang != LANG_FR || day != 1 || at == len || wide[at] != u'1') {
        add_wide(wide, len, out);
        return;
    }
    add_wide(wide, at + 1, out);
    buf_text(out, "er");
    add_wide(wide + at + 1, len - at - 1, out);
}

static void add_day(struct locale *locale, int shape, double days, int day,
                    int year, struct buf *out)
{
    UDateFormat **format = &locale->dates[shape];
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[TEXT_MAX];
    int32_t len = 0;

    if (*format == NULL)
        *format = date_format(locale, skeletons[shape]);
    if (*format != NULL)
        len = udat_format(*format, (days + 0.5) * U_MILLIS_PER_DAY, wide,
                          TEXT_MAX, NULL, &code);
    if (*format != NULL && U_SUCCESS(code))
        add_date(locale, day, wide, len, out);
    else /* ICU's data are missing */
        buf_format(out, "%d", year);
}

void locale_date(struct locale *locale, int year, int month, int day,
                 struct buf *out)
{
    int known = month == 0 ? 0 : day == 0 ? 1 : 2;

    add_day(locale, known,
            days_from_civil(year, month != 0 ? month : 1,
                            month != 0 && day != 0 ? day : 1),
            day, year, out);
}

void locale_day(struct locale *locale, int year, int month, int day,
                struct buf *out)
{
    add_day(locale, 3, days_from_civil(year, month, day), day, year, out);
}
