"""Confirming drafts: what is accepted gets a code and slots, or nothing is written at all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_office import CLERK, NOW, RULES, Ledger, Line, at, cap, report, target

from dondoc.core.commitment import Commitment
from dondoc.core.extraction import FanOut, Kind, Recurrence
from dondoc.core.notice import Channel, NoticeKey, NoticeState
from dondoc.core.task import Status
from dondoc.core.unit import Person, PersonRole, RoleTerm
from dondoc.errors import BadInput, DondocError, NotAllowed, NotFound
from dondoc.usecases.escalation_path import mark_order
from dondoc.usecases.own_unit import BEGINNING
from dondoc.usecases.read_tasks import load_views
from dondoc.usecases.review_commitments import (
    Addition,
    Confirmed,
    Decision,
    Mend,
    Verdict,
    accept_above,
    apply_decisions,
    drafts_of,
    group_drafts,
    require_assignee,
)
from dondoc.usecases.update_task import mark_done

CLASSES = Line("Tổ chức 02 lớp an toàn lao động", targets=(target(),))
TREES = Line("Trồng 50 cây xanh")


def drafts(ledger: Ledger, *lines: Line, **fields: object) -> list[Commitment]:
    return [row.commitment for row in ledger.ingest(*lines, **fields).commitments]


def accept(commitment: Commitment, **fields: object) -> Decision:
    return Decision(commitment_id=commitment.id, verdict=Verdict.ACCEPT, **fields)


def confirm(ledger: Ledger, line: Line, **fields: object) -> Confirmed:
    (draft,) = drafts(ledger, line)
    return ledger.decide(accept(draft, **fields)).confirmed[0]


def test_an_accepted_draft_gets_a_code_an_event_and_its_slot(ledger: Ledger) -> None:
    confirmed = confirm(ledger, CLASSES)
    assert confirmed.commitment.code == "CDCSXGM-2026-H2-01"
    assert [(s.ordinal, s.due, s.status) for s in confirmed.slots] == [(1, date(2026, 12, 31), Status.OPEN)]
    assert ledger.events()[-1] == "commitment.confirmed"


def test_a_number_once_taken_is_never_given_again(ledger: Ledger) -> None:
    assert ledger.confirm(CLASSES, TREES) == ["CDCSXGM-2026-H2-01", "CDCSXGM-2026-H2-02"]
    assert ledger.confirm(Line("Mở tủ sách"), number="2/BC") == ["CDCSXGM-2026-H2-03"]


def test_a_direction_has_a_code_and_no_slot(ledger: Ledger) -> None:
    (draft,) = drafts(ledger, TREES)
    (confirmed,) = ledger.decide(Decision(commitment_id=draft.id, verdict=Verdict.DIRECTION)).confirmed
    assert (confirmed.commitment.is_direction, confirmed.slots) == (True, ())


def test_a_rejected_draft_is_no_task_and_can_be_taken_up_again(ledger: Ledger) -> None:
    (draft,) = drafts(ledger, TREES)
    ledger.decide(Decision(commitment_id=draft.id, verdict=Verdict.REJECT))
    with ledger.begin() as work:
        assert load_views(work) == []
    assert ledger.decide(accept(draft)).confirmed[0].commitment.code == "CDCSXGM-2026-H2-01"


def test_confirming_twice_is_refused_and_changes_nothing(ledger: Ledger) -> None:
    first, second = drafts(ledger, CLASSES, TREES)
    ledger.decide(accept(first))
    before = ledger.dump()
    with pytest.raises(NotAllowed) as refused:
        ledger.decide(accept(second), accept(first))
    assert refused.value.message_code == "task.move"
    assert ledger.dump() == before


def test_what_hangs_on_a_rejected_promise_can_be_accepted_alone(ledger: Ledger) -> None:
    parent, child = drafts(ledger, TREES, Line("trong đó 10 cây bàng", parent=0))
    reject = Decision(commitment_id=parent.id, verdict=Verdict.REJECT)
    reviewed = ledger.decide(reject, accept(child))
    assert [c.commitment.display for c in reviewed.confirmed] == ["trong đó 10 cây bàng"]
    assert ledger.commitment(parent.id).status is Status.REJECTED
    assert ledger.view(reviewed.confirmed[0].commitment.code).work[0].slot.status is Status.OPEN


def test_mended_fields_hold_and_the_words_of_the_paper_stay(ledger: Ledger) -> None:
    mend = Mend(display="Mở  03 lớp", due=date(2026, 9, 30), targets=(target(3),), owner="", area="training")
    commitment = confirm(ledger, CLASSES, mend=mend).commitment
    assert (commitment.text, commitment.display) == (CLASSES.text, "Mở 03 lớp")
    assert (commitment.due, commitment.due_explicit) == (date(2026, 9, 30), True)
    assert [t.value for t in commitment.targets] == [Decimal(3)]
    assert (commitment.owner, commitment.area) == (None, "training")


def test_taking_the_targets_away_leaves_a_deliverable(ledger: Ledger) -> None:
    assert confirm(ledger, CLASSES, mend=Mend(targets=())).commitment.kind is Kind.DELIVERABLE


def test_a_promise_without_a_day_gets_a_proposed_one(ledger: Ledger) -> None:
    commitment = confirm(ledger, Line("Duy trì góc đọc sách", due=None)).commitment
    assert (commitment.due, commitment.due_proposed) == (date(2026, 12, 31), True)


def test_what_was_due_before_it_was_confirmed_is_history_unless_chased(ledger: Ledger) -> None:
    early = Line("Gửi báo cáo nhanh", due=date(2026, 7, 2))
    first, second = drafts(ledger, early, Line("Nộp danh sách", due=date(2026, 7, 3)))
    assert ledger.decide(accept(first)).confirmed[0].slots[0].is_history
    chased = apply_decisions(ledger.begin, [accept(second)], document_id=None, actor=CLERK, now=NOW, chase=True)
    assert not chased.confirmed[0].slots[0].is_history


def test_a_monthly_promise_has_a_slot_a_month_and_one_planned_day(ledger: Ledger) -> None:
    monthly = Line("Họp giao ban hằng tháng", recurrence=Recurrence.MONTHLY)
    slots = confirm(ledger, monthly, planned_for=date(2026, 9, 10)).slots
    assert [s.due.month for s in slots] == [7, 8, 9, 10, 11, 12]
    assert [s.planned_for for s in slots if s.planned_for] == [date(2026, 9, 10)]


@pytest.mark.parametrize("planned", [date(2027, 1, 1), date(2026, 6, 30)])
def test_a_planned_day_outside_the_window_is_refused_and_nothing_is_written(ledger: Ledger, planned: date) -> None:
    (draft,) = drafts(ledger, CLASSES)
    before = ledger.dump()
    with pytest.raises(BadInput) as refused:
        ledger.decide(accept(draft, planned_for=planned))
    assert refused.value.message_code == "review.planned_outside"
    assert ledger.dump() == before


def test_a_plural_owner_fans_out_to_the_units_that_it_names(ledger: Ledger) -> None:
    teams = [ledger.add_unit(f"TCD{n}", f"Tổ công đoàn {n}") for n in (1, 2, 3)]
    ledger.add_unit("BNC", "Ban Nữ công")
    confirmed = confirm(ledger, Line("Các tổ công đoàn ký giao ước", owner="các Tổ Công đoàn"))
    assert [s.assignee.unit_id for s in confirmed.slots] == [t.id for t in teams]
    assert [s.ordinal for s in confirmed.slots] == [1, 2, 3]
    assert confirmed.unresolved_owner == ""


def test_all_units_below_are_meant_by_the_units(ledger: Ledger) -> None:
    below = [ledger.add_unit("A", "Ban Nữ công"), ledger.add_unit("B", "Tổ công đoàn 1")]
    confirmed = confirm(ledger, Line("Nộp báo cáo", owner="các đơn vị trực thuộc"))
    assert [s.assignee.unit_id for s in confirmed.slots] == [u.id for u in below]


def test_an_owner_who_is_no_unit_is_said_and_the_own_unit_holds_the_task(ledger: Ledger) -> None:
    confirmed = confirm(ledger, Line("Tập huấn", owner="các câu lạc bộ"))
    assert confirmed.unresolved_owner == "các câu lạc bộ"
    assert [s.assignee.unit_id for s in confirmed.slots] == [ledger.own().id]


def test_units_that_differ_by_a_number_are_never_mixed_up(ledger: Ledger) -> None:
    ledger.add_unit("TCD1", "Tổ công đoàn phân xưởng lò số 1")
    confirmed = confirm(ledger, Line("Tập huấn", owner="Tổ công đoàn phân xưởng lò số 2"))
    assert confirmed.unresolved_owner == "Tổ công đoàn phân xưởng lò số 2"


def test_handing_out_each_or_together(ledger: Ledger) -> None:
    teams = [ledger.add_unit(f"T{n}", f"Tổ {n}") for n in (1, 2)]
    first, second = drafts(ledger, CLASSES, TREES)
    each = ledger.decide(accept(first, assignees=("t1", "T2", "Tổ 1"))).confirmed[0]
    assert [s.assignee.unit_id for s in each.slots] == [t.id for t in teams]
    together = ledger.decide(accept(second, assignees=("T1", "T2"), mode=FanOut.TOGETHER)).confirmed[0]
    assert [(s.assignee.unit_id, s.partners) for s in together.slots] == [(teams[0].id, (teams[1].id,))]


def test_handing_out_to_a_person_uses_the_unit_of_the_role(ledger: Ledger) -> None:
    team = ledger.add_unit("T1", "Tổ 1")
    with ledger.begin() as work:
        person = work.units.add_person(Person(id=0, code="lan", name="Người Phụ Trách"))
        work.units.add_role(RoleTerm(person_id=person.id, unit_id=team.id, role=PersonRole.OFFICER, start=BEGINNING))
    for name in ("@lan", "@người phụ trách"):
        confirmed = confirm(ledger, Line(f"Việc của {name}"), assignees=(name,)) if name == "@lan" else None
        if confirmed is not None:
            assert confirmed.slots[0].assignee.key == f"u{team.id}p{person.id}"
        with ledger.begin() as work:
            require_assignee(work, name)


@pytest.mark.parametrize(("name", "code"), [("KHONGCO", "unit.unknown"), ("@khongco", "person.unknown")])
def test_an_unknown_assignee_is_refused_and_nothing_is_written(ledger: Ledger, name: str, code: str) -> None:
    first, second = drafts(ledger, CLASSES, TREES)
    before = ledger.dump()
    with pytest.raises(NotFound) as refused:
        ledger.decide(accept(first), accept(second, assignees=(name,)))
    assert refused.value.message_code == code
    assert ledger.dump() == before


def test_a_promise_added_by_hand_belongs_to_the_document_s_period(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES)
    added = Addition(text="  Thăm  công nhân ốm ", due=date(2026, 8, 1), targets=(cap(),))
    reviewed = apply_decisions(ledger.begin, [], [added], document_id=kept.document.id, actor=CLERK, now=NOW)
    commitment = reviewed.confirmed[0].commitment
    assert (commitment.display, commitment.code) == ("Thăm công nhân ốm", "CDCSXGM-2026-H2-01")
    assert (commitment.due, commitment.kind) == (date(2026, 8, 1), Kind.COUNTABLE)
    assert ledger.ingest(CLASSES, tail="Nơi nhận\n").commitments[-1].mark.value == "same"


def test_an_addition_without_words_writes_nothing(ledger: Ledger) -> None:
    before = ledger.dump()
    with pytest.raises(BadInput) as refused:
        apply_decisions(ledger.begin, [], [Addition(text="  ")], document_id=None, actor=CLERK, now=NOW)
    assert refused.value.message_code == "review.no_words"
    assert ledger.dump() == before


def test_drafts_are_grouped_by_who_speaks_and_who_owns(ledger: Ledger) -> None:
    found = drafts(
        ledger,
        Line("a", heading="I", owner="Tổ 1"),
        Line("b", heading="I", owner="Tổ 2"),
        Line("c", heading="II"),
        Line("d", heading="I", owner="Tổ 1"),
    )
    assert [(g.heading, g.owner, [d.text for d in g.drafts]) for g in group_drafts(found)] == [
        ("I", "Tổ 1", ["a", "d"]),
        ("I", "Tổ 2", ["b"]),
        ("II", "", ["c"]),
    ]


@given(st.lists(st.floats(0, 1), max_size=8), st.floats(0, 1))
def test_accepting_above_a_confidence_leaves_the_others(levels: list[float], threshold: float) -> None:
    commitments = [
        Commitment(
            id=n, unit_id=1, document_id=1, period=None, text="x", display="x", kind=Kind.ONGOING, confidence=level
        )
        for n, level in enumerate(levels)
    ]
    accepted = {d.commitment_id for d in accept_above(commitments, threshold) if d.verdict is Verdict.ACCEPT}
    assert accepted == {n for n, level in enumerate(levels) if level >= threshold}


def test_what_a_newer_text_no_longer_has_is_never_accepted_in_bulk(ledger: Ledger) -> None:
    drafts(ledger, CLASSES, TREES)
    ledger.ingest(TREES)
    with ledger.begin() as work:
        decisions = accept_above(work.commitments.all(), 0.0)
    assert sorted(d.verdict.value for d in decisions) == ["accept", "leave"]


def test_the_newest_document_with_drafts_is_reviewed_first(ledger: Ledger) -> None:
    first = ledger.ingest(CLASSES)
    second = ledger.ingest(TREES, number="3/BC")
    with ledger.begin() as work:
        assert drafts_of(work)[0] == second.document
        assert drafts_of(work, first.document.id)[0] == first.document
    ledger.decide(*(accept(row.commitment) for row in (*first.commitments, *second.commitments)))
    with ledger.begin() as work:
        assert drafts_of(work) == (None, [])
        with pytest.raises(DondocError):
            drafts_of(work, 99)


def test_the_report_used_by_these_tests_gives_back_its_lines() -> None:
    document, extraction, _ = report([CLASSES, TREES])
    assert [document.text[c.start : c.end] for c in extraction.commitments] == [CLASSES.text, TREES.text]


def test_what_is_queued_about_a_continued_task_is_withdrawn_with_the_confirmation(ledger: Ledger) -> None:
    first, other = ledger.confirm(CLASSES, TREES)
    keys = []
    with ledger.begin() as work:
        person = work.units.people()[0].id
        for code in (first, other):
            slot = ledger.view(code).work[0].slot
            keys.append(NoticeKey(slot_id=slot.id, rung="on_day", ordinal=0, due_on=slot.due, person_id=person))
        message = work.notices.queue(person, Channel.EMAIL, date(2027, 1, 8), "digest", keys)
    assert message is not None
    later = ledger.ingest(Line(f"{CLASSES.text} (mã theo dõi: {first})"), number="1/BC", issued_on=date(2027, 1, 5))
    [draft] = [row.commitment for row in later.commitments]
    with ledger.begin() as work:
        assert len(work.notices.of_message(message.id)) == 2
    ledger.decide(accept(draft), now=NOW + timedelta(days=190), document_id=later.document.id)
    with ledger.begin() as work:
        assert [n.key for n in work.notices.of_message(message.id)] == keys[1:]
        assert {n.state for n in work.notices.of_message(message.id)} == {NoticeState.QUEUED}
        [event] = [e for e in work.events.of_stream(ledger.own().code) if e.type == "commitment.confirmed"][2:]
        assert (work.events.payload(event.stream, event.seq) or {})["continues"] == first


def test_what_the_superior_gave_stays_his_when_it_is_carried_on(ledger: Ledger) -> None:
    (first,) = ledger.confirm(CLASSES)
    mark_order(ledger.begin, first, "KH 12/KH-LĐLĐ", ordered=True, actor=CLERK, now=NOW)
    later = ledger.ingest(Line(f"{CLASSES.text} (mã theo dõi: {first})"), number="1/BC", issued_on=date(2027, 1, 5))
    [draft] = [row.commitment for row in later.commitments]
    [done] = ledger.decide(accept(draft), now=NOW + timedelta(days=190), document_id=later.document.id).confirmed
    assert done.commitment.given_by_superior


def test_a_task_that_was_done_stays_done_when_its_repetition_is_confirmed(ledger: Ledger) -> None:
    (code,) = ledger.confirm(TREES)
    ledger.prove(ledger.record(code, date(2026, 8, 1), 50))
    mark_done(ledger.begin, code, RULES, actor=CLERK, now=at(date(2026, 8, 2)))
    (new,) = ledger.confirm(Line(f"{TREES.text} (mã theo dõi: {code})"), number="1/BC", now=NOW + timedelta(days=190))
    view = ledger.view(code)
    assert view.successor is not None
    assert (view.successor.code, view.work[0].slot.status, view.work[0].slot.continued_by) == (new, Status.DONE, "")


def test_a_rejected_draft_takes_nothing_over(ledger: Ledger) -> None:
    (code,) = ledger.confirm(TREES)
    kept = ledger.ingest(Line(f"{TREES.text} (mã theo dõi: {code})"), number="1/BC")
    assert ledger.view(code).successor is None
    draft = kept.commitments[0].commitment
    ledger.decide(Decision(commitment_id=draft.id, verdict=Verdict.REJECT), document_id=kept.document.id)
    assert ledger.view(code).successor is None
