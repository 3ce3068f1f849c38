"""How a task of the next plan is printed: its clause, its date, and a note in brackets with its code."""

from collections.abc import Mapping
from dataclasses import dataclass

from dondoc.core.task_note import Label, nature_words, rhythm_words, targets_words, write_note
from dondoc.draft.figures import day_text
from dondoc.draft.next_plan import PlannedItem

#: The order of the entries of a note.
_ORDER = (Label.CODE, Label.LEAD, Label.TARGETS, Label.DUE, Label.RHYTHM, Label.NATURE, Label.AREA, Label.OWED)
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
    note = write_note([(label, words) for label in _ORDER if (words := _entry(label, item, voice))])
    return f"{item.text}{due} {note}".rstrip()


def _entry(label: Label, item: PlannedItem, voice: PlanVoice) -> str:
    """What the note says under a label; "" where that needs no saying."""
    match label:
        case Label.CODE:
            return item.code
        case Label.OWED:
            return ", ".join(voice.units.get(u, f"đơn vị số {u}").translate(_MARKS) for u in item.still_owed_by)
        case _ if label not in item.noted:
            return ""
        case Label.LEAD:
            return item.owner or voice.issuer.translate(_MARKS)
        case Label.TARGETS:
            return targets_words(item.targets)
        case Label.DUE:
            return day_text(item.due)
        case Label.RHYTHM:
            return rhythm_words(item.recurrence)
        case Label.NATURE:
            return nature_words(item.kind)
        case Label.AREA:
            return voice.areas.get(item.area, "khác").translate(_MARKS).lower()
