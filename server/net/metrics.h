/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metrics.h - what the loop has counted, as Prometheus reads it.
 *
 * Numbers only: no address, no id, no word of anybody's. Threads: the loop. */
#ifndef NET_METRICS_H
#define NET_METRICS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* Each is one line of /metrics; the table in metrics.c names them. */
enum metric {
    METRIC_CONNECTIONS, /* open now */
    METRIC_SESSIONS,
    METRIC_STAFF,
    METRIC_CALLS_RUNNING,
    METRIC_SEQUENCE,
    METRIC_DEGRADED,
    METRIC_ACCEPTED, /* handshakes */
    METRIC_REFUSED_PATH,
    METRIC_REFUSED_METHOD,
    METRIC_REFUSED_HTTP,
    METRIC_REFUSED_VERSION,
    METRIC_REFUSED_KEY,
    METRIC_REFUSED_PROTOCOL,
    METRIC_REFUSED_ORIGIN,
    METRIC_REFUSED_ADDRESS, /* too many from one prefix */
    METRIC_REFUSED_FULL,
    METRIC_REFUSED_STOPPING,
    METRIC_MESSAGES_IN,
    METRIC_MESSAGES_OUT,
    METRIC_BAD_DEEP,
    METRIC_BAD_DUPLICATE,
    METRIC_BAD_JSON,
    METRIC_BAD_REQUEST,
    METRIC_BAD_LARGE,
    METRIC_BAD_BINARY,
    METRIC_LIMITED, /* answered "too many" */
    METRIC_BUSY,
    METRIC_DROPPED_SLOW,
    METRIC_DROPPED_FLOOD,
    METRIC_DROPPED_SILENT, /* no hello */
    METRIC_DROPPED_REVOKED,
    METRIC_CALLS_DONE,
    METRIC_CALLS_REFUSED, /* answered with an error */
    METRIC_CALLS_FAILED,  /* -32603: ours to mend */
    METRIC_HTTP_2XX,
    METRIC_HTTP_3XX,
    METRIC_HTTP_4XX,
    METRIC_HTTP_5XX,
    METRIC_COUNT
};

enum { METRICS_BUCKETS = 12 };

struct metrics {
    uint64_t values[METRIC_COUNT];
    uint64_t turn_buckets[METRICS_BUCKETS]; /* not cumulative */
    uint64_t turns;
    double turn_seconds;
};

void metrics_add(struct metrics *metrics, enum metric metric);
void metrics_drop(struct metrics *metrics, enum metric metric); /* a gauge */
void metrics_set(struct metrics *metrics, enum metric metric, uint64_t value);
/* A turn took so long, from its message to its answer. */
void metrics_turn(struct metrics *metrics, double seconds);

/* Text of /metrics, appended. */
void metrics_print(const struct metrics *metrics, double uptime_seconds,
                   struct buf *out);

#endif
