/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/metrics.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

static const struct {
    const char *family, *labels, *help;
    bool gauge;
} rows[METRIC_COUNT] = {
    [METRIC_CONNECTIONS] = {"parlor_connections", "", "Open connections", true},
    [METRIC_SESSIONS] = {"parlor_sessions", "", "Open WebSockets", true},
    [METRIC_STAFF] = {"parlor_staff", "", "Signed-in staff sockets", true},
    [METRIC_CALLS_RUNNING] = {"parlor_calls_running", "",
                              "Calls given to workers", true},
    [METRIC_SEQUENCE] = {"parlor_sequence", "",
                         "Last published change that answers know", true},
    [METRIC_DEGRADED] = {"parlor_degraded", "", "1 while the index is rebuilt",
                         true},
    [METRIC_ACCEPTED] = {"parlor_accepted_total", "", "WebSockets accepted",
                         false},
#define REFUSED(why)                                                           \
    {                                                                          \
        "parlor_refused_total", "why=\"" why "\"", "Handshakes refused", false \
    }
    [METRIC_REFUSED_PATH] = REFUSED("path"),
    [METRIC_REFUSED_METHOD] = REFUSED("method"),
    [METRIC_REFUSED_HTTP] = REFUSED("http"),
    [METRIC_REFUSED_VERSION] = REFUSED("version"),
    [METRIC_REFUSED_KEY] = REFUSED("key"),
    [METRIC_REFUSED_PROTOCOL] = REFUSED("protocol"),
    [METRIC_REFUSED_ORIGIN] = REFUSED("origin"),
    [METRIC_REFUSED_ADDRESS] = REFUSED("address"),
    [METRIC_REFUSED_FULL] = REFUSED("full"),
    [METRIC_REFUSED_STOPPING] = REFUSED("stopping"),
#undef REFUSED
    [METRIC_MESSAGES_IN] = {"parlor_messages_total", "way=\"in\"",
                            "Messages by direction", false},
    [METRIC_MESSAGES_OUT] = {"parlor_messages_total", "way=\"out\"",
                             "Messages by direction", false},
#define BAD(why)                                                            \
    {                                                                       \
        "parlor_bad_messages_total", "why=\"" why "\"", "Messages refused", \
            false                                                           \
    }
    [METRIC_BAD_DEEP] = BAD("deep"),
    [METRIC_BAD_DUPLICATE] = BAD("duplicate"),
    [METRIC_BAD_JSON] = BAD("json"),
    [METRIC_BAD_REQUEST] = BAD("request"),
    [METRIC_BAD_LARGE] = BAD("large"),
    [METRIC_BAD_BINARY] = BAD("binary"),
#undef BAD
    [METRIC_LIMITED] = {"parlor_limited_total", "", "Requests over a limit",
                        false},
    [METRIC_BUSY] = {"parlor_busy_total", "", "Requests answered busy", false},
#define DROPPED(why)                                                          \
    {                                                                         \
        "parlor_dropped_total", "why=\"" why "\"", "Sockets we closed", false \
    }
    [METRIC_DROPPED_SLOW] = DROPPED("slow"),
    [METRIC_DROPPED_FLOOD] = DROPPED("flood"),
    [METRIC_DROPPED_SILENT] = DROPPED("silent"),
    [METRIC_DROPPED_REVOKED] = DROPPED("revoked"),
#undef DROPPED
#define CALLS(how)                                                             \
    {                                                                          \
        "parlor_calls_total", "outcome=\"" how "\"", "Calls by outcome", false \
    }
    [METRIC_CALLS_DONE] = CALLS("done"),
    [METRIC_CALLS_REFUSED] = CALLS("refused"),
    [METRIC_CALLS_FAILED] = CALLS("failed"),
#undef CALLS
#define HTTP(class_)                                  \
    {                                                 \
        "parlor_http_total", "status=\"" class_ "\"", \
            "HTTP requests by class of status", false \
    }
    [METRIC_HTTP_2XX] = HTTP("2xx"),
    [METRIC_HTTP_3XX] = HTTP("3xx"),
    [METRIC_HTTP_4XX] = HTTP("4xx"),
    [METRIC_HTTP_5XX] = HTTP("5xx"),
#undef HTTP
};

static const double bounds[METRICS_BUCKETS] = {
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5};

void metrics_add(struct metrics *metrics, enum metric metric)
{
    metrics->values[metric]++;
}

void metrics_drop(struct metrics *metrics, enum metric metric)
{
    assert(rows[metric].gauge && metrics->values[metric] > 0);
    metrics->values[metric]--;
}

void metrics_set(struct metrics *metrics, enum metric metric, uint64_t value)
{
    metrics->values[metric] = value;
}

void metrics_turn(struct metrics *metrics, double seconds)
{
    metrics->turns++;
    metrics->turn_seconds += seconds;
    for (size_t i = 0; i < METRICS_BUCKETS; i++)
        if (seconds <= bounds[i]) {
            metrics->turn_buckets[i]++;
            return;
        }
}

static void print_turns(const struct metrics *metrics, struct buf *out)
{
    uint64_t sum = 0;

    buf_text(out, "# HELP parlor_turn_seconds From message to answer\n"
                  "# TYPE parlor_turn_seconds histogram\n");
    for (size_t i = 0; i < METRICS_BUCKETS; i++) {
        sum += metrics->turn_buckets[i];
        buf_format(out, "parlor_turn_seconds_bucket{le=\"%g\"} %" PRIu64 "\n",
                   bounds[i], sum);
    }
    buf_format(out,
               "parlor_turn_seconds_bucket{le=\"+Inf\"} %" PRIu64 "\n"
               "parlor_turn_seconds_sum %g\n"
               "parlor_turn_seconds_count %" PRIu64 "\n",
               metrics->turns, metrics->turn_seconds, metrics->turns);
}

void metrics_print(const struct metrics *metrics, double uptime_seconds,
                   struct buf *out)
{
    const char *family = "";

    for (size_t i = 0; i < METRIC_COUNT; i++) {
        if (strcmp(family, rows[i].family) != 0)
            buf_format(out, "# HELP %s %s\n# TYPE %s %s\n", rows[i].family,
                       rows[i].help, rows[i].family,
                       rows[i].gauge ? "gauge" : "counter");
        family = rows[i].family;
        buf_format(out,
                   *rows[i].labels ? "%s{%s} %" PRIu64 "\n"
                                   : "%s%s %" PRIu64 "\n",
                   family, rows[i].labels, metrics->values[i]);
    }
    print_turns(metrics, out);
    buf_format(out,
               "# HELP parlor_uptime_seconds Since the start\n"
               "# TYPE parlor_uptime_seconds gauge\n"
               "parlor_uptime_seconds %.0f\n",
               uptime_seconds);
}
