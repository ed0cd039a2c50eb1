# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may open a socket: every variant of the request."""
from wire import Closed, Socket, new_key, raw, upgrade


def variants(port):
    """What is changed, and the status it gets (0: closed without one)."""
    own = f"http://127.0.0.1:{port}"
    return [
        ({}, 101),
        ({"Origin": f"http://localhost:{port}"}, 101),
        ({"Origin": f"http://[::1]:{port}"}, 101),
        ({"Sec-WebSocket-Protocol": "other, parlor.v1"}, 101),
        ({"Connection": "keep-alive, Upgrade"}, 101),
        ({"Upgrade": "WebSocket"}, 101),
        ({"Origin": None}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "*"}, 403),
        ({"Origin": [own, own]}, 403),
        ({"Origin": [own, "http://evil.example"]}, 403),
        ({"Origin": ["http://evil.example", own]}, 403),
        ({"Origin": own + "0"}, 403),
        ({"Origin": f"http://127.0.0.1:{port + 1}"}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Origin": f"https://127.0.0.1:{port}"}, 403),
        ({"Origin": own + "/"}, 403),
        ({"Origin": own + "/path"}, 403),
        ({"Origin": own + ".evil.example"}, 403),
        ({"Origin": f"http://evil.example/{own}"}, 403),
        ({"Origin": f"http://user@127.0.0.1:{port}"}, 403),
        ({"Origin": f"HTTP://127.0.0.1:{port}"}, 403),
        ({"Origin": f"http://LOCALHOST:{port}"}, 403),
        ({"Origin": f"http://localhost.:{port}"}, 403),
        ({"Origin": "http://" + "a" * 300 + f":{port}"}, 403),
        ({"Origin": "http://" + "a" * 3000}, 403),
        ({"Origin": f"ws://127.0.0.1:{port}"}, 403),
        ({"Origin": "file://"}, 403),
        ({"Origin": "chrome-extension://abcdef"}, 403),
        ({"Sec-WebSocket-Version": None}, 426),
        ({"Sec-WebSocket-Version": "8"}, 426),
        ({"Sec-WebSocket-Version": "12"}, 426),
        ({"Sec-WebSocket-Version": "14"}, 426),
        ({"Sec-WebSocket-Version": "013"}, 426),
        ({"Sec-WebSocket-Version": "13, 13"}, 426),
        ({"Sec-WebSocket-Version": ["13", "8"]}, 426),
        ({"Sec-WebSocket-Version": "x"}, 426),
        ({"Sec-WebSocket-Key": None}, 400),
        ({"Sec-WebSocket-Key": ""}, 400),
        ({"Sec-WebSocket-Key": "x"}, 400),
        ({"Sec-WebSocket-Key": "A" * 24}, 400),
        ({"Sec-WebSocket-Key": "A" * 22 + "=A"}, 400),
        ({"Sec-WebSocket-Key": "A" * 21 + "B=="}, 400),
        ({"Sec-WebSocket-Key": "*" * 22 + "=="}, 400),
        ({"Sec-WebSocket-Key": "A" * 200}, 400),
        ({"Sec-WebSocket-Key": [new_key(), new_key()]}, 400),
        ({"Sec-WebSocket-Protocol": None}, 400),
        ({"Sec-WebSocket-Protocol": "parlor.v2"}, 0),
        ({"Sec-WebSocket-Protocol": "PARLOR.V1"}, 0),
        ({"method": "POST"}, 405),
        ({"method": "PUT"}, 405),
        ({"method": "DELETE"}, 405),
        ({"method": "OPTIONS"}, 405),
        ({"http": "HTTP/1.0"}, 505),
        ({"path": "/"}, 404),
        ({"path": "/wss"}, 404),
        ({"path": "/ws/"}, 404),
        ({"path": "/ws?token=x"}, 101),
        ({"Upgrade": "h2c"}, 0),
        ({"Upgrade": None}, 426),
        ({"Connection": "close"}, 0),
        ({"Sec-WebSocket-Extensions":
          "permessage-deflate; client_max_window_bits"}, 101),
    ]


def test_variants(check, server):
    for change, wanted in variants(server.port):
        text = upgrade(server.port, **change)
        status, headers, _ = raw(server.port, text)
        what = ", ".join(f"{k}: {str(v)[:60]}" for k, v in change.items())
        refused = wanted != 101 and status in (wanted, 0)
        check.that(status == wanted or (refused and wanted in (0, 405)),
                   f"{what}: {status}, not {wanted}")
        if status == 101:
            check.same(headers.get("sec-websocket-protocol"), ["parlor.v1"],
                       f"{what}: protocol")
            check.that("sec-websocket-extensions" not in headers,
                       f"{what}: an extension was agreed to")


def test_long_headers(check, server):
    cookie = {"Cookie": "a=" + "b" * 5000}
    check.same(raw(server.port, upgrade(server.port, **cookie))[0], 101,
               "a cookie of 5 kB")
    huge = {"Cookie": "a=" + "b" * 20000}
    check.that(raw(server.port, upgrade(server.port, **huge))[0] != 101,
               "a header of 20 kB is taken")


def test_refusals_are_counted(check, server):
    from wire import http
    before = http(server.port, "/metrics")[2].decode()
    raw(server.port, upgrade(server.port, Origin="http://evil.example"))
    after = http(server.port, "/metrics")[2].decode()

    def count(text):
        return next(int(line.split()[1]) for line in text.splitlines()
                    if line.startswith('parlor_refused_total{why="origin"}'))
    check.same(count(after), count(before) + 1, "refused origins")


def test_portal(check, server):
    """A portal's page needs its own key, and is closed when it is revoked."""
    added = server.command("portal", "add", "Partner",
                           "https://partner.example/")
    key = added.stdout.strip()
    check.that(key.startswith("pk_site_"), f"portal add: {added}")
    page = None
    for _ in range(50):
        try:
            page = Socket(server.port, Origin="https://partner.example")
            break
        except Closed:
            import time
            time.sleep(0.1)
    check.that(page is not None, "a portal is not known within 5 s")
    check.same(page.code("hello", {"lang": "en"}), -32002, "without the key")
    check.same(page.closing(), 4403, "close without the key")
    page = Socket(server.port, Origin="https://partner.example")
    check.same(page.code("hello", {"lang": "en", "key": "pk_site_x"}), -32002,
               "a wrong key")
    page = Socket(server.port, Origin="https://partner.example")
    page.hello(key=key)
    check.same(page.code("desk.sign_in", {"name": "a", "password": "b"}),
               -32002, "staff from a partner's page")
    listed = server.command("portal", "list").stdout
    check.that(f"{key}\tin force\tPartner\thttps://partner.example" in listed,
               f"portal list: {listed}")
    check.same(server.command("portal", "revoke", key).returncode, 0,
               "portal revoke")
    page.line.settimeout(5)
    check.same(page.closing(), 4403, "close after it was revoked")
    status = raw(server.port, upgrade(server.port,
                                      Origin="https://partner.example"))[0]
    check.same(status, 403, "handshake after it was revoked")
    check.same(server.command("portal", "revoke", key).returncode, 1,
               "revoking twice")
    check.same(server.command("portal", "add", "X", "partner").returncode, 2,
               "adding what is no origin")
