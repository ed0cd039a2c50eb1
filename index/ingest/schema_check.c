/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record is walked with its schema; path holds where the walk stands. */
#include "ingest/schema_check.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "ingest/schema_node.h"
#include "text/fold.h"

enum { SHOWN_MAX = 60, KEY_SHOWN_MAX = 80 };

struct check {
    struct buf path, what;
    schema_complaint_fn *complain;
    void *context;
    size_t mistakes;
};

static void check_node(struct check *check, const struct schema_node *node,
                       const json_t *value);

static void check_tell(struct check *check)
{
    check->mistakes++;
    if (check->complain != NULL)
        check->complain(check->context, check->path.bytes, check->what.bytes);
}

/* At most max bytes of text, cut between characters. */
static void add_cut(struct buf *out, const char *text, size_t max)
{
    size_t len = strlen(text);

    if (len > max) {
        for (len = max; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
            len--;
        buf_add(out, text, len);
        buf_text(out, "...");
    } else {
        buf_add(out, text, len);
    }
}

static void add_json(struct buf *out, const json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));

    if (text != NULL)
        add_cut(out, text, SHOWN_MAX);
    free(text);
}

static void add_value(struct buf *out, const json_t *value)
{
    if (json_is_object(value))
        buf_text(out, "an object");
    else if (json_is_array(value))
        buf_format(out, "a list of %zu", json_array_size(value));
    else
        add_json(out, value);
}

static void path_key(struct buf *path, const char *key)
{
    bool plain = *key != '\0' && strlen(key) <= KEY_SHOWN_MAX;

    for (const char *c = key; *c != '\0'; c++)
        plain = plain && (unsigned char)*c > ' ' && *c != '.' && *c != '[' &&
                *c != '"';
    if (plain) {
        buf_format(path, ".%s", key);
    } else {
        json_t *text = json_string(key);

        buf_char(path, '[');
        add_json(path, text);
        buf_char(path, ']');
        json_decref(text);
    }
}

static void path_cut(struct buf *path, size_t len)
{
    path->len = len;
    path->bytes[len] = '\0';
}

/* " from A to B", " of at least A", as far as there are limits. */
static void add_sizes(struct buf *out, size_t low, size_t high,
                      const char *what)
{
    if (low > 0 && high != SIZE_MAX)
        buf_format(out, " of %zu to %zu %s", low, high, what);
    else if (low > 0)
        buf_format(out, " of at least %zu %s", low, what);
    else if (high != SIZE_MAX)
        buf_format(out, " of at most %zu %s", high, what);
}

static void add_range(struct buf *out, const struct schema_node *node)
{
    if (isfinite(node->minimum) && isfinite(node->maximum))
        buf_format(out, " from %.15g to %.15g", node->minimum, node->maximum);
    else if (isfinite(node->minimum))
        buf_format(out, " from %.15g up", node->minimum);
    else if (isfinite(node->maximum))
        buf_format(out, " up to %.15g", node->maximum);
}

static void add_text_kind(struct buf *out, const struct schema_node *node)
{
    if (node->date) {
        buf_text(out, "a date such as 2020, 2020-10 or 2020-10-13");
        return;
    }
    buf_text(out, "a text");
    add_sizes(out, node->min_length, node->max_length, "characters");
    if (node->pattern != NULL) {
        buf_text(out, " of the form ");
        buf_text(out, node->pattern);
    }
}

static void add_type(struct buf *out, const struct schema_node *node,
                     enum schema_type type)
{
    switch (type) {
    case SCHEMA_OBJECT:
        buf_text(out, "an object");
        break;
    case SCHEMA_ARRAY:
        buf_text(out, "a list");
        add_sizes(out, node->min_items, node->max_items, "items");
        break;
    case SCHEMA_STRING:
        add_text_kind(out, node);
        break;
    case SCHEMA_NUMBER:
        buf_text(out, "a number");
        add_range(out, node);
        break;
    case SCHEMA_INTEGER:
        buf_text(out, "a whole number");
        add_range(out, node);
        break;
    case SCHEMA_BOOLEAN:
        buf_text(out, "true or false");
        break;
    case SCHEMA_NULL:
        buf_text(out, "null");
        break;
    }
}

/* "must be ..." in words: what the node allows. */
static void add_allowed(struct buf *out, const struct schema_node *node)
{
    const char *sep = "";
    size_t i = 0;
    json_t *item = NULL;

    if (node->allowed != NULL) {
        buf_text(out, "one of ");
        json_array_foreach((json_t *)node->allowed, i, item) {
            buf_text(out, sep);
            add_json(out, item);
            sep = ", ";
        }
        return;
    }
    for (unsigned bit = SCHEMA_OBJECT; bit <= SCHEMA_NULL; bit <<= 1) {
        if ((node->types & bit) == 0)
            continue;
        buf_text(out, sep);
        add_type(out, node, (enum schema_type)bit);
        sep = " or ";
    }
    if (node->types == 0) { /* limits without a type: texts are meant */
        bool text = node->pattern != NULL || node->date;

        add_type(out, node, text ? SCHEMA_STRING : SCHEMA_NUMBER);
    }
}

static void tell_value(struct check *check, const struct schema_node *node,
                       const json_t *value)
{
    buf_clear(&check->what);
    buf_text(&check->what, "is ");
    add_value(&check->what, value);
    buf_text(&check->what, ", must be ");
    add_allowed(&check->what, node);
    check_tell(check);
}

static unsigned value_types(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return SCHEMA_OBJECT;
    case JSON_ARRAY:
        return SCHEMA_ARRAY;
    case JSON_STRING:
        return SCHEMA_STRING;
    case JSON_INTEGER:
        return SCHEMA_INTEGER | SCHEMA_NUMBER;
    case JSON_REAL:
        return trunc(json_real_value(value)) == json_real_value(value)
                   ? SCHEMA_INTEGER | SCHEMA_NUMBER
                   : SCHEMA_NUMBER;
    case JSON_TRUE:
    case JSON_FALSE:
        return SCHEMA_BOOLEAN;
    case JSON_NULL:
        break;
    }
    return SCHEMA_NULL;
}

/* len digits as a number; -1 if they are none. */
static int digits(const char *text, size_t len)
{
    int value = 0;

    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

static bool date_valid(const char *text)
{
    size_t len = strlen(text);
    int year = 0, month = 1, day = 1;

    if (len != 4 && len != 7 && len != 10)
        return false;
    year = digits(text, 4);
    if (len >= 7)
        month = text[4] == '-' ? digits(text + 5, 2) : -1;
    if (len == 10)
        day = text[7] == '-' ? digits(text + 8, 2) : -1;
    return year >= 1000 && month >= 1 && month <= 12 && day >= 1 &&
           day <= month_days(year, month);
}

static bool string_fits(const struct schema_node *node, const json_t *value)
{
    const char *text = json_string_value(value);
    size_t length = fold_length(text, json_string_length(value));

    if (length < node->min_length || length > node->max_length)
        return false;
    if (node->date && !date_valid(text))
        return false;
    return node->pattern == NULL ||
           regexec(&node->regex, text, 0, NULL, 0) == 0;
}

static bool enum_fits(const struct schema_node *node, const json_t *value)
{
    size_t i = 0;
    json_t *item = NULL;

    if (node->allowed == NULL)
        return true;
    json_array_foreach((json_t *)node->allowed, i, item) {
        if (json_equal(item, value))
            return true;
    }
    return false;
}

/* The value itself, without what is inside it. */
static bool value_fits(const struct schema_node *node, const json_t *value)
{
    if (node->types != 0 && (node->types & value_types(value)) == 0)
        return false;
    if (!enum_fits(node, value))
        return false;
    if (json_is_string(value))
        return string_fits(node, value);
    if (json_is_number(value))
        return json_number_value(value) >= node->minimum &&
               json_number_value(value) <= node->maximum;
    if (json_is_array(value))
        return json_array_size(value) >= node->min_items &&
               json_array_size(value) <= node->max_items;
    return true;
}

static const struct schema_member *member_of(const struct schema_node *node,
                                             const char *name)
{
    for (size_t i = 0; i < node->member_count; i++)
        if (strcmp(node->members[i].name, name) == 0)
            return &node->members[i];
    return NULL;
}

static const struct schema_node *node_target(const struct schema_node *node)
{
    return node->target != NULL ? node->target : node;
}

static void tell_missing(struct check *check, const struct schema_node *node,
                         const char *name)
{
    const struct schema_member *member = member_of(node, name);
    const struct schema_node *target =
        member != NULL ? node_target(member->node) : NULL;

    buf_clear(&check->what);
    buf_text(&check->what, "is missing, must be there");
    if (target != NULL && (target->types != 0 || target->allowed != NULL)) {
        buf_text(&check->what, ": ");
        add_allowed(&check->what, target);
    }
    check_tell(check);
}

static void tell_unknown(struct check *check, const struct schema_node *node)
{
    buf_clear(&check->what);
    buf_text(&check->what, "is not known here, allowed are");
    for (size_t i = 0; i < node->member_count; i++)
        buf_format(&check->what, "%s %s", i == 0 ? "" : ",",
                   node->members[i].name);
    check_tell(check);
}

static void check_object(struct check *check, const struct schema_node *node,
                         const json_t *value)
{
    size_t here = check->path.len, i = 0;
    const char *key = NULL;
    json_t *item = NULL;

    json_array_foreach((json_t *)node->required, i, item) {
        key = json_string_value(item);
        path_key(&check->path, key);
        if (json_object_get(value, key) == NULL)
            tell_missing(check, node, key);
        path_cut(&check->path, here);
    }
    json_object_foreach((json_t *)value, key, item) {
        const struct schema_member *member = member_of(node, key);

        path_key(&check->path, key);
        if (member != NULL)
            check_node(check, member->node, item);
        else if (node->other != NULL)
            check_node(check, node->other, item);
        else if (node->closed)
            tell_unknown(check, node);
        path_cut(&check->path, here);
    }
}

static void check_list(struct check *check, const struct schema_node *items,
                       const json_t *value)
{
    size_t here = check->path.len, i = 0;
    json_t *item = NULL;

    json_array_foreach((json_t *)value, i, item) {
        buf_format(&check->path, "[%zu]", i);
        check_node(check, items, item);
        path_cut(&check->path, here);
    }
}

static void check_node(struct check *check, const struct schema_node *node,
                       const json_t *value)
{
    node = node_target(node);
    assert(node->ref == NULL); /* loading resolved every reference */
    if (!value_fits(node, value)) {
        tell_value(check, node, value);
        return;
    }
    if (json_is_object(value))
        check_object(check, node, value);
    else if (json_is_array(value) && node->items != NULL)
        check_list(check, node->items, value);
}

static void tell_kind(struct check *check, const struct schemas *schemas,
                      const struct record *record)
{
    const char *sep = "";

    buf_text(&check->path, ".kind");
    buf_format(&check->what, "is \"%s\", must be one of ", record->kind);
    for (size_t i = 0; i < schemas->count; i++) {
        if (strcmp(schemas->files[i].name, "common") == 0)
            continue;
        buf_format(&check->what, "%s%s", sep, schemas->files[i].name);
        sep = ", ";
    }
    check_tell(check);
}

size_t schemas_check(const struct schemas *schemas, const struct record *record,
                     schema_complaint_fn *complain, void *context)
{
    const struct schema_file *file = schemas_find(schemas, record->kind);
    struct check check = {.complain = complain, .context = context};

    buf_init(&check.path);
    buf_init(&check.what);
    buf_char(&check.path, '$');
    if (file == NULL || strcmp(file->name, "common") == 0)
        tell_kind(&check, schemas, record);
    else
        check_node(&check, file->node, record->json);
    buf_fini(&check.path);
    buf_fini(&check.what);
    return check.mistakes;
}
