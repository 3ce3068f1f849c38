"""Which papers proofs are, and saying so where the guess from name and type is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dondoc.core.activity import Activity, Evidence
from dondoc.core.commitment import Commitment
from dondoc.core.event import Actor
from dondoc.core.evidence_kit import (
    EvidenceKit,
    EvidenceKits,
    PieceKind,
    kit_of_task,
    standing_of,
    standing_of_slot,
)
from dondoc.core.task import Status
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import load_views


def papers_of(work: Work, proofs: Iterable[Evidence], kits: EvidenceKits) -> dict[int, PieceKind | None]:
    """The paper that each proof is, by its number; None where nobody knows."""
    tasks = _tasks_by_slot(work)
    known = {a.id: kit_of_activity(a, tasks, kits) for a in work.activities.all()}
    return {proof.id: kits.piece_of(proof, known[proof.activity_id]) for proof in proofs}


def kit_of_activity(activity: Activity, tasks: Mapping[int, Commitment], kits: EvidenceKits) -> EvidenceKit:
    """The kit of the first task that it counts for; of what is unplanned, by its own words."""
    for link in activity.links:
        if link.slot_id in tasks:
            return kit_of_task(tasks[link.slot_id], kits)
    return kits.kit_for(activity.words, area=activity.area)


def _tasks_by_slot(work: Work) -> dict[int, Commitment]:
    commitments = {c.id: c for c in work.commitments.all()}
    return {slot.id: commitments[c] for c, group in work.slots.of().items() for slot in group}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is missing of the papers of a part of a task, or of an activity that counts for none."""

    #: Code of the part, "" for what is unplanned.
    code: str
    activities: frozenset[int]
    missing: tuple[PieceKind, ...]


def gaps_of(work: Work, activity_ids: Iterable[int], kits: EvidenceKits) -> list[Gap]:
    """What is missing of the papers of everything that these activities count for; nobody is asked for what is waived.

    What is complete is left out.
    """
    wanted = frozenset(activity_ids)
    gaps = [
        Gap(code=view.slot_code(w.slot), activities=mine, missing=standing_of_slot(view, w, kits).missing)
        for view in load_views(work)
        for w in view.work
        if w.slot.status is not Status.WAIVED and (mine := wanted & {a.id for a in w.activities})
    ]
    evidence = work.activities.evidence(wanted)
    gaps += [
        Gap(
            code="",
            activities=frozenset({activity.id}),
            missing=standing_of(kit_of_activity(activity, {}, kits), evidence.get(activity.id, ()), kits).missing,
        )
        for activity in work.activities.all()
        if activity.id in wanted and not activity.links
    ]
    return [gap for gap in gaps if gap.missing]


def name_paper(
    begin: Begin, evidence_id: int, name: str, kits: EvidenceKits, *, actor: Actor, now: datetime
) -> tuple[Evidence, PieceKind]:
    """Say which paper a proof is.

    Raises:
        NotFound: `evidence.unknown`.
        BadInput: `evidence.no_piece`.
    """
    piece = kits.named(name)
    with begin() as work:
        before = work.activities.get_evidence(evidence_id)
        after = replace(before, piece=piece.key)
        work.activities.update_evidence(after)
        unit = work.units.get(work.activities.get(before.activity_id).unit_id)
        payload = {"old": before.piece, "new": piece.key}
        work.events.append(unit.code, "evidence.named", f"evidence-{evidence_id}", payload, actor=actor, at=now)
    return after, piece
