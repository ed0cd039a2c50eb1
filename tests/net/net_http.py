# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain HTTP: files from memory, headers, refusals."""
import gzip
import os
import re
import time

from wire import connect, http, raw, read_head

PAGE_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}
SCRIPT = "console.log('parlor');\n" * 200


def folder(house):
    """Built clients of our own, with known bytes."""
    path = os.path.join(house.folder, "web")
    files = {
        "index.html": "<!doctype html><title>chat</title>" + "x" * 500,
        "desk.html": "<!doctype html><title>desk</title>",
        "w/1/loader.js": SCRIPT, "w/1.4.2/loader.js": SCRIPT,
        "assets/chat-abc.js": SCRIPT, "assets/big.json": '"' + "y" * 900000 +
        '"', "locales/en-abc.json": "{}", ".hidden": "secret",
        "assets/.env": "secret", "secret.txt": "not routed",
    }
    for name, text in files.items():
        os.makedirs(os.path.dirname(os.path.join(path, name)), exist_ok=True)
        with open(os.path.join(path, name), "w", encoding="utf-8") as file:
            file.write(text)
    if not os.path.islink(os.path.join(path, "assets/link.txt")):
        os.symlink("/etc/passwd", os.path.join(path, "assets/link.txt"))
    return path


def test_routes(check, house):
    with house.server(web=folder(house)) as server:
        rows = [
            ("/", 200, b"chat"), ("/c/abc", 200, b"chat"), ("/c", 200, b"chat"),
            ("/compare?ids=a,b", 200, b"chat"),
            ("/order/P-2611-AAAAA", 200, b"chat"), ("/desk", 200, b"desk"),
            ("/desk/orders", 200, b"desk"), ("/?lang=ar", 200, b"chat"),
            ("/w/1/loader.js", 200, b"console"),
            ("/w/1.4.2/loader.js", 200, b"console"),
            ("/assets/chat-abc.js", 200, b"console"),
            ("/locales/en-abc.json", 200, b"{}"),
            ("/healthz", 200, b'"status":"ok"'),
            ("/metrics", 200, b"parlor_connections "),
            ("/nothing", 404, b"not found"), ("/assets/", 404, b"not found"),
            ("/assets/none.js", 404, b""), ("/secret.txt", 404, b""),
            ("/.hidden", 404, b""), ("/assets/.env", 404, b""),
            ("/assets/link.txt", 404, b""),
            ("/assets/../desk.html", 404, b""),
            ("/assets/%2e%2e/desk.html", 404, b""),
            ("/assets/..%2f..%2fetc/passwd", 404, b""),
            ("//etc/passwd", 404, b""), ("/w/1/../../desk.html", 404, b""),
            ("/ws", 426, b""), ("/api/v1/none", 404, b""),
        ]
        for path, wanted, part in rows:
            status, headers, body = http(server.port, path)
            check.that(status == wanted or (status == 403 and ".." in path),
                       f"{path}: {status}, not {wanted}")
            check.that(part in body or status == 403,
                       f"{path}: {body[:60]!r} without {part!r}")
            check.that(b"root:" not in body, f"{path}: leads out")
            if status != 403:
                for name, value in PAGE_HEADERS.items():
                    check.same(headers.get(name), [value], f"{path}: {name}")
        files(check, server)
        caching(check, server)
        bodies(check, server)


def files(check, server):
    _, headers, body = http(server.port, "/assets/big.json")
    check.same(len(body), 900002, "a large file")
    check.same(headers["content-length"], ["900002"], "its length")
    check.same(headers["content-type"], ["application/json"], "its type")
    check.same(http(server.port, "/w/1/loader.js", headers=(
        "Origin: https://partner.example",))[1].get(
            "access-control-allow-origin"), ["*"], "CORS of the widget")
    check.that("access-control-allow-credentials" not in headers,
               "credentials are allowed")
    for path in ("/", "/desk", "/healthz", "/metrics", "/nothing"):
        check.that("access-control-allow-origin" not in
                   http(server.port, path)[1], f"CORS of {path}")
    policy = http(server.port, "/")[1]["content-security-policy"][0]
    for part in ("default-src 'none'", "script-src 'self'",
                 "style-src 'self'", "frame-ancestors 'none'",
                 "base-uri 'none'", "form-action 'none'",
                 f"ws://127.0.0.1:{server.port}"):
        check.that(part in policy, f"policy without {part}: {policy}")
    check.that("unsafe" not in policy and "*" not in policy, policy)


def caching(check, server):
    path = "/assets/chat-abc.js"
    _, headers, plain = http(server.port, path)
    etag = headers["etag"][0]
    check.that(re.fullmatch(r'"[0-9a-f]{32}"', etag), f"etag {etag}")
    check.same(headers["vary"], ["Accept-Encoding"], "vary")
    check.that("immutable" in headers["cache-control"][0], "cache of assets")
    check.same(http(server.port, "/")[1]["cache-control"], ["no-cache"],
               "cache of pages")
    _, zipped, body = http(server.port, path, headers=(
        "Accept-Encoding: br, gzip",))
    check.same(zipped.get("content-encoding"), ["gzip"], "gzip")
    check.same(gzip.decompress(body), plain, "unzipped")
    check.that(zipped["etag"] != headers["etag"], "one etag for two forms")
    for accept in ("gzip;q=0", "identity", "gzipped", "br"):
        check.that("content-encoding" not in http(server.port, path, headers=(
            f"Accept-Encoding: {accept}",))[1], f"gzip for {accept}")
    for tag, wanted in ((etag, 304), (f"W/{etag}", 304), (f'"x", {etag}', 304),
                        ("*", 304), ('"x"', 200), (etag[1:-1], 200),
                        (etag[:-1], 200)):
        status, got, body = http(server.port, path, headers=(
            f"If-None-Match: {tag}",))
        check.same((status, body == b""), (wanted, wanted == 304),
                   f"If-None-Match {tag}")
        check.same(got.get("etag"), [etag], f"etag for {tag}")
    status, got, body = http(server.port, path, method="HEAD")
    check.same((status, body, got["content-length"]),
               (200, b"", [str(len(plain))]), "HEAD")


def bodies(check, server):
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        status, headers, _ = http(server.port, "/", method=method,
                                  headers=("Content-Length: 0",))
        check.that(status in (405, 0), f"{method}: {status}")
        if status == 405:
            check.same(headers.get("allow"), ["GET, HEAD"], f"{method}: allow")
    for head in ("Content-Length: 5\r\n\r\nabcde",
                 "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"):
        for method, wanted in (("POST", 405), ("GET", 413)):
            begun = time.monotonic()
            status = raw(server.port, f"{method} /healthz HTTP/1.1\r\n"
                         f"Host: x\r\n{head}")[0]
            check.that(status in (wanted, 405, 0), f"{method} {head}: {status}")
            check.that(time.monotonic() - begun < 3,
                       f"{method} {head[:20]}: not answered at once")


def test_keeping_alive(check, server):
    line = connect(server.port)
    for _ in range(3):
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        status, headers, body = read_head(line)
        while len(body) < int(headers["content-length"][0]):
            body += line.recv(4096)
        check.same(status, 200, "one connection, several requests")
    line.close()
    for text in ("GET\r\n\r\n", "\x16\x03\x01\x02\x00", "GET / HTTP/9.9\r\n"
                 "\r\n", "x" * 9000, "GET /" + "a" * 9000 + " HTTP/1.1\r\n\r\n",
                 "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\r\n\r\n"):
        line = connect(server.port, timeout=15)
        line.sendall(text.encode("latin-1"))
        try:
            status = read_head(line)[0]
        except (ConnectionError, TimeoutError):
            status = 0
        check.that(status in (0, 200, 400, 403, 404, 414, 431, 505),
                   f"{text[:20]!r}: {status}")
        line.close()
    check.same(http(server.port, "/healthz")[0], 200, "and it goes on")


def test_without_clients(check, house):
    with house.server(web=os.path.join(house.folder, "nowhere")) as server:
        status, _, body = http(server.port, "/")
        check.same(status, 200, "status")
        check.that(b"make web" in body, "does not say how to build")


def test_metrics(check, server):
    text = http(server.port, "/metrics")[2].decode()
    row = re.compile(r"(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? [0-9.e+-]+)")
    for line in text.splitlines():
        check.that(row.fullmatch(line), f"not Prometheus text: {line}")
    check.that('parlor_http_total{status="2xx"}' in text, "no requests")
