# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames and messages as they should not be."""
import json

from wire import (BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Closed,
                  Socket, http, visitor)


def closes(check, server, what, wanted, send):
    """A socket on which send is done is closed with one of wanted."""
    it = visitor(server.port)
    try:
        send(it)
        code = it.closing()
    except (ConnectionError, Closed):
        code = None
    check.that(code in wanted, f"{what}: closed with {code}, not {wanted}")
    it.close()


def test_malformed_frames(check, server):
    rows = [
        ("reserved opcode 3", lambda s: s.send_frame(3, b"x")),
        ("reserved opcode 11", lambda s: s.send_frame(11, b"x")),
        ("RSV1 without an extension", lambda s: s.send_frame(
            TEXT, b"{}", rsv=4)),
        ("RSV2", lambda s: s.send_frame(TEXT, b"{}", rsv=2)),
        ("continuation of nothing", lambda s: s.send_frame(
            CONTINUATION, b"x")),
        ("a new message within one", lambda s: (
            s.send_frame(TEXT, b"{", fin=False), s.send_frame(TEXT, b"}"))),
        ("a ping in parts", lambda s: s.send_frame(PING, b"x", fin=False)),
        ("a ping of 126 bytes", lambda s: s.send_frame(PING, b"x" * 126)),
        ("a close of one byte", lambda s: s.send_frame(CLOSE, b"x")),
    ]
    for what, send in rows:
        closes(check, server, what, (1002, 1000, 1005, None), send)


def test_invalid_utf8(check, server):
    rows = [
        ("a lone byte", b'{"a":"\xff"}'),
        ("a lone continuation", b'"\x80"'),
        ("an overlong slash", b'"\xc0\xaf"'),
        ("an overlong NUL", b'"\xc0\x80"'),
        ("a surrogate", b'"\xed\xa0\x80"'),
        ("beyond Unicode", b'"\xf4\x90\x80\x80"'),
        ("cut off", b'"\xe4\xbd'),
    ]
    for what, payload in rows:
        closes(check, server, what, (1007,),
               lambda s, p=payload: s.send_frame(TEXT, p))
    closes(check, server, "split over two frames", (1007,), lambda s: (
        s.send_frame(TEXT, b'"\xe4\xbd', fin=False),
        s.send_frame(CONTINUATION, b'"')))


def test_sizes(check, server):
    big = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping",
                      "params": {"a": "x" * 65000}}).encode()
    it = visitor(server.port)
    it.send(big)
    check.same(json.loads(it.recv()).get("result"), {}, "65 kB")
    it.send_frame(TEXT, big[:30000], fin=False)
    it.send_frame(PING, b"between")
    it.send_frame(CONTINUATION, big[30000:])
    check.same(json.loads(it.recv()).get("result"), {}, "65 kB in two frames")
    it.close()
    closes(check, server, "64 kB and a byte", (1009,),
           lambda s: s.send(b"x" * (64 * 1024 + 1)))
    closes(check, server, "64 kB and more in parts", (1009,), lambda s: [
        s.send_frame(TEXT if i == 0 else CONTINUATION, b"x" * 8000, fin=False)
        for i in range(9)])
    closes(check, server, "a frame that says it is 2^62 long", (1009,),
           lambda s: s.send_frame(TEXT, b"x" * 2000, length=1 << 62))
    closes(check, server, "binary", (1003,),
           lambda s: s.send_frame(BINARY, b"{}"))
    small = visitor(server.port)
    for byte in b'{"jsonrpc":"2.0","id":7,"method":"ping"}'[:-1]:
        small.send_frame(TEXT if byte == 0x7B and not small.events
                         else CONTINUATION, bytes([byte]), fin=False)
        small.events.append(1)
    small.send_frame(CONTINUATION, b"}")
    check.same(json.loads(small.recv()).get("id"), 7, "a byte a frame")


def deep(depth, kind):
    left, right = ("[", "]") if kind == "list" else ('{"a":', "}")
    return left * depth + "1" + right * depth


def test_bad_messages(check, server):
    """Each is answered with a code, and the third closes with 4400."""
    rows = [
        ("", -32700), ("nonsense", -32700), ("{", -32700),
        ('{"a":}', -32700), ("nul\u0000", -32700),
        ('{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"\\u0000"}}',
         -32700),
        ('{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"\\ud800"}}',
         -32700),
        ('{"jsonrpc":"2.0","id":1,"method":"ping"} x', -32700),
        (deep(17, "list"), -32600), (deep(17, "object"), -32600),
        (deep(20000, "list"), -32600), ("[" * 60000, -32600),
        ("[" + "1," * 30000 + "1]", -32600),
        ('{"id":1,"id":2,"jsonrpc":"2.0","method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":"ping",'
         '"params":{"a":1,"\\u0061":2}}', -32600),
        ("[]", -32600), ("1", -32700), ('"ping"', -32700), ("null", -32700),
        ('[{"jsonrpc":"2.0","id":1,"method":"ping"}]', -32600),
        ('{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600),
        ('{"id":1,"method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":"' + "x" * 129 + '","method":"ping"}',
         -32600),
        ('{"jsonrpc":"2.0","id":1}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":7}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":""}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":"' + "x" * 64 + '"}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":"ping","params":"x"}', -32600),
    ]
    for at, (text, wanted) in enumerate(rows):
        it = visitor(server.port)
        what = f"row {at} {text[:60]!r}"
        it.send(text)
        got = json.loads(it.recv())
        check.same(got["error"]["code"], wanted, what)
        check.same(it.code("ping"), 0, f"{what}: the socket lives on")
        it.send(text)
        it.recv()
        it.send(text)
        check.same(it.closing(), 4400, f"{what}: the third")
        it.close()


def test_fine_messages(check, server):
    it = visitor(server.port)
    rows = [
        '{"jsonrpc":"2.0","id":"a","method":"ping"}',
        '{"jsonrpc":"2.0","id":-9007199254740993,"method":"ping"}',
        ' {"method":"ping","params":{"a":' + deep(14, "list") +
        '},"id":"\\u4f60","jsonrpc":"2.0"} ',
        '{"jsonrpc":"2.0","id":"' + "x" * 128 + '","method":"ping"}',
        '{"jsonrpc":"2.0","id":1,"method":"ping","extra":[]}',
    ]
    for text in rows:
        it.send(text)
        check.same(json.loads(it.recv()),
                   {"jsonrpc": "2.0", "id": json.loads(text)["id"],
                    "result": {}}, text[:60])


def test_control_frames(check, server):
    it = visitor(server.port)
    it.send_frame(PING, b"hi")
    check.same(it.recv_frame(), (PONG, True, b"hi"), "a ping")
    it.send_frame(PONG, b"unasked")
    it.send_frame(CLOSE, b"\x03\xe8bye")
    check.same(it.closing(), 1000, "close")


def test_are_counted(check, server):
    text = http(server.port, "/metrics")[2].decode()
    for why in ("deep", "duplicate", "json", "request", "large", "binary"):
        row = f'parlor_bad_messages_total{{why="{why}"}} '
        check.that(any(line.startswith(row) and not line.endswith(" 0")
                       for line in text.splitlines()), f"{row} counts none")


def test_masking(check, server):
    """libwebsockets takes unmasked frames: a known deviation. It must not
    harm more than the socket itself."""
    it = visitor(server.port)
    it.send_frame(TEXT, b'{"jsonrpc":"2.0","id":1,"method":"ping"}',
                  mask=False)
    try:
        it.recv()
    except Closed:
        pass
    check.same(visitor(server.port).code("ping"), 0, "others go on")


def test_hello_first(check, server):
    for method in ("ask", "history.get", "citation.open", "feedback",
                   "person.request", "match.run", "form.get", "order.place",
                   "order.get", "order.withdraw", "order.list", "nonsense"):
        it = Socket(server.port)
        check.same(it.code(method), -32004, f"{method} before hello")
        it.close()
    it = visitor(server.port)
    check.same(it.code("hello", {"lang": "en"}), -32600, "a second hello")
    check.same(it.code("nonsense"), -32601, "an unknown method")
    check.same(it.code("desk.inbox"), -32002, "staff's before signing in")
