/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lexicon_parts.h - what lexicon.c builds and lexicon_find.c reads.
 *
 * Not for other files. Threads: as lexicon.h. */
#ifndef TEXT_LEXICON_PARTS_H
#define TEXT_LEXICON_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "text/analyser.h"
#include "text/lexicon.h"

/* Names as written, and as stems by the stemmer of Latin words. */
enum root { ROOT_WRITTEN, ROOT_EN, ROOT_DE, ROOT_FR, ROOT_ES, ROOT_COUNT };

/* Tokens of words are counted on from above all runes; a hard stop between
 * tokens is a token too. */
enum { NO_TOKEN = 0, STOP_TOKEN = ',', WORD_TOKENS = 0x200000 };
enum { NAME_TOKENS = 64 };

/* A node is a number, its root's or counted on; each is led to by one edge. */
struct edge {
    uint32_t node, token; /* token NO_TOKEN: the slot is free */
    uint32_t next;
    uint32_t meaning; /* what the name that ends at next means; 0 nothing */
    uint32_t form;    /* of a stem: its first written form; 0 none */
};

struct word {
    const char *text; /* NULL: the slot is free */
    uint32_t len, hash, token;
    uint32_t stems[ROOT_COUNT]; /* its stems' tokens once asked for */
};

/* A word as a name has it, whose stem an edge is of. */
struct form {
    const char *text;
    uint32_t len, next;
};

/* All entries with one name. */
struct meaning {
    const struct lexicon_entry **entries;
    size_t count;
};

struct lexicon {
    struct arena *arena; /* words, entries */
    struct edge *edges;  /* open hashes, at most half full */
    struct word *words;
    struct lexicon_entry **ids;
    uint32_t edge_count, word_count, id_count;
    uint32_t edge_mask, word_mask, id_mask;
    struct meaning *meanings; /* [0] is none */
    size_t meaning_count, meaning_room;
    struct form *forms; /* [0] is none */
    size_t form_count, form_room;
    struct buf plain, word; /* while building */
    bool sealed;
};

/* A token of a text: a word or a character. */
struct token {
    size_t from, to;
    int rune;   /* the character; 0 for a word */
    bool apart; /* something stands between it and the one before */
    bool hard;  /* namely a comma or more */
};

/* Read the token at or after *at and move on; false at the end. The text is
 * plain. word gets the token's letters without apostrophes; it is cleared. */
bool token_next(const char *text, size_t len, size_t *at, struct token *token,
                struct buf *word);

/* The word's token; NO_TOKEN if no name has it. */
uint32_t lexicon_token(const struct lexicon *lexicon, const char *word,
                       size_t len);
/* The edge from node by token, or NULL. */
const struct edge *lexicon_edge(const struct lexicon *lexicon, uint32_t node,
                                uint32_t token);
/* How alike a word of a message is to one of the forms from form on whose stem
 * it shares. */
enum likeness {
    LIKE_NOT,  /* by the stem alone: "customer", "customs" */
    LIKE_KIN,  /* another form of the word, or derived from it */
    LIKE_CASE, /* the same but for an ending of case or number */
};
enum likeness lexicon_likeness(const struct lexicon *lexicon, uint32_t form,
                               const char *word, size_t len);
/* The root of stems that serves Latin words of lang. */
enum root lexicon_root(enum lang lang);

#endif
