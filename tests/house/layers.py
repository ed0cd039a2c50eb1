#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the direction of includes: a folder may include what stands to its
right in the list below, and itself; brothers never include each other."""
import re
import subprocess
import sys

# From left to right; what stands in one row are brothers.
ORDER = [
    ["server/main", "server/cli", "server/config"],
    ["server/net"],
    ["server/desk"],
    ["server/session"],
    ["server/dialogue"],
    ["server/understand", "server/search", "server/match", "server/policy",
     "server/order", "server/answer"],
    ["server/calendar"],
    ["server/publish", "server/notify"],
    ["server/store"],
    ["server/work"],
    ["server/turn"],
    ["index/pack"],
    ["index/ingest"],
    ["index/engine"],
    ["index/text"],
    ["index/base"],
]
RANK = {name: row for row, names in enumerate(ORDER) for name in names}
TOGETHER = {("server/main", "server/cli"), ("server/main", "server/config"),
            ("server/cli", "server/config"), ("server/net", "server/config")}


def folder(path):
    """The layer a file belongs to: its folder, or itself in server/."""
    parts = path.split("/")
    if len(parts) == 2:
        return parts[0] + "/" + parts[1].split(".")[0]
    return "/".join(parts[:2])


def target(include):
    for top in ("server", "index"):
        name = folder(f"{top}/{include}")
        if name in RANK:
            return name
    return None


def main():
    wrong = checked = 0
    files = subprocess.run(["git", "ls-files", "server", "index"],
                           capture_output=True, text=True, check=True)
    for path in files.stdout.split():
        if not re.search(r"\.(c|h|cc|hh)$", path):
            continue
        here = folder(path)
        if here not in RANK:
            print(f"layers: {path}: {here} is no layer; name it in {__file__}")
            wrong += 1
            continue
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            there = target(found.group(1)) if found else None
            if there is None or there == here:
                continue
            checked += 1
            if RANK[there] > RANK[here] or (here, there) in TOGETHER:
                continue
            wrong += 1
            print(f"layers: {path}:{number}: {here} must not include {there}")
    print(f"layers: {checked} includes checked, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
