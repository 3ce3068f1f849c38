"""Letters about wishes: the chair is asked once, the asker is answered once, nobody decides on his own wish."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from email.message import EmailMessage
from pathlib import Path

import pytest
from reminder_office import PaperOffice, instant

from dondoc.core.event import Actor
from dondoc.core.reminder import QuietHours
from dondoc.store.database import Database
from dondoc.usecases.gather_office import LetterRun, gather_office
from dondoc.usecases.request_extension import approve_extension, ask_extension, refuse_extension, wishes
from dondoc.usecases.tell_wishes import deciders, tell_wishes

MONDAY, TUESDAY, SUNDAY = date(2017, 11, 27), date(2017, 11, 28), date(2017, 11, 26)
ACTOR = Actor(name="to-truong", via="link")


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[PaperOffice]:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    office = PaperOffice(database.begin)
    office.start()
    yield office
    database.close()


def ask(office: PaperOffice, person: int | None = None) -> int:
    slot = office.promise("CDTL-2017-H2-01", date(2017, 11, 30))
    until, reason = date(2017, 12, 15), "Sân đang sửa"
    return ask_extension(
        office.begin, slot.id, until, reason, person_id=person or office.officer, actor=ACTOR, now=instant(MONDAY)
    ).id


def tell(office: PaperOffice, day: date, hour: int = 8) -> LetterRun:
    return tell_wishes(office.begin, office.post, office.rules, now=lambda: instant(day, hour))


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_the_chair_is_asked_once(paper: PaperOffice) -> None:
    ask(paper)
    tell(paper, MONDAY)
    tell(paper, MONDAY)
    tell(paper, TUESDAY)
    assert paper.mailer.receivers == ["chu-tich@may-binh-an.example"]
    text = text_of(paper.mailer.letters[0])
    for words in (
        "01 đề nghị lùi hạn chờ",
        "Trần Thị Hiền",
        "30/11/2017, xin lùi đến: 15/12/2017",
        "Sân đang sửa",
        "số 1",
    ):
        assert words in text


def test_the_asker_is_answered_once(paper: PaperOffice) -> None:
    number = ask(paper)
    tell(paper, MONDAY)
    approve_extension(paper.begin, number, approver="Phạm Văn Quý", actor=ACTOR, now=instant(MONDAY))
    tell(paper, MONDAY)
    tell(paper, TUESDAY)
    assert paper.mailer.receivers[1:] == ["to-truong@may-binh-an.example"]
    assert "đồng ý, hạn mới 15/12/2017 (Phạm Văn Quý)" in text_of(paper.mailer.letters[1])


def test_a_refusal_is_told_with_its_reason(paper: PaperOffice) -> None:
    number = ask(paper)
    refuse_extension(paper.begin, number, "Đã lùi rồi", approver="Phạm Văn Quý", actor=ACTOR, now=instant(MONDAY))
    tell(paper, MONDAY)
    assert paper.mailer.receivers == ["to-truong@may-binh-an.example"]
    assert "không đồng ý (Phạm Văn Quý): Đã lùi rồi" in text_of(paper.mailer.letters[0])


def test_nothing_leaves_at_night(paper: PaperOffice) -> None:
    paper.rules = replace(
        paper.rules, ladder=replace(paper.rules.ladder, quiet_hours=QuietHours(start=time(21), end=time(7)))
    )
    ask(paper)
    assert (tell(paper, MONDAY, hour=23).outcomes, tell(paper, MONDAY, hour=23).waits) == ((), True)
    assert len(tell(paper, MONDAY).sent) == 1


def test_nothing_leaves_on_a_day_off(paper: PaperOffice) -> None:
    ask(paper)
    run = tell(paper, SUNDAY)
    assert (paper.mailer.letters, [held.until for held in run.held]) == ([], [MONDAY])


def test_nobody_decides_on_his_own_wish(paper: PaperOffice) -> None:
    ask(paper, person=paper.chair)
    tell(paper, MONDAY)
    assert paper.mailer.receivers == ["thu-ky@may-binh-an.example"]


@pytest.mark.parametrize("is_started", [True, False])
def test_where_nobody_else_is_there_nobody_decides_on_his_own_wish(paper: PaperOffice, *, is_started: bool) -> None:
    ask(paper, person=paper.secretary)
    with paper.begin() as work:
        office = gather_office(work, paper.rules, MONDAY)
        (wish,) = wishes(work)
        own = replace(wish, person=office.directory.people[paper.secretary])
        chairless = replace(
            office.directory, holders={k: p for k, p in office.directory.holders.items() if k[1] != "chair"}
        )
        assert deciders(replace(office, directory=chairless, is_started=is_started), own) == ()
