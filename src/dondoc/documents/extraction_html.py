"""A page that shows a document with its commitments marked in place, for `dondoc extract --format html`.

One file without anything from outside: it can be mailed, kept, printed, and read offline.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dondoc.core.document import Document
from dondoc.core.extraction import Doubt, Extraction, FanOut, FoundCommitment, Kind, Recurrence
from dondoc.documents.extraction_text import Paragraph, Rows, lay_out
from dondoc.draft.figures import period_text, targets_text
from dondoc.extract.lexicon import Lexicon

_KINDS = {
    Kind.COUNTABLE: ("countable", "C", "Có chỉ tiêu"),
    Kind.DELIVERABLE: ("deliverable", "S", "Có sản phẩm"),
    Kind.ONGOING: ("ongoing", "L", "Làm lâu dài"),
}
_RECURRENCES = {
    Recurrence.WEEKLY: "hằng tuần",
    Recurrence.MONTHLY: "hằng tháng",
    Recurrence.QUARTERLY: "hằng quý",
    Recurrence.HALF_YEARLY: "6 tháng một lần",
    Recurrence.YEARLY: "hằng năm",
}
_SUPPLIED = re.compile(r"(\[[^\[\]]*\])")
#: Below this a person should look at the place itself.
_SURE = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How codes become sentences: the faces know the language, this page does not."""

    #: The sentence of a doubt.
    doubt: Callable[[Doubt], str]
    #: The sentences of a commitment's reasons.
    reasons: Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """A kind with its letter, label and how many commitments are of it."""

    css: str
    letter: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A commitment in the list beside the text."""

    number: int
    css: str
    letter: str
    kind: str
    #: Its words in pieces, and whether each was supplied.
    display: tuple[tuple[str, bool], ...]
    #: Label and value of what was read.
    facts: tuple[tuple[str, str], ...]
    #: What a person should know at a glance.
    notes: tuple[str, ...]
    percent: int
    is_unsure: bool
    #: Number of the commitment that it hangs on, or 0.
    parent: int
    reasons: tuple[str, ...]


def render_extraction(
    document: Document,
    extraction: Extraction,
    template_dirs: Sequence[Path],
    *,
    lexicon: Lexicon,
    telling: Telling,
    explain: bool = False,
) -> str:
    """The page; with `explain` the reasons stand open, so that they are printed too."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in template_dirs]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    areas = {area.code: area.vi for area in lexicon.areas}
    return environment.get_template("page.html.j2").render(
        title=extraction.header.title or document.title or document.name,
        head=_head(document, extraction),
        kinds=_count(extraction.commitments),
        directions=sum(1 for one in extraction.commitments if one.direction),
        parts=lay_out(document, extraction, lexicon),
        is_table=_is_table,
        letters={number: _KINDS[one.kind][:2] for number, one in enumerate(extraction.commitments, start=1)},
        entries=[_entry(one, number, areas, telling) for number, one in enumerate(extraction.commitments, start=1)],
        doubts=[(telling.doubt(one), one.start < one.end) for one in extraction.doubts],
        explain=explain,
    )


def _is_table(part: Paragraph | Rows) -> bool:
    return isinstance(part, Rows)


def _head(document: Document, extraction: Extraction) -> list[tuple[str, str]]:
    """What the head of the document says of itself; what is not known is said to be unknown."""
    header = extraction.header
    return [
        ("Đơn vị", header.issuer or "chưa rõ"),
        *([("Cấp trên", header.superior)] if header.superior else []),
        *([("Số, ký hiệu", header.number)] if header.number else []),
        ("Ngày ban hành", _day(header.issued_on) or "chưa rõ"),
        *([("Kỳ báo cáo", period_text(header.reporting_period))] if header.reporting_period else []),
        ("Kỳ kế hoạch", period_text(header.plan_period) if header.plan_period else "chưa rõ"),
        ("Tệp", document.name),
    ]


def _count(commitments: Sequence[FoundCommitment]) -> list[KindCount]:
    counts = Counter(one.kind for one in commitments)
    return [
        KindCount(css=css, letter=letter, label=label, count=counts[kind])
        for kind, (css, letter, label) in _KINDS.items()
    ]


def _entry(one: FoundCommitment, number: int, areas: Mapping[str, str], telling: Telling) -> Entry:
    css, letter, kind = _KINDS[one.kind]
    pieces = ((piece, piece.startswith("[") and piece not in one.text) for piece in _SUPPLIED.split(one.display))
    return Entry(
        number=number,
        css=css,
        letter=letter,
        kind=kind,
        display=tuple((piece, supplied) for piece, supplied in pieces if piece),
        facts=tuple((label, value) for label, value in _facts(one, areas) if value),
        notes=tuple(_notes(one)),
        percent=round(100 * one.confidence),
        is_unsure=one.confidence < _SURE,
        parent=one.parent + 1 if one.parent is not None else 0,
        reasons=tuple(telling.reasons(one.reasons)),
    )


def _facts(one: FoundCommitment, areas: Mapping[str, str]) -> list[tuple[str, str]]:
    due = _day(one.due) or "chưa có"
    return [
        ("Hạn", due if one.due_explicit or one.due is None else f"{due} (cuối kỳ kế hoạch)"),
        ("Chủ trì", one.owner or ""),
        ("Chỉ tiêu", targets_text(one.targets)),
        ("Định kỳ", _RECURRENCES[one.recurrence] if one.recurrence else ""),
        ("Lĩnh vực", areas.get(one.area, one.area)),
        ("Căn cứ", "; ".join(one.refs)),
    ]


def _notes(one: FoundCommitment) -> list[str]:
    notes = []
    if one.direction:
        notes.append("định hướng")
    if one.owner_plural:
        notes.append("mỗi nơi làm riêng" if one.fan_out is FanOut.EACH else "nhiều nơi cùng làm")
    if one.confidence < _SURE:
        notes.append("nên xem kỹ")
    return notes


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
