"""A unit that goes into another: its open work and its promises go along."""

from datetime import date

import pytest
from ledger_office import CLERK, Ledger, Line, at

from dondoc.core.extraction import FanOut
from dondoc.core.unit import subtree_on
from dondoc.errors import DondocError
from dondoc.usecases.merge_units import merge_unit
from dondoc.usecases.review_commitments import Decision, Verdict
from dondoc.usecases.update_task import mark_not_done

DAY = date(2026, 9, 1)
BASIS = "Quyết định 12/QĐ-CĐCS"


@pytest.fixture
def two(ledger: Ledger) -> Ledger:
    ledger.add_unit("TO1", "Tổ công đoàn 1")
    ledger.add_unit("TO2", "Tổ công đoàn 2")
    return ledger


def handed_out(ledger: Ledger, *lines: Line, to: tuple[str, ...]) -> list[str]:
    drafts = [row.commitment for row in ledger.ingest(*lines).commitments]
    decisions = [Decision(commitment_id=d.id, verdict=Verdict.ACCEPT, assignees=to, mode=FanOut.EACH) for d in drafts]
    return [c.commitment.code for c in ledger.decide(*decisions).confirmed]


def test_open_work_goes_to_the_other_unit_and_what_is_settled_stays(two: Ledger) -> None:
    kept, moved = handed_out(two, Line("Hội thao"), Line("Mở lớp"), to=("TO1",))
    mark_not_done(two.begin, kept, "Mưa bão", actor=CLERK, now=at(DAY))
    merged = merge_unit(two.begin, "to1", "TO2", basis=BASIS, actor=CLERK, now=at(DAY))
    assert (merged.tasks, merged.kept) == ((moved,), ())
    units = {code: two.view(code).work[0].slot.assignee.unit_id for code in (kept, moved)}
    assert units == {kept: merged.unit.id, moved: merged.into.id}
    assert two.events().count("slot.handed_over") == 1
    with two.database.reading() as work:
        assert merged.unit.id in subtree_on(work.units.parents(), merged.into.id, DAY)
        assert [(s.basis, s.on) for s in work.units.successions()] == [(BASIS, DAY)]


def test_a_part_that_the_other_unit_has_already_stays_and_is_named(two: Ledger) -> None:
    (code,) = handed_out(two, Line("Hội thao"), to=("TO1", "TO2"))
    merged = merge_unit(two.begin, "TO1", "TO2", basis=BASIS, actor=CLERK, now=at(DAY))
    assert (merged.tasks, merged.kept) == ((), (f"{code}.1",))


@pytest.mark.parametrize(
    ("code", "into", "basis", "expected"),
    [
        ("TO1", "TO1", BASIS, "merge.itself"),
        ("TO1", "TO2", " ", "merge.no_basis"),
        ("TO9", "TO2", BASIS, "unit.unknown"),
        ("CDCSXGM", "TO2", BASIS, "merge.own"),
    ],
)
def test_what_cannot_be_merged_is_refused_and_changes_nothing(
    two: Ledger, code: str, into: str, basis: str, expected: str
) -> None:
    before = two.dump()
    with pytest.raises(DondocError) as caught:
        merge_unit(two.begin, code, into, basis=basis, actor=CLERK, now=at(DAY))
    assert caught.value.message_code == expected
    assert two.dump() == before


def test_a_unit_goes_into_another_once(two: Ledger) -> None:
    merge_unit(two.begin, "TO1", "TO2", basis=BASIS, actor=CLERK, now=at(DAY))
    with pytest.raises(DondocError) as caught:
        merge_unit(two.begin, "TO1", "CDCSXGM", basis=BASIS, actor=CLERK, now=at(DAY))
    assert caught.value.message_code == "merge.done"
