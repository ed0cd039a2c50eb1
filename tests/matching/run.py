#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks for matches and compares with what the facts let expect.

A line of tests/matching/*.jsonl is a case: {"id", "lang", "why"} and either
"text" (a message) or "demand" (as on the wire), or both, asked of `parlor
match --json`; or "turns" (a conversation), asked of `parlor ask --json`. What
must hold of the answer:
  "first"    the best match
  "among"    ids that are among the matches
  "order"    ids in this order among the matches, all of them there
  "absent"   ids that are no match (they may be left out with a reason)
  "out"      {id: criterion}: left out, and by which hard demand; a list of
             criteria: by each of them
  "reason"   {id: criterion}: that criterion speaks for the match
  "lacks"    {id: criterion}: that criterion is unknown of the match
  "weighs"   {criterion: share}: what it weighs at least for the best match
  "each"     {member: value}: every match's record has it (or holds it); there
             is one at least
  "first_is" {member: value}: the best match's record has it
  "least"    so many matches at least
  "most_of_city" so many of one city at most among the first five
  "none"     true: nothing fits
  "error"    what the refusal names
  "says"     texts that the last answer of a conversation holds
"why" says from which facts that follows. Expected results are written before
the case is run. `run.py --id PATTERN --show` prints what was found.

The invented enterprises must be as enterprises.py makes them."""
import argparse
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PARLOR = os.path.join(ROOT, "build/parlor")
# Members of a demand that `parlor match` has another word for.
OPTIONS = {"industries": "industry", "countries": "country",
           "land_m2": "land", "building_m2": "building", "near_km": "km",
           "staff_min": "staff", "plot_ratio": "plot-ratio"}
LEAST_CASES = 60
MEMBERS = {"id", "lang", "why", "text", "demand", "turns", "first", "among",
           "order", "absent", "out", "reason", "lacks", "weighs", "each",
           "first_is", "least", "most_of_city", "none", "error", "says"}


def cases():
    found = []
    for path in sorted(glob.glob(os.path.join(HERE, "*.jsonl"))):
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    case = json.loads(line)
                except ValueError as error:
                    sys.exit(f"not ok {path}:{number}: {error}")
                if not set(case) <= MEMBERS:
                    sys.exit(f"not ok {path}:{number}: means nothing: "
                             f"{set(case) - MEMBERS}")
                found.append(case)
    return found


def records():
    found = {}
    for path in glob.glob(os.path.join(ROOT, "corpus", "*", "*.json")):
        with open(path, encoding="utf-8") as file:
            record = json.load(file)
        if isinstance(record.get("id"), str):
            found[record["id"]] = record
    return found


def options(demand):
    words = []
    for member, value in demand.items():
        name = "--" + OPTIONS.get(member, member)
        if member == "weights":
            for criterion, weight in value.items():
                words += ["--weight", f"{criterion}={weight}"]
        else:
            for one in value if isinstance(value, list) else [value]:
                words += [name, str(one)]
    return words


class Found:
    """An answer: matches in order, those left out, and what was said."""

    def __init__(self, code, output, complaint):
        self.code, self.complaint = code, complaint
        lines = [line for line in output.splitlines() if line.startswith("{")]
        last = json.loads(lines[-1]) if lines else {}
        cards = last.get("matches") or []
        self.said = last.get("answer", "")
        self.items = [c for c in cards if not c["excluded"]]
        self.out = {c["id"]: c for c in cards + (last.get("excluded") or [])
                    if c["excluded"]}
        self.ids = [c["id"] for c in self.items]

    def card(self, name):
        return next((c for c in self.items if c["id"] == name), None)


def ask(data, case):
    if "turns" in case:
        words = ["ask", "--data", data, "--json", *case["turns"]]
    else:
        words = ["match", "--data", data, "--json",
                 *options({"limit": 50, **case.get("demand", {})})]
        if "text" in case:
            words.append(case["text"])
    done = subprocess.run([PARLOR, *words], cwd=ROOT, text=True,
                          capture_output=True, timeout=60)
    return Found(done.returncode, done.stdout, done.stderr)


def holds(record, member, value):
    has = (record or {}).get(member)
    return value in has if isinstance(has, list) else has == value


def as_list(value):
    return value if isinstance(value, list) else [value]


def reasons(card, known):
    return {r["criterion"] for r in (card or {}).get("reasons", [])
            if (r["value"] is not None) == known}


def lacks_order(case, found):
    wrong = []
    if "first" in case and found.ids[:1] != [case["first"]]:
        wrong.append(f"first is {found.ids[:1]}, not {case['first']}")
    for name in case.get("among", []):
        if name not in found.ids:
            wrong.append(f"{name} is no match")
    for name in case.get("absent", []):
        if name in found.ids:
            wrong.append(f"{name} is a match")
    order = case.get("order", [])
    if [name for name in found.ids if name in order] != order:
        wrong.append("order is " + " ".join(
            name for name in found.ids if name in order))
    if len(found.ids) < case.get("least", 0):
        wrong.append(f"{len(found.ids)} matches")
    if case.get("none") and found.ids:
        wrong.append(f"{found.ids[0]} fits")
    return wrong


def lacks_reasons(case, found):
    wrong = []
    for name, criteria in case.get("out", {}).items():
        failed = {r["criterion"] for r in
                  found.out.get(name, {}).get("failed", [])}
        if not set(as_list(criteria)) <= failed:
            wrong.append(f"{name} is not left out by {criteria}: {failed}")
    for name, criterion in case.get("reason", {}).items():
        if criterion not in reasons(found.card(name), True):
            wrong.append(f"{criterion} does not speak for {name}")
    for name, criterion in case.get("lacks", {}).items():
        if criterion not in reasons(found.card(name), False):
            wrong.append(f"{criterion} is not unknown of {name}")
    first = (found.items or [{}])[0].get("reasons", [])
    weights = {r["criterion"]: r["weight"] for r in first}
    for criterion, share in case.get("weighs", {}).items():
        if weights.get(criterion, 0) < share:
            wrong.append(f"{criterion} weighs {weights.get(criterion)}")
    return wrong


def lacks_records(case, found, corpus):
    wrong = ["nothing fits"] if "each" in case and not found.ids else []
    for member, value in case.get("each", {}).items():
        wrong += [f"{name}: {member} is not {value}" for name in found.ids
                  if not holds(corpus.get(name), member, value)]
    for member, value in case.get("first_is", {}).items():
        first = corpus.get(found.ids[0]) if found.ids else None
        if not holds(first, member, value):
            wrong.append(f"the first's {member} is not {value}")
    if "most_of_city" in case:
        cities = [(corpus.get(name) or {}).get("city") for name
                  in found.ids[:5]]
        if max(map(cities.count, cities), default=0) > case["most_of_city"]:
            wrong.append(f"too many of one city: {cities}")
    return wrong


def lacks(case, found, corpus):
    """What does not hold."""
    if "error" in case:
        ok = found.code not in (0, 1) and case["error"] in found.complaint
        return [] if ok else [f"{found.code}: {found.complaint[-200:]}"]
    if found.code not in (0, 1):
        return [f"ended with {found.code}: {found.complaint[-200:]}"]
    wrong = [f"does not say {text}" for text in case.get("says", [])
             if text.lower() not in found.said.lower()]
    return wrong + lacks_order(case, found) + lacks_reasons(case, found) + \
        lacks_records(case, found, corpus)


def show(found):
    for card in found.items[:8]:
        print(f"  {card['score']:.3f} {card['coverage']:.3f} {card['id']}")
    for name, card in found.out.items():
        failed = [r["criterion"] for r in card["failed"]]
        print(f"  out {name} {failed}")
    print("  " + found.said[:400])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--id", default="")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    corpus, passed, failed = records(), 0, 0
    made = subprocess.run([sys.executable, os.path.join(HERE, "enterprises.py"),
                           "--check"], cwd=ROOT)
    results = [("enterprises are as made", [] if made.returncode == 0
                else ["run tests/matching/enterprises.py"])]
    with tempfile.TemporaryDirectory() as data:
        wanted = [c for c in cases() if re.search(chosen.id, c["id"])]
        ask(data, {"demand": {"kind": "city"}})  # fills the data directory
        with ThreadPoolExecutor(os.cpu_count() or 2) as jobs:
            answers = list(jobs.map(lambda case: ask(data, case), wanted))
        for case, found in zip(wanted, answers):
            results.append((f"{case['id']} {case['why']}",
                            lacks(case, found, corpus)))
            if chosen.show:
                print(case["id"], case.get("text", case.get("demand")))
                show(found)
    if not chosen.id and len(wanted) < LEAST_CASES:
        results.append(("enough cases", [f"only {len(wanted)}"]))
    for name, wrong in results:
        print(("not ok " if wrong else "ok ") + name)
        for line in wrong:
            print("#", line)
        passed, failed = passed + (not wrong), failed + bool(wrong)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
