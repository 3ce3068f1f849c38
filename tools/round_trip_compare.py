"""What a report plans beside what is read of it: field by field, nothing missing, nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dondoc.core.extraction import Extraction, FoundCommitment
from dondoc.core.target import Target
from dondoc.core.task_note import Label, find_note
from dondoc.draft.figures import day_text
from dondoc.draft.next_plan import PlannedItem

Values = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A planned task that came back otherwise, or not at all, or something that nobody planned."""

    planned: Values | None
    read: Values | None

    def told(self) -> str:
        """Both values of what differs, for a person."""
        if self.planned is None:
            return f"  read, never planned: {self.read and self.read['words']}"
        if self.read is None:
            return f"  planned, not read: {self.planned['words']}"
        lines = [f"  {self.planned['words']}"]
        for name, value in self.planned.items():
            if value != self.read[name]:
                lines.append(f"    {name}: planned {_shown(value)}, read {_shown(self.read[name])}")
        return "\n".join(lines)


@dataclass(kw_only=True)
class Score:
    """How one form of one report came back."""

    exact: int = 0
    wrong: list[Wrong] = field(default_factory=list)


def compare(items: Sequence[PlannedItem], found: Extraction, *, areas: frozenset[str]) -> Score:
    """Every planned task beside the commitment with the same words, else with the same code; the rest is wrong."""
    score, free = Score(), [read_values(one) for one in found.commitments]
    wanted = [planned_values(item, areas) for item in items]
    left: list[Values] = []
    for planned in wanted:
        if planned in free:
            free.remove(planned)
            score.exact += 1
        else:
            left.append(planned)
    for planned in left:
        near = next((one for one in free if one["code"] == planned["code"] or one["words"] == planned["words"]), None)
        if near is not None:
            free.remove(near)
        score.wrong.append(Wrong(planned=planned, read=near))
    score.wrong += [Wrong(planned=None, read=one) for one in free]
    return score


def planned_values(item: PlannedItem, areas: frozenset[str]) -> Values:
    """What was planned; an area that the office does not have is "other"."""
    dated = f", chậm nhất ngày {day_text(item.due)}" if item.due_explicit and Label.DUE not in item.noted else ""
    return {
        "words": f"{item.text}{dated}", "code": item.code, "kind": item.kind, "targets": _targets(item.targets),
        "due": item.due, "due_explicit": item.due_explicit, "recurrence": item.recurrence, "owner": item.owner,
        "area": item.area if item.area in areas else "other",
    }  # fmt: skip


def read_values(found: FoundCommitment) -> Values:
    """What was read."""
    text = " ".join(found.text.split())
    note = find_note(text)
    code = note[Label.CODE] if note is not None else ""
    return {
        "words": found.display, "code": code, "kind": found.kind, "targets": _targets(found.targets),
        "due": found.due, "due_explicit": found.due_explicit, "recurrence": found.recurrence, "owner": found.owner,
        "area": found.area,
    }  # fmt: skip


def _targets(targets: Sequence[Target]) -> list[tuple[object, ...]]:
    return [(t.comparator.value, t.value, t.unit, t.percent) for t in targets]


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(" ".join(map(str, one)) for one in value) or "none"
    return "none" if value is None else str(value)
