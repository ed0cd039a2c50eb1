/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a fuzz target the files of folders, one test each, without
 * libFuzzer: replay FOLDER... */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tests/fuzz/fuzz.h"

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int file_load(const char *path, struct buf *out)
{
    FILE *file = fopen(path, "rb");
    char block[65536];
    size_t got = 0;

    if (file == NULL)
        return -1;
    buf_clear(out);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        buf_add(out, block, got);
    fclose(file);
    return 0;
}

static int folder_replay(const char *folder, int number)
{
    struct dirent **names = NULL;
    int count = scandir(folder, &names, shown, by_name);
    struct buf bytes;

    buf_init(&bytes);
    for (int i = 0; i < count; i++) {
        char path[4096];

        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        free(names[i]);
        if (file_load(path, &bytes) < 0)
            continue;
        LLVMFuzzerTestOneInput((const uint8_t *)bytes.bytes, bytes.len);
        printf("ok %d - %s\n", ++number, path);
        fflush(stdout);
    }
    free(names);
    buf_fini(&bytes);
    return number;
}

int main(int argc, char **argv)
{
    int number = 0;

    LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++)
        number = folder_replay(argv[i], number);
    return number == 0;
}
