#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench: speed and memory of one run, as a table with ratios.

The machine may be shared: processor time is what is compared, and each figure
of the server stands beside that of Xapian alone in the same run."""
import asyncio
import glob
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid

import websockets

import retrieval

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PARLOR = os.path.join(ROOT, "build/release/parlor")
RAW = os.path.join(ROOT, "build/release/tests/bench/raw")
STAGES = os.path.join(ROOT, "build/release/tests/bench/stages")
ORDERS = os.path.join(ROOT, "build/release/tests/bench/orders")
MATCH = os.path.join(ROOT, "build/release/tests/bench/match")
SITES = ["1000", "10000", "100000", "1000000"]
NAMES = ["understand", "search", "policy", "match", "answer", "rest"]
BESIDE = [os.path.join(os.path.dirname(ROOT), "shared", name)
          for name in ("seeds", "statutes")]
TICK = os.sysconf("SC_CLK_TCK")
CONNECTIONS, ANSWERS, IDLE = 50, 1500, 5000


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    def __init__(self, data):
        self.port = free_port()
        env = dict(os.environ, PARLOR_DATA=data, PARLOR_PORT=str(self.port),
                   PARLOR_KEY_FILE=data + ".key",
                   PARLOR_MESSAGES_PER_MINUTE="1000000",
                   PARLOR_HELLOS_PER_MINUTE="1000000",
                   PARLOR_MAX_PER_ADDRESS="100000")
        start = time.monotonic()
        self.process = subprocess.Popen([PARLOR, "serve"], cwd=ROOT, env=env,
                                        stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.process.stdout.readline()
        self.started = time.monotonic() - start

    def cpu(self):
        """Seconds of processor time so far."""
        fields = open(f"/proc/{self.process.pid}/stat").read()
        fields = fields.rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self):
        """Resident bytes."""
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) * 1024

    def url(self):
        return f"ws://127.0.0.1:{self.port}/ws"

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


async def open_socket(server):
    return await websockets.connect(
        server.url(), subprotocols=["parlor.v1"], max_size=None,
        origin=f"http://127.0.0.1:{server.port}", ping_interval=None,
        open_timeout=60, compression=None)


async def call(socket_, ident, method, params):
    await socket_.send(json.dumps({"jsonrpc": "2.0", "id": ident,
                                   "method": method, "params": params}))
    while True:
        reply = json.loads(await socket_.recv())
        if reply.get("id") == ident:
            if "error" in reply:
                raise RuntimeError(reply["error"])
            return reply["result"]


async def ask(socket_, ident, text, lang="zh-Hans"):
    """Seconds from the question to the end of its answer, and the answer."""
    start = time.monotonic()
    await call(socket_, ident, "ask", {"cid": str(uuid.uuid4()),
                                       "text": text, "lang": lang})
    while True:
        event = json.loads(await socket_.recv())
        if event.get("method") == "answer.done":
            return time.monotonic() - start, event["params"]["reply"]


async def visitor(server, questions, taken):
    socket_ = await open_socket(server)
    await call(socket_, 0, "hello", {"lang": "zh-Hans"})
    for at, text in enumerate(questions):
        taken.append((await ask(socket_, at + 1, text))[0])
    await socket_.close()


async def load(server, questions):
    each = len(questions) // CONNECTIONS
    taken = []
    await asyncio.gather(*(
        visitor(server, questions[i * each:(i + 1) * each], taken)
        for i in range(CONNECTIONS)))
    return sorted(taken)


async def greeted(server):
    socket_ = await open_socket(server)
    await call(socket_, 0, "hello", {"lang": "en"})
    return socket_


async def idle(server, count):
    """Resident bytes that each of count silent visitors costs."""
    before = server.memory()
    sockets = []
    for at in range(0, count, 100):
        sockets += await asyncio.gather(*(
            greeted(server) for _ in range(100)))
    await asyncio.sleep(1)
    cost = (server.memory() - before) / count
    await asyncio.gather(*(one.close() for one in sockets))
    return cost


async def publish(server, data):
    """Seconds from `parlor import` of a fact to the first answer with it."""
    record = json.load(open(os.path.join(ROOT, "corpus/fact/s0-04.json"),
                            encoding="utf-8"))
    word = "zanzibarite"
    record.update(id="bench-fact")
    record["names"] = {"en": f"Reserves of {word}", "zh-Hans": "测量"}
    record["summary"] = {"en": f"The reserves of {word} are large.",
                         "zh-Hans": "测量。"}
    record["keywords"] = {"en": [word], "zh-Hans": ["测量"]}
    path = os.path.join(data + ".fact", "fact")
    os.makedirs(path)
    path = os.path.join(path, "bench-fact.json")
    json.dump(record, open(path, "w"))
    socket_ = await open_socket(server)
    await call(socket_, 0, "hello", {"lang": "en"})
    start = time.monotonic()
    subprocess.Popen([PARLOR, "--data", data, "import", path], cwd=ROOT,
                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for ident in range(1, 400):
        reply = (await ask(socket_, ident, word, "en"))[1]
        if not reply["abstained"]:
            return time.monotonic() - start
        await asyncio.sleep(0.02)
    return float("nan")


def fill(data, count, questions):
    folder = tempfile.mkdtemp(prefix="parlor-bench-")
    subprocess.run([sys.executable, os.path.join(HERE, "generate.py"),
                    str(count), folder, questions], check=True)
    done = subprocess.run([PARLOR, "--data", data, "import", folder],
                          cwd=ROOT, capture_output=True, text=True)
    shutil.rmtree(folder)
    if done.returncode != 0:
        sys.exit(f"bench: import: {done.stdout}{done.stderr}")


def raw_cost(data, questions):
    done = subprocess.run([RAW, os.path.join(data, "index"), questions],
                          capture_output=True, text=True, check=True)
    return [float(n) for n in done.stdout.split()]


def table(title, rows):
    print(f"\n{title}")
    for name, value, goal in rows:
        print(f"  {name:<48} {value:>12}   {goal}")


def answers(count, work):
    data = os.path.join(work, f"data-{count}")
    questions = os.path.join(work, f"questions-{count}")
    fill(data, count, questions)
    texts = open(questions, encoding="utf-8").read().split("\n")[:-1]
    texts = (texts * (ANSWERS // len(texts) + 1))[:ANSWERS]
    server = Server(data)
    asyncio.run(load(server, texts[:200]))  # files into memory
    before, start = server.cpu(), time.monotonic()
    taken = asyncio.run(load(server, texts))
    wall, used = time.monotonic() - start, server.cpu() - before
    server.stop()
    raw = raw_cost(data, questions)
    per = 1e3 * used / len(taken)
    goal = "goal <= 2.5" if count >= 100000 else ""
    table(f"{count} passages, {CONNECTIONS} connections", [
        ("Xapian alone, processor time a query, ms", f"{raw[0]:.2f}", ""),
        ("the server, processor time an answer, ms", f"{per:.2f}", ""),
        ("ratio", f"{per / raw[0]:.2f}", goal),
        ("answers a second", f"{len(taken) / wall:.0f}", ""),
        ("a turn, median, ms", f"{1e3 * taken[len(taken) // 2]:.1f}", ""),
        ("a turn, 99 of 100, ms",
         f"{1e3 * taken[len(taken) * 99 // 100]:.1f}", ""),
    ])
    shutil.rmtree(data)


def house(work):
    data = os.path.join(work, "data")
    Server(data).stop()
    again = Server(data)
    cost = asyncio.run(idle(again, IDLE))
    seen = asyncio.run(publish(again, data))
    table("the corpus as shipped", [
        ("start with existing data, s", f"{again.started:.2f}",
         "goal <= 0.5"),
        (f"memory an idle connection, of {IDLE}, kB", f"{cost / 1024:.1f}",
         "goal <= 16"),
        ("from publish to searchable, s", f"{seen:.2f}", "goal <= 1"),
    ])
    again.stop()


def orders():
    """Placed and acknowledged durably, beside SQLite on the same disk."""
    done = subprocess.run([ORDERS], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"bench: orders: {done.stderr}")
    rate, median, slow, alone = map(float, done.stdout.split())
    table("orders, 4 workers", [
        ("SQLite alone, rows committed a second", f"{alone:.0f}", ""),
        ("orders placed and acknowledged a second", f"{rate:.0f}",
         "goal >= 200"),
        ("ratio", f"{rate / alone:.2f}", ""),
        ("an order, median, ms", f"{median:.1f}", ""),
        ("an order, 99 of 100, ms", f"{slow:.1f}", ""),
    ])


def matching():
    """Ranking sites: how the time grows, and what the plain ranking of the
    tests takes for the same."""
    rows, before = [], None
    done = subprocess.run([MATCH, *SITES], cwd=ROOT, capture_output=True,
                          text=True, check=True)
    for line in done.stdout.splitlines():
        sites, criteria, first, median, worst, plain = map(float, line.split())
        name = f"{int(sites)} sites, {int(criteria)} criteria"
        rows.append((f"{name}, median, ms", f"{median:.2f}",
                     "goal <= 10" if sites == 100000 else ""))
        rows.append(("  slowest project, ms", f"{worst:.2f}", ""))
        rows.append(("  columns, once a snapshot, ms", f"{first:.0f}", ""))
        if plain:
            rows.append(("  the plain ranking, ms, and times as long",
                         f"{plain:.0f}, {plain / median:.0f}", ""))
        if before:
            rows.append(("  growth, for ten times as many",
                         f"{median / before:.1f}", ""))
        before = median
    table("ranking sites for a project", rows)


def conversations():
    """(file, language, turns) of every question of tests/eval."""
    for path in sorted(glob.glob(os.path.join(ROOT, "tests/eval/*.jsonl"))):
        name = os.path.basename(path)
        for line in open(path, encoding="utf-8"):
            question = json.loads(line)
            yield (name, question.get("lang", ""), question["turns"])


def stage_times(turns, paths):
    """A row a turn: all, the stages, the rest, Xapian alone; microseconds."""
    text = "".join(json.dumps(one) + "\n" for one in turns)
    done = subprocess.run([STAGES, *paths], input=text, cwd=ROOT,
                          capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        whole, *stages, raw = map(float, line.split())
        yield [whole, *stages, whole - sum(stages), raw]


def spread(values):
    values = sorted(values)
    return values[len(values) // 2], values[len(values) * 99 // 100]


def turns_table(title, turns, paths, goals):
    rows = list(stage_times(turns, paths))
    whole = sum(row[0] for row in rows)
    goal = [f"goal <= {one}" for one in goals] if goals else ["", ""]
    median, most = spread(row[0] for row in rows)
    raw, raw_most = spread(row[-1] for row in rows)
    shares = [(f"  of it {name}, %",
               f"{100 * sum(row[i + 1] for row in rows) / whole:.0f}", "")
              for i, name in enumerate(NAMES)]
    table(f"{title}: {len(rows)} turns", [
        ("a turn, processor time, median, ms", f"{median / 1e3:.2f}",
         goal[0]),
        ("a turn, 99 of 100, ms", f"{most / 1e3:.2f}", goal[1]),
        ("Xapian alone, the same texts, median, ms", f"{raw / 1e3:.2f}", ""),
        ("Xapian alone, 99 of 100, ms", f"{raw_most / 1e3:.2f}", ""),
        *shares])


def turns():
    """What a turn takes on the corpus, and across languages."""
    asked = list(conversations())
    turns_table("the corpus as shipped",
                [t for name, _, t in asked
                 if not name.startswith(("documents", "strange"))], [],
                (2, 8))
    if not all(map(os.path.isdir, BESIDE)):
        return
    for title, han, goals in (("with documents, in Chinese", True, None),
                              ("with documents, across languages", False,
                               (4, 16))):
        turns_table(title, [t for name, lang, t in asked
                            if name.startswith("documents")
                            and lang.startswith("zh") == han], BESIDE, goals)


def main():
    import resource
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    counts = [int(n) for n in sys.argv[1:]] or [10000, 100000]
    with tempfile.TemporaryDirectory(prefix="parlor-bench-") as work:
        measured = list(retrieval.rows(ROOT, PARLOR))
        if measured:
            table("retrieval, as far as there are sets beside the project",
                  measured)
        matching()
        turns()
        orders()
        house(work)
        for count in counts:
            answers(count, work)


if __name__ == "__main__":
    main()
