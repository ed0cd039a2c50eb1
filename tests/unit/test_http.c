/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes, validators and encodings; files held in memory. */
#include "test_dir.h"

#include <sys/stat.h>
#include <zlib.h>

#include "net/http.h"

static void file_put(const char *dir, const char *name, const char *bytes,
                     size_t len)
{
    char path[512];
    FILE *file = NULL;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    for (char *slash = path + strlen(dir) + 1; (slash = strchr(slash, '/'));
         slash++) {
        *slash = '\0';
        mkdir(path, 0755);
        *slash = '/';
    }
    file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

static struct assets *assets_of(const char *dir)
{
    static char script[5000];
    struct assets *assets = NULL;
    struct err err = {0};

    memset(script, 'a', sizeof script);
    file_put(dir, "index.html", "chat", 4);
    file_put(dir, "desk.html", "desk", 4);
    file_put(dir, "assets/a.js", script, sizeof script);
    file_put(dir, "assets/tiny.css", "b{}", 3);
    file_put(dir, "assets/empty.txt", "", 0);
    file_put(dir, "assets/.hidden", "x", 1);
    file_put(dir, "w/1/loader.js", "loader", 6);
    file_put(dir, "w/1.4.2/loader.js", "loader", 6);
    if (assets_load(dir, &assets, &err) < 0)
        fail_msg("%s", err.text);
    return assets;
}

static struct http_answer answer_to(const struct assets *assets,
                                    enum http_method method, const char *path,
                                    const char *match, const char *accept)
{
    struct http_request request = {method, path, match, accept, false};
    struct http_answer answer;

    http_answer(&request, assets, &answer);
    return answer;
}

static void routes(void **state)
{
    static const struct {
        const char *path;
        int status;
        const char *route, *cache;
        bool cors;
    } rows[] = {
        {"/", 200, "/", "no-cache", false},
        {"/index.html", 200, "/", "no-cache", false},
        {"/c", 200, "/c", "no-cache", false},
        {"/c/1234", 200, "/c", "no-cache", false},
        {"/order/P-1", 200, "/order", "no-cache", false},
        {"/order", 404, "other", "no-store", false},
        {"/compare", 200, "/compare", "no-cache", false},
        {"/desk", 200, "/desk", "no-cache", false},
        {"/desk/x/y", 200, "/desk", "no-cache", false},
        {"/desks", 404, "other", "no-store", false},
        {"/w/1/loader.js", 200, "/w", "public, max-age=3600", true},
        {"/w/1.4.2/loader.js", 200, "/w", "public, max-age=31536000, immutable",
         true},
        {"/assets/a.js", 200, "/assets", "public, max-age=31536000, immutable",
         true},
        {"/assets/empty.txt", 200, "/assets",
         "public, max-age=31536000, immutable", true},
        {"/assets/.hidden", 404, "/assets", "no-store", false},
        {"/assets/../index.html", 404, "/assets", "no-store", false},
        {"/assets", 404, "other", "no-store", false},
        {"/desk.html", 404, "other", "no-store", false},
        {"/favicon.ico", 404, "/favicon.ico", "no-store", false},
        {"/healthz", 200, "/healthz", "no-store", false},
        {"/metrics", 200, "/metrics", "no-store", false},
        {"/ws", 426, "/ws", "no-store", false},
        {"", 404, "other", "no-store", false},
        {"//", 404, "other", "no-store", false},
    };
    struct assets *assets = assets_of(test_dir(state));

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct http_answer answer =
            answer_to(assets, HTTP_GET, rows[i].path, "", "");

        if (answer.status != rows[i].status ||
            strcmp(answer.route, rows[i].route) != 0 ||
            strcmp(answer.cache, rows[i].cache) != 0 ||
            answer.cors != rows[i].cors || answer.close)
            fail_msg("row %zu: %s: %d %s %s", i, rows[i].path, answer.status,
                     answer.route, answer.cache);
    }
    assets_free(&assets);
}

static void refuses_methods_and_bodies(void **state)
{
    struct assets *assets = assets_of(test_dir(state));
    struct http_request request = {HTTP_GET, "/", "", "", true};
    struct http_answer answer = answer_to(assets, HTTP_OTHER, "/", "", "");

    assert_int_equal(answer.status, 405);
    assert_string_equal(answer.allow, "GET, HEAD");
    assert_true(answer.close);
    answer = answer_to(assets, HTTP_OPTIONS, "/w/1/loader.js", "", "");
    assert_int_equal(answer.status, 405);
    http_answer(&request, assets, &answer);
    assert_int_equal(answer.status, 413);
    assert_true(answer.close);
    answer = answer_to(assets, HTTP_HEAD, "/", "", "");
    assert_int_equal(answer.status, 200);
    assert_true(answer.page);
    assets_free(&assets);
}

static void gzips(void **state)
{
    struct assets *assets = assets_of(test_dir(state));
    struct http_answer plain =
        answer_to(assets, HTTP_GET, "/assets/a.js", "", "");
    struct http_answer zipped =
        answer_to(assets, HTTP_GET, "/assets/a.js", "", "gzip");
    struct http_answer tiny =
        answer_to(assets, HTTP_GET, "/assets/tiny.css", "", "gzip");
    unsigned char out[6000];
    z_stream stream = {.next_in = (unsigned char *)(uintptr_t)zipped.bytes,
                       .avail_in = (uInt)zipped.len,
                       .next_out = out,
                       .avail_out = sizeof out};

    assert_null(plain.encoding);
    assert_string_equal(zipped.encoding, "gzip");
    assert_string_not_equal(plain.etag, zipped.etag);
    assert_true(plain.vary && zipped.vary);
    assert_true(zipped.len < plain.len);
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, plain.len);
    assert_memory_equal(out, plain.bytes, plain.len);
    inflateEnd(&stream);
    assert_null(tiny.encoding);
    assert_false(tiny.vary);
    assert_int_equal(
        answer_to(assets, HTTP_GET, "/assets/a.js", zipped.etag, "gzip").status,
        304);
    assert_int_equal(
        answer_to(assets, HTTP_GET, "/assets/a.js", zipped.etag, "").status,
        200);
    assets_free(&assets);
}

static void compares_validators(void **state)
{
    static const struct {
        const char *header;
        bool matches;
    } rows[] = {
        {"\"abc\"", true},
        {"W/\"abc\"", true},
        {"\"x\", \"abc\"", true},
        {"\"x\",\"abc\" ,\"y\"", true},
        {"*", true},
        {" * ", true},
        {"", false},
        {"abc", false},
        {"\"abcd\"", false},
        {"\"abc", false},
        {"\"ab\"", false},
        {"x\"abc\"", false},
        {"*x", false},
        {",,,", false},
        {"\"abc\"x", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (http_etag_matches(rows[i].header, "\"abc\"") != rows[i].matches)
            fail_msg("row %zu: %s", i, rows[i].header);
}

static void reads_accept_encoding(void **state)
{
    static const struct {
        const char *header;
        bool takes;
    } rows[] = {
        {"gzip", true},
        {"br, gzip;q=0.5", true},
        {"GZIP", true},
        {"deflate,gzip", true},
        {"", false},
        {"gzip;q=0", false},
        {"gzip;q=0.0", false},
        {"gzip; q=0, br", false},
        {"gzipped", false},
        {"br;q=1", false},
        {"gzip ;q=0.1", true},
        {"identity", false},
        {"br;q=0, gzip", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (http_takes_gzip(rows[i].header) != rows[i].takes)
            fail_msg("row %zu: %s", i, rows[i].header);
}

static void loads_files(void **state)
{
    struct assets *assets = NULL;
    struct err err = {0};
    char path[512];

    snprintf(path, sizeof path, "%s/none", test_dir(state));
    assert_int_equal(assets_load(path, &assets, &err), 0);
    assert_false(assets_built(assets));
    assert_non_null(assets_find(assets, "/index.html"));
    assets_free(&assets);
    file_put(test_dir(state), "big", "x", 1);
    snprintf(path, sizeof path, "%s/big", test_dir(state));
    assert_int_equal(truncate(path, ASSET_BYTES_MAX + 1), 0);
    assert_int_equal(assets_load(test_dir(state), &assets, &err), -1);
    assert_null(assets);
    assert_int_equal(err.code, ERR_LIMIT);
    assert_int_equal(truncate(path, 10), 0);
    snprintf(path, sizeof path, "%s/link", test_dir(state));
    assert_int_equal(symlink("/etc/passwd", path), 0);
    assert_int_equal(assets_load(test_dir(state), &assets, &err), 0);
    assert_true(assets_built(assets));
    assert_null(assets_find(assets, "/link"));
    assert_string_equal(assets_find(assets, "/big")->type,
                        "application/octet-stream");
    assets_free(&assets);
    assets_free(&assets);
}

static void says_its_policy(void **state)
{
    struct origins own = {.items = {"https://p.example", "http://[::1]:1"},
                          .count = 2};
    struct buf out;

    (void)state;
    buf_init(&out);
    http_policy(&own, &out);
    assert_non_null(strstr(out.bytes, "connect-src 'self' wss://p.example;"));
    assert_non_null(strstr(out.bytes, "frame-ancestors 'none'"));
    assert_null(strstr(out.bytes, "unsafe"));
    buf_fini(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIR_TEST(routes),
        DIR_TEST(refuses_methods_and_bodies),
        DIR_TEST(gzips),
        cmocka_unit_test(compares_validators),
        cmocka_unit_test(reads_accept_encoding),
        DIR_TEST(loads_files),
        cmocka_unit_test(says_its_policy),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
