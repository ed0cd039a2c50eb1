#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the invented enterprises of corpus/enterprise/demo-*.json.

They serve tests and the demonstration of orders: enterprises of the parlors'
countries and some of Chinese cities that look abroad. Each is marked
"synthetic", named "demonstration", and nothing of it is true of anybody. The
same script always makes the same files: every choice comes from a hash of
the record's id.

usage: enterprises.py [--check]: writes the files, or says whether those that
are there are the same (exit 1 if not)."""
import glob
import hashlib
import json
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
CORPUS = os.path.join(ROOT, "corpus")
FOLDER = os.path.join(CORPUS, "enterprise")
LANGUAGES = "en zh-Hans zh-Hant ja ko de fr ru es ar".split()

# Country: how many, and the languages it writes in besides English.
COUNTRIES = {
    "JP": (48, ["ja"]), "KR": (48, ["ko"]), "DE": (48, ["de"]),
    "IL": (30, []), "RU": (28, ["ru"]), "IN": (28, []), "KZ": (18, ["ru"]),
    "UZ": (16, ["ru"]), "PK": (16, []), "KG": (8, ["ru"]), "TJ": (8, ["ru"]),
    "CN": (28, ["zh-Hans"]),
}
# What each country's are made to be known for, so that orders can tell them
# apart. The taxonomy's ids.
INDUSTRIES = {
    "JP": "food-processing precision-manufacturing machine-tools auto-parts "
          "new-materials healthcare robotics cosmetics",
    "KR": "ic-packaging-testing new-displays power-batteries cosmetics "
          "consumer-electronics food-processing semiconductor-equipment "
          "garments",
    "DE": "precision-manufacturing machine-tools auto-parts robotics "
          "medical-devices chemicals environmental-protection wind-power",
    "IL": "medical-devices cybersecurity agriculture artificial-intelligence "
          "nanotechnology",
    "RU": "agriculture metals aerospace chemicals marine-engineering",
    "IN": "pharmaceuticals software textiles auto-parts cro-cdmo",
    "KZ": "agriculture metals logistics",
    "UZ": "textiles agriculture building-materials",
    "PK": "textiles garments fisheries-seafood",
    "KG": "agriculture textiles",
    "TJ": "agriculture metals",
    "CN": "photovoltaics new-energy-vehicles home-appliances e-commerce "
          "logistics machine-tools food-processing",
}
PURPOSES = ["site", "joint_venture", "research", "distribution", "supply",
            "customers", "talent", "investment"]
PURPOSE_WORDS = {
    "site": ("a site", "落地场所"), "joint_venture": ("a joint venture", "合资"),
    "research": ("joint research", "联合研发"),
    "distribution": ("distribution", "分销渠道"), "supply": ("suppliers", "供应商"),
    "customers": ("customers", "客户"), "talent": ("talent", "人才"),
    "investment": ("investment", "投资"),
}
PLACES = ["qingdao", "yantai", "weihai", "weifang", "linyi", "jinan", "rizhao",
          "zibo", "suzhou", "suxitong-park", "kunshan", "ningbo", "nantong",
          "longnan", "anshun", "jining"]
HOME = ["qingdao", "yantai", "weifang", "suzhou", "ningbo", "linyi",
        "hangzhou", "jinan"]
STAFF = [18, 35, 60, 90, 140, 220, 350, 520, 800, 1300, 2400, 5200]
NAMES = {
    "en": "Demonstration enterprise {mark}: {industry}",
    "zh-Hans": "演示企业{mark}：{industry}", "zh-Hant": "演示企業{mark}：{industry}",
    "ja": "デモ企業{mark}：{industry}", "ko": "시연용 기업 {mark}: {industry}",
    "de": "Demonstrationsunternehmen {mark}: {industry}",
    "fr": "Entreprise de démonstration {mark} : {industry}",
    "ru": "Демонстрационное предприятие {mark}: {industry}",
    "es": "Empresa de demostración {mark}: {industry}",
    "ar": "شركة تجريبية {mark}: {industry}",
}


def read(kind):
    records = {}
    for path in glob.glob(os.path.join(CORPUS, kind, "*.json")):
        with open(path, encoding="utf-8") as file:
            record = json.load(file)
        records[record["id"]] = record
    return records


class Choice:
    """Choices that depend on an id and nothing else."""

    def __init__(self, name):
        self.name, self.turn = name, 0

    def below(self, count):
        self.turn += 1
        digest = hashlib.sha256(f"{self.name} {self.turn}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % count

    def of(self, items):
        return items[self.below(len(items))]

    def some(self, items, most):
        chosen = {self.of(items) for _ in range(1 + self.below(most))}
        return sorted(chosen, key=items.index)


def source():
    return {
        "title": "Invented for demonstration", "publisher": "Parlor",
        "lang": "en", "date": None,
        "date_note": {"en": "Invented; no date.", "zh-Hans": "虚构记录，无日期。"},
        "number": None, "clause": None, "url": None,
    }


def summaries(country, industry, staff, purposes, places):
    words = [PURPOSE_WORDS[p] for p in purposes]
    english = ", ".join(p["names"]["en"] for p in places)
    chinese = "、".join(p["names"]["zh-Hans"] for p in places)
    return {
        "en": f"Demonstration record, invented: an enterprise of "
              f"{country['names']['en']} in {industry['names']['en']} with "
              f"{staff} employees. It seeks {', '.join(w[0] for w in words)}"
              f" and has named {english}.",
        "zh-Hans": f"演示记录，内容为虚构：{country['names']['zh-Hans']}"
                   f"{industry['names']['zh-Hans']}企业，员工{staff}人。"
                   f"合作意向：{'、'.join(w[1] for w in words)}；"
                   f"意向地区：{chinese}。",
    }


def enterprise(code, number, industries, countries, places):
    key = f"demo-{code.lower()}-{number:03d}"
    choice = Choice(key)
    known = INDUSTRIES[code].split()
    first = known[number % len(known)]
    second = choice.of([None, None, choice.of(known)])
    own = [first] + ([second] if second and second != first else [])
    staff = choice.of(STAFF) + choice.below(17)
    purposes = choice.some(PURPOSES, 3)
    if code == "CN":
        targets = choice.some(sorted(set(countries) - {"CN"}), 2)
        named = [countries[t] for t in targets]
    else:
        named = [places[t] for t in choice.some(PLACES, 3)]
    mark = f"{code}-{number:03d}"
    names = {lang: NAMES[lang].format(
        mark=mark, industry=industries[first]["names"][lang])
        for lang in LANGUAGES}
    return {
        "id": key, "kind": "enterprise", "names": names,
        "summary": summaries(countries[code], industries[first], staff,
                             purposes, named),
        "source": source(), "in_force": {"from": None, "to": None},
        "state": "published", "synthetic": True, "country": code,
        **({"city": choice.of(HOME)} if code == "CN" else {}),
        "role": "demonstration", "industries": own, "staff": staff,
        "founded": 1950 + choice.below(70), "purposes": purposes,
        "interested_in": [record["id"] for record in named],
        "languages": COUNTRIES[code][1] + ["en"], "as_of": "2020-06-30",
    }


def files():
    """{path: text} of all."""
    industries = read("industry")
    countries = {r["code"]: r for r in read("country").values()
                 if r.get("code") in COUNTRIES}
    places = {**read("city"), **read("park")}
    out = {}
    for code, (count, _) in COUNTRIES.items():
        for number in range(1, count + 1):
            record = enterprise(code, number, industries, countries, places)
            path = os.path.join(FOLDER, record["id"] + ".json")
            out[path] = json.dumps(record, ensure_ascii=False,
                                   indent=2) + "\n"
    return out


def main():
    made = files()
    there = {}
    for path in glob.glob(os.path.join(FOLDER, "demo-*.json")):
        with open(path, encoding="utf-8") as file:
            there[path] = file.read()
    if sys.argv[1:] == ["--check"]:
        wrong = sorted(p for p in set(made) | set(there)
                       if made.get(p) != there.get(p))
        for path in wrong:
            print("not as made:", os.path.relpath(path, ROOT))
        return 1 if wrong else 0
    for path in set(there) - set(made):
        os.remove(path)
    for path, text in made.items():
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    print(f"{len(made)} enterprises")
    return 0


if __name__ == "__main__":
    sys.exit(main())
