# SPDX-License-Identifier: GPL-3.0-or-later
"""Too many, too fast, too slow, too silent."""
import json
import os
import time
import uuid

from house import PARLOR
from wire import Closed, Socket, connect, http, raw, resume_of, upgrade, visitor


def metric(server, row):
    text = http(server.port, "/metrics")[2].decode()
    return next(float(line.split()[-1]) for line in text.splitlines()
                if line.startswith(row + " "))


def test_flood_of_messages(check, house):
    with house.server(messages_per_minute=100) as server:
        it = visitor(server.port)
        codes = [it.code("ping") for _ in range(120)]
        check.same(codes.count(0), 99, "of 100 a minute, one was hello")
        check.same(set(codes[100:]), {-32003}, "and then no more")
        other = Socket(server.port)
        check.same(other.code("hello", {"lang": "en",
                                        "resume": resume_of(it)}), 0,
                   "another socket of the same visitor")
        check.same([other.code("ping") for _ in range(3)], [0, -32003, -32003],
                   "counts for the visitor too")
        check.same(visitor(server.port).code("ping"), 0, "others go on")
        try:
            for _ in range(200):
                it.post("ping")
            code = it.closing()
        except ConnectionError:
            code = 4429
        check.that(code in (4429, None), f"who goes on regardless: {code}")
        check.same(metric(server, 'parlor_dropped_total{why="flood"}'), 1.0,
                   "counted")


def test_flood_of_questions(check, server):
    it = visitor(server.port)
    numbers = [it.post("ask", {"cid": str(uuid.uuid4()), "text": "Hello"})
               for _ in range(30)]
    codes = []
    for number in numbers:
        got = it.answer(number)
        codes.append(got.get("error", {}).get("code", 0))
    check.that(codes.count(0) >= 4, f"at least four are answered: {codes}")
    check.that(set(codes) <= {0, -32000}, f"the others are busy: {codes}")
    turns = [e for e in it.result("history.get")["events"]
             if e["type"] == "answer.done"]
    check.same(len(turns), codes.count(0), "what was answered is kept")


def test_too_many_connections(check, house):
    with house.server(max_per_address=20) as server:
        lines = [connect(server.port) for _ in range(19)]
        time.sleep(0.3)
        one = visitor(server.port)
        status, headers, _ = raw(server.port, upgrade(server.port))
        check.same((status, headers.get("retry-after")), (503, ["10"]),
                   "one more from the address")
        check.same(one.code("ping"), 0, "who is in stays in")
        for line in lines:
            line.close()
        time.sleep(0.3)
        check.same(visitor(server.port).code("ping"), 0, "after they left")
    with house.server(max_connections=10) as server:
        lines = [connect(server.port) for _ in range(10)]
        time.sleep(0.3)
        check.same(raw(server.port, upgrade(server.port))[0], 503, "in all")
        for line in lines:
            line.close()


def test_hellos(check, house):
    with house.server(hellos_per_minute=5) as server:
        codes = []
        for _ in range(8):
            it = Socket(server.port)
            codes.append(it.code("hello", {"lang": "en"}))
        check.same(codes, [0] * 5 + [-32003] * 3, "new visitors of an address")


def test_trusted_proxy(check, house):
    """Behind a proxy that we trust the limits are the client's."""
    with house.server(max_per_address=3,
                      trusted_proxy="10.0.0.0/8, 127.0.0.1") as server:
        def to(client):
            return Socket(server.port, **{"X-Forwarded-For": client})
        kept = [to("203.0.113.9") for _ in range(3)]
        status = raw(server.port, upgrade(
            server.port, **{"X-Forwarded-For": "203.0.113.200"}))[0]
        check.same(status, 503, "a fourth of the same /24")
        kept.append(to("198.51.100.1, 10.1.1.1"))
        check.same(len(kept), 4, "another client, through two proxies")
        kept.pop(0).close()
        time.sleep(0.2)
        kept.append(to("1.2.3.4, 203.0.113.7"))
        check.same(kept[-1].hello()["seq"], 0, "after one left")
    with house.server(max_per_address=3) as server:
        kept = [Socket(server.port, **{"X-Forwarded-For": f"203.0.{i}.1"})
                for i in range(3)]
        status = raw(server.port, upgrade(
            server.port, **{"X-Forwarded-For": "198.51.100.1"}))[0]
        check.same(status, 503, "the header of a stranger is not believed")


def test_slow_reader(check, server):
    """Who does not read is dropped; the server holds 256 kB for it at most."""
    before = metric(server, 'parlor_dropped_total{why="slow"}')
    it = visitor(server.port, small=True)
    it.ask("What does Suzhou pay for 20 million CNY of equipment?")
    text = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "history.get",
                       "params": {}})
    begun = time.monotonic()
    try:
        while time.monotonic() - begun < 20:
            it.send(text)
            time.sleep(0.002)
    except (ConnectionError, TimeoutError):
        pass
    check.that(time.monotonic() - begun < 20, "not dropped within 20 s")
    check.same(metric(server, 'parlor_dropped_total{why="slow"}'), before + 1,
               "counted")
    check.same(visitor(server.port).code("ping"), 0, "others go on")


def test_deadlines(check, server):
    """No hello for 10 s, nothing heard for 35 s, half a request: all at
    once, because each takes its time."""
    silent = Socket(server.port, timeout=20)
    deaf = visitor(server.port)
    deaf.line.settimeout(60)
    half = connect(server.port, timeout=20)
    half.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
    nothing = connect(server.port, timeout=40)
    begun = time.monotonic()
    check.same(silent.closing(), 4408, "no hello")
    check.that(9 < time.monotonic() - begun < 13, "after 10 s")
    check.same(half.recv(100), b"", "half a request")
    check.same(nothing.recv(100), b"", "nothing at all")
    check.that(time.monotonic() - begun < 30, "let go in good time")
    pings = 0
    try:
        while True:
            if deaf.recv_frame()[0] == 9:
                pings += 1
    except Closed:
        pass
    check.that(pings >= 1, "no ping after 25 s")
    check.that(24 < time.monotonic() - begun < 41,
               f"dead after {time.monotonic() - begun:.0f} s")


def test_drip(check, server):
    """A header that drips in does not hold a connection for ever."""
    line = connect(server.port, timeout=1)
    line.sendall(b"GET / HTTP/1.1\r\n")
    begun = time.monotonic()
    try:
        while time.monotonic() - begun < 40:
            line.sendall(b"X: y\r\n")
            time.sleep(0.5)
    except ConnectionError:
        pass
    check.that(time.monotonic() - begun < 40, "a drip is served for ever")


def test_many_idle(check, house):
    """1,000 sockets that say nothing cost at most 16 kB each."""
    with house.server() as server:
        def resident():
            with open(f"/proc/{server.child.pid}/statm",
                      encoding="ascii") as file:
                return int(file.read().split()[1]) * 4096
        kept = [visitor(server.port) for _ in range(50)]
        before = resident()
        kept += [visitor(server.port) for _ in range(1000)]
        each = (resident() - before) / 1000
        if "asan" not in os.path.realpath(PARLOR):
            check.that(each < 16 * 1024, f"{each:.0f} bytes each")
        check.same(metric(server, "parlor_sessions"), 1050.0, "sessions")
        check.same(kept[500].code("ping"), 0, "one of them")
        for it in kept:
            it.close()
        time.sleep(0.5)
        check.same(metric(server, "parlor_sessions"), 0.0, "all gone")
