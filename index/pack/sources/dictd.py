#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A dictionary of dictd to lines for pack-words:

    dictd.py [--reverse] NAME FROM TO [NAME FROM TO ...]

NAME is that of the files, FROM and TO are the languages of its headwords and
of what stands under them; --reverse prints TO to FROM as well."""
import gzip
import re
import sys

FOLDER = "/usr/share/dictd/"
DIGITS = ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
          "0123456789+/")
# What a headword says of its use, and no word of it.
USE = {"de": {"sich", "zu", "etw", "jdn", "jdm", "jd", "jds", "etwas"},
       "en": {"sth", "sb", "so", "smb", "to", "a", "an", "the"},
       "fr": {"se", "s", "le", "la", "les", "qqch", "qqn"},
       "es": {"el", "la", "los", "las"}}
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SCRIPT = {"ru": re.compile(r"[а-яё]", re.I), "ar": re.compile(r"[\u0620-\u064a]")}
WORDS_MOST = 3


def number(text):
    value = 0
    for digit in text:
        value = value * 64 + DIGITS.index(digit)
    return value


def entries(name):
    """(headword line, lines under it) of a dictionary, each once."""
    with gzip.open(FOLDER + name + ".dict.dz") as file:
        whole = file.read()
    seen = set()
    with open(FOLDER + name + ".index", encoding="utf-8") as file:
        for line in file:
            head, begin, size = line.rstrip("\n").split("\t")[:3]
            if head.startswith(("00database", "00-database")) or \
                    (begin, size) in seen:
                continue
            seen.add((begin, size))
            begin = number(begin)
            yield head, whole[begin:begin + number(size)].decode(
                "utf-8", "replace").split("\n")


def bare(text):
    """Without what stands in brackets."""
    return re.sub(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>|\{[^}]*\}", " ", text)


def words(text, lang):
    found = WORD.findall(text)
    kept = [word for word in found if word.lower() not in USE.get(lang, ())]
    return kept or found


def senses(lines, lang):
    """Translations in the order of the entry."""
    for line in lines:
        line = line.strip()
        if not line or re.match(r'(Note:|Synonym|see:|["“-])', line) or \
                re.search(r"/.*/", line) and lang == "en":
            continue
        line = re.sub(r"^\d+\.", "", bare(line))
        if lang not in ("en", "ar") and line.count(" ") > 8:
            continue  # an explanation
        for part in re.split(r"[,;،:]", line):
            part = words(part, lang)
            if 0 < len(part) <= WORDS_MOST:
                yield " ".join(part)


def mueller(lines):
    """Russian words of an entry of Mueller's dictionary."""
    text = re.sub(r"\[[^\]]*\]|\([^)]*\)|_\w+\.?(-\w+\.?)*", " ",
                  " ".join(lines))
    for part in re.split(r"[;,.:]|\d+[).]|[a-zA-Z]+", text):
        part = re.findall(r"[А-Яа-яЁё]+", part)
        if 0 < len(part) <= WORDS_MOST:
            yield " ".join(part)


def pairs(name, source, target):
    """(phrase, translation, weight); later senses weigh less."""
    for head, lines in entries(name):
        if name.startswith("mueller"):
            phrase, found = words(head, source), mueller(lines)
        else:
            phrase = words(bare(re.sub(r"/.*", "", lines[0])), source)
            found = senses(lines[1:], target)
        if not 0 < len(phrase) <= 4:
            continue
        script = SCRIPT.get(target)
        for rank, translation in enumerate(found):
            if script is None or script.search(translation):
                yield " ".join(phrase), translation, 1 / (1 + 0.2 * rank)


def main():
    arguments = sys.argv[1:]
    reverse = "--reverse" in arguments
    if reverse:
        arguments.remove("--reverse")
    out = []
    for at in range(0, len(arguments), 3):
        name, source, target = arguments[at:at + 3]
        for phrase, translation, weight in pairs(name, source, target):
            out.append(f"W\t{source}\t{target}\t{phrase}\t{translation}\t"
                       f"{weight:.2f}\n")
            if reverse:
                out.append(f"W\t{target}\t{source}\t{translation}\t{phrase}\t"
                           f"{weight:.2f}\n")
    sys.stdout.writelines(out)


if __name__ == "__main__":
    main()
