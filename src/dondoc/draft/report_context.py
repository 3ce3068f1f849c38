"""Everything that the templates of a report print, already in words."""

from dataclasses import dataclass
from enum import StrEnum

from dondoc.core.fact_sheet import FactSheet


class Print(StrEnum):
    """For whom a report is printed: both prints come from one snapshot."""

    #: Everything, with links to commitments and evidence.
    INTERNAL = "internal"
    #: What the chair sends up: limits grouped, lines and annexes chosen.
    SUPERIOR = "superior"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a figure comes from: one commitment, slot, activity, proof or decision, by what an office calls it."""

    #: "commitment", "slot", "activity", "evidence", "attestation", "amendment", "unit" or "report".
    kind: str
    #: Code or number by which it is found again.
    ref: str
    #: In words: "hoạt động ngày 15/9/2017, 02 cuộc".
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number or date that a line prints, and what it was computed from."""

    #: As printed: "02 cuộc".
    text: str
    #: What it says: "kết quả đạt được".
    meaning: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph, with the codes of the commitments and the activities that it speaks of."""

    text: str
    codes: tuple[str, ...] = ()
    #: Ids of activities that no commitment foresaw.
    activities: tuple[int, ...] = ()
    #: Name of the paragraph inside the report, the same whenever the same facts are told (`draft.keys`).
    key: str = ""
    #: Who wrote these words in place of the generated ones; "" for generated words.
    written_by: str = ""
    #: The generated words in whose place a person's stand.
    generated: str = ""
    figures: tuple[Figure, ...] = ()
    #: A mark where a person still has to write something ("(đơn vị bổ sung)"); no longer once `written_by` is set.
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under a heading of their own ("1. Tuyên truyền, giáo dục"); without a heading both are "".

    Groups stand in the order of the page; one of a deeper level belongs to the last one above it of a higher level.
    """

    number: str = ""
    heading: str = ""
    lines: tuple[Line, ...]
    #: By its number: 2 "1.", 3 "1.1.", 4 "a)" (NĐ 30/2020 and practice).
    level: int = 2
    #: Name of the part that its lines are of, where that is not the section's own ("limits"): their keys begin with it.
    key: str = ""
    #: A heading to which dondoc has nothing to say: a person has to write it.
    is_empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report: "II. KẾT QUẢ …", running text, then groups."""

    number: str
    heading: str
    paragraphs: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()
    #: Name of the part in the outline ("results"): the keys of its lines begin with it.
    key: str = ""
    #: A heading of the superior's outline to which dondoc has nothing to say: a person has to write it.
    is_empty: bool = False
    #: 0 for "Phần I", of which the sections that follow are parts and which has its heading only; 1 for "I.".
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexColumn:
    """A column with its title and its share of the width in per cent."""

    title: str
    width: int
    #: What stands in it ("due", "result"), whatever the office calls it.
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexRow:
    """One commitment: its code, and its cells in the order of the columns."""

    code: str
    cells: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    #: Accepted proofs by number, with the name that the cell prints; the kind is that of the proof ("file", "link").
    proofs: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A table on pages of its own, numbered from 1 again: of all commitments, or of figures."""

    #: "Phụ lục" where there is one, "Phụ lục I", "Phụ lục II" where there are several (`draft.annex.labelled`).
    label: str
    title: str
    #: "(Kèm theo Báo cáo số …)".
    reference: str
    columns: tuple[AnnexColumn, ...]
    rows: tuple[AnnexRow, ...]


class ChartKind(StrEnum):
    """How a chart is drawn."""

    #: Bars of one or more series, by category.
    BARS = "bars"
    #: Bars whose series stand on one another.
    STACKED = "stacked"


class Tone(StrEnum):
    """What a series tells; colour and pattern follow from it, the same in all charts."""

    GOOD = "good"
    LATE = "late"
    PARTLY = "partly"
    MISSED = "missed"
    OVERDUE = "overdue"
    OPEN = "open"
    RELEASED = "released"
    #: The period that a comparison starts from.
    EARLIER = "earlier"
    #: The period that the report tells of.
    PRESENT = "present"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series of a chart, with a value for each category; None where there is none."""

    name: str
    values: tuple[int | None, ...]
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as figures; how it looks is decided where it is drawn."""

    #: Name inside the report: "by_area", "by_month", "year_before".
    key: str
    kind: ChartKind
    title: str
    #: What it shows, in a sentence or two, for who does not see it.
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """A whole report of NĐ 30/2020 mẫu 1.4, in the order of the page."""

    #: Names in capitals, as the head prints them; `superior` is "" without one.
    superior: str
    issuer: str
    #: "Số:      /BC-CĐCS": the number is given after signing.
    number_line: str
    #: "Hà Nội, ngày … tháng … năm 2017".
    place_date_line: str
    #: "BÁO CÁO".
    document_type: str
    #: Trích yếu.
    title: str
    #: "Kính gửi: …" for one addressee, "Kính gửi:" above the lines of several, or "".
    addressee_line: str
    lead: str
    sections: tuple[Section, ...]
    #: The last sentence, with "./.".
    closing: str
    recipients: tuple[str, ...]
    signer_authority: str
    signer_position: str
    signer_name: str
    #: In order; none where the report goes without.
    annexes: tuple[Annex, ...]
    #: "- …;", a line for each of several addressees; none for one.
    addressees: tuple[str, ...] = ()
    #: "KT. CHỦ TỊCH" under the authority, where a deputy signs for a body; "".
    signer_acting: str = ""
    print: Print = Print.INTERNAL
    charts: tuple[Chart, ...] = ()
    #: The figures for the unit above, which merges this report with others.
    facts: FactSheet | None = None
