#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passages and questions for the bench, always the same ones.

generate.py COUNT FOLDER QUESTIONS: document records with COUNT clauses into
FOLDER/document, and questions of about 20 characters, a line each. Text is
made of phrases of the corpus in Chinese, put together at random, so that
words are as common as they are in real text."""
import glob
import json
import os
import random
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
CLAUSES = 5000  # of one document


def phrases():
    found = set()
    for path in sorted(glob.glob(ROOT + "/corpus/*/*.json")):
        record = json.load(open(path, encoding="utf-8"))
        texts = record.get("summary") or {}
        for part in re.split(r"[，。；：、（）“”\s]+", texts.get("zh-Hans", "")):
            if 3 <= len(part) <= 16:
                found.add(part)
    return sorted(found)


def mixed(rng, parts):
    """A phrase as it is, or the halves of two."""
    one = rng.choice(parts)
    if rng.random() < 0.5:
        return one
    two = rng.choice(parts)
    return one[: max(2, len(one) // 2)] + two[len(two) // 2:]


def main():
    count, folder, questions = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    rng = random.Random(20261121)
    parts = phrases()
    os.makedirs(os.path.join(folder, "document"), exist_ok=True)
    asked = []
    for at in range(0, count, CLAUSES):
        clauses, texts = [], []
        offset = 0
        for n in range(min(CLAUSES, count - at)):
            text = "，".join(mixed(rng, parts) for _ in range(12)) + "。"
            size = len(text.encode())
            clauses.append({"number": str(n + 1), "heading": None,
                            "under": None, "from": offset,
                            "to": offset + size})
            texts.append(text)
            offset += size
            if rng.random() < 0.02 and len(asked) < 2000:
                asked.append(mixed(rng, parts)[:10] + mixed(rng, parts)[:10])
        ident = f"bench-{at // CLAUSES:03d}"
        record = json.load(open(os.path.join(
            os.path.dirname(__file__), "document.json"), encoding="utf-8"))
        record.update(id=ident, clauses=clauses,
                      text="".join(texts))
        with open(os.path.join(folder, "document", ident + ".json"), "w",
                  encoding="utf-8") as out:
            json.dump(record, out, ensure_ascii=False)
    with open(questions, "w", encoding="utf-8") as out:
        out.write("".join(q + "\n" for q in asked))


if __name__ == "__main__":
    main()
