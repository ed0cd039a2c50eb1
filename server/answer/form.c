/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to a form. */
#include <stdio.h>

#include "answer/builder.h"
#include "calendar/deadline.h"

void answer_form(struct answer *answer, const char *form,
                 const struct record *record, struct date day)
{
    json_t *block = json_pack("{s:s,s:s}", "type", "form", "form", form);
    char text[DAY_TEXT];

    if (record != NULL)
        json_object_set_new(
            block, "record",
            json_pack("{s:s,s:s}", "id", record->id, "name",
                      record_name(record, wording_lang(answer->wording))));
    if (day_valid(day)) {
        day_write(day, text);
        json_object_set_new(block, "day", json_string(text));
    }
    json_array_append_new(answer->blocks, block);
}

const char *answer_names(const struct answer *answer, const struct ids *records)
{
    const char *names = "";

    for (size_t i = 0; i < records->count; i++)
        names = builder_join(
            answer, names,
            record_name(records->items[i], wording_lang(answer->wording)));
    return names;
}
