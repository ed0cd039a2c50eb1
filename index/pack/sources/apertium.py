#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bilingual transducer of Apertium to lines for pack-words:

    apertium.py FILE FROM TO [FILE FROM TO ...]

lt-print (lttoolbox-dev) prints its arcs; each path is a word of FROM and one
of TO, which both end where their marks begin."""
import re
import subprocess
import sys
from collections import defaultdict

PARTS = ("<n>", "<vblex>", "<adj>", "<np>", "<adv>", "<num>")
WORDLESS = re.compile(r"[^\w\s'’<.-]|\d")  # no path of words has these
LONGEST = 60  # arcs of a path


def arcs(path):
    """What goes out of each state, and the last states, of the transducer
    that is by far the greatest; the others are patterns without end."""
    printed = subprocess.run(["lt-print", path], check=True, text=True,
                             capture_output=True).stdout
    part = max(re.split(r"^--\n", printed, flags=re.M), key=len)
    out, ends = defaultdict(list), set()
    for line in part.splitlines():
        fields = line.split("\t")
        if len(fields) >= 4 and not WORDLESS.match(fields[2]):
            out[fields[0]].append(tuple(fields[1:4]))
        elif len(fields) < 4:
            ends.add(fields[0])
    return out, ends


def grown(word, done, symbol):
    """A word one symbol longer; done: "" or the mark that ended it."""
    if done or symbol in ("ε", "@0@"):
        return word, done
    if symbol.startswith("<") and symbol.endswith(">"):
        return word, symbol
    return word + {"_SPACE_": " ", "@_SPACE_@": " "}.get(symbol, symbol), ""


def pairs(path):
    found, (out, ends) = set(), arcs(path)
    stack = [("0", "", "", "", "", 0)]
    while stack:
        state, left, right, part, done, steps = stack.pop()
        if part and done or state in ends:
            if part in PARTS and left and right:
                found.add((left, right))
            continue
        for to, symbol, made in out[state] if steps < LONGEST else ():
            word, mark = grown(left, part, symbol)
            if mark and mark not in PARTS:
                continue
            translation, end = grown(right, done, made)
            stack.append((to, word, translation, mark, end, steps + 1))
    return found


def main():
    for at in range(1, len(sys.argv), 3):
        path, source, target = sys.argv[at:at + 3]
        for left, right in sorted(pairs(path)):
            for words in (left, right):
                if not re.fullmatch(r"[^\W\d_][\w '’-]*", words):
                    break
            else:
                print("W", source, target, left, right, 1, sep="\t")
                print("W", target, source, right, left, 1, sep="\t")


if __name__ == "__main__":
    main()
