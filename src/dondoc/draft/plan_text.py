"""How a task of the next plan is printed: its clause, its date, and a note in brackets with its code."""

from collections.abc import Mapping
from dataclasses import dataclass

from dondoc.core.task_note import Label, nature_words, rhythm_words, targets_words, write_note
from dondoc.draft.figures import day_text
from dondoc.draft.next_plan import PlannedItem

#: The order of the entries of a note.
_ORDER = (Label.CODE, Label.LEAD, Label.TARGETS, Label.DUE, Label.RHYTHM, Label.NATURE, Label.AREA, Label.OWED)
#: Told whenever there is something to tell.
_ALWAYS = frozenset({Label.CODE, Label.OWED})
#: These would end an entry or the note.
_MARKS = str.maketrans({";": ",", "(": "[", ")": "]", ":": ","})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVoice:
    """By what names a plan calls its units and areas, and whose plan it is."""

    issuer: str
    units: Mapping[int, str]
    #: Labels by code.
    areas: Mapping[str, str]


def plan_text(item: PlannedItem, voice: PlanVoice) -> str:
    """The line of a task, without its bullet and its closing mark."""
    is_dated = item.due_explicit and Label.DUE not in item.noted
    due = f", chậm nhất ngày {day_text(item.due)}" if is_dated else ""
    told = _entries(item, voice)
    note = write_note([(label, told[label]) for label in _ORDER if told[label] and label in {*_ALWAYS, *item.noted}])
    return f"{item.text}{due} {note}".rstrip()


def _entries(item: PlannedItem, voice: PlanVoice) -> Mapping[Label, str]:
    """What a note can say of a task; "" where there is nothing to say."""
    return {
        Label.CODE: item.code,
        Label.LEAD: item.owner or voice.issuer.translate(_MARKS),
        Label.TARGETS: targets_words(item.targets),
        Label.DUE: day_text(item.due),
        Label.RHYTHM: rhythm_words(item.recurrence),
        Label.NATURE: nature_words(item.kind),
        Label.AREA: voice.areas.get(item.area, "khác").translate(_MARKS).lower(),
        Label.OWED: ", ".join(voice.units.get(u, f"đơn vị số {u}").translate(_MARKS) for u in item.still_owed_by),
    }
