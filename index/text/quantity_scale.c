/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "text/quantity_parts.h"

/* A scale word; * at the end: letters may follow. Longer ones first. */
struct scale {
    const char *text;
    double factor;
    const char *langs; /* NULL for all */
    bool tight;        /* only right behind the digits */
};

static const struct scale scales[] = {
    {"个亿", 1e8, NULL, false},
    {"千亿", 1e11, NULL, false},
    {"百亿", 1e10, NULL, false},
    {"十亿", 1e9, NULL, false},
    {"千万", 1e7, NULL, false},
    {"百万", 1e6, NULL, false},
    {"十万", 1e5, NULL, false},
    {"万亿", 1e12, NULL, false},
    {"万", 1e4, NULL, false},
    {"亿", 1e8, NULL, false},
    {"兆", 1e12, NULL, false},
    {"千", 1e3, NULL, true},
    {"百", 1e2, NULL, true},
    {"천억", 1e11, NULL, false},
    {"백억", 1e10, NULL, false},
    {"십억", 1e9, NULL, false},
    {"천만", 1e7, NULL, false},
    {"백만", 1e6, NULL, false},
    {"십만", 1e5, NULL, false},
    {"만", 1e4, NULL, false},
    {"억", 1e8, NULL, false},
    {"조", 1e12, NULL, true},
    {"천", 1e3, NULL, true},
    {"백", 1e2, NULL, true},
    {"dozen*", 12, " en ", false},
    {"dutzend*", 12, " de ", false},
    {"douzaine*", 12, " fr ", false},
    {"docena*", 12, " es ", false},
    {"дюжин*", 12, " ru ", false},
    {"دزينة", 12, " ar ", false},
    {"hundred", 1e2, NULL, false},
    {"thousand", 1e3, NULL, false},
    {"million*", 1e6, NULL, false},
    {"milliard*", 1e9, NULL, false},
    {"billion*", 1e12, " de fr ", false},
    {"billón", 1e12, NULL, false},
    {"billones", 1e12, NULL, false},
    {"billion*", 1e9, NULL, false},
    {"trillion*", 1e12, NULL, false},
    {"mrd.", 1e9, NULL, false},
    {"mrd", 1e9, NULL, false},
    {"mio.", 1e6, NULL, false},
    {"mio", 1e6, NULL, false},
    {"mill.", 1e6, NULL, false},
    {"tsd.", 1e3, NULL, false},
    {"tausend", 1e3, NULL, false},
    {"mille", 1e3, " fr ", false},
    {"mil", 1e3, " es ", false},
    {"millones", 1e6, NULL, false},
    {"millón", 1e6, NULL, false},
    {"mds", 1e9, " fr ", false},
    {"md", 1e9, " fr ", false},
    {"mln", 1e6, NULL, false},
    {"mn", 1e6, NULL, false},
    {"mm", 1e6, " es ", true},
    {"bn", 1e9, NULL, false},
    {"tn", 1e12, NULL, true},
    {"k", 1e3, NULL, true},
    {"тыс.", 1e3, NULL, false},
    {"тыс", 1e3, NULL, false},
    {"тысяч*", 1e3, NULL, false},
    {"млн.", 1e6, NULL, false},
    {"млн", 1e6, NULL, false},
    {"миллион*", 1e6, NULL, false},
    {"млрд.", 1e9, NULL, false},
    {"млрд", 1e9, NULL, false},
    {"миллиард*", 1e9, NULL, false},
    {"трлн", 1e12, NULL, false},
    {"триллион*", 1e12, NULL, false},
    {"مليار*", 1e9, NULL, false},
    {"بليون*", 1e9, NULL, false},
    {"مليون*", 1e6, NULL, false},
    {"ملايين", 1e6, NULL, false},
    {"ملايير", 1e9, NULL, false},
    {"آلاف", 1e3, NULL, false},
    {"الاف", 1e3, NULL, false},
    {"ألف*", 1e3, NULL, false},
    {"الف*", 1e3, NULL, false},
    {"مئة", 1e2, " ar ", false},
};

/* Where a row's word ends at at, or at if it does not stand there whole. */
static size_t scale_end(const struct notation *n, size_t at,
                        const struct scale *row)
{
    size_t len = strlen(row->text);
    bool open = row->text[len - 1] == '*';

    len -= open;
    if (strncmp(n->text + at, row->text, len) != 0 ||
        !unit_serves(row->langs, n->lang))
        return at;
    if ((unsigned char)row->text[0] >= 0xE3) /* no word borders */
        return at + len;
    while (open && notation_letter(n, at + len) && n->text[at + len] != '\0') {
        len++;
        while (((unsigned char)n->text[at + len] & 0xC0) == 0x80)
            len++;
    }
    return notation_letter(n, at + len) ? at : at + len;
}

/* 兆 before a unit of physics is mega, not a million millions. */
static bool is_prefix(const struct notation *n, size_t from, size_t to)
{
    static const char *const units[] = {"瓦", "赫", "字", "比", "欧", "焦"};

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (notation_has(n, from, "兆") && notation_has(n, to, units[i]))
            return true;
    }
    return false;
}

double scale_read(const struct notation *n, size_t at, size_t *end)
{
    size_t loose = notation_blank(n, at);

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        const struct scale *row = &scales[i];
        size_t from = row->tight ? at : loose, to = 0;

        if (from < n->len && n->text[from] != row->text[0])
            continue;
        to = scale_end(n, from, row);
        if (to > from && !is_prefix(n, from, to)) {
            *end = to;
            return row->factor;
        }
    }
    return 0;
}
