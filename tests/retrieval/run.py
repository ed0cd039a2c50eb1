#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Floors under retrieval, a little below what is measured, on the sets that
lie beside the project (../shared/eval); what is not there is skipped. And that
what is measured is what answers: bench and search ask the same function."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
SETS = os.path.join(os.path.dirname(ROOT), "shared", "eval")
PARLOR = os.path.join(ROOT, "build/parlor")
LIBRARY = os.path.join(ROOT, "build/dev/libserver.a")
LINE = re.compile(r"R@1 ([\d.]+) R@5 ([\d.]+) MRR@10 ([\d.]+)")

# Passages, questions (their own if None), least R@1 and R@5.
FLOORS = [
    ("xquad-zh", None, 94.3, 98.8),
    ("xquad-en", None, 94.2, 98.7),
    ("xquad-de", None, 92.6, 98.0),
    ("xquad-zh", "xquad-en", 80.5, 92.0),
    ("xquad-en", "xquad-zh", 79.5, 92.5),
    ("xquad-zh", "xquad-de", 67.0, 84.5),
]


def measured(passages, questions):
    """(R@1, R@5), or what went wrong."""
    command = [PARLOR, "bench", "retrieval", os.path.join(SETS, passages)]
    if questions:
        command.append(os.path.join(SETS, questions))
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    found = LINE.search(done.stdout)
    if done.returncode != 0 or not found:
        return done.stderr.strip() or done.stdout
    return float(found.group(1)), float(found.group(2))


def askers():
    """Objects of the server that call reader_search()."""
    names = subprocess.run(["nm", "-A", "-u", LIBRARY], capture_output=True,
                           text=True, check=True).stdout
    return {line.split(":")[1] for line in names.splitlines()
            if line.endswith(" reader_search")}


def main():
    passed = failed = skipped = 0
    searching = {name + ".o" for name in
                 os.listdir(os.path.join(ROOT, "server/search"))}
    if "bench.c.o" in askers() and askers() & searching:
        passed += 1
    else:
        failed += 1
        print("not ok: reader_search() is asked by", askers())
    for passages, questions, first, five in FLOORS:
        name = f"{questions} > {passages}" if questions else passages
        if not os.path.isdir(os.path.join(SETS, passages)):
            skipped += 1
            continue
        got = measured(passages, questions)
        if isinstance(got, tuple) and got[0] >= first and got[1] >= five:
            passed += 1
        else:
            failed += 1
            print(f"not ok: {name}: {got}, floors {first}, {five}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
