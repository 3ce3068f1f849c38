"""Proofs as a person looks at them before deciding: what they prove, what their files say, what is to be looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dondoc.core.activity import Activity, Evidence, EvidenceRules, EvidenceState
from dondoc.core.evidence_flags import Deed, Part, flags_of
from dondoc.core.file_facts import FileFacts
from dondoc.core.likeness import alike
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
    """The proofs in their order, each with its flags; what was rejected needs none."""
    wanted = list(proofs)
    hashes = {proof.sha256 for proof in wanted if proof.sha256 is not None}
    facts = work.files.facts_of(hashes)
    like = alike((sha256 for sha256, seen in facts.items() if seen.likeness), work.files.likenesses())
    known = work.activities.with_files(hashes.union(*like.values()))
    deeds = _deeds(work, {p.activity_id for group in (wanted, *known.values()) for p in group})
    lines: list[ProofLine] = []
    for proof in wanted:
        deed, key = deeds[proof.activity_id], proof.sha256 or ""
        seen, near = facts.get(key), [p for other in like.get(key, ()) for p in known.get(other, ())]
        flags = flags_of(
            proof,
            deed,
            seen,
            _others(proof, known.get(key, ()), deeds),
            picture_days=rules.picture_days,
            alike=[pair for pair in _others(proof, near, deeds) if pair[1] is not deed],
        )
        tasks = tuple(part.code for part in deed.parts)
        line = ProofLine(proof=proof, activity=deed.activity, tasks=tasks, unit_name=deed.unit_name, facts=seen)
        lines.append(line if proof.state is EvidenceState.REJECTED else replace(line, flags=tuple(flags)))
    return lines


def _others(proof: Evidence, found: Iterable[Evidence], deeds: Mapping[int, Deed]) -> list[tuple[Evidence, Deed]]:
    """Other proofs with their activities; what was rejected there and sent again for the right task is as it should."""
    others = (p for p in found if p.id != proof.id and p.state is not EvidenceState.REJECTED)
    return [(other, deeds[other.activity_id]) for other in others]


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
