#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks corpus/wording: what the server says exists, in ten languages.

Every key that a stage names stands in en.json, and every key there is named
by a stage; each language has each key, with the same arguments, in the plural
forms that the language has. Prints TAP."""
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
STAGES = ["server/answer", "server/calendar", "server/desk/notices.c",
          "server/dialogue", "server/match", "server/order", "server/policy"]
# Plural categories of CLDR; "many" of French and Spanish is for millions
# written out, which Parlor does not do.
PLURALS = {
    "en": {"one", "other"}, "de": {"one", "other"}, "fr": {"one", "other"},
    "es": {"one", "other"}, "ru": {"one", "few", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "ja": {"other"}, "ko": {"other"},
    "zh-Hans": {"other"}, "zh-Hant": {"other"},
}


def load(lang):
    path = os.path.join(ROOT, "corpus", "wording", lang + ".json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def named(groups):
    """Literals of the stages that are keys, or with which keys begin. The
    paths of fields of records look alike: record_string(clause, "rule.per")."""
    literal = re.compile(
        r'(record_\w+\(\s*[\w>.\-\[\]]+,\s*)?"((?:%s)\.[a-z0-9_.%%]*)"'
        % "|".join(sorted(groups)))
    files = subprocess.run(["git", "ls-files", *STAGES], cwd=ROOT, text=True,
                           capture_output=True, check=True).stdout.split()
    found = {}
    for path in files:
        if path.endswith(".c"):
            with open(os.path.join(ROOT, path), encoding="utf-8") as file:
                for match in literal.finditer(file.read()):
                    if not match.group(1):
                        found.setdefault(match.group(2), path)
    return found


def pattern(literal):
    """What keys a literal can make: itself, or all that begin with it."""
    shape = re.escape(literal).replace("%s", r"\w+")
    if literal.endswith((".", "_")):
        shape += ".*"
    return re.compile(shape + "$")


def arguments(text):
    return set(re.findall(r"\{(\w+)\}", text))


def forms(entry):
    return entry.items() if isinstance(entry, dict) else [("other", entry)]


def wrong_entry(lang, entry, english):
    """What is wrong with one key of one language."""
    wanted = set().union(*(arguments(text) for _, text in forms(english)))
    for category, text in forms(entry):
        if not isinstance(text, str) or not text.strip():
            yield f"{category}: empty"
            continue
        lacks, strange = wanted - arguments(text), arguments(text) - wanted
        # "one day", "two days" need no figure
        if lacks and not (category in ("zero", "one", "two")
                          and len(lacks) == 1):
            yield f"{category}: lacks {{{'}, {'.join(sorted(lacks))}}}"
        if strange:
            yield f"{category}: strange {{{'}, {'.join(sorted(strange))}}}"
        if text.count("{") != text.count("}"):
            yield f"{category}: a brace alone"
    if isinstance(english, dict) and not isinstance(entry, dict):
        if PLURALS[lang] != {"other"}:
            yield "no plural forms"
    if isinstance(entry, dict) and set(entry) != PLURALS[lang]:
        yield f"plural forms {sorted(entry)}, not {sorted(PLURALS[lang])}"


def wrong_language(lang, english):
    try:
        texts = load(lang)
    except (OSError, ValueError) as error:
        return [f"{lang}.json: {error}"]
    wrong = [f"{lang}.json: no {key}" for key in english if key not in texts]
    for key, entry in texts.items():
        if key not in english:
            wrong.append(f"{lang}.json: {key}: en.json has no such key")
            continue
        wrong += [f"{lang}.json: {key}: {what}"
                  for what in wrong_entry(lang, entry, english[key])]
    return wrong


def main():
    english = load("en")
    literals = named({key.split(".")[0] for key in english})
    patterns = {literal: pattern(literal) for literal in literals}
    tests = [
        ("keys of the code stand in en.json",
         [f"{path}: \"{literal}\"" for literal, path in literals.items()
          if not any(patterns[literal].match(key) for key in english)]),
        ("keys of en.json are said somewhere",
         [f"en.json: {key}: no code says it" for key in english
          if not any(p.match(key) for p in patterns.values())]),
    ]
    tests += [(f"wording {lang}", wrong_language(lang, english))
              for lang in PLURALS]
    for number, (name, wrong) in enumerate(tests, 1):
        print(f"{'not ok' if wrong else 'ok'} {number} - {name}")
        for what in wrong:
            print(f"#   {what}")
    print(f"1..{len(tests)}")
    return 1 if any(wrong for _, wrong in tests) else 0


if __name__ == "__main__":
    sys.exit(main())
