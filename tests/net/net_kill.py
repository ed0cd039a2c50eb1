# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at any moment: nothing that was acknowledged is lost, nothing
comes twice."""
import random
import threading
import time
import uuid

from wire import Closed, Socket, resume_of, visitor

ROUNDS = 50
CONTACT = {"name": "Ada Example", "email": "ada@example.org"}


class Client:
    """One visitor, who remembers what the server has acknowledged."""

    def __init__(self):
        self.it = None
        self.asked = {}   # cid: result
        self.placed = {}  # cid: receipt
        self.open = None  # (method, params) sent and not answered

    def arrive(self, port):
        old = self.it
        self.it = Socket(port)
        self.it.hello(**({"resume": resume_of(old)} if old else {}))

    def params(self, method, number):
        cid = str(uuid.uuid4())
        if method == "ask":
            return {"cid": cid, "text": f"What is in Suzhou? {number}"}
        return {"cid": cid, "kind": "investment", "lang": "en",
                "fields": {"seeks": f"A site {number}", **CONTACT},
                "consents": {"contact": True},
                "notice": self.it.welcome["notice"]["version"]}

    def send(self, method, params):
        self.open = (method, params)
        got = self.it.call(method, params)
        self.open = None
        if "result" in got:
            kept = self.asked if method == "ask" else self.placed
            kept[params["cid"]] = got["result"]
        return got

    def work(self, first):
        """Until the line falls; what was open is sent again first."""
        try:
            if self.open:
                self.send(*self.open)
            for number in range(first, first + 1000):
                method = "order.place" if number % 4 == 0 else "ask"
                self.send(method, self.params(method, number))
        except (Closed, ConnectionError, TimeoutError):
            pass

    def history(self):
        events, after = [], 0
        while True:
            page = self.it.result("history.get", {"after_seq": after})
            events += page["events"]
            if not page["more"]:
                return events
            after = events[-1]["seq"]


def compare(check, client, number):
    """What the server has against what it has acknowledged."""
    events = client.history()
    seqs = [e["seq"] for e in events]
    check.same(seqs, list(range(1, len(seqs) + 1)), f"round {number}: seqs")
    cids = [e["cid"] for e in events if e["type"] == "message"]
    check.same(len(cids), len(set(cids)), f"round {number}: doubles")
    at = {e["cid"]: e for e in events if e["type"] == "message"}
    answered = {e["turn"] for e in events if e["type"] == "answer.done"}
    lost = [cid for cid, result in client.asked.items()
            if cid not in at or at[cid]["seq"] != result["seq"]]
    check.same(lost, [], f"round {number}: questions lost")
    alone = [e["turn"] for e in at.values() if e["turn"] not in answered]
    check.same(alone, [], f"round {number}: turns without an answer")
    listed = {o["reference"] for o in
              client.it.result("order.list")["orders"]}
    receipts = {r["reference"] for r in client.placed.values()}
    check.that(receipts <= listed, f"round {number}: an order is lost")
    open_ = 1 if client.open and client.open[0] == "order.place" else 0
    check.that(len(listed) <= len(receipts) + open_,
               f"round {number}: {len(listed)} orders, {len(receipts)} placed")


def test_kill(check, house):
    server = house.server(workers=2)
    clients = [Client() for _ in range(4)]
    random.seed(20261121)
    for number in range(ROUNDS):
        server.start()
        for client in clients:
            client.arrive(server.port)
            if number % 5 == 0 or number == ROUNDS - 1:
                compare(check, client, number)
        threads = [threading.Thread(target=client.work, args=(number * 1000,))
                   for client in clients]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.0, 0.25))
        server.kill()
        for thread in threads:
            thread.join()
    with server:
        for client in clients:
            client.arrive(server.port)
            if client.open:
                client.send(*client.open)
            compare(check, client, ROUNDS)
        check.same(visitor(server.port).code("ping"), 0, "it goes on")
    asked = sum(len(c.asked) for c in clients)
    placed = sum(len(c.placed) for c in clients)
    check.that(asked > ROUNDS and placed > 0,
               f"too little was asked ({asked}) and placed ({placed})")
