# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting, stopping, and what is said when that cannot be done."""
import os
import signal
import stat
import subprocess
import time
import uuid

from house import PARLOR, ROOT, SETTINGS
from wire import Closed, Socket, http, resume_of, visitor


def start(house, data, user=None, **settings):
    """A server that should not start: (exit code, what it said)."""
    environment = {**os.environ, **SETTINGS,
                   "PARLOR_KEY_FILE": os.path.join(house.folder, "key"),
                   **{f"PARLOR_{k.upper()}": str(v)
                      for k, v in settings.items()}}
    done = subprocess.run([PARLOR, "--data", data, "serve"], cwd=ROOT,
                          env=environment, capture_output=True, text=True,
                          timeout=30, check=False, user=user)
    said = [line for line in done.stderr.splitlines()
            if line.startswith("parlor: ")]
    return done.returncode, said, done.stdout


def test_term(check, house):
    """Turns under way are finished, and everybody is told."""
    for number in (signal.SIGTERM, signal.SIGINT):
        with house.server() as server:
            several = [visitor(server.port) for _ in range(20)]
            idle = Socket(server.port)
            asked = [(it, it.post("ask", {"cid": str(uuid.uuid4()),
                                          "text": "What is in Suzhou?"}))
                     for it in several]
            server.child.send_signal(number)
            answered = []
            for it, at in asked:
                try:
                    got = it.answer(at)
                    answered.append((it, got))
                    check.that("result" in got or
                               got["error"]["code"] == -32000,
                               f"answer while stopping: {got}")
                    if "result" in got:
                        it.event("answer.done")
                    check.same(it.closing(), 1001, "close")
                except Closed as closed:
                    check.same(closed.code, 1001, "close before an answer")
            check.same(idle.closing(), 1001, "close of who did nothing")
            check.same(server.child.wait(15), 0, "exit code")
            server.stop = lambda: None
            server.start()
            for it, got in answered:
                back = Socket(server.port)
                missed = back.hello(resume=resume_of(it))["missed"]
                if "result" in got:
                    check.same([e["type"] for e in missed],
                               ["message", "answer.done"], "what was kept")
            server.kill()


def test_stop_with_deaf(check, house):
    """Who does not read, or does not close, does not hold it up."""
    with house.server() as server:
        deaf = visitor(server.port, small=True)
        deaf.ask("What does Suzhou pay for 20 million CNY of equipment?")
        for _ in range(10):
            deaf.post("history.get")
        time.sleep(0.3)
        begun = time.monotonic()
        check.same(server.stop(), 0, "exit code")
        check.that(time.monotonic() - begun < 8, "takes "
                   f"{time.monotonic() - begun:.1f} s")


def test_port_taken(check, house, server):
    begun = time.monotonic()
    code, said, out = start(house, house.data(), port=server.port)
    check.same((code, len(said), out), (1, 1, ""), f"said {said}")
    check.that(str(server.port) in said[0] and "in use" in said[0], said)
    check.that(time.monotonic() - begun < 10, "takes long")
    check.same(http(server.port, "/healthz")[0], 200, "the other goes on")


def test_wrong_settings(check, house):
    data = house.data()
    for settings, code in (
            ({"listen": "nowhere.example"}, 2), ({"listen": "192.0.2.1"}, 1),
            ({"public_url": "parlor.example.org"}, 2),
            ({"public_url": "https://parlor.example.org/path"}, 2),
            ({"trusted_proxy": "proxy"}, 2),
            ({"trusted_proxy": "10.0.0.0/33"}, 2),
            ({"port": "http"}, 2), ({"port": "70000"}, 2)):
        got, said, out = start(house, data, **settings)
        check.same((got, len(said), out), (code, 1, ""),
                   f"{settings}: said {said}")
        name = next(iter(settings))
        check.that(settings[name] in said[0], f"{settings}: said {said}")


def test_data_not_writable(check, house):
    path = os.path.join(house.folder, "file")
    with open(path, "w", encoding="ascii") as file:
        file.write("no folder")
    code, said, _ = start(house, os.path.join(path, "data"))
    check.same((code, len(said)), (1, 1), f"below a file: said {said}")
    check.that(path in said[0], f"does not name the path: {said}")
    if os.getuid() != 0:
        return
    data = os.path.join(house.folder, "roots-own")
    os.mkdir(data, 0o700)
    os.chmod(house.folder, stat.S_IRWXU | stat.S_IXOTH)
    code, said, _ = start(house, data, user=65534)
    check.same((code, len(said)), (1, 1), f"another's folder: said {said}")
    check.that(data in said[0], f"does not name the path: {said}")


def test_wrong_use(check, house):
    for words in (["serve", "now"], ["portal"], ["portal", "add"],
                  ["portal", "add", "X"], ["portal", "burn", "x"],
                  ["portal", "add", "", "https://a.example"],
                  ["portal", "add", "X", "https://a.example/path"],
                  ["portal", "add", "X", "*"], ["portal", "add", "X", "null"]):
        done = subprocess.run([PARLOR, "--data", house.filled, *words],
                              capture_output=True, text=True, cwd=ROOT,
                              timeout=30, check=False)
        check.same(done.returncode, 2, " ".join(words))
        check.same(len(done.stderr.splitlines()), 1, f"{words}: one line")
