"""How an office writes its report: names in the head, places to sign, the outline (values of config/report.toml)."""

from dataclasses import dataclass
from enum import StrEnum

from dondoc.draft.outline import Outline


@dataclass(frozen=True, slots=True)
class Area:
    """An area of work, under which results and tasks are grouped (config/areas.toml)."""

    code: str
    label: str


class Column(StrEnum):
    """The columns that the annex can have."""

    NUMBER = "number"
    CODE = "code"
    COMMITMENT = "commitment"
    OWNER = "owner"
    TARGET = "target"
    DUE = "due"
    RESULT = "result"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHeading:
    """A column of the annex, its title, and its share of the width (any unit)."""

    column: Column
    title: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The block under which the report is signed (NĐ 30/2020, ô số 7)."""

    #: "TM. BAN CHẤP HÀNH", or "" when the head of the body signs in his own right.
    authority: str
    #: "CHỦ TỊCH".
    position: str
    #: "KT. CHỦ TỊCH" between the two, where a deputy signs for the head of a body; else "".
    acting: str = ""
    #: Name to print under the signature, or "" to leave it open.
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOffice:
    """What a report of this office looks like, apart from its figures."""

    #: Name of the body in the head, or "" for the name of the unit.
    issuer: str
    #: Superior body above it, or "" when there is none: then there is no "Kính gửi" either.
    superior: str
    #: Whom the report is addressed to, where it is not the superior body itself; several have a line each.
    addressee: str | tuple[str, ...]
    #: Place of issue, or "" to leave it open.
    place: str
    #: What follows the number: "BC-CĐCS".
    number_suffix: str
    #: What the report is about: "hoạt động" in "Kết quả hoạt động 6 tháng …".
    subject: str
    #: What the report rests on, at the head of its first sentence.
    basis: str
    signer: Signer
    #: Nơi nhận, without "Như trên"; the last one is the archive.
    recipients: tuple[str, ...]
    outline: Outline
    columns: tuple[ColumnHeading, ...]
    #: Heading of an area of work, with `{area}` for its label.
    area_heading: str = "{area}"
    #: The dates of at most so many activities are printed; of more only the first and the last.
    dates_printed: int = 4
    #: Verbs that can begin a promise, in small letters (config/vocabulary.toml): only before these does "đã" stand.
    verbs: frozenset[str] = frozenset()
