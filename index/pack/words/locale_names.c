/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack/words/locale_names.h"

#include <stdio.h>
#include <string.h>

#include <unicode/ucurr.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "text/language.h"

enum { NAME_UNITS = 100, NAME_BYTES = 400 };

/* A name as a line; one that is only the code is none. */
static void name_line(struct maker *maker, const char *kind, const char *code,
                      enum lang lang, const UChar *name, int32_t len)
{
    char text[NAME_BYTES], line[NAME_BYTES + 100];
    UErrorCode status = U_ZERO_ERROR;
    int32_t size = 0;

    u_strToUTF8(text, sizeof text, &size, name, len, &status);
    if (U_FAILURE(status) || len == 0 || strcmp(text, code) == 0 ||
        strchr(text, '\t') != NULL)
        return;
    snprintf(line, sizeof line, "C\ticu-%s-%s\t%s\t%s\t0.9", kind, code,
             lang_code(lang), text);
    maker_line(maker, line);
}

static void country_names(struct maker *maker,
                          ULocaleDisplayNames *const *names)
{
    const char *const *codes = uloc_getISOCountries();

    for (; *codes != NULL; codes++) {
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            UChar name[NAME_UNITS];
            UErrorCode status = U_ZERO_ERROR;
            int32_t len = uldn_regionDisplayName(names[lang], *codes, name,
                                                 NAME_UNITS, &status);

            if (U_SUCCESS(status))
                name_line(maker, "country", *codes, (enum lang)lang, name, len);
        }
    }
}

static void language_names(struct maker *maker,
                           ULocaleDisplayNames *const *names)
{
    const char *const *codes = uloc_getISOLanguages();

    for (; *codes != NULL; codes++) {
        for (int lang = 0; lang < LANG_COUNT && strlen(*codes) == 2; lang++) {
            UChar name[NAME_UNITS];
            UErrorCode status = U_ZERO_ERROR;
            int32_t len = uldn_languageDisplayName(names[lang], *codes, name,
                                                   NAME_UNITS, &status);

            if (U_SUCCESS(status))
                name_line(maker, "language", *codes, (enum lang)lang, name,
                          len);
        }
    }
}

static void currency_names(struct maker *maker)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *codes =
        ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
    const char *code = NULL;

    while (U_SUCCESS(status) &&
           (code = uenum_next(codes, NULL, &status)) != NULL) {
        UChar wide[4];

        u_charsToUChars(code, wide, 4);
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            UErrorCode own = U_ZERO_ERROR;
            int32_t len = 0;
            const UChar *name =
                ucurr_getName(wide, lang_code((enum lang)lang), UCURR_LONG_NAME,
                              NULL, &len, &own);

            if (U_SUCCESS(own))
                name_line(maker, "currency", code, (enum lang)lang, name, len);
        }
    }
    uenum_close(codes);
}

void locale_names(struct maker *maker)
{
    ULocaleDisplayNames *names[LANG_COUNT] = {NULL};
    UErrorCode status = U_ZERO_ERROR;

    for (int lang = 0; lang < LANG_COUNT; lang++)
        names[lang] =
            uldn_open(lang_code((enum lang)lang), ULDN_STANDARD_NAMES, &status);
    if (U_SUCCESS(status)) {
        country_names(maker, names);
        language_names(maker, names);
    }
    for (int lang = 0; lang < LANG_COUNT; lang++)
        uldn_close(names[lang]);
    currency_names(maker);
}
