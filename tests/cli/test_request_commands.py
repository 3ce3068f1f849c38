"""Wishes for another day at the terminal, and the links that lead to the pages."""

import json
import re
from datetime import date

from console import Desk

from dondoc.core.event import Actor
from dondoc.usecases.request_extension import ask_extension
from dondoc.wiring import open_office


def ask(desk: Desk, code: str) -> None:
    from dondoc.usecases.read_tasks import find_view

    office = open_office(desk.folder)
    with office.work() as work:
        slot = find_view(work, code)[0].work[0].slot
        person = next(p.id for p in work.units.people() if p.code == "hien")
    actor = Actor(name="hien", via="link")
    ask_extension(
        office.begin, slot.id, date(2027, 2, 15), "Chờ kinh phí", person_id=person, actor=actor, now=office.clock.now()
    )
    office.close()


def test_a_wish_is_listed_granted_and_told(busy: Desk) -> None:
    busy.ok("people", "add", "Trần Thị Hiền", "--code", "hien", "--email", "hien@vi.du")
    code = busy.codes()[0]
    ask(busy, code)
    (wish,) = json.loads(busy.ok("requests", "list", "--json").out)
    assert (wish["until"], wish["reason"], wish["state"]) == ("2027-02-15", "Chờ kinh phí", "waiting")
    assert "Chờ kinh phí" in busy.ok("requests", "list").out
    assert "15/02/2027" in busy.ok("requests", "approve", str(wish["id"]), "--by", "Chủ tịch").out
    assert json.loads(busy.ok("requests", "list", "--json").out) == []
    assert busy.run("requests", "refuse", str(wish["id"]), "--reason", "x").status == 1
    assert busy.run("requests", "approve", "99").status == 1


def test_a_refusal_keeps_the_deadline(busy: Desk) -> None:
    busy.ok("people", "add", "Trần Thị Hiền", "--code", "hien", "--email", "hien@vi.du")
    ask(busy, busy.codes()[0])
    busy.ok("requests", "refuse", "1", "--reason", "Đã lùi một lần")
    (wish,) = json.loads(busy.ok("requests", "list", "--all", "--json").out)
    assert wish["state"] == "refused"
    assert wish["due"] != wish["until"]


def test_links_are_given_listed_and_revoked(busy: Desk) -> None:
    code = busy.codes()[0]
    url = busy.ok("links", "give", "thuky", code).out.strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:8080/viec/a\d+\.\S+", url)
    assert busy.ok("links", "give", "thuky", code).out.strip() == url
    assert busy.ok("links", "give", "thuky").out.strip().endswith(".ics")
    (unit,) = json.loads(busy.ok("units", "list", "--json").out)[:1]
    assert "/bang/g" in busy.ok("grid", unit["code"]).out
    listed = json.loads(busy.ok("links", "list", "--json").out)
    assert [row["purpose"] for row in listed] == ["answer", "calendar", "grid"]
    assert "thu hồi 1" in busy.ok("links", "revoke", code).out
    assert "thu hồi 2" in busy.ok("links", "revoke", "thuky").out
    assert busy.run("links", "revoke", "thuky").status == 1
