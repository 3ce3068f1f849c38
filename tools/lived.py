"""A half-year lived through on paper: every promise of a document with outcomes, activities and proofs that follow."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from dondoc.core.activity import Activity, ActivityLink, Evidence, EvidenceKind, EvidenceState
from dondoc.core.commitment import Commitment
from dondoc.core.extraction import Extraction, FoundCommitment
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import Period
from dondoc.core.planning import Handout, plan_slots, settle_targets
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.report import ReportCalendar
from dondoc.core.snapshot import Snapshot
from dondoc.core.target import Per, Role, Target
from dondoc.core.task import Assignee, Slot, Status
from dondoc.extract.display import without_marks

_REASONS = (
    "đơn vị tập trung cho sản xuất cuối năm",
    "kinh phí được cấp chậm",
    "thời tiết mưa bão kéo dài",
)
_PLACES = ("hội trường cơ quan", "nhà văn hóa", "sân vận động phường")


def lived(extraction: Extraction, *, all_done: bool = False) -> Snapshot | None:
    """The snapshot at the end of the plan's period; None for a document without a plan. The same each time.

    `all_done`: everything was done as promised, to see each promise told as a result.
    """
    period = extraction.header.plan_period
    if period is None or not extraction.commitments:
        return None
    plan = ReportCalendar().plan_for(1, period)
    known_at = datetime.combine(plan.cut_off + timedelta(days=2), time(9), TIME_ZONE)
    confirmed = datetime.combine(plan.window.start, time(9), TIME_ZONE)
    rows = [
        _view(_promised(found, number, period, confirmed), known_at, all_done=all_done)
        for number, found in enumerate(extraction.commitments, 1)
    ]
    return Snapshot(plan=plan, known_at=known_at, views=tuple(rows))


def _promised(found: FoundCommitment, number: int, period: Period, confirmed: datetime) -> Commitment:
    return settle_targets(
        Commitment(
            id=number,
            code=f"DV-{period.code}-{number:02}",
            unit_id=1,
            document_id=1,
            period=period,
            text=found.text,
            display=without_marks(found.display, found.text),
            kind=found.kind,
            targets=found.targets,
            due=found.due or period.calendar.last,
            due_explicit=found.due_explicit,
            window=found.window,
            recurrence=found.recurrence,
            rrule=found.rrule,
            owner=found.owner,
            area=found.area,
            refs=found.refs,
            is_direction=found.direction,
            parent_id=found.parent + 1 if found.parent is not None else None,
            status=Status.OPEN,
            confirmed_at=confirmed,
        )
    )


def _view(promised: Commitment, known_at: datetime, *, all_done: bool) -> TaskView:
    confirmed_on = promised.confirmed_at.date() if promised.confirmed_at else known_at.date()
    slots = plan_slots(promised, Handout(assignees=(Assignee(unit_id=1),)), confirmed_on=confirmed_on)
    works = tuple(
        _work(promised, replace(slot, id=promised.id * 100 + slot.ordinal), known_at, len(slots), all_done=all_done)
        for slot in slots
    )
    return TaskView(promised=promised, work=works)


def _chance(*facts: object) -> int:
    """0 to 99, the same for the same facts."""
    return hashlib.sha256("|".join(str(f) for f in facts).encode()).digest()[0] * 100 // 256


def _work(promised: Commitment, slot: Slot, known_at: datetime, count: int, *, all_done: bool) -> SlotWork:
    luck = 0 if all_done else _chance(promised.text, slot.ordinal)
    if luck >= 96:
        status = Status.WAIVED
    elif luck >= 88:
        status = Status.NOT_DONE
    elif luck >= 80 and promised.targets:
        status = Status.PARTLY_DONE
    elif luck >= 76:
        return SlotWork(slot=slot, evidence={})
    else:
        status = Status.DONE
    day = _day(promised, slot, late=status is Status.DONE and luck >= 70, cut_off=known_at.date())
    reason = "" if status is Status.DONE else _REASONS[luck % len(_REASONS)]
    done_on = day if status is Status.DONE else None
    settled = replace(slot, status=status, done_on=done_on, reason=reason, decided_at=known_at)
    if status in {Status.NOT_DONE, Status.WAIVED}:
        return SlotWork(slot=replace(settled, decided_by="Ban Chấp hành"), evidence={})
    share = Decimal("0.6") if status is Status.PARTLY_DONE else Decimal(1)
    deeds = _deeds(promised, settled, day, share, known_at=known_at, count=count)
    return SlotWork(slot=settled, activities=deeds, evidence={a.id: (_proof(a),) for a in deeds})


def _day(promised: Commitment, slot: Slot, *, late: bool, cut_off: date) -> date:
    if late and slot.due + timedelta(days=5) < cut_off:
        return slot.due + timedelta(days=5)
    back = _chance(promised.text, "day") % 25
    return max(slot.due - timedelta(days=back), slot.window.start)


def _deeds(
    promised: Commitment, slot: Slot, day: date, share: Decimal, *, known_at: datetime, count: int
) -> tuple[Activity, ...]:
    """One activity for each target that is counted up, or one without a number."""
    counted: list[tuple[int, Decimal | None]] = [
        (i, _reached(t, share, count)) for i, t in enumerate(promised.targets) if _is_counted(t)
    ]
    place = _PLACES[promised.id % 3] if promised.id % 4 == 0 else ""
    people = 20 + promised.id if promised.id % 5 == 0 else None
    return tuple(
        Activity(
            id=slot.id * 10 + index,
            unit_id=1,
            happened_on=day,
            words="đã thực hiện",
            quantity=quantity,
            place=place if not index else "",
            people=people if not index else None,
            received_at=known_at - timedelta(hours=1),
            links=(ActivityLink(slot_id=slot.id, target=index),),
        )
        for index, quantity in counted or [(0, None)]
    )


def _is_counted(target: Target) -> bool:
    return target.role not in {Role.RANGE_HIGH, Role.CAP}


def _reached(target: Target, share: Decimal, count: int) -> Decimal:
    """The target, or a part of it; what is counted over all slots is spread over them."""
    over = Decimal(count) if target.per is Per.COMMITMENT and not target.percent else Decimal(1)
    value = target.value * share / over
    return value.quantize(Decimal(1)) if value >= 1 else max(value, Decimal(1)) if value else Decimal(0)


def _proof(activity: Activity) -> Evidence:
    is_document = activity.id % 3 == 0
    return Evidence(
        id=activity.id,
        activity_id=activity.id,
        kind=EvidenceKind.DOCUMENT_NUMBER if is_document else EvidenceKind.FILE,
        label=f"Biên bản số {activity.id % 40:02}/BB-CĐCS" if is_document else f"anh-{activity.id}.jpg",
        state=EvidenceState.ACCEPTED,
        received_at=activity.received_at,
        decided_at=activity.received_at,
    )
