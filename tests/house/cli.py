#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands from the shell: what they say no to, and that nothing is lost.

Every failure is one line on standard error that begins with "parlor: " and
names what is wrong; the exit code is 1 for no and 2 for wrong use. Alone and
beside a running server. Prints TAP.

usage: cli.py [WORD...]     only tests with one of the words in the name"""
import glob
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time

from cli_ledger import test_ledger  # noqa: F401: one of the tests

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
PARLOR = os.environ.get("PARLOR_PROGRAM", os.path.join(ROOT, "build/parlor"))
START = "How long does it take to start a company in Suzhou?"
START_SAYS = "2 working days"


class Place:
    """A data directory of its own, and commands on it."""

    def __init__(self, folder, name, like=None):
        self.folder, self.data = folder, os.path.join(folder, name)
        if like:
            shutil.copytree(like.data, self.data)

    def path(self, name, text=None):
        """A file beside the data, written if there is a text."""
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "wb") as file:
                file.write(text if isinstance(text, bytes)
                           else text.encode())
        return path

    def environment(self, settings):
        return {**os.environ,
                "PARLOR_KEY_FILE": os.path.join(self.folder, "key"),
                **{f"PARLOR_{k.upper()}": str(v)
                   for k, v in settings.items()}}

    def run(self, *words, given="", **settings):
        """(exit code, standard output, lines of standard error but news)"""
        done = subprocess.run(
            [PARLOR, "--data", self.data, *words], cwd=ROOT, timeout=60,
            input=given if isinstance(given, bytes) else given.encode(),
            env=self.environment(settings), capture_output=True, check=False)
        said = done.stderr.decode("utf-8", "replace").splitlines()
        news = re.compile(r"\S+ (info|warn) ")
        return (done.returncode, done.stdout.decode("utf-8", "replace"),
                [line for line in said if not news.match(line)])


class Check:
    """One test; what is wrong with it."""

    def __init__(self, place):
        self.place, self.wrong = place, []

    def that(self, holds, what):
        if not holds:
            self.wrong.append(what)

    def fails(self, code, says, *words, place=None, **options):
        """The command says no in one line that holds `says`."""
        got, _, said = (place or self.place).run(*words, **options)
        what = " ".join(words)[:80]
        self.that(got == code, f"{what}: exit {got}, not {code}: {said}")
        self.that(len(said) == 1 and said[0].startswith("parlor: "),
                  f"{what}: not one line: {said[:4]}")
        for one in [says] if isinstance(says, str) else says:
            self.that(one in "\n".join(said), f"{what}: no {one!r}: {said}")

    def does(self, *words, says="", place=None, **options):
        got, out, said = (place or self.place).run(*words, **options)
        what = " ".join(words)[:80]
        self.that(got == 0, f"{what}: exit {got}: {said}")
        self.that(says in out, f"{what}: no {says!r}: {out[:200]}")
        return out

    def answers(self, place=None):
        """Nothing is lost."""
        self.does("ask", START, says=START_SAYS, place=place)


def test_wrong_use(check):
    for words, says in (
            (["nothing"], "nothing"), (["--nothing", "ask"], "--nothing"),
            (["--config"], "--config"), (["ask"], "turns"),
            (["ask", "--nothing", "x"], "use: parlor ask"),
            (["ask", "--lang", "tlh", "x"], "language"),
            (["ask", *map(str, range(101))], "100 turns"),
            (["serve", "now"], "use: parlor serve"),
            (["check"], "which file"), (["import"], "which file"),
            (["import", "--nothing", "x"], "option"),
            (["export"], "folder"), (["index", "--nothing"], "--rebuild"),
            (["backup"], "file"), (["backup", "a", "b"], "file"),
            (["restore"], "file"), (["restore", "a", "b"], "file"),
            (["user"], "add"), (["user", "add"], "who"),
            (["user", "burn", "x"], "add"), (["portal"], "add"),
            (["portal", "add", "x"], "add"),
            (["portal", "add", "x", "no-origin"], "no-origin"),
            (["order"], "orders"), (["order", "burn"], "orders"),
            (["match"], "demanded"), (["match", "--nothing", "x"], "option"),
            (["match", "--kind", "house"], "house"),
            (["match", "--near", "nowhere"], "nowhere"),
            (["match", "--land", "-5"], "land_m2"),
            (["match", "--km", "5"], "near_km"),
            (["match", "--demand", "no-such-file"], "file"),
            (["match", "--demand", "README.md"], "JSON"),
            (["help", "me"], "help"), (["version", "2"], "nothing")):
        check.fails(2, says, *words)
    check.answers()


def test_turns(check):
    for turn, says in (("", "0"), ("x" * 8001, "8000"),
                       (b"\xff\xfe", "UTF-8"), (b"a\xc0\x80", "UTF-8"),
                       (b"\xed\xa0\x80", "UTF-8")):
        check.fails(2, says, "ask", turn if isinstance(turn, str)
                    else os.fsdecode(turn))
    for turn in ("x" * 8000, "\x01\x1b[2J", " ", "\U0001F642" * 2000, "%s%n"):
        check.does("ask", turn)
    # one bad turn of several: what came before it is answered
    code, out, said = check.place.run("ask", START, "")
    check.that(code == 2 and START_SAYS in out and len(said) == 1,
               f"exit {code}: {said}")
    out = check.does("ask", "--json", START, "And in Qingdao?")
    check.that([json.loads(line)["turn"] for line in out.splitlines()]
               == [1, 2], "a line a turn")


def test_output_full(check):
    for words in (["ask", START], ["help"], ["order", "form"]):
        with open("/dev/full", "w", encoding="ascii") as full:
            done = subprocess.run(
                [PARLOR, "--data", check.place.data, *words], cwd=ROOT,
                stdout=full, stderr=subprocess.PIPE, text=True, check=False,
                env=check.place.environment({}), timeout=60)
        check.that(done.returncode == 1 and "No space" in done.stderr,
                   f"{words}: exit {done.returncode}: {done.stderr}")


def test_settings(check):
    place = check.place
    for text, says in (("nothing = 1\n", "nothing"), ("port = many\n", "many"),
                       ("just words\n", "line 1"), ("[a]\nport=1\n", "[a]"),
                       ("port = 70000\n", "70000"),
                       (b"\x7fELF\x02\xff\xfe = 1\n", "settings")):
        check.fails(2, says, "--config", place.path("conf", text), "ask", "x")
    check.fails(2, "no-such-file", "--config", "no-such-file", "ask", "x")
    check.fails(2, place.folder, "--config", place.folder, "ask", "x")
    check.fails(2, "Nowhere/City", "ask", "x", time_zone="Nowhere/City")
    check.fails(2, "many", "serve", port="many")
    check.fails(2, "nowhere", "serve", listen="nowhere")


def test_no_corpus(check):
    place = Place(check.place.folder, "no-corpus")
    check.fails(2, "no-such-folder", "ask", "x", place=place,
                corpus="no-such-folder")
    check.answers(place)


def broken_corpus(check, name, file, text):
    """A corpus with one file that is not what it should be."""
    folder = check.place.path(name)
    shutil.copytree(os.path.join(ROOT, "corpus"), folder)
    with open(os.path.join(folder, file), "wb") as broken:
        broken.write(text)
    return folder


def test_broken_corpus(check):
    """A mistake anywhere: nothing is taken, file and place are named."""
    for number, (file, text, says) in enumerate((
            ("city/suzhou.json", b'{"id": "suzhou", \n', "line 2"),
            ("city/suzhou.json", b"", "suzhou.json"),
            ("city/suzhou.json", b"\xff\xfe{}", "suzhou.json"),
            ("city/suzhou.json", b"[" * 5000, "suzhou.json"),
            ("city/suzhou.json", b'{"id": "suzhou", "kind": "city"}',
             "names"),
            ("wording/en.json", b'{"greeting.hello": 7}', "en.json"))):
        folder = broken_corpus(check, f"corpus{number}", file, text)
        place = Place(check.place.folder, f"broken{number}")
        check.fails(1, [os.path.basename(file), says], "ask", "x",
                    place=place, corpus=folder)
        code, out, said = check.place.run("check", folder)
        check.that(code == 1 and file in "\n".join(said) + out,
                   f"check {file}: exit {code}: {said[:3]}")
        code, _, said = check.place.run("import", folder)
        check.that(code == 1 and "nothing was taken" in said[-1],
                   f"import {file}: exit {code}: {said[-3:]}")
        check.answers(place)
        shutil.rmtree(folder)
    check.answers()


def test_paths(check):
    for words in (["check", "no-such-file"], ["import", "no-such-file"],
                  ["restore", "--force", "no-such-file"]):
        check.fails(2, "no-such-file", *words)
    file = check.place.path("file", "a file")
    check.fails(1, file, "export", os.path.join(file, "below"))
    check.fails(1, "no-such", "backup", "/no-such-folder/backup")
    check.fails(2, "there already", "backup", file)
    check.answers()


def test_data(check):
    """A data directory that cannot be one."""
    folder = check.place.folder
    file = Place(folder, "plain-file")
    file.path("plain-file", "a file")
    check.fails(1, file.data, "ask", "x", place=file)
    below = Place(folder, "plain-file/below")
    check.fails(1, below.data, "ask", "x", place=below)
    check.fails(1, "/proc/none", "ask", "x", place=Place("/proc", "none"))
    if os.getuid() != 0:
        closed = Place(folder, "closed")
        os.mkdir(closed.data)
        os.chmod(closed.data, 0o500)
        check.fails(1, closed.data, "ask", "x", place=closed)


def test_store_damaged(check):
    place = Place(check.place.folder, "store-damaged", check.place)
    backup = check.place.path("good-backup")
    check.does("backup", backup, place=place)
    check.that(stat.S_IMODE(os.stat(backup).st_mode) == 0o600,
               "others may read the backup")
    with open(os.path.join(place.data, "parlor.db"), "r+b") as file:
        file.write(os.urandom(4096))
    for words in (["ask", "x"], ["index", "--rebuild"], ["order", "list"]):
        check.fails(1, ["parlor.db", "backup"], *words, place=place)
    check.fails(1, "--force", "restore", backup, place=place)
    check.fails(1, "no whole backup", "restore", "--force",
                check.place.path("bad-backup", "x" * 5000), place=place)
    check.does("restore", "--force", backup, place=place)
    check.answers(place)
    check.that(glob.glob(place.data + "/before-*"),
               "what was damaged is not kept beside")


def test_index_damaged(check):
    """It is made anew from the store; what was there is kept beside."""
    def empty(index):
        for path in glob.glob(index + "/*.glass"):
            open(path, "wb").close()

    def flip(index):
        for path in glob.glob(index + "/*.glass") + [index + "/iamglass"]:
            with open(path, "r+b") as file:
                file.write(os.urandom(200))

    def replace(index):
        shutil.rmtree(index)
        with open(index, "w", encoding="ascii") as file:
            file.write("no folder")

    for number, harm in enumerate((empty, flip, replace, shutil.rmtree)):
        place = Place(check.place.folder, f"index{number}", check.place)
        index = os.path.join(place.data, "index")
        harm(index)
        code, _, said = place.run("index", "--verify")
        check.that(code in (0, 1) and len(said) <= 1,
                   f"{harm.__name__}: verify: {code} {said}")
        check.answers(place)
        check.does("index", "--verify", place=place)
        check.that(harm is shutil.rmtree or
                   glob.glob(place.data + "/index.broken-*"),
                   f"{harm.__name__}: nothing set aside")
        check.does("index", "--rebuild", place=place)
        check.answers(place)


def test_key(check):
    place = Place(check.place.folder, "key-place", check.place)
    key = check.place.path("another-key", "short")
    check.fails(1, key, "order", "list", place=place, key_file=key)
    os.chmod(key, 0o644)
    check.fails(1, ["chmod 600", key], "order", "list", place=place,
                key_file=key)
    check.fails(1, "/proc/none", "order", "list", place=place,
                key_file="/proc/none/key")
    check.does("order", "list", place=place)


def test_orders(check):
    for given, says in (("", "JSON"), ("[1", "JSON"), ("{}", "order"),
                        ("{" * 100, "JSON"), ("\0" * 100000, "bytes"),
                        (b"\xff\xfe", "JSON"), ('"x"', "JSON")):
        check.fails(1, says, "order", "place", given=given)
    for words in (["show", "P-1"], ["move", "P-1", "received"]):
        check.fails(1, "not found", "order", *words)


def test_people(check):
    place = Place(check.place.folder, "people", check.place)
    check.does("user", "add", "anna", given="a long password\n", place=place)
    for words, given, says in (
            (["add", "anna", "--generate"], "", "anna"),
            (["add", "berta"], "short\n", "password"),
            (["add", "berta"], "", "password"),
            (["add", "berta", "--role", "king", "--generate"], "", "role"),
            (["disable", "nobody"], "", "nobody"),
            (["password", "nobody", "--generate"], "", "nobody")):
        check.fails(2, says, "user", *words, given=given, place=place)
    check.that(check.does("user", "list", place=place).count("anna") == 1,
               "anna is not there once")
    check.fails(1, "pk_none", "portal", "revoke", "pk_none", place=place)
    key = check.does("portal", "add", "A", "https://a.example", place=place)
    check.does("portal", "list", says=key.strip(), place=place)
    check.does("portal", "revoke", key.strip(), place=place)


class Server:
    """parlor serve on a place, until the block is left."""

    def __init__(self, place, **settings):
        self.child = subprocess.Popen(
            [PARLOR, "--data", place.data, "serve"], cwd=ROOT, text=True,
            env=place.environment({"port": 0, **settings}),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.port = int(self.child.stdout.readline().rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.send_signal(signal.SIGTERM)
        self.said = self.child.communicate(timeout=30)[1]


LAW = """# 丁市投资条例

{when} 丁市第一届人民代表大会常务委员会第一次会议通过

第一条 为了促进投资，制定本条例。

第二条 丁市给予投资者奖励{amount}万元。

第三条 本条例自{when}起施行。
"""


def law(year, amount):
    return LAW.format(when=f"{year}年1月1日", amount=amount)


def test_documents(check):
    """Raw texts are taken or refused one by one, each with its line."""
    place = Place(check.place.folder, "documents", check.place)
    old = place.path("old.md", law(2015, 10))
    new = place.path("new.txt", law(2020, 20).encode("gb18030"))
    page = place.path("page.html", "<html><h1>戊市奖励办法</h1><p>第一条 好。"
                      "<p>第二条 本办法自2021年1月1日起施行。")
    pdf = place.path("law.pdf", b"%PDF-1.7 ...")
    cut = place.path("cut.txt", law(2022, 1).encode()[:-2])
    empty = place.path("empty.txt", b"")
    code, out, said = place.run("import", new, pdf, old, cut, empty, page)
    check.that(code == 1, f"exit {code}: {said}")
    for file, says in ((new, "in force from 2020-01-01, 4 clauses"),
                       (old, "to 2019-12-31"), (page, "戊市奖励办法")):
        check.that(any(line.startswith(f"{file}: imported as doc-") and
                       says in line for line in out.splitlines()),
                   f"{file}: {says}: {out}")
    for file, says in ((pdf, "PDF"), (cut, "cut off"), (empty, "no text")):
        check.that(any(line.startswith(f"{file}: refused: ") and
                       says in line for line in said), f"{file}: {said}")
    check.that("3 files refused" in out, out)
    check.does("import", old, place=place, says="unchanged as doc-")
    check.does("import", old, os.path.join(ROOT, "README.md"), place=place,
               says="1 file passed over")
    check.does("import", new, place=place, says=" 0 changed")
    check.does("check", old, place=place, says="dated 2015-01-01")
    check.that(place.run("check", pdf)[0] == 1, "check of a PDF")
    draft = place.path("draft.md", law(2024, 30))
    check.does("import", "--draft", draft, place=place, says="wait for review")
    check.does("import", old, place=place, says="to 2019-12-31")
    check.does("import", draft, place=place, says="imported as")
    check.does("import", new, place=place, says="to 2023-12-31")
    check.answers(place)


def test_beside_server(check):
    """Commands do beside a running server what they do alone."""
    place = Place(check.place.folder, "beside", check.place)
    with Server(place) as server:
        check.answers(place)
        check.does("index", place=place, says="published")
        check.does("index", "--verify", place=place)
        check.does("check", "corpus", place=place)
        check.does("import", "corpus", place=place)
        check.does("match", "--near", "suzhou", "--kind", "park", place=place)
        check.does("match", "--json", "--seeks", "enterprise", "--asker",
                   "suzhou", "--country", "country-de", place=place,
                   says='"criteria"')
        check.does("order", "form", place=place)
        check.does("order", "list", place=place)
        check.does("export", place.path("exported"), place=place)
        check.does("backup", place.path("live-backup"), place=place)
        check.does("user", "add", "berta", "--generate", place=place)
        key = check.does("portal", "add", "B", "https://b.example",
                         place=place).strip()
        check.does("portal", "revoke", key, place=place)
        check.fails(1, "stop it", "restore", "--force",
                    place.path("live-backup"), place=place)
        check.does("index", "--rebuild", place=place)
        check.answers(place)
        check.fails(1, [str(server.port), "in use"], "serve", place=Place(
            place.folder, "other", check.place), port=server.port)
        with socket.create_connection(("127.0.0.1", server.port), 5) as one:
            one.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            check.that(b" 200 " in one.recv(1000), "the server is unwell")
    check.that(server.child.returncode == 0, server.said[-500:])
    check.that(" error " not in server.said, server.said[-500:])
    check.answers(place)
    same = subprocess.run(
        ["diff", "-r", "-x", "schema", "-x", "README.md", "-x", "intents",
         os.path.join(ROOT, "corpus"), place.path("exported")],
        capture_output=True, text=True, check=False).stdout
    check.that(same == "", f"the export differs: {same[:500]}")


def test_killed_import(check):
    """An import cut off anywhere is there as a whole or not at all."""
    folder = check.place.path("many")
    os.makedirs(folder + "/city")
    with open(os.path.join(ROOT, "corpus/city/suzhou.json"),
              encoding="utf-8") as file:
        city = json.load(file)
    for number in range(400):
        city["id"] = f"made-{number:03d}"
        with open(f"{folder}/city/{city['id']}.json", "w",
                  encoding="utf-8") as file:
            json.dump(city, file)
    for number, after in enumerate((0.02, 0.08, 0.2)):
        place = Place(check.place.folder, f"killed{number}", check.place)
        child = subprocess.Popen(
            [PARLOR, "--data", place.data, "import", folder], cwd=ROOT,
            env=place.environment({}), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        time.sleep(after)
        child.kill()
        child.wait()
        check.answers(place)
        out = check.does("index", place=place)
        here = int(out.split()[0]) - int(
            check.does("index").split()[0])
        check.that(here in (0, 400), f"{here} of 400 after {after} s")


def main():
    words = sys.argv[1:]
    tests = [(name[5:], test) for name, test in list(globals().items())
             if name.startswith("test_") and
             (not words or any(word in name for word in words))]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="parlor-cli-") as folder:
        first = Place(folder, "first")
        Check(first).answers()
        for number, (name, test) in enumerate(tests, 1):
            check = Check(first)
            try:
                test(check)
            except Exception as error:  # the others go on
                check.that(False, f"{type(error).__name__}: {error}")
            failed += bool(check.wrong)
            print(f"{'not ok' if check.wrong else 'ok'} {number} - {name}",
                  flush=True)
            for wrong in check.wrong:
                print(f"#   {wrong}", flush=True)
    print(f"1..{len(tests)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
