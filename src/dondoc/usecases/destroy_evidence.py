"""Destroying proofs: by request, or because their time is over. A row stays, with who did it, why and by which law.

First the act is committed with its event; only then the bytes go, so that a crash between the two leaves nothing but
work that the next run finishes (`finish_destruction`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.core.activity import Activity, Evidence, EvidenceRules, EvidenceState
from dondoc.core.event import Actor, JsonValue
from dondoc.core.file_facts import Keeping, KeepingState
from dondoc.core.inbound import InboundState
from dondoc.core.progress import TaskView
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.keep_for import keeping_for
from dondoc.usecases.kept_files import blobs_of
from dondoc.usecases.ports import Begin, Blobs, Work

#: Destroys copies of files (hash to size) that lie outside the store of blobs, say among what was taken from the inbox.
DropCopies = Callable[[Mapping[str, int]], object]

#: Proofs in one transaction.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Why proofs are destroyed."""

    reason: str
    #: The law, or the decision of the office, by which it is done.
    law: str
    #: A person's request: names go, too; else the label stays as the record of what was destroyed.
    erases_label: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A proof with its activity and how long it is kept."""

    evidence: Evidence
    activity: Activity
    keeping: Keeping


def kept_evidence(work: Work, rules: EvidenceRules) -> list[Kept]:
    """Every proof, by number; what came before retention was recorded is judged now."""
    known = work.keepings.of()
    activities = {a.id: a for a in work.activities.all()}
    found: list[Kept] = []
    for activity_id, proofs in work.activities.evidence().items():
        activity = activities[activity_id]
        for proof in proofs:
            keeping = known.get(proof.id) or keeping_for(work, activity, proof.id, rules)
            found.append(Kept(evidence=proof, activity=activity, keeping=keeping))
    return sorted(found, key=lambda kept: kept.evidence.id)


def destroy_evidence(
    begin: Begin,
    blobs: Blobs,
    evidence_ids: Sequence[int],
    order: Order,
    rules: EvidenceRules,
    *,
    drop_copies: DropCopies,
    actor: Actor,
    now: datetime,
) -> list[Evidence]:
    """Destroy proofs: their rows stay as tombstones, their bytes and copies go unless something else needs them.

    A task that is done by such a proof stays done.

    Raises:
        BadInput: `evidence.destroy_why` without a reason or a law.
        NotFound: `evidence.unknown`.
        NotAllowed: `evidence.destroyed` when it was destroyed before; then none of its batch is.
    """
    if not order.reason.strip() or not order.law.strip():
        raise BadInput(code="evidence.destroy_why")
    destroyed: list[Evidence] = []
    ids = list(dict.fromkeys(evidence_ids))
    for start in range(0, len(ids), _AT_ONCE):
        with begin() as work:
            batch = [_mark(work, one, order, rules, actor=actor, now=now) for one in ids[start : start + _AT_ONCE]]
        destroyed += batch
        finish_destruction(begin, blobs, drop_copies=drop_copies)
    return destroyed


def finish_destruction(begin: Begin, blobs: Blobs, *, drop_copies: DropCopies) -> int:
    """Remove the bytes of what is destroyed by the log and still lies on the disk; how many proofs were finished.

    The database is held while the bytes go: a proof that comes meanwhile keeps its own anew (`keep_bytes`).
    """
    with begin() as work:
        waiting = work.keepings.in_state(KeepingState.DESTROYING)
        if not waiting:
            return 0
        proofs = [work.activities.get_evidence(keeping.evidence_id) for keeping in waiting]
        gone = {proof.id for proof in proofs}
        lone = _lone_files(work, proofs, gone)
        for sha256 in lone:
            for blob in blobs_of(work, sha256):
                blobs.remove(blob)
            work.files.forget(sha256)
        drop_copies(lone)
        _forget_letters(work, blobs, {proof.activity_id for proof in proofs if proof.sha256 is not None})
        for proof, keeping in zip(proofs, waiting, strict=True):
            if proof.label == _nameless_label(proof.id):
                # Nothing is left by which the file could be known again.
                work.activities.update_evidence(replace(proof, sha256=None, media_type="", size=0))
            work.keepings.put([replace(keeping, state=KeepingState.DESTROYED)])
        return len(waiting)


def _mark(work: Work, evidence_id: int, order: Order, rules: EvidenceRules, *, actor: Actor, now: datetime) -> Evidence:
    proof = work.activities.get_evidence(evidence_id)
    activity = work.activities.get(proof.activity_id)
    keeping = work.keepings.of([proof.id]).get(proof.id) or keeping_for(work, activity, proof.id, rules)
    if keeping.is_destroyed:
        raise NotAllowed(code="evidence.destroyed", evidence=proof.id, on=keeping.destroyed_on)
    reason, law = " ".join(order.reason.split()), " ".join(order.law.split())
    stream = work.units.get(activity.unit_id).code
    entity = f"evidence-{proof.id}"
    if order.erases_label:
        for event in work.events.of_entity(entity):
            if event.type == "evidence.received" and work.events.payload(event.stream, event.seq) is not None:
                work.events.erase(event.stream, event.seq, by=actor.name, reason=reason, law=law, at=now)
    if proof.state is EvidenceState.RECEIVED:
        proof = replace(proof, state=EvidenceState.REJECTED, decided_at=now, decided_by=actor.name, reason=reason)
        work.events.append(stream, "evidence.rejected", entity, {"reason": reason}, actor=actor, at=now)
    if order.erases_label:
        # The hash is needed until the bytes are found and gone.
        proof = replace(proof, label=_nameless_label(proof.id))
    work.activities.update_evidence(proof)
    work.keepings.put(
        [
            replace(
                keeping,
                state=KeepingState.DESTROYING,
                destroyed_at=now,
                destroyed_by=actor.name,
                reason=reason,
                law=law,
            )
        ]
    )
    payload: dict[str, JsonValue] = {"reason": reason, "law": law, "retention": keeping.retention}
    payload["sha256"] = None if order.erases_label else proof.sha256
    work.events.append(stream, "evidence.destroyed", entity, payload, actor=actor, at=now)
    return proof


def _nameless_label(evidence_id: int) -> str:
    """With the number: two nameless proofs of one activity stay two."""
    return f"đã xóa theo yêu cầu (số {evidence_id})"


def _lone_files(work: Work, proofs: Iterable[Evidence], gone: set[int]) -> dict[str, int]:
    """Hash and size of the files that nothing else needs: no other proof, no document, no report, no message."""
    files = {proof.sha256: proof.size for proof in proofs if proof.sha256 is not None}
    others = work.keepings.of()
    needed = {
        sha256
        for sha256, known in work.activities.with_files(files).items()
        if any(one.id not in gone and not (one.id in others and others[one.id].is_destroyed) for one in known)
    }
    needed |= work.documents.file_hashes()
    needed |= {sha256 for report in work.reports.all() for _, sha256 in report.outputs}
    needed |= {message.sha256 for message in work.inbound.in_states()}
    return {sha256: size for sha256, size in files.items() if sha256 not in needed}


def _forget_letters(work: Work, blobs: Blobs, activities: set[int]) -> None:
    """A letter that was read carries its files too: its bytes go with them, its words stay with the activity."""
    for message in work.inbound.in_states([InboundState.PROCESSED]):
        if message.activity_id in activities and message.sha256:
            blobs.remove(message.sha256)
            work.inbound.update(replace(message, sha256=""))


def destroyed_on(work: Work, evidence_ids: Iterable[int]) -> dict[int, Keeping]:
    """Tombstones by number of the proof; what is kept is absent."""
    return {id_: keeping for id_, keeping in work.keepings.of(evidence_ids).items() if keeping.is_destroyed}


def tombstones_of(work: Work, view: TaskView) -> dict[int, date]:
    """The days on which proofs of a task were destroyed, by number."""
    proofs = [proof.id for w in view.work for group in w.evidence.values() for proof in group]
    return {id_: keeping.destroyed_on for id_, keeping in destroyed_on(work, proofs).items() if keeping.destroyed_on}
