"""What happened and its proof: linked, counted, kept once, whole or not at all."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, target

from dondoc.core.activity import EvidenceKind, EvidenceState
from dondoc.core.extraction import Recurrence
from dondoc.core.progress import results
from dondoc.core.task import Status
from dondoc.errors import BadInput, Conflict, DondocError, NotAllowed, NotFound
from dondoc.messages import explain
from dondoc.usecases.decide_evidence import decide_evidence
from dondoc.usecases.record_activity import (
    NewActivity,
    NewEvidence,
    Proven,
    add_activity,
    add_evidence,
    add_proven_activity,
    link_activity,
)
from dondoc.usecases.update_task import mark_done, reopen

DAY = date(2026, 9, 15)
CLASSES = Line("Tổ chức 02 lớp an toàn lao động", targets=(target(),))
MONTHLY = Line("Họp giao ban hằng tháng", recurrence=Recurrence.MONTHLY)


def a_file(label: str = "bien-ban.txt", data: bytes = b"02 lop", media_type: str = "text/plain") -> NewEvidence:
    return NewEvidence(kind=EvidenceKind.FILE, label=label, data=data, media_type=media_type)


def keep(ledger: Ledger, code: str, *proofs: NewEvidence, quantity: int = 1) -> Proven:
    new = NewActivity(happened_on=DAY, words="Đã mở lớp", codes=(code,), quantity=Decimal(quantity))
    return add_proven_activity(ledger.begin, ledger.blobs, new, proofs, RULES, actor=CLERK, now=at(DAY), accept=True)


def test_an_activity_counts_for_the_tasks_named(ledger: Ledger) -> None:
    first, second = ledger.confirm(CLASSES, Line("Mở lớp cho thợ mới", targets=(target(),)))
    activity = add_activity(
        ledger.begin,
        NewActivity(happened_on=DAY, words=" Mở  lớp ", codes=(first, second, first), quantity=Decimal(1)),
        actor=CLERK,
        now=at(DAY),
    )
    assert (activity.words, activity.is_unplanned, len(activity.links)) == ("Mở lớp", False, 2)
    for code in (first, second):
        view = ledger.view(code)
        assert results(view, view.work[0].slot)[0].value == Decimal(1)


def test_what_belongs_to_no_task_is_unplanned(ledger: Ledger) -> None:
    activity = ledger.record("", DAY, area="charity")
    assert (activity.is_unplanned, activity.links, activity.area) == (True, (), "charity")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"words": " "}, "activity.no_words"),
        ({"happened_on": date(2026, 9, 16)}, "activity.in_future"),
        ({"quantity": Decimal(-1)}, "activity.negative"),
        ({"money": Decimal(-5)}, "activity.negative"),
        ({"target": 0}, "activity.no_such_target"),
        ({"target": 2}, "activity.no_such_target"),
        ({"codes": ("KHONGCO-2026-H2-01",)}, "task.unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(ledger: Ledger, fields: dict[str, object], code: str) -> None:
    (task,) = ledger.confirm(CLASSES)
    before = ledger.dump()
    values: dict[str, object] = {"happened_on": DAY, "words": "x", "codes": (task,)}
    with pytest.raises(DondocError) as refused:
        add_activity(ledger.begin, NewActivity(**values | fields), actor=CLERK, now=at(DAY))
    assert refused.value.message_code == code
    assert ledger.dump() == before


def test_of_a_recurring_task_the_month_of_the_day_is_meant(ledger: Ledger) -> None:
    (code,) = ledger.confirm(MONTHLY)
    ledger.record(code, DAY)
    assert [len(w.activities) for w in ledger.view(code).work] == [0, 0, 1, 0, 0, 0]


def test_a_day_in_no_month_of_the_task_asks_which_part(ledger: Ledger) -> None:
    (code,) = ledger.confirm(MONTHLY)
    with pytest.raises(BadInput) as refused:
        ledger.record(code, date(2026, 6, 30))
    assert refused.value.message_code == "task.which_slot"
    assert ledger.record(f"{code}.1", date(2026, 6, 30)).links


def test_linking_an_unplanned_activity_makes_it_count(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    activity = ledger.record("", DAY, 3)
    linked = link_activity(ledger.begin, activity.id, code, RULES, actor=CLERK, now=at(DAY), share=Decimal(2))
    assert not linked.is_unplanned
    view = ledger.view(code)
    assert results(view)[0].value == Decimal(2)
    with pytest.raises(Conflict) as refused:
        link_activity(ledger.begin, activity.id, code, RULES, actor=CLERK, now=at(DAY))
    assert refused.value.message_code == "activity.linked"


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"target": 0}, "activity.no_such_target"), ({"target": 5}, "activity.no_such_target"),
     ({"share": Decimal(-1)}, "activity.negative")],
)  # fmt: skip
def test_a_link_to_nothing_is_refused(ledger: Ledger, fields: dict[str, object], code: str) -> None:
    (task,) = ledger.confirm(CLASSES)
    activity = ledger.record("", DAY, 3)
    before = ledger.dump()
    with pytest.raises(BadInput) as refused:
        link_activity(ledger.begin, activity.id, task, RULES, actor=CLERK, now=at(DAY), **fields)
    assert refused.value.message_code == code
    assert ledger.dump() == before


def test_an_activity_and_its_proof_are_kept_together(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    proven = keep(ledger, code, a_file())
    assert proven.activity is not None
    (proof,) = proven.evidence
    assert (proof.activity_id, proof.state) == (proven.activity.id, EvidenceState.ACCEPTED)
    assert ledger.blobs.get(proof.sha256 or "") == b"02 lop"


@pytest.mark.parametrize(
    ("proof", "code"),
    [
        (a_file(data=b""), "evidence.empty"),
        (a_file(data=b"x" * 1001), "evidence.too_large"),
        (a_file(media_type="application/x-msdownload"), "evidence.type"),
        (NewEvidence(kind=EvidenceKind.LINK, label="  "), "evidence.no_label"),
    ],
)
def test_a_proof_that_cannot_be_used_leaves_no_activity_behind(ledger: Ledger, proof: NewEvidence, code: str) -> None:
    (task,) = ledger.confirm(CLASSES)
    before = ledger.dump()
    with pytest.raises(BadInput) as refused:
        keep(ledger, task, a_file(), proof)
    assert refused.value.message_code == code
    assert ledger.dump() == before


def test_the_same_file_for_the_same_task_is_not_counted_again(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    keep(ledger, code, a_file(), quantity=2)
    before = ledger.dump()
    again = keep(ledger, code, a_file(label="ten-khac.txt"), quantity=2)
    assert again == Proven(activity=None)
    assert ledger.dump() == before
    assert keep(ledger, code, a_file(), a_file(data=b"03 lop")).activity is not None


def test_the_same_file_counts_for_another_part_and_for_another_task(ledger: Ledger) -> None:
    monthly, classes = ledger.confirm(MONTHLY, CLASSES)
    for code in (f"{monthly}.1", f"{monthly}.2", classes):
        assert keep(ledger, code, a_file()).activity is not None
        assert keep(ledger, code, a_file()).activity is None
    assert [len(w.activities) for w in ledger.view(monthly).work] == [1, 1, 0, 0, 0, 0]


def test_a_file_known_for_one_of_two_tasks_counts_only_for_the_other(ledger: Ledger) -> None:
    first, second = ledger.confirm(CLASSES, Line("Mở lớp cho thợ mới", targets=(target(),)))
    keep(ledger, first, a_file())
    new = NewActivity(happened_on=DAY, words="Đã mở lớp", codes=(first, second), quantity=Decimal(1))
    add_proven_activity(ledger.begin, ledger.blobs, new, [a_file()], RULES, actor=CLERK, now=at(DAY))
    assert [results(ledger.view(code))[0].value for code in (first, second)] == [Decimal(1), Decimal(1)]


def test_the_same_proof_of_one_activity_is_kept_once(ledger: Ledger) -> None:
    activity = ledger.record("", DAY)
    proofs = [a_file(), a_file(label="ban-sao.txt"), NewEvidence(kind=EvidenceKind.LINK, label="https://vi.du")]
    first = add_evidence(ledger.begin, ledger.blobs, activity.id, proofs, RULES, actor=CLERK, now=at(DAY))
    second = add_evidence(ledger.begin, ledger.blobs, activity.id, proofs, RULES, actor=CLERK, now=at(DAY))
    assert ([p.label for p in first], second) == (["bien-ban.txt", "https://vi.du"], [])


def test_a_decomposed_file_name_is_kept_composed(ledger: Ledger) -> None:
    activity = ledger.record("", DAY)
    decomposed = a_file(label=unicodedata.normalize("NFD", "Biên bản.txt"))
    (kept,) = add_evidence(ledger.begin, ledger.blobs, activity.id, [decomposed], RULES, actor=CLERK, now=at(DAY))
    assert kept.label == unicodedata.normalize("NFC", decomposed.label) != decomposed.label


def test_evidence_for_an_unknown_activity_keeps_no_row(ledger: Ledger) -> None:
    before = ledger.dump()
    with pytest.raises(NotFound) as refused:
        add_evidence(ledger.begin, ledger.blobs, 99, [a_file()], RULES, actor=CLERK, now=at(DAY))
    assert (refused.value.message_code, refused.value.params) == ("activity.unknown", {"id": 99})
    assert ledger.dump() == before


def test_kinds_that_need_nobody_s_look_are_accepted_as_they_come(ledger: Ledger) -> None:
    activity = ledger.record("", DAY)
    proofs = [NewEvidence(kind=k, label="số 5") for k in (EvidenceKind.DOCUMENT_NUMBER, EvidenceKind.LINK)]
    kept = add_evidence(ledger.begin, ledger.blobs, activity.id, proofs, RULES, actor=CLERK, now=at(DAY))
    assert [p.state for p in kept] == [EvidenceState.ACCEPTED, EvidenceState.RECEIVED]


def test_rejecting_needs_a_reason_and_a_later_look_may_accept(ledger: Ledger) -> None:
    activity = ledger.record("", DAY)
    link = NewEvidence(kind=EvidenceKind.LINK, label="https://vi.du")
    (kept,) = add_evidence(ledger.begin, ledger.blobs, activity.id, [link], RULES, actor=CLERK, now=at(DAY))
    with pytest.raises(BadInput) as refused:
        decide_evidence(ledger.begin, kept.id, RULES, accept=False, actor=CLERK, now=at(DAY), reason=" ")
    assert refused.value.message_code == "evidence.reason_missing"
    rejected = decide_evidence(ledger.begin, kept.id, RULES, accept=False, actor=CLERK, now=at(DAY), reason=" ảnh  mờ ")
    assert (rejected.state, rejected.reason, rejected.decided_by) == (EvidenceState.REJECTED, "ảnh mờ", "thuky")
    assert (
        decide_evidence(ledger.begin, kept.id, RULES, accept=True, actor=CLERK, now=at(DAY)).state
        is EvidenceState.ACCEPTED
    )


def reject(ledger: Ledger, evidence_id: int) -> EvidenceState:
    rejected = decide_evidence(
        ledger.begin, evidence_id, RULES, accept=False, actor=CLERK, now=at(DAY), reason="nhầm tệp"
    )
    return rejected.state


def test_the_only_proof_of_what_is_done_is_rejected_only_after_it_is_opened_again(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    (proof,) = keep(ledger, code, a_file(), quantity=2).evidence
    mark_done(ledger.begin, code, RULES, actor=CLERK, now=at(DAY))
    before = ledger.dump()
    with pytest.raises(NotAllowed) as refused:
        reject(ledger, proof.id)
    assert refused.value.message_code == "evidence.carries_done"
    assert refused.value.params == {"evidence": proof.id, "task": code}
    assert ledger.dump() == before
    assert f"dondoc reopen {code}" in explain(refused.value)
    reopen(ledger.begin, code, "minh chứng nhầm", actor=CLERK, now=at(DAY))
    assert reject(ledger, proof.id) is EvidenceState.REJECTED


def test_of_two_proofs_of_what_is_done_one_may_be_rejected(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    first, second = keep(ledger, code, a_file(), a_file(data=b"anh"), quantity=2).evidence
    mark_done(ledger.begin, code, RULES, actor=CLERK, now=at(DAY))
    assert reject(ledger, first.id) is EvidenceState.REJECTED
    with pytest.raises(NotAllowed):
        reject(ledger, second.id)


def test_what_is_vouched_for_stands_without_its_proof(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    (proof,) = keep(ledger, code, a_file(), quantity=2).evidence
    mark_done(ledger.begin, code, RULES, actor=CLERK, now=at(DAY), attest="Chủ tịch dự cả hai lớp")
    assert reject(ledger, proof.id) is EvidenceState.REJECTED
    assert ledger.view(code).work[0].slot.status is Status.DONE
