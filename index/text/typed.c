/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/typed.h"

#include <string.h>

#include "text/fold.h"

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *typed_trim(const char *text, size_t *len)
{
    while (*len > 0 && blank(text[*len - 1]))
        (*len)--;
    while (*len > 0 && blank(text[0])) {
        text++;
        (*len)--;
    }
    return text;
}

bool typed_clean(const char *text, size_t len, bool lines)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];

        if ((c < 0x20 && !(lines && blank(text[i]))) || c == 0x7f)
            return false;
    }
    return true;
}

bool typed_phone(const char *text, size_t len)
{
    size_t digits = 0;

    for (size_t i = 0; i < len; i++) {
        if (text[i] >= '0' && text[i] <= '9')
            digits++;
        else if (strchr(" +-()./", text[i]) == NULL)
            return false;
    }
    return digits >= 5 && digits <= 20;
}

bool typed_mail(const char *text, size_t len)
{
    const char *at = memchr(text, '@', len), *host = NULL;
    size_t rest = 0;

    if (at == NULL || at == text || memchr(text, ' ', len) != NULL)
        return false;
    host = at + 1;
    rest = len - (size_t)(host - text);
    return rest > 2 && host[0] != '.' && host[rest - 1] != '.' &&
           memchr(host, '.', rest) != NULL && memchr(host, '@', rest) == NULL;
}

const char *typed_fault(const char *type, size_t max, const char *text,
                        size_t len)
{
    if (fold_length(text, len) > max)
        return "is too long";
    if (!typed_clean(text, len, strcmp(type, "textarea") == 0))
        return "contains control characters";
    if (strcmp(type, "email") == 0 && !typed_mail(text, len))
        return "is no e-mail address";
    if (strcmp(type, "tel") == 0 && !typed_phone(text, len))
        return "is no telephone number";
    return NULL;
}
