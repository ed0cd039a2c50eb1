#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every test there is and closes with one line over all of them.

A stage is a command; its tests are counted from TAP lines ("ok", "not ok") or
from its own closing line "N passed, N failed[, N skipped]". A stage that ends
badly without a failed test counts as one failure. `run.py NAME...` runs only
the stages named."""
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
JOBS = str(os.cpu_count() or 2)
MAKE = ["make", "--no-print-directory", "-s", "-j" + JOBS]

# A sanitizer ends the program that it finds fault with.
SETTINGS = {
    "CMOCKA_MESSAGE_OUTPUT": "TAP",
    # The fake stack of gcc 12 does not keep an alignment of 64 bytes.
    "ASAN_OPTIONS": "detect_leaks=1:detect_stack_use_after_return=0",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}
CLOSING = re.compile(
    r"(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$", re.M)


def unit_programs(mode):
    folder = f"build/{mode}/tests/unit"
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)
                  if re.fullmatch(r"test_\w+", name))


def run(command):
    """(exit code, output) of a command."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True,
                          errors="replace", env={**os.environ, **SETTINGS})
    return done.returncode, done.stdout


def count(output):
    """(passed, failed, skipped) that an output tells of."""
    closing = CLOSING.findall(output)
    if closing:
        return tuple(int(n or 0) for n in closing[-1])
    # cmocka writes a skipped test as "not ok 6 # SKIP name".
    passed = len(re.findall(r"^ok\b(?!.*# SKIP)", output, re.M))
    skipped = len(re.findall(r"^(?:not )?ok\b.*# SKIP", output, re.M))
    failed = len(re.findall(r"^not ok\b(?!.*# SKIP)", output, re.M))
    return passed, failed, skipped


def plain(code, output):
    """A command that only succeeds or not is one test."""
    return (1, 0, 0) if code == 0 else (0, 1, 0)


def add(a, b):
    return tuple(x + y for x, y in zip(a, b))


def tell(name, result, output, started):
    passed, failed, skipped = result
    print(f"{name}: {passed} ok, {failed} not ok, {skipped} skipped, "
          f"{time.time() - started:.0f} s", flush=True)
    if failed:
        bad = [line for line in output.splitlines()
               if re.match(r"not ok|#|FAIL|Error|error|MISS|layers:|sizes:",
                           line.strip())]
        print("\n".join(bad[-40:] or output.splitlines()[-40:]), flush=True)


def stage(name, command, one_test=False):
    started = time.time()
    code, output = run(command)
    result = plain(code, output) if one_test else count(output)
    if code != 0 and result[1] == 0:
        result = (result[0], 1, result[2])
    if code == 0 and sum(result) == 0:
        result = (0, 1, 0)
        output += f"\n{name} ran no test"
    tell(name, result, output, started)
    return result


def unit_program(program):
    """(passed, failed, skipped), and what it said if it failed."""
    code, output = run([program])
    result = count(output)
    if (code != 0 or sum(result) == 0) and result[1] == 0:
        result = (result[0], 1, result[2])
        output += f"\nnot ok {program} ended with {code}"
    return result, f"\n# {program}\n{output[-3000:]}" if result[1] else ""


def units(mode):
    started = time.time()
    if not built(mode, "unit-programs"):
        return (0, 1, 0)
    total, said = (0, 0, 0), ""
    with ThreadPoolExecutor(int(JOBS)) as jobs:
        for result, output in jobs.map(unit_program, unit_programs(mode)):
            total = add(total, result)
            said += output
    tell(f"unit ({mode})", total, said, started)
    return total


def built(mode, *targets):
    """Whether make made the targets; what it says if it did not is shown."""
    code, output = run(MAKE + [f"MODE={mode}", *targets])
    if code != 0:
        print(output[-4000:], flush=True)
    return code == 0


def scenarios(mode):
    program = f"build/{mode}/tests/scenario/scenarios"
    if not built(mode, program):
        return (0, 1, 0)
    return stage(f"scenario ({mode})", [program])


def questions():
    if not built("dev", "build/dev/tests/eval/answers"):
        return (0, 1, 0)
    return stage("eval", [sys.executable, "tests/eval/run.py"])


def fuzz_seeds():
    """Each fuzz target over its seeds, under AddressSanitizer."""
    folder = "tests/fuzz/seeds"
    if not built("asan", "fuzz-programs"):
        return (0, 1, 0)
    total = (0, 0, 0)
    for name in sorted(os.listdir(os.path.join(ROOT, folder))):
        total = add(total, stage(f"fuzz ({name})", [
            f"build/asan/tests/fuzz/fuzz_{name}", f"{folder}/{name}"]))
    return total


STAGES = [
    ("layers", lambda: stage(
        "layers", [sys.executable, "tests/house/layers.py"], one_test=True)),
    ("sizes", lambda: stage(
        "sizes", [sys.executable, "tests/house/sizes.py"], one_test=True)),
    ("corpus", lambda: stage(
        "corpus", ["build/parlor", "check", "corpus"], one_test=True)),
    ("wording", lambda: stage(
        "wording", [sys.executable, "tests/house/wording.py"])),
    ("unit", lambda: units("dev")),
    ("scenario", lambda: scenarios("dev")),
    ("eval", questions),
    ("matching", lambda: stage(
        "matching", [sys.executable, "tests/matching/run.py"])),
    ("retrieval", lambda: stage(
        "retrieval", [sys.executable, "tests/retrieval/run.py"])),
    ("cli", lambda: stage("cli", [sys.executable, "tests/house/cli.py"])),
    ("net", lambda: stage("net", [sys.executable, "tests/net/run.py"])),
    ("clients", lambda: stage(
        "clients", ["npm", "--prefix", "clients", "test", "--silent"])),
    ("browser", lambda: stage("browser", ["bash", "tests/browser/run.sh"])),
    ("asan", lambda: units("asan")),
    ("asan-scenario", lambda: scenarios("asan")),
    ("fuzz", fuzz_seeds),
]


def main():
    total = (0, 0, 0)
    names = sys.argv[1:]
    unknown = set(names) - {name for name, _ in STAGES}
    if unknown:
        print("no such stage:", *sorted(unknown))
        return 2
    for name, go in STAGES:
        if not names or name in names:
            total = add(total, go())
    print(f"{total[0]} passed, {total[1]} failed, {total[2]} skipped")
    return 1 if total[1] else 0


if __name__ == "__main__":
    sys.exit(main())
