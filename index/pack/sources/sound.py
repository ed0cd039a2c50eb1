#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How foreign names are written in Chinese, learnt from CC-CEDICT, as lines
for pack-words: sound.py CEDICT.JSON >sound.tsv

Letters are taken in chunks of one to four, a chunk for a character. Which
chunk goes with which syllable is found by expectation maximisation; then
each pair is cut in its best way and characters are counted. What it prints
is derived from CC-CEDICT and under its licence, CC BY-SA 4.0."""
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict

CHUNK, ROUNDS = 4, 6
LEAST = 14.0       # e to the minus this is the least likelihood that is kept
RARE = 4           # names with a character that fewer have are left out
OF_CHUNK = 0.75    # counted of the chunk itself; the rest by syllable
SMOOTH = 3.0       # of what follows a character
KINDS = "市县区州省镇乡村盟旗国岛山河湖江海语人族教派座节奖星"  # no sounds
HAN = re.compile(r"[\u4e00-\u9fff]+")


def letters(word):
    word = word.lower().replace("ß", "ss").replace("ø", "o") \
        .replace("æ", "ae").replace("ł", "l").replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFKD", word)
                   if c.isascii() and c.isalpha())


def syllables(pinyin):
    return [re.sub(r"\d", "", one.lower()).replace("u:", "v")
            for one in pinyin.split() if re.match(r"[a-zA-Zü:]+\d$", one)]


def names(entries):
    """(letters, Chinese, syllables): glosses that are a name and no more."""
    for entry in entries:
        chinese = entry["simplified"]
        sound = syllables(entry["pinyin"])
        parts = chinese.split("·")
        if not all(HAN.fullmatch(part) for part in parts) or \
                len(sound) != sum(map(len, parts)):
            continue
        for gloss in entry["english"]:
            gloss = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", gloss).split(",")[0]
            words = re.findall(r"[^\W\d_][\w’'.-]*", gloss)
            if len(words) != len(parts) or not words[0][0].isupper():
                continue
            at = 0
            for word, part in zip(words, parts):
                yield letters(word), part, sound[at:at + len(part)]
                at += len(part)


def fits(name, chinese, sound):
    return chinese[-1] not in KINDS and "".join(sound) != name and len(name) >= 3 and 2 <= len(chinese) <= 8 and \
        len(chinese) <= len(name) <= 4 * len(chinese) and \
        len(sound) == len(chinese)


def lattice(name, sound, joint):
    """Likelihood of all cuts, and the share of each chunk in it."""
    n, m = len(name), len(sound)
    ahead = [[0.0] * (n + 1) for _ in range(m + 1)]
    behind = [[0.0] * (n + 1) for _ in range(m + 1)]
    ahead[0][0] = behind[m][n] = 1.0
    steps = []
    for j, syllable in enumerate(sound):
        for i in range(j, n):
            if not ahead[j][i]:
                continue
            for end in range(i + 1, min(n, i + CHUNK) + 1):
                if end == n and j < m - 1:
                    continue
                chance = 1.0 if joint is None else \
                    joint.get((name[i:end], syllable), 1e-9)
                ahead[j + 1][end] += ahead[j][i] * chance
                steps.append((j, i, end, chance))
    for j, i, end, chance in reversed(steps):
        behind[j][i] += behind[j + 1][end] * chance
    return ahead, behind, steps


def learn(pairs):
    joint = None
    for number in range(ROUNDS):
        counts, fit = defaultdict(float), []
        for at, (name, _, sound) in enumerate(pairs):
            ahead, behind, steps = lattice(name, sound, joint)
            whole = ahead[len(sound)][len(name)]
            if whole <= 0:
                continue
            fit.append((math.log(whole) / len(sound), at))
            for j, i, end, chance in steps:
                share = ahead[j][i] * chance * behind[j + 1][end]
                if share > 0:
                    counts[(name[i:end], sound[j])] += share / whole
        total = sum(counts.values())
        joint = {key: value / total for key, value in counts.items()
                 if value > 1e-3}
        if number in (2, 3):  # pairs of which one is no sound of the other
            fit.sort()
            pairs = [pairs[at] for _, at in fit[len(fit) // 8:]]
    return joint, pairs


def best_cut(name, sound, joint):
    best = {(0, 0): (1.0, [])}
    for j, syllable in enumerate(sound):
        for i in range(len(name)):
            if (j, i) not in best:
                continue
            chance, chunks = best[j, i]
            for end in range(i + 1, min(len(name), i + CHUNK) + 1):
                value = chance * joint.get((name[i:end], syllable), 1e-9)
                if value > best.get((j + 1, end), (0,))[0]:
                    best[j + 1, end] = value, chunks + [name[i:end]]
    return best.get((len(sound), len(name)), (0, None))[1]


class Counts:
    def __init__(self, pairs, joint):
        self.chunk_syllable = defaultdict(Counter)
        self.chunk_char = defaultdict(Counter)
        self.syllable_char = defaultdict(Counter)
        self.after, self.chars = defaultdict(Counter), Counter()
        for name, chinese, sound in pairs:
            chunks = best_cut(name, sound, joint)
            before = "^"
            for chunk, char, syllable in zip(chunks or (), chinese, sound):
                self.chunk_syllable[chunk][syllable] += 1
                self.chunk_char[chunk][char] += 1
                self.syllable_char[syllable][char] += 1
                self.after[before][char] += 1
                self.chars[char] += 1
                before = char

    def of_chunk(self, chunk):
        """Characters a chunk may be, and how often of all."""
        total, found = sum(self.chars.values()), defaultdict(float)
        for syllable, count in self.chunk_syllable[chunk].items():
            chars = self.syllable_char[syllable]
            for char, share in chars.items():
                found[char] += (1 - OF_CHUNK) * count / total * \
                    share / sum(chars.values())
        for char, count in self.chunk_char[chunk].items():
            found[char] += OF_CHUNK * count / total
        return found


def line(table, key, char, chance):
    weight = min(1, 1 + math.log(chance) / LEAST)
    if weight > 0:
        print("X", table, key, ord(char), f"{weight:.4f}", sep="\t")


def usual(pairs):
    """Without pairs with a character that hardly any name has."""
    while True:
        chars = Counter(char for _, chinese, _ in pairs for char in chinese)
        kept = {pair for pair in pairs
                if all(chars[char] >= RARE for char in pair[1])}
        if len(kept) == len(pairs):
            return sorted(kept)
        pairs = kept


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        pairs = {(name, chinese, tuple(sound))
                 for name, chinese, sound in names(json.load(file))
                 if fits(name, chinese, sound)}
    joint, pairs = learn(usual(pairs))
    counts = Counts(pairs, joint)
    for chunk in sorted(counts.chunk_char):
        found = counts.of_chunk(chunk)
        for char in sorted(found, key=lambda c: (-found[c], c))[:12]:
            line("sound", chunk, char, found[char])
    total = sum(counts.chars.values())
    for before in sorted(counts.after):
        of = counts.after[before]
        for char, count in sorted(of.items()):
            # How much likelier than anywhere, between e^-7 and e^7.
            share = counts.chars[char] / total
            line("sound-pair", before + char, char, math.exp(-LEAST / 2) *
                 (count + SMOOTH * share) / (sum(of.values()) + SMOOTH) / share)
        line("sound-pair", before, "?", math.exp(-LEAST / 2) *
             SMOOTH / (sum(of.values()) + SMOOTH))


if __name__ == "__main__":
    main()
