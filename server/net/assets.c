/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/assets.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"

enum { DEPTH_MAX = 6, HASH_BYTES = 16 };

struct assets {
    struct asset *items;
    size_t count, capacity, bytes;
    int built;
};

static const char not_built[] =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
    "<title>Parlor</title></head>\n<body><h1>Parlor is running</h1>\n"
    "<p>The web clients have not been built yet. Run <code>make web"
    "</code> in the source folder and start the server again, or name the "
    "folder of the built files in the setting <code>web</code>.</p>\n"
    "<p>The WebSocket at <code>/ws</code>, <code>/healthz</code> and "
    "<code>/metrics</code> work without them.</p></body></html>\n";

static const char *type_of(const char *path)
{
    static const struct {
        const char *end, *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".geojson", "application/geo+json"},
        {".map", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".webp", "image/webp"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
        {".yaml", "application/yaml"},
    };
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
        if (strcmp(dot, types[i].end) == 0)
            return types[i].type;
    return "application/octet-stream";
}

static void etag_set(struct asset_body *body)
{
    unsigned char hash[HASH_BYTES];
    char hex[2 * HASH_BYTES + 1];

    crypto_generichash(hash, sizeof hash, body->bytes, body->len, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    snprintf(body->etag, sizeof body->etag, "\"%s\"", hex);
}

static void gzip_make(const struct asset_body *plain, struct asset_body *out)
{
    z_stream stream = {0};
    uLong bound = 0;

    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return;
    bound = deflateBound(&stream, plain->len);
    out->bytes = mem_alloc(bound);
    stream.next_in = plain->bytes;
    stream.avail_in = (uInt)plain->len;
    stream.next_out = out->bytes;
    stream.avail_out = (uInt)bound;
    if (deflate(&stream, Z_FINISH) == Z_STREAM_END)
        out->len = stream.total_out;
    deflateEnd(&stream);
    if (out->len == 0 || out->len + 64 > plain->len) {
        free(out->bytes);
        *out = (struct asset_body){0};
        return;
    }
    etag_set(out);
}

/* bytes are taken over. */
static void assets_add(struct assets *assets, const char *path,
                       unsigned char *bytes, size_t len)
{
    struct asset *asset = NULL;

    assets->items = mem_room(assets->items, assets->count, &assets->capacity,
                             sizeof *assets->items);
    asset = &assets->items[assets->count++];
    *asset = (struct asset){.type = type_of(path), .plain = {bytes, len, ""}};
    snprintf(asset->path, sizeof asset->path, "%s", path);
    etag_set(&asset->plain);
    gzip_make(&asset->plain, &asset->gzip);
    assets->bytes += len + asset->gzip.len;
}

static int read_all(int file, unsigned char *bytes, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t got = read(file, bytes + done, len - done);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return -1;
        done += (size_t)got;
    }
    return 0;
}

/* file is closed. */
static int add_file(struct assets *assets, int file, size_t len,
                    const char *path, struct err *err)
{
    unsigned char *bytes = NULL;
    int ret = -1;

    if (len > ASSET_BYTES_MAX || assets->bytes + len > ASSETS_BYTES_MAX ||
        assets->count == ASSETS_MAX) {
        err_set(err, ERR_LIMIT,
                "web file %s: too large, or too many files; the limits are "
                "%d files, %d MB together",
                path, ASSETS_MAX, ASSETS_BYTES_MAX >> 20);
        goto out;
    }
    bytes = mem_alloc(len + 1);
    if (read_all(file, bytes, len) < 0) {
        err_set(err, ERR_IO, "web file %s: cannot be read: %s", path,
                strerror(errno));
        goto out;
    }
    assets_add(assets, path, bytes, len);
    bytes = NULL;
    ret = 0;
out:
    free(bytes);
    close(file);
    return ret;
}

static int add_folder(struct assets *assets, int folder, const char *path,
                      int depth, struct err *err);

static int add_entry(struct assets *assets, int folder, const char *name,
                     const char *parent, int depth, struct err *err)
{
    char path[ASSET_PATH_MAX];
    struct stat what;
    int fd = -1;
    int len = snprintf(path, sizeof path, "%s/%s", parent, name);

    if (name[0] == '.' || len >= (int)sizeof path)
        return 0;
    fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &what) < 0) {
        if (fd >= 0)
            close(fd);
        return errno == ELOOP
                   ? 0
                   : err_set(err, ERR_IO, "web file %s: cannot be opened: %s",
                             path, strerror(errno));
    }
    if (S_ISDIR(what.st_mode) && depth < DEPTH_MAX)
        return add_folder(assets, fd, path, depth + 1, err);
    if (S_ISREG(what.st_mode))
        return add_file(assets, fd, (size_t)what.st_size, path, err);
    close(fd);
    return 0;
}

/* folder is closed. */
static int add_folder(struct assets *assets, int folder, const char *path,
                      int depth, struct err *err)
{
    DIR *dir = fdopendir(folder);
    struct dirent *entry = NULL;
    int ret = 0;

    if (!dir) {
        close(folder);
        return err_set(err, ERR_IO, "web folder %s: %s", path, strerror(errno));
    }
    while (ret == 0 && (entry = readdir(dir)))
        ret = add_entry(assets, dirfd(dir), entry->d_name, path, depth, err);
    closedir(dir);
    return ret;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct asset *)a)->path,
                  ((const struct asset *)b)->path);
}

int assets_load(const char *dir, struct assets **out, struct err *err)
{
    struct assets *assets = mem_zero(sizeof *assets);
    int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    *out = NULL;
    if (folder >= 0 && add_folder(assets, folder, "", 0, err) < 0) {
        assets_free(&assets);
        return -1;
    }
    if (folder < 0 && errno != ENOENT && errno != ENOTDIR) {
        assets_free(&assets);
        return err_set(err, ERR_IO, "web folder %s: %s", dir, strerror(errno));
    }
    assets->built = assets->count > 0;
    if (!assets->built)
        assets_add(assets, "/index.html", (unsigned char *)mem_text(not_built),
                   sizeof not_built - 1);
    qsort(assets->items, assets->count, sizeof *assets->items, by_path);
    *out = assets;
    return 0;
}

void assets_free(struct assets **assets)
{
    if (!*assets)
        return;
    for (size_t i = 0; i < (*assets)->count; i++) {
        free((*assets)->items[i].plain.bytes);
        free((*assets)->items[i].gzip.bytes);
    }
    free((*assets)->items);
    free(*assets);
    *assets = NULL;
}

const struct asset *assets_find(const struct assets *assets, const char *path)
{
    size_t low = 0, high = assets->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(path, assets->items[middle].path);

        if (order == 0)
            return &assets->items[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

int assets_built(const struct assets *assets)
{
    return assets->built;
}
