/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typed.h - what people type into a form: characters, not what they mean.
 *
 * Decides nothing about a field; bytes need not end in NUL. Threads: any;
 * pure. */
#ifndef TEXT_TYPED_H
#define TEXT_TYPED_H

#include <stdbool.h>
#include <stddef.h>

/* Where text begins without blanks before and after it; *len is made less. */
const char *typed_trim(const char *text, size_t *len);
/* No control characters; line breaks and tabs only if lines are allowed. */
bool typed_clean(const char *text, size_t len, bool lines);
/* name@host.domain, one @, a dot within the host, no blanks: what mail could
 * reach; whether it does is not asked. */
bool typed_mail(const char *text, size_t len);
/* Five to twenty digits, and nothing else but what parts them. */
bool typed_phone(const char *text, size_t len);
/* What is wrong with trimmed text in a field of type "text", "textarea",
 * "email" or "tel" of at most max characters; NULL if nothing is. */
const char *typed_fault(const char *type, size_t max, const char *text,
                        size_t len);

#endif
