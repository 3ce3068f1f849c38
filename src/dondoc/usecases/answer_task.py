"""One answer to one slot, as a page or a letter brings it: what happened, with its proofs, in a single transaction."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from dondoc.core.activity import Activity, Evidence, EvidenceRules
from dondoc.core.answer import ExtensionRequest
from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork, TaskView, binding_results
from dondoc.core.target import Role
from dondoc.core.task import Slot, Status
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.gather_office import ReminderRules
from dondoc.usecases.ports import Begin, Blobs, Work
from dondoc.usecases.receive_receipt import acknowledge, snooze
from dondoc.usecases.record_activity import NewActivity, NewEvidence, Proven, add_proven_activity, bring_in
from dondoc.usecases.request_extension import ask_extension, slot_view
from dondoc.usecases.update_task import mark_partly

#: Caps are judged when their time is over; nobody is asked for a figure of theirs.
_CAPS = frozenset({Role.CAP, Role.RANGE_HIGH})


class AnswerKind(StrEnum):
    """What the answer says."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    #: "Xin lùi đến ngày …".
    LATER_DUE = "later_due"
    #: "Đã nhận".
    RECEIVED = "received"
    #: "Nhắc lại sau".
    SNOOZE = "snooze"


#: Answers that tell of something that happened.
_DEEDS = frozenset({AnswerKind.DONE, AnswerKind.PARTLY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A result for one target of the task."""

    #: From 1 as printed.
    target: int
    quantity: Decimal
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody says of one slot."""

    kind: AnswerKind
    happened_on: date | None = None
    figures: tuple[Figure, ...] = ()
    place: str = ""
    people: int | None = None
    words: str = ""
    #: Why it is done in part only, or not yet, or needs another day.
    reason: str = ""
    #: The day asked for, or the first day on which one may be reminded again.
    until: date | None = None
    proofs: tuple[NewEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was kept of an answer; nothing when the same form came before."""

    slot: Slot
    activities: tuple[Activity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    request: ExtensionRequest | None = None
    is_repeat: bool = False


def answer_task(
    begin: Begin,
    blobs: Blobs,
    slot_id: int,
    answer: Answer,
    rules: EvidenceRules,
    *,
    letters: ReminderRules,
    person_id: int,
    form_key: str,
    actor: Actor,
    now: datetime,
) -> Answered:
    """Keep an answer; the same form twice is kept once.

    "Done" records what happened and waits for the acceptance of its proofs; only then may the task be marked done.

    Raises:
        BadInput: `answer.no_day`, `answer.no_figure`, `answer.no_reason`, `answer.no_until`, `answer.no_deed`,
            `request.*`, `activity.*`, `evidence.*`, `receipt.*`.
        NotAllowed: `answer.settled` when nothing is owed any more, `receipt.*`.
    """
    bring_in(blobs, answer.proofs, rules)
    with begin() as work:
        if not work.forms.take(form_key, now):
            return Answered(slot=work.slots.get(slot_id), is_repeat=True)
        view, slot_work = slot_view(work, slot_id)
        _require_whole(view, slot_work, answer)
        proven: Sequence[Proven] = ()
        request = None
        if answer.kind in _DEEDS:
            proven = _record(work, blobs, view, slot_work, answer, rules=rules, actor=actor, now=now)
        elif answer.kind is AnswerKind.LATER_DUE and answer.until is not None:
            request = _ask(work, slot_id, answer.until, answer.reason, person_id=person_id, actor=actor, now=now)
        elif answer.kind in {AnswerKind.RECEIVED, AnswerKind.SNOOZE}:
            _receive(work, view, slot_work, answer, letters, person_id=person_id, actor=actor, now=now)
        _note(work, view, slot_work, answer, proven, actor=actor, now=now)
        if answer.kind is AnswerKind.PARTLY and slot_work.slot.status in {Status.OPEN, Status.NOT_DONE}:
            code = view.slot_code(slot_work.slot)
            mark_partly(lambda: nullcontext(work), code, answer.reason, actor=actor, now=now)
        return Answered(
            slot=work.slots.get(slot_id),
            activities=tuple(p.activity for p in proven if p.activity is not None),
            evidence=tuple(e for p in proven for e in p.evidence),
            request=request,
        )


def _ask(
    work: Work, slot_id: int, until: date, reason: str, *, person_id: int, actor: Actor, now: datetime
) -> ExtensionRequest:
    return ask_extension(lambda: nullcontext(work), slot_id, until, reason, person_id=person_id, actor=actor, now=now)


def check_answer(work: Work, slot_id: int, answer: Answer) -> None:
    """Pass an answer that is whole: asked before its files are looked at, so that none is kept for nothing.

    Raises:
        BadInput: `answer.no_day`, `answer.no_figure`, `answer.no_reason`, `answer.no_until`.
        NotAllowed: `answer.settled`.
    """
    _require_whole(*slot_view(work, slot_id), answer)


def is_closed(slot: Slot) -> bool:
    """Whether nothing can be answered any more: done, released, or taken over by a later promise."""
    return slot.status in {Status.DONE, Status.WAIVED} or bool(slot.continued_by)


def _require_whole(view: TaskView, slot_work: SlotWork, answer: Answer) -> None:
    code = view.slot_code(slot_work.slot)
    if is_closed(slot_work.slot):
        raise NotAllowed(code="answer.settled", task=code)
    if answer.kind in _DEEDS and answer.happened_on is None:
        raise BadInput(code="answer.no_day", task=code)
    if answer.kind is AnswerKind.DONE and not answer.figures and _owes_figure(view, slot_work):
        raise BadInput(code="answer.no_figure", task=code)
    if answer.kind in {AnswerKind.PARTLY, AnswerKind.NOT_YET, AnswerKind.LATER_DUE} and not answer.reason.strip():
        raise BadInput(code="answer.no_reason", task=code)
    if answer.kind in {AnswerKind.LATER_DUE, AnswerKind.SNOOZE} and answer.until is None:
        raise BadInput(code="answer.no_until", task=code)
    if answer.kind not in _DEEDS and answer.proofs:
        # There is nothing that they prove; who sent them must not believe that they were kept.
        raise BadInput(code="answer.no_deed", files=", ".join(proof.label for proof in answer.proofs))


def _owes_figure(view: TaskView, slot_work: SlotWork) -> bool:
    """Whether a target is to be counted and what was recorded does not meet it yet."""
    return any(r.target.role not in _CAPS and not r.is_met for r in binding_results(view, slot_work.slot))


def _record(
    work: Work,
    blobs: Blobs,
    view: TaskView,
    slot_work: SlotWork,
    answer: Answer,
    *,
    rules: EvidenceRules,
    actor: Actor,
    now: datetime,
) -> list[Proven]:
    """An activity for each figure, or one without; the proofs go with the first."""
    code = f"{view.code}.{slot_work.slot.ordinal}"
    kept: list[Proven] = []
    figures: Sequence[Figure | None] = answer.figures or (None,)
    for number, figure in enumerate(figures):
        new = NewActivity(
            happened_on=answer.happened_on or local_date(now),
            words=answer.words.strip() or view.terms.display,
            codes=(code,),
            place=" ".join(answer.place.split()),
            quantity=figure.quantity if figure is not None else None,
            denominator=figure.denominator if figure is not None else None,
            people=answer.people if number == 0 else None,
            target=figure.target if figure is not None else 1,
        )
        proofs = answer.proofs if number == 0 else ()
        kept.append(
            add_proven_activity(lambda: nullcontext(work), blobs, new, proofs, rules, actor=actor, now=now, is_new=True)
        )
    return kept


def _receive(
    work: Work,
    view: TaskView,
    slot_work: SlotWork,
    answer: Answer,
    letters: ReminderRules,
    *,
    person_id: int,
    actor: Actor,
    now: datetime,
) -> None:
    code = f"{view.code}.{slot_work.slot.ordinal}"
    if answer.kind is AnswerKind.SNOOZE and answer.until is not None:
        snooze(lambda: nullcontext(work), code, person_id, answer.until, letters, actor=actor, now=now)
    else:
        acknowledge(lambda: nullcontext(work), code, person_id, letters, actor=actor, now=now)


def _note(
    work: Work,
    view: TaskView,
    slot_work: SlotWork,
    answer: Answer,
    proven: Sequence[Proven],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The answer in the log, in one event whatever else was written."""
    payload: dict[str, JsonValue] = {
        "answer": answer.kind.value,
        "reason": " ".join(answer.reason.split()),
        "until": answer.until.isoformat() if answer.until is not None else None,
        "activities": [p.activity.id for p in proven if p.activity is not None],
    }
    unit = work.units.get(view.promised.unit_id)
    work.events.append(unit.code, "slot.answered", view.slot_code(slot_work.slot), payload, actor=actor, at=now)
