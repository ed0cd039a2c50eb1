/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer/locale.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "base/mem.h"

enum { TEXT_MAX = 128, CURRENCY_MAX = 4 };

struct locale {
    char id[32];
    UNumberFormatter *number, *share, *money;
    char currency[CURRENCY_MAX]; /* that money is open for */
    UFormattedNumber *result;
    UPluralRules *plural;
    char category[16];
};

struct locale *locale_open(enum lang lang)
{
    struct locale *locale = mem_zero(sizeof *locale);

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

    u_strToUTF8(text, sizeof text, &bytes, wide, len, &code);
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
    add_formatted(locale, locale->money, amount, out);
}

const char *locale_plural(struct locale *locale, double number)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[sizeof locale->category];
    int32_t len = 0;

    if (locale->plural == NULL)
        locale->plural = uplrules_open(locale->id, &code);
    len = uplrules_select(locale->plural, number, wide,
                          sizeof locale->category, &code);
    if (U_FAILURE(code) || len >= (int32_t)sizeof locale->category)
        return "other";
    u_austrncpy(locale->category, wide, len);
    locale->category[len] = '\0';
    return locale->category;
}

static const char *skeleton_of(struct date date)
{
    if (date.month == 0)
        return "y";
    return date.day == 0 ? "yMMMM" : "yMMMMd";
}

void locale_date(struct locale *locale, struct date date, struct buf *out)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar skeleton[16], pattern[TEXT_MAX], wide[TEXT_MAX], utc[] = u"UTC";
    UDateTimePatternGenerator *maker = udatpg_open(locale->id, &code);
    UDateFormat *format = NULL;
    UCalendar *calendar = NULL;
    int32_t len = 0;

    u_uastrcpy(skeleton, skeleton_of(date));
    len = udatpg_getBestPattern(maker, skeleton, -1, pattern, TEXT_MAX, &code);
    format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale->id, utc, -1, pattern,
                       len, &code);
    calendar = ucal_open(utc, -1, "en@calendar=gregorian", UCAL_GREGORIAN,
                         &code);
    if (U_SUCCESS(code)) {
        ucal_setDateTime(calendar, date.year,
                         date.month != 0 ? date.month - 1 : 0,
                         date.day != 0 ? date.day : 1, 12, 0, 0, &code);
        len = udat_format(format, ucal_getMillis(calendar, &code), wide,
                          TEXT_MAX, NULL, &code);
    }
    if (U_SUCCESS(code))
        add_wide(wide, len, out);
    else
        buf_format(out, "%d", date.year);
    ucal_close(calendar);
    udat_close(format);
    udatpg_close(maker);
}
