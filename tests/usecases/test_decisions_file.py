"""A review written down: it names text and places, so it never hits what it was not made for."""

import json
from datetime import date
from decimal import Decimal

import pytest
from ledger_office import CLERK, NOW, Ledger, Line, target

from dondoc.core.extraction import FanOut, Recurrence
from dondoc.core.target import Aggregate, Per, Role
from dondoc.errors import BadInput
from dondoc.extract.export import export_target
from dondoc.messages import explain
from dondoc.usecases.decisions_file import parse_decisions, resolve_decisions
from dondoc.usecases.ingest_report import Ingested
from dondoc.usecases.review_commitments import Verdict, apply_decisions

CLASSES, TREES = Line("Tổ chức 02 lớp an toàn", targets=(target(),)), Line("Trồng 50 cây xanh")


@pytest.fixture
def kept(ledger: Ledger) -> Ingested:
    return ledger.ingest(CLASSES, TREES)


def written(kept: Ingested, *entries: dict[str, object], **fields: object) -> str:
    return json.dumps({"text_sha256": kept.document.text_sha256, "decisions": list(entries)} | fields)


def place(kept: Ingested, index: int) -> dict[str, object]:
    draft = kept.commitments[index].commitment
    return {"start": draft.start, "end": draft.end}


def test_each_decision_finds_its_draft_and_the_others_get_their_verdict(ledger: Ledger, kept: Ingested) -> None:
    entry = place(kept, 0) | {
        "verdict": "accept",
        "display": "Mở hai lớp",
        "due": "2026-09-30",
        "targets": [{"comparator": ">=", "value": 2, "unit": "lớp"}],
        "recurrence": "monthly",
        "planned_for": "2026-09-01",
        "assignees": ["@thuky"],
        "mode": "together",
    }
    addition = {"text": "Thăm công nhân ốm", "due": "2026-08-01", "targets": [{"value": "1.5", "unit": "triệu"}]}
    entries = parse_decisions(written(kept, entry, others="reject", additions=[addition]), "quyet-dinh.json")
    drafts = [row.commitment for row in kept.commitments]
    (first, second), (added,) = resolve_decisions(entries, kept.document, drafts)
    assert (first.verdict, first.planned_for, first.assignees) == (Verdict.ACCEPT, date(2026, 9, 1), ("@thuky",))
    assert (first.mend.display, first.mend.due, first.mend.recurrence, first.mode) == (
        "Mở hai lớp", date(2026, 9, 30), Recurrence.MONTHLY, FanOut.TOGETHER,
    )  # fmt: skip
    assert (second.commitment_id, second.verdict) == (drafts[1].id, Verdict.REJECT)
    assert (added.text, added.targets[0].value) == ("Thăm công nhân ốm", Decimal("1.5"))
    reviewed = apply_decisions(
        ledger.begin, [first, second], [added], document_id=kept.document.id, actor=CLERK, now=NOW
    )
    assert (len(reviewed.confirmed), len(reviewed.rejected)) == (2, 1)


def test_a_target_may_be_copied_from_what_extract_prints(kept: Ingested) -> None:
    exported = export_target(target(95, "đoàn viên", percent=True, aggregate=Aggregate.LATEST, per=Per.ASSIGNEE))
    entry = place(kept, 0) | {"verdict": "accept", "targets": [exported]}
    decision = resolve_decisions(
        parse_decisions(written(kept, entry), "x"), kept.document, [r.commitment for r in kept.commitments]
    )[0][0]
    assert decision.mend.targets is not None
    assert export_target(decision.mend.targets[0]) == exported


@pytest.mark.parametrize(
    ("comparator", "role"), [("<=", Role.CAP), ("<", Role.CAP), (">=", Role.REACH), ("=", Role.REACH)]
)
def test_a_target_s_role_follows_its_sign_unless_said(kept: Ingested, comparator: str, role: Role) -> None:
    entry = place(kept, 0) | {"verdict": "accept", "targets": [{"comparator": comparator, "value": 1, "unit": "vụ"}]}
    parsed = parse_decisions(written(kept, entry), "x").decisions[0].targets
    assert parsed is not None
    assert parsed[0].to_target().role is role


def test_a_file_for_another_text_is_refused(ledger: Ledger, kept: Ingested) -> None:
    other = ledger.ingest(TREES, number="2/BC")
    entries = parse_decisions(written(kept), "quyet-dinh.json")
    with pytest.raises(BadInput) as refused:
        resolve_decisions(entries, other.document, [row.commitment for row in other.commitments])
    assert refused.value.message_code == "decisions.other_text"


@pytest.mark.parametrize("twice", [False, True])
def test_a_place_without_a_draft_is_refused(kept: Ingested, twice: bool) -> None:
    entry = place(kept, 0) | {"verdict": "accept"}
    wrong = entry if twice else {"start": 1, "end": 2, "verdict": "accept"}
    entries = parse_decisions(written(kept, entry, wrong), "quyet-dinh.json")
    with pytest.raises(BadInput) as refused:
        resolve_decisions(entries, kept.document, [row.commitment for row in kept.commitments])
    assert refused.value.message_code == "decisions.no_such_span"


@pytest.mark.parametrize(
    ("text", "place_", "words"),
    [
        ("{", "-", "JSON"),
        ('{"decisions": []}', "text_sha256", "thiếu"),
        ('{"text_sha256": "a", "decison": []}', "decison", "chính tả"),
        ('{"text_sha256": "a", "schema": 2}', "schema", "chỉ nhận"),
        ('{"text_sha256": "a", "decisions": [{"start": 0, "end": 1, "verdict": "yes"}]}', "decisions.0.verdict",
         "accept"),
        ('{"text_sha256": "a", "decisions": [{"start": "x", "end": 1, "verdict": "leave"}]}', "decisions.0.start",
         "số nguyên"),
        ('{"text_sha256": "a", "additions": [{"text": "x", "due": "31/12/2026"}]}', "additions.0.due", "ngày"),
        ('{"text_sha256": "a", "additions": [{"text": "x", "targets": [{"value": "NaN", "unit": "x"}]}]}',
         "additions.0.targets.0.value", "số"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_place_and_problem(text: str, place_: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_decisions(text, "quyet-dinh.json")
    assert refused.value.params["place"] == place_
    said = explain(refused.value)
    assert "quyet-dinh.json" in said
    assert words in said
