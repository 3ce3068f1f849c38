"""A digest tells each person where to answer, by the same link each day."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from reminder_office import PaperOffice, instant

from dondoc.core.answer import LinkPurpose
from dondoc.core.event import Actor
from dondoc.core.progress import TaskView
from dondoc.draft.digest import Digest
from dondoc.store.database import Database
from dondoc.store.signing import TokenSigner
from dondoc.usecases.deliver import Planned
from dondoc.usecases.give_links import LinkMaker
from dondoc.usecases.read_tasks import load_views

MONDAY, THURSDAY = date(2017, 11, 27), date(2017, 11, 30)


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[PaperOffice]:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    office = PaperOffice(database.begin)
    links = LinkMaker(
        signer=TokenSigner("k" * 40, use="link"),
        base_url="https://dondoc.may-binh-an.example",
        lives=dict.fromkeys(LinkPurpose, timedelta(days=60)),
        actor=Actor(name="thu-ky", via="flow"),
        now=lambda: instant(MONDAY),
    )
    office.post = replace(office.post, links=links)
    office.promise("CDTL-2017-H2-01", THURSDAY)
    office.promise("CDTL-2017-H2-02", THURSDAY)
    office.start()
    yield office
    database.close()


def urls(office: PaperOffice) -> list[list[str]]:
    bodies = [letter.get_body(("plain",)) for letter in office.mailer.letters]
    return [re.findall(r"https://\S+/viec/a\S+", str(body.get_content())) for body in bodies if body is not None]


def test_each_task_has_a_link_that_is_the_same_in_the_next_letter(linked: PaperOffice) -> None:
    linked.run(MONDAY)
    linked.run(THURSDAY)
    first, second = urls(linked)
    assert len(set(first)) == 2
    assert second == first


def test_a_dry_run_makes_no_link(linked: PaperOffice) -> None:
    (planned,) = linked.run(MONDAY, dry_run=True).outcomes
    assert isinstance(planned, Planned)
    assert isinstance(planned.letter, Digest)
    assert {line.link for line in planned.letter.groups[0].lines} == {"https://dondoc.may-binh-an.example/viec/…"}
    with linked.begin() as work:
        assert work.links.alive(instant(MONDAY)) == []


def test_the_link_is_about_the_slot_and_the_reader(linked: PaperOffice) -> None:
    linked.run(MONDAY)
    with linked.begin() as work:
        given = work.links.alive(instant(MONDAY))
        views: list[TaskView] = load_views(work)
    assert {link.subject_id for link in given} == {w.slot.id for view in views for w in view.work}
    assert {link.person_id for link in given} == {linked.officer}
