"""Amending what was promised: another date, target or owner, with who approved it; both values stay and are printed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.core.commitment import Amendment, AmendmentKind
from dondoc.core.event import Actor, JsonValue
from dondoc.core.planning import move_due
from dondoc.core.progress import TaskView
from dondoc.core.target import Target
from dondoc.core.task import SETTLED, Assignee, Slot, Status, require_move
from dondoc.errors import BadInput
from dondoc.usecases.own_unit import unit_by_code
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import find_view, views_of
from dondoc.usecases.send_reminders import withdraw_for_slots


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The new terms, and why: exactly one of `due`, `targets`, `owner` for its kind; none for a cancellation."""

    kind: AmendmentKind
    reason: str
    approver: str
    basis: str = ""
    due: date | None = None
    targets: tuple[Target, ...] = ()
    #: Code or name of the unit that takes it over.
    owner: str | None = None


def amend(begin: Begin, code: str, change: Change, *, actor: Actor, now: datetime) -> TaskView:
    """Record the amendment, move the open slots, withdraw queued notices; the ladder is built anew from the new date.

    Raises:
        BadInput: `amend.incomplete` when reason, approver or the new value is missing, `amend.same_due`.
        NotFound: `task.unknown`, `unit.unknown`.
    """
    _require_complete(code, change)
    with begin() as work:
        view, ordinal = find_view(work, code)
        terms = view.terms
        if change.due is not None and change.due == terms.due:
            raise BadInput(code="amend.same_due", task=view.code, due=change.due)
        amendment = Amendment(
            id=0,
            commitment_id=view.promised.id,
            kind=change.kind,
            reason=" ".join(change.reason.split()),
            basis=change.basis,
            approver=change.approver,
            at=now,
            old_due=terms.due if change.due is not None else None,
            new_due=change.due,
            old_targets=terms.targets if change.targets else (),
            new_targets=change.targets,
            old_owner=terms.owner if change.owner is not None else None,
            new_owner=change.owner,
        )
        work.commitments.add_amendment(amendment)
        touched = _apply(work, view, ordinal, change, actor=actor, now=now)
        withdraw_for_slots(work, [slot.id for slot in touched])
        unit = work.units.get(view.promised.unit_id)
        payload: dict[str, JsonValue] = {
            "kind": change.kind.value,
            "reason": amendment.reason,
            "basis": change.basis,
            "approver": change.approver,
            "old_due": amendment.old_due.isoformat() if amendment.old_due else None,
            "new_due": change.due.isoformat() if change.due else None,
            "new_owner": change.owner,
        }
        work.events.append(unit.code, "commitment.amended", view.code, payload, actor=actor, at=now)
        return views_of(work, [view.promised])[0]


def _require_complete(code: str, change: Change) -> None:
    missing: list[str] = []
    if not change.reason.strip():
        missing.append("reason")
    if not change.approver.strip():
        missing.append("approver")
    needed = {
        AmendmentKind.EXTEND: ("due", change.due),
        AmendmentKind.RETARGET: ("target", change.targets),
        AmendmentKind.REASSIGN: ("owner", change.owner),
    }.get(change.kind)
    if needed is not None and not needed[1]:
        missing.append(needed[0])
    if missing:
        raise BadInput(code="amend.incomplete", task=code, missing=", ".join(missing))


def _apply(
    work: Work, view: TaskView, ordinal: int | None, change: Change, *, actor: Actor, now: datetime
) -> Sequence[Slot]:
    """The slots that the change touches, stored with it."""
    concerned = [w.slot for w in view.work if ordinal is None or w.slot.ordinal == ordinal]
    unsettled = [s for s in concerned if s.status not in SETTLED or s.status is Status.PARTLY_DONE]
    changed: list[Slot] = []
    if change.due is not None and unsettled:
        # Of a recurring promise only the last window moves, unless one was named.
        movers = unsettled if ordinal is not None or view.terms.recurrence is None else unsettled[-1:]
        changed = [replace(move_due(s, change.due), is_history=False) for s in movers]
    if change.kind is AmendmentKind.REASSIGN and change.owner is not None:
        unit = unit_by_code(work, change.owner)
        changed = [replace(s, assignee=Assignee(unit_id=unit.id)) for s in unsettled]
    if change.kind is AmendmentKind.CANCEL:
        for slot in unsettled:
            require_move(slot.status, Status.WAIVED, code=view.slot_code(slot))
        changed = [
            replace(s, status=Status.WAIVED, reason=change.reason, decided_by=change.approver, decided_at=now)
            for s in unsettled
        ]
    if changed:
        work.slots.update_many(changed)
    return changed or unsettled
