/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yes, no, skip, cancel: what is said to a question of ours; and of what kind
 * and how soon an order is. */
#include <string.h>

#include "understand/signal.h"

/* Bytes that may stand beside such a word: marks, "please". */
enum { BESIDE_HAN = 6, BESIDE = 12 };

static size_t beside(const struct meaning *meaning)
{
    return lang_is_han(meaning->lang) ? BESIDE_HAN : BESIDE;
}

static bool nearly_only(const struct signals *signals, enum signal signal,
                        const struct meaning *meaning)
{
    return signals->given[signal] != 0 &&
           strlen(meaning->plain) <= signals->bytes[signal] + beside(meaning);
}

static unsigned said(const struct signals *signals,
                     const struct meaning *meaning)
{
    static const struct {
        enum signal signal;
        unsigned said;
    } rows[] = {{SIGNAL_YES, SAID_YES},
                {SIGNAL_CANCEL, SAID_CANCEL},
                {SIGNAL_SKIP, SAID_SKIP},
                {SIGNAL_FORM, SAID_FORM}};
    unsigned out = 0;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (nearly_only(signals, rows[i].signal, meaning))
            out |= rows[i].said;
    if (signals->given[SIGNAL_NO] != 0 && signals->first[SIGNAL_NO] <= 3)
        out |= SAID_NO;
    return out;
}

static const char *first_given(const struct signals *signals,
                               const enum signal *from,
                               const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (signals->given[from[i]] != 0)
            return names[i];
    return NULL;
}

void replies_decide(const struct signals *signals, struct meaning *out)
{
    static const enum signal kinds[] = {SIGNAL_KIND_VISIT, SIGNAL_KIND_OUTBOUND,
                                        SIGNAL_KIND_TALENT, SIGNAL_KIND_SERVICE,
                                        SIGNAL_KIND_IMPORT};
    static const char *const kind_names[] = {"visit", "outbound", "talent",
                                             "service", "import"};
    static const enum signal whens[] = {SIGNAL_WHEN_SOON, SIGNAL_WHEN_HALF_YEAR,
                                        SIGNAL_WHEN_YEAR, SIGNAL_WHEN_LATER};
    static const char *const when_names[] = {"in_3_months", "in_6_months",
                                             "in_a_year", "later"};

    out->said = said(signals, out);
    out->orders = signals->given[SIGNAL_ORDER] != 0;
    out->seeks =
        signals->given[SIGNAL_SEEK] + signals->given[SIGNAL_PARTNER_SOUGHT] !=
        0;
    out->order_kind =
        first_given(signals, kinds, kind_names, sizeof kinds / sizeof *kinds);
    out->when =
        first_given(signals, whens, when_names, sizeof whens / sizeof *whens);
}
