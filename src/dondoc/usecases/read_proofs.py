"""Proofs as a person looks at them before deciding: what they prove, what their files say, what is to be looked at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dondoc.core.activity import Activity, Evidence, EvidenceRules, EvidenceState
from dondoc.core.evidence_flags import Deed, Part, flags_of
from dondoc.core.file_facts import FileFacts
from dondoc.core.period import DateRange
from dondoc.errors import DondocError
from dondoc.usecases.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One proof with what is known of it."""

    proof: Evidence
    activity: Activity
    #: Codes of the parts that the activity counts for.
    tasks: tuple[str, ...] = ()
    unit_name: str = ""
    facts: FileFacts | None = None
    #: "Cần xem": sentences, that bar nothing.
    flags: tuple[DondocError, ...] = ()


def proof_lines(work: Work, proofs: Iterable[Evidence], rules: EvidenceRules) -> list[ProofLine]:
    """The proofs in their order, each with its flags."""
    wanted = list(proofs)
    hashes = {proof.sha256 for proof in wanted if proof.sha256 is not None}
    facts, same = work.files.facts_of(hashes), work.activities.with_files(hashes)
    ids = {p.activity_id for p in wanted} | {p.activity_id for group in same.values() for p in group}
    deeds = _deeds(work, ids)
    return [_line(proof, deeds, facts, same, rules) for proof in wanted]


def _line(
    proof: Evidence,
    deeds: Mapping[int, Deed],
    facts: Mapping[str, FileFacts],
    same: Mapping[str, Sequence[Evidence]],
    rules: EvidenceRules,
) -> ProofLine:
    deed, key = deeds[proof.activity_id], proof.sha256 or ""
    # Sent for the wrong task, rejected there and sent again for the right one is as it should be.
    others = [p for p in same.get(key, ()) if p.id != proof.id and p.state is not EvidenceState.REJECTED]
    elsewhere = [(other, deeds[other.activity_id]) for other in others]
    return ProofLine(
        proof=proof,
        activity=deed.activity,
        tasks=tuple(part.code for part in deed.parts),
        unit_name=deed.unit_name,
        facts=facts.get(key),
        flags=tuple(flags_of(proof, deed, facts.get(key), elsewhere, picture_days=rules.picture_days)),
    )


def _deeds(work: Work, activity_ids: Iterable[int]) -> dict[int, Deed]:
    """The activities with the parts that they count for; few queries, however many there are."""
    wanted = set(activity_ids)
    parts, names = _parts(work), {unit.id: unit.name for unit in work.units.all()}
    deeds: dict[int, Deed] = {}
    for activity in work.activities.all():
        if activity.id in wanted:
            own = tuple(dict.fromkeys(parts[link.slot_id] for link in activity.links if link.slot_id in parts))
            units = dict.fromkeys(part.unit_id for part in own) or {activity.unit_id: None}
            name = ", ".join(names[unit_id] for unit_id in units)
            deeds[activity.id] = Deed(activity=activity, parts=own, unit_name=name)
    return deeds


def _parts(work: Work) -> dict[int, Part]:
    """Every slot as a part with its printed code."""
    codes = {c.id: c.code for c in work.commitments.all()}
    return {
        slot.id: Part(
            code=codes[commitment_id] if len(group) == 1 else f"{codes[commitment_id]}.{slot.ordinal}",
            days=DateRange.through(slot.window.start, max(slot.window.last, slot.due)),
            unit_id=slot.assignee.unit_id,
        )
        for commitment_id, group in work.slots.of().items()
        for slot in group
    }
