/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/html.h"

#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "ingest/html_page.h"

enum { LOOK_AT = 1024, WORD_MAX = 24 };

/* What an element means for the text in it. */
enum role {
    ROLE_INLINE,
    ROLE_BLOCK,
    ROLE_DROP, /* and what follows is another block */
    ROLE_HIDE,
    ROLE_HEADING,
    ROLE_TABLE,
    ROLE_ROW,
    ROLE_CELL,
    ROLE_LINK,
    ROLE_NAME
};

struct reading {
    htmlParserCtxtPtr parser;
    struct html_page page;
    const char *source;
    size_t len, last;      /* last: end of what was read before */
    size_t depth, dropped; /* dropped: depth of what is left out, or 0 */
    size_t link;           /* depth of the open link, or 0 */
    bool in_name, too_deep;
};

static enum role role_of(const char *name)
{
    static const struct {
        const char *name;
        enum role role;
    } rows[] = {
        {"a", ROLE_LINK},           {"title", ROLE_NAME},
        {"h1", ROLE_HEADING},       {"h2", ROLE_HEADING},
        {"h3", ROLE_HEADING},       {"h4", ROLE_HEADING},
        {"h5", ROLE_HEADING},       {"h6", ROLE_HEADING},
        {"table", ROLE_TABLE},      {"tr", ROLE_ROW},
        {"td", ROLE_CELL},          {"th", ROLE_CELL},
        {"script", ROLE_HIDE},      {"style", ROLE_HIDE},
        {"noscript", ROLE_HIDE},    {"template", ROLE_HIDE},
        {"nav", ROLE_DROP},         {"footer", ROLE_DROP},
        {"aside", ROLE_DROP},       {"select", ROLE_HIDE},
        {"button", ROLE_HIDE},      {"textarea", ROLE_HIDE},
        {"svg", ROLE_HIDE},         {"iframe", ROLE_HIDE},
        {"object", ROLE_HIDE},      {"canvas", ROLE_HIDE},
        {"rt", ROLE_HIDE},          {"rp", ROLE_HIDE},
        {"p", ROLE_BLOCK},          {"div", ROLE_BLOCK},
        {"br", ROLE_BLOCK},         {"hr", ROLE_BLOCK},
        {"li", ROLE_BLOCK},         {"ul", ROLE_BLOCK},
        {"ol", ROLE_BLOCK},         {"dl", ROLE_BLOCK},
        {"dt", ROLE_BLOCK},         {"dd", ROLE_BLOCK},
        {"section", ROLE_BLOCK},    {"article", ROLE_BLOCK},
        {"main", ROLE_BLOCK},       {"header", ROLE_BLOCK},
        {"figure", ROLE_BLOCK},     {"figcaption", ROLE_BLOCK},
        {"blockquote", ROLE_BLOCK}, {"pre", ROLE_BLOCK},
        {"center", ROLE_BLOCK},     {"address", ROLE_BLOCK},
        {"caption", ROLE_BLOCK},    {"body", ROLE_BLOCK},
        {"form", ROLE_BLOCK},       {"fieldset", ROLE_BLOCK},
        {"details", ROLE_BLOCK},    {"summary", ROLE_BLOCK},
        {"tbody", ROLE_BLOCK},      {"thead", ROLE_BLOCK},
        {"tfoot", ROLE_BLOCK},      {"option", ROLE_BLOCK},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].role;
    return ROLE_INLINE;
}

/* Is one of the words of a class or an id that of something around a text? */
static bool is_frame_word(const char *words)
{
    static const char *const rows[] = {
        "nav",        "navbar",          "navigation", "menu",        "footer",
        "foot",       "sidebar",         "breadcrumb", "breadcrumbs", "crumb",
        "crumbs",     "share",           "related",    "recommend",   "pager",
        "pagination", "copyright",       "advert",     "ads",         "toolbar",
        "comments",   "bdsharebuttonbox"};

    while (*words != '\0') {
        size_t len = strcspn(words, " -_\t\n.:/");

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (len == strlen(rows[i]) && strncasecmp(words, rows[i], len) == 0)
                return true;
        words += len + (words[len] != '\0');
    }
    return false;
}

static bool is_hidden(const char *name, const char *value)
{
    static const char *const roles[] = {"navigation", "contentinfo", "search",
                                        "complementary", "menu"};

    if (strcmp(name, "hidden") == 0)
        return true;
    if (strcmp(name, "style") == 0)
        return strstr(value, "display:none") != NULL ||
               strstr(value, "display: none") != NULL;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(name, "role") == 0 && strcasecmp(value, roles[i]) == 0)
            return true;
    return (strcmp(name, "class") == 0 || strcmp(name, "id") == 0) &&
           is_frame_word(value);
}

/* Do an element's attributes say that it is no text? What holds the whole
 * page is never left out. */
static bool is_frame(const char *element, const xmlChar **attributes)
{
    static const char *const holders[] = {"html", "body", "main", "article",
                                          "head"};

    for (size_t i = 0; i < sizeof holders / sizeof *holders; i++)
        if (strcmp(element, holders[i]) == 0)
            return false;
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        if (is_hidden((const char *)attributes[0],
                      attributes[1] != NULL ? (const char *)attributes[1] : ""))
            return true;
    return false;
}

static bool has_address(const xmlChar **attributes)
{
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        if (strcmp((const char *)attributes[0], "href") == 0)
            return true;
    return false;
}

static void element_begin(struct reading *reading, const char *name,
                          const xmlChar **attributes)
{
    struct html_page *page = &reading->page;

    switch (role_of(name)) {
    case ROLE_HEADING:
        page_heading(page, name[1] - '0');
        break;
    case ROLE_TABLE:
        page_row_loose(page); /* a table in a row: that was layout */
        page_break(page);
        break;
    case ROLE_ROW:
        page_row(page);
        break;
    case ROLE_CELL:
        page_cell(page);
        break;
    case ROLE_LINK:
        if (reading->link == 0 && has_address(attributes)) {
            reading->link = reading->depth;
            page->open.links++;
        }
        break;
    case ROLE_NAME:
        reading->in_name = true;
        break;
    case ROLE_BLOCK:
        page_break(page);
        break;
    case ROLE_DROP:
    case ROLE_HIDE:
    case ROLE_INLINE:
        break;
    }
}

static void on_start(void *context, const xmlChar *element,
                     const xmlChar **attributes)
{
    struct reading *reading = context;
    const char *name = (const char *)element;
    enum role role = role_of(name);

    if (++reading->depth > HTML_DEPTH_MAX) {
        reading->too_deep = true;
        xmlStopParser(reading->parser);
        return;
    }
    if (reading->dropped != 0)
        return;
    if (role == ROLE_DROP || role == ROLE_HIDE || is_frame(name, attributes)) {
        reading->dropped = reading->depth;
        if (role == ROLE_DROP || role == ROLE_BLOCK)
            page_break(&reading->page);
        return;
    }
    element_begin(reading, name, attributes);
}

static void element_end(struct reading *reading, enum role role)
{
    struct html_page *page = &reading->page;

    if (role == ROLE_ROW || role == ROLE_TABLE)
        page_row_end(page);
    else if (role == ROLE_NAME)
        reading->in_name = false;
    else if (role == ROLE_BLOCK || role == ROLE_HEADING)
        page_break(page);
}

static void on_end(void *context, const xmlChar *element)
{
    struct reading *reading = context;

    if (reading->dropped == 0)
        element_end(reading, role_of((const char *)element));
    if (reading->dropped == reading->depth)
        reading->dropped = 0;
    if (reading->link == reading->depth)
        reading->link = 0;
    reading->depth -= reading->depth > 0;
}

/* Where in the source these bytes stand. The parser is at their end, or one
 * character before it; what an entity stands for is not there literally. */
static size_t place_of(const struct reading *reading, const char *text,
                       size_t len)
{
    const xmlParserInput *input = reading->parser->input;
    size_t end = input->consumed + (size_t)(input->cur - input->base);
    size_t from = end > len ? end - len : 0;

    for (size_t i = 0; i <= 4; i++)
        if (from + i + len <= reading->len &&
            memcmp(reading->source + from + i, text, len) == 0)
            return from + i;
    if (from < reading->last)
        from = reading->last;
    return from < reading->len ? from : reading->len;
}

static void on_text(void *context, const xmlChar *bytes, int size)
{
    struct reading *reading = context;
    const char *text = (const char *)bytes;
    size_t len = (size_t)size, was = 0;

    if (reading->dropped != 0 || size <= 0)
        return;
    if (reading->in_name) {
        buf_add(&reading->page.name, text, len);
        return;
    }
    was = place_of(reading, text, len);
    page_text(&reading->page, text, len, was, reading->link != 0);
    reading->last = was + len;
}

bool html_is(const char *bytes, size_t len)
{
    static const char *const begins[] = {"<!doctype html", "<html", "<head",
                                         "<body"};
    static const char *const ends[] = {
        "</p>", "</div>", "</table>", "</h1>", "</html>", "</span>", "</li>"};
    size_t from = 0, look = len < LOOK_AT ? len : LOOK_AT;

    while (from < len && strchr(" \t\r\n", bytes[from]) != NULL)
        from++;
    if (from >= len || bytes[from] != '<')
        return false;
    for (size_t at = from; at < look; at++)
        for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
            if (len - at >= strlen(begins[i]) &&
                strncasecmp(bytes + at, begins[i], strlen(begins[i])) == 0)
                return true;
    if (bytes[from + 1 < len ? from + 1 : from] == '!')
        return false; /* a comment at the head of Markdown */
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (memmem(bytes, len, ends[i], strlen(ends[i])) != NULL)
            return true;
    return false;
}

static void parser_set(struct reading *reading)
{
    htmlSAXHandler *sax = reading->parser->sax;

    memset(sax, 0, sizeof *sax);
    sax->startElement = on_start;
    sax->endElement = on_end;
    sax->characters = on_text;
    sax->ignorableWhitespace = on_text;
    reading->parser->userData = reading;
}

int html_text(const char *bytes, size_t len, struct buf *text,
              struct trace *trace, struct err *err)
{
    struct reading reading = {.source = bytes, .len = len};
    int ret = 0;

    reading.parser = htmlNewParserCtxt();
    if (reading.parser == NULL)
        return err_set(err, ERR_LIMIT, "no memory to read the page");
    page_init(&reading.page);
    parser_set(&reading);
    htmlCtxtReadMemory(reading.parser, bytes, (int)len, NULL, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                           HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                           HTML_PARSE_IGNORE_ENC);
    page_row_end(&reading.page);
    page_break(&reading.page);
    if (reading.too_deep)
        ret = err_set(err, ERR_INPUT,
                      "the page nests its elements deeper than %d; save it as "
                      "plain text",
                      HTML_DEPTH_MAX);
    else
        page_write(&reading.page, text, trace);
    page_fini(&reading.page);
    htmlFreeParserCtxt(reading.parser);
    return ret;
}
