/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/tongue.h"

#include <string.h>

#include "base/buf.h"
#include "text/analyser.h"
#include "text/fold.h"

enum { READ_BYTES = 4096, WORD_MAX = 24, WORDS_NEEDED = 2 };

/* Words that say no more than which language they are of. */
static const struct {
    enum lang lang;
    const char *words;
} rows[] = {
    {LANG_EN, " the of and in to was is for that with as by from were are at "
              "which his had this have be an not or it "},
    {LANG_DE, " der die und das von zu mit den des ist im für auf dem nicht "
              "ein eine als auch wurde sich bei nach aus einer er es "},
    {LANG_FR, " le la les des et du une est dans pour que qui par sur au avec "
              "plus pas sont aux il elle cette ont été en un de "},
    {LANG_ES, " el la los las de del y que en un una por con para se su fue "
              "como más es al lo entre también sus este "},
    {LANG_RO, " și în de la a cu din pe care este au pentru un o că mai sunt "
              "fost ale al sau prin această ca s-a lui după nu "},
    {LANG_TR, " ve bir bu için ile olarak olan da de çok daha gibi en ise "
              "kadar sonra tarafından olduğu ancak ya değil her "},
    {LANG_IT, " il di che la e in un per con del della è una non dei le si da "
              "gli nel sono alla più anche al come i lo "},
    {LANG_PT, " o de que e do da em um uma os as para com no na por não dos "
              "das foi ao mais se como é à são também "},
    {LANG_NL, " de het een van en in is dat op te zijn met voor niet aan er "
              "om door als ook werd bij naar wordt uit dit "},
    {LANG_SV, " och i att det som en på är av för med till den har de inte "
              "ett om var från vid eller sig också han "},
    {LANG_DA, " og i at det er en til af på for med der den de som ikke et "
              "har var blev fra også eller efter han sig "},
    {LANG_NO, " og i det er en til av på for med som den de ikke et har var "
              "ble fra også eller etter han seg hun å "},
    {LANG_FI, " ja on ei oli että se hän joka ovat mutta myös kuin tai sen "
              "niin kun oli ole vuonna mukaan jotka sekä "},
    {LANG_HU, " a az és hogy egy nem is volt ez meg mint csak de azt ki már "
              "el még vagy amely ezt után által "},
};

enum { ROWS = sizeof rows / sizeof *rows };

/* What a text is made of. */
struct census {
    size_t points[ROWS];
    size_t latin, greek, devanagari, ten; /* runes; ten: of other scripts that
                                           * the ten languages write */
    size_t all;
};

static void census_word(struct census *census, const char *word, size_t len)
{
    char padded[WORD_MAX + 3] = " ";

    if (len == 0 || len > WORD_MAX)
        return;
    memcpy(padded + 1, word, len);
    padded[len + 1] = ' ';
    padded[len + 2] = '\0';
    for (size_t i = 0; i < ROWS; i++)
        census->points[i] += strstr(rows[i].words, padded) != NULL;
}

static void census_rune(struct census *census, int rune)
{
    census->all++;
    census->latin += rune < 0x250;
    census->greek += rune >= 0x370 && rune <= 0x3FF;
    census->devanagari += rune >= 0x900 && rune <= 0x97F;
    census->ten += rune_is_cjk(rune) || (rune >= 0x400 && rune <= 0x52F) ||
                   (rune >= 0x600 && rune <= 0x6FF);
}

static void census_take(struct census *census, const char *text, size_t len)
{
    size_t word = 0; /* where the word being read begins */

    for (size_t at = 0; at < len;) {
        size_t from = at;
        int rune = fold_rune(text, len, &at);

        if (rune_kind(rune) == RUNE_OTHER || rune_kind(rune) == RUNE_DIGIT) {
            census_word(census, text + word, from - word);
            word = at;
            continue;
        }
        census_rune(census, rune);
    }
    census_word(census, text + word, len - word);
}

static enum lang census_latin(const struct census *census)
{
    size_t best = 0;

    for (size_t i = 1; i < ROWS; i++)
        if (census->points[i] > census->points[best])
            best = i;
    return census->points[best] >= WORDS_NEEDED ? rows[best].lang : LANG_NONE;
}

enum lang tongue_guess(const char *text, size_t len)
{
    struct census census = {0};
    struct buf folded;

    if (len > READ_BYTES) {
        len = READ_BYTES;
        while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
            len--;
    }
    buf_init(&folded);
    fold_text(text, len, &folded);
    census_take(&census, folded.bytes, folded.len);
    buf_fini(&folded);
    if (census.ten * 4 > census.all)
        return lang_guess(text, len, LANG_NONE);
    if (census.greek * 2 > census.all)
        return LANG_EL;
    if (census.devanagari * 2 > census.all)
        return LANG_HI;
    return census.latin * 2 > census.all ? census_latin(&census) : LANG_NONE;
}
