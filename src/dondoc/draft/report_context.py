"""Everything that the templates of a report print, already in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph of a list, with the codes of the commitments that it speaks of."""

    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under a heading of their own ("1. Tuyên truyền, giáo dục"); without a heading both are ""."""

    number: str = ""
    heading: str = ""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report: "II. KẾT QUẢ …", running text, then groups."""

    number: str
    heading: str
    paragraphs: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexColumn:
    """A column with its title and its share of the width in per cent."""

    title: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexRow:
    """One commitment: its code, and its cells in the order of the columns."""

    code: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """The table of all commitments."""

    label: str
    title: str
    #: "(Kèm theo Báo cáo số …)".
    reference: str
    columns: tuple[AnnexColumn, ...]
    rows: tuple[AnnexRow, ...]


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
    #: "Kính gửi: …", or "".
    addressee_line: str
    lead: str
    sections: tuple[Section, ...]
    #: The last sentence, with "./.".
    closing: str
    recipients: tuple[str, ...]
    signer_authority: str
    signer_position: str
    signer_name: str
    annex: Annex
