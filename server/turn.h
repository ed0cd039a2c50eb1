/* SPDX-License-Identifier: GPL-3.0-or-later */
/* turn.h - the values that pass along the way of one question.
 *
 *   message -> meaning -> evidence | rulings | proposal | desk -> reply
 *
 * Every stage (understand, search, policy, match, order, answer) takes and
 * returns these and never calls a brother. All of them live in the turn's
 * arena and borrow records from the turn's snapshot, unless said otherwise.
 * No stage writes text for a reader: it leaves phrases, which answer/ words
 * in the reader's language. Threads: values of one worker. */
#ifndef TURN_H
#define TURN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "ingest/record.h"
#include "text/language.h"
#include "text/quantity.h"

/* A calendar day; month 0: only the year is known, day 0: only the month. */
struct date {
    int year, month, day;
};

/* "2020-01-01", "2020-10" or "2020"; false and all 0 if it is none of them
 * or NULL. */
bool date_parse(const char *text, struct date *out);
/* A number that orders days. What is not known of a date counts as the first
 * of its kind, or as the last. */
long date_order(struct date date, bool last);
/* Was the date over, to its end, before day began? */
bool date_passed(struct date date, struct date day);

/* ---- phrases ---------------------------------------------------------- */

enum arg_type {
    ARG_TEXT,   /* text: as it is */
    ARG_NAME,   /* record: its name in the reader's language */
    ARG_LANGS,  /* json: a text by language */
    ARG_KEY,    /* text: another wording key */
    ARG_NUMBER, /* number, as the locale writes it */
    ARG_COUNT,  /* number, and it decides the plural form */
    ARG_MONEY,  /* number and unit (ISO 4217) */
    ARG_SHARE,  /* 0.12 as 12% */
    ARG_DATE,   /* date */
    ARG_DAY     /* date, with its day of the week */
};

struct arg {
    const char *name; /* the {name} in the wording */
    enum arg_type type;
    const char *text; /* ARG_TEXT, ARG_KEY; the unit of ARG_MONEY */
    double number;
    const struct record *record;
    const json_t *json;
    struct date date;
};

enum { PHRASE_ARGS_MAX = 8 };

/* A sentence to be: key of corpus/wording and what goes into it. */
struct phrase {
    const char *key;
    struct arg args[PHRASE_ARGS_MAX];
    size_t arg_count;
    const struct record *evidence; /* what supports it, or NULL */
};

struct phrase phrase_of(const char *key);
/* Add an argument; at most PHRASE_ARGS_MAX. What it points to is borrowed. */
void phrase_arg(struct phrase *phrase, const char *name, struct arg arg);
void phrase_money(struct phrase *phrase, const char *name, double value,
                  const char *currency);
void phrase_number(struct phrase *phrase, const char *name, double value);
void phrase_count(struct phrase *phrase, const char *name, double value);
void phrase_share(struct phrase *phrase, const char *name, double value);
void phrase_key(struct phrase *phrase, const char *name, const char *key);
void phrase_text(struct phrase *phrase, const char *name, const char *text);
void phrase_langs(struct phrase *phrase, const char *name,
                  const json_t *by_lang);
void phrase_date(struct phrase *phrase, const char *name, struct date date);
void phrase_day(struct phrase *phrase, const char *name, struct date date);
void phrase_name(struct phrase *phrase, const char *name,
                 const struct record *record);

/* ---- message and meaning ---------------------------------------------- */

struct message {
    const char *text; /* valid UTF-8, at most 8,000 bytes */
    size_t len;
    enum lang hint; /* of the client, LANG_NONE if it said nothing */
    bool stays; /* hint is of the talk, and too little is said to leave it */
};

enum intent {
    INTENT_NONE, /* what Parlor is not there for */
    INTENT_GREETING,
    INTENT_THANKS,
    INTENT_HELP,   /* what can you do */
    INTENT_FACT,   /* what the corpus says of something */
    INTENT_AMOUNT, /* what a policy pays, in this case */
    INTENT_MATCH,  /* which city or park fits */
    INTENT_ORDER,  /* find us partners; place an order */
    INTENT_PERSON, /* let me talk to somebody */
    INTENT_COUNT
};

struct ids {
    const struct record **items;
    size_t count;
};

bool ids_has(const struct ids *ids, const struct record *record);
/* Add a record at the end unless it is there; the list lives in arena. */
void ids_add(struct ids *ids, const struct record *record, struct arena *arena);

/* What is asked for, so that evidence must have it. */
enum asked {
    ASKED_ANY,
    ASKED_MONEY,
    ASKED_SHARE,
    ASKED_COUNT,
    ASKED_TIME, /* how long, by when */
    ASKED_AREA,
    ASKED_PRICE, /* of land, power, rent: not what a policy pays */
    ASKED_WHO,
    ASKED_CONTACT, /* telephone, electronic mail */
    ASKED_HOURS    /* when it is open */
};

/* One of several questions in a message. */
struct part {
    const char *text;  /* plain */
    const char *topic; /* without words of asking and amounts */
    enum asked asked;
};

struct heard; /* understand/: what the text holds, heard once */

/* What a message says to a question of ours; several may be said. */
enum reply_word {
    SAID_YES = 1,
    SAID_NO = 2, /* at its beginning, whatever follows */
    SAID_CANCEL = 4,
    SAID_SKIP = 8,
    SAID_FORM = 16 /* wants to fill in the form */
};

struct meaning {
    enum lang lang;
    enum intent intent;
    enum asked asked;
    const char *text;          /* as written */
    const char *plain;         /* folded, Han simplified */
    const char *topic;         /* plain without words of asking and amounts */
    const struct heard *heard; /* of plain */
    const char *typed, *meant; /* a place that was read as another; NULL */
    const char *costs;         /* words of what costs, "rent", blank between */
    struct ids cities, parks, parlors, countries, industries, terms, others;
    struct ids lands;     /* of countries: those named as places, not China */
    bool strange;         /* names a place that is not even known by name */
    struct ids provinces; /* in which cities of the corpus lie */
    struct ids outside;   /* places the corpus says nothing about */
    struct quantities quantities;
    const char *sought; /* kind of place looked for: "park", "city", NULL */
    bool grown;         /* says that something has grown */
    bool more;          /* wants to hear more: "tell me more", "details" */
    bool sum;           /* asks what several things come to together */
    const char *class_; /* of industry, named itself; or NULL */
    bool support;       /* speaks of a subsidy, a reward, an incentive */
    bool for_city;      /* who speaks is a city or a park, not an investor */
    const struct record *asker; /* and says which by its name; or NULL */
    bool speaker;               /* says which language somebody must speak */
    struct part *parts; /* questions of the message, in order; at least one */
    size_t part_count;
    bool joined;    /* joins things: "for the award and for a nomination" */
    bool asks;      /* has a word of asking: how much, which */
    bool follow_up; /* leans on the turn before */
    bool leans;     /* and says so: "and for ...?" */
    int step;       /* "the next article": 1; "the one before": -1; else 0 */
    bool earlier;   /* "before the amendment", "the old version" */
    int ordinal;    /* "the second one": 2; 0 none; -1 last */
    unsigned said;  /* of enum reply_word */
    bool orders;    /* says that it is an order */
    bool policies;  /* asks which policies there are or apply */
    bool seeks;     /* somebody is looked for */
    bool visits;    /* wants a route through places */
    const char *order_kind; /* "import", as it is told; or NULL */
    const char *form;       /* wanted: "room", "event", "profile"; or NULL */
    const char *when;       /* option of an order's form: "in_a_year" */
    bool compares;          /* wants things side by side */
    bool compares_only;     /* and says little else */
    bool why_not;           /* "why not Kunshan?" */
    int first;              /* "the first two": 2; 0 none */
};

/* Is a term with this concept among the meaning's? */
bool meaning_says(const struct meaning *meaning, const char *concept_);
/* The enterprise that a message names; NULL: none. */
const struct record *meaning_firm(const struct meaning *meaning);
/* Does it tell an area, of land or of floor? */
bool meaning_area(const struct meaning *meaning);

/* ---- search ------------------------------------------------------------ */

struct evidence {
    const struct record *record;
    const json_t *clause; /* of a document: the one meant; else NULL */
    double score;         /* 0 to 1 after fusion */
    double coverage;      /* share of the question's weight it speaks to */
    /* Of a document's clause: */
    size_t from, to;            /* bytes of the document's text that answer: a
                                   sentence, mostly; to 0: not chosen, all */
    size_t core_from, core_to;  /* of these, what answers best: an item of a
                                   list; to 0: not chosen, all */
    enum asked asked;           /* what was asked of it */
    const char *unit;           /* of a time: the one asked for, or NULL */
    bool silent;                /* none of its figures is what was asked for */
    const struct record *holds; /* a place asked about, which lies in the
                                   larger land that it is law in; or NULL */
};

/* The text of a document's clause, not ended by NUL: its start, and its
 * length in *len; NULL if the evidence is a whole record. */
const char *evidence_text(const struct evidence *evidence, size_t *len);
/* Of that text the sentence that answers, or all of it. */
const char *evidence_quote(const struct evidence *evidence, size_t *len);

/* ---- policy ------------------------------------------------------------ */

/* What the investor brings, for rules to be computed on. */
struct input {
    const char *field; /* concept of a term: "equipment_investment" */
    double low, high;
    char unit[16]; /* ISO 4217, "m2" ...; "" for a bare number */
    bool assumed;  /* the message did not name the field itself */
    bool beyond;   /* more than that is spoken of: "above 1.5" */
};

struct profile {
    struct input *inputs;
    size_t input_count;
    struct ids industries;
    const char *class_; /* class of industry if it was named itself:
                           "leading", "high_tech", "other"; else NULL */
    struct ids rates;   /* of kind `rate`, to convert money by; may be none */
    const char *speaks; /* code of a language that who serves must speak */
    struct date by;     /* the day something must be ready; year 0: not said */
    double staff;       /* people counted, at least; 0: none are */
};

enum outcome {
    OUTCOME_AMOUNT,        /* low == high is what it pays */
    OUTCOME_BRACKET,       /* between low and high */
    OUTCOME_UP_TO,         /* high at the most, how much below is not said */
    OUTCOME_AT_LEAST,      /* low at the least */
    OUTCOME_NOTHING,       /* threshold not reached: 0 */
    OUTCOME_BY_CLASS,      /* depends on the class of industry: tiers shown */
    OUTCOME_NEEDS,         /* an input is missing: `missing` */
    OUTCOME_DISCRETIONARY, /* 一事一议: never a figure */
    OUTCOME_NO_FIGURE,     /* the source states none that can be computed */
    OUTCOME_OUT_OF_FORCE
};

struct tier_result {
    const char *class_; /* "leading", "high_tech", "other" */
    double amount;
};

struct ruling {
    const struct record *clause;
    enum outcome outcome;
    double low, high;
    const char *currency; /* ISO 4217 */
    const char *class_;   /* class of industry used, or NULL */
    struct phrase *steps; /* how it was computed, in order */
    size_t step_count;
    struct phrase *assumptions; /* readings taken, limits that count */
    size_t assumption_count;
    struct tier_result *tiers; /* OUTCOME_BY_CLASS */
    size_t tier_count;
    const char **missing; /* fields still needed */
    size_t missing_count;
    struct input *used; /* inputs the result rests on */
    size_t used_count;
};

/* What a zone shares with a free trade area over a link. */
struct shared_part {
    long count;          /* 0: none is recorded */
    const json_t *named; /* texts by language, or NULL: not published which */
    const struct record *evidence;
};

struct binding_link {
    const struct record *link; /* the cooperation */
    const struct record *from; /* the free trade area */
    struct date since;         /* year 0: not known */
    struct shared_part tasks, results;
    struct ids fields;  /* facts that name fields of the tasks */
    struct ids of_area; /* clauses for that area itself: whether they are
                           among what was copied is not said */
};

/* A policy of the zone's city, or of the city that one is part of. */
struct binding_policy {
    const struct record *policy, *place;
    size_t clauses; /* in force on the day, and not for other zones only */
};

/* Which text binds a zone on a day, and through which link. */
struct bindings {
    const struct record *zone, *city;
    struct binding_policy *policies;
    size_t policy_count;
    struct ids own; /* clauses that are for this very zone */
    struct binding_link *links;
    size_t link_count;
    struct ids partners; /* cities of its cooperations that have a policy,
                            which does not bind it */
    const struct record *unnamed; /* fact: zones of its city are linked, and
                                     it is not said which; or NULL */
    long unnamed_count;
};

/* ---- match ------------------------------------------------------------- */

enum side { SIDE_NONE, SIDE_NORTH, SIDE_SOUTH };

/* What is sought, of whom, and what is insisted on. Zero, NULL and an empty
 * list: not said. */
struct demand {
    const char *seeks;          /* "place", "partner", "enterprise", "service",
                                   "event", "parlor", "opportunity"; NULL: a place */
    const struct record *asker; /* city, park or enterprise that asks, which
                                   is never its own match; or NULL */
    struct ids industries;
    struct ids countries;
    struct ids near;               /* places to be near to */
    struct ids within;             /* cities to be in, if named so */
    const struct record *landmark; /* river, for side */
    enum side side;
    bool both_sides;       /* named together, so that neither is insisted on */
    const char *kind;      /* of place: "park", "city", "site"; or NULL:
                              parks for a project with an industry, area or
                              zone, else both. Of a partner: "city" (so is
                              NULL), "park", "enterprise" */
    const char *zone;      /* zone_type it must have, or "linked" */
    double land_m2;        /* of land */
    double building_m2;    /* of floor space */
    const char *area_unit; /* areas were said in it: "m2" (so is NULL), "mu",
                              "ha" */
    double near_km;        /* how near, 0: ranked only */
    double plot_ratio;     /* that the land must allow; 0: not said */
    double investment;     /* CNY that the project brings; 0: not said */
    double staff_min;      /* people an enterprise has at least */
    double staff;          /* people that the project brings work for */
    struct date by;        /* the day it must be ready; year 0: not said */
    const char *project;   /* "factory", "rd", "headquarters", "services",
                              "trade": whose weights count; or NULL */
    const char *role;      /* what a service is for: "legal", "visa" ... */
    const char *purpose;   /* what both are to do together: "joint_venture",
                              "site", "import" ...; or NULL */
    const char *speaks;    /* code of a language that a desk must speak */
    const char *group;     /* of countries, each of which will do: "sco" */
    struct ids counts;     /* criteria that count though nothing else of the
                              demand has to do with them: "logistics matter" */
    const json_t *weights; /* {"criterion": weight}, or NULL */
    const struct ruling *rulings; /* what clauses come to on what was told:
                                     beside how many apply to a place */
    size_t ruling_count;
    size_t limit; /* so many candidates */
};

struct reason {
    const char *criterion; /* id of the criterion record */
    double weight;
    double value; /* 0 to 1; -1 unknown */
    struct phrase why;
};

/* What would let a candidate in, or put it first: the demand with a member
 * changed, and seen to do so. */
struct change {
    struct phrase how;   /* "with 40 mu of land instead of 50 mu" */
    bool first;          /* it would be first; else it would be let in */
    const char *members; /* JSON, an object: what to replace in the demand;
                            null takes a member away */
};

struct candidate {
    const struct record *record;
    double score;    /* 0 to 1, already shrunk by coverage */
    double coverage; /* share of weight there is evidence for */
    bool fails;      /* a hard demand */
    struct reason *reasons;
    size_t reason_count;
    struct reason *failed; /* hard demands not met, or soft ones at 0 */
    size_t failed_count;
    struct change *changes; /* smallest first; of match_changes() */
    size_t change_count;
};

/* What was weighed: weight and standard are shares of 1. */
struct weighing {
    const char *criterion; /* id of the criterion record */
    double weight;
    double standard; /* without weights of the demand's own */
};

struct proposal {
    struct candidate *items; /* best first */
    size_t count;
    struct candidate *excluded; /* failed a hard demand, nearest first */
    size_t excluded_count;
    struct weighing *criteria; /* heaviest first */
    size_t criterion_count;
    struct phrase *notes; /* ties, thin data: what to know of the ranking */
    size_t note_count;
};

/* ---- comparison --------------------------------------------------------- */

/* What is known of one record in one respect. Nothing is: no names, no key. */
struct compared {
    struct ids names;   /* told as a list of names */
    struct phrase text; /* or as a text; key NULL: as names */
    double value;       /* under a criterion: 0 to 1; else -1 */
    bool foreign;       /* a record of its kind has no such thing */
    const struct record *evidence;
};

struct compare_row {
    const char *criterion; /* id of the criterion record, or NULL */
    const char *label;     /* without a criterion: key of the wording */
    bool differs;
    struct compared *cells; /* as many as there are records */
};

/* Records side by side, what differs first. */
struct compare_table {
    struct ids records;
    bool judged;              /* under a demand: with candidates */
    struct candidate *judges; /* in the order of records; or NULL */
    struct compare_row *rows;
    size_t row_count;
};

/* ---- order ------------------------------------------------------------- */

/* An order as far as a conversation or a form has told it. */
struct order_draft {
    const char *kind; /* "investment", "city_order", "import", "outbound",
                         "talent", "service", "visit" */
    const struct record *country; /* whose resources are sought */
    const struct record *city;    /* who orders, or where it should be */
    struct ids industries;
    const char *text; /* in the orderer's own words */
};

struct order_desk {
    const struct record *desk;    /* parlor or city that takes it */
    const struct record *instead; /* not open yet: this one was meant */
    struct phrase why;
    struct phrase also[3]; /* why it and not another that would do as well */
    size_t also_count;
};

/* ---- reply ------------------------------------------------------------- */

/* What leaves the turn: the object of `parlor ask --json`, one turn. */
struct reply {
    json_t *body; /* owned */
};

#endif
