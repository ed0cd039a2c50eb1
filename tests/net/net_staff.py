# SPDX-License-Identifier: GPL-3.0-or-later
"""Staff on the socket: signing in, hearing, taking over, being shut out."""
import subprocess
import time
import uuid

from house import PARLOR, ROOT
from net_session import place
from wire import Closed, Socket, resume_of, visitor

PASSWORD = "correct horse battery"


def add_user(server, name, role="agent"):
    return subprocess.run(
        [PARLOR, "--data", server.data, "user", "add", name, "--role", role],
        input=PASSWORD + "\n", capture_output=True, text=True, cwd=ROOT,
        env=server.environment, timeout=60, check=True)


def sign_in(server, name):
    it = Socket(server.port)
    it.signed = it.result("desk.sign_in", {"name": name,
                                           "password": PASSWORD})
    return it


def test_signing_in(check, house):
    with house.server() as server:
        add_user(server, "mei")
        wrong = Socket(server.port)
        for params in ({"name": "mei", "password": "no"},
                       {"name": "nobody", "password": PASSWORD}):
            check.that(wrong.code("desk.sign_in", params) != 0,
                       f"{params['name']}: signed in")
        check.same(wrong.code("desk.inbox"), -32002, "inbox after that")
        it = sign_in(server, "mei")
        check.same(it.signed["user"], {"name": "mei", "role": "agent"}, "user")
        check.same(set(it.result("desk.inbox")), {"orders", "handovers"},
                   "inbox")
        again = Socket(server.port)
        check.same(again.result("desk.resume", {
            "token": it.signed["token"]})["user"]["name"], "mei", "resume")
        check.same(it.code("ask"), -32004, "staff is no visitor")
        check.same(again.result("desk.sign_out"), {}, "sign_out")
        check.same(again.code("desk.inbox"), -32002, "inbox after sign_out")
        late = Socket(server.port)
        check.that(late.code("desk.resume", {
            "token": it.signed["token"]}) != 0, "the token after sign_out")


def test_taking_over(check, house):
    with house.server() as server:
        add_user(server, "mei")
        staff, listener = sign_in(server, "mei"), sign_in(server, "mei")
        guest = visitor(server.port)
        guest.ask("Hello")
        receipt = place(guest)
        check.same(staff.event("desk.changed"),
                   {"what": "order", "id": receipt["reference"]},
                   "an order is told")
        guest.result("person.request", {"text": "please"})
        told = listener.event("desk.changed")
        while told["what"] != "handover":
            told = listener.event("desk.changed")
        inbox = staff.result("desk.inbox")
        check.same([h["id"] for h in inbox["handovers"]], [told["id"]],
                   "the request in the inbox")
        talk = inbox["handovers"][0]["conversation"]
        check.same(talk, guest.welcome["conversation"], "its conversation")
        check.same(staff.result("desk.take", {"id": told["id"]}), {}, "take")
        presence = guest.event("presence")
        while presence["state"] == "waiting":
            presence = guest.event("presence")
        check.same((presence["state"], presence["name"]), ("person", "mei"),
                   "presence")
        check.same(guest.ask("Is somebody there?")["turn"], None,
                   "a person answers")
        cid = str(uuid.uuid4())
        reply = {"conversation": talk, "cid": cid, "text": "Good day"}
        seq = staff.result("desk.reply", reply)
        check.same(staff.result("desk.reply", reply), seq, "replied twice")
        message = guest.event("message")
        while message["who"] != "staff":
            message = guest.event("message")
        check.same((message["text"], message["seq"]),
                   ("Good day", seq["seq"]), "the reply")
        seen = staff.result("desk.conversation", {"conversation": talk})
        check.same([e["seq"] for e in seen["events"]],
                   list(range(1, seq["seq"] + 1)), "all of it, once")
        staff.result("desk.close", {"id": told["id"]})
        check.same(guest.event("presence")["state"], "none", "closed")
        check.same(guest.ask("And now?")["turn"], 2, "Parlor answers again")
        back = Socket(server.port)
        missed = back.hello(resume=resume_of(guest))["missed"]
        check.same([e["seq"] for e in missed],
                   list(range(1, len(missed) + 1)), "resume, without a gap")


def test_long_conversation(check, house):
    """More than a socket may hold: staff sees the newest of it."""
    with house.server() as server:
        add_user(server, "mei")
        guest, staff = visitor(server.port), sign_in(server, "mei")
        guest.result("person.request")
        handover = staff.result("desk.inbox")["handovers"][0]
        staff.result("desk.take", {"id": handover["id"]})
        for _ in range(60):
            guest.ask("x" * 7900)
        seen = staff.result("desk.conversation", {
            "conversation": guest.welcome["conversation"]})["events"]
        check.that(10 < len(seen) < 60, f"{len(seen)} events")
        last = guest.result("history.get", {"after_seq": 61})["events"][-1]
        check.same(seen[-1]["seq"], last["seq"], "the newest")


def test_shut_out(check, house):
    """Who is disabled is closed within 2 s, on every socket."""
    with house.server() as server:
        add_user(server, "mei")
        add_user(server, "lin", "admin")
        gone = [sign_in(server, "mei") for _ in range(3)]
        stays = sign_in(server, "lin")
        time.sleep(1.2)
        done = server.command("user", "disable", "mei")
        check.same(done.returncode, 0, f"disable: {done.stderr}")
        begun = time.monotonic()
        for it in gone:
            it.line.settimeout(5)
            try:
                check.same(it.closing(), 4401, "close")
            except TimeoutError:
                check.that(False, "not closed")
        check.that(time.monotonic() - begun < 2.5,
                   f"after {time.monotonic() - begun:.1f} s")
        check.same(set(stays.result("desk.inbox")), {"orders", "handovers"},
                   "others stay")
        try:
            sign_in(server, "mei")
            check.that(False, "signs in again")
        except (AssertionError, Closed):
            check.that(True, "")
