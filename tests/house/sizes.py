#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No file over 500 lines, no C function over 60, an SPDX line in each."""
import re
import subprocess
import sys

FILE_MAX, FUNCTION_MAX = 500, 60
SOURCES = r"\.(c|h|cc|hh|ts|tsx|mjs|py|sh|css)$"


def functions(lines):
    """(name, first line, length) of each function body at the left margin."""
    start = name = None
    for number, line in enumerate(lines, 1):
        if line.startswith("{") and start is None:
            head = "".join(lines[max(0, number - 6):number - 1])
            found = re.findall(r"(\w+)\s*\(", head)
            start, name = number, found[-1] if found else "?"
        elif line.startswith("}") and start is not None:
            yield name, start, number - start
            start = None


def main():
    wrong = 0
    files = subprocess.run(["git", "ls-files"], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    for path in files:
        if not re.search(SOURCES, path):
            continue
        lines = open(path, encoding="utf-8").readlines()
        if len(lines) > FILE_MAX:
            print(f"sizes: {path}: {len(lines)} lines, more than {FILE_MAX}")
            wrong += 1
        if "SPDX-License-Identifier" not in "".join(lines[:3]):
            print(f"sizes: {path}: no SPDX line")
            wrong += 1
        if not path.endswith((".c", ".cc")):
            continue
        for name, start, length in functions(lines):
            if length > FUNCTION_MAX:
                print(f"sizes: {path}:{start}: {name} has {length} lines")
                wrong += 1
    print(f"sizes: {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
