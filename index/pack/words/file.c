/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack/words/file.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void pack_maker_init(struct pack_maker *pack)
{
    *pack = (struct pack_maker){.count = 0};
    buf_init(&pack->bytes);
}

void pack_maker_fini(struct pack_maker *pack)
{
    free(pack->items);
    buf_fini(&pack->bytes);
}

void pack_maker_add(struct pack_maker *pack, const char *name,
                    const char *bytes, size_t len)
{
    struct packfile_section *section = NULL;

    pack->items = mem_room(pack->items, pack->count, &pack->capacity,
                           sizeof *pack->items);
    section = &pack->items[pack->count++];
    *section = (struct packfile_section){.from = pack->bytes.len, .len = len};
    snprintf(section->name, sizeof section->name, "%s", name);
    buf_add(&pack->bytes, bytes, len);
    while (pack->bytes.len % 8 != 0)
        buf_char(&pack->bytes, '\0');
}

static int put_in_place(const struct buf *whole, const char *path,
                        struct err *err)
{
    char made[PATH_MAX];
    FILE *file = NULL;
    bool good = false;

    snprintf(made, sizeof made, "%s.new", path);
    file = fopen(made, "wb");
    if (file == NULL)
        return err_set(err, ERR_IO, "%s: %s", made, strerror(errno));
    good = fwrite(whole->bytes, 1, whole->len, file) == whole->len;
    good = fclose(file) == 0 && good;
    if (!good || rename(made, path) < 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    return 0;
}

int pack_maker_write(struct pack_maker *pack, const char *path, struct err *err)
{
    struct packfile_head head = {.magic = PACKFILE_MAGIC,
                                 .version = PACKFILE_VERSION,
                                 .sections = (uint32_t)pack->count};
    size_t table = pack->count * sizeof *pack->items;
    struct buf whole;
    int ret = 0;

    for (size_t i = 0; i < pack->count; i++)
        pack->items[i].from += sizeof head + table;
    head.len = sizeof head + table + pack->bytes.len;
    buf_init(&whole);
    buf_add(&whole, (const char *)&head, sizeof head);
    buf_add(&whole, (const char *)pack->items, table);
    buf_add(&whole, pack->bytes.bytes, pack->bytes.len);
    head.sum = packfile_sum(whole.bytes + sizeof head, whole.len - sizeof head);
    memcpy(whole.bytes, &head, sizeof head);
    ret = put_in_place(&whole, path, err);
    buf_fini(&whole);
    return ret;
}
