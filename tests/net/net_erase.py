# SPDX-License-Identifier: GPL-3.0-or-later
"""What is personal in an order is nowhere in clear, and after erasing it is
nowhere at all: in the database and its log, the index, the server's log, a
backup."""
import os
import uuid

from wire import visitor

SEEKS = "canary-seeks a quiet warehouse"
NAME, MAIL, PHONE = "Canary-Name Example", "canary@mail.example", "0152-7734561"
CONTACT = (NAME, MAIL, PHONE)


def place(client):
    return client.result("order.place", {
        "cid": str(uuid.uuid4()), "kind": "investment", "lang": "en",
        "fields": {"seeks": SEEKS, "name": NAME, "email": MAIL,
                   "phone": PHONE},
        "consents": {"contact": True},
        "notice": client.welcome["notice"]["version"]})


def found(server, backup, texts):
    """Which of the texts stand in which file of all there are."""
    paths = [server.data + ".log", backup]
    for folder, _, names in os.walk(server.data):
        paths += [os.path.join(folder, name) for name in names]
    hits = set()
    for path in paths:
        with open(path, "rb") as file:
            bytes_ = file.read()
        hits |= {(text, os.path.basename(path)) for text in texts
                 if text.encode() in bytes_}
    return hits


def test_erase(check, house):
    server = house.server()
    before, after = (os.path.join(house.folder, name)
                     for name in ("before.db", "after.db"))
    with server:
        client = visitor(server.port)
        receipt = place(client)
        check.same(server.command("backup", before).returncode, 0, "backup")
        check.same(found(server, before, CONTACT), set(),
                   "contact in clear while it is kept")
        check.that(found(server, before, (SEEKS,)),
                   "the search sees nothing: what is sought is kept")
        done = server.command("order", "erase", MAIL)
        check.same(done.returncode, 0, f"erase: {done.stderr}")
        check.same(server.command("backup", after).returncode, 0, "backup")
        check.same(found(server, after, (*CONTACT, SEEKS)), set(),
                   "after erasing")
        left = client.result("order.list")["orders"]
        check.that(receipt["reference"] not in
                   {order["reference"] for order in left},
                   "an erased order is listed")
        check.same(server.command("order", "verify").returncode, 0,
                   "the ledger holds")
    check.same(found(server, after, (*CONTACT, SEEKS)), set(),
               "after the server has ended")
