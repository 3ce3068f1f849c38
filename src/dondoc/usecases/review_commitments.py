"""Confirming drafts: accept, mend, reject, add, mark as direction, plan a date, hand out. Only this makes tasks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from dondoc.core.commitment import Commitment
from dondoc.core.event import Actor, JsonValue
from dondoc.core.example import Judgement
from dondoc.core.extraction import FanOut, Kind, Recurrence
from dondoc.core.instants import local_date
from dondoc.core.planning import Handout, plan_slots, propose_due, settle_targets
from dondoc.core.report import SourceDocument
from dondoc.core.target import Target
from dondoc.core.task import Assignee, Slot, Status, require_move
from dondoc.core.unit import Person, RoleTerm, Unit, subtree_on
from dondoc.core.words import fold
from dondoc.errors import BadInput, NotFound
from dondoc.extract.display import without_marks
from dondoc.extract.plural import guess_fan_out
from dondoc.usecases.own_unit import match_unit, own_unit, plural_units, unit_by_code
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import views_of
from dondoc.usecases.send_reminders import withdraw_for_slots
from dondoc.usecases.withdraw_wishes import withdraw_wishes


class Verdict(StrEnum):
    """What the reviewer says of one draft."""

    #: As it was read: a task, or a direction where the reading took it for one.
    ACCEPT = "accept"
    REJECT = "reject"
    #: Accepted as a mere direction ("định hướng"): no task.
    DIRECTION = "direction"
    #: Accepted as a task, whatever the reading took it for.
    TASK = "task"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """Corrections of how a draft was read; None leaves a field as it is."""

    display: str | None = None
    due: date | None = None
    targets: tuple[Target, ...] | None = None
    owner: str | None = None
    area: str | None = None
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to become of one draft."""

    commitment_id: int
    verdict: Verdict
    mend: Mend = field(default_factory=Mend)
    planned_for: date | None = None
    #: Codes of units, or "@code" of persons of the unit; empty: as the words say.
    assignees: tuple[str, ...] = ()
    #: How several of them share it; None: as guessed from the words of the owner, each where codes are given.
    mode: FanOut | None = None
    #: Why it is rejected, for the log; may be left out.
    reason: str = ""
    #: Somebody decided on this very draft; False where a rule decided on many (`--accept-above`).
    was_seen: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A commitment that the reviewer adds by hand."""

    text: str
    due: date | None = None
    area: str = "other"
    targets: tuple[Target, ...] = ()
    assignees: tuple[str, ...] = ()
    mode: FanOut = FanOut.EACH


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A commitment that is now tracked, with its slots."""

    commitment: Commitment
    slots: tuple[Slot, ...]
    #: The words name somebody who is no unit here: handed to the own unit for the time being.
    unresolved_owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a review did."""

    confirmed: tuple[Confirmed, ...] = ()
    rejected: tuple[Commitment, ...] = ()
    left: tuple[Commitment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftGroup:
    """Drafts under one heading or lead-in, of one owner: what a reviewer accepts or rejects together."""

    heading: str
    owner: str
    drafts: tuple[Commitment, ...]


def group_drafts(commitments: Iterable[Commitment]) -> list[DraftGroup]:
    """Drafts by who speaks (the heading or lead-in) and who owns, in the order of the text."""
    groups: dict[tuple[str, str], list[Commitment]] = {}
    for commitment in commitments:
        if commitment.status is Status.DRAFT:
            groups.setdefault((commitment.heading, commitment.owner or ""), []).append(commitment)
    return [DraftGroup(heading=h, owner=o, drafts=tuple(items)) for (h, o), items in groups.items()]


def accept_above(commitments: Iterable[Commitment], threshold: float) -> list[Decision]:
    """Accept every draft with at least this confidence; the others are left for a person.

    So is a draft that a newer version of the report no longer has.
    """
    return [
        Decision(
            commitment_id=c.id,
            verdict=Verdict.ACCEPT if c.confidence >= threshold and not c.is_gone else Verdict.LEAVE,
            was_seen=False,
        )
        for c in commitments
        if c.status is Status.DRAFT
    ]


def drafts_of(work: Work, document_id: int | None = None) -> tuple[SourceDocument | None, list[Commitment]]:
    """The document that is to be reviewed, unless named the newest that has drafts, and its commitments.

    Where no draft waits, it is the newest document if nothing at all was found in it: a person may add.
    """
    if document_id is not None:
        return work.documents.get(document_id), work.commitments.of_document(document_id)
    drafts = [c for c in work.commitments.all() if c.status is Status.DRAFT and c.document_id is not None]
    if not drafts:
        last = next(reversed(work.documents.all()), None)
        return (last, []) if last is not None and not work.commitments.of_document(last.id) else (None, [])
    newest = max(c.document_id or 0 for c in drafts)
    return work.documents.get(newest), work.commitments.of_document(newest)


def apply_decisions(
    begin: Begin,
    decisions: Sequence[Decision],
    additions: Sequence[Addition] = (),
    *,
    document_id: int | None,
    actor: Actor,
    now: datetime,
    chase: bool = False,
) -> Reviewed:
    """Carry out a review in one transaction: codes, slots, events and judgements are all there, or none.

    Raises:
        NotFound: `unit.unknown`, `person.unknown` for an assignee that does not exist.
        NotAllowed: `task.move` when a commitment was rejected or confirmed before.
        BadInput: `review.planned_outside` when a planned day lies in no window, `review.no_words`.
    """
    with begin() as work:
        context = _Review(work=work, actor=actor, now=now, chase=chase, units=work.units.all())
        confirmed: list[Confirmed] = []
        rejected: list[Commitment] = []
        left: list[Commitment] = []
        for decision in decisions:
            commitment = work.commitments.get(decision.commitment_id)
            match decision.verdict:
                case Verdict.LEAVE:
                    left.append(commitment)
                case Verdict.REJECT:
                    rejected.append(context.reject(commitment, decision))
                case Verdict.ACCEPT | Verdict.DIRECTION | Verdict.TASK:
                    confirmed.append(context.confirm(commitment, decision))
        for addition in additions:
            draft = context.draft(addition, document_id)
            decision = Decision(
                commitment_id=draft.id, verdict=Verdict.ACCEPT, assignees=addition.assignees, mode=addition.mode
            )
            confirmed.append(context.confirm(draft, decision))
        work.examples.judge(context.judgements)
        return Reviewed(confirmed=tuple(confirmed), rejected=tuple(rejected), left=tuple(left))


def require_assignee(work: Work, name: str) -> None:
    """Pass when `name` is a unit's code or name, or "@" with a person's; NotFound `unit.unknown`, `person.unknown`."""
    if name.startswith("@"):
        _person(work, name)
    else:
        unit_by_code(work, name)


def _person(work: Work, name: str) -> Person:
    wanted = fold(name[1:])
    person = next((p for p in work.units.people() if wanted in {fold(p.code), fold(p.name)}), None)
    if person is None:
        raise NotFound(code="person.unknown", person=name[1:])
    return person


@dataclass(slots=True, kw_only=True)
class _Review:
    """One review at work inside its transaction."""

    work: Work
    actor: Actor
    now: datetime
    chase: bool
    units: list[Unit]
    #: Read when the first person is named.
    roles: list[RoleTerm] | None = None
    judgements: list[Judgement] = field(default_factory=list)

    def reject(self, commitment: Commitment, decision: Decision) -> Commitment:
        require_move(commitment.status, Status.REJECTED, code=commitment.code or f"#{commitment.id}")
        rejected = replace(commitment, status=Status.REJECTED)
        self.work.commitments.update_many([rejected])
        payload: dict[str, JsonValue] = {"text": commitment.display}
        if reason := " ".join(decision.reason.split()):
            payload["reason"] = reason
        self._log(rejected, "commitment.rejected", payload)
        self._judge(commitment, decision)
        return rejected

    def draft(self, addition: Addition, document_id: int | None) -> Commitment:
        unit, period = own_unit(self.work), None
        if document_id is not None:
            document = self.work.documents.get(document_id)
            unit, period = self.work.units.get(document.unit_id), document.plan_period
        words = " ".join(addition.text.split())
        if not words:
            raise BadInput(code="review.no_words")
        added = Commitment(
            id=0,
            unit_id=unit.id,
            document_id=document_id,
            period=period,
            text=words,
            display=words,
            kind=Kind.COUNTABLE if addition.targets else Kind.DELIVERABLE,
            targets=addition.targets,
            due=addition.due,
            due_explicit=addition.due is not None,
            area=addition.area,
            reasons=("added_by_hand",),
        )
        return self.work.commitments.add_many([added])[0]

    def confirm(self, commitment: Commitment, decision: Decision) -> Confirmed:
        require_move(commitment.status, Status.OPEN, code=commitment.code or f"#{commitment.id}")
        today = local_date(self.now)
        mended = _mended(commitment, decision.mend)
        direction = _is_direction(commitment, decision)
        terms = propose_due(mended, today)
        if decision.mend.recurrence is not None and decision.mend.targets is None:
            terms = settle_targets(terms)  # the reading did so for the rhythm that it found
        unit = next(u for u in self.units if u.id == terms.unit_id)
        # What the superior gave stays his when it is carried on.
        older = None if terms.continues_id is None else self.work.commitments.get(terms.continues_id)
        confirmed = replace(
            terms,
            code=self._code(unit, terms),
            # Seen and confirmed, supplied words are the office's own.
            display=without_marks(terms.display, terms.text),
            status=Status.OPEN,
            is_direction=direction,
            given_by_superior=terms.given_by_superior or (older is not None and older.given_by_superior),
            confirmed_at=self.now,
        )
        self.work.commitments.update_many([confirmed])
        handout, unresolved = self._handout(confirmed, decision, unit, today)
        slots = plan_slots(confirmed, handout, confirmed_on=today, planned_for=decision.planned_for, chase=self.chase)
        if decision.planned_for is not None and slots and all(s.planned_for is None for s in slots):
            first, last = min(s.window.start for s in slots), max(s.window.last for s in slots)
            raise BadInput(
                code="review.planned_outside",
                text=confirmed.display,
                day=decision.planned_for,
                first=first,
                last=last,
            )
        stored = self.work.slots.add_many([replace(s, opened_at=self.now) for s in slots])
        payload: dict[str, JsonValue] = {
            "text": confirmed.display,
            "due": confirmed.due.isoformat() if confirmed.due else None,
            "slots": len(stored),
            "direction": direction,
            "mended": mended != commitment,
        }
        if confirmed.continues_id is not None:
            payload["continues"] = self._take_over(confirmed.continues_id)
        self._log(confirmed, "commitment.confirmed", payload)
        self._judge(commitment, decision)
        return Confirmed(commitment=confirmed, slots=tuple(stored), unresolved_owner=unresolved)

    def _judge(self, commitment: Commitment, decision: Decision) -> None:
        """Note who looked at which words: what was decided stands in the commitment."""
        if commitment.document_id is not None:
            judgement = Judgement(
                document_id=commitment.document_id,
                commitment_id=commitment.id,
                start=commitment.start,
                end=commitment.end,
                was_seen=decision.was_seen,
                at=self.now,
            )
            self.judgements.append(judgement)

    def _take_over(self, commitment_id: int) -> str:
        """What is still queued about the continued commitment is told of this one instead; the old code."""
        [view] = views_of(self.work, [self.work.commitments.get(commitment_id)])
        withdraw_for_slots(self.work, [w.slot.id for w in view.work if w.slot.continued_by])
        withdraw_wishes(self.work, view, [w.slot for w in view.work], actor=self.actor, now=self.now)
        return view.code

    def _code(self, unit: Unit, commitment: Commitment) -> str:
        if commitment.code:
            return commitment.code
        when = commitment.period.code if commitment.period is not None else self._source_day(commitment)
        prefix = f"{unit.code}-{when}"
        return f"{prefix}-{self.work.commitments.take_number(prefix):02}"

    def _source_day(self, commitment: Commitment) -> str:
        issued_on = None
        if commitment.document_id is not None:
            issued_on = self.work.documents.get(commitment.document_id).issued_on
        return (issued_on or local_date(self.now)).isoformat()

    def _handout(self, commitment: Commitment, decision: Decision, unit: Unit, today: date) -> tuple[Handout, str]:
        if decision.assignees:
            # Named twice, it is one place all the same.
            named = dict.fromkeys(self._assignee(name, unit, today) for name in decision.assignees)
            return Handout(assignees=tuple(named), mode=decision.mode or FanOut.EACH), ""
        if not commitment.owner:
            return Handout(assignees=(Assignee(unit_id=unit.id),)), ""
        owner = match_unit(self.units, commitment.owner)
        if owner is not None:
            return Handout(assignees=(Assignee(unit_id=owner.id),)), ""
        below = subtree_on(self.work.units.parents(), unit.id, today) - {unit.id}
        several = plural_units(self.units, below, commitment.owner)
        if several:
            mode = decision.mode or guess_fan_out(commitment.owner, commitment.text)
            return Handout(assignees=tuple(Assignee(unit_id=u.id) for u in several), mode=mode), ""
        return Handout(assignees=(Assignee(unit_id=unit.id),)), commitment.owner

    def _assignee(self, name: str, unit: Unit, today: date) -> Assignee:
        if not name.startswith("@"):
            return Assignee(unit_id=unit_by_code(self.work, name).id)
        person = _person(self.work, name)
        if self.roles is None:
            self.roles = self.work.units.roles()
        terms = [t for t in self.roles if t.person_id == person.id and t.holds_on(today)]
        return Assignee(unit_id=terms[0].unit_id if terms else unit.id, person_id=person.id)

    def _log(self, commitment: Commitment, type_: str, payload: dict[str, JsonValue]) -> None:
        unit = next(u for u in self.units if u.id == commitment.unit_id)
        entity = commitment.code or f"draft-{commitment.id}"
        self.work.events.append(unit.code, type_, entity, payload, actor=self.actor, at=self.now)


def _is_direction(commitment: Commitment, decision: Decision) -> bool:
    """As the reviewer says; accepted without a word, as it was read, unless it was given a date, a number or a doer."""
    if decision.verdict is not Verdict.ACCEPT:
        return decision.verdict is Verdict.DIRECTION
    mend = decision.mend
    definite = mend.due or mend.targets or mend.recurrence or decision.planned_for or decision.assignees
    return commitment.is_direction and not definite


def _mended(commitment: Commitment, mend: Mend) -> Commitment:
    changed = commitment
    if mend.display is not None:
        changed = replace(changed, display=" ".join(mend.display.split()))
    if mend.due is not None:
        changed = replace(changed, due=mend.due, due_explicit=True, due_nominal=None, window=None)
    if mend.targets is not None:
        kind = Kind.COUNTABLE if mend.targets else Kind.DELIVERABLE
        changed = replace(changed, targets=mend.targets, kind=kind)
    if mend.owner is not None:
        changed = replace(changed, owner=mend.owner or None)
    if mend.area is not None:
        changed = replace(changed, area=mend.area)
    if mend.recurrence is not None:
        changed = replace(changed, recurrence=mend.recurrence)
    return changed
