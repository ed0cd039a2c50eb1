/* SPDX-License-Identifier: GPL-3.0-or-later */
/* language.h - the ten languages, and which one a message is in.
 *
 * Does not translate. Threads: any; pure. */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

enum lang {
    LANG_EN,
    LANG_ZH_HANS,
    LANG_ZH_HANT,
    LANG_JA,
    LANG_KO,
    LANG_DE,
    LANG_FR,
    LANG_RU,
    LANG_ES,
    LANG_AR,
    LANG_COUNT,
    LANG_NONE = LANG_COUNT,
    /* Not spoken by Parlor; texts in them are only stemmed. */
    LANG_EL,
    LANG_HI,
    LANG_RO,
    LANG_TR,
    LANG_IT,
    LANG_PT,
    LANG_NL,
    LANG_SV,
    LANG_DA,
    LANG_NO,
    LANG_FI,
    LANG_HU,
    LANG_LAST = LANG_HU
};

/* BCP 47 as in the corpus: "en", "zh-Hans" ... never NULL; LANG_NONE "und". */
const char *lang_code(enum lang lang);

/* "zh", "zh-CN" and "zh-SG" are zh-Hans; "zh-TW", "zh-HK" zh-Hant; "en-GB"
 * en; case is ignored. LANG_NONE for anything else. */
enum lang lang_parse(const char *code);

/* The language of a message by script, letters and commonest words. hint
 * decides where the text does not (digits only, "OK", Han that is neither
 * Simplified nor Traditional); it may be LANG_NONE, then LANG_EN. A message
 * in mixed languages has the language of its function words. */
enum lang lang_guess(const char *text, size_t len, enum lang hint);

/* Does a message of a conversation in lang say too little to leave it: one to
 * three words ("no, biotech", "OK"), none of them the grammar of another
 * language, and no script that lang is not written in? */
bool lang_stays(const char *text, size_t len, enum lang lang);

/* Chinese of either script, or Japanese: written without blanks. */
bool lang_is_han(enum lang lang);

#endif
