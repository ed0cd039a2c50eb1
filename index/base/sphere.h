/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sphere.h - distances on the earth, taken as a sphere.
 *
 * Degrees in, kilometres out. Knows no places. Threads: any; pure. */
#ifndef BASE_SPHERE_H
#define BASE_SPHERE_H

#define SPHERE_KM 6371.0088 /* mean radius, IUGG */

double sphere_radians(double degrees);

/* Great circle, by the haversine. */
double sphere_distance(double lon_a, double lat_a, double lon_b, double lat_b);

/* The point on the sphere of radius 1. */
struct sphere_point {
    double x, y, z;
};
struct sphere_point sphere_point(double lon, double lat);

#endif
