/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stemmers cut too much off short words: "customer" and "customs", Spanish
 * "can" and "Canada" share a stem. What two words do not share at their ends
 * says whether they are forms of one. */
#include <string.h>

#include "text/fold.h"
#include "text/lexicon_parts.h"

enum { SHARED_LEAST = 2, KIN_MOST = 4, CASE_MOST = 3 }; /* letters */

static const char vowels[] = "aeiouy";
/* Endings of case, number and where somebody is from. */
static const char case_latin[] =
    " s n e en es er a o as os 's in ne nes ns is i an ";
static const char case_arabic[] = " ه ي يه ين ون ان ات يين يون ا ";
static const char agents[] = " er ers or ors ";

/* Of one list, with blanks around each? Nothing is of all. */
static bool listed(const char *list, const char *text, size_t len)
{
    const char *at = list;

    if (len == 0)
        return true;
    for (; (at = memmem(at, strlen(at), text, len)) != NULL; at++)
        if (at > list && at[-1] == ' ' && at[len] == ' ')
            return true;
    return false;
}

static size_t shared(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t at = 0;

    while (at < a_len && at < b_len && a[at] == b[at])
        at++;
    while (at > 0 && at < a_len && ((unsigned char)a[at] & 0xC0) == 0x80)
        at--;
    while (at > 0 && at < b_len && ((unsigned char)b[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* May a Latin word go on so? A syllable, or a letter; no "rn" of "modern". */
static bool goes_on(const char *rest, size_t len)
{
    if (len < 2 || strchr(vowels, rest[0]) != NULL || rest[0] == rest[1] ||
        rest[0] == 's')
        return true;
    return strchr(vowels, rest[1]) != NULL;
}

/* What the two words have beyond what they share. */
struct rests {
    const char *a, *b;
    size_t a_len, b_len; /* bytes */
};

static enum likeness like_latin(const struct rests *r)
{
    bool agent_a = r->a_len != 0 && listed(agents, r->a, r->a_len);
    bool agent_b = r->b_len != 0 && listed(agents, r->b, r->b_len);

    if (r->a_len > KIN_MOST || r->b_len > KIN_MOST ||
        !goes_on(r->a, r->a_len) || !goes_on(r->b, r->b_len))
        return LIKE_NOT;
    if ((agent_a && r->b_len == 1 && *r->b == 's') ||
        (agent_b && r->a_len == 1 && *r->a == 's'))
        return LIKE_NOT; /* customs, customer */
    return listed(case_latin, r->a, r->a_len) &&
                   listed(case_latin, r->b, r->b_len)
               ? LIKE_CASE
               : LIKE_KIN;
}

static enum likeness like_arabic(const struct rests *r)
{
    return listed(case_arabic, r->a, r->a_len) &&
                   listed(case_arabic, r->b, r->b_len)
               ? LIKE_CASE
               : LIKE_NOT;
}

static enum likeness like_others(const struct rests *r)
{
    size_t a = fold_length(r->a, r->a_len), b = fold_length(r->b, r->b_len);

    if (a > KIN_MOST || b > KIN_MOST)
        return LIKE_NOT;
    return a <= CASE_MOST && b <= CASE_MOST ? LIKE_CASE : LIKE_KIN;
}

static enum likeness like(const struct form *form, const char *word, size_t len)
{
    size_t same = shared(form->text, form->len, word, len), at = 0;
    const struct rests rests = {form->text + same, word + same,
                                form->len - same, len - same};
    int first = fold_rune(word, len, &at);

    if (rests.a_len == 0 && rests.b_len == 0)
        return LIKE_CASE;
    if (fold_length(word, same) < SHARED_LEAST)
        return LIKE_NOT;
    if (first < 0x250 && fold_length(word, same) == SHARED_LEAST &&
        like_latin(&rests) != LIKE_CASE)
        return LIKE_NOT; /* loi, loyer */
    if (first < 0x250)
        return like_latin(&rests);
    return first >= 0x600 && first <= 0x6FF ? like_arabic(&rests)
                                            : like_others(&rests);
}

/* And, so, in, to, as: one letter, written with an Arabic word. */
static size_t prefix(const char *word, size_t len)
{
    static const char *const letters[] = {"و", "ف", "ب", "ل", "ك"};

    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (len > 6 && memcmp(word, letters[i], 2) == 0)
            return 2;
    return 0;
}

enum likeness lexicon_likeness(const struct lexicon *lexicon, uint32_t form,
                               const char *word, size_t len)
{
    enum likeness best = LIKE_NOT;

    for (; form != 0 && best != LIKE_CASE; form = lexicon->forms[form].next) {
        const struct form *one = &lexicon->forms[form];
        enum likeness now = like(one, word, len);
        size_t skip = now == LIKE_NOT ? prefix(word, len) : 0;

        if (skip != 0)
            now = like(one, word + skip, len - skip);
        best = now > best ? now : best;
    }
    return best;
}
