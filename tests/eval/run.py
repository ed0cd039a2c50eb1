#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the questions of tests/eval/*.jsonl and judges the answers.

A line: {"id", "lang", "kind", "turns": [...]} and what the last reply must
hold: "says" (texts, or numbers in any notation), "not" (the same), "cites"
(record ids), "result" (a number or [low, high]), "first" (the best match),
"desk" (where an order goes). Kind "abstain": it must say that it does not
know. Three things hold for all: an answer of at most 900 characters, a reply
in the language asked in, and no figure that neither the records cited, nor
the calculation, nor the question contain.

usage: run.py [--show] [FILE...]; floors by language are in floors.json."""
import glob
import json
import os
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.path.join(ROOT, "build/dev/tests/eval/answers")

SCALES = {
    1e12: ["万亿", "萬億", "兆", "조", "trillion", "трлн", "billion(?:es)? de"],
    1e9: ["billion", "bn", "milliarden?", "mrd", "milliards?", "млрд",
          "миллиард", "mil millones", "مليار", "十亿"],
    1e8: ["亿", "億", "억"],
    1e6: ["million", "mio", "millones", "millón", "млн", "миллион", "مليون",
          "ملايين", "백만", "百万"],
    1e4: ["万", "萬", "만"],
    1e3: ["thousand", "тыс", "mille", "mil", "tausend", "ألف", "آلاف", "천"],
}
SCALE = [(value, re.compile(r"\s*(?:%s)" % "|".join(words), re.I))
         for value, words in sorted(SCALES.items(), reverse=True)]
DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f' ]\d+)*")
HAN = dict(zip("零一二三四五六七八九十两", list(range(11)) + [2]))


def readings(digits):
    """Values that a run of digits may have: 1,000.5  1.000,5  1 000."""
    found = set()
    for group in (",", ".", " "):
        for point in (".", ","):
            if point == group:
                continue
            text = digits.replace(group, "")
            if text.count(point) <= 1:
                try:
                    found.add(float(text.replace(point, ".")))
                except ValueError:
                    pass
    return found


def numbers(text):
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\u00a0\u202f\u2009]", " ", text)
    found = set()
    for match in DIGITS.finditer(text):
        scale = 1
        for value, words in SCALE:
            if words.match(text, match.end()):
                scale = value
                break
        runs = {match.group(0)} | set(match.group(0).split(" "))
        for run in runs:
            for value in readings(run):
                found.update({value, round(value * scale, 4)})
    return found


def says(expected, text):
    if isinstance(expected, (int, float)):
        if any(abs(value - expected) < 1e-6 * max(1, expected)
               for value in numbers(text)):
            return True
        # Small counts may stand as Chinese numerals or words.
        return any(HAN[c] == expected for c in text if c in HAN)
    return re.search(expected, text, re.I) is not None


def script_share(lang, text):
    """Share of letters in the script of a language."""
    ranges = {"zh": "\u3400-\u9fff", "ja": "\u3040-\u30ff\u3400-\u9fff",
              "ko": "\uac00-\ud7af", "ru": "\u0400-\u04ff",
              "ar": "\u0600-\u06ff"}.get(lang[:2], "A-Za-z\u00c0-\u024f")
    letters = [c for c in text if c.isalpha()]
    hits = re.findall("[%s]" % ranges, text)
    return len(hits) / max(1, len(letters))


def corpus_texts():
    texts = {}
    for path in glob.glob(os.path.join(ROOT, "corpus/*/*.json")):
        raw = open(path, encoding="utf-8").read()
        texts[os.path.basename(path)[:-5]] = raw
    return texts


def stated_figures(text):
    """Figures that somebody could act on; small counts are not among them."""
    return {n for n in numbers(text) if n >= 13}


def invented(question, reply, texts):
    allowed = numbers(" ".join(question["turns"]))
    known = json.dumps([reply.get("calculation"), reply.get("matches")],
                       ensure_ascii=False)
    for cite in reply.get("citations") or []:
        known += texts.get(cite["id"], "")
    allowed |= numbers(known)
    allowed |= {value * 100 for value in numbers(known) if value <= 1}
    answer = reply["answer"]
    answer = re.sub(re.escape(str(2026)), "", answer)  # the day of the answer
    return sorted(n for n in stated_figures(answer)
                  if not any(abs(n - a) < 1e-6 * max(1, n) for a in allowed)
                  and n not in (13, 21))


def lacks(question, reply, texts):
    answer = reply["answer"]
    wrong = []
    if question["kind"] == "abstain":
        return [] if reply["abstained"] else ["answered, should abstain"]
    if reply["abstained"]:
        return ["abstained"]
    if len(answer) > 900:
        wrong.append("too long")
    if script_share(question["lang"], answer) < 0.5:
        wrong.append("not in " + question["lang"])
    wrong += [f"lacks {e}" for e in question.get("says", [])
              if not says(e, answer)]
    wrong += [f"states {e}" for e in question.get("not", [])
              if says(e, answer)]
    cited = {cite["id"] for cite in reply["citations"]}
    wrong += [f"does not cite {e}" for e in question.get("cites", [])
              if e not in cited]
    if "result" in question:
        got = (reply.get("calculation") or {}).get("result")
        if got != question["result"]:
            wrong.append(f"calculation {got}")
    if "first" in question:
        best = (reply["matches"] or [{}])[0].get("id")
        if best != question["first"]:
            wrong.append(f"first is {best}")
    if "desk" in question:
        desk = ((reply.get("order") or {}).get("desk") or {}).get("id")
        if desk != question["desk"]:
            wrong.append(f"desk is {desk}")
    wrong += [f"figure from nowhere: {n:g}"
              for n in invented(question, reply, texts)]
    return wrong


def ask_all(questions):
    program = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True, cwd=ROOT)
    for question in questions:
        program.stdin.write(json.dumps(question["turns"]) + "\n")
        program.stdin.flush()
        yield question, json.loads(program.stdout.readline())
    program.stdin.close()
    program.wait()


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("--")]
    files = names or sorted(glob.glob(os.path.join(HERE, "*.jsonl")))
    questions = [json.loads(line) for name in files
                 for line in open(name, encoding="utf-8")]
    floors = json.load(open(os.path.join(HERE, "floors.json")))
    texts = corpus_texts()
    tally, never = {}, 0
    for question, reply in ask_all(questions):
        wrong = lacks(question, reply, texts)
        right = not wrong
        for key in (question["lang"], "kind " + question["kind"]):
            count = tally.setdefault(key, [0, 0])
            count[0] += right
            count[1] += 1
        serious = [w for w in wrong if w.startswith(("figure", "answered"))]
        never += len(serious)
        if wrong and (serious or "--show" in sys.argv):
            print("MISS", question["id"], "|", question["turns"][-1], "|",
                  "; ".join(wrong), "|", reply["answer"][:240], "|",
                  [c["id"] for c in reply["citations"]])
    passed = failed = 0
    for key in sorted(tally):
        right, of = tally[key]
        floor = floors.get(key, 0)
        fine = 100 * right >= floor * of
        passed, failed = passed + fine, failed + (not fine)
        print(f"{'ok' if fine else 'not ok'} {key}: {right}/{of}"
              f" = {100 * right / of:.0f}% (floor {floor}%)")
    print(f"{'not ok' if never else 'ok'} answered where it should not,"
          f" or with a figure from nowhere: {never}")
    passed, failed = passed + (not never), failed + bool(never)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
