# SPDX-License-Identifier: GPL-3.0-or-later
"""Receivers of notices on 127.0.0.1: a mail server and a webhook, which do as
well or badly as a test wants."""
import email
import email.policy
import hashlib
import hmac
import http.server
import os
import socketserver
import threading
import time

SECRET = "a secret of the test, long enough"


def wait_for(what, seconds=15):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        got = what()
        if got:
            return got
        time.sleep(0.05)
    return what()


class Threaded(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class Mail:
    """Keeps messages as (recipients, bytes). answers: what RCPT is answered
    with first, "" for what is usual; delay: seconds before each answer."""

    def __init__(self, port=0):
        self.messages, self.answers, self.delay = [], [], 0
        self.connections = 0
        mail = self

        class Handler(socketserver.StreamRequestHandler):
            def say(self, text):
                time.sleep(mail.delay)
                self.wfile.write(text.encode() + b"\r\n")

            def handle(self):
                mail.connections += 1
                to = []
                self.say("220 test")
                for line in self.rfile:
                    verb = line.strip().upper()
                    if verb.startswith(b"EHLO"):
                        self.say("250 test")
                    elif verb.startswith(b"RCPT"):
                        to.append(line.strip().split(b":", 1)[1].decode())
                        answer = mail.answers.pop(0) if mail.answers else ""
                        self.say(answer or "250 fine")
                    elif verb == b"DATA":
                        self.say("354 go on")
                        data = b""
                        for row in self.rfile:
                            if row == b".\r\n":
                                break
                            data += row
                        mail.messages.append((to, data))
                        self.say("250 taken")
                    elif verb == b"QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 fine")

        self.server = Threaded(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever,
                         daemon=True).start()

    def parsed(self):
        return [(to, email.message_from_bytes(data,
                                              policy=email.policy.default))
                for to, data in list(self.messages)]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Webhook:
    """Keeps requests as (headers, body). answers: statuses of the next ones,
    200 after them; where: a Location header; delay: seconds before it
    answers."""

    def __init__(self, port=0):
        self.requests, self.answers, self.where, self.delay = [], [], None, 0
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers.get("Content-Length", "0"))
                body = self.rfile.read(length)
                hook.requests.append((dict(self.headers), body))
                time.sleep(hook.delay)
                self.send_response(hook.answers.pop(0) if hook.answers
                                   else 200)
                if hook.where:
                    self.send_header("Location", hook.where)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

        self.server = Server(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever,
                         daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def signed(headers, body):
    """Does the signature hold, and when was it made?"""
    parts = dict(part.split("=", 1)
                 for part in headers["Parlor-Signature"].split(","))
    wanted = hmac.new(SECRET.encode(), parts["t"].encode() + b"." + body,
                      hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, parts["v1"]), int(parts["t"])


def notify_file(folder, mail=None, hooks=(), extra=""):
    """An operator's file for these; hooks are (name, url, more lines)."""
    path = os.path.join(folder, f"notify-{time.monotonic_ns()}")
    rows = ["[retry]", "first = 1", "most = 1", "tries = 4", "timeout = 5"]
    if mail:
        rows += ["[mail]", f"url = smtp://127.0.0.1:{mail}", "tls = no",
                 "from = 国际客厅 <parlor@example.org>",
                 "[staff]", "mail = desk@example.org, two@example.org",
                 "lang = zh-Hans"]
    for name, url, more in hooks:
        rows += [f"[webhook {name}]", f"url = {url}", f"secret = {SECRET}",
                 "http = yes", *more]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n" + extra)
    os.chmod(path, 0o600)
    return path
