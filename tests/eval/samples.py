# SPDX-License-Identifier: GPL-3.0-or-later
"""Replies made by hand that the judge must fault or pass: it is judged first,
so that a run without misses means something."""
import copy

import judge
from figures import language_fits, numbers, says

# (text, a number it states, one that it does not)
NUMBERS = [
    ("CNY 1,200,000", 1200000, 12e6), ("1.200.000 CNY", 1200000, 12e5 + 1),
    ("1 200 000 yuans", 1200000, 3), ("3,5 Mio. Yuan", 3500000, 3.5e9),
    ("200억 원", 2e10, 2e8), ("1亿2000万元", 1.2e8, 1.2e9),
    ("处十万元以上五十万元以下的罚款", 500000, 5), ("百分之二十五", 25, 0.5),
    ("一百八十三天", 183, 180), ("двенадцать, 15 млн юаней", 15e6, 15e9),
    ("٢٠ مليون يوان", 2e7, 2e9), ("10 mil millones", 1e10, 1e13),
    ("15 mois", 15, 15e6), ("40 m² of 600 m", 40, 40e6),
]
LANGUAGES = [
    ("de", "Die Prämie beträgt 12 % und ist auf 10 Mio. CNY begrenzt.", True),
    ("de", "The award is 12% and is capped at 10 million for a project.",
     False),
    ("ja", "奨励金は設備投資の12%です。", True), ("ja", "奖励比例为百分之十二。", False),
    ("ko", "장려금은 300만 위안입니다.", True), ("ru", "Премия — 3 млн CNY.", True),
    ("fr", "La prime est de 12 % des équipements, au plus dix millions.",
     True),
]
QUESTION = {"id": "a", "lang": "en", "kind": "fact", "says": [3000000],
            "clause": 5, "turns": ["What is the reward for an IPO?"]}
REPLY = {
    "answer": "An IPO is rewarded with at least CNY 3,000,000.",
    "abstained": False, "matches": [], "blocks": [],
    "citations": [{
        "id": "doc-1", "title": "苏州", "clause": "第五条", "quote": "不少于300万元",
        "in_force": {"from": "2020-01-01", "to": None},
        "opened": {"wording": {"match": "给予不少于 300 万元的奖励"}}}]}
# (what is changed in the reply, what the judge then says; None: nothing)
CHANGES = [
    ({}, None),
    ({"answer": "An IPO gets CNY 3 million, in 45 days."}, "figure"),
    ({"answer": "An IPO gets CNY 3 million, or 7% of it."}, "figure"),
    ({"answer": "An IPO gets CNY 3 million since 2020."}, None),
    ({"answer": "An IPO gets CNY 3 billion."}, "figure"),
    ({"answer": "Eine Prämie von 3.000.000 CNY ist für die Firma im Plan."},
     "not in en"),
    ({"answer": "There is a reward for an IPO."}, "lacks"),
    ({"answer": "3 million CNY " + "for the firm " * 90}, "too long"),
    ({"abstained": True}, "abstained"),
    ({"citations": []}, "figure"),
    ({"quote": "不少于500万元"}, "citation"),
    ({"opened": None}, "citation"),
    ({"clause": "第六条"}, "does not cite clause"),
]


def changed(change):
    reply = copy.deepcopy(REPLY)
    for key, value in change.items():
        if key in reply:
            reply[key] = value
        else:
            reply["citations"][0][key] = value
    return reply


def wrong():
    """Samples that were not judged as they must be."""
    bad = [text for text, stated, other in NUMBERS
           if not says(stated, text) or other in numbers(text)]
    bad += [text for lang, text, fits in LANGUAGES
            if language_fits(lang, text) != fits]
    for change, fault in CHANGES:
        found = judge.lacks(QUESTION, changed(change), {})
        if (fault is None) != (not found) or \
                (fault and not any(f.startswith(fault) for f in found)):
            bad.append(f"{change}: {found}")
    return bad
