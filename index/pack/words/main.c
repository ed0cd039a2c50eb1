/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack-words OUT FILE...: make the pack of words across languages of files
 * of lines (maker.h). The data have licences of their own (README.md). */
#include <stdio.h>

#include "pack/words/locale_names.h"
#include "pack/words/maker.h"

static int pack_make(int count, char **files, struct err *err)
{
    struct maker *maker = NULL;
    int ret = maker_open(&maker, err);

    for (int i = 1; ret == 0 && i < count; i++)
        ret = maker_file(maker, files[i], err);
    if (ret == 0) {
        locale_names(maker);
        ret = maker_write(maker, files[0], err);
    }
    maker_close(&maker);
    return ret;
}

int main(int argc, char **argv)
{
    struct err err = {0};

    if (argc < 3) {
        fprintf(stderr, "use: pack-words OUT FILE...\n");
        return 2;
    }
    if (pack_make(argc - 1, argv + 1, &err) < 0) {
        fprintf(stderr, "pack-words: %s\n", err.text);
        return 1;
    }
    return 0;
}
