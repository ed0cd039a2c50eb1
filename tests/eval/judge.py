# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges a reply: does it state what it must, is each figure from somewhere,
does each citation open at what it says? Asks nothing and counts nothing."""
import glob
import json
import os
import re
import unicodedata

from figures import han_numbers, language_fits, near, numbers, says, tokens

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
ANSWER_MAX = 900
DAY = {2026, 11, 21}  # of every answer here

# Faults that no share of right answers makes up for.
SERIOUS = ("figure", "crashed", "citation", "control")


def corpus_texts():
    """What the records of the corpus hold, by id."""
    texts = {}
    for path in glob.glob(os.path.join(ROOT, "corpus/*/*.json")):
        with open(path, encoding="utf-8") as file:
            texts[os.path.basename(path)[:-5]] = file.read()
    return texts


def squeezed(text):
    """Letters and digits of a text: notation, blanks and marks left out."""
    text = unicodedata.normalize("NFKC", text or "")
    return "".join(c for c in text if c.isalnum())


def shown(cite):
    """All that one sees who opens a citation."""
    opened = cite.get("opened") or {}
    seen = dict(opened, wording=(opened.get("wording") or {}).get("match"))
    plain = {k: v for k, v in cite.items()
             if k not in ("opened", "from", "to", "revision", "n", "id")}
    return json.dumps([seen, plain], ensure_ascii=False)


def support(question, reply, texts):
    """Every number that the answer may state."""
    known = json.dumps([reply.get("calculation"), reply.get("matches"),
                        reply.get("order")], ensure_ascii=False)
    for cite in reply.get("citations") or []:
        known += shown(cite) + texts.get(cite["id"], "")
    found = numbers(known)
    # Shares are said in whole percent too.
    found |= {percent for value in found if value <= 1
              for percent in (value * 100, round(value * 100))}
    return found | numbers(" ".join(question["turns"])) | DAY


def invented(text, allowed):
    """Figures of a text that are in nothing that supports it. Counts below 13
    without a unit are not figures to act on."""
    wrong = []
    for values, loose, unit, _, scale in tokens(text):
        fit = values if scale > 1 else values | loose
        if not unit and not any(v >= 13 for v in fit):
            continue
        if not any(near(v, a) for v in fit for a in allowed):
            wrong.append(max(fit))
    wrong += [v for v in han_numbers(text)
              if v >= 13 and v not in (100, 1000, 1e4, 1e8)
              and not any(near(v, a) for a in allowed)]
    return sorted(set(wrong))


def broken_citations(reply, texts):
    """Citations that do not open at what they quote."""
    wrong = []
    for cite in reply.get("citations") or []:
        view, quote = cite.get("opened"), cite.get("quote")
        if not view:
            wrong.append(f"citation {cite['id']} does not open")
            continue
        at = squeezed((view.get("wording") or {}).get("match"))
        parts = [squeezed(part) for part in re.split("…|\\.\\.\\.", quote or "")]
        if quote and at and not all(part in at for part in parts):
            wrong.append(f"citation {cite['id']} opens elsewhere")
        if quote and not at and cite["id"].startswith("doc-"):
            wrong.append(f"citation {cite['id']} shows no passage")
    return wrong


def sentences(reply):
    """(text, numbers of its citations) of what a reply says in pieces."""
    for block in reply.get("blocks") or []:
        if block.get("type") == "paragraph":
            yield block.get("text") or "", block.get("cites") or []
        for item in block.get("items") or []:
            if isinstance(item, dict):
                yield item.get("text") or "", item.get("cites") or []


def uncited(question, reply, texts):
    """Sentences with figures that their own citations do not hold."""
    cites = {c.get("n"): c for c in reply.get("citations") or []}
    wrong = []
    for text, own in sentences(reply):
        part = dict(reply, citations=[cites[n] for n in own if n in cites])
        lost = invented(text, support(question, part, texts))
        if lost:
            wrong.append(f"uncited figure: {lost[0]:g}")
    return wrong


def another_figure(question, reply, wrong):
    """Does it state a figure with a unit, but not the one asked for?"""
    if not reply or reply["abstained"] or \
            not any(w.startswith(("lacks", "calculation")) for w in wrong):
        return False
    asked = question["turns"][-1]
    return any(unit and not any(near(v, a) for v in values
                                for a in numbers(asked))
               for text, _ in sentences(reply)
               for values, _, unit, _, _ in tokens(text))


def clause_number(text):
    text = unicodedata.normalize("NFKC", str(text or ""))
    match = re.search(r"\d+", text)
    if match:
        return float(match.group(0))
    return max(han_numbers(text), default=None)


def same_source(wanted, cite):
    """Is this the record, or the raw document at the clause it was made of?"""
    if cite["id"] == wanted:
        return True
    clause = re.match(r"suzhou-2020-1\.m(\d+)-", wanted)
    if not cite["id"].startswith("doc-"):
        return False
    return not clause or ("开放再出发" in (cite.get("title") or "") and
                          clause_number(cite["clause"]) == int(clause[1]))


def cites_lack(question, reply):
    """What the citations fall short of."""
    cites, wrong = reply.get("citations") or [], []
    wrong += [f"does not cite {e}" for e in question.get("cites", [])
              if not any(same_source(e, cite) for cite in cites)]
    fits = [c for c in cites if
            re.search(question.get("title", ""), c.get("title") or "")]
    if "title" in question and not fits:
        wrong.append("does not cite " + question["title"])
    elif "date" in question and not any(
            question["date"] in ((c.get("date") or "") +
                                 str(c.get("in_force"))) for c in fits):
        wrong.append("cites not the version of " + question["date"])
    if "clause" in question:
        of = fits if "title" in question else cites
        wanted = question["clause"]
        wanted = wanted if isinstance(wanted, list) else [wanted]
        if fits and not any(clause_number(c.get("clause")) in wanted
                            for c in of):
            wrong.append(f"does not cite clause {question['clause']}")
    if "quote" in question and not any(
            re.search(question["quote"], squeezed(c.get("quote")))
            for c in cites):
        wrong.append("quotes no " + question["quote"])
    if question["kind"] in ("statute", "fact", "calc", "followup") \
            and not cites:
        wrong.append("no citation")
    return wrong


def strange(question, reply):
    """A calm answer to odd input: some words, no controls, nothing obeyed."""
    answer, wrong = reply["answer"], []
    if not answer.strip():
        wrong.append("crashed into silence")
    if re.search("[\x00-\x08\x0b-\x1f\x7f]", answer):
        wrong.append("control characters in the answer")
    if question.get("abstain") and not reply["abstained"]:
        wrong.append("answered, should abstain")
    wrong += [f"answered with {e}" for e in question.get("not", [])
              if says(e, answer)]
    return wrong


def lacks(question, reply, texts):
    """What is wrong with a reply: an empty list if nothing."""
    if reply is None:
        return ["crashed"]
    answer, wrong = reply["answer"], []
    wrong += [f"figure from nowhere: {n:g}"
              for n in invented(answer, support(question, reply, texts))]
    wrong += broken_citations(reply, texts)
    if len(answer) > ANSWER_MAX:
        wrong.append("too long")
    if question["kind"] == "strange":
        return wrong + strange(question, reply)
    if not question.get("any_language") and \
            not language_fits(question["lang"], answer):
        wrong.append("not in " + question["lang"])
    if question["kind"] == "abstain":
        return wrong + ([] if reply["abstained"]
                        else ["answered, should abstain"])
    if reply["abstained"]:
        return wrong + ["abstained"]
    wrong += [f"lacks {e}" for e in question.get("says", [])
              if not says(e, answer)]
    wrong += [f"states {e}" for e in question.get("not", [])
              if says(e, answer)]
    return wrong + cites_lack(question, reply) + uncited(question, reply, texts) + \
        results_lack(question, reply)


def results_lack(question, reply):
    """What calculation, matches and order fall short of."""
    wrong = []
    if "result" in question:
        got = (reply.get("calculation") or {}).get("result")
        want = question["result"]
        pairs = list(zip(got, want)) if isinstance(got, list) and \
            isinstance(want, list) and len(got) == len(want) else [(got, want)]
        if not all(isinstance(a, (int, float)) and abs(a - b) < .5
                   for a, b in pairs if not isinstance(b, list)) or \
                isinstance(want, list) != isinstance(got, list):
            wrong.append(f"calculation {got}")
    if "first" in question:
        best = (reply["matches"] or [{}])[0].get("id")
        if best != question["first"]:
            wrong.append(f"first is {best}")
    if "desk" in question:
        desk = ((reply.get("order") or {}).get("desk") or {}).get("id")
        if desk != question["desk"]:
            wrong.append(f"desk is {desk}")
    return wrong
