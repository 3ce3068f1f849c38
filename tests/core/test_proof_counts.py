"""Proofs that ask for a second look: by whom they were accepted, and how long after the day they came."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dondoc.core.activity import Activity, Evidence, EvidenceKind, EvidenceState
from dondoc.core.event import FOLDER
from dondoc.core.four_eyes import known_hands
from dondoc.core.period import DateRange, Period
from dondoc.core.proof_counts import ProofCounts, ProofEyes
from dondoc.core.report import ReportKind, ReportPlan
from dondoc.core.unit import Person

H2 = Period(2026, 6, 2)
PEOPLE = (Person(id=1, code="thuky", name="Cán bộ theo dõi"), Person(id=2, code="lua", name="Đoàn Văn Lửa"))
PLAN = ReportPlan(
    unit_id=1,
    kind=ReportKind.INTERIM,
    period=H2,
    window=DateRange.through(date(2026, 7, 1), date(2026, 12, 31)),
    cut_off=date(2026, 12, 10),
)
EYES = ProofEyes(
    hands=known_hands(PEOPLE), plans={1: [PLAN]}, is_working_day=lambda day: day.weekday() < 5, late_days=10
)


def activity(day: date, unit: int = 1) -> Activity:
    return Activity(id=1, unit_id=unit, happened_on=day, words="Đã làm", received_at=datetime(2026, 9, 1, tzinfo=UTC))


def proof(received: date = date(2026, 9, 1), **fields: object) -> Evidence:
    values: dict[str, object] = {"id": 1, "by": "thuky", "state": EvidenceState.ACCEPTED, "decided_by": "thuky"}
    when = datetime(received.year, received.month, received.day, 3, tzinfo=UTC)
    return Evidence(activity_id=1, kind=EvidenceKind.LINK, label="x", received_at=when, **values | fields)


@pytest.mark.parametrize(
    ("evidence", "is_own"),
    [
        (proof(), True),
        (proof(by="Đoàn Văn Lửa", decided_by="lua"), True),
        (proof(by="lua"), False),
        (proof(state=EvidenceState.RECEIVED, decided_by=""), False),
        (proof(via=FOLDER), False),
    ],
)
def test_who_handed_in_and_accepted_is_one_person_by_code_or_name(evidence: Evidence, is_own: bool) -> None:
    assert EYES.look(activity(date(2026, 9, 1)), evidence).is_self_accepted is is_own


@pytest.mark.parametrize(
    ("happened", "received", "is_late"),
    [
        # Tuesday 1 September: the tenth working day after it is Tuesday 15 September.
        (date(2026, 9, 1), date(2026, 9, 15), False),
        (date(2026, 9, 1), date(2026, 9, 16), True),
        # Two days after it happened, but after the cut-off of its report.
        (date(2026, 12, 10), date(2026, 12, 11), True),
        (date(2026, 12, 10), date(2026, 12, 10), False),
        # What happened after the cut-off is the next report's.
        (date(2026, 12, 11), date(2026, 12, 14), False),
    ],
)
def test_late_is_after_ten_working_days_or_after_the_cut_off(happened: date, received: date, is_late: bool) -> None:
    assert EYES.look(activity(happened), proof(received)).is_late is is_late


def test_the_cut_off_of_another_unit_is_nothing_to_it() -> None:
    assert not EYES.look(activity(date(2026, 12, 10), unit=2), proof(date(2026, 12, 11))).is_late


def test_a_proof_of_two_tasks_counts_once() -> None:
    waiting = replace(proof(date(2026, 10, 1)), id=2, state=EvidenceState.RECEIVED)
    day = activity(date(2026, 9, 1))
    counts = EYES.count([(day, proof()), (day, proof()), (day, waiting)])
    assert counts == ProofCounts(total=2, waiting=1, accepted=1, self_accepted=1, late=1)
