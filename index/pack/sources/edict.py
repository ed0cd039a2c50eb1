#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""EDICT to lines for pack-words: edict.py >ja.tsv

Japanese words in kanji and, where there is none, in kana, to English; and
kanji words to Chinese, as the same characters often mean the same there
(OpenCC makes them Simplified)."""
import re
import subprocess
import sys

FILE = "/usr/share/edict/edict"
ENTRY = re.compile(r"(\S+)(?: \[([^\]]+)\])? /(.*)/$")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
KANJI = re.compile(r"[\u4e00-\u9fff]{2,6}$")


def glosses(text):
    rank = 0
    for gloss in text.split("/"):
        if gloss == "(P)" or gloss.startswith("EntL"):
            continue
        gloss = re.sub(r"\([^)]*\)|\{[^}]*\}", " ", gloss).strip()
        gloss = re.sub(r"^(to be|to|a|an|the) ", "", gloss)
        words = WORD.findall(gloss)
        if 0 < len(words) <= 4:
            yield " ".join(words), 1 / (1 + 0.2 * rank)
            rank += 1


def simplified(words):
    """Japanese characters as Chinese ones: new forms to old, old to
    Simplified."""
    text = "\n".join(words)
    for table in ("jp2t.json", "t2s.json"):
        text = subprocess.run(["opencc", "-c", table], input=text, text=True,
                              capture_output=True, check=True).stdout
    return text.rstrip("\n").split("\n")


def main():
    with open(FILE, encoding="euc-jp", errors="replace") as file:
        found = [ENTRY.match(line.rstrip("\n")) for line in file]
    kanji, out = [], []
    for entry in filter(None, found):
        word, kana, rest = entry.groups()
        common = "(P)" in rest
        share = 1.0 if common else 0.7
        heads = [(word, share)]
        # A word usually written in kana is found by them too.
        if kana and "(uk)" in rest:
            heads.append((kana.split(";")[0], share))
        for head, part in heads:
            if len(head) > 10 or re.search(r"[A-Za-z0-9?？]", head):
                continue
            for gloss, weight in glosses(rest):
                if not common and weight < 0.8:
                    break
                out.append(f"W\tja\ten\t{head}\t{gloss}\t"
                           f"{weight * part:.2f}\n")
                if common and weight > 0.7:
                    out.append(f"W\ten\tja\t{gloss}\t{head}\t"
                               f"{weight * part:.2f}\n")
        if KANJI.match(word) and (common or len(word) <= 4):
            kanji.append(word)
    kanji = sorted(set(kanji))
    for word, chinese in zip(kanji, simplified(kanji)):
        out.append(f"W\tja\tzh\t{word}\t{chinese}\t0.7\n")
    sys.stdout.writelines(out)


if __name__ == "__main__":
    main()
