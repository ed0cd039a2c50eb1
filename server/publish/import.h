/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import.h - brings checked sources into the store, and writes them back.
 *
 * A run is kept whole or not at all. What has not changed makes no revision.
 * Tells no index: index.h asks the store.
 * Threads: that of the store. */
#ifndef PUBLISH_IMPORT_H
#define PUBLISH_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "publish/sources.h"
#include "store/records.h"

struct import_options {
    struct author author;
    bool draft;          /* nothing is published: state becomes in_review */
    bool yield;          /* keep records whose last author is another one */
    bool retire_missing; /* retire records of these kinds that are not here */
    /* Told a line on each raw text when all is kept; or NULL. */
    complaint_fn *tell;
    void *context;
};

struct import_result {
    size_t records, wording; /* looked at */
    size_t changed;          /* new revisions, and wording */
    size_t yielded;          /* left as others made them */
    size_t retired;
    size_t settled; /* documents that others have put out of force, or back */
};

/* Keep sources, which must have no mistakes, in one transaction: 0 or -1. */
int import_run(struct store *store, const struct sources *sources,
               const struct import_options *options, struct import_result *out,
               struct err *err);

/* Write every record that is not retired (latest revision) and the wording
 * below directory as KIND/ID.json and wording/LANG.json; files that are
 * already the same are left alone. How many were written, or -1. */
long export_run(struct store *store, const char *directory, struct err *err);

#endif
