# SPDX-License-Identifier: GPL-3.0-or-later
"""The order ledger on the command line; a test of cli.py."""
import json


def test_ledger(check):
    """One order from its placing to a meeting, both sides and the reports."""
    place = type(check.place)(check.place.folder, "ledger", check.place)

    def order(*words, given=""):
        return json.loads(check.does("order", *words, given=given,
                                     place=place))

    version = order("form")["notice"]["version"]
    params = {"kind": "investment", "notice": version,
              "consents": {"contact": True, "partner": True, "abroad": True},
              "fields": {"seeks": "Land", "country": "country-de",
                         "company": "Example GmbH", "name": "Ada",
                         "email": "ada@example.org"}}
    mine = order("place", given=json.dumps(params))
    again = order("place", given=json.dumps(params))
    check.that(mine["reference"] == again["reference"], "placed twice")
    name, secret = mine["reference"], mine["secret"]
    check.fails(1, "reason", "order", "move", name, "declined", "--note", "x",
                place=place)
    check.fails(1, "legal", "order", "move", name, "closed", place=place)
    check.fails(1, "in contact", "order", "introduce", name, "suzhou",
                place=place)
    order("move", name, "in_contact")
    for partner, says in (("atlantis", "not known"), (name, "itself"),
                          ("country-de", "nobody")):
        check.fails(1, says, "order", "introduce", name, partner, place=place)
    made = order("introduce", name, "suzhou", "--words", "Please look")
    yes = json.dumps({"agree": True, "introduction": made["id"]})
    check.fails(1, "notice", "order", "answer", made["id"], made["secret"],
                given=yes, place=place)
    check.fails(1, "not found", "order", "answer", made["id"], secret,
                given=yes, place=place)
    theirs = {"agree": True, "notice": version,
              "consents": {"contact": True, "partner": True, "abroad": True},
              "fields": {"name": "Wang", "email": "wang@example.org"}}
    seen = order("answer", made["id"], made["secret"],
                 given=json.dumps(theirs))
    check.that(seen["contact"] is None, "a contact before both agreed")
    seen = order("answer", name, secret, given=yes)
    check.that(seen["state"] == "introduced", "not introduced")
    check.that("wang@example.org" in json.dumps(seen), "no contact")
    order("move", name, "--outcome", "meeting_held")
    total = order("report", "funnel", "--json")["total"]
    check.that(total["placed"] == total["meeting_held"] == 1, f"{total}")
    check.that(len(order("report", "first", "EXAMPLE")["reports"]) == 1,
               "who reported it")
    head = order("verify")["head"]
    check.that(order("verify", "--head", head)["anchored"], "another head")
    check.fails(1, "as it was written", "order", "verify", "--head",
                head[:-8] + "00000000", place=place)
    kept = order("export", "ada@example.org")
    check.that(len(kept["orders"]) == 1, "export")
    check.that(order("erase", "ada@example.org")["erased"] == 1, "erase")
    check.that(order("export", "ada@example.org")["orders"] == [], "erased")
    order("verify", "--head", head)
