/* SPDX-License-Identifier: GPL-3.0-or-later */
/* guard.hh - the one door: no exception passes from Xapian into C.
 *
 * Every call from C runs its body in guard(); Xapian::Error (which is no
 * std::exception), std::exception and anything else become *err and -1.
 * Inside of index/engine only. Threads: any. */
#ifndef ENGINE_GUARD_HH
#define ENGINE_GUARD_HH

extern "C" {
#include "base/err.h"
}

/* Called in a handler: the exception in flight as *err, then -1. */
int guard_failed(struct err *err) noexcept;

/* What body() returns, or -1 with *err set if it throws. */
template <typename Body>
auto guard(struct err *err, Body body) noexcept -> decltype(body())
{
    try {
        return body();
    } catch (...) {
        return guard_failed(err);
    }
}

#endif
