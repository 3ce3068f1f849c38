"""What a person wrote into a draft, and the signed file of an issued report: kept apart from the generated words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dondoc.core.report import ReportPlan


class EditAct(StrEnum):
    """What a person did with a paragraph of a draft."""

    #: Other words in its place.
    REPLACE = "replace"
    #: Left out.
    REMOVE = "remove"
    #: A paragraph of his own.
    ADD = "add"
    #: Moved to another place, the words as they were.
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEdit:
    """One paragraph of a report as a person wants it; unique on (report, key), kept for every later version."""

    id: int = 0
    plan: ReportPlan
    #: Name of the paragraph (`draft.keys`); an added one has a name of its own: "plan.new.1".
    key: str
    act: EditAct
    #: His words; "" where he only moved or removed.
    words: str = ""
    #: The generated words that he saw; "" for an added paragraph.
    seen: str = ""
    #: Where an added or moved paragraph stands: behind the paragraph of this key, at the head of the part for the name
    #: of a part ("plan"); "" where it stays in its place.
    after: str = ""
    #: Codes of the commitments that the paragraph spoke of.
    codes: tuple[str, ...] = ()
    #: Of a removed paragraph whose words now stand in another: the key of that one.
    into: str = ""
    by: str
    at: datetime


class ChangeKind(StrEnum):
    """How one sentence or promise of two reports differs."""

    #: Only numbers or dates differ.
    FIGURE = "figure"
    REWORDED = "reworded"
    ADDED = "added"
    CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A sentence that stands differently in a second text."""

    kind: ChangeKind
    before: str = ""
    after: str = ""
    #: Codes of the commitments that it speaks of.
    codes: tuple[str, ...] = ()
    #: Whether it stands in the plan: a promise, not a result.
    is_promise: bool = False
    #: (old, new) of each number that differs, in the words of the texts: ("12", "13 đoàn viên").
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedReport:
    """The signed file of a report, as it was given in, with what differs from the stored version."""

    report_id: int
    #: The document that it was ingested as.
    document_id: int
    file_sha256: str
    name: str
    by: str
    at: datetime
    changes: tuple[TextChange, ...] = ()
