"""Recording what happened and its evidence; files are kept by hash before any row is written."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from dondoc.core.activity import Activity, ActivityLink, Evidence, EvidenceKind, EvidenceRules, EvidenceState
from dondoc.core.event import Actor, JsonValue
from dondoc.core.file_facts import FileFacts
from dondoc.core.file_names import is_disguised
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.sharing import sharing_of
from dondoc.errors import BadInput, Conflict, NotAllowed
from dondoc.usecases.keep_for import keep_anew, keeping_for
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Begin, Blobs, Work
from dondoc.usecases.read_tasks import find_task, find_view, views_of
from dondoc.usecases.second_person import may_accept


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActivity:
    """What a person says happened. Without codes it is unplanned (phát sinh)."""

    happened_on: date
    words: str
    codes: tuple[str, ...] = ()
    place: str = ""
    quantity: Decimal | None = None
    denominator: Decimal | None = None
    people: int | None = None
    money: Decimal | None = None
    area: str | None = None
    #: Which target of the commitment it counts for, from 1 as printed.
    target: int = 1
    is_unclear: bool = False
    #: How much of the quantity counts for a task, by its code among `codes`; all of it where none is given.
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    #: The unit that did it, where it counts for no task; None: the workspace's own.
    unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence:
    """A proof as handed in: the bytes of a file, or a label alone (link, document number, statement)."""

    kind: EvidenceKind
    label: str
    data: bytes | None = None
    media_type: str = ""
    by: str = ""
    #: Which paper it is, as its sender says (a key of config/evidence_kits.toml); None: guessed from name and type.
    piece: str | None = None
    #: What the file says of itself (`FileReader.looked_at`); its copies are kept already.
    facts: FileFacts | None = None


def add_activity(begin: Begin, new: NewActivity, *, actor: Actor, now: datetime) -> Activity:
    """Keep an activity, linked to the slots named.

    Raises:
        BadInput: `activity.no_words`, `activity.in_future`, `activity.negative`, `activity.no_such_target`,
            `activity.shares_over`, `task.which_slot`.
        NotFound: `task.unknown`.
    """
    with begin() as work:
        return _add(work, new, actor=actor, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """An activity with its proofs; both None and empty when all parts named had these very files already."""

    activity: Activity | None
    evidence: tuple[Evidence, ...] = ()


def add_proven_activity(
    begin: Begin,
    blobs: Blobs,
    new: NewActivity,
    proofs: Sequence[NewEvidence],
    rules: EvidenceRules,
    *,
    actor: Actor,
    now: datetime,
    accept: bool | None = None,
    is_new: bool = False,
) -> Proven:
    """Keep an activity with its proofs, both or none; the same files for the same part of a task change nothing.

    Where something else makes sure that it comes once (`is_new`, say the key of a form), only the very same activity
    with files that are there changes nothing; another is kept, without the files that its parts have already.

    Raises:
        BadInput: as `add_activity`, and `evidence.*` for a proof that cannot be used.
    """
    hashes = bring_in(blobs, proofs, rules)
    with begin() as work:
        if new.codes and proofs and all(sha256 is not None for sha256 in hashes):
            fresh = tuple(code for code in new.codes if not _has_it(work, code, new, set(hashes), is_new=is_new))
            if not fresh:
                return Proven(activity=None)
            new = replace(new, codes=fresh)
        known = _common_files(work, new) if is_new else set()
        activity = _add(work, new, actor=actor, now=now)
        whole = keep_bytes(blobs, proofs)
        pairs = [(proof, sha256) for proof, sha256 in zip(whole, hashes, strict=True) if sha256 not in known]
        kept = keep_evidence(work, activity, pairs, rules, actor=actor, now=now, accept=accept)
        return Proven(activity=activity, evidence=tuple(kept))


def _has_it(work: Work, code: str, new: NewActivity, hashes: set[str | None], *, is_new: bool) -> bool:
    """Whether the part that it counts for has all of these files, and where `is_new` the very same activity, too."""
    _, slot_work = slot_for(work, code, new.happened_on)
    said = (new.happened_on, " ".join(new.words.split()), new.place, new.quantity, new.denominator, new.people)
    told = ((a.happened_on, a.words, a.place, a.quantity, a.denominator, a.people) for a in slot_work.activities)
    return hashes <= files_of(slot_work) and (not is_new or said in told)


def _common_files(work: Work, new: NewActivity) -> set[str]:
    """Hashes of the files that every part has for which the activity counts."""
    parts = [files_of(slot_for(work, code, new.happened_on)[1]) for code in new.codes]
    return {sha256 for sha256 in set.intersection(*parts) if sha256 is not None} if parts else set()


def files_of(slot_work: SlotWork) -> set[str | None]:
    """Hashes of the files that a part has as evidence."""
    return {e.sha256 for proofs in slot_work.evidence.values() for e in proofs}


def _add(work: Work, new: NewActivity, *, actor: Actor, now: datetime) -> Activity:
    words = " ".join(new.words.split())
    if not words:
        raise BadInput(code="activity.no_words")
    if new.happened_on > local_date(now):
        raise BadInput(code="activity.in_future", on=new.happened_on)
    if any(number is not None and number < 0 for number in (new.quantity, new.people, new.money, *new.shares.values())):
        raise BadInput(code="activity.negative")
    links: list[ActivityLink] = []
    unit, area = work.units.get(new.unit_id) if new.unit_id is not None else own_unit(work), new.area
    for code in new.codes:
        view, slot_work = slot_for(work, code, new.happened_on)
        index, share = target_index(view, code, new.target), new.shares.get(code)
        link = ActivityLink(slot_id=slot_work.slot.id, target=index, share=share)
        links += [link] if link not in links else []
        unit, area = work.units.get(view.promised.unit_id), area or view.promised.area
    activity = work.activities.add(
        Activity(
            id=0,
            unit_id=unit.id,
            happened_on=new.happened_on,
            words=words,
            place=new.place,
            quantity=new.quantity,
            denominator=new.denominator,
            people=new.people,
            money=new.money,
            area=area or "other",
            is_unplanned=not links,
            received_at=now,
            links=tuple(links),
            is_unclear=new.is_unclear,
        )
    )
    require_shares(activity)
    payload: dict[str, JsonValue] = {"on": new.happened_on.isoformat(), "words": words, "tasks": list(new.codes)}
    if new.shares:
        payload["shares"] = {code: str(share) for code, share in new.shares.items()}
    work.events.append(unit.code, "activity.recorded", f"activity-{activity.id}", payload, actor=actor, at=now)
    return activity


def require_shares(activity: Activity) -> None:
    """Pass unless the shares of several tasks are more than there was; BadInput `activity.shares_over`."""
    sharing = sharing_of(activity)
    if sharing.is_over:
        raise BadInput(code="activity.shares_over", shared=f"{sharing.shared:f}", quantity=f"{sharing.quantity:f}")


def target_index(view: TaskView, code: str, target: int) -> int:
    """The index, from 0, of a target that is named from 1 as printed; BadInput `activity.no_such_target`."""
    count = len(view.terms.targets)
    if target < 1 or target > max(1, count):
        raise BadInput(code="activity.no_such_target", task=code, target=target, count=count)
    return target - 1


def slot_for(work: Work, code: str, happened_on: date) -> tuple[TaskView, SlotWork]:
    """The part that something done on a day counts for: the one named, the only one, or the one whose window has it.

    Raises:
        BadInput: `task.which_slot` when several fit.
        NotAllowed: `task.is_direction`.
    """
    view, ordinal = find_view(work, code)
    if not view.work:
        raise NotAllowed(code="task.is_direction", task=view.code)
    if ordinal is None and len(view.work) > 1:
        fitting = [w for w in view.work if happened_on in w.slot.window]
        if len(fitting) == 1:
            return view, fitting[0]
    _, found = find_task(work, code)
    if found is None:
        raise NotAllowed(code="task.is_direction", task=view.code)
    return view, found


def link_activity(
    begin: Begin,
    activity_id: int,
    code: str,
    rules: EvidenceRules,
    *,
    actor: Actor,
    now: datetime,
    share: Decimal | None = None,
    target: int = 1,
) -> Activity:
    """Let an activity count for a task too, with all of its quantity or a `share`.

    Raises:
        BadInput: `activity.no_such_target`, `activity.negative`, `activity.shares_over`, `task.which_slot`.
        NotFound: `activity.unknown`, `task.unknown`.
        Conflict: `activity.linked` when it counts already.
    """
    if share is not None and share < 0:
        raise BadInput(code="activity.negative")
    with begin() as work:
        activity = work.activities.get(activity_id)
        view, slot_work = slot_for(work, code, activity.happened_on)
        link = ActivityLink(slot_id=slot_work.slot.id, share=share, target=target_index(view, code, target))
        if not work.activities.link(activity_id, link):
            raise Conflict(code="activity.linked", activity=activity_id, task=code)
        linked = replace(work.activities.get(activity_id), is_unplanned=False)
        require_shares(linked)
        work.activities.update(linked)
        keep_anew(work, linked, rules)
        unit = work.units.get(view.promised.unit_id)
        payload: dict[str, JsonValue] = {"task": code, "share": str(share) if share is not None else None}
        work.events.append(unit.code, "activity.linked", f"activity-{activity_id}", payload, actor=actor, at=now)
        return linked


def bring_in(blobs: Blobs, proofs: Sequence[NewEvidence], rules: EvidenceRules) -> list[str | None]:
    """Keep the bytes of proofs, all or none, and not while the database waits for them; their hashes.

    Raises:
        BadInput: `evidence.*` for a proof that cannot be used.
    """
    for proof in proofs:
        require_usable(proof, rules)
    return [blobs.put(proof.data) if proof.data is not None else None for proof in proofs]


def require_usable(proof: NewEvidence, rules: EvidenceRules) -> None:
    """Raises BadInput `evidence.empty`, `.too_large`, `.type` or `.disguised` for a file that cannot be proof."""
    if proof.data is None:
        if not proof.label.strip():
            raise BadInput(code="evidence.no_label")
        return
    if not proof.data:
        raise BadInput(code="evidence.empty", file=proof.label)
    require_size(len(proof.data), proof.label, rules)
    if proof.media_type not in rules.media_types:
        raise BadInput(code="evidence.type", file=proof.label, media_type=proof.media_type)
    if is_disguised(proof.label, proof.media_type):
        raise BadInput(code="evidence.disguised", file=proof.label)


def require_size(size: int, name: str, rules: EvidenceRules) -> None:
    """Raises BadInput `evidence.too_large`; asked before a file is read, too."""
    if size > rules.max_file_size:
        raise BadInput(code="evidence.too_large", file=name, limit_mb=rules.max_file_size // 1_000_000)


def add_evidence(
    begin: Begin,
    blobs: Blobs,
    activity_id: int,
    proofs: Sequence[NewEvidence],
    rules: EvidenceRules,
    *,
    actor: Actor,
    now: datetime,
    accept: bool | None = None,
) -> list[Evidence]:
    """Keep proofs of an activity; the same file twice is kept once.

    `accept` says whether the actor accepts them by this act; None leaves it to the rules of the kind. Where a second
    person has to accept (`EvidenceRules.four_eyes`) they are only received.

    Raises:
        BadInput: `evidence.*` for a proof that cannot be used; then none is kept.
    """
    hashes = bring_in(blobs, proofs, rules)
    with begin() as work:
        activity = work.activities.get(activity_id)
        whole = keep_bytes(blobs, proofs)
        return keep_evidence(
            work, activity, list(zip(whole, hashes, strict=True)), rules, actor=actor, now=now, accept=accept
        )


def keep_bytes(blobs: Blobs, proofs: Iterable[NewEvidence]) -> list[NewEvidence]:
    """Inside the transaction of the rows: bytes that were destroyed since they were kept are kept again.

    The proofs as they may be kept: one whose copies were destroyed meanwhile is looked at anew when it is shown.
    """
    kept: list[NewEvidence] = []
    for proof in proofs:
        if proof.data is not None and not blobs.has(hashlib.sha256(proof.data).hexdigest()):
            blobs.put(proof.data)
        copies = proof.facts.copies if proof.facts is not None else ()
        kept.append(proof if all(blobs.has(copy) for copy in copies) else replace(proof, facts=None))
    return kept


def keep_evidence(
    work: Work,
    activity: Activity,
    proofs: Sequence[tuple[NewEvidence, str | None]],
    rules: EvidenceRules,
    *,
    actor: Actor,
    now: datetime,
    accept: bool | None = None,
) -> list[Evidence]:
    """The rows of proofs whose bytes are kept already; what a second person has to accept waits for him."""
    unit = work.units.get(activity.unit_id)
    kept: list[Evidence] = []
    for proof, sha256 in proofs:
        by = proof.by or actor.name
        accepted = accept if accept is not None else proof.kind in rules.accepted_on_arrival
        # Nobody's proof is lost for want of a second person: it waits for one.
        sender = replace(actor, name=by)
        accepted = accepted and may_accept(work, rules, activity, sender=sender, acceptor=actor, now=now)
        stored = work.activities.add_evidence(
            Evidence(
                id=0,
                activity_id=activity.id,
                kind=proof.kind,
                label=unicodedata.normalize("NFC", proof.label),
                sha256=sha256,
                piece=proof.piece,
                media_type=proof.media_type,
                size=len(proof.data) if proof.data is not None else 0,
                by=by,
                via=actor.via,
                state=EvidenceState.ACCEPTED if accepted else EvidenceState.RECEIVED,
                received_at=now,
                decided_at=now if accepted else None,
                decided_by=actor.name if accepted else "",
            )
        )
        if stored is None:
            continue
        kept.append(stored)
        work.keepings.put([keeping_for(work, activity, stored.id, rules)])
        if proof.facts is not None:
            work.files.add(proof.facts)
        payload: dict[str, JsonValue] = {"activity": activity.id, "label": proof.label, "sha256": sha256}
        if proof.piece is not None:
            payload["piece"] = proof.piece
        work.events.append(unit.code, "evidence.received", f"evidence-{stored.id}", payload, actor=actor, at=now)
    return kept


def linked_tasks(work: Work, links: Iterable[ActivityLink]) -> list[TaskView]:
    """The tasks to which links lead, with all their parts."""
    commitments = {work.slots.get(link.slot_id).commitment_id for link in links}
    return views_of(work, [work.commitments.get(commitment_id) for commitment_id in sorted(commitments)])


def linked_parts(work: Work, links: Sequence[ActivityLink]) -> list[tuple[TaskView, SlotWork]]:
    """The parts to which links lead, each in its task."""
    wanted = {link.slot_id for link in links}
    return [(view, w) for view in linked_tasks(work, links) for w in view.work if w.slot.id in wanted]
