"""How long the proofs of an activity are kept, by the promises that it counts for."""

from dataclasses import replace

from dondoc.core.activity import Activity, EvidenceRules
from dondoc.core.file_facts import Keeping
from dondoc.usecases.ports import Work


def keeping_for(work: Work, activity: Activity, evidence_id: int, rules: EvidenceRules) -> Keeping:
    """The row of a new proof."""
    commitments = dict.fromkeys(work.slots.get(link.slot_id).commitment_id for link in activity.links)
    retention, until = rules.keeps(activity, [work.commitments.get(one) for one in commitments])
    return Keeping(evidence_id=evidence_id, retention=retention, keep_until=until)


def keep_anew(work: Work, activity: Activity, rules: EvidenceRules) -> None:
    """After the activity got another day or other tasks: its proofs are kept as long as those want."""
    proofs = [proof.id for proof in work.activities.evidence([activity.id]).get(activity.id, ())]
    known = work.keepings.of(proofs)
    fresh = [keeping_for(work, activity, proof, rules) for proof in proofs]
    changed = [
        replace(known.get(one.evidence_id, one), retention=one.retention, keep_until=one.keep_until)
        for one in fresh
        if one.evidence_id not in known or not known[one.evidence_id].is_destroyed
    ]
    work.keepings.put(changed)
