"""What happened, in one line: day, number, people, money, place and area are read from the words if nobody typed them.

What was read is said, so that its writer sees it and can mend it; for what no task asked, tasks it may belong to are
proposed.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from dondoc.core.activity import Activity, Evidence, EvidenceRules
from dondoc.core.event import Actor
from dondoc.core.evidence_kit import EvidenceKits, kit_of_task
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.proposals import OpenTask, Proposal, propose
from dondoc.errors import Conflict
from dondoc.extract.deeds import Deed
from dondoc.usecases.collect_evidence import ReadNote
from dondoc.usecases.enter_results import open_slots
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Begin, Blobs, Work
from dondoc.usecases.read_tasks import find_view
from dondoc.usecases.record_activity import NewActivity, NewEvidence, add_proven_activity, bring_in


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDeed:
    """What somebody typed; None is left to the words."""

    words: str
    codes: tuple[str, ...] = ()
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    on: date | None = None
    quantity: Decimal | None = None
    denominator: Decimal | None = None
    people: int | None = None
    #: Đồng.
    money: Decimal | None = None
    place: str = ""
    area: str | None = None
    #: From 1 as printed.
    target: int | None = None
    #: The unit that did it, where it counts for no task; None: the workspace's own.
    unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedDesk:
    """What reading deeds needs besides the ledger."""

    rules: EvidenceRules
    kits: EvidenceKits
    read: Callable[[str, date], Deed]
    read_note: ReadNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What was kept, and which of its fields were read from the words."""

    activity: Activity
    #: Names of fields of the activity.
    guessed: frozenset[str]
    #: Neither typed nor told: the day is that of the entry.
    is_today_assumed: bool = False
    #: The noun that a guessed quantity counts, or "".
    unit: str = ""
    #: Figures of the words that nobody knew where to put.
    others: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    proposals: tuple[Proposal, ...] = ()


def enter_deed(
    begin: Begin,
    blobs: Blobs,
    typed: TypedDeed,
    desk: DeedDesk,
    *,
    actor: Actor,
    now: datetime,
    proofs: Sequence[NewEvidence] = (),
    form_key: str | None = None,
) -> Entered | None:
    """Keep an activity with what its words say; None when the same form came before.

    Raises:
        BadInput: as `add_activity`, and `evidence.*` for a proof that cannot be used; then nothing is kept.
        NotFound: `task.unknown`.
        Conflict: `activity.known` when the tasks named have it with these very files.
    """
    bring_in(blobs, proofs, desk.rules)
    with begin() as work:
        if form_key is not None and not work.forms.take(form_key, now):
            return None
        deed = desk.read(typed.words, local_date(now))
        new = _from_words(work, typed, deed, desk, today=local_date(now))
        proven = add_proven_activity(
            lambda: nullcontext(work), blobs, new, proofs, desk.rules, actor=actor, now=now, is_new=True
        )
        if proven.activity is None:
            raise Conflict(code="activity.known", task=", ".join(typed.codes))
        return Entered(
            activity=proven.activity,
            guessed=_guessed(typed, new, deed),
            is_today_assumed=typed.on is None and deed.on is None,
            unit=deed.unit if new.quantity == deed.quantity else "",
            others=deed.others,
            evidence=proven.evidence,
            proposals=proposals_for(work, proven.activity, desk.kits, own_unit(work).id, today=local_date(now)),
        )


def _from_words(work: Work, typed: TypedDeed, deed: Deed, desk: DeedDesk, *, today: date) -> NewActivity:
    """The activity: what was typed, else what the words say; of words that deny nothing is taken but what they are."""
    is_denied = deed.is_denied
    if is_denied:
        deed = Deed(area=deed.area)
    new = NewActivity(
        happened_on=typed.on or deed.on or today,
        words=typed.words,
        codes=typed.codes,
        place=typed.place or deed.place,
        quantity=typed.quantity,
        denominator=typed.denominator,
        people=typed.people if typed.people is not None else deed.people,
        money=typed.money if typed.money is not None else deed.money,
        area=typed.area or (None if typed.codes else deed.area),
        target=typed.target or 1,
        is_unclear=is_denied,
        shares=typed.shares,
        unit_id=typed.unit_id,
    )
    if typed.quantity is not None:
        return new
    whole = [code for code in typed.codes if code not in typed.shares]
    if not whole:
        return replace(new, quantity=deed.quantity, denominator=deed.denominator)
    # For a task only a figure counts that counts what the task does; for several, what counts for each of them.
    notes = {
        (note.quantity, note.denominator, note.target)
        for code in whole
        for note in (desk.read_note(typed.words, today, find_view(work, code)[0].terms.targets),)
    }
    quantity, denominator, target = notes.pop()
    if notes or quantity is None or typed.target not in {None, target + 1}:
        return new
    return replace(new, quantity=quantity, denominator=denominator, target=target + 1)


def _guessed(typed: TypedDeed, new: NewActivity, deed: Deed) -> frozenset[str]:
    """Fields that nobody typed and that are not empty."""
    guessed = {
        "happened_on": typed.on is None and deed.on is not None,
        "quantity": typed.quantity is None and new.quantity is not None,
        "people": typed.people is None and new.people is not None,
        "money": typed.money is None and new.money is not None,
        "place": not typed.place and bool(new.place),
        "area": typed.area is None and not typed.codes,
    }
    return frozenset(name for name, is_guess in guessed.items() if is_guess)


def proposals_for(
    work: Work, activity: Activity, kits: EvidenceKits, unit_id: int, *, today: date
) -> tuple[Proposal, ...]:
    """Open tasks of a unit and those below it that an activity may belong to; none where it counts for one already."""
    if activity.links:
        return ()
    tasks = [_open_task(view, slot_work, kits) for view, slot_work in open_slots(work, unit_id, today=today)]
    kit = kits.kit_for(activity.words, area=activity.area)
    return propose(activity.words, tasks, kind="" if kit is kits.fallback else kit.key)


def _open_task(view: TaskView, slot_work: SlotWork, kits: EvidenceKits) -> OpenTask:
    kind = kit_of_task(view.terms, kits).key
    return OpenTask(code=view.slot_code(slot_work.slot), words=view.terms.display, kind=kind)
