"""Deciding on a proof: accepted, by a second person where the rule of four eyes asks for one, or rejected."""

from dataclasses import replace
from datetime import datetime

from dondoc.core.activity import Activity, Evidence, EvidenceRules, EvidenceState
from dondoc.core.event import Actor
from dondoc.core.instants import local_date
from dondoc.core.task import Status
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.destroy_evidence import destroyed_on
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.record_activity import linked_parts
from dondoc.usecases.second_person import SecondPerson, wrongly_accepted


def decide_evidence(
    begin: Begin,
    evidence_id: int,
    rules: EvidenceRules,
    *,
    accept: bool,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> Evidence:
    """Accept a piece of evidence, or reject it with a reason; what was accepted before stays with who accepted it.

    Raises:
        BadInput: `evidence.reason_missing`.
        NotAllowed: `evidence.destroyed`; `evidence.second_person` or `evidence.nobody_else` when another person has to
            accept; `evidence.carries_done` when a task is done on the strength of it alone; it is opened again first.
    """
    if not accept and not reason.strip():
        raise BadInput(code="evidence.reason_missing", evidence=evidence_id)
    with begin() as work:
        evidence = work.activities.get_evidence(evidence_id)
        tombstone = destroyed_on(work, [evidence_id]).get(evidence_id)
        if tombstone is not None:
            raise NotAllowed(code="evidence.destroyed", evidence=evidence_id, on=tombstone.destroyed_on)
        activity = work.activities.get(evidence.activity_id)
        if accept:
            if evidence.state is EvidenceState.ACCEPTED and not wrongly_accepted(work, rules, activity, evidence):
                # A second press changes nothing, least of all who accepted.
                return evidence
            refusal = SecondPerson.on(work, rules, local_date(now)).refusal(evidence, activity, actor)
            if refusal is not None:
                raise refusal
        proven = _done_by_proof(work, activity, rules) if not accept else []
        decided = replace(
            evidence,
            state=EvidenceState.ACCEPTED if accept else EvidenceState.REJECTED,
            decided_at=now,
            decided_by=actor.name,
            reason=" ".join(reason.split()),
        )
        work.activities.update_evidence(decided)
        still = _done_by_proof(work, activity, rules) if proven else []
        bare = [code for code in proven if code not in still]
        if bare:
            raise NotAllowed(code="evidence.carries_done", evidence=evidence_id, task=bare[0])
        unit = work.units.get(activity.unit_id)
        type_ = "evidence.accepted" if accept else "evidence.rejected"
        work.events.append(unit.code, type_, f"evidence-{evidence_id}", {"reason": reason}, actor=actor, at=now)
        return decided


def _done_by_proof(work: Work, activity: Activity, rules: EvidenceRules) -> list[str]:
    """Codes of the parts that the activity counts for and that are done by accepted evidence, not by attestation."""
    return [
        view.slot_code(w.slot)
        for view, w in linked_parts(work, activity.links)
        if w.slot.status is Status.DONE and w.slot.attestation is None and w.is_proven(rules)
    ]
