#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the browser tests against build/parlor. Needs node, npm and Chromium.
# Arguments go to Playwright: tests/browser/run.sh specs/chat.spec.ts
# The last line says how it went: "browser: N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$(mktemp -d)
export PARLOR_TEST_OUT="$out/results" PARLOR_TEST_PIDS="$out/pids"
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
: >"$PARLOR_TEST_PIDS"

# Servers end with their tests; this is for a run that was cut short.
finish() {
    while read -r pid; do
        if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = parlor ]; then
            kill "$pid"
        fi
    done <"$PARLOR_TEST_PIDS"
    rm -rf "$out"
}
trap finish EXIT

fail() {
    echo "$1" >&2
    echo "browser: 0 passed, 1 failed"
    exit 1
}

install() {
    [ "$1/node_modules/.lock" -nt "$1/package-lock.json" ] && return
    (cd "$1" && npm ci --no-audit --no-fund --loglevel=error >&2 &&
        touch node_modules/.lock)
}

[ -x "$root/build/parlor" ] || fail "build/parlor is missing: run make first"
install "$root/clients" || fail "npm ci failed in clients"
install "$here" || fail "npm ci failed in tests/browser"
(cd "$root/clients" && node build.mjs >/dev/null) || fail "the build failed"
cd "$here" && ./node_modules/.bin/playwright test "$@"
