"""How tasks look at the terminal and in JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dondoc.cli.screen import EVIDENCE_LABELS, STATUS_LABELS, TIMELINESS_LABELS, day, paper_name, say
from dondoc.core.commitment import Amendment, AmendmentKind
from dondoc.core.event import Event
from dondoc.core.evidence_kit import EvidenceKits, KitStanding, standing_of_slot
from dondoc.core.instants import TIME_ZONE
from dondoc.core.progress import Result, SlotWork, TaskView, results
from dondoc.core.report import SourceDocument
from dondoc.core.task import Status, Timeliness, timeliness
from dondoc.draft.figures import target_text, targets_text
from dondoc.messages import say as sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One slot (or one direction) as a line."""

    code: str
    words: str
    unit: str
    period: str | None
    due: date | None
    status: Status
    timeliness: Timeliness
    label: str
    result: str
    is_awaiting: bool
    ordinal: int
    #: Who promised it and who does it.
    unit_ids: frozenset[int]
    #: Code of the later task that it went over to, or "".
    continued_by: str = ""

    @property
    def is_overdue(self) -> bool:
        """Whether it is owed and late."""
        return self.timeliness is Timeliness.OVERDUE

    def as_json(self) -> dict[str, object]:
        """For scripts."""
        return {
            "code": self.code,
            "text": self.words,
            "unit": self.unit,
            "period": self.period,
            "due": self.due.isoformat() if self.due else None,
            "status": self.status.value,
            "timeliness": self.timeliness.value,
            "result": self.result or None,
            "continued_by": self.continued_by or None,
            "awaiting_acceptance": self.is_awaiting,
        }


def task_rows(views: Iterable[TaskView], units: Mapping[int, str], today: date) -> list[TaskRow]:
    """Lines of the list, in order of date, then of code."""
    rows: list[TaskRow] = []
    for view in views:
        if not view.work:
            rows.append(_direction_row(view, units))
        rows += [_slot_row(view, work, units, today) for work in view.work]
    return sorted(rows, key=lambda row: (row.due or date.max, row.code.partition(".")[0], row.ordinal))


def _direction_row(view: TaskView, units: Mapping[int, str]) -> TaskRow:
    return TaskRow(
        code=view.code,
        words=view.terms.display,
        unit=units.get(view.promised.unit_id, ""),
        period=view.promised.period.code if view.promised.period else None,
        due=None,
        status=Status.OPEN,
        timeliness=Timeliness.NOT_APPLICABLE,
        label="định hướng",
        result="",
        is_awaiting=False,
        ordinal=0,
        unit_ids=frozenset({view.promised.unit_id}),
    )


def _slot_row(view: TaskView, work: SlotWork, units: Mapping[int, str], today: date) -> TaskRow:
    slot = work.slot
    when = timeliness(slot, today=today)
    label = STATUS_LABELS[slot.status]
    if slot.status in {Status.OPEN, Status.PARTLY_DONE} and when is not Timeliness.IN_TIME:
        label = f"{label}, {TIMELINESS_LABELS[when]}"
    elif slot.status is Status.DONE:
        label = f"{label} {TIMELINESS_LABELS[when]}"
    if slot.continued_by:
        outcome = "" if slot.status is Status.OPEN else f"{STATUS_LABELS[slot.status]}, "
        label = f"{outcome}chuyển sang {slot.continued_by}"
    if work.awaiting:
        label += ", chờ công nhận"
    return TaskRow(
        code=view.slot_code(slot),
        words=view.terms.display,
        unit=units.get(slot.assignee.unit_id, ""),
        period=view.promised.period.code if view.promised.period else None,
        due=slot.due,
        status=slot.status,
        timeliness=when,
        label=label,
        result="; ".join(result_text(r) for r in results(view, slot)),
        is_awaiting=bool(work.awaiting),
        ordinal=slot.ordinal,
        unit_ids=frozenset({view.promised.unit_id, slot.assignee.unit_id, *slot.partners}),
        continued_by=slot.continued_by,
    )


def result_text(result: Result) -> str:
    """What was reached of what was promised: "1/2", "38/40 (cần 95%)"."""
    wanted = _number(result.target.value) + ("%" if result.target.percent else "")
    if result.value is None:
        return f"0/{wanted}" if not result.target.percent else f"–/{wanted}"
    if result.denominator is not None:
        return f"{_number(result.numerator or result.value)}/{_number(result.denominator)} (cần {wanted})"
    reached = _number(result.value) + ("%" if result.target.percent else "")
    return f"{reached}/{wanted}"


def _number(value: Decimal) -> str:
    """At most two places after the comma.

    >>> _number(Decimal(17600) / Decimal(186))
    '94,62'
    """
    text = f"{round(value, 2):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def task_title(view: TaskView) -> str:
    """The words, cut to a line."""
    return shorten(view.terms.display, 80)


def shorten(words: str, longest: int) -> str:
    """The words, cut with an ellipsis where they are longer.

    >>> shorten("Tổ công đoàn số 1", 10)
    'Tổ công đ…'
    """
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def print_task(
    view: TaskView,
    units: Mapping[int, str],
    source: SourceDocument | None,
    events: Sequence[Event],
    *,
    today: date,
    kits: EvidenceKits,
    tombstones: Mapping[int, date],
) -> None:
    """Everything about one commitment; `tombstones` are the days on which proofs were destroyed, by number."""
    terms = view.terms
    say(f"{view.code}  {terms.display}")
    if source is not None:
        place = f", ký tự {view.promised.start}–{view.promised.end}" if view.promised.end else ""
        say(f"  nguồn: {source.name}{place}")
    say(f"  hạn: {day(terms.due)}" + (" (ước định)" if terms.due_proposed else ""))
    if terms.targets:
        say(f"  chỉ tiêu: {targets_text(terms.targets)}")
    if terms.owner:
        say(f"  chủ trì: {terms.owner}")
    if view.promised.given_by_superior:
        say("  cấp trên giao")
    for amendment in view.amendments:
        say(
            f"  điều chỉnh{_part_text(view, amendment)}: {_change_text(amendment)}; {amendment.reason} "
            f"(duyệt: {amendment.approver}{', ' + amendment.basis if amendment.basis else ''})"
        )
    for work in view.work:
        _print_slot(view, work, units, today=today, kits=kits, tombstones=tombstones)
    if events:
        say("  nhật ký:")
    for event in events:
        at = event.at.astimezone(TIME_ZONE).strftime("%d/%m/%Y %H:%M")
        say(f"    {at}  {sentence(f'log.{event.type}', {})}  {event.actor}")


def _part_text(view: TaskView, amendment: Amendment) -> str:
    return f" phần {view.code}.{amendment.slot_ordinal}" if amendment.slot_ordinal is not None else ""


def _change_text(amendment: Amendment) -> str:
    """What an amendment changes, both values."""
    parts = [
        f"hạn {day(amendment.old_due)} → {day(amendment.new_due)}" if amendment.new_due else "",
        f"chỉ tiêu {targets_text(amendment.old_targets) or 'không có'} → {targets_text(amendment.new_targets)}"
        if amendment.new_targets
        else "",
        f"chuyển cho {amendment.new_owner}" if amendment.new_owner else "",
        "thôi thực hiện" if amendment.kind is AmendmentKind.CANCEL else "",
    ]
    words = "; ".join(part for part in parts if part)
    return f"sửa chỗ đọc sai: {words}" if amendment.kind is AmendmentKind.CORRECT_READING else words


def _print_slot(
    view: TaskView,
    work: SlotWork,
    units: Mapping[int, str],
    *,
    today: date,
    kits: EvidenceKits,
    tombstones: Mapping[int, date],
) -> None:
    row = _slot_row(view, work, units, today)
    say(f"  {row.code}: {row.label} · hạn {day(row.due)} · {row.unit}" + (f" · {row.result}" if row.result else ""))
    if work.slot.reason:
        say(f"    lý do: {work.slot.reason}" + (f" ({work.slot.decided_by})" if work.slot.decided_by else ""))
    if work.slot.attestation:
        said = work.slot.attestation
        say(f"    xác nhận bằng lời: “{said.words}” ({said.by}, {day(said.on)}); chưa có minh chứng")
    for result in results(view, work.slot):
        say(f"    chỉ tiêu {target_text(result.target)}: {result_text(result)}")
    standing = standing_of_slot(view, work, kits)
    if work.slot.status not in {Status.WAIVED, Status.NOT_DONE} and (papers := papers_text(standing)):
        say(f"    {papers}")
    for activity in work.activities:
        say(f"    hoạt động số {activity.id}, {day(activity.happened_on)}: {activity.words}")
        for proof in work.evidence.get(activity.id, ()):
            name = paper_name(kits.piece_of(proof, standing.kit))
            state = EVIDENCE_LABELS[proof.state]
            if proof.id in tombstones:
                state += f"; minh chứng đã tiêu hủy ngày {day(tombstones[proof.id])}"
            say(f"      minh chứng số {proof.id} ({name}): {proof.label} [{state}]")


def papers_text(standing: KitStanding) -> str:
    """Which papers came, which are asked for, and which are only usual, on one line; "" where none is expected."""
    groups = (("đã có", standing.there), ("cần gửi", standing.missing), ("thường có thêm", standing.also_usual))
    told = [f"{label}: {', '.join(p.name for p in papers)}" for label, papers in groups if papers]
    return f"giấy tờ ({standing.kit.name}): {'; '.join(told)}" if told else ""


def papers_as_json(standing: KitStanding) -> dict[str, object]:
    """The same for scripts, by keys of config/evidence_kits.toml."""
    return {
        "kit": standing.kit.key,
        "there": [p.key for p in standing.there],
        "missing": [p.key for p in standing.missing],
        "usual": [p.key for p in standing.also_usual],
        "unknown": standing.unknown,
    }
