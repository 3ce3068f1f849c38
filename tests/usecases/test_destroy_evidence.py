"""Destroying proofs: what goes, what stays, and what a crash in between leaves to the next run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, target

from dondoc.core.activity import Activity, Evidence, EvidenceKind, EvidenceState
from dondoc.core.file_facts import FileFacts, Keeping, KeepingState
from dondoc.core.inbound import Inbound, InboundState
from dondoc.core.notice import Channel
from dondoc.core.task import Status
from dondoc.errors import BadInput, DondocError, NotAllowed
from dondoc.usecases.decide_evidence import decide_evidence
from dondoc.usecases.destroy_evidence import Order, destroy_evidence, finish_destruction, kept_evidence
from dondoc.usecases.mend_activity import Correction, mend_activity
from dondoc.usecases.ports import Work
from dondoc.usecases.record_activity import NewEvidence, add_evidence, link_activity
from dondoc.usecases.update_task import mark_done
from dondoc.usecases.verify_ledger import verify_ledger

DAY, LATER = date(2026, 9, 15), date(2032, 1, 4)
CLASSES, GIFTS = Line("Tổ chức 02 lớp an toàn lao động", targets=(target(),)), Line("Tặng quà Tết")
#: What is done for gifts is kept for ten years, all else for five.
FIVE = replace(
    RULES,
    keeps=lambda activity, promises: (
        ("finance", date(activity.happened_on.year + 11, 1, 1))
        if any("quà" in one.text for one in promises)
        else ("routine", date(activity.happened_on.year + 6, 1, 1))
    ),
)
ORDER = Order(reason="hết thời hạn lưu trữ", law="Quyết định số 5/QĐ-CĐCS")
REQUEST = Order(reason="theo yêu cầu của cá nhân", law="Luật 91/2025/QH15", erases_label=True)


def a_file(label: str = "danh-sach.txt", data: bytes = b"ho ten") -> NewEvidence:
    return NewEvidence(kind=EvidenceKind.FILE, label=label, data=data, media_type="text/plain")


def add(ledger: Ledger, activity: Activity, *proofs: NewEvidence, accept: bool = True) -> list[Evidence]:
    return add_evidence(ledger.begin, ledger.blobs, activity.id, proofs, FIVE, actor=CLERK, now=at(DAY), accept=accept)


def destroy(ledger: Ledger, *ids: int, order: Order = ORDER, copies: Mapping[str, int] | None = None) -> None:
    dropped: dict[str, int] = {}
    destroy_evidence(
        ledger.begin, ledger.blobs, ids, order, FIVE, drop_copies=dropped.update, actor=CLERK, now=at(LATER)
    )
    if copies is not None:
        assert dropped == copies


def keepings(ledger: Ledger) -> dict[int, Keeping]:
    with ledger.database.reading() as work:
        return work.keepings.of()


def proof_of(ledger: Ledger, number: int) -> Evidence:
    with ledger.database.reading() as work:
        return work.activities.get_evidence(number)


def test_a_proof_is_kept_until_the_years_after_its_year_are_over(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    (proof,) = add(ledger, ledger.record(code, DAY, 2), a_file())
    kept = keepings(ledger)[proof.id]
    assert (kept.retention, kept.keep_until) == ("routine", date(2032, 1, 1))
    assert not kept.is_due(date(2031, 12, 31))
    assert kept.is_due(date(2032, 1, 1))


def test_it_is_kept_as_long_as_the_task_that_wants_it_longest(ledger: Ledger) -> None:
    classes, gifts = ledger.confirm(CLASSES, GIFTS)
    activity = ledger.record(classes, date(2027, 1, 5))
    (proof,) = add(ledger, activity, a_file())
    mend_activity(ledger.begin, activity.id, Correction(on=DAY), FIVE, actor=CLERK, now=at(date(2027, 1, 6)))
    assert keepings(ledger)[proof.id].keep_until == date(2032, 1, 1)
    link_activity(ledger.begin, activity.id, gifts, FIVE, actor=CLERK, now=at(DAY))
    assert (keepings(ledger)[proof.id].retention, keepings(ledger)[proof.id].keep_until) == (
        "finance",
        date(2037, 1, 1),
    )


def test_what_came_before_retention_was_recorded_is_judged_when_it_is_asked_for(ledger: Ledger) -> None:
    (proof,) = add(ledger, ledger.record("", DAY), a_file())
    with ledger.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM keepings")
    with ledger.database.reading() as work:
        (kept,) = kept_evidence(work, FIVE)
    assert (kept.evidence, kept.keeping.keep_until) == (proof, date(2032, 1, 1))


def test_the_bytes_go_and_a_tombstone_says_who_why_and_by_which_law(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    (proof,) = add(ledger, ledger.record(code, DAY, 2), a_file())
    mark_done(ledger.begin, code, RULES, actor=CLERK, now=at(DAY))
    assert proof.sha256 is not None
    destroy(ledger, proof.id, copies={proof.sha256: 6})
    assert not ledger.blobs.has(proof.sha256)
    tombstone = keepings(ledger)[proof.id]
    assert (tombstone.state, tombstone.destroyed_by, tombstone.reason, tombstone.law, tombstone.destroyed_on) == (
        KeepingState.DESTROYED,
        "thuky",
        ORDER.reason,
        ORDER.law,
        LATER,
    )
    assert proof_of(ledger, proof.id) == proof
    assert ledger.view(code).work[0].slot.status is Status.DONE
    assert ledger.events()[-1] == "evidence.destroyed"


def test_nothing_new_is_done_by_a_proof_that_was_destroyed(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    (proof,) = add(ledger, ledger.record(code, DAY, 2), a_file())
    destroy(ledger, proof.id)
    with pytest.raises(NotAllowed) as refused:
        mark_done(ledger.begin, code, RULES, actor=CLERK, now=at(LATER))
    assert refused.value.message_code == "done.no_evidence"


def test_a_person_s_request_takes_the_name_and_the_hash_too(ledger: Ledger) -> None:
    first, second = add(ledger, ledger.record("", DAY), a_file("Lê Thị Hòe.txt"), a_file("Lê Thị Hòe.txt", b"hai"))
    destroy(ledger, first.id, second.id, order=REQUEST)
    for proof in (first, second):
        bare = proof_of(ledger, proof.id)
        assert (bare.label, bare.sha256) == (f"đã xóa theo yêu cầu (số {proof.id})", None)
        assert proof.sha256 is not None
        assert not ledger.blobs.has(proof.sha256)
    with ledger.database.reading() as work:
        told = work.events.told_of(f"evidence-{p.id}" for p in (first, second))
    assert [(event.type, payload is None) for event, payload in told] == [
        ("evidence.received", True),
        ("evidence.received", True),
        ("evidence.destroyed", False),
        ("evidence.destroyed", False),
    ]
    assert [row for row in ledger.dump() if "Hòe" in str(row)] == []


def test_bytes_that_something_else_needs_stay(ledger: Ledger) -> None:
    code = ledger.confirm(CLASSES)[0]
    activity = ledger.record(code, DAY, 2)
    with ledger.database.reading() as work:
        (document,) = work.documents.all()
    report = ledger.blobs.get(document.file_sha256)
    (shared,) = add(ledger, activity, a_file())
    (other,) = add(ledger, ledger.record("", DAY), a_file())
    (paper,) = add(ledger, activity, a_file("bao-cao.txt", report))
    destroy(ledger, shared.id, paper.id, copies={})
    assert shared.sha256 is not None
    assert ledger.blobs.has(shared.sha256)
    assert ledger.blobs.has(document.file_sha256)
    destroy(ledger, other.id)
    assert not ledger.blobs.has(shared.sha256)


def test_the_copies_that_are_shown_and_the_letter_that_brought_it_go_too(ledger: Ledger) -> None:
    activity = ledger.record("", DAY)
    shown, small, letter = (ledger.blobs.put(data) for data in (b"ban xem", b"ban nho", b"thu"))
    facts = FileFacts(
        sha256=ledger.blobs.put(b"anh"),
        media_type="image/png",
        latitude=21.0,
        longitude=105.8,
        shown_sha256=shown,
        thumbnail_sha256=small,
        read_at=at(DAY),
    )
    (proof,) = add(ledger, activity, replace(a_file("anh.png", b"anh"), media_type="image/png", facts=facts))
    with ledger.begin() as work:
        row = work.inbound.add(
            Inbound(
                id=0,
                channel=Channel.EMAIL,
                source="hop-thu",
                message_key="1 <a@vi.du>",
                sender="mau@vi.du",
                subject="Re",
                sha256=letter,
                received_at=at(DAY),
                state=InboundState.PROCESSED,
                activity_id=activity.id,
            )
        )
    destroy(ledger, proof.id)
    assert [ledger.blobs.has(one) for one in (facts.sha256, shown, small, letter)] == [False] * 4
    with ledger.database.reading() as work:
        assert work.files.facts_of() == {}
        assert row is not None
        assert work.inbound.get(row.id).sha256 == ""


def test_bytes_that_are_destroyed_while_the_same_come_again_are_kept_anew(ledger: Ledger) -> None:
    (proof,) = add(ledger, ledger.record("", DAY), a_file())
    other = ledger.record("", DAY)

    @contextmanager
    def late() -> Iterator[Work]:
        # Between the bytes and the row of the second proof another process destroys the first.
        destroy(ledger, proof.id)
        with ledger.begin() as work:
            yield work

    (again,) = add_evidence(late, ledger.blobs, other.id, [a_file()], FIVE, actor=CLERK, now=at(LATER))
    assert again.sha256 is not None
    assert ledger.blobs.get(again.sha256) == b"ho ten"
    assert verified(ledger) == ()


def verified(ledger: Ledger) -> tuple[DondocError, ...]:
    return tuple(verify_ledger(ledger.database.reading, ledger.blobs, disk_now=at(LATER)).broken)


class PowerCut(BaseException):
    """Nothing after it runs, as after a kill."""


def test_a_crash_after_the_commit_leaves_work_that_the_next_run_finishes(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = add(ledger, ledger.record("", DAY), a_file(), a_file("khac.txt", b"khac"))
    real, removed = ledger.blobs.remove, []

    def cut(sha256: str) -> None:
        if removed:
            raise PowerCut
        removed.append(sha256)
        real(sha256)

    with monkeypatch.context() as patch:
        patch.setattr(ledger.blobs, "remove", cut)
        with pytest.raises(PowerCut):
            destroy(ledger, first.id, second.id)
    assert {k.state for k in keepings(ledger).values()} == {KeepingState.DESTROYING}
    assert verified(ledger) == ()
    hashes = [sha256 for sha256 in (first.sha256, second.sha256) if sha256 is not None]
    assert [ledger.blobs.has(one) for one in hashes].count(True) == 1
    assert finish_destruction(ledger.begin, ledger.blobs, drop_copies=dict) == 2
    assert not any(ledger.blobs.has(one) for one in hashes)
    assert {k.state for k in keepings(ledger).values()} == {KeepingState.DESTROYED}
    assert finish_destruction(ledger.begin, ledger.blobs, drop_copies=dict) == 0
    assert ledger.events().count("evidence.destroyed") == 2
    assert verified(ledger) == ()


def test_it_is_destroyed_once_and_decided_on_no_more(ledger: Ledger) -> None:
    (proof,) = add(ledger, ledger.record("", DAY), a_file(), accept=False)
    destroy(ledger, proof.id)
    assert (proof_of(ledger, proof.id).state, proof_of(ledger, proof.id).reason) == (
        EvidenceState.REJECTED,
        ORDER.reason,
    )
    for act in (lambda: destroy(ledger, proof.id), lambda: decide(ledger, proof.id)):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert (refused.value.message_code, refused.value.params["on"]) == ("evidence.destroyed", LATER)


def decide(ledger: Ledger, number: int) -> None:
    decide_evidence(ledger.begin, number, FIVE, accept=True, actor=CLERK, now=at(LATER))


@pytest.mark.parametrize("order", [Order(reason=" ", law="x"), Order(reason="x", law="")])
def test_why_and_by_which_law_must_be_said(ledger: Ledger, order: Order) -> None:
    (proof,) = add(ledger, ledger.record("", DAY), a_file())
    before = ledger.dump()
    with pytest.raises(BadInput) as refused:
        destroy(ledger, proof.id, order=order)
    assert refused.value.message_code == "evidence.destroy_why"
    assert ledger.dump() == before
