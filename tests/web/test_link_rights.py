"""A link does not outlive the role or the task that it was given for; who has no right is refused before his form."""

import asyncio
from collections.abc import MutableMapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from web.conftest import NOW, Desk, key_of

from dondoc.core.answer import LinkPurpose, RequestState
from dondoc.core.event import Actor
from dondoc.core.task import Assignee
from dondoc.core.unit import Person, PersonRole, RoleTerm, Unit
from dondoc.usecases.request_extension import ask_extension

LEFT = date(2026, 9, 20)


def end(desk: Desk, person: int, role: PersonRole) -> None:
    """The person gives the role up, and stays as an officer."""
    with desk.office.begin() as work:
        (term,) = [t for t in work.units.roles() if t.person_id == person and t.role is role]
        work.units.add_role(replace(term, end=LEFT))
        work.units.add_role(RoleTerm(person_id=person, unit_id=term.unit_id, role=PersonRole.OFFICER, start=LEFT))


def wish(desk: Desk, person: int) -> int:
    slot = desk.view(desk.codes[0]).work[0].slot.id
    actor, until = Actor(name="x", via="test"), date(2026, 10, 31)
    return ask_extension(desk.office.begin, slot, until, "Chờ giảng viên", person_id=person, actor=actor, now=NOW).id


def state(desk: Desk, number: int) -> RequestState:
    with desk.office.work() as work:
        return work.requests.get(number).state


def test_who_is_chair_no_more_neither_sees_nor_decides(desk: Desk) -> None:
    number = wish(desk, desk.officer)
    link = desk.give(number, LinkPurpose.DECIDE, desk.chair)
    key = key_of(desk.client.get(link).text)
    end(desk, desk.chair, PersonRole.CHAIR)
    assert desk.client.get(link).status_code == 404
    assert desk.client.post(link, data={"khoa": key, "quyet_dinh": "dong_y"}).status_code == 404
    assert state(desk, number) is RequestState.WAITING


def test_a_chair_does_not_decide_on_his_own_wish_by_link(desk: Desk) -> None:
    number = wish(desk, desk.chair)
    assert desk.client.get(desk.give(number, LinkPurpose.DECIDE, desk.chair)).status_code == 404


def test_work_handed_over_is_answered_by_the_new_doer_only(desk: Desk) -> None:
    link = desk.link(desk.codes[0])
    data = {"khoa": key_of(desk.client.get(link).text), "tra_loi": "done", "ngay": "18/9/2026", "so1": "2"}
    slot = desk.view(desk.codes[0]).work[0].slot
    with desk.office.begin() as work:
        other = work.units.add(Unit(id=0, code="TO2", name="Tổ Hai"))
        heir = work.units.add_person(Person(id=0, code="lan", name="Lê Thị Lan")).id
        work.units.add_role(RoleTerm(person_id=heir, unit_id=other.id, role=PersonRole.OFFICER, start=date(2020, 1, 1)))
        work.slots.update_many([replace(slot, assignee=Assignee(unit_id=other.id))])
    assert desk.client.post(link, data=data).status_code == 404
    assert desk.client.get(link).status_code == 404
    assert desk.view(desk.codes[0]).work[0].activities == ()
    assert desk.client.get(desk.link(desk.codes[0], heir)).status_code == 200


def test_who_is_away_may_answer_for_the_work_that_names_him(desk: Desk) -> None:
    slot = desk.view(desk.codes[0]).work[0].slot
    with desk.office.begin() as work:
        unit = slot.assignee.unit_id
        work.slots.update_many([replace(slot, assignee=Assignee(unit_id=unit, person_id=desk.officer))])
        deputy = work.units.add_person(Person(id=0, code="lan", name="Lê Thị Lan")).id
        absence = RoleTerm(
            person_id=deputy,
            unit_id=unit,
            role=PersonRole.OFFICER,
            start=LEFT,
            end=date(2026, 12, 1),
            deputy_of=desk.officer,
        )
        work.units.add_role(absence)
    for person in (desk.officer, deputy):
        assert desk.client.get(desk.link(desk.codes[0], person)).status_code == 200


def test_the_grid_is_the_secretary_s_only_while_he_is(desk: Desk) -> None:
    grid = desk.give(desk.own_unit(), LinkPurpose.GRID, 1)
    key = key_of(desk.client.get(grid).text)
    with desk.office.begin() as work:
        heir = work.units.add_person(Person(id=0, code="lan", name="Lê Thị Lan")).id
        start = date(2020, 1, 1)
        work.units.add_role(RoleTerm(person_id=heir, unit_id=desk_unit(work), role=PersonRole.SECRETARY, start=start))
    end(desk, 1, PersonRole.SECRETARY)
    for url in (grid, f"{grid}/anh"):
        assert desk.client.get(url).status_code == 404
        assert desk.client.post(url, data={"khoa": key}).status_code == 404
    assert desk.client.get(desk.give(desk.own_unit(), LinkPurpose.GRID, heir)).status_code == 200


def desk_unit(work: Any) -> int:
    from dondoc.usecases.own_unit import own_unit

    return own_unit(work).id


def taken_in(desk: Desk, path: str, *, length: int | None = None) -> tuple[int, int]:
    """The status of an endless upload, and how many megabytes of it were taken in."""
    given, statuses = 0, []
    headers = [(b"host", b"127.0.0.1:8080"), (b"content-type", b"multipart/form-data; boundary=x")]
    headers += [(b"content-length", str(length).encode())] if length is not None else []
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 8080),
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
    }

    async def receive() -> MutableMapping[str, Any]:
        nonlocal given
        given += 1
        return {"type": "http.request", "body": bytes(1_000_000), "more_body": given < 1000}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    asyncio.run(desk.client.app(scope, receive, send))  # type: ignore[arg-type]  # an ASGI application
    return statuses[0], given


@pytest.mark.parametrize("page", ["viec/a1.abc", "duyet/d1.abc", "bang/g1.abc", "bang/g1.abc/anh", "vao/abc"])
def test_of_who_has_no_link_nothing_is_taken_in(desk: Desk, page: str) -> None:
    status, megabytes = taken_in(desk, f"/{page}")
    assert status == 404
    assert megabytes <= 2


def test_of_what_is_too_large_little_is_thrown_away(desk: Desk) -> None:
    status, megabytes = taken_in(desk, "/viec/a1.abc", length=900_000_000)
    assert status == 413
    assert megabytes <= 121
