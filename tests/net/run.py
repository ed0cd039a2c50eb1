#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the running server over real sockets.

    tests/net/run.py [WORD...]   only tests with one of the words in the name

A test is a function test_* of a module net_*.py here. It takes a Check and,
by the names of its arguments, `house` (makes servers) or `server` (one that
all share). Whatever it finds wrong it says through check.
"""
import glob
import importlib
import inspect
import os
import resource
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House  # noqa: E402


class Check:
    """Counts what holds and what does not."""

    def __init__(self):
        self.passed = self.failed = 0
        self.name = ""

    def that(self, holds, what):
        if holds:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {self.name}: {what}", flush=True)

    def same(self, got, wanted, what):
        self.that(got == wanted, f"{what}: {got!r}, not {wanted!r}")


def tests(words):
    here = os.path.dirname(os.path.abspath(__file__))
    for path in sorted(glob.glob(os.path.join(here, "net_*.py"))):
        module = importlib.import_module(os.path.basename(path)[:-3])
        for name, test in list(vars(module).items()):
            full = f"{module.__name__[4:]}.{name}"
            if name.startswith("test_") and callable(test) and (
                    not words or any(word in full for word in words)):
                yield full, test


def run(check, house, server, test):
    given = {"check": check, "house": house, "server": server}
    try:
        test(**{name: given[name]
                for name in inspect.signature(test).parameters})
    except Exception:  # whatever it is, the others go on
        check.failed += 1
        print(f"FAILED {check.name}:")
        traceback.print_exc(file=sys.stdout)


def main():
    # A thousand sockets at once: more than a login's usual limit.
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    check = Check()
    house = House()
    try:
        with house.server() as server:
            for check.name, test in tests(sys.argv[1:]):
                begun = time.monotonic()
                run(check, house, server, test)
                print(f"  {time.monotonic() - begun:6.1f} s  {check.name}",
                      flush=True)
            log = server.errors()
        for line in log.splitlines():
            check.that(" error " not in line, f"in the log: {line}")
    finally:
        house.close()
    print(f"net: {check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
