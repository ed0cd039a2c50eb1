/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sphere.c - distances on the earth. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sphere.h"

/* Two points, and between how many kilometres they are apart. */
static const struct row {
    double lon_a, lat_a, lon_b, lat_b, least, most;
} rows[] = {
    {10, 20, 10, 20, 0, 0},
    {120.62, 31.3, 120.38, 36.07, 525, 535}, /* Suzhou to Qingdao */
    {0, 0, 180, 0, 20015, 20016},            /* half way round */
    {0, 90, 77, -90, 20015, 20016},
    {179, 0, -179, 0, 222, 223}, /* over the date line */
};

static void test_distance(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        double km =
            sphere_distance(row->lon_a, row->lat_a, row->lon_b, row->lat_b);

        if (km < row->least || km > row->most)
            fail_msg("row %zu: %f", i, km);
    }
}

/* A chord of the sphere is as long as its great circle says. */
static void test_point(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        struct sphere_point a = sphere_point(row->lon_a, row->lat_a);
        struct sphere_point b = sphere_point(row->lon_b, row->lat_b);
        double km =
            sphere_distance(row->lon_a, row->lat_a, row->lon_b, row->lat_b);
        double chord =
            sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) +
                 (a.z - b.z) * (a.z - b.z));

        if (fabs(chord - 2 * sin(km / (2 * SPHERE_KM))) > 1e-9)
            fail_msg("row %zu: %f", i, chord);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_point),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
