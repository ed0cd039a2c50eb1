/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file is a head, a table of sections and the sections, all in this
 * machine's byte order: it is made where it is read (packfile.h). The sum
 * covers everything behind the head, so what is open is whole. */
#include "text/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "text/packfile.h"

struct pack {
    const char *bytes;
    size_t len;
};

uint64_t packfile_sum(const char *bytes, size_t len)
{
    uint64_t lanes[4] = {1, 2, 3, 4}, word = 0, sum = len;
    size_t at = 0;

    for (; at + 32 <= len; at += 32) {
        for (size_t i = 0; i < 4; i++) {
            memcpy(&word, bytes + at + 8 * i, 8);
            lanes[i] = (lanes[i] ^ word) * 0x9E3779B97F4A7C15u;
            lanes[i] ^= lanes[i] >> 29;
        }
    }
    for (; at < len; at++)
        lanes[0] = (lanes[0] ^ (unsigned char)bytes[at]) * 0x100000001B3u;
    for (size_t i = 0; i < 4; i++)
        sum = (sum ^ lanes[i]) * 0x9E3779B97F4A7C15u ^ sum >> 31;
    return sum;
}

static const struct packfile_section *section_at(const struct pack *pack,
                                                 size_t number)
{
    return (const struct packfile_section *)(pack->bytes +
                                             sizeof(struct packfile_head)) +
           number;
}

/* Do all sections lie within the file? */
static bool sections_fit(const struct pack *pack, size_t count)
{
    size_t begin = sizeof(struct packfile_head);

    if (count > (pack->len - begin) / sizeof(struct packfile_section))
        return false;
    begin += count * sizeof(struct packfile_section);
    for (size_t i = 0; i < count; i++) {
        const struct packfile_section *section = section_at(pack, i);

        if (section->from < begin || section->from % 8 != 0 ||
            section->from > pack->len ||
            section->len > pack->len - section->from ||
            memchr(section->name, '\0', sizeof section->name) == NULL)
            return false;
    }
    return true;
}

static int pack_check(const struct pack *pack, const char *path,
                      struct err *err)
{
    const struct packfile_head *head = (const void *)pack->bytes;

    if (pack->len < sizeof *head ||
        memcmp(head->magic, PACKFILE_MAGIC, sizeof head->magic) != 0)
        return err_set(err, ERR_CORRUPT, "%s: not a pack of words", path);
    if (head->version != PACKFILE_VERSION)
        return err_set(err, ERR_CORRUPT,
                       "%s: a pack of version %u, not %u; make it anew", path,
                       head->version, (unsigned)PACKFILE_VERSION);
    if (head->len != pack->len ||
        packfile_sum(pack->bytes + sizeof *head, pack->len - sizeof *head) !=
            head->sum ||
        !sections_fit(pack, head->sections))
        return err_set(err, ERR_CORRUPT, "%s: damaged; make it anew", path);
    return 0;
}

static int pack_map(struct pack *pack, const char *path, int file,
                    struct err *err)
{
    struct stat status;
    void *bytes = NULL;

    if (fstat(file, &status) < 0 || !S_ISREG(status.st_mode))
        return err_set(err, ERR_CORRUPT, "%s: not a file", path);
    if (status.st_size < (off_t)sizeof(struct packfile_head))
        return err_set(err, ERR_CORRUPT, "%s: not a pack of words", path);
    bytes = mmap(NULL, (size_t)status.st_size, PROT_READ,
                 MAP_SHARED | MAP_POPULATE, file, 0);
    if (bytes == MAP_FAILED)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    pack->bytes = bytes;
    pack->len = (size_t)status.st_size;
    return pack_check(pack, path, err);
}

int pack_open(const char *path, struct pack **out, struct err *err)
{
    struct pack *pack = NULL;
    int file = open(path, O_RDONLY | O_CLOEXEC), ret = 0;

    *out = NULL;
    if (file < 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    pack = mem_zero(sizeof *pack);
    ret = pack_map(pack, path, file, err);
    close(file);
    if (ret < 0)
        pack_close(&pack);
    *out = pack;
    return ret;
}

void pack_close(struct pack **pack)
{
    if (*pack == NULL)
        return;
    if ((*pack)->bytes != NULL)
        munmap((void *)(uintptr_t)(*pack)->bytes, (*pack)->len);
    free(*pack);
    *pack = NULL;
}

const void *pack_section(const struct pack *pack, const char *name, size_t *len)
{
    const struct packfile_head *head = (const void *)pack->bytes;

    *len = 0;
    for (size_t i = 0; i < head->sections; i++) {
        const struct packfile_section *section = section_at(pack, i);

        if (strcmp(section->name, name) == 0) {
            *len = (size_t)section->len;
            return pack->bytes + section->from;
        }
    }
    return NULL;
}
