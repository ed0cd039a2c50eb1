# SPDX-License-Identifier: GPL-3.0-or-later
"""The desk: orders and conversations from both ends of the wire, and that
what identifies an orderer stands in no file and no line of a log."""
import glob
import time
import uuid

from wire import Closed, Socket, visitor

SECRETS = {"name": "Canary Nameson", "email": "canary@mail.example",
           "phone": "+49 30 5550123", "organisation": "Canary Works GmbH"}


def new_user(server, name, role="agent"):
    made = server.command("user", "add", name, "--role", role, "--generate")
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def sign_in(server, name, password):
    it = Socket(server.port)
    it.hello()
    it.signed = it.result("desk.sign_in",
                          {"name": name, "password": password})
    return it


def place(it, **change):
    form = it.result("form.get", {"form": "order", "lang": "en"})
    params = {"cid": str(uuid.uuid4()), "kind": "city_order", "lang": "en",
              "notice": form["notice"]["version"],
              "consents": {"contact": True},
              "fields": {"seeks": "Makers of frozen food", "city": "linyi",
                         "country": "country-jp", **SECRETS}}
    return it.result("order.place", {**params, **change})


def stands_somewhere(server, words):
    """Words that stand in a file of the data directory or in its log."""
    found = []
    paths = glob.glob(server.data + "/**", recursive=True)
    for path in paths + [server.data + ".log"]:
        try:
            with open(path, "rb") as file:
                data = file.read()
        except (IsADirectoryError, FileNotFoundError):
            continue
        found += [(path, word) for word in words if word.encode() in data]
    return found


def test_order_from_both_ends(check, house):
    with house.server() as server:
        password = new_user(server, "li")
        staff = sign_in(server, "li", password)
        check.same(staff.signed["user"], {"name": "li", "role": "agent"},
                   "who signed in")
        it = visitor(server.port)
        receipt = place(it)
        check.same(receipt["desk"]["id"], "qingdao-japan-parlor", "desk")
        check.same(staff.event("desk.changed"),
                   {"what": "order", "id": receipt["reference"]}, "told")
        row, = staff.result("desk.inbox")["orders"]
        check.same(row["seeks"], "Makers of frozen food", "inbox")
        reference = {"reference": receipt["reference"]}
        seen = staff.result("desk.order", reference)
        check.same({f["name"]: f["value"] for f in seen["contact"]}, SECRETS,
                   "contact as the desk sees it")
        moved = staff.result("desk.move", {**reference, "to": "assigned",
                                           "note": "We look into it."})
        check.same(moved["timeline"][-1]["who"], "li", "who moved it")
        check.same(it.event("order.updated")["state"], "assigned",
                   "the orderer is told")
        check.same(staff.code("desk.move", {**reference, "to": "declined"}),
                   -32602, "declining without saying why")
        check.same(staff.code("desk.move", {**reference, "to": "closed"}),
                   -32006, "no legal move")
        staff.result("desk.move", {**reference, "to": "in_contact"})
        check.same(staff.code("desk.move", {**reference, "to": "introduced"}),
                   -32005, "introducing without consent")
        mine = {**reference, "secret": receipt["secret"]}
        view = it.result("order.get", mine)
        check.same([s["state"] for s in view["timeline"]],
                   ["received", "assigned", "in_contact"], "timeline")
        check.that(not any(value in str(view) for value in SECRETS.values()),
                   "the orderer's page shows contact values")
        other = visitor(server.port)
        check.same(other.code("order.get", {**mine, "secret": "x" * 32}),
                   -32001, "another's order")
        check.same(other.code("order.get", {"reference": "P-2611-22222",
                                            "secret": "x" * 32}),
                   -32001, "an order that never was")
        check.same(it.result("order.withdraw", {**mine, "why": "done"})
                   ["state"], "withdrawn", "withdrawn")
        words = [*SECRETS.values(), receipt["secret"], password,
                 staff.signed["token"], it.welcome["token"]]
        check.same(stands_somewhere(server, words), [], "what is kept open")
        erased = server.command("order", "erase", receipt["reference"])
        check.same(erased.returncode, 0, "erased")
        check.same(it.code("order.get", mine), -32001, "an erased order")
        check.same(stands_somewhere(server, ["Makers of frozen food"]), [],
                   "what is left of it")


def test_person_takes_over(check, house):
    with house.server() as server:
        staff = sign_in(server, "li", new_user(server, "li"))
        it = visitor(server.port)
        check.same(it.result("person.request", {"text": "help"})["state"],
                   "waiting", "asked for a person")
        check.same(staff.event("desk.changed")["what"], "handover", "told")
        asked, = staff.result("desk.inbox")["handovers"]
        talk = {"conversation": asked["conversation"]}
        said = {**talk, "cid": str(uuid.uuid4()), "text": "Good morning"}
        check.same(staff.code("desk.reply", said), -32006, "not taken yet")
        staff.result("desk.take", {"id": asked["id"]})
        while True:
            now = it.event("presence")
            if now["state"] == "person":
                break
        check.same(now["name"], "li", "who it is")
        first = staff.result("desk.reply", said)
        check.same(staff.result("desk.reply", said), first, "the same again")
        got = it.event("message")
        check.same((got["who"], got["name"], got["text"], got["seq"]),
                   ("staff", "li", "Good morning", first["seq"]), "heard")
        events = staff.result("desk.conversation", talk)["events"]
        check.same(sum(e["type"] == "message" and e["who"] == "staff"
                       for e in events), 1, "kept once")
        staff.result("desk.close", {"id": asked["id"]})
        check.same(it.event("presence")["state"], "none", "alone again")


def test_locked_out(check, house):
    """A user who is disabled is out within two seconds, also who only
    listens; so is one who got a new password."""
    for words in (["disable", "li"], ["password", "li", "--generate"]):
        with house.server() as server:
            staff = sign_in(server, "li", new_user(server, "li"))
            check.same(server.command("user", *words).returncode, 0, words)
            begun = time.monotonic()
            try:
                while True:
                    staff.recv()
            except Closed as closed:
                check.same(closed.code, 4401, f"after {words}")
            check.that(time.monotonic() - begun < 2.5, f"{words}: too late")
            back = Socket(server.port)
            check.same(back.code("desk.resume",
                                 {"token": staff.signed["token"]}),
                       -32002, f"coming back after {words}")
