# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations: arriving, asking, coming back, and whose is what."""
import json
import time
import uuid

from wire import Closed, Socket, http, resume_of, visitor

HELLO_KEYS = {"visitor", "token", "conversation", "seq", "lang", "limits",
              "missed", "gap", "responsible", "notice"}
CONTACT = {"name": "Ada Example", "email": "ada@example.org"}


def order(cid=None, **change):
    """Params of order.place that are fine."""
    return {"cid": cid or str(uuid.uuid4()), "kind": "investment",
            "fields": {"seeks": "A site for a plant", **CONTACT},
            "consents": {"contact": True}, **change}


def place(it, cid=None):
    form = it.result("form.get", {"form": "order", "lang": "en"})
    return it.result("order.place", order(
        cid, notice=form["notice"]["version"], lang="en"))


def test_hello(check, server):
    it = Socket(server.port)
    got = it.hello(lang="zh-CN")
    check.same(set(got), HELLO_KEYS, "keys")
    check.same((got["lang"], got["seq"], got["missed"], got["gap"]),
               ("zh-Hans", 0, [], False), "a new visitor")
    check.that(len(got["token"]) >= 43 and len(got["conversation"]) >= 33,
               "ids and tokens of 128 bits at least")
    check.same(it.result("ping"), {}, "ping")


def test_ask(check, server):
    it = visitor(server.port)
    got = it.ask("What does Suzhou pay for 20 million CNY of equipment?")
    check.same(got, {"turn": 1, "seq": 1}, "result")
    message = it.event("message")
    check.same((message["seq"], message["turn"], message["who"]),
               (1, 1, "visitor"), "message")
    check.same(it.event("answer.start")["turn"], 1, "answer.start")
    done = it.event("answer.done")
    check.same((done["seq"], done["turn"]), (2, 1), "answer.done")
    blocks = [e["params"] for e in it.events if e["method"] == "answer.block"]
    check.same([b["block"] for b in blocks], done["reply"]["blocks"],
               "streamed blocks")
    check.same([b["index"] for b in blocks], list(range(len(blocks))),
               "their indexes")
    check.same(it.ask("And Nanjing?"), {"turn": 2, "seq": 3}, "second turn")


def test_ask_twice(check, server):
    """The same cid is the same question, from any socket, at any time."""
    cid = str(uuid.uuid4())
    it = visitor(server.port)
    first = it.ask("Hello", cid)
    check.same(it.ask("Hello", cid), first, "at once")
    check.same(it.ask("other words", cid), first, "with other words")
    again = Socket(server.port)
    again.hello(resume=resume_of(it))
    check.same(again.ask("Hello", cid), first, "from another socket")
    events = again.result("history.get")["events"]
    check.same([e["type"] for e in events], ["message", "answer.done"],
               "what is kept")
    other = visitor(server.port)
    check.same(other.ask("Hello", cid), {"turn": 1, "seq": 1},
               "another visitor's cid is its own")


def test_wrong_params(check, server):
    it = visitor(server.port)
    fine = str(uuid.uuid4())
    notice = it.welcome["notice"]["version"]
    rows = [
        ("ask", {"text": "x"}), ("ask", {"cid": fine}),
        ("ask", {"cid": 1, "text": "x"}), ("ask", {"cid": "x", "text": "x"}),
        ("ask", {"cid": fine, "text": ""}), ("ask", {"cid": fine, "text": 1}),
        ("ask", {"cid": fine, "text": ["x"]}),
        ("ask", {"cid": fine, "text": "x" * 8001}),
        ("ask", {"cid": fine + "0", "text": "x"}),
        ("ask", {"cid": fine, "text": "x", "lang": 7}),
        ("history.get", {"after_seq": "1"}), ("history.get", {"limit": 0}),
        ("history.get", {"limit": 201}), ("history.get", {"after_seq": -1}),
        ("history.get", {"after_seq": 1.5}),
        ("citation.open", {}), ("citation.open", {"id": 1}),
        ("citation.open", {"id": "x" * 200}),
        ("citation.open", {"id": "suzhou", "revision": "1"}),
        ("citation.open", {"id": "suzhou", "from": -1}),
        ("feedback", {"turn": 1}), ("feedback", {"verdict": "right"}),
        ("feedback", {"turn": 1, "verdict": "good"}),
        ("feedback", {"turn": "1", "verdict": "right"}),
        ("feedback", {"turn": 1, "verdict": "right", "why": 1}),
        ("person.request", {"text": 1}),
        ("match.run", {}), ("match.run", {"demand": []}),
        ("match.run", {"demand": {"industries": "x"}}),
        ("match.run", {"demand": {"industries": ["unheard-of"]}}),
        ("match.run", {"demand": {}, "weights": 7}),
        ("form.get", {}), ("form.get", {"form": 7}),
        ("order.get", {}), ("order.get", {"reference": "P-1"}),
        ("order.get", {"reference": 1, "secret": 2}),
        ("order.withdraw", {"reference": "P-1"}),
        ("order.place", {}), ("order.place", {"cid": "x"}),
        ("order.place", order(kind=7, notice=notice)), ("order.place", order(fields="x", notice=notice)),
        ("order.place", order(kind="unheard-of", notice=notice)),
    ]
    for method, params in rows:
        got = it.call(method, params).get("error", {})
        check.same(got.get("code"), -32602, f"{method} {str(params)[:70]}")
        data = got.get("data")
        check.that(isinstance(data, list) and data and
                   set(data[0]) == {"path", "what"},
                   f"{method} {str(params)[:70]}: data {data}")
    for params in ({"lang": 7}, {"lang": "en", "resume": 7},
                   {"lang": "en", "key": 7},
                   {"lang": "en", "resume": {"token": 7}},
                   {"lang": "en", "resume": {"token": "x", "after_seq": "1"}}):
        new = Socket(server.port)
        check.same(new.code("hello", params), -32602, f"hello {params}")
        check.same(new.code("hello", {"lang": "en"}), 0, "and then rightly")
    check.same(it.ask("x" * 8000)["turn"], 1, "a question of 8,000 bytes")


def test_resume(check, server):
    """Every event comes once, whether live, as missed or by history."""
    it = visitor(server.port)
    it.ask("one")
    it.ask("two")
    back = Socket(server.port)
    got = back.hello(resume=resume_of(it, after=1))
    check.same((got["conversation"], got["visitor"], got["token"]),
               tuple(it.welcome[k] for k in
                     ("conversation", "visitor", "token")), "the same")
    check.same([e["seq"] for e in got["missed"]], [2, 3, 4], "missed")
    check.same((got["seq"], got["gap"]), (4, False), "up to now")
    it.ask("three")
    for one in (it, back):
        check.same(one.event("message")["text"] in ("one", "three"), True,
                   "both sockets hear")
    live = back.event("answer.done")
    check.same(live["seq"], 6, "live event")
    none = Socket(server.port)
    check.same(none.hello(resume=resume_of(it, after=6))["missed"], [],
               "nothing missed")
    seqs, after = [], 0
    while True:
        page = none.result("history.get", {"after_seq": after, "limit": 2})
        seqs += [e["seq"] for e in page["events"]]
        if not page["more"]:
            break
        after = seqs[-1]
    check.same(seqs, list(range(1, 7)), "history by pages")


def test_resume_of_nothing(check, server):
    """A wrong token begins anew; so does somebody else's conversation."""
    theirs = visitor(server.port)
    theirs.ask("mine alone")
    mine = visitor(server.port)
    rows = [
        {"token": "x" * 43, "conversation": theirs.welcome["conversation"]},
        {"token": "", "conversation": theirs.welcome["conversation"]},
        {"token": mine.welcome["token"],
         "conversation": theirs.welcome["conversation"]},
        {"token": mine.welcome["token"], "conversation": "c" + "0" * 32},
    ]
    for resume in rows:
        it = Socket(server.port)
        got = it.hello(resume={**resume, "after_seq": 0})
        check.that(got["conversation"] != theirs.welcome["conversation"],
                   f"{resume}: their conversation")
        check.same(got["missed"], [], f"{resume}: missed")
        check.that("mine alone" not in json.dumps(it.result("history.get")),
                   f"{resume}: their words")


def test_whose(check, server):
    """Another's ids are answered as ones that never were, by every verb."""
    theirs, mine = visitor(server.port), visitor(server.port)
    theirs.ask("Hello")
    got = place(theirs)
    never = {"reference": "P-0000-00000", "secret": "x" * 20}
    for verb in ("order.get", "order.withdraw"):
        for what, params in {
                "another's reference": {**never,
                                        "reference": got["reference"]},
                "another's secret": {**never, "secret": got["secret"]}}.items():
            check.same(mine.call(verb, params)["error"],
                       mine.call(verb, never)["error"], f"{verb}: {what}")
    check.same(mine.result("order.list"), {"orders": []}, "order.list")
    check.same(len(theirs.result("order.list")["orders"]), 1, "their own")
    check.same(mine.code("feedback", {"turn": 1, "verdict": "right"}), -32001,
               "feedback on a turn that was not mine")
    check.same(theirs.code("feedback", {"turn": 1, "verdict": "wrong"}), 0,
               "on their own")
    check.same(mine.result("history.get")["events"], [], "history.get")
    check.same(mine.code("citation.open", {"id": "suzhou", "revision": 99}),
               -32001, "a revision that never was")
    for verb in ("desk.inbox", "desk.order", "desk.move", "desk.conversation",
                 "desk.take", "desk.reply", "desk.close", "desk.feedback"):
        check.same(mine.code(verb, {
            "conversation": theirs.welcome["conversation"], "id": "h1",
            "reference": got["reference"], "to": "closed", "text": "x",
            "cid": str(uuid.uuid4())}), -32002, f"{verb} of a visitor")


def test_citation(check, server):
    it = visitor(server.port)
    it.ask("What does Suzhou pay for 20 million CNY of equipment?")
    cites = it.event("answer.done")["reply"]["citations"]
    check.that(cites, "an answer without a citation")
    for cite in cites:
        got = it.result("citation.open", {
            "id": cite["id"], "revision": cite["revision"], "lang": "de",
            "from": cite["from"], "to": cite["to"]})
        check.same(got["id"], cite["id"], "id")
        check.that(cite["quote"].strip() in json.dumps(
            got, ensure_ascii=False).replace("\\n", "\n"),
                   f"{cite['id']}: its quote is not shown: {str(got)[:300]}")


def test_order(check, server):
    it = visitor(server.port)
    form = it.result("form.get", {"form": "order", "lang": "ja"})
    check.same(form["form"], "order", "form")
    check.same(it.code("form.get", {"form": "tax"}), -32001, "another form")
    cid = str(uuid.uuid4())
    check.same(it.code("order.place", order(
        cid, consents={"contact": False}, notice=form["notice"]["version"])),
        -32005, "without consent")
    got = place(it, cid)
    check.same(got["url"], f"/order/{got['reference']}#{got['secret']}", "url")
    check.same(place(it, cid), got, "placed twice")
    by = {"reference": got["reference"], "secret": got["secret"]}
    seen = it.result("order.get", by)
    check.that(CONTACT["email"] not in json.dumps(seen), "contact is shown")
    check.same(seen["moves"], ["withdraw"], "moves")
    check.same(len(it.result("order.withdraw", by)["timeline"]), 2,
               "timeline after withdrawing")
    check.same(it.code("order.withdraw", by), -32006, "withdrawing twice")


def test_person(check, server):
    it = visitor(server.port)
    got = it.result("person.request", {"text": "please"})
    check.same(got["state"], "waiting", "state")
    check.same(it.event("presence")["state"], "waiting", "presence")
    check.same(it.result("person.request")["state"], "waiting", "again")
    kept = it.result("history.get")["events"]
    check.same([e["type"] for e in kept], ["presence"], "asked for once")


def test_match(check, server):
    it = visitor(server.port)
    got = it.result("match.run", {"demand": {"kind": "park"}, "lang": "de"})
    check.that(got["matches"], "no match at all")
    top = max(c["n"] for c in got["citations"]) if got["citations"] else 0
    for match in got["matches"]:
        for reason in match["reasons"]:
            cite = reason["citation"]
            check.that(cite is None or 1 <= cite <= top,
                       f"{match['id']}: citation {cite} of {top}")


def test_nothing_secret_is_logged(check, server):
    it = visitor(server.port)
    it.ask("xyzzy-canary-question")
    got = place(it)
    http(server.port, "/c/canary-path?canary=query")
    time.sleep(0.2)
    log = server.errors() + http(server.port, "/metrics")[2].decode()
    for what, text in (("token", it.welcome["token"]),
                       ("words", "xyzzy-canary"), ("query", "canary"),
                       ("secret", got["secret"]),
                       ("contact", CONTACT["email"]),
                       ("conversation", it.welcome["conversation"]),
                       ("address", "127.0.0.1 ")):
        check.that(text not in log, f"{what} in the log or metrics")


def test_gone_while_asked(check, server):
    """Who leaves in the middle finds the answer later."""
    it = visitor(server.port)
    it.post("ask", {"cid": str(uuid.uuid4()), "text": "Hello"})
    it.close()
    time.sleep(0.5)
    back = Socket(server.port)
    got = back.hello(resume=resume_of(it))
    check.same([e["type"] for e in got["missed"]],
               ["message", "answer.done"], "missed")


def test_order_of_questions(check, server):
    """Questions of one conversation are answered one after the other."""
    one = visitor(server.port)
    two = Socket(server.port)
    two.hello(resume=resume_of(one))
    numbers = [(it, it.post("ask", {"cid": str(uuid.uuid4()),
                                    "text": f"question {i}"}))
               for i, it in enumerate((one, two, one, two))]
    got = [it.answer(number) for it, number in numbers]
    turns = sorted(a["result"]["turn"] for a in got if "result" in a)
    check.same(turns, [1, 2, 3, 4], "turns")
    kept = [e["type"] for e in one.result("history.get")["events"]]
    check.same(kept, ["message", "answer.done"] * 4, "kept in order")
    try:
        one.close()
        two.close()
    except Closed:
        pass
