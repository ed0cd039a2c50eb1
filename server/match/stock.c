/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All sites on offer, read once a snapshot: by id for themselves, by place
 * for the parks that have them. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "match/columns.h"

static bool use_is_building(const char *use)
{
    static const char *const words[] = {"building", "plant",  "workshop",
                                        "factory",  "office", "floor"};

    for (size_t i = 0; use != NULL && i < sizeof words / sizeof *words; i++)
        if (strstr(use, words[i]) != NULL)
            return true;
    return false;
}

double offer_investment(const struct record *record)
{
    if (!record_is(record, "min_investment.currency", "CNY"))
        return -1;
    return record_number(record, "min_investment.amount", -1);
}

static struct offer offer_read(const struct snapshot *snapshot,
                               const struct record *site)
{
    const char *at = record_string(site, "park");
    struct offer offer = {
        .record = site,
        .place = snapshot_record(snapshot,
                                 at != NULL ? at : record_string(site, "city")),
        .area = record_number(site, "area_m2", -1),
        .plot_ratio = record_number(site, "plot_ratio", -1),
        .min_investment = offer_investment(site),
        .building = use_is_building(record_string(site, "use")),
    };

    date_parse(record_string(site, "available_from"), &offer.from);
    return offer;
}

static int place_order(const void *a, const void *b)
{
    const struct offer *one = a, *two = b;

    if (one->place != two->place)
        return (uintptr_t)one->place < (uintptr_t)two->place ? -1 : 1;
    return strcmp(one->record->id, two->record->id);
}

struct offers *offers_make(const struct snapshot *snapshot)
{
    struct ids sites = snapshot_kind(snapshot, "site");
    struct offers *offers = mem_zero(sizeof *offers);
    size_t room = sites.count + 1;

    *offers = (struct offers){
        .count = sites.count,
        .by_id = mem_zero(room * sizeof *offers->by_id),
        .by_place = mem_zero(room * sizeof *offers->by_place),
        .area = mem_zero(room * sizeof *offers->area),
        .building = mem_zero(room * sizeof *offers->building),
    };
    for (size_t i = 0; i < sites.count; i++) {
        offers->by_id[i] = offer_read(snapshot, sites.items[i]);
        offers->by_place[i] = offers->by_id[i];
        offers->area[i] = offers->by_id[i].area;
        offers->building[i] = offers->by_id[i].building;
    }
    if (sites.count != 0)
        qsort(offers->by_place, sites.count, sizeof *offers->by_place,
              place_order);
    return offers;
}

void offers_free(struct offers *offers)
{
    if (offers == NULL)
        return;
    free(offers->by_id);
    free(offers->by_place);
    free(offers->area);
    free(offers->building);
    free(offers);
}

const struct offer *offer_of(const struct offers *offers,
                             const struct record *site)
{
    size_t low = 0, high = offers->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(offers->by_id[middle].record->id, site->id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return &offers->by_id[low];
}

const struct offer *offers_at(const struct offers *offers,
                              const struct record *place, size_t *count)
{
    size_t low = 0, high = offers->count;

    *count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if ((uintptr_t)offers->by_place[middle].place < (uintptr_t)place)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + *count < offers->count &&
           offers->by_place[low + *count].place == place)
        (*count)++;
    return &offers->by_place[low];
}
