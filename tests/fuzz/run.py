#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fuzzes each parser for a while: `run.py SECONDS [TARGET...]`.

What is found on the way is kept in build/fuzz/corpus/TARGET, what crashes in
build/fuzz/TARGET-crash-...: mend it, and add its bytes to seeds/ and a row to
the unit test."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILT = os.path.join(ROOT, "build", "fuzz")


def targets():
    return sorted(re.fullmatch(r"fuzz_(\w+)\.c", name).group(1)
                  for name in os.listdir(HERE) if name.startswith("fuzz_"))


def fuzz(target, seconds):
    found = os.path.join(BUILT, "corpus", target)
    os.makedirs(found, exist_ok=True)
    command = [os.path.join(BUILT, "tests", "fuzz", "fuzz_" + target),
               f"-max_total_time={seconds}", "-timeout=20",
               "-rss_limit_mb=3000", "-print_final_stats=1",
               f"-artifact_prefix={BUILT}/{target}-",
               found, os.path.join(HERE, "seeds", target)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True,
                          errors="replace",
                          env={**os.environ, "ASAN_OPTIONS": "detect_leaks=1"})
    runs = re.search(r"number_of_executed_units: (\d+)", done.stdout)
    print(f"{target}: {runs.group(1) if runs else '?'} runs in {seconds} s, "
          f"{'fine' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode != 0:
        print("\n".join(done.stdout.splitlines()[-60:]), flush=True)
    return done.returncode == 0


def main():
    seconds = int(sys.argv[1])
    names = sys.argv[2:] or targets()
    good = [fuzz(name, seconds) for name in names]
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
