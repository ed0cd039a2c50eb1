/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/trace.h"

#include <stdlib.h>

#include "base/mem.h"

void trace_add(struct trace *trace, size_t at, size_t was)
{
    struct trace_step *last = NULL;

    if (trace->count != 0) {
        last = &trace->items[trace->count - 1];
        if (was - last->was == at - last->at)
            return;
        if (last->at == at) {
            last->was = was;
            return;
        }
    }
    trace->items = mem_room(trace->items, trace->count, &trace->capacity,
                            sizeof *trace->items);
    trace->items[trace->count++] = (struct trace_step){at, was};
}

void trace_cut(struct trace *trace, size_t at)
{
    while (trace->count != 0 && trace->items[trace->count - 1].at >= at)
        trace->count--;
}

size_t trace_find(const struct trace *trace, size_t at)
{
    size_t low = 0, high = trace->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (trace->items[middle].at <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return at;
    return trace->items[low - 1].was + (at - trace->items[low - 1].at);
}

void trace_fini(struct trace *trace)
{
    free(trace->items);
    *trace = (struct trace){0};
}
