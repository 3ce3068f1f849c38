"""Each code has its sentence, in both languages, whose holes are filled by whoever raises it."""

import os
import string
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from messages.raised_codes import Raised, event_types, raised_codes

from dondoc.core.extraction import FanOut
from dondoc.core.instants import TIME_ZONE
from dondoc.core.notice import Channel
from dondoc.core.reminder import HeldReason
from dondoc.core.target import Comparator
from dondoc.core.task import Status
from dondoc.errors import BadInput
from dondoc.extract.rules import load_rules
from dondoc.messages import MESSAGES, explain, say
from dondoc.store.protection import SEALED
from dondoc.usecases.border import _KINDS
from dondoc.usecases.readable_plan import REASONS

RAISED = raised_codes()
#: Codes that are put together while running.
COMPOSED = {
    *(f"held.{reason.value}" for reason in HeldReason),
    *(code for _, code, _ in _KINDS),
    *(f"log.slot.{status.value}" for status in Status if status not in {Status.DRAFT, Status.REJECTED, Status.OPEN}),
}
COMPOSED |= {f"ledger.of.{table}" for table in SEALED} | {"ledger.of.draft"}
COMPOSED |= {f"ledger.column.{column}" for protection in SEALED.values() for column in protection.facts}
#: Reasons of a commitment whose code is put together while running.
COMPOSED |= {f"reason.{rule.name}" for rule in load_rules() if not rule.ignores} | {
    f"reason.{field}:{source}"
    for field, sources in {
        "section": ("results", "limits", "unknown"),
        "owner": ("subject", "told", "charged", "lead", "heading"),
        "due": ("row", "group", "clause", "whole", "sentence"),
        "fan_out": [one.value for one in FanOut],
        "area": ("words", "heading"),
    }.items()
    for source in sources
}
COMPOSED |= {"reason.added_by_hand"}
COMPOSED |= {f"grading.doubt.{kind}" for kind in ("no_points", "sum", "total")}
#: Why a planned task would not come back: by the field that is lost, by how many tasks it is read as.
COMPOSED |= {*REASONS.values(), "plan.two_tasks", "plan.no_date", "plan.reads_as_result", "plan.reads_as_nothing"}
#: Deviations of the form whose code is put together while running.
COMPOSED |= {"form.bold", "form.not_bold", "form.italic", "form.not_italic"}
COMPOSED |= {f"form.margin_{side}" for side in ("top", "bottom", "left", "right")}
COMPOSED |= {"form.rule_missing", "form.rule_underline", "form.rule_typed"}
COMPOSED |= {"form.recipients_line", "form.recipients_colon"}
#: Events whose type is put together while running.
COMPOSED_EVENTS = {
    "slot.reopened", "slot.partly_done", "slot.not_done", "slot.waived", "slot.suspended",
    "receipt.acknowledged", "receipt.snoozed",
    "evidence.accepted", "evidence.rejected", "person.added", "person.changed",
    "message.received", "message.read", "message.undeliverable",
    "report.submitted", "report.withdrawn", "report.issued", "report.edited", "report.edit_dropped",
    "commitment.ordered", "commitment.not_ordered",
    "message.assigned", "message.released", "message.dismissed",
}  # fmt: skip


def holes(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_sentence_has_both_languages_and_the_same_holes(code: str) -> None:
    text = MESSAGES[code]
    assert text.vi.strip() == text.vi != ""
    assert text.en.strip() == text.en != ""
    assert holes(text.vi) == holes(text.en)
    assert "" not in holes(text.vi)


@pytest.mark.parametrize("one", RAISED, ids=lambda one: f"{one.code} {one.place}")
def test_a_code_that_is_raised_has_a_sentence_and_fills_its_holes(one: Raised) -> None:
    assert one.code in MESSAGES, f"{one.place} raises {one.code}, which has no sentence"
    if one.params is not None:
        assert holes(MESSAGES[one.code].vi) <= one.params


def test_the_walk_over_the_source_finds_what_it_is_for() -> None:
    codes = {one.code for one in RAISED}
    assert {"task.unknown", "document.encrypted", "input.bad", "date.impossible", "period.unknown", "job.busy"} <= codes
    assert {"evidence.unknown", "prefect.port", "schedule.cron", "value.missing"} <= codes | COMPOSED
    assert len(codes) > 100


@pytest.mark.parametrize("code", sorted(COMPOSED))
def test_a_code_that_is_put_together_has_a_sentence(code: str) -> None:
    assert code in MESSAGES


@pytest.mark.parametrize("type_", sorted({*event_types(), *COMPOSED_EVENTS}))
def test_what_is_logged_can_be_told(type_: str) -> None:
    assert f"log.{type_}" in MESSAGES


def test_no_sentence_is_left_over() -> None:
    told = {one.code for one in RAISED} | COMPOSED | {f"log.{t}" for t in {*event_types(), *COMPOSED_EVENTS}}
    assert sorted(set(MESSAGES) - told) == []


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_vietnamese_sentence_says_no_english_word_of_ours(code: str) -> None:
    words = set(MESSAGES[code].vi.replace("“", " ").replace("”", " ").split())
    assert not words & {"file", "error", "invalid", "task", "unknown", "missing", "cannot", "not"}


class _Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (date(2026, 9, 5), "05/09/2026", "05/09/2026"),
        (datetime(2026, 9, 5, 8, 30, tzinfo=TIME_ZONE), "08:30 05/09/2026", "08:30 05/09/2026"),
        (datetime(2026, 9, 4, 18, 30, tzinfo=UTC), "01:30 05/09/2026", "01:30 05/09/2026"),
        (Channel.EMAIL, "thư điện tử", "e-mail"),
        (Decimal("2.50"), "2,5", "2.5"),
        (Decimal("100"), "100", "100"),
        (Status.NOT_DONE, "không thực hiện được", "not done"),
        (Comparator.AT_MOST, "không quá", "at most"),
        (BadInput(code="value.missing"), "còn thiếu, phải ghi thêm", "it is missing"),
        (os.strerror(2), "không có tệp hay thư mục này", os.strerror(2)),
        (_Colour.RED, "red", "red"),
        (7, "7", "7"),
    ],
)
def test_a_parameter_is_printed_as_its_reader_writes_it(value: object, vi: str, en: str) -> None:
    error = BadInput(code="value.other", detail=value)
    assert explain(error) == f"không dùng được ({vi})"
    assert explain(error, "en") == f"it cannot be used ({en})"


def test_a_hole_that_nobody_filled_and_an_unknown_code_are_still_told() -> None:
    assert "…" in say("task.unknown", {})
    assert say("no.such", {"a": 1}) == "no.such {'a': 1}"


def test_braces_in_a_parameter_are_only_words() -> None:
    assert "{x}" in explain(BadInput(code="clock.bad_date", text="{x}"))
