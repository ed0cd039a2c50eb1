/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sphere.h"

#include <math.h>

double sphere_radians(double degrees)
{
    return degrees * (3.14159265358979323846 / 180);
}

double sphere_distance(double lon_a, double lat_a, double lon_b, double lat_b)
{
    double north = sin(sphere_radians(lat_b - lat_a) / 2);
    double east = sin(sphere_radians(lon_b - lon_a) / 2);
    double part = north * north + cos(sphere_radians(lat_a)) *
                                      cos(sphere_radians(lat_b)) * east * east;

    return 2 * SPHERE_KM * asin(sqrt(part < 1 ? part : 1));
}

struct sphere_point sphere_point(double lon, double lat)
{
    double across = cos(sphere_radians(lat));

    return (struct sphere_point){
        .x = across * cos(sphere_radians(lon)),
        .y = across * sin(sphere_radians(lon)),
        .z = sin(sphere_radians(lat)),
    };
}
