"""Who looked at what is kept with the decision, in its transaction, and what was found stays as it was."""

import json
from datetime import date, timedelta

import pytest
from ledger_office import CLERK, NOW, Ledger, Line, target

from dondoc import __version__
from dondoc.core.example import Judgement
from dondoc.errors import BadInput
from dondoc.usecases.review_commitments import Addition, Decision, Mend, Verdict, accept_above, apply_decisions

CLASSES = Line("Tổ chức 02 lớp an toàn lao động cho công nhân xưởng nung", targets=(target(),))
TREES = Line("Trồng 50 cây xanh quanh khu tập thể")
LIBRARY = Line("Mở tủ sách tại nhà ăn ca")


def judged(ledger: Ledger) -> dict[int, list[Judgement]]:
    with ledger.database.reading() as work:
        return work.examples.judgements()


def test_what_was_found_is_kept_with_the_document_and_its_version(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, TREES)
    with ledger.database.reading() as work:
        reading = work.examples.reading(kept.document.id)
    assert reading is not None
    assert (reading.engine, reading.read_at) == (__version__, NOW)
    assert [one["text"] for one in json.loads(reading.found)["commitments"]] == [CLASSES.text, TREES.text]


def test_a_mended_commitment_leaves_the_reading_as_it_was(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES)
    first = kept.commitments[0].commitment
    ledger.decide(Decision(commitment_id=first.id, verdict=Verdict.ACCEPT, mend=Mend(due=date(2026, 9, 1))))
    with ledger.database.reading() as work:
        reading = work.examples.reading(kept.document.id)
    assert reading is not None
    assert json.loads(reading.found)["commitments"][0]["due"] == "2026-12-31"


def test_each_decision_is_noted_with_its_span_and_what_is_left_is_not(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, TREES, LIBRARY)
    first, second, third = (row.commitment for row in kept.commitments)
    apply_decisions(
        ledger.begin,
        [
            Decision(commitment_id=first.id, verdict=Verdict.ACCEPT),
            Decision(commitment_id=second.id, verdict=Verdict.REJECT, reason="  chỉ là  khẩu hiệu "),
            Decision(commitment_id=third.id, verdict=Verdict.LEAVE),
        ],
        [Addition(text="Thăm công nhân ốm")],
        document_id=kept.document.id,
        actor=CLERK,
        now=NOW,
    )
    added, *looked = judged(ledger)[kept.document.id]
    assert added.is_addition
    assert [(j.commitment_id, j.start, j.end, j.was_seen, j.at) for j in looked] == [
        (one.id, one.start, one.end, True, NOW) for one in (first, second)
    ]
    with ledger.database.reading() as work:
        [(_, payload)] = work.events.told_of([f"draft-{second.id}"])
    assert payload == {"text": TREES.text, "reason": "chỉ là khẩu hiệu"}


def test_what_a_rule_accepted_in_bulk_was_seen_by_nobody(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, TREES)
    with ledger.begin() as work:
        wanted = accept_above(work.commitments.all(), 0.0)
    ledger.decide(*wanted)
    assert [one.was_seen for one in judged(ledger)[kept.document.id]] == [False, False]


def test_a_second_thought_replaces_the_first(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES)
    draft = kept.commitments[0].commitment
    ledger.decide(Decision(commitment_id=draft.id, verdict=Verdict.REJECT))
    later = NOW + timedelta(days=2)
    ledger.decide(Decision(commitment_id=draft.id, verdict=Verdict.ACCEPT), now=later)
    assert [one.at for one in judged(ledger)[kept.document.id]] == [later]


def test_a_review_that_fails_leaves_no_note(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, TREES)
    first, second = (row.commitment for row in kept.commitments)
    before = ledger.dump()
    with pytest.raises(BadInput):
        ledger.decide(
            Decision(commitment_id=first.id, verdict=Verdict.ACCEPT),
            Decision(commitment_id=second.id, verdict=Verdict.ACCEPT, planned_for=date(2030, 1, 1)),
        )
    assert ledger.dump() == before


def test_an_order_that_stands_in_no_document_is_no_example(ledger: Ledger) -> None:
    apply_decisions(ledger.begin, [], [Addition(text="Báo cáo nhanh")], document_id=None, actor=CLERK, now=NOW)
    assert judged(ledger) == {}


def test_a_newer_text_keeps_what_was_decided_on_the_words_that_it_still_has(ledger: Ledger) -> None:
    first = ledger.ingest(CLASSES, TREES)
    ledger.decide(*(Decision(commitment_id=row.commitment.id, verdict=Verdict.ACCEPT) for row in first.commitments))
    apply_decisions(
        ledger.begin, [], [Addition(text="Thăm thợ ốm")], document_id=first.document.id, actor=CLERK, now=NOW
    )
    reworded = Line(CLASSES.text.replace("02", "03"), targets=(target(3),))
    second = ledger.ingest(LIBRARY, TREES, reworded, now=NOW + timedelta(days=1))
    added, trees = judged(ledger)[second.document.id]
    assert added.is_addition
    assert second.document.text[trees.start : trees.end] == TREES.text
    assert (trees.at, trees.was_seen) == (NOW, True)
    assert len(judged(ledger)[first.document.id]) == 3
