# SPDX-License-Identifier: GPL-3.0-or-later
"""Notices that leave: by mail and by webhook, again when they did not get
through, after a restart, to nobody else, and never in the way of the chat."""
import json
import os
import time
import uuid

from net_desk import SECRETS, new_user, place, sign_in
from receivers import Mail, Webhook, notify_file, signed, wait_for
from wire import visitor


def hook_url(hook):
    return f"http://127.0.0.1:{hook.port}/in"


def test_receipt_by_mail_in_the_language_of_the_order(check, house):
    mail = Mail()
    settings = {"notify_file": notify_file(house.folder, mail.port),
                "public_url": "https://parlor.example.org/"}
    with house.server(**settings) as server:
        it = visitor(server.port)
        receipt = place(it, lang="ja")
        wait_for(lambda: len(mail.messages) >= 2)
    mails = {tuple(to): message for to, message in mail.parsed()}
    mine = mails.get((f"<{SECRETS['email']}>",))
    staff = mails.get(("<desk@example.org>", "<two@example.org>"))
    check.same(len(mail.messages), 2, "one for each, once")
    check.that(mine is not None and staff is not None, f"to: {list(mails)}")
    check.that(receipt["reference"] in mine["Subject"] and
               "受け付けました" in mine["Subject"], mine["Subject"])
    check.that("https://parlor.example.org" + receipt["url"]
               in mine.get_content(), mine.get_content())
    check.same(mine["Content-Language"], "ja", "its language")
    check.same(str(mine["From"]), "国际客厅 <parlor@example.org>", "from")
    check.that("新订单" in staff["Subject"], staff["Subject"])
    check.that(not any(value in staff.get_content()
                       for value in SECRETS.values()), "contact to staff")
    for to, data in mail.messages:
        check.that(all(byte < 128 for byte in data), "7 bits")
        check.same(data.count(b"\n"), data.count(b"\r\n"), "line ends")
    mail.close()


def test_webhook_is_signed_and_says_nothing_personal(check, house):
    hook = Webhook()
    path = notify_file(house.folder, hooks=[
        ("crm", hook_url(hook), ["kinds = new_order, status"])])
    with house.server(notify_file=path) as server:
        receipt = place(visitor(server.port))
        wait_for(lambda: hook.requests)
        time.sleep(1)
    check.same(len(hook.requests), 1, "only the kinds that are wanted")
    headers, body = hook.requests[0]
    holds, moment = signed(headers, body)
    check.that(holds, "the signature")
    check.that(abs(moment - time.time()) < 30, "of this moment")
    said = json.loads(body)
    check.same((said["kind"], said["subject"], said["receiver"]),
               ("new_order", receipt["reference"], "desk"), "what")
    check.same(headers["Parlor-Notice"], said["id"], "its id")
    check.that(not any(value in body.decode() for value in SECRETS.values()),
               "personal data")
    check.that(receipt["secret"] not in body.decode(), "the secret")
    hook.close()


def test_again_until_it_is_taken(check, house):
    hook, mail = Webhook(), Mail()
    hook.answers = [500, 503]
    mail.answers = ["451 later"]
    path = notify_file(house.folder, mail.port, [
        ("crm", hook_url(hook), ["kinds = new_order"])])
    with house.server(notify_file=path) as server:
        place(visitor(server.port))
        wait_for(lambda: len(hook.requests) >= 3 and len(mail.messages) >= 2)
        time.sleep(1.5)
    check.same(len(hook.requests), 3, "tries")
    check.same(len({headers["Parlor-Notice"]
                    for headers, _ in hook.requests}), 1, "one notice")
    check.that(all(signed(*request)[0] for request in hook.requests),
               "each signed anew")
    check.same(len(mail.messages), 2, "mails, each once")
    hook.close()
    mail.close()


def test_a_restart_in_between_loses_nothing(check, house):
    mail = Mail()
    port = mail.port
    mail.close()
    path = notify_file(house.folder, port)
    server = house.server(notify_file=path)
    with server:
        receipt = place(visitor(server.port))
        time.sleep(0.7)
        server.kill()
    mail = Mail(port)
    with server:
        wait_for(lambda: len(mail.messages) >= 2)
        time.sleep(1)
    check.same(len(mail.messages), 2, "each once")
    check.that(all(receipt["reference"] in message["Subject"]
                   for _, message in mail.parsed()), "about the order")
    mail.close()


def test_nobody_else_is_connected_to(check, house):
    hook, trap = Webhook(), Webhook()
    hook.answers = [302, 307, 308, 301]
    hook.where = hook_url(trap)
    settings = {"notify_file": notify_file(house.folder, hooks=[
        ("crm", hook_url(hook), ["kinds = new_order"]),
        # a name that leads to a private network, and nobody said it may
        ("name", f"http://localhost:{trap.port}/in", ["kinds = new_order"]),
    ])}
    server = house.server(**settings)
    proxy = f"http://127.0.0.1:{trap.port}"
    server.environment.update(http_proxy=proxy, ALL_PROXY=proxy)
    with server:
        place(visitor(server.port))
        wait_for(lambda: len(hook.requests) >= 4)
        time.sleep(1)
        check.same(len(hook.requests), 4, "given up after so many tries")
        check.same(len(trap.requests), 0, "redirect, proxy or private name")
        staff = sign_in(server, "li", new_user(server, "li"))
        seen = wait_for(lambda: (lambda it: it["counts"]["given_up"] == 2 and
                                 it)(staff.result("desk.outbox")))
        check.same(seen["counts"], {"waiting": 0, "sent": 0, "given_up": 2},
                   "what staff see")
        check.same({item.get("target"): item.get("why")
                    for item in seen["items"] if "target" in item},
                   {"crm": "it answered 301",
                    "name": "its name leads to a private network; private = "
                            "yes allows that"}, "and why")
        hook.answers, hook.where = [], None
        staff.result("desk.outbox", {"again": True})
        check.that(wait_for(lambda: len(hook.requests) == 5), "tried again")
    hook.close()
    trap.close()


def test_a_slow_receiver_keeps_nobody_waiting(check, house):
    hook, mail = Webhook(), Mail()
    hook.delay, mail.delay = 20, 20
    path = notify_file(house.folder, mail.port, [("crm", hook_url(hook), [])])
    with house.server(notify_file=path) as server:
        it = visitor(server.port)
        place(it)
        wait_for(lambda: hook.requests or mail.connections)
        slowest = 0
        for _ in range(20):
            begun = time.monotonic()
            it.result("form.get", {"form": "order", "lang": "en"})
            place(it) if _ == 10 else None
            slowest = max(slowest, time.monotonic() - begun)
        check.that(slowest < 2, f"a call took {slowest:.1f} s")
        begun = time.monotonic()
        server.stop()
        check.that(time.monotonic() - begun < 5, "stopping takes long")
    hook.close()
    mail.close()


def test_a_mail_server_without_tls_is_not_talked_to(check, house):
    mail = Mail()
    path = notify_file(house.folder, mail.port)
    with open(path, encoding="utf-8") as file:
        text = file.read().replace("tls = no", "tls = starttls")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    with house.server(notify_file=path) as server:
        place(visitor(server.port))
        wait_for(lambda: mail.connections)
        time.sleep(1)
    check.that(mail.connections > 0, "it was tried")
    check.same(len(mail.messages), 0, "mails in the open")
    mail.close()


def test_a_name_cannot_write_a_header(check, house):
    mail = Mail()
    path = notify_file(house.folder, mail.port)
    evil = "\r\nBcc: evil@example.org"
    with house.server(notify_file=path) as server:
        it = visitor(server.port)
        fields = {"seeks": "x" + evil, "city": "linyi", **SECRETS}
        for name, value in (("name", "A" + evil),
                            ("organisation", "A" + evil),
                            ("email", "a@b.example" + evil),
                            ("email", "a@b.example,c@d.example")):
            code = it.code("order.place", {
                "cid": str(uuid.uuid4()), "kind": "visit", "lang": "en",
                "notice": it.welcome["notice"]["version"],
                "consents": {"contact": True},
                "fields": {**fields, name: value}})
            check.same(code, -32602, f"{name}: {value!r}")
        place(it, fields=fields)
        wait_for(lambda: len(mail.messages) >= 2)
    check.that(len(mail.messages) >= 2, "it goes out")
    for to, data in mail.messages:
        check.that(not any("evil" in one or "," in one for one in to),
                   f"to {to}")
        check.that(b"evil" not in data, "in the mail")
    mail.close()


def test_a_file_that_others_may_read_is_refused(check, house):
    path = notify_file(house.folder)
    os.chmod(path, 0o644)
    server = house.server(notify_file=path)
    failed = server.command("serve")
    check.same(failed.returncode, 1, "its exit code")
    check.that("chmod 600" in failed.stderr, failed.stderr)
