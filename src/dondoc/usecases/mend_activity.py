"""Correcting what was recorded of an activity; the log keeps the old and the new."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from dondoc.core.activity import Activity, ActivityLink, EvidenceRules
from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork, TaskView, binding_results, met_on
from dondoc.core.target import Role
from dondoc.core.task import Status
from dondoc.errors import BadInput, NotAllowed, NotFound
from dondoc.usecases.keep_for import keep_anew
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import find_view
from dondoc.usecases.record_activity import linked_parts, linked_tasks, require_shares, target_index

#: What can be taken away again.
CLEARABLE = ("quantity", "people", "money", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong; None leaves it as it is."""

    on: date | None = None
    #: With a quantity the whole goes too: "38/40", or 38 alone.
    quantity: Decimal | None = None
    denominator: Decimal | None = None
    words: str | None = None
    place: str | None = None
    people: int | None = None
    #: Đồng.
    money: Decimal | None = None
    #: Code of the area of work.
    area: str | None = None
    #: Fields that were read or typed and are not so: `CLEARABLE`.
    clear: tuple[str, ...] = ()
    #: The target that it counts for, from 1 as printed.
    target: int | None = None
    #: Codes of tasks that it does not count for after all.
    unlink: tuple[str, ...] = ()


def mend_activity(
    begin: Begin, activity_id: int, change: Correction, rules: EvidenceRules, *, actor: Actor, now: datetime
) -> Activity:
    """Correct an activity.

    A day that is moved into another part of a recurring task counts there. Who names the day or the quantity has
    looked: the activity is unclear no longer, unless a quantity is still missing.

    Raises:
        BadInput: `activity.nothing_to_mend`, `activity.nothing_to_clear`, `activity.no_words`,
            `activity.in_future`, `activity.negative`, `activity.no_such_target`, `activity.shares_over`.
        NotFound: `activity.unknown`, `task.unknown`, `activity.not_linked`.
        NotAllowed: `activity.carries_done` when a task is done by it as it stands; that one is opened again first.
    """
    _require_sense(change, local_date(now))
    with begin() as work:
        before = work.activities.get(activity_id)
        shown = _shown(work, before.links, rules)
        links = _unlinked(work, before, change.unlink)
        if change.on is not None:
            links = _moved(work, before, links, change.on)
        if change.target is not None:
            links = _aimed(work, links, change.target)
        after = replace(
            before,
            happened_on=change.on or before.happened_on,
            quantity=before.quantity if change.quantity is None else change.quantity,
            denominator=before.denominator if change.quantity is None else change.denominator,
            words=before.words if change.words is None else " ".join(change.words.split()),
            place=before.place if change.place is None else " ".join(change.place.split()),
            people=before.people if change.people is None else change.people,
            money=before.money if change.money is None else change.money,
            area=change.area or before.area,
            links=tuple({(link.slot_id, link.target): link for link in links}.values()),
            is_unplanned=not links,
        )
        after = _cleared(after, change.clear)
        require_shares(after)
        after = replace(after, is_unclear=before.is_unclear and not _is_clear(work, after, change))
        work.activities.update(after)
        keep_anew(work, after, rules)
        still = _shown(work, before.links, rules)
        for slot_id, done in shown.items():
            if not done.facts <= still[slot_id].facts:
                raise NotAllowed(code="activity.carries_done", activity=activity_id, task=done.code)
        unit = work.units.get(after.unit_id)
        payload: dict[str, JsonValue] = {"old": _said(work, before), "new": _said(work, after)}
        work.events.append(unit.code, "activity.mended", f"activity-{activity_id}", payload, actor=actor, at=now)
        return after


def _require_sense(change: Correction, today: date) -> None:
    if change == Correction():
        raise BadInput(code="activity.nothing_to_mend")
    if change.words is not None and not change.words.strip():
        raise BadInput(code="activity.no_words")
    if change.on is not None and change.on > today:
        raise BadInput(code="activity.in_future", on=change.on)
    if any(number is not None and number < 0 for number in (change.quantity, change.people, change.money)):
        raise BadInput(code="activity.negative")
    for field in change.clear:
        if field not in CLEARABLE:
            raise BadInput(code="activity.nothing_to_clear", field=field, known=", ".join(CLEARABLE))


def _cleared(activity: Activity, fields: Sequence[str]) -> Activity:
    """The activity without what was read or typed into some fields; with a quantity the whole goes, too."""
    has_quantity = "quantity" not in fields
    return replace(
        activity,
        quantity=activity.quantity if has_quantity else None,
        denominator=activity.denominator if has_quantity else None,
        people=activity.people if "people" not in fields else None,
        money=activity.money if "money" not in fields else None,
        place=activity.place if "place" not in fields else "",
    )


def _unlinked(work: Work, activity: Activity, codes: Sequence[str]) -> list[ActivityLink]:
    """The links without those to the tasks, or parts of tasks, that are named."""
    links = list(activity.links)
    for code in codes:
        view, ordinal = find_view(work, code)
        gone = {w.slot.id for w in view.work if ordinal is None or w.slot.ordinal == ordinal}
        if not any(link.slot_id in gone for link in links):
            raise NotFound(code="activity.not_linked", activity=activity.id, task=code)
        links = [link for link in links if link.slot_id not in gone]
    return links


def _moved(work: Work, activity: Activity, links: Sequence[ActivityLink], on: date) -> list[ActivityLink]:
    """The links, each to the part of the same assignee whose window has the new day, where it left the old one's."""
    moved: dict[int, int] = {}
    for view, slot_work in linked_parts(work, activity.links):
        slot = slot_work.slot
        if activity.happened_on not in slot.window or on in slot.window:
            continue
        fitting = [w.slot for w in view.work if w.slot.assignee == slot.assignee and on in w.slot.window]
        if len(fitting) == 1:
            moved[slot.id] = fitting[0].id
    return [replace(link, slot_id=moved.get(link.slot_id, link.slot_id)) for link in links]


def _aimed(work: Work, links: Sequence[ActivityLink], target: int) -> list[ActivityLink]:
    """The links, to another target; each task must have one of that number."""
    for view in linked_tasks(work, links):
        target_index(view, view.code, target)
    return [replace(link, target=target - 1) for link in links]


def _is_clear(work: Work, activity: Activity, change: Correction) -> bool:
    if change.on is None and change.quantity is None:
        return False
    counted = {Role.REACH, Role.RANGE_LOW}
    wanted = any(t.role in counted for view in linked_tasks(work, activity.links) for t in view.terms.targets)
    return activity.quantity is not None or not wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What the record shows of a part that is done: targets met, on the day that was given, with proof."""

    code: str
    facts: frozenset[str]


def _shown(work: Work, links: Iterable[ActivityLink], rules: EvidenceRules) -> dict[int, _Shown]:
    """By slot, for every done part of the tasks to which links lead: one part's figure may count for another."""
    return {
        w.slot.id: _Shown(code=view.slot_code(w.slot), facts=frozenset(_facts(view, w, rules)))
        for view in linked_tasks(work, links)
        for w in view.work
        if w.slot.status is Status.DONE
    }


def _facts(view: TaskView, slot_work: SlotWork, rules: EvidenceRules) -> Iterator[str]:
    slot = slot_work.slot
    attested = slot.attestation is not None
    if all(r.is_met or (attested and r.value is None) for r in binding_results(view, slot)):
        yield "met"
    if attested or met_on(view, slot_work) == slot.done_on:
        yield "day"
    if attested or slot_work.is_proven(rules):
        yield "proof"


def _said(work: Work, activity: Activity) -> dict[str, JsonValue]:
    """What the log keeps of an activity."""
    links: list[JsonValue] = [
        {"task": view.slot_code(w.slot), "target": link.target + 1}
        for view, w in linked_parts(work, activity.links)
        for link in activity.links
        if link.slot_id == w.slot.id
    ]
    return {
        "on": activity.happened_on.isoformat(),
        "words": activity.words,
        "quantity": str(activity.quantity) if activity.quantity is not None else None,
        "of": str(activity.denominator) if activity.denominator is not None else None,
        "place": activity.place,
        "people": activity.people,
        "money": str(activity.money) if activity.money is not None else None,
        "area": activity.area,
        "unclear": activity.is_unclear,
        "links": links,
    }
