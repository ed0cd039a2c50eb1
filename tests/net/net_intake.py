# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes in otherwise than by the form: many orders in one table, and
profiles from outside; and what the desk hears of both."""
import json
import os
import uuid

from net_desk import SECRETS, new_user, place, sign_in, stands_somewhere
from receivers import wait_for
from wire import visitor

CSV = ("kind;您要寻找什么？;country;city;name;email;consent.contact\n"
       "city_order;Frozen food;Japan;临沂;Li;li@mail.example;yes\n"
       "city_order;\"not closed;Japan;临沂;Li;li@mail.example;yes\n"
       "city_order;Canned food;Narnia;临沂;Li;li@mail.example;yes\n"
       "city_order;Dried food;JP;linyi;Li;li@mail.example;是\n")


def profile(it, **change):
    form = it.result("form.get", {"form": "profile", "lang": "en"})
    params = {"cid": str(uuid.uuid4()), "kind": "enterprise", "lang": "en",
              "notice": form["notice"]["version"],
              "consents": {"contact": True},
              "contact": {"name": SECRETS["name"], "email": SECRETS["email"]},
              "fields": {"names": {"en": "Hokkai Frozen Works"},
                         "summary": {"en": "Makes frozen seafood.",
                                     "zh-Hans": "生产冷冻海鲜。"},
                         "country": "JP",
                         "industries": ["food-processing"]},
              "sources": [{"title": "Company register",
                           "url": "https://register.example/1"}]}
    return {**params, **change}


def test_many_orders_in_one_table(check, house):
    with house.server() as server:
        staff = sign_in(server, "li", new_user(server, "li"))
        dry = staff.result("desk.bulk", {"csv": CSV, "dry_run": True})
        check.same((dry["placed"], dry["refused"]), (2, 2), "looked at only")
        check.same(staff.result("desk.inbox")["orders"], [], "none placed")
        first = staff.result("desk.bulk", {"csv": CSV})
        check.same((first["placed"], first["again"], first["refused"]),
                   (2, 0, 2), "placed")
        check.same([line["line"] for line in first["lines"]
                    if "what" in line], [3, 4], "lines refused")
        check.that(all(line["mend"] for line in first["lines"]
                       if "what" in line), "how to mend")
        check.same(staff.event("desk.changed")["what"], "order", "told")
        path = os.path.join(house.folder, "orders.csv")
        with open(path, "wb") as file:
            file.write(CSV.encode("gb18030"))
        again = json.loads(server.command("order", "bulk", path).stdout)
        check.same((again["placed"], again["again"]), (0, 2),
                   "the same file from the command line")
        check.same({line.get("reference") for line in first["lines"]},
                   {line.get("reference") for line in again["lines"]},
                   "the same orders")
        check.same(len(staff.result("desk.inbox")["orders"]), 2, "orders")


def filled(field):
    """Something that a field of the form takes."""
    if field["type"] == "texts":
        return {"ja": "北海", "en": "Hokkai"}
    if field["type"] == "choices":
        return [option["value"] for option in field["options"]][:3]
    if field["type"] == "select":
        return field["options"][-1]["value"]
    return field["range"]["most"] if "range" in field else "Sapporo"


def test_the_form_of_a_profile_asks_for_what_is_taken(check, house):
    with house.server() as server:
        it = visitor(server.port)
        form = it.result("form.get", {"form": "profile", "lang": "ja"})
        fields = {field["name"]: filled(field) for field in form["fields"]
                  if not field["contact"]}
        check.same(len(fields), 10, "fields of a profile")
        check.that(all(option["label"] for field in form["fields"]
                       for option in field.get("options", [])), "labels")
        source = {"title": "Register", "publisher": "Office",
                  "url": "https://register.example/1", "date": "2026-11-01"}
        check.same(set(source), {field["name"] for field
                                 in form["sources"]["fields"]}, "sources")
        for kind in form["kinds"]:
            sent = profile(it, kind=kind["value"], fields=fields,
                           sources=[source])
            check.same(it.result("profile.submit", sent)["state"],
                       "in_review", kind["value"])
        known = {option["value"] for option in form["corrects"]}
        check.that("libao" in known and
                   not any(name.startswith("demo") for name in known),
                   "what can be corrected")
        for name in sorted(known)[:3]:
            sent = profile(it, id=name, fields={"staff": 12})
            check.same(it.code("profile.submit", sent), 0, name)


def test_a_profile_from_outside_to_a_new_fit(check, house):
    with house.server() as server:
        admin = sign_in(server, "boss", new_user(server, "boss", "admin"))
        agent = sign_in(server, "li", new_user(server, "li"))
        it = visitor(server.port)
        fields = {"seeks": "Makers of frozen food", "city": "linyi",
                  "country": "country-jp", "industry": "food-processing",
                  **SECRETS}
        order = place(it, fields=fields)
        check.same(it.code("profile.submit", profile(it, sources=[])), -32602,
                   "without a source")
        check.same(it.code("profile.submit", profile(it, consents={})),
                   -32005, "without consent")
        sent = it.result("profile.submit", profile(it))
        reference = {"reference": sent["reference"]}
        check.same(it.result("profile.get", {**reference,
                                             "secret": sent["secret"]})
                   ["state"], "in_review", "its state")
        check.same(it.code("profile.get", {**reference, "secret": "guess"}),
                   -32001, "a guessed link")
        asked = server.command("ask", "Who is Hokkai Frozen Works?")
        check.that("Makes frozen seafood" not in asked.stdout,
                   "in an answer before it is published")
        draft, = agent.result("desk.drafts")["drafts"]
        check.that("contact" not in draft, "contact in a list")
        seen = agent.result("desk.drafts", reference)
        check.same({f["value"] for f in seen["contact"]},
                   {SECRETS["name"], SECRETS["email"]}, "its contact")
        publish = {**reference, "to": "published"}
        check.same(agent.code("desk.draft_move", publish), -32002,
                   "published by an agent")
        check.same(admin.result("desk.draft_move", publish)["state"],
                   "published", "by an admin")
        told = wait_for(lambda: admin.result(
            "desk.fits", {"reference": order["reference"]})["new"], 60)
        check.same([fit["name"] for fit in told], ["Hokkai Frozen Works"],
                   "the desk is told")
        kinds = [item["kind"] for item in admin.result("desk.outbox")["items"]]
        check.same(kinds.count("fit"), 1, "once")
        out = os.path.join(house.folder, "exported")
        server.command("export", out)
        wrong = server.command("check", os.path.join(out, "enterprise"))
        check.same(wrong.returncode, 0, wrong.stdout + wrong.stderr)
        check.same(stands_somewhere(server, SECRETS.values()), [],
                   "contact in a file")
