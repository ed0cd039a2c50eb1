#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""WordNet to lines for pack-words: wordnet.py FOLDER >wordnet.tsv

Irregular forms, words derived from a word, and as a last resort synonyms
and what stands above a word."""
import os
import re
import sys

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
FORM, DERIVED = 0.95, 0.6
SENSES = 3  # of a word that synonyms are taken from


class WordNet:
    def __init__(self, folder):
        self.forms, self.senses, self.sets = [], {}, {}
        for name, part in PARTS.items():
            with open(os.path.join(folder, name + ".exc"),
                      encoding="latin-1") as file:
                for line in file:
                    form, *lemmas = line.split()
                    self.forms += [(form, lemma) for lemma in lemmas]
            self.read_sets(os.path.join(folder, "data." + name), part)
            self.read_senses(os.path.join(folder, "index." + name), part)

    def read_sets(self, path, part):
        with open(path, encoding="latin-1") as file:
            for line in file:
                if line.startswith("  "):
                    continue
                x = line.split(" | ")[0].split()
                count = int(x[3], 16)
                words = [re.sub(r"\([a-z]+\)$", "", x[4 + 2 * i]).lower()
                         for i in range(count)]
                at = 5 + 2 * count
                links = []
                for i in range(int(x[at - 1])):
                    kind, offset, of, ends = x[at + 4 * i:at + 4 * i + 4]
                    links.append((kind, of.replace("s", "a") + offset,
                                  int(ends[:2], 16), int(ends[2:], 16)))
                self.sets[part + x[0]] = (words, links)

    def read_senses(self, path, part):
        with open(path, encoding="latin-1") as file:
            for line in file:
                if line.startswith("  "):
                    continue
                x = line.split()
                self.senses.setdefault(x[0], []).extend(
                    part + offset for offset in x[-int(x[2]):])

    def derived(self, word):
        for sense in self.senses[word][:8]:
            words, links = self.sets[sense]
            for kind, target, of, to in links:
                if kind in ("+", "\\", "<") and \
                        (of == 0 or words[of - 1] == word):
                    others = self.sets[target][0]
                    yield from [others[to - 1]] if to else others

    def synonyms(self, word):
        for rank, sense in enumerate(self.senses[word][:SENSES]):
            words, links = self.sets[sense]
            for other in words:
                yield other, 0.6 / (1 + 0.5 * rank)
            for kind, target, _, _ in links if "_" not in word else ():
                if kind in ("@", "@i", "&") and rank < 2:
                    for other in self.sets[target][0]:
                        yield other, 0.3 / (1 + rank)


def main():
    net = WordNet(sys.argv[1])
    lines = {("R", form, lemma, FORM) for form, lemma in net.forms}
    for word in net.senses:
        if "_" not in word:
            lines |= {("R", word, other, DERIVED)
                      for other in net.derived(word)}
        lines |= {("S", word, other, weight)
                  for other, weight in net.synonyms(word) if other != word}
    for kind, word, other, weight in sorted(lines):
        print(kind, word.replace("_", " "), other.replace("_", " "),
              f"{weight:.2f}", sep="\t")


if __name__ == "__main__":
    main()
