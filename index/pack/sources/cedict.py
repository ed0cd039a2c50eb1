#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""CC-CEDICT to lines for pack-words: cedict.py CEDICT.JSON >cedict.tsv

What it prints is derived from CC-CEDICT and under its licence, CC BY-SA 4.0;
it stays in a file and in sections of its own."""
import json
import re
import sys

HAN = re.compile(r"[\u3400-\u9fff]")
NOT_GLOSSES = ("CL:", "variant of", "old variant", "see ", "also written",
               "see also", "Japanese variant", "erhua", "used in", "also pr.",
               "Taiwan pr", "surname")
PLACE = 0.5  # of what only sounds so
SMALL = ("of", "the", "de", "von", "van", "da")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What stands behind the name of a place or a person.
KIND = re.compile(r"\s*([,;(]|$|(prefecture|county|city|district|province|town|"
                  r"river|island|lake|mountain|sea|state|university|village|"
                  r"autonomous|special|banner|township|region|surname)\b)")
NAME = re.compile(r"((?:[A-Z][\w’'.-]*)"
                  r"(?: (?:of|the|de|von|van|da|[A-Z][\w’'.-]*))*)")


def words(text):
    return WORD.findall(text)


def gloss_parts(gloss):
    """(phrase, share) of one gloss: divided at ; / and weaker at commas."""
    for piece in re.split(r"[;/]", gloss):
        for number, part in enumerate(piece.split(",")):
            part = re.sub(r"^(to be|to|a|an|the|sth|sb|be) ", "",
                          part.strip(), flags=re.I)
            part = re.sub(r"^(to|a|an|the) ", "", part)
            part = re.sub(r"\b(sth|sb|etc|esp)\b\.?", "", part)
            yield part.strip(" .,!?"), 0.4 if number else 1.0


def names(gloss, whole, chinese):
    """A gloss that begins with a name: the name, and parts of a person's."""
    found = NAME.match(gloss.strip())
    if not found:
        return
    parts = words(found.group(1))
    while parts and parts[-1].lower() in SMALL:
        parts.pop()
    if not parts or len(parts) > 5:
        return
    rest = gloss.strip()[found.end():]
    yield " ".join(parts), chinese, \
        1.0 if not rest.strip(" .!?") else 0.7 if KIND.match(rest) else 0.3
    person = "(name)" in whole or re.search(r"\((\d|c\. ?\d|b\.|d\.)", whole)
    if person and len(parts) >= 2 and "·" not in chinese and len(chinese) <= 5:
        yield parts[-1], chinese, 0.5
    if "·" in chinese and len(chinese.split("·")) == len(parts) >= 2:
        for english, piece in zip(parts, chinese.split("·")):
            yield english, piece, 0.5


def entry_pairs(entry):
    """(english, chinese, weight) of an entry; later senses weigh less."""
    chinese, sense = entry["simplified"], 0
    for whole in entry["english"]:
        gloss = whole
        if gloss.startswith("abbr. for"):
            found = re.match(r"abbr\. for .*?, (.*)$", gloss)
            if not found:
                continue
            gloss = found.group(1)
        elif gloss.startswith(NOT_GLOSSES):
            continue
        gloss = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", gloss)
        for phrase, share in gloss_parts(gloss):
            if phrase and len(words(phrase)) <= 5:
                yield phrase, chinese, share / (1 + 0.3 * sense)
        yield from names(gloss, whole, chinese)
        sense += 1


def place_pairs(entry):
    """(pinyin, chinese) of a name of a place, with and without its kind, so
    that Suzhou finds all places that sound so."""
    chinese, pinyin = entry["simplified"], entry["pinyin"].split()
    if not 2 <= len(chinese) == len(pinyin) or not pinyin[0][0].isupper() or \
            not all(HAN.match(char) for char in chinese):
        return
    sound = [re.sub(r"[\d:]", "", one).lower() for one in pinyin]
    yield "".join(sound), chinese
    if len(chinese) > 2 and chinese[-1] in "市省县区镇州盟旗":
        yield "".join(sound[:-1]), chinese[:-1]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        entries = json.load(file)
    out = []
    for entry in entries:
        if not HAN.search(entry["simplified"]):
            continue
        out += [f"W\ten\tzh\t{sound}\t{place}\t{PLACE}\n"
                for sound, place in place_pairs(entry)]
        for english, chinese, weight in entry_pairs(entry):
            english = " ".join(words(english))
            if english:
                out.append(f"W\ten\tzh\t{english}\t{chinese}\t{weight:.3f}\n"
                           f"W\tzh\ten\t{chinese}\t{english}\t{weight:.3f}\n")
    sys.stdout.writelines(out)


if __name__ == "__main__":
    main()
