#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the questions of tests/eval/*.jsonl and judges the answers.

A line: {"id", "lang", "kind", "turns": [...]} and what the last reply must
hold: "says" (texts, or numbers in any notation), "not" (the same), "cites"
(record ids), "title" (of a source cited), "clause" (its number, or a list),
"date" (of its version), "quote" (pattern in the source's wording, letters and
digits only), "result" (a number or [low, high]), "first" (the best match),
"desk" (where an order goes);
"any_language": it may answer in another. Kind "abstain": it must say that it does not
know; "strange": a calm answer, whatever was sent.

Files whose name begins with "documents" are asked of a Parlor that has also
imported the seeds and statutes kept beside the project, as they are; where
those are missing this is skipped. All others are asked of the corpus as it
is shipped, and once more with everything imported: no share may fall by more
than two points by that. "alone": true marks what only holds without them.

What judge.py calls serious (a figure that neither the passages cited, nor a
calculation, nor the question contain; a citation that opens elsewhere) fails
the run whatever the shares; these have floors, in floors.json.

usage: run.py [--show] [--lang L] [--kind K] [--file PART] [--id ID] [--once]
--show prints every miss; --once leaves out the second asking; the others
choose questions, and then no floor is applied."""
import argparse
import glob
import json
import os
import re
import subprocess
import sys
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import judge  # noqa: E402
import samples  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.path.join(ROOT, "build/dev/tests/eval/answers")
BESIDE = [os.path.normpath(os.path.join(ROOT, "../shared", name))
          for name in ("seeds", "statutes")]
PATIENCE = 60  # seconds for one conversation
LANGUAGES = "en zh-Hans zh-Hant ja ko de fr ru es ar".split()
# How many questions there must be.
SIZES = {"all": 500, "abstain": 100, "followup": 80, "calc": 80,
         "documents": 100, **{lang: 30 for lang in LANGUAGES}}


def load(options):
    questions = []
    for path in sorted(glob.glob(os.path.join(HERE, "*.jsonl"))):
        name = os.path.basename(path)[:-6]
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    questions.append({"file": name, **json.loads(line)})
                except ValueError as error:
                    sys.exit(f"not ok {name}.jsonl:{number}: {error}")
    chosen = [q for q in questions
              if (not options.lang or q["lang"] == options.lang)
              and (not options.kind or q["kind"] == options.kind)
              and (not options.file or options.file in q["file"])
              and (not options.id or re.search(options.id, q["id"]))]
    return chosen, len(chosen) == len(questions)


def of_documents(question):
    return question["file"].startswith("documents") or \
        bool(question.get("documents"))


class Parlor:
    """The answers program; started again if a question ends it."""

    def __init__(self, paths):
        self.paths, self.program = paths, None

    def ask(self, turns):
        """The last reply; None if the program died of it or hung."""
        if self.program is None:
            self.program = subprocess.Popen(
                [PROGRAM, *self.paths], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, text=True, cwd=ROOT,
                encoding="utf-8", errors="replace")
        watch = threading.Timer(PATIENCE, self.program.kill)
        watch.start()
        try:
            self.program.stdin.write(json.dumps(turns) + "\n")
            self.program.stdin.flush()
            return json.loads(self.program.stdout.readline())
        except (ValueError, OSError):
            self.program.kill()
            self.program.wait()
            self.program = None
            return None
        finally:
            watch.cancel()

    def close(self):
        if self.program is not None:
            self.program.stdin.close()
            self.program.wait()


def ask_all(questions, paths):
    """[(question, reply)...]"""
    parlor = Parlor(paths)
    replies = [(question, parlor.ask(question["turns"]))
               for question in questions]
    parlor.close()
    return replies


def ask_both(questions, imported, once):
    """The groups by name; the two Parlors work beside each other."""
    beside = {}
    documents = [q for q in questions if of_documents(q)]
    corpus = [q for q in questions if not of_documents(q)]
    again = [] if once else [q for q in corpus if not q.get("alone")]

    def with_documents():
        replies = ask_all(documents + again, BESIDE)
        beside["documents"] = replies[:len(documents)]
        beside["again"] = replies[len(documents):]

    worker = threading.Thread(target=with_documents)
    if imported and documents + again:
        worker.start()
    groups = {"corpus": ask_all(corpus, []) if corpus else []}
    if worker.ident:
        worker.join()
    return {**groups, **beside}


def judged(groups):
    """[(group, question, reply, what is wrong)...]"""
    texts = judge.corpus_texts()
    return [(group, question, reply, judge.lacks(question, reply, texts))
            for group, replies in groups.items()
            for question, reply in replies]


def tally(rows):
    """[right, of] by group, language and kind."""
    counts = {}
    for group, question, _, wrong in rows:
        prefix = "" if group == "corpus" else group + " "
        keys = ["kind " + question["kind"]]
        if question["kind"] != "strange":
            keys += ["all", question["lang"]]
        for key in keys:
            count = counts.setdefault(prefix + key, [0, 0])
            count[0] += not wrong
            count[1] += 1
    return counts


def share(count):
    return 100 * count[0] / max(1, count[1])


def floors_hold(counts, floors):
    """[(is it fine, what is said)...]"""
    for key in sorted(counts):
        if key.startswith("again "):
            continue
        right, of = counts[key]
        floor = floors.get(key, 0)
        yield (100 * right >= floor * of,
               f"{key}: {right}/{of} = {share(counts[key]):.0f}%"
               f" (floor {floor}%)")


def none_behind(counts, floors):
    """No language much worse than English."""
    for group in ("", "documents "):
        english = counts.get(group + "en")
        if not english:
            continue
        gaps = {lang: share(english) - share(counts[group + lang])
                for lang in LANGUAGES if group + lang in counts}
        worst = max(gaps, key=gaps.get)
        key = group + "behind English at most"
        most = floors.get(key, 100)
        yield (gaps[worst] <= most, f"{group}{worst} is {gaps[worst]:.0f}"
               f" points behind English (at most {most})")


def nothing_worse(rows, floors):
    """The corpus with everything imported, against the corpus alone."""
    alone = {q["id"]: not wrong for group, q, _, wrong in rows
             if group == "corpus"}
    again = {q["id"]: not wrong for group, q, _, wrong in rows
             if group == "again"}
    if not again:
        return
    before = [alone[name] for name in again]
    loss = 100 * (sum(before) - sum(again.values())) / len(again)
    worse = [name for name in again if alone[name] and not again[name]]
    most = floors.get("points lost at most", 2)
    yield (loss <= most, f"with documents imported {loss:.1f} points are lost"
           f" of {len(again)} questions (at most {most})"
           f"{': ' if worse else ''}" + " ".join(worse[:24]))


def never(rows, floors):
    """What no share makes up for, and what has a ceiling."""
    serious = sum(w.startswith(judge.SERIOUS)
                  for _, _, _, wrong in rows for w in wrong)
    answered = sum("answered, should abstain" in wrong
                   for group, _, _, wrong in rows if group != "again")
    most = floors.get("answered at most", 0)
    other = sum(judge.another_figure(q, reply, wrong)
                for group, q, reply, wrong in rows if group != "again")
    others = floors.get("another figure at most", 9999)
    yield (other <= others, "a figure, but not the one asked for:"
           f" {other} (at most {others})")
    yield (not serious, f"figures from nowhere, citations that open"
           f" elsewhere, crashes: {serious}")
    yield (answered <= most, f"answered where it should abstain: {answered}"
           f" (at most {most})")


def sizes_hold(questions):
    count = {"all": len(questions)}
    for question in questions:
        kinds = [question["kind"]] + ["documents"] * of_documents(question)
        if question["kind"] != "strange":
            kinds.append(question["lang"])
        for key in kinds:
            count[key] = count.get(key, 0) + 1
    few = [f"{key} {count.get(key, 0)} of {least}"
           for key, least in SIZES.items() if count.get(key, 0) < least]
    yield (not few, "enough questions" if not few
           else "too few questions: " + ", ".join(few))


def judge_works():
    bad = samples.wrong()
    yield (not bad, "the judge faults what it must"
           + "".join("\n# " + text for text in bad))


def show(rows, every):
    for group, question, reply, wrong in rows:
        serious = [w for w in wrong if w.startswith(judge.SERIOUS)]
        if not wrong or not (serious or every):
            continue
        reply = reply or {"answer": "", "citations": []}
        turn = " >> ".join(question["turns"][-2:])
        print("MISS", group, question["file"], question["id"], "|",
              turn if len(turn) < 400 else turn[:400] + "...", "|",
              "; ".join(wrong), "|", reply["answer"][:300].replace("\n", " "),
              "|", [(c["id"] if not c["id"].startswith("doc-")
                     else c["title"], c["clause"])
                    for c in reply.get("citations") or []])


def arguments():
    parser = argparse.ArgumentParser(
        usage=__doc__.rsplit("usage: ", maxsplit=1)[-1])
    for name in ("lang", "kind", "file", "id"):
        parser.add_argument("--" + name)
    for name in ("show", "once"):
        parser.add_argument("--" + name, action="store_true")
    return parser.parse_args()


def main():
    options = arguments()
    if not os.access(PROGRAM, os.X_OK):
        print(f"not ok {os.path.relpath(PROGRAM, ROOT)} is not built: "
              "make build/dev/tests/eval/answers")
        print("0 passed, 1 failed")
        return 1
    questions, whole = load(options)
    imported = all(os.path.isdir(path) for path in BESIDE)
    rows = judged(ask_both(questions, imported, options.once))
    show(rows, options.show)
    with open(os.path.join(HERE, "floors.json"), encoding="utf-8") as file:
        floors = json.load(file) if whole else {"answered at most": 9999}
    results = [*judge_works(), *floors_hold(tally(rows), floors),
               *none_behind(tally(rows), floors), *nothing_worse(rows, floors),
               *never(rows, floors), *(sizes_hold(questions) if whole else [])]
    for fine, said in results:
        print("ok" if fine else "not ok", said)
    skipped = 0 if imported else sum(map(of_documents, questions))
    if skipped:
        print(f"skipped {skipped} questions of documents:",
              " and ".join(BESIDE), "are not there")
    passed = sum(fine for fine, _ in results)
    failed = len(results) - passed
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
