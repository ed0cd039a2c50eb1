/* SPDX-License-Identifier: GPL-3.0-or-later */
/* err.h - what went wrong, in words for the person who can mend it.
 *
 * Job: carry one failure from where it happened to where it is told. The
 * caller owns the struct. Not found, refused and discretionary are results,
 * not errors. Threads: a struct err belongs to one call at a time. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err_code {
    ERR_NONE = 0,
    ERR_USAGE,   /* the caller's words are wrong: exit code 2 */
    ERR_INPUT,   /* bytes from outside are not what they should be */
    ERR_LIMIT,   /* a size or a rate is over its limit */
    ERR_IO,      /* the operating system said no */
    ERR_STORE,   /* SQLite */
    ERR_INDEX,   /* Xapian */
    ERR_CORRUPT, /* data of ours is damaged */
    ERR_BUSY,    /* held by another process, or a queue is full */
    ERR_DENIED   /* not allowed */
};

struct err {
    enum err_code code;
    char text[512]; /* one line: what, where, what to do */
};

/* Fill in *err (which may be NULL) and return -1, so that a failing function
 * can end with `return err_set(...)`. Text over the limit is cut. */
int err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Put "where: " before the text of *err and return -1. */
int err_at(struct err *err, const char *where);

/* The code's name for logs and JSON: "usage", "input", ... Never NULL. */
const char *err_name(enum err_code code);

#endif
