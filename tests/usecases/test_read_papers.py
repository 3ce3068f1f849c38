"""Which paper a proof is: by the kit of its task, or as a person said."""

from dataclasses import replace
from datetime import date

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at

from dondoc.core.activity import EvidenceKind
from dondoc.errors import BadInput
from dondoc.settings.evidence_kits import load_evidence_kits
from dondoc.usecases.read_papers import gaps_of, name_paper, papers_of
from dondoc.usecases.record_activity import NewEvidence, add_evidence
from dondoc.usecases.update_task import waive

DAY = date(2026, 9, 15)
KITS = load_evidence_kits()
LIST = NewEvidence(kind=EvidenceKind.LINK, label="Danh sách")


def papers(ledger: Ledger) -> list[str | None]:
    with ledger.database.reading() as work:
        proofs = [p for group in work.activities.evidence().values() for p in group]
        named = papers_of(work, proofs, KITS)
    return [piece.key if (piece := named[p.id]) else None for p in proofs]


def test_a_list_is_the_one_that_the_task_asks_for(ledger: Ledger) -> None:
    gifts, classes = ledger.confirm(Line("Tặng quà 10 hộ"), Line("Mở lớp tập huấn"))
    activities = [ledger.record(gifts, DAY), ledger.record(classes, DAY), ledger.record("", DAY, words="kết nạp mới")]
    for activity in activities:
        add_evidence(ledger.begin, ledger.blobs, activity.id, [LIST], RULES, actor=CLERK, now=at(DAY))
    assert papers(ledger) == ["signed_list", "attendance", "list"]


def test_gaps_are_told_by_task_and_for_what_is_unplanned_by_itself(ledger: Ledger) -> None:
    gifts, classes, waived = ledger.confirm(Line("Tặng quà 10 hộ"), Line("Mở lớp tập huấn"), Line("Kết nạp mới"))
    first, second, other, released = (
        ledger.record(code, DAY, words=words)
        for code, words in ((gifts, "a"), (gifts, "b"), ("", "họp tổ"), (waived, "c"))
    )
    ledger.record(classes, DAY)
    add_evidence(ledger.begin, ledger.blobs, first.id, [LIST], RULES, actor=CLERK, now=at(DAY))
    waive(ledger.begin, waived, "thôi", by="Chủ tịch", actor=CLERK, now=at(DAY))
    with ledger.database.reading() as work:
        gaps = gaps_of(work, [first.id, second.id, other.id, released.id], KITS)
    assert [(g.code, g.activities, [p.key for p in g.missing]) for g in gaps] == [
        (gifts, {first.id, second.id}, ["photo"]),
        ("", {other.id}, ["minutes", "photo"]),
    ]


def test_what_its_sender_or_a_person_says_outweighs_the_name_and_stands_in_the_log(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Tặng quà 10 hộ"))
    activity = ledger.record(code, DAY)
    said = replace(LIST, piece="voucher")
    (proof,) = add_evidence(ledger.begin, ledger.blobs, activity.id, [said], RULES, actor=CLERK, now=at(DAY))
    assert papers(ledger) == ["voucher"]
    name_paper(ledger.begin, proof.id, "tờ trình", KITS, actor=CLERK, now=at(DAY))
    assert papers(ledger) == ["request"]
    with ledger.database.reading() as work:
        (event, told) = work.events.told_of([f"evidence-{proof.id}"])[-1]
    assert (event.type, told) == ("evidence.named", {"old": "voucher", "new": "request"})


def test_a_paper_that_nobody_knows_is_refused_and_nothing_kept(ledger: Ledger) -> None:
    before = ledger.dump()
    with pytest.raises(BadInput) as refused:
        name_paper(ledger.begin, 1, "bức tranh", KITS, actor=CLERK, now=at(DAY))
    assert (refused.value.message_code, ledger.dump()) == ("evidence.no_piece", before)
