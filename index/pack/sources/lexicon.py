#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of the corpus to lines for pack-words: lexicon.py CORPUS >own.tsv

Records of the kinds below, names and aliases in all their languages."""
import glob
import json
import os
import sys

KINDS = ("term", "industry", "city", "park", "country", "place", "agency")
ALIAS = 0.85  # a name is surer than an alias


def main():
    for kind in KINDS:
        for path in sorted(glob.glob(os.path.join(sys.argv[1], kind, "*"))):
            with open(path, encoding="utf-8") as file:
                record = json.load(file)
            for lang, name in record.get("names", {}).items():
                print("C", record["id"], lang, name, 1, sep="\t")
            for lang, aliases in record.get("aliases", {}).items():
                for alias in aliases:
                    print("C", record["id"], lang, alias, ALIAS, sep="\t")


if __name__ == "__main__":
    main()
