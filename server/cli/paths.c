/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/paths.h"

#include <stdio.h>
#include <sys/stat.h>

#include "publish/files.h"

static bool schemas_at(const char *folder, char *out)
{
    struct stat status;

    snprintf(out, FILES_PATH_MAX, "%s/schema", folder);
    return stat(out, &status) == 0 && S_ISDIR(status.st_mode);
}

static int paths_schemas(char **paths, int count, const char *corpus,
                         struct schemas **out, struct err *err)
{
    char folder[FILES_PATH_MAX];

    for (int i = 0; i < count; i++)
        if (schemas_at(paths[i], folder))
            return schemas_load(folder, out, err);
    if (corpus != NULL && schemas_at(corpus, folder))
        return schemas_load(folder, out, err);
    return err_set(err, ERR_USAGE,
                   "there are no schemas to check against; name the corpus "
                   "folder with PARLOR_CORPUS");
}

int paths_read(char **paths, int count, const char *corpus,
               struct sources *sources, struct err *err)
{
    struct schemas *schemas = NULL;
    int ret = paths_schemas(paths, count, corpus, &schemas, err);

    for (int i = 0; ret == 0 && i < count; i++)
        ret = sources_add(sources, paths[i], schemas, err);
    if (ret == 0)
        sources_sort(sources);
    schemas_free(&schemas);
    return ret;
}
