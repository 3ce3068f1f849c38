"""A rehearsal says what the days to come then bring, and writes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import TickingClock
from reminder_office import PaperOffice, instant

from dondoc.core.answer import Receipt, ReceiptKind
from dondoc.core.extraction import Kind
from dondoc.core.task import Assignee
from dondoc.settings.privacy import load_privacy
from dondoc.store.database import Database
from dondoc.usecases.check_progress import check_progress
from dondoc.usecases.escalate_overdue import escalate_overdue
from dondoc.usecases.rehearse_letters import Rehearsal, rehearse_letters

FIRST, LAST = date(2017, 11, 8), date(2018, 3, 2)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PaperOffice]:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    opened = PaperOffice(database.begin)
    # Dates named and not named, near and far, planned, ongoing, of several people, over Tết and two half-years.
    opened.promise("CDTL-2017-H2-01", date(2017, 11, 30))
    opened.promise("CDTL-2017-H2-02", date(2017, 12, 3), assignee=Assignee(unit_id=opened.own))
    opened.promise("CDTL-2017-H2-03", date(2017, 12, 29), planned_for=date(2017, 12, 5))
    opened.promise("CDTL-2017-H2-04", date(2017, 12, 31), kind=Kind.ONGOING)
    opened.promise("CDTL-2017-H2-05", date(2018, 2, 20), due_explicit=False)
    opened.promise(
        "CDTL-2017-H2-06", date(2018, 2, 12), assignee=Assignee(unit_id=opened.group, person_id=opened.chair)
    )
    yield opened
    database.close()


def rehearsed(office: PaperOffice, today: date = FIRST, first: date = FIRST) -> Rehearsal:
    return rehearse_letters(office.begin, office.post, office.rules, today=today, first=first, last=LAST)


def lived(office: PaperOffice) -> list[tuple[date, str, str, tuple[str, ...]]]:
    """The letters of real runs, day by day."""
    found: list[tuple[date, str, str, tuple[str, ...]]] = []
    day = FIRST
    while day <= LAST:
        clock = TickingClock(instant(day))
        runs = [
            ("digest", office.run(day)),
            ("escalate", escalate_overdue(office.begin, office.post, office.rules, today=day, now=clock)),
            ("progress", check_progress(office.begin, office.post, office.rules, today=day, now=clock)),
        ]
        found += [(day, sent.person.name, kind, sent.codes) for kind, run in runs for sent in run.sent]
        day += timedelta(days=1)
    return sorted(found)


def told(rehearsal: Rehearsal) -> list[tuple[date, str, str, tuple[str, ...]]]:
    return sorted((one.day, one.person.name, one.kind, one.letter.codes) for one in rehearsal.letters)


def test_the_days_then_bring_exactly_the_letters_that_were_rehearsed(office: PaperOffice) -> None:
    office.start()
    expected = told(rehearsed(office))
    assert {kind for _, _, kind, _ in expected} == {"digest", "escalate", "progress"}
    assert len(expected) > 30
    assert lived(office) == expected


def test_what_was_said_and_sent_so_far_counts(office: PaperOffice) -> None:
    office.start()
    office.run(FIRST)
    office.run(FIRST + timedelta(days=1))
    with office.begin() as work:
        for slot_id, until in ((1, None), (3, date(2017, 11, 20))):
            kind = ReceiptKind.SNOOZED if until else ReceiptKind.ACKNOWLEDGED
            at = instant(FIRST + timedelta(days=1), 10)
            work.receipts.add(Receipt(id=0, slot_id=slot_id, person_id=office.officer, kind=kind, at=at, until=until))
    expected = told(rehearsed(office, today=FIRST + timedelta(days=1)))
    assert not any("CDTL-2017-H2-01" in codes for day, _, _, codes in expected if day < date(2017, 11, 27))
    again = [one for one in lived(office) if one[0] > FIRST]
    assert again == expected


def test_what_a_letter_hides_the_rehearsal_hides(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-07", date(2017, 11, 30), display="Trao quà cho đ/c Mai, CCCD 001099012345")
    office.post = replace(office.post, channels=replace(office.post.channels, privacy=load_privacy(Path("none"))))
    words = "".join(str(one.letter) for one in rehearsed(office).letters)
    assert "CDTL-2017-H2-07" in words
    assert "001099012345" not in words


def test_the_words_are_those_of_the_day_of_each_letter(office: PaperOffice) -> None:
    office.start()
    letters = [
        one.letter for one in rehearsed(office).letters if one.day == date(2017, 11, 27) and one.kind == "digest"
    ]
    lines = [line for letter in letters for group in letter.groups for line in group.lines]  # type: ignore[union-attr]  # digests
    assert "30/11/2017 (còn 03 ngày làm việc)" in {line.deadline for line in lines}


def test_before_the_start_it_shows_what_starting_would_bring(office: PaperOffice) -> None:
    unstarted = rehearsed(office)
    assert not unstarted.was_started
    office.start()
    assert told(rehearsed(office)) == told(unstarted)


def test_letters_before_the_period_are_lived_through_but_not_shown(office: PaperOffice) -> None:
    office.start()
    december = rehearsed(office, first=date(2017, 12, 1))
    assert told(december) == [one for one in told(rehearsed(office)) if one[0] >= date(2017, 12, 1)]


def test_a_rehearsal_writes_nothing_and_gives_the_same_again(office: PaperOffice) -> None:
    first = rehearsed(office)
    assert rehearsed(office) == first
    with office.begin() as work:
        assert work.notices.messages() == []
        assert work.marks.get("reminders.started_on") is None
