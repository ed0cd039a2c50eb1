# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP and WebSocket by hand, so that they can also be done wrongly."""
import base64
import json
import os
import socket
import struct
import uuid

TEXT, BINARY, CLOSE, PING, PONG, CONTINUATION = 1, 2, 8, 9, 10, 0


class Closed(Exception):
    """The other side closed; code is None if it just went away."""

    def __init__(self, code=None, reason=""):
        super().__init__(f"closed {code} {reason}")
        self.code = code
        self.reason = reason


def connect(port, timeout=10, small=False):
    line = socket.socket()
    if small:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(timeout)
    line.connect(("127.0.0.1", port))
    return line


def read_head(line):
    """Status, headers (lower case; a list for each) and what came after."""
    data = b""
    while b"\r\n\r\n" not in data:
        got = line.recv(4096)
        if not got:
            return (0, {}, data)
        data += got
    head, rest = data.split(b"\r\n\r\n", 1)
    rows = head.decode("latin-1").split("\r\n")
    headers = {}
    for row in rows[1:]:
        name, _, value = row.partition(":")
        headers.setdefault(name.strip().lower(), []).append(value.strip())
    return (int(rows[0].split()[1]), headers, rest)


def raw(port, text, timeout=10):
    """Send bytes, read a head: (status, headers, rest). 0: closed."""
    line = connect(port, timeout)
    try:
        line.sendall(text if isinstance(text, bytes) else text.encode())
        return read_head(line)
    except ConnectionError:
        return (0, {}, b"")
    finally:
        line.close()


def http(port, path, method="GET", headers=(), version="HTTP/1.1"):
    """A whole answer: (status, headers, body)."""
    line = connect(port)
    rows = [f"{method} {path} {version}", f"Host: 127.0.0.1:{port}",
            "Connection: close", *headers]
    try:
        line.sendall(("\r\n".join(rows) + "\r\n\r\n").encode())
        status, got, body = read_head(line)
        while True:
            more = line.recv(65536)
            if not more:
                return (status, got, body)
            body += more
    except ConnectionError:
        return (status, got, body) if "got" in locals() else (0, {}, b"")
    finally:
        line.close()


def new_key():
    return base64.b64encode(os.urandom(16)).decode()


def upgrade(port, **change):
    """Text of a handshake; change replaces a header, None leaves it out, a
    list repeats it. request, method, path and http change the first line."""
    method = change.pop("method", "GET")
    path = change.pop("path", "/ws")
    version = change.pop("http", "HTTP/1.1")
    headers = {
        "Host": f"127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": new_key(),
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Protocol": "parlor.v1",
        "Origin": f"http://127.0.0.1:{port}",
    }
    for name, value in change.items():
        headers[name.replace("_", "-")] = value
    rows = [f"{method} {path} {version}"]
    for name, value in headers.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                rows.append(f"{name}: {one}")
    return "\r\n".join(rows) + "\r\n\r\n"


class Socket:
    """A WebSocket to the server, opened."""

    def __init__(self, port, timeout=10, small=False, **change):
        self.line = connect(port, timeout, small)
        self.line.sendall(upgrade(port, **change).encode())
        self.status, self.headers, self.buffer = read_head(self.line)
        if self.status != 101:
            self.line.close()
            raise Closed(None, f"HTTP {self.status}")
        self.last = 0
        self.events = []
        self.answers = {}

    # ---- frames ---------------------------------------------------------

    def send_frame(self, opcode, payload=b"", fin=True, rsv=0, mask=True,
                   length=None):
        head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
        size = len(payload) if length is None else length
        bit = 0x80 if mask else 0
        if size < 126:
            head += bytes([bit | size])
        elif size < 65536:
            head += bytes([bit | 126]) + struct.pack("!H", size)
        else:
            head += bytes([bit | 127]) + struct.pack("!Q", size)
        if mask:
            key = os.urandom(4)
            head += key
            payload = bytes(b ^ key[i % 4] for i, b in enumerate(payload))
        self.line.sendall(head + payload)

    def send(self, text):
        self.send_frame(TEXT, text.encode() if isinstance(text, str) else text)

    def _take(self, size):
        while len(self.buffer) < size:
            try:
                got = self.line.recv(65536)
            except ConnectionError:
                got = b""
            if not got:
                raise Closed()
            self.buffer += got
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def recv_frame(self):
        first, second = self._take(2)
        size = second & 0x7F
        if size == 126:
            size = struct.unpack("!H", self._take(2))[0]
        elif size == 127:
            size = struct.unpack("!Q", self._take(8))[0]
        return (first & 0x0F, bool(first & 0x80), self._take(size))

    def recv(self, pong=True):
        """A whole text message; pings are answered."""
        text = b""
        while True:
            opcode, fin, payload = self.recv_frame()
            if opcode == PING:
                if pong:
                    self.send_frame(PONG, payload)
            elif opcode == CLOSE:
                code = (struct.unpack("!H", payload[:2])[0]
                        if len(payload) > 1 else 1005)
                raise Closed(code, payload[2:].decode())
            elif opcode in (TEXT, CONTINUATION):
                text += payload
                if fin:
                    return text.decode()

    def closing(self):
        """The code it closes with; what comes before is thrown away."""
        try:
            while True:
                self.recv()
        except Closed as closed:
            return closed.code

    def close(self):
        self.line.close()

    # ---- JSON-RPC -------------------------------------------------------

    def post(self, method, params=None, **more):
        """Send a request, not waiting: its id."""
        self.last += 1
        self.send(json.dumps({"jsonrpc": "2.0", "id": self.last,
                              "method": method, "params": params or {},
                              **more}))
        return self.last

    def answer(self, number):
        """The whole answer with that id; the rest is kept for later."""
        while number not in self.answers:
            got = json.loads(self.recv())
            if "method" in got:
                self.events.append(got)
            else:
                self.answers[got["id"]] = got
        return self.answers.pop(number)

    def call(self, method, params=None):
        return self.answer(self.post(method, params))

    def result(self, method, params=None):
        got = self.call(method, params)
        assert "result" in got, f"{method}: {got}"
        return got["result"]

    def code(self, method, params=None):
        """The code of the error it answers; 0 for none."""
        return self.call(method, params).get("error", {}).get("code", 0)

    def event(self, kind):
        """The next event of a kind, among those that came or will."""
        while True:
            for at, got in enumerate(self.events):
                if got["method"] == kind:
                    del self.events[at]
                    return got["params"]
            got = json.loads(self.recv())
            if "method" in got:
                self.events.append(got)
            else:
                self.answers[got["id"]] = got

    def hello(self, **params):
        self.welcome = self.result("hello", {"lang": "en", **params})
        return self.welcome

    def ask(self, text="Hello", cid=None, **more):
        return self.result("ask", {"cid": cid or str(uuid.uuid4()),
                                   "text": text, **more})


def visitor(port, **options):
    """A socket that has said hello."""
    it = Socket(port, **options)
    it.hello()
    return it


def resume_of(it, after=0):
    return {"token": it.welcome["token"],
            "conversation": it.welcome["conversation"], "after_seq": after}
