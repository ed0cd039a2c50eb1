#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Korean words of Chinese origin to lines for pack-words:

    hanja.py CEDICT.JSON >ko.tsv

The table of libhangul says which characters a word is written with; where
CC-CEDICT has these as a word, it is likely that word and has its English
glosses (that part is under CC-CEDICT's licence, CC BY-SA 4.0)."""
import json
import re
import subprocess
import sys

FILE = "/usr/share/libhangul/hanja/hanja.txt"
WORDS_MOST = 3


def simplified(words):
    done = subprocess.run(["opencc", "-c", "t2s.json"], input="\n".join(words),
                          text=True, capture_output=True, check=True)
    return done.stdout.rstrip("\n").split("\n")


def glosses(english):
    rank = 0
    for gloss in english:
        if gloss.startswith(("CL:", "see ", "variant", "old variant",
                             "surname", "abbr.", "also ", "used in")):
            continue
        gloss = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", gloss)
        for part in re.split(r"[;,/]", gloss):
            part = re.sub(r"^\s*(to be|to|a|an|the) ", "", part).strip()
            words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", part)
            if 0 < len(words) <= WORDS_MOST:
                yield " ".join(words), 1 / (1 + 0.25 * rank)
                rank += 1


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        known = {}
        for entry in json.load(file):
            known.setdefault(entry["traditional"], []).extend(
                entry["english"])
            known.setdefault(entry["simplified"], []).extend(entry["english"])
    rows = []
    with open(FILE, encoding="utf-8") as file:
        for line in file:
            parts = line.rstrip("\n").split(":")
            if len(parts) >= 2 and not line.startswith("#") and \
                    2 <= len(parts[0]) <= 8:
                rows.append((parts[0], parts[1]))
    chinese = simplified([row[1] for row in rows])
    for (word, hanja), simple in zip(rows, chinese):
        english = known.get(hanja) or known.get(simple)
        if not english:
            continue
        print("W", "ko", "zh", word, simple, 1, sep="\t")
        for gloss, weight in glosses(english):
            print("W", "ko", "en", word, gloss, f"{0.8 * weight:.2f}",
                  sep="\t")
            if weight == 1:
                print("W", "en", "ko", gloss, word, 0.8, sep="\t")


if __name__ == "__main__":
    main()
