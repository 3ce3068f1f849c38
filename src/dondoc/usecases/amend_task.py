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
from dondoc.core.unit import Unit
from dondoc.errors import BadInput, Conflict, NotAllowed, NotFound
from dondoc.usecases.own_unit import unit_by_code
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import find_view, views_of
from dondoc.usecases.send_reminders import withdraw_for_slots
from dondoc.usecases.withdraw_wishes import withdraw_wishes


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

    `CODE.2` amends one slot alone.

    Raises:
        BadInput: `amend.incomplete` when reason, approver or the new value is missing, `amend.same_due`,
            `amend.all_targets`, `amend.whole_only`, `task.which_slot`.
        NotAllowed: `amend.settled` when no slot is left to amend, `task.is_direction`.
        Conflict: `amend.taken` when the new owner has that part already.
        NotFound: `task.unknown`, `unit.unknown`.
    """
    _require_complete(code, change)
    with begin() as work:
        view, ordinal = find_view(work, code)
        only = ordinal if len(view.work) > 1 else None
        terms, owner = view.terms, unit_by_code(work, change.owner) if change.owner is not None else None
        touched = _touched(view, ordinal, change)
        old_due = touched[-1].due if only is not None else terms.due
        if change.due is not None and change.due == old_due:
            raise BadInput(code="amend.same_due", task=code, due=change.due)
        new_targets = _inherit(view, only, change)
        amendment = Amendment(
            id=0,
            commitment_id=view.promised.id,
            slot_ordinal=only,
            kind=change.kind,
            reason=" ".join(change.reason.split()),
            basis=change.basis,
            approver=change.approver,
            at=now,
            old_due=old_due if change.due is not None else None,
            new_due=change.due,
            old_targets=terms.targets if new_targets else (),
            new_targets=new_targets,
            old_owner=terms.owner if owner is not None else None,
            new_owner=owner.name if owner is not None else None,
        )
        work.commitments.add_amendment(amendment)
        _apply(work, view, touched, change, owner=owner, actor=actor, now=now)
        withdraw_for_slots(work, [slot.id for slot in touched])
        unit = work.units.get(view.promised.unit_id)
        work.events.append(unit.code, "commitment.amended", view.code, _payload(amendment, owner), actor=actor, at=now)
        return views_of(work, [view.promised])[0]


def _payload(amendment: Amendment, owner: Unit | None) -> dict[str, JsonValue]:
    return {
        "kind": amendment.kind.value,
        "reason": amendment.reason,
        "basis": amendment.basis,
        "approver": amendment.approver,
        "old_due": amendment.old_due.isoformat() if amendment.old_due else None,
        "new_due": amendment.new_due.isoformat() if amendment.new_due else None,
        "new_owner": owner.code if owner is not None else None,
        "slot": amendment.slot_ordinal,
    }


def _require_complete(code: str, change: Change) -> None:
    needed = {
        AmendmentKind.EXTEND: ("--due", change.due),
        AmendmentKind.RETARGET: ("--target", change.targets),
        AmendmentKind.REASSIGN: ("--owner", change.owner),
        AmendmentKind.CANCEL: ("--cancel", True),
        AmendmentKind.CORRECT_READING: ("--due, --target, --owner", change.due or change.targets or change.owner),
    }
    given = (("--reason", change.reason.strip()), ("--approver", change.approver.strip()), needed[change.kind])
    missing = [option for option, value in given if not value]
    if missing:
        raise BadInput(code="amend.incomplete", task=code, missing=", ".join(missing))


def _touched(view: TaskView, ordinal: int | None, change: Change) -> list[Slot]:
    """The slots that the change is about: the one named, else all that are not settled for good.

    Of a recurring promise only the last window moves to a new date, unless one was named.
    """
    concerned = [w.slot for w in view.work if ordinal is None or w.slot.ordinal == ordinal]
    if ordinal is not None and not concerned:
        raise NotFound(code="task.unknown", task=f"{view.code}.{ordinal}")
    if not view.work:
        if change.due is not None or change.kind is AmendmentKind.CANCEL:
            raise NotAllowed(code="task.is_direction", task=view.code)
        return []
    unsettled = [s for s in concerned if s.status not in SETTLED or s.status is Status.PARTLY_DONE]
    if not unsettled:
        raise NotAllowed(code="amend.settled", task=view.code, status=concerned[-1].status)
    if change.due is not None and ordinal is None and view.terms.recurrence is not None:
        last = max(s.window for s in unsettled)
        return [s for s in unsettled if s.window == last]
    return unsettled


def _inherit(view: TaskView, only: int | None, change: Change) -> tuple[Target, ...]:
    """New targets add up and are counted as the old ones were; each old one must get its new figure."""
    if not change.targets:
        return ()
    if only is not None:
        raise BadInput(code="amend.whole_only", task=view.code)
    old = view.terms.targets
    if not old:
        return change.targets
    if len(old) != len(change.targets):
        raise BadInput(code="amend.all_targets", task=view.code, count=len(old), given=len(change.targets))
    return tuple(
        replace(new, per=was.per, aggregate=was.aggregate if new.percent == was.percent else new.aggregate)
        for new, was in zip(change.targets, old, strict=True)
    )


def _apply(
    work: Work,
    view: TaskView,
    touched: Sequence[Slot],
    change: Change,
    *,
    owner: Unit | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Store the slots as the change leaves them."""
    changed: list[Slot] = []
    if change.due is not None:
        changed = [replace(move_due(s, change.due), is_history=False) for s in touched]
    if owner is not None:
        changed = [replace(s, assignee=Assignee(unit_id=owner.id)) for s in touched]
        _require_free(view, changed)
    if change.kind is AmendmentKind.CANCEL:
        for slot in touched:
            require_move(slot.status, Status.WAIVED, code=view.slot_code(slot))
        reason = " ".join(change.reason.split())
        changed = [
            replace(s, status=Status.WAIVED, reason=reason, decided_by=change.approver, decided_at=now, settled_in=None)
            for s in touched
        ]
    if changed:
        work.slots.update_many(changed)
        withdraw_wishes(work, view, changed, actor=actor, now=now)


def _require_free(view: TaskView, moved: Sequence[Slot]) -> None:
    """Nobody does the same window twice: parts of several units go to a new owner one by one."""
    moving = {s.id for s in moved}
    taken = [(w.slot.window, w.slot.assignee.key) for w in view.work if w.slot.id not in moving]
    for slot in moved:
        key = (slot.window, slot.assignee.key)
        if key in taken:
            if len(moved) > 1:
                first = view.slot_code(moved[0])
                raise BadInput(code="task.which_slot", task=view.code, first=first, count=len(view.work))
            raise Conflict(code="amend.taken", task=view.slot_code(slot))
        taken.append(key)
